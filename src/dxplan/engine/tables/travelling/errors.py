"""What keeps sums from being used."""

from __future__ import annotations

from dxplan.data.problems import Problem


class SumsError(ValueError):
    """Sums that cannot be used, with the problem that says why and what to do.

    >>> print(SumsError(Problem("sums-not-a-file", "a.parquet")))
    a.parquet: this is no file of sums; name a file that `dxplan sums` wrote
    """

    def __init__(self, problem: Problem) -> None:
        told = "; ".join(part for part in (problem.message(), problem.help()) if part)
        super().__init__(f"{problem.file}: {told}" if problem.file else told)
        self.problem = problem


def sums_error(code: str, source: str = "", **params: object) -> SumsError:
    """An error about a file of sums, or about several of them together."""
    return SumsError(Problem(code, source, params=params, fatal=True))


_NAMED = 3


def some_of(names: list[str]) -> str:
    """The first of some names, and how many more there are.

    >>> some_of(["A", "B", "C", "D", "E"])
    'A, B, C (+2)'
    """
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown} (+{more})" if more > 0 else shown
