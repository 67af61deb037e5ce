"""What comes out of a file: its numbers, its problems, and the verdicts that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeAlias

import attrs

import dxplan
from dxplan.data.observations import Cell, Observations
from tests.data.corpus.broken_files import BROKEN_FILES
from tests.data.corpus.defects import DEFECTS
from tests.data.corpus.forms import SCHOOLS, WRITERS, clean

Number: TypeAlias = tuple[str, str, str, tuple[tuple[str, str], ...], Fraction]
Verdict: TypeAlias = tuple[str, str, str]

PLAN = Path(__file__).with_name("plan.dxplan")
REGISTER = "id,name\n" + "".join(f"{school},Trường\n" for school in SCHOOLS)
AS_OF = date(2025, 1, 31)


@attrs.frozen
class Outcome:
    """What came out of a file."""

    problems: tuple[str, ...]
    numbers: tuple[Number, ...]
    verdicts: tuple[Verdict, ...]
    seen: Observations = attrs.field(eq=False, repr=False)
    report: dxplan.Report = attrs.field(eq=False, repr=False)


@cache
def plan() -> dxplan.Plan:
    """The plan that the figures are judged by."""
    return dxplan.load(PLAN)


def cases() -> Iterator[tuple[str, str]]:
    """Every defect with every format it can be written in."""
    yield from ((name, suffix) for name in DEFECTS for suffix in WRITERS)
    yield from ((name, "") for name in BROKEN_FILES)


def write(name: str, suffix: str, seed: int, folder: Path) -> Path:
    """The file with a defect; without a name the one that has none."""
    sheet = clean(seed)
    if name in BROKEN_FILES:
        return BROKEN_FILES[name](sheet, folder)
    changed = DEFECTS[name](sheet) if name else None
    path = folder / f"a{suffix}"
    WRITERS[suffix](changed or {"S": sheet}, path)
    return path


def outcome(files: Sequence[Path], folder: Path) -> Outcome:
    """What comes out of some files, with the register of the six schools."""
    register = folder / "register.csv"
    register.write_text(REGISTER, "utf-8")
    session = dxplan.open_session()
    seen = session.read(plan(), list(files), register=register)
    report = session.check(plan(), seen, as_of=AS_OF)
    problems = tuple(f"{each.code} {_at(each)}".rstrip() for each in seen.problems)
    verdicts = tuple((each.target, each.organisation, each.verdict) for each in report)
    return Outcome(problems, tuple(sorted(map(_number, seen.cells))), verdicts, seen, report)


def _at(problem: dxplan.Problem) -> str:
    return "!".join(part for part in (problem.sheet, problem.cell) if part)


def _number(cell: Cell) -> Number:
    members = tuple(sorted(cell.members.items()))
    period = f"{cell.period.start}/{cell.period.end}"
    return cell.organisation, period, cell.measure, members, cell.value
