"""From Lark's tree of a deadline that is counted from something to its node."""

from __future__ import annotations

from typing import Any, cast

from lark import Token, Tree

from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.build_scales import Builds
from dxplan.syntax.literals import Unreadable
from dxplan.values.durations import Duration

_ORIGINS = {"OF_THE_DEADLINE_OF": "deadline", "OF_ITS_END": "end"}


def clause(builder: Builds, tree: Tree[Token], span: Span) -> nodes.WithinClause:
    """``within 5 working days of received``; a number that cannot be meant is collected."""
    _, digits, unit, origin, *_ = cast("list[Token]", tree.children)
    text = str(digits)
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    if not count:
        builder.wrong(Unreadable("impossible-duration", text=text), builder.span(digits))
    duration = Duration(max(1, count), cast(Any, unit.type.removesuffix("S").lower()))
    name = next(iter(builder.names(tree)), None)
    return nodes.WithinClause(
        duration, cast(Any, _ORIGINS.get(origin.type, "event")), name, span=span
    )
