"""What the station answers, as OpenAPI 3.1: data by hand, one entry a route, held to by a test."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import JSONResponse

from exstreamtv.daemon.viewers.fanout import By
from exstreamtv.daemon.web.control import ARRIVAL_S, MOST_BYTES
from exstreamtv.daemon.web.pieces import (
    COUNT,
    INSTANT,
    NAME,
    STARTS,
    TEXT,
    Data,
    in_path,
    json,
    listing,
    mapping,
    ref,
    refused,
    text,
)
from exstreamtv.daemon.web.streams import BUSY, NUMBER, STREAMS
from exstreamtv.model.timeline import Kind


async def document(request: Request) -> JSONResponse:
    """`/api/openapi.json`"""
    return JSONResponse(DOCUMENT)


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
    "warm": {"type": "boolean", "description": "on the air though nobody watches"},
    "planned_until": {
        "anyOf": [INSTANT, {"type": "null"}],
        "description": "null in the first moment, before anything is compiled",
    },
}

SCHEMAS: Data = {
    "Instant": {
        "type": "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$",
    },
    "Refusal": mapping({"error": TEXT}),
    "Channel": mapping(
        {"id": TEXT, "number": TEXT, "name": TEXT, "group": TEXT, "stream": TEXT, "hls": TEXT}
    ),
    "Item": mapping(
        {
            "media": {"type": ["string", "null"], "description": "null for a slate"},
            "kind": {"enum": [kind.value for kind in Kind]},
            "start": INSTANT,
            "stop": INSTANT,
            "position_ms": {**COUNT, "description": "position in the medium"},
            "remaining_ms": COUNT,
        }
    ),
    "Programme": mapping(
        {"title": TEXT, "subtitle": TEXT, "description": TEXT, "start": INSTANT, "stop": INSTANT}
    ),
    "Aired": mapping(
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
    "Now": mapping(
        {
            "at": INSTANT,
            **WAITING,
            "item": {"anyOf": [ref("Item"), {"type": "null"}]},
            "programme": {"anyOf": [ref("Programme"), {"type": "null"}]},
        },
        *WAITING,
    ),
    "State": mapping(
        {
            **STATE,
            **WAITING,
        },
        *WAITING,
    ),
    "Seat": mapping(
        {
            "client": {**TEXT, "description": "an address; of IPv6 a network"},
            "by": {"enum": list(get_args(By))},
            "since": INSTANT,
            "bytes": COUNT,
            "behind_ms": {**COUNT, "description": "what of the stream waits for him"},
        }
    ),
    "Watched": mapping({**STATE, "watching": listing(ref("Seat")), **WAITING}, *WAITING),
    "Count": mapping({"now": COUNT, "most": COUNT}),
    "Counts": mapping(
        {name: ref("Count") for name in ("viewers", "on_air", "tuners", "millicores")}
    ),
    "Incident": mapping(
        {
            "at": INSTANT,
            "channel": {**TEXT, "description": "its id, or `station`"},
            "what": TEXT,
            "remedy": TEXT,
        }
    ),
    "Suspect": mapping({"media": TEXT, "failures": COUNT, "why": TEXT, "until": INSTANT}),
    "Health": mapping(
        {
            "status": {"const": "ok"},
            "at": INSTANT,
            "counts": ref("Counts"),
            "channels": listing(ref("State")),
            "incidents": listing(ref("Incident")),
            "quarantine": listing(ref("Suspect")),
        }
    ),
    "Applied": mapping(
        {"revision": NAME, "at": INSTANT, "starts": {**STARTS, "description": "by channel id"}}
    ),
    "History": mapping({"revision": NAME, "applied": listing(ref("Applied"))}),
    "Files": mapping({"revision": NAME, "files": {"type": "object", "additionalProperties": TEXT}}),
    "Wish": mapping(
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
    "Stale": mapping({"error": TEXT, "revision": {**NAME, "description": "what is in force"}}),
    "Unfit": mapping({"error": TEXT, "findings": listing({"type": "object"})}),
    "Status": mapping(
        {
            "at": INSTANT,
            "revision": NAME,
            "applied": INSTANT,
            "takes_over": {**STARTS, "description": "what is still to come, by channel id"},
            "counts": ref("Counts"),
            "channels": listing(ref("Watched")),
            "incidents": listing(ref("Incident")),
            "quarantine": listing(ref("Suspect")),
        }
    ),
}

PUBLIC: Data = {
    "/": {"get": {"summary": "A page for people", "responses": {"200": text("it", "text/html")}}},
    "/iptv/channels.m3u": {
        "get": {
            "summary": "The playlist",
            "responses": {"200": text("it", "audio/x-mpegurl"), "503": BUSY},
        }
    },
    "/iptv/xmltv.xml": {
        "get": {
            "summary": "The guide",
            "responses": {"200": text("XMLTV", "application/xml"), "503": BUSY},
        }
    },
    **STREAMS,
    "/health": {
        "get": {
            "summary": "How the station does",
            "responses": {"200": json("it plays", ref("Health"))},
        }
    },
    "/api/openapi.json": {
        "get": {
            "summary": "This",
            "responses": {"200": json("OpenAPI 3.1", {"type": "object"})},
        }
    },
    "/api/channels": {
        "get": {
            "summary": "The channels",
            "responses": {"200": json("in the lineup's order", listing(ref("Channel")))},
        }
    },
    "/api/channels/{number}/programmes": {
        "get": {
            "summary": "What has begun and can be seen again, the newest last",
            "parameters": [NUMBER],
            "responses": {
                "200": json("it", listing(ref("Aired"))),
                "404": refused("no such channel"),
                "503": refused("it cannot be compiled just now"),
            },
        }
    },
    "/api/channels/{number}/now": {
        "get": {
            "summary": "What is on",
            "parameters": [NUMBER],
            "responses": {"200": json("now", ref("Now")), "404": refused("no such channel")},
        }
    },
}

GUARD: Data = {
    "401": refused("the token is missing or wrong"),
    "429": refused("too many at once; Retry-After says when"),
}

TAG: Data = {"ETag": {"schema": TEXT, "description": "the revision in force, for If-Match"}}

CONTROL: Data = {
    "/api/revisions": {
        "get": {
            "summary": "What was applied, the newest first",
            "responses": {**GUARD, "200": {**json("it", ref("History")), "headers": TAG}},
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
                "content": {"application/json": {"schema": ref("Wish")}},
            },
            "responses": {
                **GUARD,
                "200": {**json("a trial: nothing has changed", ref("Applied")), "headers": TAG},
                "201": {**json("it is applied", ref("Applied")), "headers": TAG},
                "400": refused("the body is not what is wanted"),
                "408": refused("the body does not arrive"),
                "412": json("another revision is in force", ref("Stale")),
                "413": refused("the body is too long"),
                "422": json("the station does not compile", ref("Unfit")),
                "428": refused("If-Match is missing"),
                "507": refused("it cannot be kept, or what is on the air cannot be read"),
            },
        },
    },
    "/api/revisions/{name}": {
        "get": {
            "summary": "A station as it was applied",
            "parameters": [in_path("name", TEXT, "a revision")],
            "responses": {
                **GUARD,
                "200": json("its files", ref("Files")),
                "404": refused("it is not kept"),
            },
        }
    },
    "/api/status": {
        "get": {
            "summary": "The revision in force, what is still to take over, and how it plays",
            "responses": {**GUARD, "200": json("it", ref("Status"))},
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
