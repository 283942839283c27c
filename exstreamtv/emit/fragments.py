"""Programmes of the guide in an author's own words: Jinja2 templates of `<programme>` elements.

The templates run in a sandbox, are escaped by themselves, and know no file, clock or chance: the
same programme gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from exstreamtv.model.names import clean

_PLACE = re.compile(r",? line \d+(, column \d+)?")
"""What libxml2 says of places: in the output, where no author looks."""

_MARK = re.compile("\x01(\\d+)\x02")


class FragmentError(Exception):
    """A template that cannot be read or filled in, or that gives no programme. Lines from 1."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(clean(what))
        self.line = line


class UnreadableError(FragmentError):
    """It is no template."""


class UnfilledError(FragmentError):
    """It asks for what is not there."""


class MisshapenError(FragmentError):
    """What it gives is not the programme."""


class _Lines(Extension):
    """Marks every line of the output with the template's line that it is from."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            if token.type == "data":
                lines = token.value.split("\n")
                marked = (f"\x01{token.lineno + at}\x02{each}" for at, each in enumerate(lines))
                token = Token(token.lineno, "data", "\n".join(marked))
            yield token


def fragment(template: str, said: Mapping[str, object], elements: str) -> str:
    """The `<programme>` that a template makes of a programme; FragmentError if it makes none.

    ``said`` is what it may ask for, ``start``, ``stop`` and ``channel`` at least; ``elements``
    is XML that it may ask for beside.
    """
    try:
        marked = _compiled(template).render({**said, "elements": Markup(elements)})
    except (jinja2.TemplateError, *_WRONG) as error:
        raise UnfilledError(str(error), _line_of(error)) from error
    text = _MARK.sub("", marked).strip()
    _must_be(text, said, list(_lines(marked.strip())))
    return f"  {text}\n"


_WRONG = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError)
"""What an expression of the author's may raise."""


@lru_cache(maxsize=256)
def _compiled(template: str) -> jinja2.Template:
    try:
        return _environment().from_string(template)
    except jinja2.TemplateSyntaxError as error:
        raise UnreadableError(error.message or "it is no template", error.lineno) from error


@lru_cache
def _environment() -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        extensions=[_Lines],
    )
    # Chance and noise have no place in a guide.
    del environment.filters["random"], environment.globals["lipsum"]
    return environment


def _shown(value: object) -> object:
    """What stands in the guide for a value: nothing for None, and no control characters."""
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _line_of(error: BaseException) -> int:
    """The line of the template in which an error arose; Jinja puts it into the traceback."""
    line, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _lines(marked: str) -> Iterator[int]:
    """The template's line of each line of the output."""
    line = 1
    for each in marked.split("\n"):
        if found := _MARK.findall(each):
            line = int(found[-1])
        yield line


def _must_be(text: str, said: Mapping[str, object], lines: list[int]) -> None:
    """MisshapenError unless it is one well-formed element about this programme."""
    if not text.startswith("<programme"):
        raise MisshapenError("it does not begin with `<programme`", lines[0])
    try:
        root = etree.fromstring(text, _PARSER)
    except etree.XMLSyntaxError as error:
        at = min(max(error.lineno or 1, 1), len(lines)) - 1
        what = _PLACE.sub("", error.msg or "it is not well-formed")
        raise MisshapenError(what, lines[at]) from error
    for name in ("start", "stop", "channel"):
        if root.get(name) != said[name]:
            raise MisshapenError(f"`{name}` is not the programme's", lines[0])
    if root.tag != "programme" or not root.findtext("title"):
        raise MisshapenError("it has no `<title>`", lines[0])


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
