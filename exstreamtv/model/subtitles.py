"""Which subtitles of a medium are drawn into its picture: what is wanted, and what there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exstreamtv.model.language import language, speaks
from exstreamtv.model.media import Stream

TEXTS = frozenset({"subrip", "srt", "ass", "ssa", "webvtt", "mov_text", "text"})
"""FFmpeg's codecs of subtitles that are words. All others are pictures, which are not drawn."""


@dataclass(frozen=True, slots=True)
class Subtitles:
    """The languages wanted, best first; ``foreign``: only where the sound is in none known.

    As ``text`` they are not drawn: players show them, and only where the stream has room for them.
    """

    languages: tuple[str, ...]
    foreign: bool = False
    text: bool = False


def spoken(streams: Iterable[Stream], wanted: Iterable[str]) -> Stream | None:
    """The sound that is played: in the best language wanted, else the medium's own choice."""
    sounds = [stream for stream in streams if stream.kind == "audio"]
    for code in wanted:
        for stream in sounds:
            if speaks(stream.language, code):
                return stream
    return next((stream for stream in sounds if stream.default), next(iter(sounds), None))


def shown(streams: Sequence[Stream], audio: Sequence[str], wish: Subtitles) -> Stream | None:
    """The subtitles that are drawn, or None.

    What is ``foreign`` has sound in a language that is marked, and that is neither one of ``audio``
    nor (where these are not said) the first one of the subtitles. Where it is not, only what is
    said in other languages is translated: by `forced` subtitles, if there are any.
    """
    drawable = [one for one in streams if one.kind == "subtitle" and one.codec in TEXTS]
    if not wish.foreign:
        return _best(drawable, wish)
    sound = spoken(streams, audio)
    heard = language(sound.language) if sound else ""
    if not _is_foreign(heard, audio or wish.languages[:1]):
        return _best([one for one in drawable if one.forced], wish)
    return _best([one for one in drawable if not speaks(one.language, heard)], wish)


def _is_foreign(heard: str, known: Iterable[str]) -> bool:
    return bool(heard) and not any(speaks(heard, code) for code in known)


def _best(streams: Iterable[Stream], wish: Subtitles) -> Stream | None:
    """Of the best language there is: whole ones before forced ones, plain ones before SDH."""
    ranked = [
        (rank, one.forced, "sdh" in one.title.lower(), place, one)
        for place, one in enumerate(streams)
        for rank, code in enumerate(wish.languages)
        if speaks(one.language, code)
    ]
    return min(ranked, key=lambda entry: entry[:4])[4] if ranked else None
