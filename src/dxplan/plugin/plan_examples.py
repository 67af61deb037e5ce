"""The files in which examples of a plan stand: those of its rules, and those beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.diagnostics import Outcome
from dxplan.plan.lock_names import is_lock
from dxplan.plan.model import Plan
from dxplan.plugin.collected import Loaded
from dxplan.plugin.plan_places import PlanPlace, plan_place

if TYPE_CHECKING:
    from dxplan.syntax.nodes import RuleFile


def place_of(loaded: Loaded, reference: str | Path) -> PlanPlace | None:
    """Where a plan loaded by a reference stands; ``None`` for one without rule files."""
    place = None if is_lock(Path(reference)) else plan_place(loaded, reference)
    return place if isinstance(place, PlanPlace) else None


def files_with_examples(plan: Plan, place: PlanPlace) -> Outcome[Sequence[RuleFile]]:
    """The files of a plan, and those beside them that hold nothing but examples."""
    from dxplan.plan.example_binding import only_examples
    from dxplan.syntax.files import read_examples

    beside = read_examples(place.path, place.base)
    said = (*beside.diagnostics, *only_examples(beside.value))
    return Outcome((*plan.files, *beside.value), said)
