"""Measures what dxplan and each extra take, and writes ``docs/reference/extras.md``.

``python -m tools.release.sizes DATE`` installs the wheel of ``dist/`` and what is locked into empty
folders, without the network, and counts packages and bytes. DATE is the day that the page bears.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import attrs

from tools.release.projects import ROOT, described, extras, version
from tools.release.trying import DIST, run, wheel
from tools.release.wheelhouse import HOUSE, fetch

PAGE = ROOT / "docs" / "reference" / "extras.md"
HEAD = Path(__file__).with_name("extras_head.md")
# Why an extra is there, in the words of the page.
FOR = {
    "docx": "progress reports as text documents (`--format docx`)",
    "draft": "first drafts of rules from a document, and what of it has no rule",
    "html": "reports as pages with charts (`--format html`)",
    "ibis": "tables in databases, by way of Ibis",
    "lsp": "help in editors (`dxplan lsp`)",
    "pandas": "pandas frames",
    "polars": "Polars frames",
    "pyarrow": "pyarrow tables; Parquet and CSV files in one pass",
    "spark": "frames on a Spark cluster; needs Java besides",
    "testing": "laws that plugins are held to under pytest",
}


@attrs.frozen
class Size:
    """What an installation takes."""

    packages: frozenset[str]
    bytes: int


def main(argv: list[str] | None = None) -> int:
    """Measure all and write the page."""
    ask = argparse.ArgumentParser(prog="python -m tools.release.sizes", description=__doc__)
    ask.add_argument("day", type=date.fromisoformat, metavar="DATE")
    day = ask.parse_args(argv).day
    if wheel("dxplan") is None:
        sys.exit("dist/ has no wheel of dxplan: run `make build` first")
    fetch(extras())
    core = measured("")
    sizes = {name: measured(name) for name in extras()}
    PAGE.write_text(page(core, sizes, day), "utf-8")
    print("\n".join(table(core, sizes)))
    return 0


def measured(extra: str) -> Size:
    """Install dxplan, with an extra, into an empty folder, and look what lies there."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "here").mkdir()
        wanted = f"dxplan[{extra}]" if extra else "dxplan"
        call = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-compile"]
        links = ["--find-links", str(DIST), "--find-links", str(HOUSE)]
        done = run(place, [*call, *links, "--target", str(place / "all"), wanted])
        if done.returncode:
            sys.exit(f"{wanted} cannot be installed: {done.stderr[-2000:]}")
        return size_of(place / "all")


def size_of(folder: Path) -> Size:
    """The packages in a folder and the bytes of its files."""
    names = (path.name.partition("-")[0] for path in folder.glob("*.dist-info"))
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return Size(frozenset(names), sum(path.stat().st_size for path in files))


def page(core: Size, sizes: Mapping[str, Size], day: date) -> str:
    """The whole page."""
    python = ".".join(platform.python_version_tuple()[:2])
    where = f"Python {python} on {platform.system()} ({platform.machine()})"
    words = {"day": day.isoformat(), "where": where, "version": version()}
    head = HEAD.read_text("utf-8").format(**words, core=megabytes(core.bytes))
    return f"{head}\n" + "\n".join(table(core, sizes)) + "\n"


def table(core: Size, sizes: Mapping[str, Size]) -> Iterable[str]:
    """The table of the page: dxplan by itself, and what each extra adds to it."""
    brought = described(ROOT)["optional-dependencies"]
    yield "| extra | for | brings | packages | MB |"
    yield "|---|---|---|--:|--:|"
    yield f"| none | everything else | | {len(core.packages)} | {megabytes(core.bytes)} |"
    for name, size in sizes.items():
        asked = ", ".join(f"`{each}`" for each in brought[name])
        more = len(size.packages - core.packages)
        bytes_more = megabytes(size.bytes - core.bytes)
        yield f"| `{name}` | {FOR[name]} | {asked} | +{more} | +{bytes_more} |"


def megabytes(size: int) -> str:
    """Bytes as megabytes, to the nearest, or to a tenth below ten.

    >>> megabytes(123_456_789), megabytes(1_250_001), megabytes(60_000)
    ('123', '1.3', '0.1')
    """
    tenths = (size + 50_000) // 100_000
    return f"{tenths // 10}.{tenths % 10}" if tenths < 100 else str((size + 500_000) // 1_000_000)


if __name__ == "__main__":
    sys.exit(main())
