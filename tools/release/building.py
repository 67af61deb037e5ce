"""Builds the sdist and the wheel of dxplan and of each plugin, the same bytes wherever it is done.

``python -m tools.release.building`` writes them into ``dist/``, in place of older ones, with
``SHA256SUMS`` beside them. Wheels are built from the sdists, so that nothing is in a wheel which
the sdist lacks.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.release.projects import ROOT, Project, projects

# The day that files in wheels bear: fixed, so that whoever has the sources needs to know no date.
# It is the one that hatchling takes by itself; zip archives know no day before 1980.
EPOCH = "1580601600"
SUMS = "SHA256SUMS"


def main(argv: list[str] | None = None) -> int:
    """Build all, and say what came of it."""
    ask = argparse.ArgumentParser(prog="python -m tools.release.building", description=__doc__)
    ask.add_argument("--out", type=Path, default=ROOT / "dist", help="where they go (dist)")
    out: Path = ask.parse_args(argv).out
    for path in build(projects(), out):
        print(f"{path.stat().st_size:>9,}  {path.name}")
    return 0


def build(
    wanted: Iterable[Project],
    out: Path,
    *,
    around: Mapping[str, str] | None = None,
    umask: int = -1,
) -> list[Path]:
    """Build distributions into a folder, and list what was written there.

    :param around: environment variables beside those of this process.
    :param umask: which rights new files do not get; -1 for those of this process.
    """
    clear(out)
    environment = {**os.environ, **(around or {}), "SOURCE_DATE_EPOCH": EPOCH}
    for each in wanted:
        call = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out)]
        done = subprocess.run(
            [*call, str(each.folder)],
            env=environment,
            umask=umask,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{each.name} could not be built:\n{done.stdout}{done.stderr}")
    return summed(out)


def clear(out: Path) -> None:
    """Take away what was built before."""
    out.mkdir(parents=True, exist_ok=True)
    for path in [*out.glob("*.whl"), *out.glob("*.tar.gz"), *out.glob(SUMS)]:
        path.unlink()


def summed(out: Path) -> list[Path]:
    """Write the hashes of what was built beside it, as ``sha256sum --check`` reads them."""
    built = sorted([*out.glob("*.whl"), *out.glob("*.tar.gz")])
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in built)
    (out / SUMS).write_text("".join(lines), "utf-8")
    return built


if __name__ == "__main__":
    sys.exit(main())
