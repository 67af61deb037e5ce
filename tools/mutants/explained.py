"""Mutants that no test can notice, or need not, each with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import tomli

from tools.mutants.rooms import EXPLAINED, ROOT
from tools.mutants.sample import Mutant


def read(mutants: Mapping[str, Mutant], path: Path = EXPLAINED) -> dict[str, str]:
    """The reasons by mutant.

    :raises SystemExit: when there is no such mutant any more.
    """
    entries = tomli.loads(path.read_text(encoding="utf-8")).get("function", ())
    named = {entry["name"] for entry in entries}
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mutant in mutants.values():
        name = mutant.id.removeprefix("dxplan/").rpartition(":")[0]
        if name in named:
            lines[name, line_of(mutant)].append(mutant.id)
    found: dict[str, str] = {}
    for entry in entries:
        for line in entry["lines"]:
            if (entry["name"], line) not in lines:
                raise SystemExit(f"{path.name}: no mutant of {entry['name']} makes {line}")
            found |= dict.fromkeys(lines[entry["name"], line], entry["why"])
    return found


def line_of(mutant: Mutant) -> str:
    """The lines that have the mistake in them, as one."""
    text = (ROOT / mutant.path).read_text(encoding="utf-8")
    first = text.rfind("\n", 0, mutant.start) + 1
    last = text.find("\n", mutant.end)
    return " ".join((text[first : mutant.start] + mutant.new + text[mutant.end : last]).split())
