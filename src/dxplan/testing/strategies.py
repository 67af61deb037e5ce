r"""Strategies of Hypothesis for rule files, plans, registers, and data aimed at a verdict.

Data are built from what a rule says: the denominator is drawn, the least and the most numerator
follow from the threshold, and both sums are divided among schools, break-downs and periods. Nothing
is drawn and thrown away, so nothing has to be allowed of Hypothesis, and a failure shrinks to a few
rows.

>>> import dxplan
>>> from hypothesis import given, settings
>>> from dxplan.testing.strategies import on_the_line
>>> plan = dxplan.load_text(
...     "measure a flow\nmeasure b flow\nindicator x = a / b\nx over 5% by 2025"
... )
>>> @settings(max_examples=5, deadline=None, database=None)
... @given(on_the_line(plan, "x.by.2025"))
... def over_is_not_reached_on_the_line(data):
...     (finding,) = dxplan.check(plan, data.observations, as_of=data.as_of)
...     assert finding.verdict == data.verdict == "missed"
>>> over_is_not_reached_on_the_line()
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from dxplan.aiming.aimed import Aimed
from dxplan.aiming.aims import Aim
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.everything import everything
from dxplan.aiming.inequalities import Choose
from dxplan.aiming.prepare import prepare
from dxplan.aiming.rows import figure_rows, register_rows, table_text
from dxplan.aiming.verdicts import bringing as prepared_for
from dxplan.as_text import format_text
from dxplan.data.observations import Observations, Organisation
from dxplan.engine.findings import Verdict
from dxplan.messages import LANGUAGES, Language
from dxplan.plan.model import Plan, Target
from dxplan.rule_errors import usable
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from dxplan.testing.rule_texts import rule_text

__all__ = [
    "Aimed",
    "CannotAim",
    "DrawnObservations",
    "DrawnPlan",
    "bringing",
    "failing",
    "observations",
    "on_the_line",
    "one_over",
    "one_under",
    "plans",
    "registers",
    "rule_files",
    "satisfying",
    "undetermined_by_one_school",
]

T = TypeVar("T")
Register: TypeAlias = dict[str, Organisation]
PlanLike: TypeAlias = Plan | str | Path
TargetLike: TypeAlias = Target | str


# --- rules ----------------------------------------------------------------------------------------


def rule_files(language: Language | None = None, *, most: int = 3) -> st.SearchStrategy[str]:
    """Texts of rule files that bind without an error.

    They hold indicators of every kind, thresholds of every form, and work.

    :param language: of the keywords; both without it.
    :param most: how many rules about indicators there are at most.
    """
    texts = _drawn(lambda choose: rule_text(choose, most))
    spoken = st.sampled_from(LANGUAGES) if language is None else st.just(language)
    return st.builds(format_text, texts, spoken)


@attrs.frozen(repr=False)
class DrawnPlan(Plan):
    """A plan that shows itself as the text it was drawn as.

    :param text: its rules.
    """

    text: str = attrs.field(default="", eq=False)

    def __repr__(self) -> str:
        return self.text

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(self.text)


def plans(*, most: int = 3) -> st.SearchStrategy[DrawnPlan]:
    """Plans of such rule files; a failure shows the rules."""
    return rule_files("en", most=most).map(_bound)


@cache
def _session() -> Session:
    return open_session(entry_points=False)


def _bound(text: str) -> DrawnPlan:
    plan = usable(_session().load_source(source_from_text(text, "drawn.dxplan")))
    said = {each.name: getattr(plan, each.name) for each in attrs.fields(Plan)}
    return DrawnPlan(**said, text=text)


# --- data -----------------------------------------------------------------------------------------


@attrs.frozen(repr=False)
class DrawnObservations(Observations):
    """Observations that show themselves as the rows of a file.

    :param rows: the figures as rows that :func:`dxplan.check` takes.
    :param register: the organisations as rows of a register.
    """

    rows: list[dict[str, object]] = attrs.field(factory=list, eq=False)
    register: list[dict[str, object]] = attrs.field(factory=list, eq=False)

    def __repr__(self) -> str:
        return "\n".join(["figures", *table_text(self.rows, self)])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


def registers(plan: PlanLike) -> st.SearchStrategy[Register]:
    """Registers of a few organisations that a plan may be about, by id."""
    return _drawn(everything(_plan(plan)).register)


def observations(
    plan: PlanLike, *, register: Register | None = None
) -> st.SearchStrategy[DrawnObservations]:
    """What a few organisations reported of everything that a plan asks for, aimed at nothing.

    Parts never exceed their wholes, no check is broken, and some do not report all of it.

    :param register: the organisations; drawn without it.
    """
    bound = _plan(plan)
    made = everything(bound)

    def reported(choose: Choose) -> DrawnObservations:
        known = made.register(choose) if register is None else register
        cells = made.reports(choose, known).cells
        drawn = DrawnObservations(cells, organisations=known)
        rows = figure_rows(bound, drawn), register_rows(drawn)
        return attrs.evolve(drawn, rows=rows[0], register=rows[1])

    return _drawn(reported)


# --- aimed data -----------------------------------------------------------------------------------


def satisfying(plan: PlanLike, target: TargetLike) -> st.SearchStrategy[Aimed]:
    """Data with which a target is met on the day it is due.

    :param target: a target or its id.
    :raises CannotAim: when there are none; it says why. So do the others.
    """
    return _aimed(plan, target, "satisfying")


def failing(plan: PlanLike, target: TargetLike) -> st.SearchStrategy[Aimed]:
    """Data with which a target is missed on the day it is due."""
    return _aimed(plan, target, "failing")


def on_the_line(plan: PlanLike, target: TargetLike) -> st.SearchStrategy[Aimed]:
    """Data whose value is exactly the threshold."""
    return _aimed(plan, target, "on_the_line")


def one_over(plan: PlanLike, target: TargetLike) -> st.SearchStrategy[Aimed]:
    """Data whose numerator is the first count above the threshold."""
    return _aimed(plan, target, "one_over")


def one_under(plan: PlanLike, target: TargetLike) -> st.SearchStrategy[Aimed]:
    """Data whose numerator is the last count below the threshold."""
    return _aimed(plan, target, "one_under")


def undetermined_by_one_school(plan: PlanLike, target: TargetLike) -> st.SearchStrategy[Aimed]:
    """Data that leave a target open because one organisation of the register has not reported."""
    return _aimed(plan, target, "undetermined")


def bringing(plan: PlanLike, target: TargetLike, verdict: Verdict) -> st.SearchStrategy[Aimed]:
    """Data that bring any verdict about: ``on_track``, ``no_data``, ``conflict`` and the others."""
    bound = _plan(plan)
    return _drawn(prepared_for(bound, _target(bound, target), verdict).draw)


def _aimed(plan: PlanLike, target: TargetLike, aim: Aim) -> st.SearchStrategy[Aimed]:
    bound = _plan(plan)
    return _drawn(prepare(bound, _target(bound, target), aim).draw)


def _plan(plan: PlanLike) -> Plan:
    return plan if isinstance(plan, Plan) else usable(open_session().load(plan))


def _target(plan: Plan, target: TargetLike) -> Target:
    if isinstance(target, Target):
        return target
    found = {each.id: each for each in plan.targets}
    if target not in found:
        raise LookupError(
            f"{plan.id} has no target {target!r}; it has {', '.join(found) or 'none'}"
        )
    return found[target]


# --- choices --------------------------------------------------------------------------------------


@cache
def _between(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


@st.composite
def _made(draw: st.DrawFn, make: Callable[[Choose], T]) -> T:
    return make(lambda low, high: draw(_between(low, high)))


def _drawn(make: Callable[[Choose], T]) -> st.SearchStrategy[T]:
    return _made(make)
