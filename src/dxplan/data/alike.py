"""Organisations of which the register says the same, known by one of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dxplan.data.observations import Organisation


class WithExamples(Mapping[str, Organisation]):
    """A register that knows who is alike.

    :param examples: one organisation for all that are like it.
    """

    __slots__ = ()

    examples: tuple[Organisation, ...]


def examples_of(register: Mapping[str, Organisation]) -> Collection[Organisation]:
    """Organisations of a register that show all that it says of places, days and members.

    >>> [each.id for each in examples_of({"a": Organisation("a"), "b": Organisation("b")})]
    ['a', 'b']
    """
    return register.examples if isinstance(register, WithExamples) else register.values()
