"""Who reported, and the two sums: by organisation, or cell by cell for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dxplan.data.observations import Cell
from dxplan.explain.model import ByGroup, Part, TargetExplanation
from dxplan.messages import Language
from dxplan.plan.model import Plan, Sum
from dxplan.report.explanation_groups import groups_section
from dxplan.report.explanation_words import (
    Line,
    Section,
    exactly,
    interval_phrase,
    name_text,
    place_text,
    quotient_text,
    say,
    sums_texts,
)
from dxplan.report.number_text import exact_amount_text
from dxplan.report.rule_text import member_title, title_of
from dxplan.report.sent_text import rows_sent, sent_names
from dxplan.report.time_text import period_text
from dxplan.report.words import plain
from dxplan.values.intervals import Interval

_LISTED = 5


def reports_section(explanation: TargetExplanation, language: Language) -> Section:
    """How many reported, who did not, and what stands in for them."""
    finding = explanation.finding
    lines = []
    if explanation.name is not None and explanation.kind == "organisation":
        if finding.reported:
            name = name_text(explanation.report, explanation.name)
            lines.append(Line(say("reports", "one", language, name=name)))
    elif not finding.expected:
        lines += [Line(say("reports", "nobody", language))] if explanation.has_register else []
    else:
        code = "all" if finding.reported == finding.expected else "some"
        counts = {"reported": finding.reported, "expected": finding.expected}
        lines.append(Line(say("reports", code, language, **counts)))
    if not explanation.has_register:
        lines.append(Line(say("reports", "without_register", language)))
    lines += _incomplete(explanation, language)
    if explanation.report.rows_left_out:
        count = explanation.report.rows_left_out
        lines.append(Line(say("reports", "left_out", language, count=count)))
    return Section("reports", tuple(lines))


def _incomplete(explanation: TargetExplanation, language: Language) -> list[Line]:
    """Who has not sent everything, where that has a say in the verdict."""
    missing = [part for part in explanation.parts if not part.complete]
    if explanation.finding.verdict in ("waived", "not_applicable", "unset") or not missing:
        return []
    shown, more = missing[:_LISTED], len(missing) - _LISTED
    if explanation.totals is None:
        lines = _nothing_usable(shown, explanation, language)
    else:
        lines = [_missing(part, explanation, language) for part in shown]
    if more > 0:
        lines.append(Line(say("reports", "and_more", language, count=more), item=True))
    return lines


def _nothing_usable(
    parts: Sequence[Part], explanation: TargetExplanation, language: Language
) -> list[Line]:
    """Who sent nothing, and who sent what could not be used."""
    report, sent = explanation.report, frozenset(explanation.finding.unusable)
    silent = [p.organisation for p in parts if p.organisation not in sent]
    others = tuple(p.organisation for p in parts if p.organisation in sent)
    lines = []
    if silent:
        names = ", ".join(name_text(report, name) for name in silent)
        lines.append(Line(say("reports", "not_sent", language, names=names)))
    if others:
        names = plain(", ".join(sent_names(report, others, language)))
        lines.append(Line(say("reports", "not_usable", language, names=names)))
    return lines


def _missing(part: Part, explanation: TargetExplanation, language: Language) -> Line:
    """What is missing of an organisation, what stands in for it, and what it may turn out to be."""
    name = name_text(explanation.report, part.organisation)
    calendar = explanation.report.plan.calendar
    days = ", ".join(period_text(each, language, calendar) for each in part.missing)
    code = "nothing_sent" if not part.reported else "days_missing" if days else "partly_sent"
    parts = [say("reports", code, language, name=name, days=days)]
    if part.organisation in explanation.finding.unusable:
        rows = rows_sent(explanation.report)[part.organisation]
        parts.append(say("reports", "sent_unusable", language, count=rows))
    if part.stand_in is not None:
        value = exactly(part.stand_in.denominator, language)
        parts.append(say("reports", f"from_{part.stand_in.source}", language, value=value))
    numerator = interval_phrase(part.numerator, language)
    denominator = interval_phrase(part.denominator, language)
    indicator = explanation.target.indicator
    if not indicator.counts_groups_of:
        code = "open_count" if indicator.kind == "count" else "open_quotient"
        parts.append(say("reports", code, language, numerator=numerator, denominator=denominator))
    return Line(" ".join(parts), item=True)


# --- the sums -------------------------------------------------------------------------------------


def sums_section(explanation: TargetExplanation, language: Language) -> Section:
    """The two sums from what they were made of."""
    if explanation.totals is None:
        return Section("sums", (Line(say("sums", "none", language)),))
    if explanation.kind == "organisation":
        cells = [cell for part in explanation.parts for cell in part.cells]
        shown = [Line(_cell(cell, explanation.report.plan, language), item=True) for cell in cells]
        return Section("cells", (*shown, *_closing(explanation, language)))
    if explanation.by_group is not None:
        return _by_group(explanation, explanation.by_group, language)
    listed = [] if _is_tally(explanation) else list(explanation.parts)
    lines = [_part(part, explanation, language) for part in listed[:_LISTED]]
    if len(listed) > _LISTED:
        lines.append(_rest(listed[_LISTED:], explanation, language))
    return Section("sums", (*lines, *_closing(explanation, language)))


def _by_group(explanation: TargetExplanation, groups: ByGroup, language: Language) -> Section:
    """The groups that the verdict rests on; where they are counted, also how many they are."""
    section = groups_section(explanation, groups, language)
    closing = () if groups.every else _closing(explanation, language)
    return Section(section.code, (*section.lines, *closing))


def _is_tally(explanation: TargetExplanation) -> bool:
    """Whether organisations are counted: each is one of them, and none weighs more."""
    return not isinstance(explanation.target.indicator.numerator, Sum)


def _cell(cell: Cell, plan: Plan, language: Language) -> str:
    """A cell: what was reported, for whom and when, and where that stands."""
    measure = plan.measures[cell.measure]
    members = ", ".join(member_title(plan, *pair) for pair in sorted(cell.members.items()))
    title = title_of(measure)
    if members:
        title = say("cells", "members", language, measure=title, members=members)
    place = place_text(cell.place, language)
    return plain(
        say(
            "cells", "cell" if place else "cell_without_place", language, measure=title,
            period=period_text(cell.period, language, plan.calendar),
            value=cell_value(cell, plan, language), place=place,
        )
    )  # fmt: skip


def cell_value(cell: Cell, plan: Plan, language: Language) -> str:
    """The number of a cell with its unit; a flag is yes or no."""
    measure = plan.measures[cell.measure]
    if measure.kind == "flag":
        return say("cells", "yes" if cell.value else "no", language)
    return exact_amount_text(cell.value, measure.measured_in, language)


def _part(part: Part, explanation: TargetExplanation, language: Language) -> Line:
    name = name_text(explanation.report, part.organisation)
    params = {"name": name, **_texts(explanation, part.numerator, part.denominator, language)}
    if explanation.target.indicator.kind == "count":
        return Line(say("sums", "part_plain", language, **params), item=True)
    threshold = explanation.finding.threshold
    n, d = part.numerator, part.denominator
    if not part.complete or threshold is None or n.low is None or d.low is None:
        return Line(say("sums", "part_open", language, **params), item=True)
    value = quotient_text(n.low, d.low, threshold, language)
    return Line(say("sums", "part", language, **params, value=value), item=True)


def _rest(parts: Sequence[Part], explanation: TargetExplanation, language: Language) -> Line:
    """The sums over the parts that are not listed one by one."""
    nothing = Interval.exactly(0)
    numerator = sum((part.numerator for part in parts), nothing)
    denominator = sum((part.denominator for part in parts), nothing)
    code = "rest_count" if explanation.target.indicator.kind == "count" else "rest"
    text = say(
        "sums", code, language, count=len(parts),
        **_texts(explanation, numerator, denominator, language),
    )  # fmt: skip
    return Line(text, item=True)


def _texts(
    explanation: TargetExplanation, numerator: Interval, denominator: Interval, language: Language
) -> dict[str, str]:
    plan, indicator = explanation.report.plan, explanation.target.indicator
    return sums_texts(plan, indicator, numerator, denominator, language)


def _closing(explanation: TargetExplanation, language: Language) -> list[Line]:
    """What the indicator itself adds, and the two sums."""
    totals, indicator = explanation.totals, explanation.target.indicator
    assert totals is not None
    lines = []
    sides = (indicator.numerator, indicator.denominator)
    above, below = (s.constant if isinstance(s, Sum) else Fraction(0) for s in sides)
    is_count = indicator.kind == "count"
    if above or (below and not is_count):
        constants = {"numerator": exactly(above, language), "denominator": exactly(below, language)}
        lines.append(Line(say("sums", "constant", language, **constants), item=True))
    text = say(
        "sums", "total_count" if is_count else "total", language,
        **_texts(explanation, totals.numerators, totals.denominators, language),
    )  # fmt: skip
    return [*lines, Line(text)]
