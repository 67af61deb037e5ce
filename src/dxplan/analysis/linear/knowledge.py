"""What follows from rules, and which rules cannot be kept together.

``Knowledge`` holds rules that are taken as kept. :meth:`Knowledge.follows` says whether another one
is then kept as well, whatever the figures are: with rules of which none can be left out, or with a
counterexample, or that it is not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from dxplan.analysis.linear import forms
from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.confirmed import BrokenBefore
from dxplan.analysis.linear.forms import Formula
from dxplan.analysis.linear.quotients import Key, Quotients, is_plain
from dxplan.analysis.linear.reach import Reach
from dxplan.analysis.linear.scene import (
    Answer,
    Fails,
    Follows,
    NotDecided,
    OpenQuestion,
    Scene,
    about_the_same,
    at_once,
    is_idle,
    is_plainly_asking,
)
from dxplan.analysis.linear.situation import situation
from dxplan.analysis.linear.solver import Solver, Solvers
from dxplan.analysis.linear.times import (
    Rule,
    binds_on,
    first_day,
    is_flow,
    moment_of,
    telling_days,
)
from dxplan.analysis.linear.work import Work
from dxplan.analysis.results import Undecided
from dxplan.values.periods import Period


class Knowledge:
    """Rules that are taken as kept, and what follows from them.

    :param rules: all of them of plans whose measures mean the same where they have the same name.
    :param others: rules that will be asked about.
    :param beside: other knowledge of the same thread, whose solver is used along.
    :param work: how much the solver may work, if there is no other knowledge.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        others: Iterable[Rule] = (),
        *,
        beside: Knowledge | None = None,
        work: Work | None = None,
    ) -> None:
        self.rules = [rule for rule in rules if rule.has_number]
        self.others = [rule for rule in others if rule.has_number]
        self.reach = Reach(self.rules, self.others)
        self._quotients = Quotients([*self.rules, *self.others], self.reach.keys)
        self._same: dict[Key | None, list[Rule]] = {}
        for rule in self.rules:
            self._same.setdefault(self._quotients.of(rule), []).append(rule)
        self._solvers: Solvers = Solvers(work) if beside is None else beside._solvers
        self._known: dict[object, Scene] = {}

    def near(self, rule: Rule) -> list[Rule]:
        """The rules whose figures may bear on another one's."""
        return self.reach.bearing_on(self.reach.name(rule))

    def follows(
        self,
        conclusion: Rule,
        *,
        within: Period | None = None,
        without: frozenset[Rule] = frozenset(),
    ) -> Answer:
        """Whether a rule is kept, on every day on which it binds, when the others are.

        :param within: days before and after which nobody looks.
        :param without: rules that are not taken as kept.
        """
        if not conclusion.has_number:
            return NotDecided(Undecided("no-number", (), conclusion.target))
        near = [rule for rule in self.near(conclusion) if rule not in without]
        days = telling_days(conclusion, near, within)
        if not days:
            return NotDecided(Undecided("binds-on-no-day", (), conclusion.target))
        used: list[tuple[Rule, ...]] = []
        left_open: list[NotDecided] = []
        for day in days:
            answer = self._answer(conclusion, near, day)
            if isinstance(answer, Fails):
                return answer
            if isinstance(answer, NotDecided):
                left_open.append(answer)
            else:
                used.append(answer.by)
        return left_open[0] if left_open else Follows(self._least(conclusion, used, days))

    def _least(
        self, conclusion: Rule, used: Sequence[Sequence[Rule]], days: Sequence[date]
    ) -> tuple[Rule, ...]:
        """Of the rules used on some days, so few that none can be left out on all of them.

        What is not needed on one day may be replaced by what another day needs anyway, and what
        is added up by what a rule says of another day.
        """
        found = tuple(dict.fromkeys(rule for each in used for rule in each))
        alike = len({frozenset(each) for each in used}) == 1 and not is_flow(conclusion)
        if alike or len(found) < 2:
            return found
        kept = list(found)
        for each in found:
            rest = [other for other in kept if other != each]
            if all(self._is_kept(conclusion, rest, day) for day in days):
                kept = rest
        return tuple(kept)

    def follows_on(self, conclusion: Rule, day: date) -> bool:
        """Whether a rule is known to be kept on one of the days on which it binds."""
        return self._is_kept(conclusion, self.near(conclusion), day)

    def follows_from(self, conclusion: Rule, premise: Rule, within: Period | None) -> bool:
        """Whether a rule is known to be kept when a single other one is.

        :param within: days before and after which nobody looks.
        """
        if not conclusion.has_number or self._asks_more(conclusion, premise):
            return False
        near = [rule for rule in self.near(conclusion) if rule == premise]
        days = telling_days(conclusion, near, within)
        return bool(days) and all(self._is_kept(conclusion, near, day) for day in days)

    def about(self, conclusion: Rule, day: date) -> list[Rule]:
        """The rules that count some of the same things as another, whenever they bind."""
        near = self.near(conclusion)
        try:
            told = self._scene(conclusion, near, day).told
        except Outside:
            return []
        asked = told.encode(conclusion)
        return [each for each in near if about_the_same(told.encode(each), asked)]

    def outside(self, rule: Rule) -> Undecided | None:
        """Why a rule cannot be told as a linear inequality; ``None`` when it can."""
        begin = first_day(rule)
        if begin is None:
            return Undecided("binds-on-no-day", (), rule.target)
        if self._quotients.are_alike and is_plain(rule):
            return None
        try:
            told = self._scene(rule, self.near(rule), begin).told
        except Outside as outside:
            return Undecided(outside.code, outside.params, rule.target)
        return told.encode(rule).undecided

    # --- without solving anything -----------------------------------------------------------------

    def _same_quotient(self, conclusion: Rule, near: Sequence[Rule], day: date) -> Rule | None:
        """A rule about the same quotient that asks for at least as much, and binds on the day.

        Of several one that is judged at the same time, if there is one.
        """
        key = self._quotients.on(conclusion, day)
        mine = self._quotients.kept(conclusion)
        if key is None or mine is None or is_idle(conclusion, mine):
            return None
        if not is_plainly_asking(conclusion):
            return None
        found = [
            each
            for each in self._same.get(self._quotients.of(conclusion), ())
            if (theirs := self._quotients.kept(each)) is not None
            and theirs.is_within(mine)
            and each in near
            and binds_on(each, day)
            and self._quotients.on(each, day) == key
        ]
        time = conclusion.target.time
        return min(found, key=lambda rule: rule.target.time != time, default=None)

    def _asks_more(self, conclusion: Rule, premise: Rule) -> bool:
        """Whether some share keeps one rule and breaks another that nothing else bears on.

        It does so as well when the share is the same all the time.
        """
        if not self.reach.is_free(self.reach.name(conclusion)):
            return False
        key, mine, theirs = (
            self._quotients.of(conclusion),
            self._quotients.kept(conclusion),
            self._quotients.kept(premise),
        )
        if key is None or key != self._quotients.of(premise) or mine is None or theirs is None:
            return False
        return not theirs.is_within(mine)

    # --- one day ----------------------------------------------------------------------------------

    def _on(
        self, conclusion: Rule, near: Sequence[Rule], day: date, besides: Besides = ()
    ) -> Follows | NotDecided | OpenQuestion:
        by = self._same_quotient(conclusion, near, day)
        if by is not None:
            return Follows(() if by == conclusion else (by,))
        try:
            scene = self._scene(conclusion, near, day, besides)
        except Outside as outside:
            return NotDecided(Undecided(outside.code, outside.params, conclusion.target))
        told = scene.told
        asked = told.encode(conclusion)
        if asked.missed == forms.FAILS:
            return Follows(())
        by = at_once(asked, told)
        if by is not None:
            return Follows(() if by == asked.rule or scene.asks_for_nothing(asked) else (by,))
        return OpenQuestion(asked, told, scene.solver(), near)

    def _answer(self, conclusion: Rule, near: Sequence[Rule], day: date) -> Answer:
        """What is known of a rule on a day.

        Figures may break a rule on a day before, on which it adds up some of the same: it is then
        taken as kept on that day as well, and other figures are looked for.
        """
        besides: Besides = ()
        for _ in range(_MORE_DAYS):
            found = self._on(conclusion, near, day, besides)
            if not isinstance(found, OpenQuestion):
                return found
            try:
                return found.answer()
            except BrokenBefore as broken:
                besides = (*besides, *broken.rules)
        return NotDecided(Undecided("too-many-days", (), conclusion.target))

    def _is_kept(self, conclusion: Rule, near: Sequence[Rule], day: date) -> bool:
        found = self._on(conclusion, near, day)
        return found.is_implied() if isinstance(found, OpenQuestion) else isinstance(found, Follows)

    def _scene(
        self, conclusion: Rule, near: Sequence[Rule], day: date, besides: Besides = ()
    ) -> Scene:
        window = moment_of(conclusion, day).window if is_flow(conclusion) else None
        name = self.reach.name(conclusion)
        key = (name, day, window, tuple(near), besides)
        if key not in self._known:
            others = [*self.reach.rules_in(name), conclusion]
            ground = self.reach.ground(name)
            told = situation(near, others, day, window, ground, besides=besides)
            while len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[key] = Scene(told, self._solvers)
        return self._known[key]

    def solver(self, assumptions: Iterable[Formula]) -> Solver:
        """A solver that takes some formulas as given, and shares memory with the others."""
        return self._solvers.assuming(assumptions)


Besides: TypeAlias = tuple[tuple[Rule, date], ...]
"""Rules with days before the one in question, on which they are taken as kept as well."""
_MORE_DAYS = 12
"""How often other figures are looked for, because some broke a rule on a day before."""
_REMEMBERED = 32
"""How many situations are kept for further questions: each takes its memory."""
