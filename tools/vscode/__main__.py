"""Write what the extension for VS Code has of the keyword table, and pack the extension.

python -m tools.vscode            write the grammar
python -m tools.vscode --check    1 when the grammar is not that of the table
python -m tools.vscode --pack     put dist/dxplan-<version>.vsix together, once it is bundled
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from dxplan import __version__
from tools.vscode import grammar
from tools.vscode.vsix import EXTENSION, ROOT, CannotPack, pack

WRITTEN = EXTENSION / "syntaxes" / "dxplan.tmLanguage.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; 1 when it cannot be done, or the grammar is out of date."""
    parser = argparse.ArgumentParser(prog="python -m tools.vscode")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--pack", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.check:
        return _check()
    if asked.pack:
        return _pack()
    WRITTEN.parent.mkdir(exist_ok=True)
    WRITTEN.write_text(grammar.text(), "utf-8")
    return 0


def _check() -> int:
    if WRITTEN.is_file() and WRITTEN.read_text("utf-8") == grammar.text():
        return 0
    print(f"{WRITTEN.relative_to(ROOT)} is not what python -m tools.vscode writes")
    return 1


def _pack() -> int:
    try:
        print(pack(ROOT / "dist", __version__).relative_to(ROOT))
    except CannotPack as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
