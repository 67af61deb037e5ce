"""From Lark's tree of an example to its nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeAlias, cast

from lark import Token, Tree

from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.literals import Unreadable

Branch: TypeAlias = Tree[Token]


class Builds(Protocol):
    """What builds the parts that an example shares with other statements."""

    def span(self, item: Branch | Token) -> Span: ...
    def wrong(self, error: Unreadable, span: Span) -> None: ...
    def name(self, token: Token) -> nodes.Name: ...
    def names(self, tree: Branch) -> tuple[nodes.Name, ...]: ...
    def text(self, token: Token) -> nodes.Text: ...
    def number(self, tree: Branch) -> nodes.Number: ...
    def literal(self, tree: Branch) -> nodes.TimeLiteral: ...
    def time(self, tree: Branch) -> nodes.Time: ...


def head(builds: Builds, tree: Branch) -> tuple[nodes.Text, nodes.TimeLiteral | None]:
    """The title of an example, and the day that it is about."""
    days = [builds.literal(each) for each in _branches(tree) if each.data in LITERALS]
    return builds.text(next(_tokens(tree, "STRING"))), days[0] if days else None


LITERALS = ("year", "date", "month", "quarter", "school_year", "semester")
"""The forms of a time literal in the grammar."""


def clause(builds: Builds, tree: Branch, span: Span) -> nodes.Clause:
    """What is given, or what is expected."""
    if tree.data == "given":
        return _given(builds, tree, span)
    return _expect(builds, tree, span)


# --- given ----------------------------------------------------------------------------------------


def _given(builds: Builds, tree: Branch, span: Span) -> nodes.GivenClause:
    schools: nodes.Schools | None = None
    time: nodes.GivenTime | None = None
    items: list[nodes.GivenItem] = []
    for child in _branches(tree):
        if child.data == "given_schools":
            schools = _schools(builds, child)
        elif child.data == "given_time":
            found = [builds.literal(each) for each in _branches(child)]
            time = nodes.GivenTime(found[0], *found[1:], span=builds.span(child))
        else:
            items.append(_item(builds, child))
    return nodes.GivenClause(schools, tuple(items), time, span=span)


def _schools(builds: Builds, tree: Branch) -> nodes.Schools:
    digits = next(_tokens(tree, "NUMBER"), None)
    title = next(_tokens(tree, "STRING"), None)
    return nodes.Schools(
        1 if digits is None else _count(builds, digits),
        None if title is None else builds.text(title),
        builds.names(tree),
        tuple(_group(builds, each) for each in _branches(tree)),
        span=builds.span(tree),
    )


def _count(builds: Builds, digits: Token) -> int:
    text = str(digits)
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if not 1 <= count <= nodes.MOST_SCHOOLS:
        builds.wrong(
            Unreadable("impossible-count", text=text, most=nodes.MOST_SCHOOLS),
            builds.span(digits),
        )
        return 1
    return count


def _group(builds: Builds, tree: Branch) -> nodes.GroupOf:
    *_, what, name = cast("list[Token]", tree.children)
    by = builds.text(what) if what.type == "STRING" else what.type.removesuffix("_LEVEL").lower()
    return nodes.GroupOf(cast(Any, by), builds.text(name), span=builds.span(tree))


def _item(builds: Builds, tree: Branch) -> nodes.GivenItem:
    first, *rest = builds.names(tree)
    span = builds.span(tree)
    if tree.data == "done":
        times = [builds.literal(each) for each in _branches(tree)]
        return nodes.Done(first, times[0] if times else None, tuple(rest), span=span)
    if tree.data == "answer":
        return nodes.Answer(first, tuple(rest), any(_tokens(tree, "YES")), span=span)
    value = builds.number(next(_branches(tree)))
    return nodes.Figure(first, tuple(rest), value, span=span)


# --- expect ---------------------------------------------------------------------------------------


def _expect(builds: Builds, tree: Branch, span: Span) -> nodes.ExpectClause:
    text = next(_tokens(tree, "STRING"), None)
    subject = builds.names(tree) if text is None else builds.text(text)
    found: dict[str, Any] = {"outcome": _outcome(tree)}
    for child in _branches(tree):
        match child.data:
            case "group_of":
                found["group"] = _group(builds, child)
            case "at_band":
                found["band"] = builds.names(child)[0]
            case "lead" | "cooperating":
                found[str(child.data)] = builds.names(child)
            case _:
                found["time"] = builds.time(child)
    return nodes.ExpectClause(subject, **found, span=span)


def _outcome(tree: Branch) -> nodes.Expected | None:
    """What comes out; ``đạt`` is the word of a comparator."""
    kinds = (child.type for child in tree.children if isinstance(child, Token))
    for kind in kinds:
        if kind not in ("EXPECT", "NAME", "STRING"):
            return cast(Any, "met" if kind == "REACHES" else kind.lower())  # type: ignore[no-any-return]
    return None


def _branches(tree: Branch) -> Iterator[Branch]:
    return (child for child in tree.children if isinstance(child, Tree))


def _tokens(tree: Branch, kind: str) -> Iterator[Token]:
    return (child for child in tree.children if isinstance(child, Token) and child.type == kind)
