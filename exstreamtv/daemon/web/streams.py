"""What the description of the API says of streams: on the air, and of the past."""

from __future__ import annotations

from exstreamtv.daemon.web.pieces import COUNT, TEXT, Data, in_path, text

NUMBER = in_path("number", TEXT, "a channel's number, as the lineup says it")
NONE = text("there is no such channel", "text/plain")
BUSY = text("not just now; Retry-After says when", "text/plain")
STREAM: Data = {
    "description": "MPEG-TS, which ends with the connection",
    "content": {"video/mp2t": {}},
}

PLAYLIST = text("the playlist", "application/vnd.apple.mpegurl")
WORDS = text("WebVTT", "text/vtt")
SAME: Data = {"description": "it is as If-None-Match says"}
FROM: Data = {
    "name": "from",
    "in": "query",
    "schema": COUNT,
    "description": "the picture that it begins with, if that is not the segment's first",
}

THEN = [
    {
        "name": name,
        "in": "query",
        "schema": {"type": "string"},
        "description": f"{about}, in seconds",
    }
    for name, about in (
        ("utc", "play what was on the air then, since 1970"),
        ("dur", "for so long"),
        ("utcend", "until then, since 1970"),
        ("lutc", "what time it is, which is known"),
    )
]
UNFIT = text("these are no seconds", "text/plain")
WINDOW = in_path("window", TEXT, "its start and stop in milliseconds since 1970: `START-STOP`")

STREAMS: Data = {
    "/iptv/channel/{number}.ts": {
        "get": {
            "summary": "Tune in. A Range is answered 200: the stream has no parts",
            "parameters": [NUMBER, *THEN],
            "responses": {"200": STREAM, "400": UNFIT, "404": NONE, "503": BUSY},
        }
    },
    "/auto/v{number}": {
        "get": {
            "summary": "The same for clients of HDHomeRun's kind: a tuner is taken",
            "parameters": [NUMBER],
            "responses": {"200": STREAM, "404": NONE, "503": BUSY},
        }
    },
    "/iptv/channel/{number}.m3u8": {
        "get": {
            "summary": "The same as HLS: what there is; a request keeps the channel on the air",
            "parameters": [NUMBER, *THEN],
            "responses": {"200": PLAYLIST, "304": SAME, "400": UNFIT, "404": NONE, "503": BUSY},
        }
    },
    "/iptv/channel/{number}/past/{window}/{kind}.m3u8": {
        "get": {
            "summary": "What was on the air",
            "parameters": [
                NUMBER,
                WINDOW,
                in_path(
                    "kind",
                    {"enum": ["vod", "event", "vod-text", "event-text"]},
                    "`event` may still be going on",
                ),
            ],
            "responses": {"200": PLAYLIST, "304": SAME, "404": NONE},
        }
    },
    "/iptv/channel/{number}/past/{window}/{segment}.ts": {
        "get": {
            "summary": "A segment of that; it is made while the request waits",
            "parameters": [NUMBER, WINDOW, in_path("segment", COUNT, "its number"), FROM],
            "responses": {"200": STREAM, "304": SAME, "404": NONE, "503": BUSY},
        }
    },
    "/iptv/channel/{number}/past/{window}/{segment}.vtt": {
        "get": {
            "summary": "What is said in it",
            "parameters": [NUMBER, WINDOW, in_path("segment", COUNT, "its number"), FROM],
            "responses": {"200": WORDS, "304": SAME, "404": NONE, "503": BUSY},
        }
    },
    "/iptv/channel/{number}/text.m3u8": {
        "get": {
            "summary": "The last segments of the subtitles, where they are text",
            "parameters": [NUMBER],
            "responses": {"200": PLAYLIST, "304": SAME, "404": NONE, "503": BUSY},
        }
    },
    "/iptv/channel/{number}/{segment}.vtt": {
        "get": {
            "summary": "A segment of the subtitles",
            "parameters": [NUMBER, in_path("segment", COUNT, "its number"), FROM],
            "responses": {"200": WORDS, "304": SAME, "404": NONE},
        }
    },
    "/iptv/channel/{number}/live.m3u8": {
        "get": {
            "summary": "The last segments",
            "parameters": [NUMBER],
            "responses": {"200": PLAYLIST, "304": SAME, "404": NONE, "503": BUSY},
        }
    },
    "/iptv/channel/{number}/{segment}.ts": {
        "get": {
            "summary": "A segment of the playlist",
            "parameters": [NUMBER, in_path("segment", COUNT, "its number"), FROM],
            "responses": {"200": STREAM, "304": SAME, "404": NONE},
        }
    },
}
