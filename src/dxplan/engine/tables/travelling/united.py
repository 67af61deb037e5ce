"""Organisations, kinds and points of several sums, brought to one list each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import lcm

import attrs
import numpy as np

from dxplan.engine.tables.figures import Figures, Point
from dxplan.engine.tables.kinds import Codes, Kinds, example_of
from dxplan.engine.tables.points import anything_reported, in_order


@attrs.frozen(eq=False)
class Placed:
    """Figures, and where what is in them stands in the whole.

    :param code: of every organisation its code in the whole; ``local`` the other way round, -1
        for organisations that are not in it.
    :param kind: of every kind its kind in the whole.
    :param point: of every point its place in the whole; ``own`` the other way round, or -1.
    :param factors: what the numbers of every point of the whole are multiplied by to be in the
        scale of the whole.
    """

    figures: Figures
    code: Codes
    local: Codes
    kind: Codes
    point: Codes
    own: Codes
    factors: tuple[int, ...]


@attrs.frozen(eq=False)
class United:
    """The lists of the whole, and every part's place in them."""

    kinds: Kinds
    points: tuple[Point, ...]
    scales: dict[str, int]
    parts: tuple[Placed, ...]


def united(figures: Sequence[Figures]) -> United:
    """The lists of several figures as one."""
    names = sorted({name for each in figures for name in each.kinds.organisations})
    place = {name: code for code, name in enumerate(names)}
    codes = [_codes([place[name] for name in each.kinds.organisations]) for each in figures]
    kinds, of_kinds = _kinds(tuple(names), figures, codes)
    points = tuple(sorted({point for each in figures for point in each.points}, key=in_order))
    scales: dict[str, int] = {}
    for each in figures:
        for name, scale in each.scales.items():
            scales[name] = lcm(scales.get(name, 1), scale)
    at = {point: position for position, point in enumerate(points)}
    parts = tuple(
        Placed(
            each, code, _reverse(code, len(names)), kind,
            point := _codes([at[one] for one in each.points]), _reverse(point, len(points)),
            tuple(scales[p.measure] // each.scales.get(p.measure, 1) for p in points),
        )
        for each, code, kind in zip(figures, codes, of_kinds, strict=True)
    )  # fmt: skip
    return United(kinds, points, scales, parts)


def _codes(listed: Sequence[int]) -> Codes:
    return np.array(listed, dtype=np.int64)


def _reverse(places: Codes, size: int) -> Codes:
    found = np.full(size, -1, dtype=np.int64)
    found[places] = np.arange(places.size)
    return found


def _kinds(
    names: tuple[str, ...], figures: Sequence[Figures], codes: Sequence[Codes]
) -> tuple[Kinds, list[Codes]]:
    """The kinds of everybody, and which of them those of every part are.

    Kinds of different parts are one kind only when an organisation reported in both. Others may be
    alike and stay apart: what is missing in one part then needs no numbers of another's.
    """
    begin = np.cumsum([0, *(len(each.kinds.examples) for each in figures)])
    everybody = np.concatenate(codes)
    nodes = np.concatenate([f.kinds.of + start for f, start in zip(figures, begin, strict=False)])
    silent = ~np.concatenate([anything_reported(each) for each in figures])
    order = np.lexsort((silent, everybody))
    everybody, nodes, silent = everybody[order], nodes[order], silent[order]
    again = np.flatnonzero((everybody[1:] == everybody[:-1]) & ~silent[1:])
    root = _roots(
        int(begin[-1]), zip(nodes[again].tolist(), nodes[again + 1].tolist(), strict=True)
    )
    node = nodes[np.searchsorted(everybody, np.arange(len(names)))]
    _, seen, inverse = np.unique(root[node], return_index=True, return_inverse=True)
    of = np.argsort(np.argsort(seen))[inverse].astype(np.int64)
    # A kind of a part of which everybody is somewhere else has no sums: it may be put anywhere.
    kind_of_root = np.zeros(root.size, dtype=np.int64)
    kind_of_root[root[node]] = of
    likes = [example for each in figures for example in each.kinds.examples]
    registered = [measures for each in figures for measures in each.kinds.registered]
    like = node[np.sort(seen)].tolist()
    found = Kinds(
        names, of, tuple(example_of(likes[n], code) for code, n in enumerate(like)),
        np.bincount(of, minlength=len(like)).astype(np.int64),
        tuple(registered[n] for n in like),
    )  # fmt: skip
    return found, [kind_of_root[root[start:end]] for start, end in pairwise(begin.tolist())]


def _roots(size: int, links: Iterable[tuple[int, int]]) -> Codes:
    """The least of all numbers that each is linked with."""
    root = list(range(size))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for one, other in sorted(set(links)):
        low, high = sorted((find(one), find(other)))
        root[high] = low
    return _codes([find(node) for node in range(size)])
