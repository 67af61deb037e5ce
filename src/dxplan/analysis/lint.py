"""A check of a bound plan: a plain function with a code and its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from dxplan.diagnostics import Severity
from dxplan.plan.model import Plan
from dxplan.source import Span


@attrs.frozen
class Lint:
    """A check of a bound plan that a plugin adds.

    :param code: readable code, as it is shown.
    :param texts: ``en``, ``vi``, and perhaps ``help_en``, ``help_vi``: templates.
    :param check: gives (place, parameters of the templates) for everything it has to say.
    """

    code: str
    severity: Severity
    texts: Mapping[str, str]
    check: Callable[[Plan], Iterable[tuple[Span | None, Mapping[str, object]]]]
