"""The contract of a plan: laws that hold for the rules of every province, as test methods.

    from dxplan.testing import PlanContract

    class TestBinhDinh(PlanContract):
        plan = "binh_dinh"

pytest finds the class by its name. What a plan cannot keep is listed with its reason, and a reason
that is not needed any more is a failure as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan.aiming.aims import Aim
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.everything import everything
from dxplan.aiming.inequalities import Choose
from dxplan.aiming.prepare import Prepared, prepare
from dxplan.aiming.rows import figure_rows, register_rows
from dxplan.aiming.verdicts import bringing
from dxplan.data.observations import Observations
from dxplan.diagnostics import Outcome
from dxplan.engine.findings import VERDICTS, Report, Verdict
from dxplan.engine.reference import evaluate
from dxplan.messages import Language
from dxplan.plan.model import Plan, Target
from dxplan.session import Session, open_session
from dxplan.syntax.nodes import RuleFile
from dxplan.testing.laws import of_data, of_examples, of_plugins, of_rules, of_splits
from dxplan.testing.laws.broken import LawBroken

T = TypeVar("T")

SEEDS = 10_000
LINE: tuple[Aim, ...] = ("on_the_line", "one_over", "one_under")
SIDES: tuple[Aim, ...] = ("satisfying", "failing")


class PlanContract:
    """The laws of a plan. A subclass named ``Test…`` says which plan.

    :cvar plan: an installed plan's name, a ``.dxplan`` file or a folder.
    :cvar plugins: folders of plugins that it needs besides what is installed.
    :cvar not_cited: ids of targets that stand nowhere in the document, with why.
    :cvar not_led: ids of rules that nobody answers for, with why.
    :cvar not_decided: ids of targets that the analyser cannot hold against the others, with why.
    :cvar not_reached: verdicts that no target of the plan can come to, with why.
    :cvar not_aimed: ids of targets for which no data can be drawn, with why.
    :cvar examples: how many data each law draws for a target.
    :cvar language: of the messages.
    """

    plan: ClassVar[str | Path]
    plugins: ClassVar[Sequence[str | Path]] = ()
    not_cited: ClassVar[Mapping[str, str]] = {}
    not_led: ClassVar[Mapping[str, str]] = {}
    not_decided: ClassVar[Mapping[str, str]] = {}
    not_reached: ClassVar[Mapping[str, str]] = {}
    not_aimed: ClassVar[Mapping[str, str]] = {}
    examples: ClassVar[int] = 5
    language: ClassVar[Language] = "en"

    # --- rules ------------------------------------------------------------------------------------

    def test_rules_are_written_and_read_alike(self) -> None:
        """Printed in either language, the rules are read as the same rules again."""
        of_rules.written_and_read_alike(self.files(), self.language)

    def test_names_are_unique(self) -> None:
        """No two figures go by one heading."""
        of_rules.told_apart(self.bound(), self.language)

    def test_every_target_is_cited(self) -> None:
        """Every target says where it stands in its document."""
        of_rules.cited(self.bound(), self.not_cited, self.language)

    def test_every_rule_is_led(self) -> None:
        """Every target, task and duty says who answers for it."""
        of_rules.led(self.bound(), self.not_led, self.language)

    def test_every_target_is_decided(self) -> None:
        """The analyser holds every target against the others."""
        of_rules.decided(self.bound(), self.not_decided, self.language)

    # --- examples ---------------------------------------------------------------------------------

    def test_examples_notice_every_change(self) -> None:
        """The plan's examples come out; where it has some, no change of a rule escapes them."""
        plan, session, reference = self.bound(), self.session(), str(self.plan)
        examples = of_examples.usable(session.examples(plan, reference), self.language)
        of_examples.come_out(plan, examples, self.language)
        if examples:
            of_examples.notice_every_change(session.mutate(plan, reference), self.language)

    # --- data -------------------------------------------------------------------------------------

    def test_every_target_can_be_met_and_missed(self) -> None:
        """There are data with which a target is met, and others with which it is missed."""
        for target in self.bound().targets:
            for aim in SIDES:
                of_data.can_be_aimed(self.bound(), target, aim, self.not_aimed, self.language)
        of_rules.none_for_nothing(
            self.not_aimed, of_data.never_aimed(self.bound(), SIDES), "not_aimed", self.language
        )
        for target, prepared in self.aimed(SIDES):
            self.hold(prepared.draw, self._law(of_data.comes_about, target))

    def test_the_line_is_exact(self) -> None:
        """On the line, and one count either side of it, a target is what its comparator says."""
        for target, prepared in self.aimed(LINE):
            self.hold(prepared.draw, self._law(of_data.comes_about, target))

    def test_every_verdict_is_reached(self) -> None:
        """Generated data bring about every verdict that the rules lead to."""
        plan, reached, why = self.bound(), dict[Verdict, str](), dict[Verdict, CannotAim]()
        for verdict in VERDICTS:
            for target in plan.targets:
                try:
                    source = bringing(plan, target, verdict)
                except CannotAim as reason:
                    why.setdefault(verdict, reason)
                    continue
                self._law(of_data.comes_about, target)(source.draw())
                reached[verdict] = target.id
        of_data.Reach(reached, why).all_reached(plan, self.not_reached, self.language)

    def test_more_is_never_worse(self) -> None:
        """More of the numerator never makes a target worse that asks for at least something."""
        for target, prepared in self.aimed(SIDES):
            self.hold(_changeable(prepared), self._law(of_data.more_is_never_worse, target))

    def test_order_is_nothing(self) -> None:
        """The order of rows and of statements changes no finding."""
        made = everything(self.bound())
        law = partial(
            of_data.order_is_nothing,
            judge=self.judged,
            plan=self.bound(),
            other=self.turned(),
            language=self.language,
        )
        self.hold(lambda choose: (made.draw(choose), choose(0, SEEDS)), law)

    def test_splitting_a_school_is_nothing(self) -> None:
        """No verdict on sums changes when a school is split in two; where schools count, it may."""
        for target, prepared in (*self.aimed(SIDES), *self._not_asked()):
            self.hold(_changeable(prepared), self._law(of_splits.splitting_is_nothing, target))

    def test_schools_together_are_their_sums_together(self) -> None:
        """What is found for all schools is what is found for the sums of some and of the others."""
        made = everything(self.bound())
        self.hold(made.draw, self._sums_together, most=2)

    # --- the plugin -------------------------------------------------------------------------------

    def test_hooks_are_pure(self) -> None:
        """Asked twice, a plugin answers alike, and it changes nothing that it is given."""
        own = of_plugins.plugins_of(self.session(), str(self.plan))
        of_plugins.asked_twice(self.fresh_session, own, self.language)
        plan = self.bound()
        empty = self.judged(plan, Observations(organisations={}), _some_day(plan))
        of_plugins.changes_nothing(self.session(), own, plan, empty, self.language)

    # --- what the laws are about ------------------------------------------------------------------

    def session(self) -> Session:
        """A session over what is installed, and the plan's folders."""
        return _session(tuple(map(str, self.plugins)))

    def fresh_session(self) -> Session:
        """A session that asks every plugin anew."""
        return open_session(self.plugins)

    def bound(self) -> Plan:
        """The plan."""
        if not hasattr(self, "plan"):
            raise LawBroken("no-plan", self.language, name=type(self).__name__)
        return _plan(self.session(), str(self.plan), self.language)

    def files(self) -> Sequence[RuleFile]:
        """Its rules as they are written."""
        return self.bound().files

    def turned(self) -> Plan:
        """The plan of the same statements the other way round."""
        turned = [
            attrs.evolve(file, statements=file.statements[::-1]) for file in reversed(self.files())
        ]
        outcome = self.session().rules.bound(Outcome(tuple(turned)), self.bound().id)
        return of_rules.sound(outcome, str(self.plan), self.language)

    def judged(self, plan: Plan, observations: Observations, as_of: date) -> Report:
        """What is found on a day; the evaluator says it."""
        return evaluate(plan, observations, as_of)

    def aimed(self, aims: Sequence[Aim]) -> Iterator[tuple[Target, Prepared]]:
        """Every target with data for some aims, as far as there are any."""
        for target in self.bound().targets:
            for aim in aims:
                with suppress(CannotAim):
                    yield target, prepare(self.bound(), target, aim)

    def _not_asked(self) -> Iterator[tuple[Target, Prepared]]:
        """Every target with a condition, with data for which it does not hold."""
        for target in self.bound().targets:
            if target.when is not None:
                with suppress(CannotAim):
                    yield target, prepare(self.bound(), target, "satisfying", applies=False)

    def _law(self, law: Callable[..., None], target: Target) -> Callable[[Any], None]:
        return partial(law, judge=self.judged, target=target, language=self.language)

    def hold(
        self, make: Callable[[Choose], T], law: Callable[[T], object], most: int | None = None
    ) -> None:
        """Hold a law for data that are drawn."""

        @st.composite
        def made(draw: st.DrawFn) -> T:
            return make(lambda low, high: draw(st.integers(low, high)))

        number = self.examples if most is None else min(most, self.examples)

        @settings(max_examples=number, deadline=None, database=None)
        @given(made())
        def holds(drawn: T) -> None:
            law(drawn)

        holds()

    def _sums_together(self, observations: Observations) -> None:
        plan, session = self.bound(), self.session()
        first, others = of_data.parts_of(observations, sorted(observations.organisations or {})[:1])
        day = _some_day(plan)
        given: Any = register_rows(observations)
        sums = [session.sums(plan, figure_rows(plan, each), given) for each in (first, others)]
        apart = session.check(plan, [], as_of=day, sums=sums)
        whole = self.judged(plan, observations, day)
        told = [[(each.target, each.date, each.verdict) for each in one] for one in (whole, apart)]
        for one, two in zip(*told, strict=True):
            if one != two:
                raise LawBroken(
                    "sums-differ", self.language, id=one[0], data=f"{one}\n{two}"
                )  # fmt: skip


def _changeable(prepared: Prepared) -> Callable[[Choose], of_data.Changeable]:
    """Draws data together with what says how to change them."""
    return lambda choose: of_data.Changeable(prepared.draw(choose), choose(0, SEEDS))


def _some_day(plan: Plan) -> date:
    """A day on which most of a plan is due."""
    return date(2025, 12, 31) if plan.period is None else plan.period.end


@cache
def _session(plugins: tuple[str, ...]) -> Session:
    return open_session(plugins)


def _plan(session: Session, reference: str, language: Language) -> Plan:
    return of_rules.sound(session.load(reference), reference, language)
