"""Nodes of a scale: its groups of criteria, its bands, and what an unmet mandatory one gives."""

from __future__ import annotations

from typing import Literal

import attrs

from dxplan.source import Placed
from dxplan.syntax.nodes.expressions import Condition
from dxplan.syntax.nodes.leaves import Declared, Name, Number, Text, TimeLiteral
from dxplan.syntax.nodes.rules import Word


@attrs.frozen
class CriterionNode(Placed):
    """``c1_3 "…" 30 points``, ``c1_1 "…" mandatory``, ``c2_3 "…" points open``.

    :param points: of a criterion with ``kind`` ``points``.
    :param condition: what it is met by; without one, organisations report it.
    """

    declared: Declared
    kind: Literal["mandatory", "points", "points_open"]
    points: Number | None = None
    also: tuple[Text, ...] = ()
    condition: Condition | None = None


@attrs.frozen
class GroupClause(Placed):
    """``group teaching "…" of 100 points { … }``."""

    declared: Declared
    criteria: tuple[CriterionNode, ...]
    points: Number | None = None


@attrs.frozen
class LimitsNode(Placed):
    """``under 50``, ``from 50 to 75``, ``over 75``, ``from 50 to under 75``.

    :param word: the comparator of the first number; with a second one ``GE`` for ``from`` and
        ``OVER`` for anything that leaves the number itself out.
    :param below_last: whether the second number itself is left out.
    """

    word: Word
    first: Number
    last: Number | None = None
    below_last: bool = False


@attrs.frozen
class BandClause(Placed):
    """``band basic "…" from 50 to 75``; a band without limits is given by a gate, or to all."""

    declared: Declared
    limits: LimitsNode | None = None


@attrs.frozen
class GateClause(Placed):
    """``gate unmet gives not_met``."""

    band: Name


@attrs.frozen
class JudgedClause(Placed):
    """``judged in 2023, in school year 2024-2025``: at the end of each of these times."""

    times: tuple[TimeLiteral, ...]
