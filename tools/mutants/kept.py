"""What came of mutants, kept as soon as it is known, so that a run can be broken off."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import attrs

from tools.mutants.rooms import KEPT, ROOT, SECONDS
from tools.mutants.sample import Mutant
from tools.mutants.trying import Tried

TRIED = KEPT / "tried.jsonl"
RUN = KEPT / "run.json"


@cache
def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _digest(mutant: Mutant) -> str:
    """Of the whole file with the mistake in it."""
    return hashlib.sha256(mutant.applied(_text(mutant.path)).encode()).hexdigest()[:16]


def keep(mutant: Mutant, tried: Tried, path: Path = TRIED) -> None:
    """Add what came of a mutant."""
    entry = attrs.asdict(tried) | {"digest": _digest(mutant)}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def known(mutants: Mapping[str, Mutant], path: Path = TRIED) -> dict[str, Tried]:
    """The last of what came of each mutant, as far as its file is the same."""
    found: dict[str, Tried] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        entry = json.loads(line)
        mutant = mutants.get(entry["id"])
        if mutant is not None and entry.pop("digest") == _digest(mutant):
            found[mutant.id] = Tried(**entry)
    return found


def keep_run(mutants: str, seed: int, seconds: float, *, longer: bool) -> None:
    """Keep how the last run was asked for, and how many tests it could choose from.

    :param longer: whether it had the slow tests; its limit stands beside that of the other.
    """
    before = json.loads(RUN.read_text(encoding="utf-8")) if longer and RUN.exists() else {}
    tests = len(json.loads(SECONDS.read_text(encoding="utf-8")))
    run = {
        "date": date.today().isoformat(),
        "mutants": mutants,
        "seed": seed,
        "seconds": before.get("seconds", seconds),
        "longer": seconds if longer else None,
        "tests": tests,
    }
    RUN.write_text(json.dumps(run), encoding="utf-8")
