"""Nodes of conditions and of the quotients that indicators are."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from dxplan.source import Placed
from dxplan.syntax.nodes.leaves import Name, Number
from dxplan.syntax.nodes.rules import Word


@attrs.frozen
class Holding(Placed):
    """A fact or flag that must hold."""

    name: Name


@attrs.frozen
class Comparing(Placed):
    """A measure or an indicator held against a number."""

    name: Name
    word: Word
    value: Number


@attrs.frozen
class Levelled(Placed):
    """The level of one organisation on a scale held against a band: ``digital.teaching >= basic``.

    :param name: a scale and a group of it; a scale with one group may stand alone.
    """

    name: Name
    word: Word
    band: Name


@attrs.frozen
class Not:
    """``not x``."""

    operand: Condition


@attrs.frozen
class And:
    """``x and y and …``, at least two."""

    operands: tuple[Condition, ...]


@attrs.frozen
class Or:
    """``x or y or …``, at least two."""

    operands: tuple[Condition, ...]


@attrs.frozen
class SomeOf(Placed):
    """``at least 2 of (a, b, c)``."""

    count: Number
    operands: tuple[Condition, ...]


@attrs.frozen
class Met(Placed):
    """``met x primary``: the target of an indicator and scope is met."""

    indicator: Name
    scope: tuple[Name, ...] = ()


Condition: TypeAlias = Holding | Comparing | Levelled | Not | And | Or | SomeOf | Met

Counted: TypeAlias = Literal["school", "commune", "district", "province"]
"""What a share or count is of: single organisations, or the groups of a register column."""


@attrs.frozen
class Term(Placed):
    """``3 * x`` (factor 3), ``x`` (1), ``- x`` (-1), or a number (``name`` is ``None``)."""

    factor: Fraction
    name: Name | None


Linear: TypeAlias = tuple[Term, ...]


@attrs.frozen
class Share:
    """``a / b``: a part of a whole, 0 <= numerator <= denominator."""

    numerator: Linear
    denominator: Linear


@attrs.frozen
class Rate:
    """``a per b``, ``a per 10000 b``: a quotient whose numerator may exceed its denominator."""

    numerator: Linear
    denominator: Linear
    each: Fraction = Fraction(1)


@attrs.frozen
class Count:
    """A sum by itself."""

    total: Linear


@attrs.frozen
class ShareWhere:
    """The share of organisations, or of groups of them, for which a condition holds.

    :param among: only those are counted at all for which this holds.
    """

    condition: Condition
    of: Counted = "school"
    among: Condition | None = None


@attrs.frozen
class CountWhere:
    """The number of organisations, or of groups of them, for which a condition holds."""

    condition: Condition
    of: Counted = "school"


@attrs.frozen
class Mean:
    """The mean of a measure over organisations, weighted by another measure if one is named."""

    measure: Name
    weight: Name | None = None


Expression: TypeAlias = Share | Rate | Count | ShareWhere | CountWhere | Mean
