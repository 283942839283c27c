"""What is done about media that cannot be played, as authors write it."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from exstreamtv.config.section import Section
from exstreamtv.config.types import Count, Length, misfit
from exstreamtv.model.remedy import Patience, Remedy

_WORDS = [*Remedy]
_SCHEMA = {"enum": [str(word) for word in _WORDS]}


def _listed(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else (value,)


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        hint = f"write at least one of {', '.join(_WORDS)}"
        raise misfit("E101", "nothing is listed here", hint)
    return value


OnFailure = Annotated[
    tuple[Literal["retry", "software", "alternate", "skip", "slate"], ...],
    BeforeValidator(_listed),
    AfterValidator(_some),
    WithJsonSchema({"anyOf": [_SCHEMA, {"type": "array", "items": _SCHEMA, "minItems": 1}]}),
]


class QuarantineConfig(Section):
    """When a medium that fails again and again is not tried any more."""

    called: ClassVar[str] = "`quarantine`"

    after: Count = 3
    """How often it has failed by then."""
    for_: Length = Field(default=timedelta(days=1), alias="for", examples=["1d"])
    """For how long it is not tried, unless its file changes."""

    @property
    def patience(self) -> Patience:
        """The same for the daemon."""
        return Patience(self.after, self.for_)
