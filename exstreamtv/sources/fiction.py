"""Made-up titles, plots and people for generated media: the same ones on every machine, for ever.

Everything is drawn by a keyed hash of a name, so one more episode renames no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

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


def draw(limit: int, *names: object) -> int:
    """A number below ``limit`` that only the names decide."""
    text = "\x1f".join(map(str, names)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest()) % limit


def episode_titles(show: str) -> Iterator[str]:
    """Titles for a show's episodes in order, without end; none comes twice until all are used."""
    used: set[str] = set()
    limit = len(_ADJECTIVES) * len(_NOUNS)
    number = 0
    while True:
        number += 1
        title = next(
            title
            for attempt in range(limit * 20)
            if (title := _title(show, number, attempt)) not in used or attempt > limit
        )
        used.add(title)
        yield title


def plot(*names: object) -> str:
    """One sentence of plot."""
    who = _pick(_FIRST, "who", *names)
    return f"{who} {_pick(_DEEDS, 'deed', *names)}, {_pick(_TURNS, 'turn', *names)}."


def people(count: int, *names: object) -> tuple[str, ...]:
    """So many different names of people, or fewer by coincidence."""
    drawn = (
        f"{_pick(_FIRST, 'first', n, *names)} {_pick(_LAST, 'last', n, *names)}"
        for n in range(count)
    )
    return tuple(dict.fromkeys(drawn))


def _title(show: str, number: int, attempt: int) -> str:
    names = (show, number, attempt)
    adjective, noun = _pick(_ADJECTIVES, "adjective", *names), _pick(_NOUNS, "noun", *names)
    who, other = _pick(_FIRST, "name", *names), _pick(_NOUNS, "other", *names)
    forms = (
        f"The {adjective} {noun}",
        f"The {noun}",
        f"A {noun} for {who}" if noun[0] not in "AEIOU" else f"An {noun} for {who}",
        f"{who} and the {noun}",
        f"{noun} and {other}" if noun != other else f"Another {noun}",
        f"{adjective} {noun}s" if noun[-1] != "y" else f"The {adjective} {noun}",
    )
    return forms[draw(len(forms), "form", *names)]


def _pick(words: Sequence[str], *names: object) -> str:
    return words[draw(len(words), *names)]
