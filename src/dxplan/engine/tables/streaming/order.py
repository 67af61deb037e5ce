"""Organisations in the order of their kinds, so that those of a kind stand side by side."""

from __future__ import annotations

import attrs
import numpy as np

from dxplan.engine.tables.kinds import Codes, Kinds


@attrs.frozen(eq=False)
class Order:
    """The organisations of a register by kind; the position of one is its rank.

    :param codes: by rank, the code; ``ranks``: by code, the rank.
    :param kinds: by rank, the kind.
    :param starts: by kind, the first rank.
    """

    codes: Codes
    ranks: Codes
    kinds: Codes
    starts: Codes

    @property
    def count(self) -> int:
        """How many organisations there are."""
        return len(self.codes)


def order_of(kinds: Kinds) -> Order:
    """The order of some organisations.

    >>> from dxplan.data.observations import Organisation
    >>> from dxplan.engine.tables.kinds import kinds_of
    >>> alike = {"a": "I", "b": "J", "c": "I"}
    >>> kinds = kinds_of({i: Organisation(i, parents={"district": d}) for i, d in alike.items()})
    >>> order_of(kinds).codes.tolist()
    [0, 2, 1]
    """
    codes = np.argsort(kinds.of, kind="stable").astype(np.int64)
    ranks = np.empty(len(codes), dtype=np.int64)
    ranks[codes] = np.arange(len(codes))
    sizes = np.asarray(kinds.sizes)
    return Order(codes, ranks, kinds.of[codes], np.cumsum(sizes) - sizes)
