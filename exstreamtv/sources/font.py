"""The font that drawn media write with: Pillow's built-in one, as a file for FFmpeg."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

from PIL import ImageFont

from exstreamtv.model.failure import StateError

_NAME = "aileron-regular.ttf"


def font_file(cache: Path) -> Path:
    """An absolute path below ``cache``; written once. Raises StateError if it cannot be."""
    path = cache.absolute() / _NAME
    if path.is_file():
        return path
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=cache, delete=False) as new:
            new.write(_font())
        Path(new.name).replace(path)
    except OSError as error:
        raise StateError(f"cannot write the font `{path}`: {error.strerror}") from error
    return path


def _font() -> bytes:
    stream = ImageFont.load_default(size=12).path  # type: ignore[union-attr]
    return stream.getvalue()  # type: ignore[no-any-return,union-attr]
