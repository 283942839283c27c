"""What the station answers, as OpenAPI 3.1: data by hand, one entry a route, held to by a test."""

from __future__ import annotations

from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import JSONResponse

from exstreamtv.daemon.fanout import By
from exstreamtv.daemon.web.control import ARRIVAL_S, MOST_BYTES
from exstreamtv.model.timeline import Kind

Data = dict[str, Any]
"""A piece of the document."""


async def document(request: Request) -> JSONResponse:
    """`/api/openapi.json`"""
    return JSONResponse(DOCUMENT)


def _ref(name: str) -> Data:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(description: str, schema: Data) -> Data:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _text(description: str, kind: str) -> Data:
    return {"description": description, "content": {kind: {"schema": {"type": "string"}}}}


def _object(properties: Data, *optional: str) -> Data:
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _list(schema: Data) -> Data:
    return {"type": "array", "items": schema}


def _path(name: str, schema: Data, description: str) -> Data:
    about = {"name": name, "in": "path", "required": True}
    return {**about, "schema": schema, "description": description}


def _refused(description: str) -> Data:
    return _json(description, _ref("Refusal"))


TEXT: Data = {"type": "string"}
COUNT: Data = {"type": "integer", "minimum": 0}
INSTANT = _ref("Instant")
NAME: Data = {"type": "string", "pattern": "^[0-9a-f]{12}$"}
STARTS: Data = {"type": "object", "additionalProperties": INSTANT}

NUMBER = _path("number", TEXT, "a channel's number, as the lineup says it")
NONE = _text("there is no such channel", "text/plain")
BUSY = _text("not just now; Retry-After says when", "text/plain")
STREAM: Data = {
    "description": "MPEG-TS, which ends with the connection",
    "content": {"video/mp2t": {}},
}

PLAYLIST = _text("the playlist", "application/vnd.apple.mpegurl")
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
UNFIT = _text("these are no seconds", "text/plain")
WINDOW = _path("window", TEXT, "its start and stop in milliseconds since 1970: `START-STOP`")

WAITING: Data = {
    "waits_since": {"anyOf": [INSTANT, {"type": "null"}], "description": "only where it waits"},
    "behind_ms": COUNT,
}

STATE: Data = {
    "number": TEXT,
    "viewers": COUNT,
    "dropped": {**COUNT, "description": "viewers who were too slow"},
    "processes": COUNT,
    "millicores": {
        "anyOf": [COUNT, {"type": "null"}],
        "description": "what encoding it takes; null as long as it is not measured",
    },
    "planned_until": INSTANT,
}

SCHEMAS: Data = {
    "Instant": {
        "type": "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$",
    },
    "Refusal": _object({"error": TEXT}),
    "Channel": _object(
        {"id": TEXT, "number": TEXT, "name": TEXT, "group": TEXT, "stream": TEXT, "hls": TEXT}
    ),
    "Item": _object(
        {
            "media": {"type": ["string", "null"], "description": "null for a slate"},
            "kind": {"enum": [kind.value for kind in Kind]},
            "start": INSTANT,
            "stop": INSTANT,
            "position_ms": {**COUNT, "description": "position in the medium"},
            "remaining_ms": COUNT,
        }
    ),
    "Programme": _object(
        {"title": TEXT, "subtitle": TEXT, "description": TEXT, "start": INSTANT, "stop": INSTANT}
    ),
    "Aired": _object(
        {
            "title": TEXT,
            "subtitle": TEXT,
            "description": TEXT,
            "start": INSTANT,
            "stop": INSTANT,
            "over": {"type": "boolean"},
            "stream": TEXT,
            "hls": TEXT,
        }
    ),
    "Now": _object(
        {
            "at": INSTANT,
            **WAITING,
            "item": {"anyOf": [_ref("Item"), {"type": "null"}]},
            "programme": {"anyOf": [_ref("Programme"), {"type": "null"}]},
        },
        *WAITING,
    ),
    "State": _object(
        {
            **STATE,
            **WAITING,
        },
        *WAITING,
    ),
    "Seat": _object(
        {
            "client": {**TEXT, "description": "an address; of IPv6 a network"},
            "by": {"enum": list(get_args(By))},
            "since": INSTANT,
            "bytes": COUNT,
            "behind_ms": {**COUNT, "description": "what of the stream waits for him"},
        }
    ),
    "Watched": _object({**STATE, "watching": _list(_ref("Seat")), **WAITING}, *WAITING),
    "Count": _object({"now": COUNT, "most": COUNT}),
    "Counts": _object(
        {name: _ref("Count") for name in ("viewers", "on_air", "tuners", "millicores")}
    ),
    "Incident": _object(
        {
            "at": INSTANT,
            "channel": {**TEXT, "description": "its id, or `station`"},
            "what": TEXT,
            "remedy": TEXT,
        }
    ),
    "Suspect": _object({"media": TEXT, "failures": COUNT, "why": TEXT, "until": INSTANT}),
    "Health": _object(
        {
            "status": {"const": "ok"},
            "at": INSTANT,
            "counts": _ref("Counts"),
            "channels": _list(_ref("State")),
            "incidents": _list(_ref("Incident")),
            "quarantine": _list(_ref("Suspect")),
        }
    ),
    "Applied": _object(
        {"revision": NAME, "at": INSTANT, "starts": {**STARTS, "description": "by channel id"}}
    ),
    "History": _object({"revision": NAME, "applied": _list(_ref("Applied"))}),
    "Files": _object({"revision": NAME, "files": {"type": "object", "additionalProperties": TEXT}}),
    "Wish": _object(
        {
            "files": {
                "type": "object",
                "additionalProperties": TEXT,
                "description": "the station's texts and its lock, by their paths below it",
            },
            "force": {"type": "boolean", "description": "take over after the programme on air"},
            "trial": {"type": "boolean", "description": "only say what would take over when"},
        },
        "force",
        "trial",
    ),
    "Stale": _object({"error": TEXT, "revision": {**NAME, "description": "what is in force"}}),
    "Unfit": _object({"error": TEXT, "findings": _list({"type": "object"})}),
    "Status": _object(
        {
            "at": INSTANT,
            "revision": NAME,
            "applied": INSTANT,
            "takes_over": {**STARTS, "description": "what is still to come, by channel id"},
            "counts": _ref("Counts"),
            "channels": _list(_ref("Watched")),
            "incidents": _list(_ref("Incident")),
            "quarantine": _list(_ref("Suspect")),
        }
    ),
}

