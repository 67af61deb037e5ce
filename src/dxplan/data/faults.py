"""What is wrong with one raw value, before it is known where it stands."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dxplan.shown import Shown


@attrs.frozen(repr=False)
class Fault(Shown):
    """A code of ``texts/problems.toml`` and what fills its template."""

    code: str
    params: Mapping[str, object] = attrs.field(factory=dict, hash=False)
