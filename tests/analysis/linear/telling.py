"""Rules as they are told to the solver, and what is seen of each without it, in few words.

``x:primary`` is a figure of a part, ``x@2025`` of a stretch of days, ``x*y`` of products with a
weight, ``x#1`` of the second group, ``~x`` need not be whole. ``YN:school`` is how many
schools say yes to the first question and no to the second, ``1.Y`` those of another block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from dxplan.analysis.consistency.free import is_free
from dxplan.analysis.linear import forms
from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.components import Components
from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.forms import Figure, Formula, Linear, Variable
from dxplan.analysis.linear.free import Part, grows, is_kept_by_plenty, part_of
from dxplan.analysis.linear.quotients import Quotients, is_plain
from dxplan.analysis.linear.reach import Reach
from dxplan.analysis.linear.scene import is_idle, is_plainly_asking
from dxplan.analysis.linear.situation import Situation, situation
from dxplan.analysis.linear.times import (
    Rule,
    base_of,
    days_around,
    first_day,
    fixed_days,
    is_flow,
    last_day,
    moment_of,
    telling_days,
)
from dxplan.analysis.strictness import Kept
from dxplan.values.periods import Period

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


# --- what is seen of a rule -----------------------------------------------------------------------


def seen(rule: Rule, rules: Sequence[Rule]) -> Iterator[str]:
    """Everything that is answered about a rule without the solver.

    :param rules: all rules of its plan, it included.
    """
    days = telling_days(rule, rules)
    yield f"from {first_day(rule)} to {last_day(rule)}, told on {_days(days)}"
    fixed, telling = fixed_days(rule, YEAR), telling_days(rule, rules, YEAR)
    if fixed or telling:
        yield f"in 2025 on {_days(fixed)}, told on {_days(telling)}"
    for day in days[:1]:
        moment, base = moment_of(rule, day), base_of(rule, day)
        window = moment.window if is_flow(rule) else None
        around = days_around(rules, day, window)
        yield f"looks at {period(moment.window)}, with {_days(around)}" + (
            "" if base is None else f", since {base.on} over {period(base.window)}"
        )
    yield ", ".join(_looks(rule, rules))


def _looks(rule: Rule, rules: Sequence[Rule]) -> Iterator[str]:
    reach = Reach(rules)
    quotients = Quotients(rules, reach.keys)
    kept = quotients.kept(rule)
    part = part_of(rule)
    relations = Components(rules).ground(Components(rules).number(rule)).relations
    same = [number for number, each in enumerate(rules) if quotients.of(each) == quotients.of(rule)]
    yield "kept by nothing known" if kept is None else f"kept by {interval(kept)}"
    yield "no part" if part is None else _part(part)
    yield f"of {reach.name(rule)}"
    looks = {
        "free set": reach.is_free(reach.name(rule)),
        "grows": grows(rule),
        "kept by plenty": is_kept_by_plenty(rule),
        "plain": is_plain(rule),
        "idle": kept is not None and is_idle(rule, kept),
        "plainly asking": is_plainly_asking(rule),
        "free": is_free(rule.plan, rule.target, relations),
        "more than its quotient": quotients.of(rule) is None,
    }
    yield from (name for name, is_so in looks.items() if is_so)
    if len(same) > 1 and quotients.of(rule) is not None:
        yield f"quotient of rules {same}"


def _part(part: Part) -> str:
    return f"{' and '.join(part.own)} out of {part.whole}"


def interval(kept: Kept) -> str:
    """Quotients between two ends; an end in round brackets is left out."""
    left, right = ("(" if kept.above else "["), (")" if kept.below else "]")
    ends = ("" if end is None else str(end) for end in (kept.low, kept.high))
    return left + " ".join(ends) + right


def _days(days: Sequence[date]) -> str:
    return " ".join(map(str, days)) or "no day"


def period(days: Period) -> str:
    """A stretch of days: a year or a day by itself, others by their ends."""
    if days.start == days.end:
        return str(days.end)
    if (days.start.month, days.start.day) == (1, 1) and days.end == days.start.replace(
        month=12, day=31
    ):
        return str(days.start.year)
    return f"{days.start}/{days.end}"


# --- what is told to the solver -------------------------------------------------------------------


def told(rules: Sequence[Rule], asked: Rule) -> Iterator[str]:
    """A situation on the first day that tells something of a rule."""
    for day in telling_days(asked, rules)[:1]:
        window = moment_of(asked, day).window if is_flow(asked) else None
        try:
            found = situation(rules, [asked], day, window)
        except Outside as outside:
            yield _outside(outside.code, outside.params)
            return
        yield from Words(day).situation(found, asked)


def _outside(code: str, params: Sequence[tuple[str, str]]) -> str:
    return " ".join([f"outside: {code}", *(f"{name}={value}" for name, value in params)])


class Words:
    """Formulas in words; what is the same day is not said again."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._opaque: dict[str, int] = {}

    def situation(self, found: Situation, asked: Rule) -> Iterator[str]:
        yield from self.encoded("asked", found.encode(asked))
        for each in found.rules:
            yield from self.encoded(f"{each.rule.target.id} on {each.moment.on}", each)
        plain: list[str] = []
        for formula in dict.fromkeys(each for each in found.assumptions if each != forms.HOLDS):
            if isinstance(formula, forms.Compared) and formula.comparator == ">=":
                (*terms,) = formula.form.terms
                if formula.form == Linear({variable: Fraction(1) for variable in terms[:1]}):
                    plain.append(self.variable(terms[0]))
                    continue
            yield f"always {self.formula(formula)}"
        if plain:
            yield f"never negative: {', '.join(plain)}"
        for each in found.checked:
            assert each.check is not None
            yield f"check {each.check.text}: {self.formula(each.formula)}"

    def encoded(self, name: str, each: Encoded) -> Iterator[str]:
        yield f"{name}: {self.formula(each.kept)}"
        yield f"    {self.linear(each.numerator)} out of {self.linear(each.denominator)}"
        for word, formula in (("applies", each.applies), ("divides", each.divides)):
            if formula != forms.HOLDS:
                yield f"    {word}: {self.formula(formula)}"
        if each.undecided is not None:
            yield f"    {_outside(each.undecided.code, each.undecided.params)}"
        if each.of_nobody:
            yield "    of nobody"

    def formula(self, formula: Formula) -> str:
        match formula:
            case forms.Constant(value):
                return "yes" if value else "no"
            case forms.Compared(form, comparator):
                return f"{self.linear(form)} {comparator} 0"
            case forms.Truth(name, on, opaque):
                at = self._at(date.fromisoformat(on)) if on else ""
                return f"{self._short(name) if opaque else name}{at}"
            case forms.Not(operand):
                return f"not ({self.formula(operand)})"
            case forms.All(operands):
                return " and ".join(f"({self.formula(each)})" for each in operands)
            case forms.Any(operands):
                return " or ".join(f"({self.formula(each)})" for each in operands)
            case forms.AtLeast(count, operands):
                return f"{count} of {', '.join(f'({self.formula(each)})' for each in operands)}"

    def linear(self, form: Linear) -> str:
        terms = [
            f"{'' if factor == 1 else '-' if factor == -1 else f'{factor} '}{self.variable(each)}"
            for each, factor in form.terms.items()
        ]
        if form.constant or not terms:
            terms.append(str(form.constant))
        return " + ".join(terms).replace("+ -", "- ")

    def variable(self, variable: Variable) -> str:
        members = "".join(f":{member}" for _, member in variable.cell)
        group = f"#{variable.group}" if variable.group else ""
        days = (
            self._at(variable.days.end) if variable.days.days == 1 else f"@{period(variable.days)}"
        )
        if not isinstance(variable, Figure):
            said = "".join("Y" if answer else "N" for answer in variable.answers) or "all"
            number = f"{variable.block}." if variable.block else ""
            return f"{number}{said}{members}{days}{group}"
        weight = f"*{variable.weight}" if variable.weight else ""
        name = self._short(variable.measure) if " (" in variable.measure[:4] else variable.measure
        return f"{'' if variable.whole else '~'}{name}{weight}{members}{days}{group}"

    def _at(self, day: date) -> str:
        return "" if day == self._day else f"@{day}"

    def _short(self, name: str) -> str:
        """A name that no reader needs: which of them it is."""
        return f"«{self._opaque.setdefault(name, len(self._opaque) + 1)}»"
