"""`make picture`: the README's picture of the guide, as the terminal shows it."""

from __future__ import annotations

import re
import sys
from io import StringIO

from rich.console import Console
from rich.text import Text

COLUMNS = 80

FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
"""Rich names fonts on a server of others; the reader's own monospace will do."""


def main() -> None:
    """The coloured text on stdin as an SVG on stdout."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(sys.stdin.read()), end="")
    sys.stdout.write(FONT_FACE.sub("", console.export_svg(title="exstreamtv plan")))


main()
