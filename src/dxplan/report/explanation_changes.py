"""The least change of a sum, and the fewest organisations that make it, in sentences."""

from __future__ import annotations

from fractions import Fraction

from dxplan.engine.findings import Report
from dxplan.explain.model import Change, Fewest, Raise
from dxplan.messages import Language
from dxplan.plan.model import Plan, Sum, Tally, Target
from dxplan.report.explanation_words import (
    Line,
    money_unit,
    name_text,
    say,
    sums_texts,
)
from dxplan.report.finding_text import counted_text
from dxplan.report.number_text import exact_amount_text
from dxplan.report.quantity_text import condition_text, wording_of
from dxplan.report.rule_text import column_text, threshold_text
from dxplan.values.intervals import Interval

_LISTED = 12


def amount_of(value: Fraction, target: Target, plan: Plan, language: Language) -> str:
    """So much of what the numerator counts; money in the size that is read most easily."""
    money = money_unit(plan, target.indicator.numerator)
    if money:
        return exact_amount_text(value, money, language)
    return counted_text(value, target, plan, language)


def change_texts(
    change: Change, target: Target, plan: Plan, language: Language, *, at_best: bool
) -> list[str]:
    """So many more or fewer in the numerator.

    :param at_best: whether what is not known was taken to be as favourable as it may.
    """
    code = ("add" if change.more else "take") + ("_beyond" if change.beyond else "")
    if target.indicator.ranked:
        code += "_rank"
    elif target.indicator.kind == "count":
        code += "_count"
    texts = [say("remedy", code, language, amount=amount_of(change.amount, target, plan, language))]
    if at_best:
        texts.append(say("remedy", "at_best", language))
    if not change.fits:
        texts.append(say("remedy", "does_not_fit", language))
    return texts


def fewest_lines(found: Fewest, target: Target, report: Report, language: Language) -> list[Line]:
    """The fewest organisations with which the gap closes, and how far each would have to go."""
    condition, numerator = threshold_text(found.level, language), target.indicator.numerator
    if not found.below:
        return [Line(say("remedy", "nobody_below", language, condition=condition))]
    if found.count is None:
        gain = amount_of(found.gain_of_all, target, report.plan, language)
        params = {"below": found.below, "condition": condition, "gain": gain}
        return [Line(say("remedy", "not_enough", language, **params))]
    code, column = ("any_of" if found.count < len(found.choice) else "all_of"), ""
    if isinstance(numerator, Tally) and numerator.condition is not None:
        code += "_tally" if found.level.comparator in (">=", ">") else "_tally_not"
        condition = condition_text(numerator.condition, wording_of(report.plan, language))
        column = column_text("column", numerator.of or "organisation", language)
        code = code.replace("tally", "groups") if numerator.of else code
    counts = {"count": found.count, "choice": len(found.choice), "condition": condition}
    lines = [Line(say("remedy", code, language, **counts, column=column))]
    shown = found.choice[:_LISTED]
    lines += [Line(_raise(each, target, report, language), item=True) for each in shown]
    more = len(found.choice) - _LISTED
    if more > 0:
        lines.append(Line(say("remedy", "more_of_them", language, count=more), item=True))
    return lines


def _raise(each: Raise, target: Target, report: Report, language: Language) -> str:
    name = name_text(report, each.organisation)
    if not isinstance(target.indicator.numerator, Sum):
        return name
    above, below = Interval.exactly(each.numerator), Interval.exactly(each.denominator)
    money = money_unit(report.plan, target.indicator.numerator)
    return say(
        "remedy", "raise" if each.reaches > each.numerator else "lower", language, name=name,
        reaches=exact_amount_text(each.reaches, money, language),
        **sums_texts(report.plan, target.indicator, above, below, language),
        gain=amount_of(each.gain, target, report.plan, language),
    )  # fmt: skip
