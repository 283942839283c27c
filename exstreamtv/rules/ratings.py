"""Ratings of the world's systems as ages, so that one ceiling holds for all of them.

An age is that from which a work is meant for a viewer alone; 0 is everybody. Where a system
advises rather than bars (PG), the age is that of the children it warns the parents of. The ages
are written down from general knowledge; they have not been compared with what those who set
them publish: filmratings.com (MPA), tvguidelines.org (US TV), bbfc.co.uk (UK), spio-fsk.de (DE),
classification.gov.au (AU), cnc.fr (FR), kijkwijzer.nl (NL), icaa (ES), cinema.cultura.gov.it
(IT), ifco.ie (IE), classificationoffice.govt.nz (NZ), ofrb.gov.on.ca (CA), Eirin (JP).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

SYSTEMS: Mapping[str, Mapping[str, int]] = {
    "us": {
        "g": 0,
        "pg": 10,
        "pg-13": 13,
        "r": 17,
        "nc-17": 18,
        "x": 18,
        "tv-y": 0,
        "tv-y7": 7,
        "tv-y7-fv": 7,
        "tv-g": 0,
        "tv-pg": 10,
        "tv-14": 14,
        "tv-ma": 17,
    },
    "gb": {"u": 0, "uc": 0, "pg": 8, "12a": 12, "12": 12, "15": 15, "18": 18, "r18": 18},
    "de": {"0": 0, "6": 6, "12": 12, "16": 16, "18": 18, "o.al.": 0, "lehrprogramm": 0},
    "au": {"e": 0, "p": 0, "c": 0, "g": 0, "pg": 8, "m": 15, "ma15+": 15, "ma": 15, "av15+": 15}
    | {"r18+": 18, "x18+": 18},
    "fr": {"u": 0, "tp": 0, "tous publics": 0, "10": 10, "12": 12, "16": 16, "18": 18},
    "nl": {"al": 0, "6": 6, "9": 9, "12": 12, "14": 14, "16": 16, "18": 18},
    "es": {"a": 0, "apta": 0, "tp": 0, "7": 7, "12": 12, "16": 16, "18": 18, "x": 18},
    "it": {"t": 0, "6+": 6, "14+": 14, "18+": 18, "vm14": 14, "vm18": 18},
    "ie": {"g": 0, "pg": 8, "12a": 12, "12": 12, "15a": 15, "15": 15, "16": 16, "18": 18},
    "nz": {"g": 0, "pg": 8, "m": 16, "r13": 13, "rp13": 13, "r15": 15, "r16": 16, "rp16": 16}
    | {"r18": 18, "rp18": 18},
    "ca": {"g": 0, "pg": 8, "14a": 14, "18a": 18, "r": 18, "a": 18, "c": 0, "c8": 8, "14+": 14},
    "jp": {"g": 0, "pg12": 12, "r15+": 15, "r18+": 18},
}
"""Ages by rating, folded, by country. A rating without a country is looked up from the first on."""

UNRATED = frozenset({"", "nr", "not rated", "unrated", "ur", "none", "n/a", "na"})
"""What says that a work has no rating."""

_OLD = {"approved": 0, "passed": 0, "m/pg": 10, "gp": 10}
"""Before 1968, and the first years after it, in the United States."""

_COUNTRIES = {"usa": "us", "uk": "gb", "aus": "au", "ger": "de", "deu": "de", "fra": "fr"}
_PREFIX = re.compile(r"(?:rated\s+)?(?:([a-z]{2,3})\s*[:/]\s*)?(.*)", re.DOTALL)
_WORD = re.compile(r"^(?:fsk|bbfc|cnc|mpaa|mpa|eirin|ab|ages?)[\s:-]*")
_AGE = re.compile(r"-?(\d{1,2})\s*(?:\+|years?|ans|jahre)?")


@lru_cache(maxsize=1024)
def age(rating: str) -> int | None:
    """The age that ``rating`` stands for; None where it is none or says that there is none.

    ``TV-PG``, ``PG-13``, ``Rated R``, ``FSK 16``, ``de:12``, ``gb/15``, ``16+``, ``12``.
    """
    text = rating.strip().casefold()
    if text in UNRATED:
        return None
    match = _PREFIX.fullmatch(text)
    country, said = (match[1], match[2]) if match else (None, text)
    country = _COUNTRIES.get(country or "", country or "")
    word = _WORD.sub("", said).strip()
    systems = [SYSTEMS[country]] if country in SYSTEMS else list(SYSTEMS.values())
    for system in systems:
        if word in system:
            return system[word]
    return _OLD.get(word, _plain(word))


def known(rating: str) -> bool:
    """Is this a rating, or a word for none?"""
    return rating.strip().casefold() in UNRATED or age(rating) is not None


def _plain(word: str) -> int | None:
    found = _AGE.fullmatch(word)
    return int(found[1]) if found and int(found[1]) <= 21 else None
