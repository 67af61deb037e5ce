"""What fuzzing begins with: conformance vectors, the corpus of files, and what dxplan writes."""

from __future__ import annotations

import datetime
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from tests.data.corpus import lists, outcomes
from tests.data.corpus.defects import DEFECTS
from tests.fuzzing.targets import HERE, PRELUDE, cache_in, data_plan, session

VECTORS = HERE.parent / "language" / "vectors"
EACH = 12
"""So many files of the corpus in each format; the others differ in cells, not in their form."""


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """What fuzzing of a target begins with."""
    return tuple(dict.fromkeys(_SEEDS[target]()))


def _rules() -> Iterator[bytes]:
    yield PRELUDE.encode()
    for path in sorted(VECTORS.glob("*.toml")):
        for case in tomli.loads(path.read_text("utf-8"))["case"]:
            yield from (case[key].encode() for key in ("rules", "old", "new") if key in case)
            yield from (text.encode() for text in case.get("same", ()))


def _reports(suffix: str) -> Iterator[bytes]:
    names = [*DEFECTS][:: max(1, len(DEFECTS) // EACH)]
    for name in ("", *names):
        with tempfile.TemporaryDirectory() as folder:
            yield outcomes.write(name, suffix, 1, Path(folder)).read_bytes()


def _lists(suffix: str, named: Mapping[str, object]) -> Iterator[bytes]:
    for name in [*named][:EACH]:
        with tempfile.TemporaryDirectory() as folder:
            yield lists.write_list(name, suffix, Path(folder)).read_bytes()


def _of_cases(key: str) -> Iterator[bytes]:
    for path in sorted(VECTORS.glob("*.toml")):
        for case in tomli.loads(path.read_text("utf-8"))["case"]:
            if key in case:
                yield case[key].lstrip("\n").encode()


def _sums() -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        data, kept = Path(folder) / "a.xlsx", Path(folder) / "a.parquet"
        data.write_bytes(next(_reports(".xlsx")))
        session().sums(data_plan(), data).write(kept)
        yield kept.read_bytes()


def _locks() -> Iterator[bytes]:
    for text in ("use education\n", PRELUDE + "online_share >= 5% by 2025\n"):
        with tempfile.TemporaryDirectory() as folder:
            rules = Path(folder) / "p.dxplan"
            rules.write_text(text, "utf-8")
            frozen = session().freeze(rules, on=datetime.date(2025, 1, 1)).value
            yield frozen.text.encode()


def _manifests() -> Iterator[bytes]:
    yield b'name = "p"\n[plans]\n"p.one" = "rules.dxplan"\n'
    for path in sorted(HERE.parents[1].glob("plugins/*/src/*/plan.toml")):
        yield path.read_bytes()


def _cached() -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        rule = Path(folder) / "kept.dxplan"
        rule.write_text("use education\n", "utf-8")
        with cache_in(Path(folder) / "cache") as place:
            session().load(rule)
            yield from (path.read_bytes()[64:] for path in sorted(place.glob("plan-*")))


def _bytes() -> Iterator[bytes]:
    yield b""
    yield b"0" * 64 + b"body"


_SEEDS: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "rules": _rules,
    "plan": _rules,
    "report.csv": lambda: _of_cases("data"),
    "report.xlsx": lambda: _reports(".xlsx"),
    "report.ods": lambda: _reports(".ods"),
    "report.xls": lambda: _reports(".xls"),
    "register.csv": lambda: _of_cases("register"),
    "register.xlsx": lambda: _lists(".xlsx", lists.REGISTERS),
    "events.csv": lambda: _of_cases("events"),
    "crosswalk.csv": lambda: _of_cases("crosswalk"),
    "sums": _sums,
    "lock": _locks,
    "manifest": _manifests,
    "cached-plan": _cached,
    "cached-bytes": _bytes,
}


def unpacked(data: bytes) -> dict[str, bytes] | None:
    """The parts of a packed file by name, ``None`` for one that is not packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # whatever a damaged archive brings about
        return None


def packed(parts: Mapping[str, Any]) -> bytes:
    """A file of such parts, the same bytes each time."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return whole.getvalue()
