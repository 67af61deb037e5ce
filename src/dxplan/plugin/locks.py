"""Lock files of plans: where they are, what goes into one, and the plan that comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dxplan.diagnostics import Diagnostic, Outcome, Severity, sorted_diagnostics
from dxplan.messages import Phrase
from dxplan.plan.encoding import meaning
from dxplan.plan.environment import Environment
from dxplan.plan.lock import Lock, lock_name, lock_text
from dxplan.plan.model import Plan
from dxplan.plugin.collected import Loaded
from dxplan.plugin.plan_places import PlanPlace
from dxplan.plugin.public_holidays import with_holidays
from dxplan.shown import Shown

if TYPE_CHECKING:
    from dxplan.plan.differences import SinceFrozen


@attrs.frozen(repr=False)
class Frozen(Shown):
    """What a plan is frozen as.

    :param text: the text of the lock file; empty when the rules cannot be used.
    :param folder: where a check looks for it, beside rules that were given by path.
    """

    plan: Plan
    text: str = ""
    folder: Path | None = None

    @property
    def name(self) -> str:
        """The name of the lock file."""
        return lock_name(self.plan)

    @property
    def fingerprint(self) -> str:
        """The beginning of the hash of what it means, short enough to be written down."""
        return meaning(self.plan)[:16]


# --- where ----------------------------------------------------------------------------------------


def lock_beside(rules: Path) -> Path:
    """The folder that a lock file lies in beside the rules of its plan."""
    return rules if rules.is_dir() else rules.parent


def find_lock(plan: Plan, rules: Path | None) -> Path | None:
    """The lock file of a plan: that of the working folder comes before the one beside its rules."""
    folders = [Path(), *([] if rules is None else [lock_beside(rules)])]
    try:
        return next((path for f in folders if (path := f / lock_name(plan)).is_file()), None)
    except OSError:  # a name that no system takes
        return None


# --- writing --------------------------------------------------------------------------------------


def freeze_at(
    place: PlanPlace, plan: Plan, environment: Environment, loaded: Iterable[Loaded], on: date
) -> Frozen:
    """What a plan is frozen as.

    :param environment: what it was bound with.
    :param loaded: the plugins behind that, the folder of the plan first; their calendars are kept
        as they were brought, because the country's holidays are no part of a plan.
    """
    known = [each.calendars.get(plan.calendar.name) for each in loaded]
    calendars = [each.value for each in known if each is not None]
    text = lock_text(plan, environment, calendars[:1], on)
    return Frozen(plan, text, None if place.base else lock_beside(place.path))


# --- reading --------------------------------------------------------------------------------------


def frozen_plan(path: Path) -> Outcome[Plan]:
    """The plan that a lock file holds."""
    from dxplan.plan.lock_reading import read_lock

    found = read_lock(path)
    if found.value is None:
        return Outcome(Plan(path.name), found.diagnostics)
    return _bound(found.value)


def _bound(lock: Lock) -> Outcome[Plan]:
    """The plan of a lock; it is said when it no longer means what it meant when it was frozen."""
    from dxplan.plan.bind import bind
    from dxplan.plan.lock_reading import rules_of

    read = rules_of(lock)
    if read.value is None:
        return Outcome(Plan(lock.plan), read.diagnostics)
    found = read.value.environment
    calendars = {name: with_holidays(each) for name, each in found.calendars.items()}
    environment = attrs.evolve(found, calendars=calendars)
    bound = bind(read.value.files, environment, fallback_id=lock.plan)
    said = [
        each for each in (*read.diagnostics, *bound.diagnostics) if each.severity is Severity.ERROR
    ]
    if not said and meaning(bound.value) != lock.meaning:
        params = {"path": lock.name, "version": lock.version}
        said.append(Diagnostic("lock-read-otherwise", None, params))
    return Outcome(bound.value, sorted_diagnostics(said))


# --- comparing ------------------------------------------------------------------------------------


def since_frozen(plan: Plan, path: Path) -> Outcome[SinceFrozen | None]:
    """What became of a plan since it was frozen; ``None`` when that cannot be told."""
    from dxplan.plan.differences import Differences, SinceFrozen
    from dxplan.plan.lock_reading import read_lock

    found = read_lock(path)
    lock = found.value
    if lock is None:
        return Outcome(None, found.diagnostics)
    if lock.meaning == meaning(plan):
        return Outcome(SinceFrozen(lock.name, lock.frozen_on, Differences(plan, plan)))
    bound = _bound(lock)
    if not bound.ok:
        return Outcome(None, bound.diagnostics)
    from dxplan.analysis.differences import differences

    compared = differences(bound.value, plan)
    return Outcome(SinceFrozen(lock.name, lock.frozen_on, compared), bound.diagnostics)


def weaker_than_frozen(since: SinceFrozen | None) -> Iterator[Diagnostic]:
    """What to say of every rule that asks for less than it did when the plan was frozen."""
    if since is None:
        return
    for each in since.differences.weakening:
        params = {
            "id": each.name,
            "change": Phrase(f"became-{each.kind.replace('_', '-')}"),
            "day": since.frozen_on,
            "lock": since.lock,
        }
        span = None if each.new is None else each.new.span
        yield Diagnostic("weaker-than-frozen", span, params)
