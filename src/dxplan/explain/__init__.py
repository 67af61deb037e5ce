"""Why a verdict, and what it would take: the arithmetic from cells to findings, without wording."""

from dxplan.explain.choose import CannotExplain
from dxplan.explain.explain import explain
from dxplan.explain.model import Explanation, LevelExplanation, TargetExplanation, WorkExplanation

__all__ = [
    "CannotExplain",
    "Explanation",
    "LevelExplanation",
    "TargetExplanation",
    "WorkExplanation",
    "explain",
]
