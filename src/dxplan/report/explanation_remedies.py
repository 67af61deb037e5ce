"""What it would take, in sentences: so many more, so many organisations, or something else."""

from __future__ import annotations

from fractions import Fraction

from dxplan.explain.model import ByGroup, Change, Raise, Settling, TargetExplanation
from dxplan.messages import Language
from dxplan.plan.model import Sum
from dxplan.report.explanation_changes import amount_of, change_texts, fewest_lines
from dxplan.report.explanation_grounds import base_remedy
from dxplan.report.explanation_groups import group_remedies, together_text
from dxplan.report.explanation_rule import quantity
from dxplan.report.explanation_words import (
    Line,
    Section,
    exactly,
    facts_text,
    level_text,
    name_text,
    say,
)
from dxplan.report.rule_text import threshold_text, title_of, when_text
from dxplan.report.time_text import day_text
from dxplan.report.words import plain

_NAMED = 5


def remedy_section(explanation: TargetExplanation, language: Language) -> Section:
    """What would change the verdict, by the line of the table that decided it."""
    found = [step.code for step in explanation.steps if step.decides]
    code = found[0] if found else "other"
    if code in ("comparison", "line"):
        lines = _by_sums(explanation, language)
    else:
        lines = [Line(text) for text in _by_facts(code, explanation, language)]
    return Section("remedy", tuple(Line(plain(line.text), line.item) for line in lines))


# --- where the sums have no say -------------------------------------------------------------------


def _by_facts(code: str, explanation: TargetExplanation, language: Language) -> list[str]:
    """Which document, event or cell would have to be another."""
    target, plan = explanation.target, explanation.report.plan
    if code == "waived":
        notes = dict(explanation.finding.notes)
        until = _day(dict(notes["waived"])["until"], language)
        return [say("remedy", "waived", language, until=until)]
    if code in ("condition", "facts"):
        return _by_condition(explanation, language)
    if code == "base":
        return base_remedy(explanation, language, _measures(explanation))
    if code == "unset":
        params = {"document": plan.parent, "indicator": f"“{title_of(target.indicator)}”"}
        return [say("remedy", "unset" if plan.parent else "unset_nameless", language, **params)]
    if code == "no_data":
        measures = _measures(explanation)
        count = explanation.finding.expected
        code = "no_data" if count else "no_data_nobody"
        return [say("remedy", code, language, count=count, measures=measures)]
    if code == "division":
        denominator = quantity(target.indicator.denominator, explanation, language)
        return [say("remedy", "division", language, denominator=denominator)]
    return [say("remedy", code, language)] if code in ("population", "split", "conflict") else []


def _by_condition(explanation: TargetExplanation, language: Language) -> list[str]:
    """What the event list, or the figures that a condition compares, would have to say."""
    facts = facts_text(explanation.facts)
    condition = when_text(explanation.target, explanation.report.plan, language)
    code = "condition" if facts else "condition_of_figures"
    if facts and explanation.grounds:
        code = "condition_of_both"
    return [say("remedy", code, language, condition=condition, facts=facts)]


def _measures(explanation: TargetExplanation) -> str:
    """The titles of what has to be reported."""
    measures = explanation.report.plan.measures
    names = explanation.target.indicator.measures()
    return ", ".join(f"“{title_of(measures[name])}”" for name in names)


def _day(iso: str, language: Language) -> str:
    from datetime import date

    return day_text(date.fromisoformat(iso), language)


# --- where the sums decide ------------------------------------------------------------------------


def _by_sums(explanation: TargetExplanation, language: Language) -> list[Line]:
    remedy, finding, groups = explanation.remedy, explanation.finding, explanation.by_group
    if groups is not None and groups.every:
        return _in_every_group(explanation, groups, language)
    lines: list[Line] = []
    if remedy.now is not None:
        on = day_text(finding.date, language)
        lines.append(Line(say("remedy", "for_line", language, date=on)))
        lines += [Line(t, item=True) for t in _change(remedy.now, explanation, language)]
    is_open = any(edge.kept is None for edge in explanation.edges)
    if not explanation.moment.due and (remedy.change is not None or is_open):
        lines.append(Line(_aim(explanation, language)))
    if remedy.change is not None:
        texts = _change(remedy.change, explanation, language)
        lines += [Line(text, item=not explanation.moment.due) for text in texts]
        for level in remedy.fewest:
            lines += fewest_lines(level, explanation.target, explanation.report, language)
    elif is_open:
        texts = _settling(explanation, language)
        lines += [Line(text, item=not explanation.moment.due) for text in texts]
    lines += _weighing(explanation, language)
    if groups is not None and (remedy.change is not None or is_open):
        lines += group_remedies(explanation, groups, language)
    return lines or [Line(_nothing(explanation, language))]


