"""A check of a bound plan: a plain function with a code and its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import attrs

from dxplan.diagnostics import Severity
from dxplan.plan.model import Plan
from dxplan.source import Span

Said: TypeAlias = tuple[Span | None, Mapping[str, object]]
"""A place, and the parameters of the texts."""


@attrs.frozen
class Remark:
    """The same with other places that belong to it, such as the rules that one contradicts."""

    span: Span | None
    params: Mapping[str, object]
    related: tuple[Span, ...] = ()


@attrs.frozen
class Edit:
    """A stretch of rule text and what is to stand there instead; an empty stretch inserts."""

    span: Span
    text: str


@attrs.frozen
class Fix:
    """How something that was said is mended without a change of what the rules mean.

    :param code: of what is mended.
    :param span: where that was said.
    :param edits: in the order of the text, without overlaps, all of one source.
    """

    code: str
    span: Span
    edits: tuple[Edit, ...]


@attrs.frozen
class Lint:
    """A check of a bound plan that a plugin adds.

    :param code: readable code, as it is shown.
    :param texts: ``en``, ``vi``, and perhaps ``help_en``, ``help_vi``: templates.
    :param check: gives (place, parameters of the templates), or a :class:`Remark`, for everything
        it has to say.
    :param mend: gives fixes for what it says, as far as they change no meaning.
    """

    code: str
    severity: Severity
    texts: Mapping[str, str]
    check: Callable[[Plan], Iterable[tuple[Span | None, Mapping[str, object]] | Remark]]
    mend: Callable[[Plan], Iterable[Fix]] | None = None
