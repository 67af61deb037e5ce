"""What became of tasks and duties: known by their names, or else by what they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from dxplan.analysis.differences import times
from dxplan.analysis.differences.correspondence import Correspondence, condition_key
from dxplan.analysis.differences.rules import of_basis, of_condition, of_units
from dxplan.plan.differences import Difference
from dxplan.plan.model import Duty, Plan, Task

T = TypeVar("T")
W = TypeVar("W", bound=Task | Duty)


def of_work(old: Plan, new: Plan, names: Correspondence) -> Iterator[Difference]:
    """What is different about tasks and duties."""
    yield from _of_kind(old.tasks, new.tasks, times.of_task, names)
    yield from _of_kind(old.duties, new.duties, times.of_duty, names)


def _of_kind(
    olds: Sequence[W],
    news: Sequence[W],
    of_time: Callable[[W, W], Iterator[times.Change]],
    names: Correspondence,
) -> Iterator[Difference]:
    pairs, dropped, added = in_pairs(olds, news, _name, _title)
    for pair in pairs:
        for kind, aspect, effect in (*of_time(*pair), *_of_pair(*pair, names)):
            yield Difference(kind, aspect, effect, *pair)
    yield from (Difference("added", "rule", "stricter", None, each) for each in added)
    yield from (Difference("dropped", "rule", "weaker", each, None) for each in dropped)


def _of_pair(old: Task | Duty, new: Task | Duty, names: Correspondence) -> Iterator[times.Change]:
    if old.id != new.id:
        yield "renamed", "name", "none"
    before, after = condition_key(old.when, names.own), condition_key(new.when, names.names)
    yield from of_condition(old.when, new.when, before, after)
    yield from of_units(old, new, names.units)
    yield from of_basis(old, new)
    if old.title != new.title:
        yield "reworded", "title", "none"


def _name(work: Task | Duty) -> str:
    return work.id


def _title(work: Task | Duty) -> str:
    return work.title


def in_pairs(
    olds: Sequence[T], news: Sequence[T], *keys: Callable[[T], object]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Things in pairs that have a key in common, the first key first; then what is left of both."""
    before, after, pairs = list(olds), list(news), []
    for key in keys:
        for one in list(before):
            found = next((each for each in after if key(each) == key(one)), None)
            if found is not None and key(one):
                before.remove(one)
                after.remove(found)
                pairs.append((one, found))
    places = {id(each): place for place, each in enumerate(news)}
    return sorted(pairs, key=lambda pair: places[id(pair[1])]), before, after
