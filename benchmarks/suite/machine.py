"""What it was measured on: the machine, the versions, the day."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.nation.size import size_of
from benchmarks.suite.sections import PARTS
from benchmarks.suite.setting import Setting

PACKAGES = ("dxplan", "duckdb", "polars", "numpy", "narwhals", "pyarrow", "pandas")


def machine() -> dict[str, str]:
    """By name, in the order of telling."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": f"{_processor()}, {os.cpu_count()} cores, {_memory()}",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "versions": ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
    }


def runs(section: str, setting: Setting) -> str:
    """How often a section was run, and on how many schools where that matters."""
    said = "one run" if setting.rounds <= 1 else f"medians of {setting.rounds} runs"
    part = PARTS.get(section)
    if part is None:
        return said
    return f"{said}, {size_of(setting.scale * part).schools:,} schools"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory() -> str:
    try:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return "memory unknown"
    return f"{pages / 2**30:.0f} GiB"
