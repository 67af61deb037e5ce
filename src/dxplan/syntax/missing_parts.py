"""Detectors of statements in which something is left out: a number, a time, a unit, a threshold."""

from __future__ import annotations

import re

from dxplan.diagnostics import Diagnostic
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.near_words import CLAUSES, HEADS
from dxplan.syntax.trouble import Trouble

COMPARATORS = frozenset(nodes.COMPARATOR_OF)


TIMES = frozenset({"BY", "BEFORE", "IN", "FROM", "TO", "UNTIL"})


def missing_after_keyword(t: Trouble) -> Diagnostic | None:
    """A keyword stands there without what belongs behind it."""
    if "NAME" in t.expected and t.before in ("LEAD", "WITH") and t.kind != "NAME":
        return t.after("missing-unit", keyword=t.before_text)
    if t.before in COMPARATORS and "NUMBER" in t.expected:
        return t.after("missing-number", comparator=t.before_text)
    if t.before in TIMES and t.expected & {"NUMBER", "DATE"} and t.kind != "":
        return t.after("missing-time", keyword=t.before_text)
    if "STRING" in t.expected and t.before in (
        "CITE",
        "ASSUME",
        "NOTE",
        "BECAUSE",
        "ALSO",
        "TERRITORY",
        "EXAMPLE",
    ):
        return t.after("missing-text", keyword=t.before_text)
    return None


_COUNTED_IN = ("DAY", "DAYS", "WORKING_DAY", "WORKING_DAYS", "WEEK", "WEEKS", "MONTH", "MONTHS")


def unclear_deadline(t: Trouble) -> Diagnostic | None:
    """``within`` without a number, without what is counted, or without what it is counted from."""
    if t.kind == "":
        return None
    if t.before == "WITHIN" or (t.before == "NUMBER" and set(_COUNTED_IN) <= t.expected):
        return t.after("missing-duration")
    return t.after("missing-origin") if "OF_ITS_END" in t.expected else None


def swallowed_keyword(t: Trouble) -> Diagnostic | None:
    """The keyword of the next clause was taken for the unit that ``lead`` lacks."""
    start = t.before_end - len(t.before_text)
    if t.before != "NAME" or lexicon.keyword_at(t.text, start, CLAUSES) is None:
        return None
    head = t.text[:start].rstrip()
    for word in (*lexicon.own_words()["LEAD"], *lexicon.own_words()["WITH"]):
        if head.casefold().endswith(word):
            at = len(head) - len(word)
            return t.diagnostic("missing-unit", at, len(head), keyword=head[at:])
    return None


def reserved_word(t: Trouble) -> Diagnostic | None:
    wants_name = "NAME" in t.expected and t.before in (*HEADS, "COMMA", "VBAR", "LBRACE")
    if wants_name and t.kind and t.kind in lexicon.own_words():
        return t.here("reserved-word", found=t.found)
    return None


def missing_threshold(t: Trouble) -> Diagnostic | None:
    """A rule with a time or a clause, but nothing to compare with."""
    if t.kind == "" or not {"GE", "REACHES"} <= t.expected:
        return None
    stops = t.kind in TIMES or t.kind in CLAUSES or t.kind in ("EVERY", "$END")
    if stops and t.before == "NAME":
        return t.after("missing-threshold", name=t.before_text)
    return None


def lonely_name(t: Trouble) -> Diagnostic | None:
    """One word and nothing else."""
    if t.kind == "$END" and re.fullmatch(r"\S+", t.text.strip()):
        return t.diagnostic("lonely-name", 0, len(t.text.strip()), found=t.text.strip())
    return None
