"""`exstreamtv schema`: what an editor needs to complete and check while one types."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli.options import Format
from exstreamtv.cli.output import put
from exstreamtv.config.schema import schema_text


def schema(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="Into this file.")] = None,
) -> None:
    """Print the JSON Schema of the language, for editors.

    Examples: exstreamtv schema; exstreamtv schema --out schemas/exstreamtv.schema.json
    """
    given.of(context).form(Format.JSON)
    put(schema_text().encode(), out)
