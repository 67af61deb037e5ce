"""Some rules around a day, told in the same variables, with what holds of all figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from dxplan.analysis.linear import facts
from dxplan.analysis.linear.answers import Block, Question, asked_in, blocks, question_of
from dxplan.analysis.linear.cells import Outside, parts_told_apart
from dxplan.analysis.linear.encode import Encoded, encode
from dxplan.analysis.linear.facts import Assumed
from dxplan.analysis.linear.forms import Formula, Variable, linears
from dxplan.analysis.linear.ground import Ground, ground_of
from dxplan.analysis.linear.terms import Terms
from dxplan.analysis.linear.times import (
    Rule,
    base_of,
    binds_on,
    days_around,
    is_flow,
    moment_of,
    plans_of,
    segments,
)
from dxplan.plan.model import Attains, Indicator, Met, Plan, Quantity, Sum, Tally, atoms
from dxplan.values.periods import Period
from dxplan.values.scopes import Member


@attrs.frozen
class Situation:
    """Rules on the days on which they bear on each other.

    :param rules: those that are taken as kept, once for each of the days on which they bind.
    :param assumptions: what holds of all figures.
    :param checked: what does because a check of the plan says so.
    """

    terms: Terms
    day: date
    days: tuple[date, ...]
    rules: tuple[Encoded, ...]
    assumptions: tuple[Formula, ...]
    checked: tuple[Assumed, ...] = ()

    @property
    def everything(self) -> tuple[Formula, ...]:
        """All that holds of the figures, whoever says so."""
        return (*self.assumptions, *(each.formula for each in self.checked))

    def encode(self, rule: Rule) -> Encoded:
        """Another rule on the day; what it mentions must have been told beforehand."""
        return encode(self.terms, rule, self.day)


def situation(
    rules: Sequence[Rule],
    others: Sequence[Rule],
    day: date,
    window: Period | None,
    ground: Ground | None = None,
) -> Situation:
    """What some rules say around a day.

    :param rules: that are taken as kept.
    :param others: that will be asked about; they have to be told in the same variables.
    :param window: over which the flows of what is asked about are added up.
    :param ground: what is known of the measures of these rules; all that their plans say of any,
        when it is not given.
    :raises Outside: when the rules cannot be told in the same variables.
    """
    bound = _bound(rules, day, window)
    windows = [each for rule, on in bound for each in _windows(rule, on)]
    windows += [each for rule in others for each in _windows(rule, day)]
    if window is not None:
        windows.append(window)
        ends = {each.end for each in segments(windows)} - {on for _, on in bound}
        late = [end for end in sorted(ends) if window.start <= end <= day]
        more = [(rule, on) for rule in rules if is_flow(rule) for on in late if binds_on(rule, on)]
        bound += [each for each in more if each not in bound]
        windows += [each for rule, on in more for each in _windows(rule, on)]
    plans = plans_of([*rules, *others])
    mentioning = [*rules, *others]
    ground = ground or ground_of(plans)
    bearing = facts.reduced(ground.relations, _names(mentioning))
    asked_of = [m for each in bearing for name in each.names() for m in _asked_of(each.plan, name)]
    parts = parts_told_apart(plans, [*_mentioned(mentioning), *asked_of])
    keys = ground.keys
    terms = Terms(
        parts,
        tuple(segments(windows)),
        keys,
        _blocks(mentioning, keys),
        frozenset(_added(mentioning, keys)),
        any(True for rule in mentioning for _ in _tallies(rule)),
        _column(mentioning),
    )
    encoded = tuple(encode(terms, rule, on) for rule, on in bound)
    days = tuple(sorted({day, *(on for _, on in bound)}))
    asked = [encode(terms, rule, day) for rule in others]
    related = tuple(facts.of_relations(terms, bearing, days))
    checked = tuple(each for each in related if each.check is not None)
    of_shares = [each.formula for each in related if each.check is None]
    of_shares += [each.within for each in (*encoded, *asked)]
    variables = _variables([*(each.formula for each in related), *of_shares], (*encoded, *asked))
    held = (*of_shares, *facts.of_variables(terms, variables))
    return Situation(terms, day, days, encoded, held, checked)


def _bound(rules: Sequence[Rule], day: date, window: Period | None) -> list[tuple[Rule, date]]:
    days = days_around(rules, day, window)
    return [(rule, on) for on in days for rule in rules if binds_on(rule, on)]


def _windows(rule: Rule, on: date) -> Iterator[Period]:
    """What a rule adds up over on a day, and for its base; nothing without flows."""
    if is_flow(rule) or _asks_for_flows(rule):
        yield moment_of(rule, on).window
        base = base_of(rule, on)
        if base is not None:
            yield base.window


def _asks_for_flows(rule: Rule) -> bool:
    return rule.target.when is not None and any(
        rule.plan.measures[name].flow
        for atom in atoms(rule.target.when)
        if isinstance(atom, Attains)
        for name in atom.indicator.measures()
    )


def _column(rules: Iterable[Rule]) -> str:
    return next((rule.target.each for rule in rules if rule.target.each), "")


# --- what the rules tell apart --------------------------------------------------------------------


def indicators_of(rule: Rule) -> Iterator[Indicator]:
    """The indicator of a rule, and those that its condition compares."""
    yield rule.target.indicator
    for atom in () if rule.target.when is None else atoms(rule.target.when):
        if isinstance(atom, Attains):
            yield atom.indicator
        elif isinstance(atom, Met):
            yield from (
                each.indicator
                for each in rule.plan.targets
                if each.indicator.name == atom.indicator
            )


def _names(rules: Iterable[Rule]) -> set[str]:
    """The measures that rules rest on."""
    return {
        name for rule in rules for indicator in indicators_of(rule) for name in indicator.measures()
    }


def _asked_of(plan: Plan, name: str) -> tuple[Member, ...]:
    """Who is asked for a measure."""
    return plan.measures[name].reported_by if name in plan.measures else ()


def _mentioned(rules: Iterable[Rule]) -> Iterator[Member | tuple[str, str]]:
    for rule in rules:
        yield from rule.target.scope
        yield from rule.target.excluded
        for atom in () if rule.target.when is None else atoms(rule.target.when):
            if isinstance(atom, Met):
                yield from atom.scope
        for indicator in indicators_of(rule):
            for name in indicator.measures():
                yield from _asked_of(rule.plan, name)


def _blocks(rules: Iterable[Rule], keys: Mapping[tuple[str, str], str]) -> tuple[Block, ...]:
    together: list[list[Question]] = []
    for rule in rules:
        for tally in _tallies(rule):
            try:
                together.append(
                    [
                        question_of(
                            rule.plan, atom, keys.get((rule.plan.id, getattr(atom, "name", "")), "")
                        )
                        for atom in asked_in(tally)
                    ]
                )
            except Outside:
                continue
    return blocks(together)


def _added(rules: Iterable[Rule], keys: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The measures that rules add up."""
    for rule in rules:
        for indicator in indicators_of(rule):
            for side in (indicator.numerator, indicator.denominator):
                if isinstance(side, Sum):
                    yield from (keys[rule.plan.id, name] for name in side.measures())


def _tallies(rule: Rule) -> Iterator[Tally]:
    for indicator in indicators_of(rule):
        sides: tuple[Quantity, Quantity] = (indicator.numerator, indicator.denominator)
        yield from (each for each in sides if isinstance(each, Tally) and not each.of)


def _variables(formulas: Iterable[Formula], encoded: Iterable[Encoded]) -> dict[Variable, None]:
    """All that is spoken of, in order."""
    found: dict[Variable, None] = {}
    for formula in (*formulas, *(f for each in encoded for f in _formulas(each))):
        for form in linears(formula):
            found.update(dict.fromkeys(form.terms))
    return found


def _formulas(encoded: Encoded) -> Iterator[Formula]:
    yield encoded.applies
    yield encoded.divides
    yield encoded.kept
