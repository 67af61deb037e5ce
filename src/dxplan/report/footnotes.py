"""Numbered notes below the tables of a report."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.report.layout import paragraph


class Footnotes:
    """Notes in the order in which a report first makes them; the same note has one number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def marks(self, notes: Iterable[str]) -> str:
        """The numbers of some notes, such as `` [1][2]``.

        >>> footnotes = Footnotes()
        >>> footnotes.marks(["a", "b"]), footnotes.marks(["b"]), footnotes.marks([])
        (' [1][2]', ' [2]', '')
        """
        numbers = [self._numbers.setdefault(note, len(self._numbers) + 1) for note in notes]
        return " " + "".join(f"[{number}]" for number in numbers) if numbers else ""

    def text(self) -> str:
        """All notes, a paragraph each."""
        return "\n".join(
            paragraph(note, lead=f"[{number}] ") for note, number in self._numbers.items()
        )