def _in_every_group(
    explanation: TargetExplanation, groups: ByGroup, language: Language
) -> list[Line]:
    """Where each group has to keep the threshold, what each of them lacks."""
    lines = group_remedies(explanation, groups, language)
    together = together_text(explanation, language)
    if not explanation.moment.due and lines:
        lines.insert(0, Line(_aim(explanation, language)))
    if together:
        lines.append(Line(together))
    return lines or [Line(_nothing(explanation, language))]


def _aim(explanation: TargetExplanation, language: Language) -> str:
    finding = explanation.finding
    assert finding.threshold is not None
    condition = threshold_text(finding.threshold, language)
    if finding.deadline is None:
        return say("remedy", "for_target", language, condition=condition)
    deadline = day_text(finding.deadline, language)
    return say("remedy", "for_deadline", language, condition=condition, deadline=deadline)


def _change(change: Change, explanation: TargetExplanation, language: Language) -> list[str]:
    """So many more or fewer in the numerator."""
    base, totals = explanation.finding.base, explanation.totals
    base_is_open = base is not None and (base.value is None or not base.value.is_point)
    open_sums = totals is not None and bool(totals.pieces)
    return change_texts(
        change, explanation.target, explanation.report.plan, language,
        at_best=open_sums or base_is_open,
    )  # fmt: skip


def _amount(value: Fraction, explanation: TargetExplanation, language: Language) -> str:
    return amount_of(value, explanation.target, explanation.report.plan, language)


def _nothing(explanation: TargetExplanation, language: Language) -> str:
    """Nothing more is needed, and how much there is to spare."""
    spare, threshold = explanation.remedy.spare, explanation.finding.threshold
    if explanation.totals is None:
        measures = _measures(explanation)
        return say("remedy", "no_data_nobody", language, measures=measures)
    if spare is None or threshold is None:
        code = "nothing" if explanation.finding.verdict != "undetermined" else "open"
        return say("remedy", code, language)
    above = "_above" if threshold.comparator in ("<", "<=") else ""
    if spare == 0:
        return say("remedy", f"no_spare{above}", language)
    amount = _amount(Fraction(spare), explanation, language)
    return say("remedy", f"spare{above}", language, amount=amount)


# --- organisations --------------------------------------------------------------------------------


def _weighing(explanation: TargetExplanation, language: Language) -> list[Line]:
    """Who is farthest from the threshold; not again where the fewest that help are listed."""
    remedy, threshold = explanation.remedy, explanation.finding.threshold
    listed = any(level.choice for level in remedy.fewest)
    tally = not isinstance(explanation.target.indicator.numerator, Sum)
    if not remedy.weighing or threshold is None or tally or listed:
        return []
    edge = next(e for e in explanation.edges if e.kept is not True)
    code = "weighing" if edge.sign > 0 else "weighing_above"
    level = level_text(edge.value, threshold, language)
    lines = [Line(say("remedy", code, language, level=level))]
    lines += [Line(_weight(each, explanation, language), item=True) for each in remedy.weighing]
    return lines


def _weight(each: Raise, explanation: TargetExplanation, language: Language) -> str:
    return say(
        "remedy", "weight", language, name=name_text(explanation.report, each.organisation),
        amount=_amount(each.gain, explanation, language),
        numerator=exactly(each.numerator, language),
        denominator=exactly(each.denominator, language),
    )  # fmt: skip


# --- missing reports ------------------------------------------------------------------------------


def _settling(explanation: TargetExplanation, language: Language) -> list[str]:
    """How few of the missing reports could settle the verdict, and what they have to bring."""
    missing = sum(not part.complete for part in explanation.parts)
    remedy = explanation.remedy
    if explanation.kind == "organisation" and explanation.name is not None:
        name = name_text(explanation.report, explanation.name)
        texts = [say("remedy", "missing_decide_one", language, name=name)]
    elif explanation.by_group is not None:
        open_groups = explanation.by_group.count(None)
        texts = [say("groups", "open_decide", language, count=open_groups)]
    elif remedy.settling:
        texts = [_settled(each, missing, explanation, language) for each in remedy.settling]
    else:
        texts = [say("remedy", "missing_decide", language, count=missing)]
    if remedy.open_amount is not None:
        code = "open_at_least" if explanation.edges[0].sign > 0 else "open_at_most"
        code += "_count" if explanation.target.indicator.kind == "count" else ""
        amount = _amount(remedy.open_amount, explanation, language)
        texts.append(say("remedy", code, language, amount=amount))
    return texts


def _settled(
    found: Settling, missing: int, explanation: TargetExplanation, language: Language
) -> str:
    names = [name_text(explanation.report, name) for name in found.organisations]
    shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        shown = say("remedy", "names_and_more", language, names=shown, count=more)
    everybody = "_all" if len(names) == missing else ""
    return say(
        "remedy", f"settle_{found.verdict}{everybody}", language,
        count=len(names), missing=missing, names=shown,
    )  # fmt: skip
