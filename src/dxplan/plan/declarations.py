"""What some files declare, in an order in which each name finds those that it needs."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.plan.book import Book, of_kind
from dxplan.plan.declare import (
    check_successors,
    declare_dimension,
    declare_fact,
    declare_measure,
    declare_unit,
)
from dxplan.plan.expressions import declare_indicator
from dxplan.plan.indicator_order import await_indicators, in_order
from dxplan.plan.scales import declare_criteria, declare_scales
from dxplan.syntax import lexicon, nodes


def mark_broken(book: Book, files: Sequence[nodes.RuleFile]) -> None:
    """What a broken statement seems to declare is known, so that using it is not a second error."""
    book.unread_rules += sum(not broken.head for file in files for broken in file.broken)
    heads: dict[str, set[str]] = {
        "UNIT": book.units.broken, "MEASURE": book.measures.broken, "FLAG": book.measures.broken,
        "FACT": book.facts.broken, "INDICATOR": book.indicators.broken,
        "DIMENSION": book.dimensions.broken, "SCALE": book.scales.broken,
    }  # fmt: skip
    own = lexicon.own_words()
    for broken in (broken for file in files for broken in file.broken if broken.head):
        folded = " ".join(broken.head.casefold().split())
        for terminal, table in heads.items():
            if folded in own[terminal]:
                table.update(broken.declares)
        for terminal, inside in (("DIMENSION", book.members), ("SCALE", book.measures)):
            if folded in own[terminal] and broken.span is not None:
                text = broken.span.text
                words = text.replace(",", " ").replace("{", " ").replace("|", " ").split()
                inside.broken.update(words)


def declare(book: Book, statements: Sequence[nodes.Statement]) -> None:
    """Declare every name, whatever the order of the statements."""
    for dimension in of_kind(statements, nodes.DimensionStatement):
        declare_dimension(book, dimension)
    declarations = of_kind(statements, nodes.DeclarationStatement)
    for declaration in declarations:
        if declaration.kind in ("measure", "flag"):
            declare_measure(book, declaration)
        elif declaration.kind == "fact":
            declare_fact(book, declaration)
        else:
            declare_unit(book, declaration)
    check_successors(book, declarations)
    scales = of_kind(statements, nodes.ScaleStatement)
    reported_by = declare_criteria(book, scales)
    indicators = in_order(book, of_kind(statements, nodes.IndicatorStatement))
    await_indicators(book, indicators, _declare_once)
    declare_scales(book, scales, reported_by)
    for indicator in indicators:
        _declare_once(book, indicator)


def _declare_once(book: Book, statement: nodes.IndicatorStatement) -> None:
    """Declare an indicator unless that has begun."""
    if id(statement) not in book.begun:
        book.begun.add(id(statement))
        declare_indicator(book, statement)
