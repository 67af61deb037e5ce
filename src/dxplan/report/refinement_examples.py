"""Counterexamples as a few rows of counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from dxplan.analysis.results import Counted, Counterexample, Refined, Refinement
from dxplan.messages import Language
from dxplan.plan.model import Plan, Quantity, Sum, Target
from dxplan.report.analysis_words import say
from dxplan.report.explanation_words import quotient_text, sums_texts
from dxplan.report.number_text import interval_text
from dxplan.report.quantity_text import quantity_text, wording_of
from dxplan.report.rule_text import subject_text, target_text
from dxplan.report.time_text import day_text, period_text
from dxplan.report.words import plain, word
from dxplan.values.intervals import Interval

_KEPT_SHOWN = 4


@attrs.frozen
class Row:
    """A rule in a counterexample: of which plan, when it is judged, on what, and what comes out."""

    plan: str
    rule: str
    time: str
    counts: str
    verdict: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The same as cells of a table."""
        return self.plan, self.rule, self.time, self.counts, self.verdict


COLUMNS = ("plan", "rule", "time", "counts", "verdict")
"""The headings of a row's cells."""


@attrs.frozen
class Example:
    """A counterexample: what it shows, its rows, and what else is to be known of it."""

    sentence: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def examples_of(
    refined: Refined, refinement: Refinement, language: Language
) -> tuple[Example, ...]:
    """The counterexample of a result, and that of the other direction."""
    child, parent = refinement.child, refinement.parent
    found = []
    if refined.counterexample is not None:
        shown = _about(refined.counterexample, refined.by)
        found.append(_example("forth", refined.counterexample, shown, (parent, child), language))
    if refined.reverse is not None:
        shown = _about(refined.reverse, [refined.target])
        back = _example("back", refined.reverse, shown, (child, parent), language)
        known = {note for example in found for note in example.notes}
        new = tuple(note for note in back.notes if note not in known)
        found.append(attrs.evolve(back, notes=new))
    return tuple(found)


def _about(example: Counterexample, rules: Sequence[Target]) -> tuple[Counted, ...]:
    """The rules that are kept and shown: those about the same thing, else the first ones."""
    ids = {rule.id for rule in rules}
    about = tuple(each for each in example.kept if each.target.id in ids)
    return (about or example.kept)[:_KEPT_SHOWN]


def _example(
    code: str,
    example: Counterexample,
    shown: Sequence[Counted],
    plans: tuple[Plan, Plan],
    language: Language,
) -> Example:
    """A counterexample: a rule of one plan is missed while those of the other are kept."""
    missing, keeping = plans
    child, parent = (say("head", name, language) for name in ("child", "parent"))
    first, others = (parent, child) if code == "forth" else (child, parent)
    rows = [
        _row(first, example.missed, missing, language),
        *(_row(others, counted, keeping, language) for counted in shown),
    ]
    text = say(
        "example", code, language,
        date=day_text(example.on, language),
        subject=subject_text(example.missed.target, missing),
        counts=counts_text(example.missed, missing, language),
    )  # fmt: skip
    notes = [
        *_counted(example.missed, missing, language),
        *_facts(example, missing, keeping, language),
        *_more(len(example.kept) - len(shown), code, language),
    ]
    return Example(plain(text), tuple(rows), tuple(map(plain, notes)))


def _row(name: str, counted: Counted, plan: Plan, language: Language) -> Row:
    cells = (
        target_text(counted.target, plan, language, with_time=False),
        time_text(counted, plan, language),
        "; ".join([counts_text(counted, plan, language), *_base(counted, plan, language)]),
        word("verdict", counted.verdict, language),
    )
    return Row(name, *map(plain, cells))


def time_text(counted: Counted, plan: Plan, language: Language) -> str:
    """Over which days its figures are added up; for a stock the day on which they are true."""
    measures = (plan.measures.get(name) for name in counted.target.indicator.measures())
    if any(measure is not None and measure.flow for measure in measures):
        return period_text(counted.window, language, plan.calendar)
    return day_text(counted.on, language)


def counts_text(counted: Counted, plan: Plan, language: Language) -> str:
    """The two sums and their quotient, in the unit of the threshold: ``4 of 100 (4%)``."""
    target, numerator, denominator = counted.target, counted.numerator, counted.denominator
    indicator = target.indicator
    above, below = Interval.exactly(numerator), Interval.exactly(denominator)
    sums = sums_texts(plan, indicator, above, below, language)
    value = quotient_text(numerator, denominator, target.threshold, language)
    code = indicator.kind if denominator else "nothing"
    return plain(say("example", code, language, **sums, value=value))


def _base(counted: Counted, plan: Plan, language: Language) -> Iterator[str]:
    """The earlier value that a growth is counted from."""
    base = counted.base
    if base is not None and base.value is not None:
        value = interval_text(base.value, counted.target.threshold.unit, language)
        period = period_text(base.period, language, plan.calendar)
        yield plain(say("example", "base", language, value=value, period=period))


def _counted(counted: Counted, plan: Plan, language: Language) -> Iterator[str]:
    """What is divided by what, by the titles of the figures."""
    indicator = counted.target.indicator
    if indicator.kind != "count":
        names = {"numerator": indicator.numerator, "denominator": indicator.denominator}
        shown = {code: _quantity(each, plan, language) for code, each in names.items()}
        yield say("example", "counted", language, **shown)


def _quantity(of: Quantity, plan: Plan, language: Language) -> str:
    text = quantity_text(of, wording_of(plan, language))
    return f"“{text}”" if isinstance(of, Sum) else text


def _facts(
    example: Counterexample, missing: Plan, keeping: Plan, language: Language
) -> Iterator[str]:
    """What holds in a counterexample, and what does not, by the titles of the facts."""
    for name, holds in dict.fromkeys(example.facts):
        plan = missing if name in missing.facts else keeping
        fact = wording_of(plan, language).quoted(name)
        code = "holds" if holds else "holds_not"
        if (name, not holds) in example.facts:
            days = _days(example, name, holds, language)
            yield say("example", f"{code}_on", language, fact=fact, days=days)
        else:
            yield say("example", code, language, fact=fact)


def _days(example: Counterexample, name: str, holds: bool, language: Language) -> str:
    """The days on which a fact that changes holds, or does not hold, in a counterexample."""
    events = example.observations.events or ()
    days = sorted(each.on for each in events if (each.rule, each.holds) == (name, holds))
    return ", ".join(day_text(each, language) for each in days)


def _more(count: int, code: str, language: Language) -> Iterator[str]:
    """How many rules there are besides that are kept as well; none is told of the other way."""
    if count > 0 and code == "forth":
        yield say("example", "more_one" if count == 1 else "more_many", language, count=count)
