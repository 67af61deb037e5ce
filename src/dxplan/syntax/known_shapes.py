"""The shapes that were met in a file, and what statements of them are filled in from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import accumulate

import attrs

from dxplan.messages import Language
from dxplan.source import Source
from dxplan.syntax import nodes
from dxplan.syntax.chunks import Chunk
from dxplan.syntax.literals import Unreadable
from dxplan.syntax.moulds import Fill, mould
from dxplan.syntax.shapes import Kinds, Shape, pieces_of

_OFTEN = 3
"""How often a shape is met before a mould is made of it, which costs as much as a few readings."""
_LONGEST = 2000
"""Statements of more letters hold more than a rule, and no two of them have one shape."""


@attrs.frozen
class Filled:
    """A statement that was filled in, and how often each language was heard in it."""

    statement: nodes.Statement
    votes: Mapping[Language, int]


@attrs.frozen
class _Known:
    fill: Fill
    votes: Mapping[Language, int]


@attrs.define
class KnownShapes:
    """The shapes of one file.

    What is known of another file would save next to nothing.
    """

    _kinds: Kinds = attrs.field(factory=Kinds, init=False)
    _known: dict[Shape, _Known | None] = attrs.field(factory=dict, init=False)
    _met: Counter[Shape] = attrs.field(factory=Counter, init=False)

    def filled(self, source: Source, chunk: Chunk, text: str) -> Filled | None:
        """The statement of a stretch of the file, if its shape is known."""
        if len(text) > _LONGEST or "#" in text:
            return None
        pieces = pieces_of(text)
        known = self._known.get(tuple(map(self._kinds.__getitem__, pieces)))
        if known is None:
            return None
        at = list(accumulate(map(len, pieces), initial=chunk.start))
        try:
            statement = known.fill(source, pieces, at, chunk.leading)
        except Unreadable:
            return None
        return Filled(statement, known.votes)

    def learn(
        self,
        chunk: Chunk,
        text: str,
        statement: nodes.Statement,
        votes: Mapping[Language, int],
    ) -> None:
        """Remember the shape of a statement about which there was nothing to say."""
        if len(text) > _LONGEST or "#" in text:
            return
        pieces = pieces_of(text)
        shape = tuple(map(self._kinds.__getitem__, pieces))
        self._met[shape] += 1
        if self._met[shape] == _OFTEN:
            at = list(accumulate(map(len, pieces), initial=chunk.start))
            fill = mould(statement, shape, at)
            self._known[shape] = None if fill is None else _Known(fill, votes)
