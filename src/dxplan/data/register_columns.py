"""A register as columns: of tens of thousands of organisations only those asked for are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from dxplan.data.alike import WithExamples
from dxplan.data.cell_values import Exact, is_missing
from dxplan.data.layouts import SeriesKey
from dxplan.data.observations import Organisation, Place
from dxplan.data.organisation_ids import id_text


@attrs.frozen
class FirstCell:
    """Where the first id of a register stands; the others stand below it, one in every row.

    :param letters: those of its column.
    """

    file: str
    sheet: str
    letters: str
    row: int

    def below(self, position: int) -> Place:
        """The place of a further id, counted from 0."""
        return Place(self.file, self.sheet, f"{self.letters}{self.row + position}")


@attrs.frozen(eq=False, repr=False)
class RegisterColumns(WithExamples):
    """The organisations of a register by id, each made when it is first asked for.

    It equals a ``dict`` of the same organisations. Organisations are *alike* when the register says
    the same of them but for id, title, place, and how large the numbers are that it gives.

    :param positions: the position of every id, in the order of the rows.
    :param names: the cells with their names; empty where no column has any.
    :param alike: of every organisation the position of the example that it is like.
    :param examples: one organisation of the register for all that are like it.
    :param numbers: of every organisation the numbers that the register gives, ``None`` for none.
    """

    positions: Mapping[str, int]
    names: Sequence[object]
    alike: Sequence[int]
    examples: tuple[Organisation, ...]
    numbers: Mapping[SeriesKey, Sequence[Exact | None]]
    first: FirstCell
    _made: dict[str, Organisation] = attrs.field(factory=dict, init=False)

    def __getitem__(self, name: str) -> Organisation:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._organisation(name, self.positions[name])
        return found

    def __contains__(self, name: object) -> bool:
        return name in self.positions

    def __iter__(self) -> Iterator[str]:
        return iter(self.positions)

    def __len__(self) -> int:
        return len(self.positions)

    def __repr__(self) -> str:
        return repr(dict(self))

    def title(self, name: str) -> str:
        """The title of an organisation; empty where the register gives none."""
        position = self.positions[name]
        raw = self.names[position] if self.names else None
        return "" if is_missing(raw) else id_text(raw)

    def _organisation(self, name: str, position: int) -> Organisation:
        like = self.examples[self.alike[position]]
        listed = ((key, column[position]) for key, column in self.numbers.items())
        known = {key: Fraction(value) for key, value in listed if value is not None} or like.known
        return Organisation(
            name,
            self.title(name),
            like.parents,
            like.members,
            known,
            like.since,
            like.until,
            self.first.below(position),
            tuple(attrs.evolve(stay, known=known) for stay in like.stays),
        )


@attrs.frozen(eq=False)
class Titles(Mapping[str, str]):
    """The titles of the organisations of a register that have one, by id."""

    register: RegisterColumns

    def __getitem__(self, name: str) -> str:
        found = self.register.title(name)
        if not found:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.register if self.register.title(name))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def titles_of(register: Mapping[str, Organisation]) -> Mapping[str, str]:
    """The titles of the organisations of a register that have one, by id."""
    if isinstance(register, RegisterColumns):
        return Titles(register)
    return {each.id: each.title for each in register.values() if each.title}
