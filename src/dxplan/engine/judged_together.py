"""What is judged together."""

from __future__ import annotations

import attrs

from dxplan.shown import Shown


@attrs.frozen(repr=False)
class Group(Shown):
    """Organisations that are judged together.

    :param by: the register column that they are a group of; ``None`` for the whole.
    :param name: of the group; the plan's id for the whole.
    """

    by: str | None
    name: str
