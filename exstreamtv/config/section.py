"""What every part of the authored language has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, PrivateAttr

from exstreamtv.model.diagnostic import Span
from exstreamtv.syntax.tree import Node, Steps, locate, locate_key


class Section(BaseModel):
    """A mapping in the author's YAML: closed, immutable, and located."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    _root: Node | None = PrivateAttr(default=None)
    _path: Steps = PrivateAttr(default=())

    @property
    def written_path(self) -> Steps:
        """Where in the document this section stands."""
        return self._path

    def span(self, *steps: str | int) -> Span | None:
        """Where the author wrote this section, or the value below it."""
        return locate(self._root, (*self._path, *steps)) if self._root else None

    def key_span(self, *steps: str | int) -> Span | None:
        """Where the author wrote the key of this section, or of the value below it."""
        return locate_key(self._root, (*self._path, *steps)) if self._root else None


def place(value: object, root: Node, path: Steps = ()) -> None:
    """Tell every section in ``value`` where it came from."""
    match value:
        case Section():
            value._root, value._path = root, path
            for name, info in type(value).model_fields.items():
                place(getattr(value, name), root, (*path, info.alias or name))
        case list() | tuple():
            for index, item in enumerate(value):
                place(item, root, (*path, index))
        case dict():
            for key, item in value.items():
                place(item, root, (*path, key))
        case _:
            pass
