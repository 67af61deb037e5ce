"""Counts and shares of what came of the mutants of a room."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import attrs

from tools.mutants.sample import Mutant
from tools.mutants.trying import Tried

NORMAL_95 = 1.959964


@attrs.frozen
class Figures:
    """What came of those mutants of a room that were drawn and tried.

    :param there_are: mutants of the room, of which ``drawn`` are in the sample.
    :param late: those of the killed that only a slow test noticed.
    :param explained: those of the ones not noticed that have a reason.
    """

    there_are: int
    drawn: int
    killed: int
    late: int
    timed_out: int
    alive: int
    not_reached: int
    not_made: int
    explained: int

    @property
    def tried(self) -> int:
        """How many there is an outcome of."""
        return self.killed + self.timed_out + self.alive + self.not_reached

    @property
    def noticed(self) -> int:
        """How many were noticed: a test failed, or did not come to an end."""
        return self.killed + self.timed_out


def figures(
    mutants: Collection[Mutant],
    room: str,
    drawn: Sequence[Mutant],
    known: Mapping[str, Tried],
    explained: Collection[str],
) -> Figures:
    """Count the outcomes of the mutants that were drawn."""
    found = [known[one.id] for one in drawn if one.id in known]
    counted = Counter(tried.outcome for tried in found)
    return Figures(
        there_are=sum(mutant.room == room for mutant in mutants),
        drawn=len(drawn),
        killed=counted["killed"],
        late=sum(tried.outcome == "killed" and tried.longer for tried in found),
        timed_out=counted["timed out"],
        alive=counted["alive"],
        not_reached=counted["not reached"],
        not_made=counted["not made"],
        explained=sum(
            tried.outcome in ("alive", "not reached") and tried.id in explained for tried in found
        ),
    )


def between(noticed: int, tried: int, there_are: int) -> tuple[float, float]:
    """The bounds of a share by Wilson's interval at 95 %; exact once all have been tried.

    >>> low, high = between(90, 100, 10_000)
    >>> round(low, 3), round(high, 3)
    (0.826, 0.945)
    >>> between(9, 10, 10)
    (0.9, 0.9)
    """
    if not tried:
        return 0.0, 1.0
    share = noticed / tried
    if tried >= there_are:
        return share, share
    square = NORMAL_95**2 / tried
    middle = share + square / 2
    reach = NORMAL_95 * math.sqrt(share * (1 - share) / tried + square / (4 * tried))
    return (middle - reach) / (1 + square), (middle + reach) / (1 + square)


def shown(room: str, found: Figures) -> str:
    """The figures of a room in a line."""
    low, high = between(found.noticed, found.tried, found.there_are)
    share = found.noticed / found.tried if found.tried else 0
    return (
        f"{room}: {found.there_are} mutants, {found.tried} of {found.drawn} drawn tried: "
        f"{found.killed} killed ({found.late} late), {found.timed_out} timed out, "
        f"{found.alive} alive, {found.not_reached} not reached, {found.not_made} not made; "
        f"{found.explained} explained; {share:.1%} noticed, {low:.1%} to {high:.1%}"
    )
