"""The groups that a plan puts its targets in: under its headings, else by what they cite."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.messages import Language
from dxplan.plan.model import Target
from dxplan.report.html.words import say

_RULE = "---"


def in_sections(targets: Iterable[Target], language: Language) -> dict[str, list[Target]]:
    """Targets by the title of their group, in the order of the plan.

    A group is what stands under a heading of the rule file: a comment of the form
    ``# --- II.2 Text ---``. Without one, it is what cites the same section of the document. One
    group that holds everything needs no title: it is called an empty text.
    """
    found: dict[str, list[Target]] = {}
    for each in targets:
        found.setdefault(heading_above(each) or _cited(each, language), []).append(each)
    other = say("other_targets", language)
    if list(found) == [""]:
        return found
    return {title or other: listed for title, listed in found.items()}


def heading_above(target: Target) -> str:
    """The last heading before a target in its rule file; empty without one."""
    if target.span is None:
        return ""
    above = target.span.source.text[: target.span.start]
    for line in reversed(above.splitlines()):
        text = line.strip()
        if text.startswith("#") and text.lstrip("# ").startswith(_RULE):
            return text.strip("#- ")
    return ""


def _cited(target: Target, language: Language) -> str:
    """The section of the document that it cites first."""
    first = target.cite.split(",")[0].strip()
    return say("section", language, cite=first) if first else ""
