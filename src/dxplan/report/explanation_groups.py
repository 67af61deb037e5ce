"""Verdicts that rest on groups, in sentences: which fail, and what it would take in each."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.explain.model import ByGroup, GroupPart, TargetExplanation
from dxplan.messages import Language
from dxplan.plan.model import Tally, Target
from dxplan.report.explanation_changes import change_texts, fewest_lines
from dxplan.report.explanation_words import (
    Line,
    Section,
    name_text,
    quotient_text,
    say,
    sums_texts,
)
from dxplan.report.finding_text import counted_text
from dxplan.report.quantity_text import condition_text, wording_of
from dxplan.report.rule_text import column_text, threshold_text
from dxplan.report.words import plain

_LISTED = 8
_NAMED = 5
_STATES = {True: "kept", False: "failing", None: "open"}


def groups_section(explanation: TargetExplanation, groups: ByGroup, language: Language) -> Section:
    """Every group against what is asked of it, those that fail first."""
    code = "each" if groups.every else "counted"
    column, condition = column_text("column", groups.column, language), ""
    if groups.threshold is not None:
        condition = threshold_text(groups.threshold, language)
    if not groups.every:
        condition = _condition(explanation, language)
    lines = [Line(say("groups", code, language, column=column, condition=condition))]
    shown = groups.groups[:_LISTED]
    lines += [Line(_group(g, groups, explanation, language), item=True) for g in shown]
    rest = attrs.evolve(groups, groups=groups.groups[_LISTED:])
    if rest.groups:
        counts = {code: rest.count(kept) for kept, code in _STATES.items()}
        total = len(rest.groups)
        lines.append(Line(say("groups", "rest", language, count=total, **counts), item=True))
    counts = {code: groups.count(kept) for kept, code in _STATES.items()}
    lines.append(Line(say("groups", "together", language, column=column, **counts)))
    return Section("groups", tuple(lines))


def _condition(explanation: TargetExplanation, language: Language) -> str:
    numerator = explanation.target.indicator.numerator
    assert isinstance(numerator, Tally)
    assert numerator.condition is not None
    return condition_text(numerator.condition, wording_of(explanation.report.plan, language))


def _group(
    group: GroupPart, groups: ByGroup, explanation: TargetExplanation, language: Language
) -> str:
    """A group with its own sums, as far as it is judged by any."""
    state = say("groups", _STATES[group.kept], language)
    name = _name(group.name, explanation)
    indicator, threshold, totals = groups.indicator, groups.threshold, group.totals
    if totals is None or indicator is None or threshold is None:
        return say("groups", "plain", language, name=name, state=state)
    params = {
        "name": name,
        "state": state,
        **sums_texts(
            explanation.report.plan, indicator, totals.numerators, totals.denominators, language
        ),
    }
    if indicator.kind == "count":
        return say("groups", "count", language, **params)
    if totals.pieces or totals.denominator == 0:
        return say("groups", "open_sums", language, **params)
    value = quotient_text(totals.numerator, totals.denominator, threshold, language)
    return say("groups", "sums", language, **params, value=value)


def _name(group: str, explanation: TargetExplanation) -> str:
    """The name of a group; of a single organisation its title."""
    return name_text(explanation.report, group)


def comparison_text(
    explanation: TargetExplanation, groups: ByGroup, language: Language, verdict: str
) -> str:
    """Why all groups together come to a verdict."""
    finding = explanation.finding
    assert finding.threshold is not None
    return say(
        "why", f"each_{finding.verdict}", language, verdict=verdict,
        column=column_text("column", groups.column, language),
        condition=threshold_text(finding.threshold, language),
        total=len(groups.groups), failing=groups.count(False), open=groups.count(None),
    )  # fmt: skip


# --- what it would take ---------------------------------------------------------------------------


def group_remedies(
    explanation: TargetExplanation, groups: ByGroup, language: Language
) -> list[Line]:
    """What each group that fails lacks, the worst of them in detail, and who is waited for."""
    failing = [group for group in groups.groups if group.kept is False]
    waiting = [group for group in groups.groups if group.kept is None]
    lines: list[Line] = []
    if groups.every and failing:
        lines.append(Line(say("groups", "every", language, **_counts(groups, language))))
    elif failing:
        lines.append(Line(say("groups", "lacking", language, **_counts(groups, language))))
    lines += [
        Line(_lacking(group, groups, explanation, language), item=True)
        for group in failing[:_LISTED]
    ]
    if len(failing) > _LISTED:
        more = say("groups", "more", language, count=len(failing) - _LISTED)
        lines.append(Line(more, item=True))
    lines += _worst(failing, groups, explanation, language)
    lines += [
        Line(_waiting(group, explanation, language), item=True)
        for group in waiting[:_LISTED]
        if group.missing
    ]
    return lines


def _counts(groups: ByGroup, language: Language) -> dict[str, object]:
    column = column_text("column", groups.column, language)
    return {"column": column, "failing": groups.count(False), "total": len(groups.groups)}


def _target(groups: ByGroup, explanation: TargetExplanation) -> Target:
    """The target with the indicator that the groups are judged by."""
    indicator = groups.indicator or explanation.target.indicator
    return attrs.evolve(explanation.target, indicator=indicator)


def _lacking(
    group: GroupPart, groups: ByGroup, explanation: TargetExplanation, language: Language
) -> str:
    name = _name(group.name, explanation)
    totals = group.totals
    if group.change is None or totals is None:
        code = "nothing_there" if totals is not None and totals.divides is False else "must_keep"
        return say("groups", code, language, name=name)
    texts = change_texts(
        group.change, _target(groups, explanation), explanation.report.plan, language,
        at_best=bool(totals.pieces),
    )  # fmt: skip
    return say("groups", "lacks", language, name=name, text=" ".join(texts))


def _worst(
    failing: list[GroupPart],
    groups: ByGroup,
    explanation: TargetExplanation,
    language: Language,
) -> list[Line]:
    """In the group that lacks most: the fewest of its organisations that could close the gap."""
    if not failing or failing[0].fewest is None or not failing[0].fewest.below:
        return []
    worst = failing[0]
    assert worst.fewest is not None
    target, report = _target(groups, explanation), explanation.report
    name = _name(worst.name, explanation)
    found = fewest_lines(worst.fewest, target, report, language)
    return [Line(say("groups", "worst", language, name=name)), *found]


def _waiting(group: GroupPart, explanation: TargetExplanation, language: Language) -> str:
    """Who in a group has still to report."""
    names = [name_text(explanation.report, name) for name in group.missing]
    shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        shown = say("remedy", "names_and_more", language, names=shown, count=more)
    name = _name(group.name, explanation)
    return plain(say("groups", "waiting", language, name=name, names=shown))


def together_text(explanation: TargetExplanation, language: Language) -> str:
    """What all groups lack together, in counts; empty where that says nothing more."""
    count, groups = explanation.finding.gap_count, explanation.by_group
    if groups is None or not groups.every or not count or count < 0 or groups.count(False) < 2:
        return ""
    amount = counted_text(
        Fraction(count), _target(groups, explanation), explanation.report.plan, language
    )
    return say("groups", "gap", language, amount=amount)
