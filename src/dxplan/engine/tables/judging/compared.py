"""What is added up for a condition on groups: the sums of every indicator that it compares.

Whoever has to be looked at by itself for one of them is so for all; see
:func:`dxplan.engine.pieces.contribution`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

import attrs
import numpy as np

from dxplan.engine.tables.exact import none
from dxplan.engine.tables.judging.added import Added, units_of_nothing
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.flows import Flows
from dxplan.engine.tables.judging.several import Several, without
from dxplan.engine.tables.judging.slots import Slots
from dxplan.engine.tables.judging.stocks import Stocks
from dxplan.engine.tables.judging.tallies import Tallies
from dxplan.engine.tables.kinds import Codes
from dxplan.plan.condition_names import uses
from dxplan.plan.model import Attains, Tally, Target

Work: TypeAlias = Flows | Several | Slots | Stocks | Tallies


def compared(target: Target) -> Mapping[Attains, Target]:
    """What a condition on groups compares, each as a target of its own."""
    counted = target.indicator.numerator
    condition = counted.condition if isinstance(counted, Tally) else None
    atoms = (atom for atom in uses(condition) if isinstance(atom, Attains))
    return {atom: attrs.evolve(target, indicator=atom.indicator, each="") for atom in atoms}


def without_odd(works: Mapping[Attains, Work]) -> tuple[dict[Attains, Work], Codes]:
    """The works of a class, each without those that are odd in any; and who these are."""
    listed = list(works.values())
    if not listed:
        return {}, np.zeros(0, dtype=np.int64)
    codes = listed[0].asked.codes
    odd = np.zeros(codes.size, dtype=np.bool_)
    for work in listed:
        odd |= work.odd
    return {atom: _leaving_out(work, odd) for atom, work in works.items()}, codes[odd]


def _leaving_out(work: Work, odd: Flags) -> Work:
    """The same work without those that have to be looked at by themselves."""
    match work:
        case Several():
            return without(work, odd, work.absent)
        case Slots():
            kept = tuple(without(each, odd, each.absent) for each in work.slots)
            return attrs.evolve(work, slots=kept, odd=odd)
        case Flows() | Stocks() | Tallies():
            return attrs.evolve(work, odd=odd)


def responded(expected: Codes, parts: Collection[Added]) -> Added:
    """How organisations responded to several sums; nothing of them is added up.

    :param expected: by kind, how many should report.
    """
    size = expected.size
    used = np.zeros(size, dtype=np.bool_)
    for each in parts:
        used |= each.used
    missing = _together([each.missing for each in parts])
    assumed = _together([each.assumed for each in parts])
    return Added(units_of_nothing(), none(size), none(size), expected, used, missing, assumed, None)


def _together(parts: Sequence[Codes]) -> Codes:
    found: Codes = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *parts]))
    return found
