"""What validation found, in the author's words: one function for each kind of misfit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import ErrorDetails

from exstreamtv.config.onair import RULES, RuleSection
from exstreamtv.config.presentation import Presentation
from exstreamtv.config.rules import listed
from exstreamtv.config.section import Section, keys_of
from exstreamtv.config.steps import STEPS, StepSection
from exstreamtv.model.diagnostic import Diagnostic, Span, TextEdit, error
from exstreamtv.model.names import did_you_mean, meant
from exstreamtv.syntax import tree
from exstreamtv.syntax.tree import Steps, child, locate, locate_key

LATER_WORDS: Mapping[str, frozenset[str]] = {
    "type": frozenset(["plex", "jellyfin", "emby", "youtube", "archive", "m3u", "rss"]),
    "hardware": frozenset(
        ["nvenc", "vaapi", "qsv", "videotoolbox", "amf", "v4l2", "rkmpp", "auto"]
    ),
}
"""Words of the language that this version does not know yet, by the key they are said of."""

_LATER_HINT = "it belongs to the language and comes with a later version; leave it out for now"


@dataclass(frozen=True, slots=True)
class Misfit:
    """One of pydantic's errors: where in the document it is, and what was expected there."""

    root: tree.Mapping
    path: Steps
    section: type[Section]
    details: ErrorDetails

    @property
    def written(self) -> Any:
        """The plain value that did not fit."""
        return self.details["input"]

    @property
    def about(self) -> dict[str, Any]:
        """What the kind of error says besides."""
        return self.details.get("ctx", {})

    @property
    def span(self) -> Span:
        """The value, or its key where the key is what is wrong."""
        on_key = self.details["loc"][-1] == "[key]"
        return (locate_key if on_key else locate)(self.root, self.path)


def finding(misfit: Misfit) -> Diagnostic:
    """What to tell the author. A kind of error that no section can cause is a bug of ours."""
    said = _KINDS[misfit.details["type"]](misfit)
    return replace(said, related=(*said.related, *_alias(misfit.root, misfit.path)))


def _alias(root: tree.Mapping, path: Steps) -> tuple[tuple[Span, str], ...]:
    """The place where the value was taken from an anchor, if it was."""
    node: tree.Node | None = root
    for step in path:
        node = child(node, step) if node else None
        if node and node.alias:
            return ((node.alias, "used here"),)
    return ()


def _said(misfit: Misfit) -> Diagnostic:
    """A misfit of our own types, which says everything itself."""
    about, root, path = misfit.about, misfit.root, misfit.path
    span = misfit.span
    if about["at"]:
        on_key = isinstance(about["at"][-1], str)
        span = (locate_key if on_key else locate)(root, (*path, *about["at"]))
    said = error(about["code"], about["message"], span, hint=about["hint"])
    wrong, right = about["fix"]
    if right and misfit.written == wrong:
        said = replace(said, fix=(TextEdit(span, right),))
    return replace(said, related=tuple((locate_key(root, (*path, k)), "") for k in about["also"]))


def _missing(misfit: Misfit) -> Diagnostic:
    key = str(misfit.details["loc"][-1])
    span = locate_key(misfit.root, misfit.path) if misfit.path else misfit.root.span
    return error("E102", f"{misfit.section.called} needs `{key}`", span, hint=_example(misfit, key))


def _example(misfit: Misfit, key: str) -> str:
    for field, info in misfit.section.model_fields.items():
        if keys_of(misfit.section)[field] == key and info.examples:
            return f"for example `{key}: {info.examples[0]}`"
    return ""


def _unknown_key(misfit: Misfit) -> Diagnostic:
    key, section = str(misfit.path[-1]), misfit.section
    span = locate_key(misfit.root, misfit.path)
    if any(key in getattr(kind, "later", ()) for kind in section.__mro__):
        return error("E107", f"`{key}` is not in this version yet", span, hint=_LATER_HINT)
    if issubclass(section, StepSection) and key in STEPS and section in STEPS.values():
        return _two_bodies(misfit, STEPS, key, span)
    if issubclass(section, RuleSection) and key in RULES:
        return _two_bodies(misfit, RULES, key, span)
    known = list(keys_of(section).values())
    hint = section.elsewhere.get(key) or did_you_mean(key, known)
    hint = hint or f"known here: {', '.join(known)}"
    said = error("E103", f"{section.called} has no key `{key}`", span, hint=hint)
    slip = None if key in section.elsewhere else meant(key, known)
    beside = locate(misfit.root, (*misfit.path[:-1], slip)) if slip else span
    parent = locate(misfit.root, misfit.path[:-1])
    return replace(said, fix=(TextEdit(span, slip),)) if slip and beside == parent else said


