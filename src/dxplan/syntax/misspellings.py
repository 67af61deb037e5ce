"""Detectors of words that stand where a keyword belongs, and nearly are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxplan.diagnostics import Diagnostic
from dxplan.source import Source, Span
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.expected import beginning
from dxplan.syntax.near_words import CLAUSES, HEADS, nearest_phrase, unmarked_phrase
from dxplan.syntax.trouble import Trouble


def taken_for_a_target(
    source: Source, start: int, statement: nodes.Statement
) -> Iterator[Diagnostic]:
    """Names in a row, the first nearly a keyword: a misspelt statement rather than a target."""
    if not isinstance(statement, nodes.TargetStatement):
        return
    if any(arm.threshold is not None for arm in statement.arms):
        return
    near = nearest_phrase(source.text, start, HEADS)
    if near is not None:
        span = Span(source, start, start + len(near[0]))
        yield Diagnostic("unknown-keyword", span, {"found": near[0], "suggestion": near[1]})


def misspelt_statement(t: Trouble) -> Diagnostic | None:
    """The first words are nearly, but not quite, the keyword of a statement."""
    if lexicon.keyword_at(t.text, 0, HEADS) is not None:
        return None
    match = re.match(r"[^\W\d]\w*", t.text)
    if match is None or (t.kind == "$END" and "=" not in t.text and t.at <= match.end()):
        return None
    near = nearest_phrase(t.text, 0, HEADS)
    if near is None:
        return None
    written, suggestion = near
    return t.diagnostic("unknown-keyword", 0, len(written), found=written, suggestion=suggestion)


def misspelt_pledge(t: Trouble) -> Diagnostic | None:
    """``chỉ tiêu không thấp hơn cấp tren``: its first two words alone declare an indicator."""
    near = nearest_phrase(t.text, 0, ("NO_TARGET_BELOW_PARENT",))
    if near is None or t.at > len(near[0]):
        return None
    written, suggestion = near
    return t.diagnostic("unknown-keyword", 0, len(written), found=written, suggestion=suggestion)


def misspelt_each(t: Trouble) -> Diagnostic | None:
    """``in eech commune``: the first word was read as the beginning of something else."""
    if t.kind != "IN_GROUP" and t.before != "IN":
        return None
    start = t.at if t.kind == "IN_GROUP" else t.before_end - len(t.before_text)
    near = nearest_phrase(t.text, start, ("EACH",))
    if near is None:
        return None
    end = start + len(near[0])
    return t.diagnostic("unknown-keyword", start, end, found=near[0], suggestion=near[1])


def unmarked_keyword(t: Trouble) -> Diagnostic | None:
    """``đạt 5% den nam 2025``: what could have stood there, but for the marks of its letters."""
    if t.kind not in ("NAME", ""):
        return None
    start, near = t.at, unmarked_phrase(t.text, t.at, _keywords_of(t.expected))
    if near is None and t.before == "NAME":
        # The first of its words alone was taken for a name: ``ti le truong ma``.
        start = t.before_end - len(t.before_text)
        near = unmarked_phrase(t.text, start, _keywords_of(beginning(t.text[:start]).expected))
        if near is not None and start + len(near[0]) <= t.at:
            near = None
    if near is None:
        return None
    end = start + len(near[0])
    return t.diagnostic("unknown-keyword", start, end, found=near[0], suggestion=near[1])


def _keywords_of(expected: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(expected.intersection(lexicon.own_words())))


def misspelt_clause(t: Trouble) -> Diagnostic | None:
    """A word where a keyword belongs, and nearly one."""
    if t.kind not in ("NAME", ""):
        return None
    candidates = _keywords_of(t.expected)
    near = nearest_phrase(t.text, t.at, candidates)
    if near is None:
        return _misspelt_before(t, candidates)
    written, suggestion = near
    return t.diagnostic(
        "unknown-keyword", t.at, t.at + len(written), found=written, suggestion=suggestion
    )


def _misspelt_before(t: Trouble, candidates: tuple[str, ...]) -> Diagnostic | None:
    """The word before was taken for a name, though it nearly is a keyword (``leed so_gddt``)."""
    if t.before != "NAME":
        return None
    start = t.before_end - len(t.before_text)
    near = nearest_phrase(t.text, start, candidates or CLAUSES)
    if near is None and t.kind == "NAME":
        near = nearest_phrase(t.text, start, ("MET",))
    if near is None:
        return None
    written, suggestion = near
    return t.diagnostic(
        "unknown-keyword", start, start + len(written), found=written, suggestion=suggestion
    )


def unknown_group(t: Trouble) -> Diagnostic | None:
    """Something that is no group of schools behind ``in each``, or between ``share of … where``."""
    if t.before == "EACH" and t.kind in ("NAME", ""):
        near = nearest_phrase(t.text, t.at, _keywords_of(t.expected))
        return None if near else t.here("unknown-grouping", found=t.found)
    for match in _OF_GROUPS.finditer(t.text):
        if match.start() <= t.at <= match.end():
            group = "en" if match["en"] else "vi"
            return t.diagnostic("unknown-grouping", *match.span(group), found=match[group])
    return None


_OF_GROUPS = re.compile(
    r"(?:(?:share|count)\s+of\s+(?P<en>[^\W\d]\w*)\s+where"
    r"|(?:t[ỉỷ]\s+lệ|số)\s+(?P<vi>[^\W\d]\w*(?:\s+[^\W\d]\w*)?)\s+mà)(?!\w)",
    re.IGNORECASE,
)
