"""Which mutants are tried: of each room as many as asked, drawn by a seed.

A larger sample with the same seed contains the smaller one, so that a run can go on from there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from tools.mutants.rooms import MUTANTS, ROOT

SMALL = 1000


@attrs.frozen
class Mutant:
    """One edit of one file.

    :param function: the function or method at the top of the module or class that it lies in.
    :param lines: first and last line of the statement; who runs one of them may notice.
    :param start: where the text is replaced, in code points, up to ``end``.
    """

    id: str
    room: str
    path: str
    function: str
    line: int
    lines: tuple[int, int] = attrs.field(converter=tuple)
    start: int
    end: int
    old: str
    new: str
    operator: str

    def applied(self, text: str) -> str:
        """The file's text with the mistake in it."""
        return text[: self.start] + self.new + text[self.end :]


def read(path: Path = MUTANTS) -> list[Mutant]:
    """All mutants; the files must still be those that they were written down for."""
    found = [Mutant(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in {m.path for m in found}}
    for mutant in found:
        if texts[mutant.path][mutant.start : mutant.end] != mutant.old:
            raise SystemExit(f"{mutant.path} has changed: write the mutants down anew")
    return found


def drawn(mutants: Iterable[Mutant], room: str, count: int | None, seed: int) -> Sequence[Mutant]:
    """So many mutants of a room, or all of them, in an order that only the seed decides.

    Of a small room it is always all of them.
    """
    inside = [mutant for mutant in mutants if mutant.room == room]
    found = sorted(inside, key=lambda mutant: _rank(mutant.id, seed))
    return found if len(found) <= SMALL else found[:count]


def _rank(name: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}:{name}".encode()).digest()
