"""The compiler on one page: each phase, in order; it stops after one that found an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from exstreamtv.checks import table
from exstreamtv.config.station import Station
from exstreamtv.config.validate import validate
from exstreamtv.model.diagnostic import Diagnostic, failed, in_order
from exstreamtv.syntax import tree
from exstreamtv.syntax.files import Documents, read_texts
from exstreamtv.syntax.merge import merge


@dataclass(frozen=True, slots=True)
class Loaded:
    """A station as far as it could be read: ``station`` is None where it cannot be one.

    ``found`` may hold errors beside a station whose shape is right; it then must not be compiled.
    """

    texts: Mapping[PurePath, str]
    root: tree.Mapping | None
    station: Station | None
    found: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Is there an error among the findings?"""
        return failed(list(self.found))


def load(texts: Mapping[PurePath, str]) -> Loaded:
    """The station in these texts: read, merged, validated, checked. No media, no lock."""
    return loaded(read_texts(texts))


def loaded(documents: Documents) -> Loaded:
    """The same for documents that were read already, with what was found in reading them."""
    root, merging = merge(documents.roots)
    found = [*documents.found, *merging]
    station: Station | None = None
    if root and not failed(found):
        station, misfits = validate(root)
        found += misfits
    if station:
        found += table.run(station)
    return Loaded(documents.texts, root, station, tuple(in_order(found)))
