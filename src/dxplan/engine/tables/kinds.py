"""Organisations by kind: alike in all that the register says of them but id, title and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.data.observations import Organisation, Stay
from dxplan.data.register_columns import RegisterColumns

Codes: TypeAlias = npt.NDArray[np.int64]
"""Positions: of organisations, kinds or points."""


@attrs.frozen(eq=False)
class Kinds:
    """Organisations, and what each is like.

    :param organisations: ids, sorted; the position of an id is its code.
    :param of: the kind of every organisation.
    :param examples: for every kind an organisation that is like it, under an id of its own, and
        without the numbers that the register gives single organisations.
    :param sizes: how many organisations are of each kind.
    :param registered: for every kind the measures of which the register gives numbers.
    """

    organisations: tuple[str, ...]
    of: Codes
    examples: tuple[Organisation, ...]
    sizes: Codes
    registered: tuple[frozenset[str], ...]


def kinds_of(register: Mapping[str, Organisation]) -> Kinds:
    """The kinds of a register.

    >>> schools = [Organisation(i, parents={"district": d}) for i, d in ("aI", "bI", "cJ")]
    >>> kinds = kinds_of({each.id: each for each in schools})
    >>> kinds.of.tolist(), kinds.sizes.tolist()
    ([0, 0, 1], [2, 1])
    """
    if isinstance(register, RegisterColumns):
        return _of_columns(register)
    ids = tuple(sorted(register))
    codes: dict[object, int] = {}
    examples: list[Organisation] = []
    registered: list[frozenset[str]] = []
    found = np.empty(len(ids), dtype=np.int64)
    texts: dict[int, tuple[object, Any]] = {}
    for position, name in enumerate(ids):
        organisation = register[name]
        key = _likeness(organisation, texts)
        code = codes.setdefault(key, len(examples))
        if code == len(examples):
            examples.append(example_of(organisation, code))
            registered.append(registered_in(organisation))
        found[position] = code
    sizes = np.bincount(found, minlength=len(examples)).astype(np.int64)
    return Kinds(ids, found, tuple(examples), sizes, tuple(registered))


def _of_columns(register: RegisterColumns) -> Kinds:
    """The kinds of a register that says of every organisation which others it is like."""
    names = tuple(sorted(register))
    texts: dict[int, tuple[object, Any]] = {}
    codes: dict[object, int] = {}
    firsts: list[Organisation] = []
    same = np.empty(len(register.examples), dtype=np.int64)
    for position, each in enumerate(register.examples):
        code = same[position] = codes.setdefault(_likeness(each, texts), len(firsts))
        if code == len(firsts):
            firsts.append(each)
    alike = same[np.array(register.alike, dtype=np.int64)]
    if names != tuple(register):
        alike = alike[np.array([register.positions[name] for name in names], dtype=np.int64)]
    kinds, of = _in_order(alike)
    return Kinds(
        names,
        of,
        tuple(example_of(firsts[kind], code) for code, kind in enumerate(kinds.tolist())),
        np.bincount(of, minlength=len(kinds)).astype(np.int64),
        tuple(registered_in(firsts[kind]) for kind in kinds.tolist()),
    )


def _in_order(codes: Codes) -> tuple[Codes, Codes]:
    """The codes in the order in which they first stand there, and of each its place among them."""
    found, first, of = np.unique(codes, return_index=True, return_inverse=True)
    order = np.argsort(first)
    places = np.empty(len(found), dtype=np.int64)
    places[order] = np.arange(len(found))
    return found[order], places[of]


def everybody_alike(names: tuple[str, ...]) -> Kinds:
    """The one kind of organisations of which nothing is known; none where there is nobody."""
    ids = tuple(sorted(set(names)))
    sizes = np.array([len(ids)] if ids else [], dtype=np.int64)
    examples = tuple(example_of(Organisation(name), 0) for name in ids[:1])
    nothing = tuple(frozenset[str]() for _ in examples)
    return Kinds(ids, np.zeros(len(ids), dtype=np.int64), examples, sizes, nothing)


def _likeness(organisation: Organisation, texts: dict[int, tuple[object, Any]]) -> object:
    """What two organisations have in common when they are of one kind."""
    stays = tuple(
        (stay.since, stay.until, _items(stay.parents, texts), frozenset(stay.known))
        for stay in organisation.stays
    )
    return (
        _items(organisation.parents, texts),
        _items(organisation.members, texts),
        frozenset(organisation.known),
        organisation.since,
        organisation.until,
        stays,
    )


def registered_in(organisation: Organisation) -> frozenset[str]:
    """The measures of which the register gives the numbers of an organisation."""
    known = (organisation.known, *(stay.known for stay in organisation.stays))
    return frozenset(measure for each in known for measure, _ in each)


def _items(mapping: Mapping[str, Any], texts: dict[int, tuple[object, Any]]) -> object:
    """The entries of a mapping; mappings that many organisations share are sorted once."""
    known = texts.get(id(mapping))
    if known is not None and known[0] is mapping:
        return known[1]
    found = tuple(sorted(mapping.items()))
    # The mapping is kept beside its entries, so that its identity stays its own.
    texts[id(mapping)] = (mapping, found)
    return found


def example_of(organisation: Organisation, code: int) -> Organisation:
    """An organisation as the example of a kind."""
    stays = tuple(Stay(each.since, each.until, each.parents) for each in organisation.stays)
    return Organisation(
        f"kind {code}",
        parents=organisation.parents,
        members=organisation.members,
        since=organisation.since,
        until=organisation.until,
        stays=stays,
        formed=organisation.formed,
        into=organisation.into,
    )
