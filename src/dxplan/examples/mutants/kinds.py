"""What is changed in a rule."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypeVar

Kind = Literal[
    "comparator", "threshold", "deadline", "recurrence", "scope", "unit", "exclusion", "condition",
]  # fmt: skip

KINDS: tuple[Kind, ...] = (
    "comparator", "threshold", "deadline", "recurrence", "scope", "unit", "exclusion", "condition",
)  # fmt: skip

Node = TypeVar("Node")
Changed: TypeAlias = tuple[Kind, Node]
"""A node as it would stand after one change of a kind."""
