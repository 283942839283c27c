"""Answers that a cache may keep, and how long."""

from __future__ import annotations

from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

CORS = {"Access-Control-Allow-Origin": "*"}

FOR_EVER = "public, max-age=86400, immutable"
"""What never says anything else."""


def seconds(count: int) -> str:
    """So many seconds."""
    return f"public, max-age={count}"


def cached(request: Request, body: str | bytes, media_type: str, lasts: str) -> Response:
    """The answer; 304 without it for who has it already (RFC 9110 13.1.2)."""
    content = body.encode() if isinstance(body, str) else body
    tag = f'"{blake2b(content, digest_size=12).hexdigest()}"'
    headers = {**CORS, "Cache-Control": lasts, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)
