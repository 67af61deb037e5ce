"""From Lark's tree of one statement to the nodes of the syntax tree.

Every function here takes a tree that the grammar has accepted. What the grammar cannot see (a
month 13, a decimal comma) is collected as a diagnostic; the statement then counts as broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeAlias, cast

import attrs
from lark import Token, Tree

from dxplan.diagnostics import Diagnostic
from dxplan.source import Source, Span
from dxplan.syntax import (
    build_counted,
    build_examples,
    build_expressions,
    build_scales,
    build_thresholds,
    literals,
    nodes,
)
from dxplan.syntax.literals import Unreadable

Branch: TypeAlias = Tree[Token]
Child: TypeAlias = Branch | Token | None

_NO_YEAR = 2000


@attrs.define
class Builder:
    """Builds the nodes of one statement.

    :param offset: where the statement's text begins in the source.
    :param diagnostics: what was found wrong on the way.
    """

    source: Source
    offset: int
    diagnostics: list[Diagnostic] = attrs.field(factory=list)

    # --- places -----------------------------------------------------------------------------------

    def span(self, item: Branch | Token) -> Span:
        """Where a token or tree stands in the source."""
        if isinstance(item, Token):
            start, end = cast(int, item.start_pos), cast(int, item.end_pos)
        else:
            start, end = item.meta.start_pos, item.meta.end_pos
        return Span(self.source, self.offset + start, self.offset + end)

    def wrong(self, error: Unreadable, span: Span) -> None:
        """Collect what is wrong with a literal."""
        self.diagnostics.append(Diagnostic(error.code, span, error.params))

    # --- leaves -----------------------------------------------------------------------------------

    def name(self, token: Token) -> nodes.Name:
        return nodes.Name(str(token), span=self.span(token))

    def names(self, tree: Branch) -> tuple[nodes.Name, ...]:
        return tuple(self.name(token) for token in _tokens(tree, "NAME"))

    def text(self, token: Token) -> nodes.Text:
        return nodes.Text(literals.quoted(str(token)), span=self.span(token))

    def value(self, token: Token, percent: bool = False) -> Fraction:
        try:
            return literals.number(str(token), percent)
        except Unreadable as error:
            self.wrong(error, self.span(token))
            return Fraction(0)

    def number(self, tree: Branch) -> nodes.Number:
        return build_thresholds.number(self, tree)

    def whole(self, token: Token, lowest: int, highest: int) -> int:
        """A whole number in a range, as days and months have."""
        if token.isascii() and token.isdigit() and lowest <= int(token[:6]) <= highest:
            return int(token)
        self.wrong(Unreadable("impossible-date", text=str(token)), self.span(token))
        return lowest

    def declared(self, tree: Branch) -> nodes.Declared:
        name, alias, title = cast("list[Token | None]", tree.children)
        assert name is not None
        return nodes.Declared(
            self.name(name),
            None if alias is None else self.name(alias),
            None if title is None else self.text(title),
        )

    # --- time -------------------------------------------------------------------------------------

    def literal(self, tree: Branch) -> nodes.TimeLiteral:
        try:
            kind, parts = self._literal_parts(tree)
        except Unreadable as error:
            self.wrong(error, self.span(tree))
            kind, parts = "year", (_NO_YEAR,)
        return nodes.TimeLiteral(kind, parts, span=self.span(tree))

    def _literal_parts(self, tree: Branch) -> tuple[nodes.LiteralKind, tuple[int, ...]]:
        tokens = [token for token in tree.children if isinstance(token, Token)]
        numbers = [str(token) for token in tokens if token.type in ("NUMBER", "ROMAN", "DATE")]
        match tree.data:
            case "year":
                return "year", (literals.year(numbers[0]),)
            case "month":
                return "month", (literals.year(numbers[1]), literals.ordinal_month(numbers[0]))
            case "quarter":
                return "quarter", (literals.year(numbers[1]), literals.ordinal(numbers[0], 4))
            case "school_year":
                return "school_year", (literals.first_year(numbers[0]),)
            case "semester":
                return "semester", (
                    literals.first_year(numbers[1]),
                    literals.ordinal(numbers[0], 2),
                )
            case _:
                head = tokens[0].type if len(tokens) > 1 else None
                return literals.separated(numbers[0], head)

    def time(self, tree: Branch) -> nodes.Time:
        span = self.span(tree)
        found = [self.literal(child) for child in _branches(tree)]
        if tree.data in ("every", "recurring"):
            since = found.pop(0) if any(_tokens(tree, "FROM")) else None
            until = found[0] if found else None
            return nodes.Time("every", since, until, step=_step(tree), span=span)
        if tree.data == "from_to":
            until = found[1] if len(found) > 1 else None
            return nodes.Time("from", found[0], until, span=span)
        kind = cast(Any, str(tree.data).rstrip("_"))
        return nodes.Time(kind, found[0], span=span)

    # --- thresholds, conditions, expressions ------------------------------------------------------

    def arm(self, tree: Branch) -> nodes.Arm:
        scope = list(self.names(tree))
        threshold: nodes.Threshold | None = None
        against: nodes.TimeLiteral | None = None
        time: nodes.Time | None = None
        each: nodes.Each | None = None
        for child in _branches(tree):
            if child.data == "scope_only":
                scope.extend(self.names(child))
            elif child.data == "each":
                each = self.each(child)
            elif child.data in build_thresholds.FORMS:
                threshold = build_thresholds.threshold(self, child)
            elif child.data == "against":
                against = self.literal(next(_branches(child)))
            else:
                time = self.time(child)
        remaining = any(_tokens(tree, "REMAINING"))
        return nodes.Arm(
            tuple(scope), threshold, time, against, remaining, each, span=self.span(tree)
        )

    def each(self, tree: Branch) -> nodes.Each:
        what = cast(Token, tree.children[-1])
        if what.type == "STRING":
            return nodes.Each(self.text(what), span=self.span(tree))
        return nodes.Each(cast(Any, what.type.removesuffix("_LEVEL").lower()), span=self.span(tree))

    def arms(self, tree: Branch) -> Iterator[nodes.Arm]:
        for child in _branches(tree):
            if child.data == "arm":
                yield self.arm(child)
            elif child.data == "of_which":
                inner = self.arm(next(_branches(child)))
                yield attrs.evolve(inner, of_which=self.names(child)[0], span=self.span(child))

    def condition(self, tree: Branch) -> nodes.Condition:
        return build_expressions.condition(self, tree)

    # --- clauses ----------------------------------------------------------------------------------

    def clause(self, tree: Branch) -> nodes.Clause:
        span = self.span(tree)
        kind = cast(Any, _CLAUSE_KINDS.get(str(tree.data), str(tree.data)))
        match tree.data:
            case (
                "lead"
                | "cooperating"
                | "except_"
                | "done_by"
                | "sent_to"
                | "by_dimension"
                | "reported_by"
            ):
                return nodes.NamesClause(kind, self.names(tree), span=span)
            case (
                "cite"
                | "assume"
                | "note"
                | "also"
                | "measured_in"
                | "because"
                | "territory"
                | "incomplete"
            ):
                text = self.text(next(_tokens(tree, "STRING")))
                return nodes.TextClause(kind, text, span=span)
            case "parent_plan" | "calendar":
                return nodes.NameClause(kind, self.names(tree)[0], span=span)
            case "flow" | "stock" | "amount" | "rank":
                return nodes.MarkClause(kind, span=span)
            case "by" | "before" | "in_" | "every":
                return nodes.TimeClause(self.time(tree), span=span)
            case "when":
                return nodes.WhenClause(self.condition(next(_branches(tree))), span=span)
            case "day_before" | "day_by":
                return self._day(tree, span)
            case "within":
                return build_counted.clause(self, tree, span)
            case "group" | "band" | "gate" | "judged":
                return build_scales.clause(self, tree, span)
            case "given" | "expect":
                return build_examples.clause(self, tree, span)
        return self._dated(tree, span)

    def _dated(self, tree: Branch, span: Span) -> nodes.Clause:
        """A clause that holds time literals, or a level."""
        parts = list(_branches(tree))
        if tree.data == "level":
            level = cast(Token, tree.children[-1]).type.removesuffix("_LEVEL").lower()
            return nodes.LevelClause(cast(Any, level), span=span)
        if tree.data == "baseline":
            return nodes.BaselineClause(self.number(parts[0]), self.literal(parts[1]), span=span)
        found = [self.literal(part) for part in parts]
        match tree.data:
            case "document":
                return self._document(tree, found[0] if found else None, span)
            case "period":
                return nodes.PeriodClause(found[0], found[1] if len(found) > 1 else None, span=span)
            case "ends":
                return nodes.EndsClause(found[0], self.names(tree), span=span)
            case "begins":
                return nodes.BeginsClause(found[0], span=span)
            case "holds":
                return nodes.HoldsClause(found[0], found[1] if len(found) > 1 else None, span=span)
        return nodes.UntilClause(found[0], span=span)

    def _document(
        self, tree: Branch, issued: nodes.TimeLiteral | None, span: Span
    ) -> nodes.DocumentClause:
        texts = [self.text(token) for token in _tokens(tree, "STRING")]
        number = texts[0] if len(texts) > 1 else None
        draft = any(_tokens(tree, "DRAFT"))
        return nodes.DocumentClause(number, texts[-1], issued, draft, span=span)

    def _day(self, tree: Branch, span: Span) -> nodes.DayClause:
        day = self.whole(next(_tokens(tree, "NUMBER")), 1, 31)
        month = None
        for child in _branches(tree):
            month = self.whole(next(_tokens(child, "NUMBER")), 1, 12)
        last_month = any(_tokens(tree, "OF_ITS_LAST_MONTH"))
        return nodes.DayClause(tree.data == "day_by", day, last_month, month, span=span)

    def clauses(self, tree: Branch, skip: tuple[str, ...] = ()) -> tuple[nodes.Clause, ...]:
        return tuple(
            self.clause(child)
            for child in _branches(tree)
            if child.data not in ("declared", "linear") and child.data not in skip
        )

    # --- statements -------------------------------------------------------------------------------

    def statement(self, tree: Branch) -> nodes.Statement:
        """The statement of a tree."""
        span = self.span(tree)
        match tree.data:
            case "plan":
                title = next(_tokens(tree, "STRING"), None)
                return nodes.PlanStatement(
                    self.names(tree)[0],
                    None if title is None else self.text(title),
                    self.clauses(tree),
                    span=span,
                )
            case "use":
                return nodes.UseStatement(self.names(tree)[0], span=span)
            case "dimension":
                return self._dimension(tree, span)
            case "indicator":
                return self._indicator(tree, span)
            case "target":
                clauses = self.clauses(tree, skip=("arm", "of_which"))
                arms = tuple(self.arms(tree))
                return nodes.TargetStatement(self.names(tree)[0], arms, clauses, span=span)
            case "pledge":
                return nodes.PledgeStatement(self.clauses(tree), span=span)
            case "check":
                return self._check(tree, span)
            case "waive":
                first, *scope = self.names(tree)
                return nodes.WaiveStatement(first, tuple(scope), self.clauses(tree), span=span)
            case "example":
                clauses = self.clauses(tree, skip=build_examples.LITERALS)
                named, day = build_examples.head(self, tree)
                return nodes.ExampleStatement(named, day, clauses, span=span)
        declared = self.declared(next(_branches(tree)))
        kind = cast(Any, str(tree.data))
        if tree.data in ("task", "duty"):
            return nodes.WorkStatement(kind, declared, self.clauses(tree), span=span)
        if tree.data == "scale":
            return nodes.ScaleStatement(declared, self.clauses(tree), span=span)
        return nodes.DeclarationStatement(kind, declared, self.clauses(tree), span=span)

    def _dimension(self, tree: Branch, span: Span) -> nodes.DimensionStatement:
        declared, members = _branches(tree)
        of_organisations = any(_tokens(tree, "ORGANISATIONS"))
        return nodes.DimensionStatement(
            self.declared(declared), of_organisations, self._members(members), span=span
        )

    def _members(self, tree: Branch) -> tuple[nodes.MemberNode, ...]:
        return tuple(self._member(child) for child in _branches(tree))

    def _member(self, tree: Branch) -> nodes.MemberNode:
        declared, *rest = _branches(tree)
        also = tuple(
            self.text(next(_tokens(child, "STRING"))) for child in rest if child.data == "also"
        )
        parts = [self._members(child) for child in rest if child.data == "members"]
        return nodes.MemberNode(
            self.declared(declared), also, parts[0] if parts else (), span=self.span(tree)
        )

    def _indicator(self, tree: Branch, span: Span) -> nodes.IndicatorStatement:
        declared, expression, *_ = _branches(tree)
        return nodes.IndicatorStatement(
            self.declared(declared),
            build_expressions.expression(self, expression),
            self.clauses(tree, skip=(str(expression.data),)),
            span=span,
        )

    def _check(self, tree: Branch, span: Span) -> nodes.CheckStatement:
        left, right = (child for child in _branches(tree) if child.data == "linear")
        title = next(_tokens(tree, "STRING"), None)
        return nodes.CheckStatement(
            build_expressions.linear(self, left),
            build_expressions.word(tree),
            build_expressions.linear(self, right),
            None if title is None else self.text(title),
            self.clauses(tree),
            span=span,
        )


_CLAUSE_KINDS = {"cooperating": "with", "except_": "except", "parent_plan": "parent"}


def _branches(tree: Branch) -> Iterator[Branch]:
    return (child for child in tree.children if isinstance(child, Tree))


def _tokens(tree: Branch, kind: str) -> Iterator[Token]:
    return (child for child in tree.children if isinstance(child, Token) and child.type == kind)


def _step(tree: Branch) -> Any:
    """The step of ``every``: the word behind it, or the one that says both."""
    first, *_ = tokens = [child for child in tree.children if isinstance(child, Token)]
    found = tokens[1] if first.type == "EVERY" else first
    return found.type.removeprefix("EVERY_").lower()