PUBLIC: Data = {
    "/": {"get": {"summary": "A page for people", "responses": {"200": _text("it", "text/html")}}},
    "/iptv/channels.m3u": {
        "get": {
            "summary": "The playlist",
            "responses": {"200": _text("it", "audio/x-mpegurl"), "503": BUSY},
        }
    },
    "/iptv/xmltv.xml": {
        "get": {
            "summary": "The guide",
            "responses": {"200": _text("XMLTV", "application/xml"), "503": BUSY},
        }
    },
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
                _path("kind", {"enum": ["vod", "event"]}, "`event` may still be going on"),
            ],
            "responses": {"200": PLAYLIST, "304": SAME, "404": NONE},
        }
    },
    "/iptv/channel/{number}/past/{window}/{segment}.ts": {
        "get": {
            "summary": "A segment of that; it is made while the request waits",
            "parameters": [NUMBER, WINDOW, _path("segment", COUNT, "its number"), FROM],
            "responses": {"200": STREAM, "304": SAME, "404": NONE, "503": BUSY},
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
            "parameters": [NUMBER, _path("segment", COUNT, "its number"), FROM],
            "responses": {"200": STREAM, "304": SAME, "404": NONE},
        }
    },
    "/health": {
        "get": {
            "summary": "How the station does",
            "responses": {"200": _json("it plays", _ref("Health"))},
        }
    },
    "/api/openapi.json": {
        "get": {
            "summary": "This",
            "responses": {"200": _json("OpenAPI 3.1", {"type": "object"})},
        }
    },
    "/api/channels": {
        "get": {
            "summary": "The channels",
            "responses": {"200": _json("in the lineup's order", _list(_ref("Channel")))},
        }
    },
    "/api/channels/{number}/programmes": {
        "get": {
            "summary": "What has begun and can be seen again, the newest last",
            "parameters": [NUMBER],
            "responses": {
                "200": _json("it", _list(_ref("Aired"))),
                "404": _refused("no such channel"),
                "503": _refused("it cannot be compiled just now"),
            },
        }
    },
    "/api/channels/{number}/now": {
        "get": {
            "summary": "What is on",
            "parameters": [NUMBER],
            "responses": {"200": _json("now", _ref("Now")), "404": _refused("no such channel")},
        }
    },
}

GUARD: Data = {
    "401": _refused("the token is missing or wrong"),
    "429": _refused("too many at once; Retry-After says when"),
}

TAG: Data = {"ETag": {"schema": TEXT, "description": "the revision in force, for If-Match"}}

CONTROL: Data = {
    "/api/revisions": {
        "get": {
            "summary": "What was applied, the newest first",
            "responses": {**GUARD, "200": {**_json("it", _ref("History")), "headers": TAG}},
        },
        "post": {
            "summary": "Apply a station, or say what that would do",
            "description": f"At most {MOST_BYTES} bytes, which arrive within {ARRIVAL_S:.0f} s.",
            "parameters": [
                {
                    "name": "If-Match",
                    "in": "header",
                    "required": True,
                    "schema": TEXT,
                    "description": "the revision that the client has seen, in quotes",
                }
            ],
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": _ref("Wish")}},
            },
            "responses": {
                **GUARD,
                "200": {**_json("a trial: nothing has changed", _ref("Applied")), "headers": TAG},
                "201": {**_json("it is applied", _ref("Applied")), "headers": TAG},
                "400": _refused("the body is not what is wanted"),
                "408": _refused("the body does not arrive"),
                "412": _json("another revision is in force", _ref("Stale")),
                "413": _refused("the body is too long"),
                "422": _json("the station does not compile", _ref("Unfit")),
                "428": _refused("If-Match is missing"),
                "507": _refused("it cannot be kept, or what is on the air cannot be read"),
            },
        },
    },
    "/api/revisions/{name}": {
        "get": {
            "summary": "A station as it was applied",
            "parameters": [_path("name", TEXT, "a revision")],
            "responses": {
                **GUARD,
                "200": _json("its files", _ref("Files")),
                "404": _refused("it is not kept"),
            },
        }
    },
    "/api/status": {
        "get": {
            "summary": "The revision in force, what is still to take over, and how it plays",
            "responses": {**GUARD, "200": _json("it", _ref("Status"))},
        }
    },
}


def _guarded(paths: Data) -> Data:
    token: Data = {"security": [{"token": []}]}
    return {
        path: {method: {**about, **token} for method, about in methods.items()}
        for path, methods in paths.items()
    }


DOCUMENT: Data = {
    "openapi": "3.1.0",
    "info": {
        "title": "EXStreamTV",
        "version": "1",
        "description": "HEAD is answered wherever GET is. What is not here is 404, another method "
        "405, a Host that is not this station's 421.",
    },
    "paths": {**PUBLIC, **_guarded(CONTROL)},
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}
