"""What it would take, in sentences: so many more, so many organisations, or something else."""

from __future__ import annotations

from fractions import Fraction

from dxplan.explain.model import Change, Fewest, Raise, Settling, TargetExplanation
from dxplan.messages import Language
from dxplan.plan.model import Sum, Tally
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
from dxplan.report.finding_text import counted_text
from dxplan.report.quantity_text import condition_text, wording_of
from dxplan.report.rule_text import threshold_text, title_of, when_text
from dxplan.report.time_text import day_text
from dxplan.report.words import plain

_LISTED = 12
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
        facts = facts_text(explanation.facts)
        condition = when_text(target, plan, language)
        return [say("remedy", "condition", language, condition=condition, facts=facts)]
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
    return [say("remedy", code, language)] if code in ("population", "conflict") else []


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
    remedy, finding = explanation.remedy, explanation.finding
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
            lines += _fewest(level, explanation, language)
    elif is_open:
        texts = _settling(explanation, language)
        lines += [Line(text, item=not explanation.moment.due) for text in texts]
    lines += _weighing(explanation, language)
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
    code = ("add" if change.more else "take") + ("_beyond" if change.beyond else "")
    if explanation.target.indicator.kind == "count":
        code += "_count"
    texts = [say("remedy", code, language, amount=_amount(change.amount, explanation, language))]
    if explanation.totals is not None and explanation.totals.pieces:
        texts.append(say("remedy", "at_best", language))
    if not change.fits:
        texts.append(say("remedy", "does_not_fit", language))
    return texts


def _amount(value: Fraction, explanation: TargetExplanation, language: Language) -> str:
    return counted_text(value, explanation.target, explanation.report.plan, language)


def _nothing(explanation: TargetExplanation, language: Language) -> str:
    """Nothing more is needed, and how much there is to spare."""
    spare, threshold = explanation.remedy.spare, explanation.finding.threshold
    if explanation.totals is None:
        measures = _measures(explanation)
        return say("remedy", "no_data_nobody", language, measures=measures)
    if spare is None or threshold is None:
        return say("remedy", "nothing", language)
    above = "_above" if threshold.comparator in ("<", "<=") else ""
    if spare == 0:
        return say("remedy", f"no_spare{above}", language)
    amount = _amount(Fraction(spare), explanation, language)
    return say("remedy", f"spare{above}", language, amount=amount)


# --- organisations --------------------------------------------------------------------------------


def _fewest(found: Fewest, explanation: TargetExplanation, language: Language) -> list[Line]:
    """The fewest organisations with which the gap closes, and how far each would have to go."""
    condition = threshold_text(found.level, language)
    if not found.below:
        return [Line(say("remedy", "nobody_below", language, condition=condition))]
    if found.count is None:
        gain = _amount(found.gain_of_all, explanation, language)
        params = {"below": found.below, "condition": condition, "gain": gain}
        return [Line(say("remedy", "not_enough", language, **params))]
    code = "any_of" if found.count < len(found.choice) else "all_of"
    numerator = explanation.target.indicator.numerator
    if isinstance(numerator, Tally) and numerator.condition is not None:
        up = found.level.comparator in (">=", ">")
        code += "_tally" if up else "_tally_not"
        condition = condition_text(
            numerator.condition, wording_of(explanation.report.plan, language)
        )
    counts = {"count": found.count, "choice": len(found.choice), "condition": condition}
    lines = [Line(say("remedy", code, language, **counts))]
    lines += [
        Line(_raise(each, explanation, language), item=True) for each in found.choice[:_LISTED]
    ]
    more = len(found.choice) - _LISTED
    if more > 0:
        lines.append(Line(say("remedy", "more_of_them", language, count=more), item=True))
    return lines


def _raise(each: Raise, explanation: TargetExplanation, language: Language) -> str:
    name = name_text(explanation.report, each.organisation)
    if not isinstance(explanation.target.indicator.numerator, Sum):
        return name
    return say(
        "remedy", "raise" if each.reaches > each.numerator else "lower", language, name=name,
        numerator=exactly(each.numerator, language),
        reaches=exactly(each.reaches, language),
        denominator=exactly(each.denominator, language),
        gain=_amount(each.gain, explanation, language),
    )  # fmt: skip


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
