"""Everything in dxplan that writes files, as it is used, and what may be there whenever it ends.

A writer is called turn by turn in a folder of its own: even turns write one thing, odd ones
another. So there is always an old file to be lost.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import attrs

from dxplan.cli import main
from dxplan.session import open_session
from dxplan.syntax.cache_folder import keep
from dxplan.whole_files import write_whole
from dxplan.whole_files.drafts import ENDING
from tests.cli.conftest import FIGURES, SMALL
from tests.cli.test_lint_fix import RULES
from tests.cli.test_template import REGISTER

DAYS = ("2025-12-31", "2026-06-30")
OTHER_FIGURES = FIGURES.replace("36", "6")
SPREAD_OUT = SMALL.replace("    ", "      ")
UNLIKE = (SMALL, SMALL.replace("5%", "7%"))


@attrs.frozen
class Writer:
    """A way to write.

    :param write: makes a turn in a folder, which is the working folder too; gives the exit code.
    :param rewrites: a file that it rewrites in place, and what is in there before.
    """

    write: Callable[[Path, int], int]
    rewrites: tuple[str, bytes] | None = None

    def prepare(self, folder: Path) -> None:
        """Put there what is to be rewritten."""
        if self.rewrites is not None:
            name, data = self.rewrites
            write_whole(folder / "out" / name, data)

    def turn(self, folder: Path, number: int) -> int:
        """A whole turn."""
        self.prepare(folder)
        return self.write(folder, number)


def quietly(*arguments: str) -> int:
    """The exit code of a command; what it says goes into the file ``said``."""
    said = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(said):
        code = main(list(arguments))
    Path("said").write_text(said.getvalue(), "utf-8")
    return code


def furnish(folder: Path) -> None:
    """What the writers read."""
    files: Mapping[str, str] = {
        "small.dxplan": SMALL, "a.csv": FIGURES, "b.csv": OTHER_FIGURES, "register.csv": REGISTER,
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    (folder / "out").mkdir()


def report(folder: Path, turn: int) -> int:
    code = quietly(
        "check", "small.dxplan", "--data", "b.csv", "--as-of", DAYS[turn % 2],
        "--format", "json", "--output", "out/report.json",
    )  # fmt: skip
    return 0 if code == 1 else code  # of what is due, something is missed


def frozen(folder: Path, turn: int) -> int:
    return quietly(
        "freeze", "small.dxplan", "--on", DAYS[turn % 2], "--force",
        "--output", "out/small.lock.json",
    )  # fmt: skip


def sums(folder: Path, turn: int) -> int:
    data = ("a.csv", "b.csv")[turn % 2]
    return quietly("sums", "small.dxplan", "--data", data, "-o", "out/sums.parquet")


def formatted(folder: Path, turn: int) -> int:
    return quietly("fmt", "out/plan.dxplan")


def mended(folder: Path, turn: int) -> int:
    return quietly("lint", "--fix", "out/rules.dxplan")


def cached(folder: Path, turn: int) -> int:
    (folder / "two.dxplan").write_bytes(f"# {turn}\n{UNLIKE[turn % 2]}".encode())
    os.environ["DXPLAN_CACHE"] = "out"
    number = open_session(entry_points=False).load(folder / "two.dxplan").value.targets[0].low
    return 0 if number == (5, 7)[turn % 2] else 1


def kept(folder: Path, turn: int) -> int:
    os.environ["DXPLAN_CACHE"] = "out"
    keep(f"plan-{turn % 4}.json", bytes([turn % 251]) * 4_000_000, at_most=3)
    return 0


def form(folder: Path, turn: int) -> int:
    return quietly(
        "template", "small.dxplan", "--register", "register.csv", "--period", "2025-Q4",
        "-o", f"out/form{turn}.xlsx",
    )  # fmt: skip


def new(folder: Path, turn: int) -> int:
    return quietly("new", "province", f"tay_do_{turn}", "-o", f"out/tay_do_{turn}")


WRITERS = {
    "report": Writer(report),
    "freeze": Writer(frozen),
    "sums": Writer(sums),
    "fmt": Writer(formatted, ("plan.dxplan", SPREAD_OUT.encode())),
    "lint": Writer(mended, ("rules.dxplan", RULES.encode())),
    "cache": Writer(cached),
    "kept": Writer(kept),
    "template": Writer(form),
    "new": Writer(new),
}


# --- what may be there ----------------------------------------------------------------------------

Contents = frozenset[tuple[str, bytes]]


def contents(folder: Path) -> Contents:
    """The finished files, by what they are called under the folder, with what is in them."""
    out = folder / "out"
    finished = [path for path in out.iterdir() if not path.name.endswith(ENDING)]
    files = [each for path in finished for each in (path, *path.rglob("*")) if each.is_file()]
    return frozenset((each.relative_to(out).as_posix(), each.read_bytes()) for each in files)


def what_is_wrong(writer: Writer, folder: Path, usual: Contents) -> list[str]:
    """Every finished file that is not whole.

    :param usual: what was there after turns that nobody killed.
    """
    # What is kept has its digest with it, and may be there in any state of a turn.
    names = {name for name, _ in usual if not name.startswith(("plan-", "grammar-"))}
    found = contents(folder)
    bad = [name for name, data in found - usual if not _is_whole(writer, name, data, names)]
    return bad + _half_filled(names, {name for name, _ in found})


def _is_whole(writer: Writer, name: str, data: bytes, names: set[str]) -> bool:
    if name in names:  # not what it held after any turn
        return (name, data) == writer.rewrites
    if name.endswith(".xlsx"):
        return zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    if name.endswith((".json", ".tables")):
        return hashlib.sha256(data[64:]).hexdigest().encode() == data[:64]
    return "/" in name and (bool(data) or name.endswith("/py.typed"))


def _half_filled(usual: set[str], found: set[str]) -> list[str]:
    """Folders that have other files than those made in peace; all of them are named alike."""
    whole = {_parts(usual, folder) for folder in _folders(usual)}
    return [folder for folder in _folders(found) if _parts(found, folder) not in whole]


def _folders(names: set[str]) -> set[str]:
    return {name.partition("/") for name in names if "/" in name}


def _parts(names: set[str], folder: str) -> frozenset[str]:
    inside = (name.partition("/")[2] for name in names if name.startswith(f"{folder}/"))
    return frozenset(each.replace(folder, "NAME") for each in inside)


def drafts(folder: Path) -> list[Path]:
    """What was not finished."""
    return [path for path in (folder / "out").iterdir() if path.name.endswith(ENDING)]
