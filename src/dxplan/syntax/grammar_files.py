"""Where the grammar and the keyword table are.

They stand at the top of the repository, in ``grammar/``, so that the language is in one place. A
built wheel carries that folder inside the package; a checkout and an editable install find it
beside ``src``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

GRAMMAR = "dxplan.lark"
KEYWORDS = "keywords.tsv"


class GrammarNotFound(RuntimeError):
    """The installation is damaged: the grammar is neither in the package nor beside it."""


@cache
def read(name: str) -> str:
    """The text of one of the two files; raises :class:`GrammarNotFound` when it is not there."""
    for folder in places():
        path = folder / name
        if path.is_file():
            return path.read_text("utf-8")
    looked = ", ".join(str(place) for place in places())
    raise GrammarNotFound(f"{name} was looked for in {looked}")


def places() -> tuple[Path, ...]:
    """The folders in which the two files may be, the one inside the package first."""
    package = Path(__file__).parent.parent
    return (package / "grammar", package.parent.parent / "grammar")
