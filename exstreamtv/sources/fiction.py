"""Made-up titles, plots and people for generated media: the same ones on every machine, for ever.

Everything is drawn by a keyed hash of a name, so one more episode renames no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import count

_ADJECTIVES = (
    "Borrowed", "Broken", "Crooked", "Early", "Empty", "Final", "Foreign", "Forgotten", "Golden",
    "Hidden", "Honest", "Late", "Little", "Long", "Lost", "Narrow", "Open", "Other", "Painted",
    "Patient", "Perfect", "Private", "Quiet", "Second", "Silver", "Simple", "Slow", "Spare",
    "Stolen", "Sudden", "Unlikely", "Winter", "Wrong", "Yellow",
)  # fmt: skip
_NOUNS = (
    "Alibi", "Anchor", "Anniversary", "Audition", "Bargain", "Birthday", "Bridge", "Ceiling",
    "Compass", "Confession", "Cousin", "Deadline", "Delivery", "Dentist", "Engagement", "Favour",
    "Forecast", "Garden", "Guest", "Harvest", "Inspection", "Inventory", "Key", "Ladder", "Letter",
    "Lighthouse", "Lottery", "Map", "Neighbour", "Orchestra", "Parcel", "Piano", "Promise",
    "Raincoat", "Recipe", "Rehearsal", "Reunion", "Secret", "Shortcut", "Suitcase", "Telegram",
    "Tide", "Toast", "Umbrella", "Visitor", "Wager", "Wedding", "Window",
)  # fmt: skip
_FIRST = (
    "Ada", "Anton", "Bea", "Carl", "Clara", "Dev", "Edith", "Emil", "Frank", "Greta", "Hugo",
    "Ines", "Jonas", "Judith", "Leo", "Lotte", "Marcus", "Nell", "Oskar", "Paula", "Rosa", "Sam",
    "Tove", "Walter",
)  # fmt: skip
_LAST = (
    "Ashdown", "Brandt", "Calloway", "Dorn", "Eklund", "Farrow", "Grieve", "Hollis", "Ibsen",
    "Jansen", "Kessler", "Lark", "Mercer", "Novak", "Okafor", "Pell", "Quist", "Rask", "Sorrel",
    "Thorne", "Vance", "Whitlock",
)  # fmt: skip
_DEEDS = (
    "agrees to look after a stranger's luggage", "answers a letter meant for someone else",
    "bets a week's wages on the weather", "finds a door that was not there yesterday",
    "hides a visitor from the whole town", "hires the one person who should not be hired",
    "is mistaken for an inspector", "opens the parcel that was to stay shut",
    "promises the same evening to two people", "sells the wrong piano",
    "takes the night train by accident", "tries to cancel a surprise",
    "volunteers before reading the list", "wins something nobody wanted",
)  # fmt: skip
_TURNS = (
    "and the harbour master will not let it rest", "but the ferry has already left",
    "just as the power goes out", "just when the old owner returns",
    "until the rehearsal goes badly right", "while the others prepare for the storm",
    "which would be simpler if anyone could find the key",
    "with one hour left before the guests come",
    "and nobody remembers who started it", "but the telephone has been listening",
    "until a child asks the obvious question", "and the forecast turns out to be about them",
)  # fmt: skip


_ATTEMPTS = 200
_PATIENCE = 20
"""So many works in a row without a new title, and there is none left to find."""


def draw(limit: int, *names: object) -> int:
    """A number below ``limit`` that only the names decide."""
    text = "\x1f".join(map(str, names)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest()) % limit


def titles(work: str, genres: Sequence[str] = ()) -> Iterator[str]:
    """Titles for the episodes or songs of a work, without end; no two alike until all are used."""
    if "News" in genres:
        yield from (f"Edition {number}" for number in count(1))
    form = _subject if "Documentary" in genres else _title
    used: set[str] = set()
    missed = 0
    for number in count(1):
        tries = _ATTEMPTS if missed < _PATIENCE else 0
        attempts = (form(work, number, attempt) for attempt in range(tries))
        title = next((title for title in attempts if title not in used), "")
        missed = 0 if title else missed + 1
        used.add(title)
        yield title or f"Number {number}"


def plot(genres: Sequence[str], title: str, *names: object) -> str:
    """One sentence of plot, or what one would say of a documentary; news has none."""
    if "News" in genres:
        return ""
    if "Documentary" in genres:
        return f"{title}: who made them, who kept them, and what they are for today."
    who = _pick(_FIRST, "who", *names)
    return f"{who} {_pick(_DEEDS, 'deed', *names)}, {_pick(_TURNS, 'turn', *names)}."


def people(count: int, *names: object) -> tuple[str, ...]:
    """So many different names of people, or fewer by coincidence."""
    drawn = (
        f"{_pick(_FIRST, 'first', n, *names)} {_pick(_LAST, 'last', n, *names)}"
        for n in range(count)
    )
    return tuple(dict.fromkeys(drawn))


def _title(*names: object) -> str:
    adjective, noun = _pick(_ADJECTIVES, "adjective", *names), _pick(_NOUNS, "noun", *names)
    who, other = _pick(_FIRST, "name", *names), _pick(_NOUNS, "other", *names)
    forms = (
        f"The {adjective} {noun}",
        f"The {noun}",
        f"{'An' if noun[0] in 'AEIOU' else 'A'} {noun} for {who}",
        f"{who} and the {noun}",
        f"{noun} and {other}" if noun != other else f"Another {noun}",
        f"{adjective} {_several(noun)}",
    )
    return forms[draw(len(forms), "form", *names)]


def _subject(*names: object) -> str:
    return _several(_pick(_NOUNS, "subject", *names))


def _several(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def _pick(words: Sequence[str], *names: object) -> str:
    return words[draw(len(words), *names)]
