"""What a threshold is counted from, and what a condition says of figures, in sentences."""

from __future__ import annotations

import attrs

from dxplan.engine.changes import is_nothing
from dxplan.explain.model import Ground, TargetExplanation
from dxplan.messages import Language
from dxplan.plan.model import Attains, Plan, Threshold
from dxplan.report.explanation_words import (
    Line,
    name_text,
    per_text,
    quotient_text,
    rounded_phrase,
    say,
    sums_texts,
)
from dxplan.report.quantity_text import condition_text, wording_of
from dxplan.report.rule_text import threshold_text
from dxplan.report.time_text import period_text
from dxplan.report.words import plain

_NAMED = 5
_STATES = {True: "true", False: "false", None: "unknown"}


def base_lines(explanation: TargetExplanation, language: Language) -> list[str]:
    """The earlier value that the threshold is counted from, its source, and what that makes."""
    base, threshold = explanation.finding.base, explanation.finding.threshold
    if base is None or threshold is None or threshold.change is None:
        return []
    period = period_text(base.period, language, explanation.report.plan.calendar)
    if base.value is None:
        return [say("base", "unknown", language, period=period)]
    plain_threshold = attrs.evolve(threshold, change=None, word="GE")
    known = base.value.low if base.value.is_point else None
    value = rounded_phrase(base.value, plain_threshold, language)
    if known is not None:
        value = per_text(known, plain_threshold, language)
    counts = {"reported": base.reported, "expected": base.expected}
    code = "value" if base.value.is_point else "open"
    lines = [say("base", f"{code}_{base.source}", language, period=period, value=value, **counts)]
    if threshold.low is not None and not is_nothing(threshold.change, base.value):
        change = threshold_text(threshold, language)
        needed = threshold_text(plain_threshold, language)
        lines.append(say("base", "makes", language, change=change, condition=needed))
    return lines


def base_remedy(explanation: TargetExplanation, language: Language, measures: str) -> list[str]:
    """What has to be known of then."""
    base = explanation.finding.base
    if base is None:
        return []
    period = period_text(base.period, language, explanation.report.plan.calendar)
    if base.value is not None and base.value.is_point:
        return [say("base", "nothing", language, period=period)]
    if not base.missing:
        return [say("base", "needed", language, period=period, measures=measures)]
    names = [name_text(explanation.report, name) for name in base.missing]
    shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        shown = say("remedy", "names_and_more", language, names=shown, count=more)
    return [say("base", "waiting", language, period=period, measures=measures, names=shown)]


def ground_lines(explanation: TargetExplanation, language: Language) -> list[Line]:
    """What the condition says of figures and other targets, and what these are."""
    return [
        Line(plain(_ground(each, explanation, language)), item=True) for each in explanation.grounds
    ]


def _ground(ground: Ground, explanation: TargetExplanation, language: Language) -> str:
    state = say("grounds", _STATES[ground.holds], language)
    if not isinstance(ground.atom, Attains):
        if not ground.rulings:
            text = condition_text(ground.atom, wording_of(explanation.report.plan, language))
            return say("grounds", "no_ruling", language, condition=text)
        listed = [
            say("grounds", f"target_{_STATES[holds]}", language, target=name)
            for name, holds in ground.rulings
        ]
        return "; ".join(listed)
    text = condition_text(ground.atom, wording_of(explanation.report.plan, language))
    figures = _figures(ground, ground.atom, explanation.report.plan, language)
    return say("grounds", "figures", language, condition=text, state=state, figures=figures)


def _figures(ground: Ground, atom: Attains, plan: Plan, language: Language) -> str:
    """The sums that a condition compares."""
    totals = ground.totals
    if totals is None:
        return say("grounds", "nothing_reported", language)
    sums = sums_texts(plan, atom.indicator, totals.numerators, totals.denominators, language)
    if atom.indicator.kind == "count":
        return say("grounds", "count", language, **sums)
    if totals.pieces or totals.denominator == 0:
        return say("grounds", "open", language, **sums)
    threshold = Threshold(atom.comparator, atom.value, unit=atom.unit, per=atom.indicator.per)
    value = quotient_text(totals.numerator, totals.denominator, threshold, language)
    return say("grounds", "quotient", language, **sums, value=value)
