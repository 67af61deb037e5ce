"""What is mutated, and what is kept where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "mutants"
MUTANTS = KEPT / "mutants.json"
LINES = KEPT / "lines.sqlite"
SECONDS = KEPT / "seconds.json"
EXPLAINED = Path(__file__).with_name("explained.toml")
PAGE = ROOT / "docs" / "reference" / "mutants.md"

ROOMS: Mapping[str, str] = {
    "values": "src/dxplan/values/**/*.py",
    "plan": "src/dxplan/plan/**/*.py",
    "engine": "src/dxplan/engine/*.py",
    "engine/tables/judging": "src/dxplan/engine/tables/judging/*.py",
    "analysis": "src/dxplan/analysis/**/*.py",
}
"""The rooms by what stands in the report; what only reads or moves tables is not among them."""


def files(room: str) -> Iterator[Path]:
    """The modules of a room, in the order of their names."""
    yield from sorted(ROOT.glob(ROOMS[room]))
