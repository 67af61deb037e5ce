"""What is different between two states of a plan, as a person reads it."""

from __future__ import annotations

from dxplan.messages import Language
from dxplan.plan.differences import KINDS, Difference, Differences, Item, SinceFrozen
from dxplan.plan.model import Indicator, Plan
from dxplan.report.differences_values import details, joined, subject_of, value_of, word
from dxplan.report.layout import headed, paragraph, sections
from dxplan.report.rule_text import document_text
from dxplan.report.time_text import day_text


def differences_text(found: Differences, language: Language) -> str:
    """All differences by kind, those by which the plan asks for less first."""
    parts = [_head(found, language)]
    for kind in KINDS:
        these = found.of(kind)
        heading = f"{word('kind', kind, language)} ({len(these)})"
        lines = [_entry(e, found, language, word("effect", e.effect, language)) for e in these]
        parts.append(headed(heading, "\n".join(lines)))
    return sections(parts)


def weaker_text(since: SinceFrozen | None, language: Language) -> str:
    """Where a plan asks for less than when it was frozen; empty where it does not."""
    if since is None or not since.differences.weakens:
        return ""
    found = since.differences
    told = {"day": day_text(since.frozen_on, language), "lock": since.lock}
    lead = word("sentence", "since_frozen", language, count=len(found.weakening), **told)
    lines = [paragraph(lead)]
    for each in found.weakening:
        kind = word("kind", each.kind, language)
        unclear = word("effect", "unclear", language) if each.effect == "unclear" else ""
        lines.append(_entry(each, found, language, joined((kind, unclear))))
    return headed(word("sentence", "heading", language), "\n".join(lines))


def _head(found: Differences, language: Language) -> str:
    lines = [
        paragraph(word("sentence", "old", language, plan=_described(found.old, language))),
        paragraph(word("sentence", "new", language, plan=_described(found.new, language))),
        "",
        *map(paragraph, _summary(found, language)),
    ]
    return "\n".join(lines)


def _described(plan: Plan, language: Language) -> str:
    place = "" if plan.span is None else plan.span.source.name
    return joined((plan.title or plan.id, document_text(plan.document, language), place))


def _summary(found: Differences, language: Language) -> list[str]:
    if not len(found):
        return [word("sentence", "same", language)]
    count = {
        effect: sum(each.effect == effect for each in found)
        for effect in ("weaker", "unclear", "stricter", "none")
    }
    first = "weaker" if found.weakens else "not_weaker"
    numbers = {"weaker": count["weaker"], "unclear": count["unclear"]}
    others = {"stricter": count["stricter"], "others": count["none"]}
    return [
        word("sentence", first, language, **numbers),
        word("sentence", "others", language, **others),
    ]


def _entry(each: Difference, found: Differences, language: Language, mark: str) -> str:
    """What it is about, what was there and is there now, and where.

    :param mark: what to say of it besides.
    """
    sides = _sides(each, found, language)
    first = paragraph(f"{_subject(each, found, language)}{sides}", lead="- ")
    details = joined((mark, _places(each), _id(each)))
    return f"{first}\n{paragraph(details, lead='    ')}"


def _subject(each: Difference, found: Differences, language: Language) -> str:
    """What it is about; a rule that is told as a whole says so itself."""
    if each.aspect in ("rule", "milestone"):
        return ""
    item, plan = (each.new, found.new) if each.new is not None else (each.old, found.old)
    assert item is not None, "INVARIANT: a difference has an old or a new side"
    subject = subject_of(item, plan, language)
    what = "" if each.what == "target" else f"{word('what', each.what, language)} "
    return f"{what}{subject} – {word('aspect', each.aspect, language)}: "


def _sides(each: Difference, found: Differences, language: Language) -> str:
    old = None if each.old is None else value_of(each.old, each.aspect, found.old, language)
    new = None if each.new is None else value_of(each.new, each.aspect, found.new, language)
    if old is None or new is None:
        what = "" if each.what == "target" else f"{word('what', each.what, language)}: "
        return f"{what}{new if old is None else old}"
    if old == new and isinstance(each.old, Indicator) and isinstance(each.new, Indicator):
        old, new = details(each.old, each.new, (found.old, found.new), language)
    if old == new:
        return f"{new} ({word('value', 'details', language)})"
    return f"{old} → {new}"


def _places(each: Difference) -> str:
    """Where it stands in both states."""
    return " → ".join(filter(None, (place_text(each.old), place_text(each.new))))


def place_text(item: Item | None) -> str:
    """File and line of a thing; empty for what no rule file declares."""
    if item is None or item.span is None:
        return ""
    return f"{item.span.source.name}:{item.span.line}"


def _id(each: Difference) -> str:
    return "" if each.what in ("check", "plan") else f"[{each.name}]"
