"""Writes every file of the corpus into a folder, to be looked at in a spreadsheet program.

    python -m tests.data.corpus.make_corpus FOLDER [--seed N]

It says how many defects there are; ``pytest tests/data/corpus --collect-only -q`` lists them.

The tests make the same files for themselves; the same seed gives the same figures.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.data.corpus.broken_files import BROKEN_FILES
from tests.data.corpus.defects import DEFECTS
from tests.data.corpus.forms import WRITERS
from tests.data.corpus.lists import EVENTS, REGISTERS, write_list
from tests.data.corpus.outcomes import REGISTER, cases, write


def main() -> None:
    """Write the files, each into a folder named after what is wrong with it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    for name, suffix in cases():
        folder = chosen.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        write(name, suffix, chosen.seed, folder)
    (chosen.folder / "register.csv").write_text(REGISTER, "utf-8")
    for name in (*REGISTERS, *EVENTS):
        folder = chosen.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        for suffix in WRITERS:
            write_list(name, suffix, folder)
    counts = {
        "forms": DEFECTS,
        "registers": REGISTERS,
        "event lists": EVENTS,
        "broken files": BROKEN_FILES,
    }
    told = ", ".join(f"{len(found)} in {kind}" for kind, found in counts.items())
    print(f"{sum(map(len, counts.values()))} defects: {told}")


if __name__ == "__main__":
    main()