def _two_bodies(
    misfit: Misfit, bodies: Mapping[str, type[Section]], key: str, span: Span
) -> Diagnostic:
    body = next(name for name, kind in bodies.items() if kind is misfit.section)
    what = "rule" if bodies is RULES else "step"
    said = error("E108", f"a {what} has only one of `{body}` and `{key}`", span)
    related = ((locate_key(misfit.root, (*misfit.path[:-1], body)), ""),)
    return replace(said, hint=f"make two {what}s of them", related=related)


def _unknown_word(misfit: Misfit) -> Diagnostic:
    if not isinstance(misfit.written, str):
        return _wrong_kind(misfit, "one word")
    return _word(misfit, misfit.path, misfit.written, misfit.about["expected"])


def _unknown_source(misfit: Misfit) -> Diagnostic:
    known = misfit.about["expected_tags"].replace(" source", "")
    return _word(misfit, (*misfit.path, "type"), misfit.written["type"], known)


def _word(misfit: Misfit, path: Steps, word: str, expected: str) -> Diagnostic:
    """A word that is none of those expected, which pydantic lists in quotes."""
    span = locate(misfit.root, path)
    if word in LATER_WORDS.get(str(path[-1]), ()):
        return error("E107", f"`{word}` is not in this version yet", span, hint=_LATER_HINT)
    known = re.findall(r"'([^']*)'", expected)
    hint = did_you_mean(word, known) or f"write {listed(known, 'or')}"
    said = error("E110", f"`{path[-1]}` cannot be `{word}`", span, hint=hint)
    return replace(said, fix=tuple(TextEdit(span, slip) for slip in [meant(word, known)] if slip))


def _untagged(misfit: Misfit) -> Diagnostic:
    """Something that does not say what it is: a source without `type`, a step without a body."""
    if not isinstance(misfit.written, dict):
        said = _wrong_kind(misfit, "a mapping")
        step = isinstance(misfit.written, str) and isinstance(misfit.path[-1], int)
        return replace(said, hint=f"write `play: {misfit.written}`") if step else said
    if "type" in misfit.written:
        span = locate(misfit.root, (*misfit.path, "type"))
        return error("E104", "`type` is one word", span, hint="for example `type: local`")
    if misfit.path[0] == "sources":
        span = locate_key(misfit.root, misfit.path)
        return error("E102", "a source needs `type`", span, hint="for example `type: local`")
    return _no_rule(misfit) if misfit.path[0] == "rules" else _bodiless(misfit)


def _no_rule(misfit: Misfit) -> Diagnostic:
    for key in misfit.written:
        if key not in RuleSection.model_fields and (hint := did_you_mean(key, RULES)):
            span = locate_key(misfit.root, (*misfit.path, key))
            return error("E103", f"no rule is called `{key}`", span, hint=hint)
    span = locate_key(misfit.root, misfit.path)
    return error("E108", f"a rule has one of {listed(list(RULES))}, and here is none", span)


def _bodiless(misfit: Misfit) -> Diagnostic:
    for key in misfit.written:
        span = locate_key(misfit.root, (*misfit.path, key))
        if key not in Presentation.model_fields and (hint := did_you_mean(key, STEPS)):
            said = error("E103", f"no step is called `{key}`", span, hint=hint)
            slip = meant(key, STEPS)
            return replace(said, fix=(TextEdit(span, slip),)) if slip else said
    what = "a step has one body, such as `play` or `fill`, and here is none"
    return error("E108", what, misfit.span)


def _mapping_due(misfit: Misfit) -> Diagnostic:
    return _wrong_kind(misfit, "a mapping")


def _list_due(misfit: Misfit) -> Diagnostic:
    return _wrong_kind(misfit, "a list")


def _wrong_kind(misfit: Misfit, due: str) -> Diagnostic:
    kinds: dict[type, str] = {dict: "a mapping", list: "a list", str: "a text"}
    got = kinds[type(misfit.written)]
    name = f"`{misfit.path[-1]}`" if misfit.path and isinstance(misfit.path[-1], str) else "this"
    return error("E104", f"{name} is {got}, and {due} is due here", misfit.span)


_KINDS: dict[str, Callable[[Misfit], Diagnostic]] = {
    "misfit": _said,
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _unknown_word,
    "union_tag_invalid": _unknown_source,
    "union_tag_not_found": _untagged,
    "model_type": _mapping_due,
    "dict_type": _mapping_due,
    "tuple_type": _list_due,
}
