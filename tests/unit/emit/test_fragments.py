from __future__ import annotations

import pytest

from exstreamtv.emit.fragments import (
    FragmentError,
    MisshapenError,
    UnfilledError,
    UnreadableError,
    fragment,
)
from tests.kit.timelines import film

SAID = {"start": "1", "stop": "2", "channel": "one", "title": "Fish & <Chips>", "year": None}
HEAD = '<programme start="{{ start }}" stop="{{ stop }}" channel="{{ channel }}">'


def made(inside: str, **said: object) -> str:
    return fragment(f"{HEAD}\n{inside}\n</programme>\n", SAID | said, "<new/>\n")


def test_values_are_escaped_and_cleaned():
    text = made("<title>{{ title }}</title>", title='\x07A "pub" & <bar>\u202e')

    assert text == (
        '  <programme start="1" stop="2" channel="one">\n'
        "<title>A &#34;pub&#34; &amp; &lt;bar&gt;</title>\n</programme>\n"
    )


def test_none_is_nothing():
    assert "<title>x</title>" in made("<title>x{{ year }}</title>")


def test_our_own_elements_can_be_had():
    assert "<title>x</title><new/>" in made("<title>x</title>{{ elements }}")


def test_a_medium_can_be_asked():
    assert "<title>Long</title>" in made("<title>{{ media.title }}</title>", media=film("Long"))


@pytest.mark.parametrize(
    ("inside", "line", "kind"),
    [
        ("<title>{{ title }</title>", 2, UnreadableError),
        ("{% if x %}", 3, UnreadableError),
        ("<title>{{ title | random }}</title>", 2, UnreadableError),
        ("\n{{ lipsum() }}", 3, UnfilledError),
        ("\n\n{{ titel }}", 4, UnfilledError),
        ("<a/>\n<title>{{ year + 1 }}</title>", 3, UnfilledError),
        ("{% include 'x' %}", 2, UnfilledError),
        ("{{ ''.__class__.__mro__ }}", 2, UnfilledError),
        ("{{ media.title.append(1) }}", 2, UnfilledError),
        ("<title>x</title>\n{% if true %}\n<b>\n{% endif %}", 6, MisshapenError),
        ("<title/>", 1, MisshapenError),
        ("<title>&nbsp;</title>", 2, MisshapenError),
    ],
)
def test_what_is_wrong_is_told_with_its_line(inside: str, line: int, kind: type[FragmentError]):
    with pytest.raises(kind) as wrong:
        made(inside, media=film("Long"))

    assert wrong.value.line == line


@pytest.mark.parametrize(
    "template",
    [
        "<tv/>",
        (
            '<?xml version="1.0"?><programme start="1" stop="2" channel="one"><title>x</title>'
            "</programme>"
        ),
        '<programme start="0" stop="2" channel="one"><title>x</title></programme>',
        '<programmes start="1" stop="2" channel="one"><title>x</title></programmes>',
        '<programme start="1" stop="2" channel="one"><title>x</title></programme><tv/>',
    ],
)
def test_only_the_programme_itself_is_taken(template: str):
    with pytest.raises(MisshapenError):
        fragment(template, SAID, "")
