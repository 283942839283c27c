"""Subtitles, as authors write them: `[de, en]`, a mapping that also says when, or `none`."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from exstreamtv.config.section import Section
from exstreamtv.config.types import SomeTexts
from exstreamtv.model.subtitles import Subtitles


class SubtitlesConfig(Section):
    """Languages of the subtitles, when they are shown, and by whom."""

    called: ClassVar[str] = "`subtitles`"

    languages: SomeTexts = Field(examples=["[de, en]"])
    """The languages wanted, the best first: `[de, en]`."""
    when: Literal["always", "foreign"] = "always"
    """`always`, or only where the sound is in a `foreign` language, one not in `audio`."""

    as_: Literal["picture", "text"] = Field("picture", alias="as")
    """Drawn into the `picture`, or `text` that a player can switch off: in HLS only."""

    @cached_property
    def wish(self) -> Subtitles:
        """What a timeline knows of it."""
        return Subtitles(self.languages, self.when == "foreign", self.as_ == "text")


def _form(value: Any) -> Any:
    if value == "none":
        return None
    return {"languages": value} if isinstance(value, str | list) else value


class _Short:
    """The written forms beside the mapping, for the schema."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text = {"type": "string"}
        return {"anyOf": [{"type": "array", "items": text}, text, *handler(core)["anyOf"]]}


Wanted = Annotated[SubtitlesConfig | None, BeforeValidator(_form), _Short]
"""`none`, a language, several, or a mapping."""
