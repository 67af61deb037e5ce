"""What is said about two states of a plan, in few words: a line for each way of looking at them.

``a1`` is the first target of the first state, ``b2`` the second target of the second state; in one
plan with all rules of both, ``c1`` is the first of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import attrs

from dxplan.analysis.common_days import Relation
from dxplan.analysis.comparison import Cell, Comparison, compare
from dxplan.analysis.consistency import Consistency, consistency
from dxplan.analysis.differences import differences
from dxplan.analysis.refinement import refine
from dxplan.analysis.results import Counted, Counterexample, Refined, Refinement, Undecided
from dxplan.diagnostics import Severity
from dxplan.plan.bind import bind
from dxplan.plan.differences import Difference
from dxplan.plan.model import Check, Plan, Target
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from tests.engine.rules import DECLARED

HEAD = """
plan p "P"
    period 2022 to 2025
    parent above.doc
"""


# --- states ---------------------------------------------------------------------------------------


@cache
def _session() -> Session:
    return open_session(entry_points=False)


@cache
def _bound(text: str) -> Plan | None:
    """The plan of a text, from 2022 to 2025 if it says nothing else; ``None`` with mistakes."""
    head = "" if text.startswith("plan ") else HEAD
    parsed = parse(source_from_text(head + text + DECLARED))
    outcome = bind([parsed.value], _session().environment)
    said = (*parsed.diagnostics, *outcome.diagnostics)
    return None if any(each.severity is Severity.ERROR for each in said) else outcome.value


def state(text: str) -> Plan:
    plan = _bound(text)
    assert plan is not None, text
    return plan


# --- ways of looking at them ----------------------------------------------------------------------


def became(first: str, second: str) -> Iterator[str]:
    """What is different in the second state."""
    old, new = state(first), state(second)
    yield from map(_Words(a=old, b=new).difference, differences(old, new).found)


def refined(first: str, second: str) -> Iterator[str]:
    """Whether the second state, as a child, asks for no less than the first one."""
    parent, child = (
        attrs.evolve(state(text), id=name) for text, name in ((first, "a"), (second, "b"))
    )
    yield from _Words(a=parent, b=child).refinement(refine(child, parent))


def ranked(first: str, second: str) -> Iterator[str]:
    """Which of two states asks for more."""
    one, other = state(first), state(second)
    yield from _Words(a=one, b=other).comparison(compare([one, other]))


def together(*texts: str) -> Iterator[str]:
    """What is wrong with all rules of some states in one plan, if they can stand in one."""
    plan = _bound("\n".join(texts))
    if plan is not None:
        yield from _Words(c=plan).consistency(consistency(plan))


# --- words ----------------------------------------------------------------------------------------


class _Words:
    """What was found, with short names for targets."""

    def __init__(self, **plans: Plan) -> None:
        self._names = {
            id(target): f"{letter}{number}"
            for letter, plan in plans.items()
            for number, target in enumerate(plan.targets, 1)
        }

    def _of(self, targets: Iterable[Target]) -> str:
        return ", ".join(self._names[id(target)] for target in targets)

    def difference(self, found: Difference) -> str:
        names = list(dict.fromkeys(map(self._item, (found.old, found.new))))
        what = "" if found.what == "target" else f" {found.what}"
        return f"{found.kind} {found.aspect}, {found.effect}:{what} {' > '.join(names)}"

    def _item(self, item: object) -> str:
        if item is None:
            return "nothing"
        if id(item) in self._names:
            return self._names[id(item)]
        names = ("id", "name", "indicator", "text")
        return next(str(getattr(item, name)) for name in names if hasattr(item, name))

    def refinement(self, found: Refinement) -> Iterator[str]:
        yield from map(self._refined, found)
        if found.contradictory:
            yield f"contradictory {self._of(found.contradictory)}"
        yield from (f"left out {self._undecided(each)}" for each in found.left_out)

    def _refined(self, found: Refined) -> str:
        words = [self._of([found.target]), found.status]
        words += [f"by {self._of(found.by)}"] if found.by else []
        flags = {"later": found.postponed, "unled": found.unled, "outside": found.outside}
        words += [name for name, holds in flags.items() if holds]
        shown = [each for each in (found.counterexample, found.reverse) if each is not None]
        words += [f"({self._shown(each)})" for each in shown]
        words += [] if found.undecided is None else [f"({self._undecided(found.undecided)})"]
        return " ".join(words)

    def _shown(self, found: Counterexample) -> str:
        facts = "".join(f", {'' if holds else 'not '}{name}" for name, holds in found.facts)
        beside = "".join(f", {self._counted(each)}" for each in found.kept)
        return f"{found.on}{facts}: {self._counted(found.missed)}{beside}"

    def _counted(self, found: Counted) -> str:
        base = found.base
        since = "" if base is None else f" since {base.period.start.year} by {base.source}"
        return f"{self._of([found.target])} {found.verdict}{since}"

    def _undecided(self, found: Undecided) -> str:
        about = self._of([found.target] if found.target else [])
        params = "".join(f" {name}={value}" for name, value in found.params)
        return f"{about} {found.code}{params}".lstrip()

    def comparison(self, found: Comparison) -> Iterator[str]:
        for row in found:
            name = row.target.indicator.name
            if row.shared:
                yield f"{name} {' and '.join(map(self._cell, row.cells))}"
                yield from map(_relation, row.relations.values())
            elif row.elsewhere:
                yield f"{name} only in {row.places} and otherwise in {row.elsewhere}"
        yield from (f"namesakes {each.name} {each.measures}" for each in found.namesakes)

    def _cell(self, cell: Cell | None) -> str:
        assert cell is not None
        outside = "".join(f", {self._of([t])} outside {places}" for t, places in cell.outside)
        reason = f" ({cell.unranked})" if cell.unranked else ""
        return f"{self._of(cell.targets)} {cell.mark}{reason}{outside}"

    def consistency(self, found: Consistency) -> Iterator[str]:
        for conflict in found.conflicts:
            what = self._of(conflict.targets)
            yield f"conflict {what} on {conflict.on}{_texts(conflict.checks)}"
        for each in found.redundant:
            yield f"redundant {self._of([each.target])} by {self._of(each.by)}{_texts(each.checks)}"
        for kept in found.always_kept:
            yield f"always {self._of([kept.target])}{_texts(kept.checks)}"
        for idle in found.idle:
            yield f"idle {self._of([idle.target])} {idle.because}{_texts(idle.checks)}"
        for back in found.falling_back:
            yield f"back {self._of([back.target])} behind {self._of([back.before])}"
        yield from (f"open {self._undecided(each)}" for each in found.undecided)


def _relation(found: Relation) -> str:
    days = (("first from", found.first_on), ("second from", found.second_on))
    named = [f"{word} {day}" for word, day in days if day]
    return " ".join(filter(None, [found.strictness, found.reason, *named]))


def _texts(checks: Iterable[Check]) -> str:
    return "".join(f" ({check.text})" for check in checks)
