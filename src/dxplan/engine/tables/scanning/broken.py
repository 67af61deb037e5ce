"""Who breaks a relation between the numbers of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import TYPE_CHECKING, Any

import numpy as np

from dxplan.engine.tables.scanning.book import Whole
from dxplan.engine.tables.scanning.forms import LARGEST, Form, factor_of, forms_in_rows
from dxplan.engine.tables.scanning.numbers import zero_or_one
from dxplan.engine.tables.scanning.relations import Instance, instances, whole_factors
from dxplan.engine.tables.scanning.rows import by, collected, joined
from dxplan.engine.tables.scanning.scan import Coded
from dxplan.engine.tables.scanning.sources import whole_numbers
from dxplan.plan.model import Comparator, Plan
from dxplan.values.comparators import RELATIONS

if TYPE_CHECKING:
    import narwhals as nw

    from dxplan.engine.tables.scanning.rows import Asked

    Frame = nw.LazyFrame[Any]


def breaking(plan: Plan, found: Coded) -> Whole:
    """The organisations that break a relation in any report; perhaps a few more."""
    in_rows: dict[Form, set[int]] = {}
    across: list[Instance] = []
    scales = found.rows.scales
    for instance in instances(plan, found.book):
        forms = forms_in_rows(found.book, scales, instance)
        if forms is None:
            across.append(instance)
        else:
            for number, form in forms.items():
                in_rows.setdefault(form, set()).add(number)
    codes = [np.zeros(0, dtype=np.int64)]
    if in_rows:
        codes.append(_in_rows(found, in_rows))
    if across:
        codes.append(_across(found, across))
    return np.unique(np.concatenate(codes))


# --- within a row ---------------------------------------------------------------------------------


def _in_rows(found: Coded, forms: Mapping[Form, set[int]]) -> Whole:
    """Who breaks a relation in a row.

    :param forms: with the numbers of the patterns for which they hold.
    """
    import narwhals as nw

    conditions = []
    for form, numbers in forms.items():
        others = set(range(len(found.book.patterns))) - numbers
        within = nw.col("p").is_in(sorted(numbers)) if others else None
        broken = _broken(form)
        conditions.append(broken if within is None else within & broken)
    frame = found.frame.filter(reduce(or_, conditions))
    return collected(found.rows, frame.select("code").unique())["code"].astype(np.int64)


def _broken(form: Form) -> nw.Expr:
    """Whether a row breaks a relation, or has numbers too large to tell."""
    import narwhals as nw

    bound = form.bound
    there = reduce(and_, (nw.col(f"q{column}") > 0 for column in form.columns))
    if form.is_plain:
        first, second = form.terms
        low, high = (first[1][0], second[1][0]) if first[0] > 0 else (second[1][0], first[1][0])
        broken: nw.Expr = ~RELATIONS[form.comparator](nw.col(f"v{low}"), nw.col(f"v{high}"))
        return there & broken
    columns = {column: nw.col(f"v{column}") for column in form.columns}
    large = reduce(or_, (column.abs() > bound for column in columns.values()))
    within = {
        c: nw.when(column.abs() <= bound).then(column).otherwise(0) for c, column in columns.items()
    }
    total = reduce(
        add, (_term(factor, [within[c] for c in product]) for factor, product in form.terms)
    )
    found: nw.Expr = large | ~RELATIONS[form.comparator](total + form.constant, 0)
    return there & found


def _term(factor: int, product: Sequence[nw.Expr]) -> nw.Expr:
    found = product[0] * factor
    for each in product[1:]:
        found = found * each
    return found


# --- across rows ----------------------------------------------------------------------------------


def _across(found: Coded, wanted: Sequence[Instance]) -> Whole:
    """Relations whose numbers stand in rows of their own."""
    codes = [np.zeros(0, dtype=np.int64)]
    linear = [each for each in wanted if not any(weight for _, _, weight in each.relation.terms)]
    for comparator in dict.fromkeys(each.relation.comparator for each in linear):
        same = [each for each in linear if each.relation.comparator == comparator]
        codes.append(_of_sums(found, same, comparator))
    products = [each for each in wanted if any(weight for _, _, weight in each.relation.terms)]
    if products:
        codes.append(_with_any(found, products))
    return np.concatenate(codes)


def _of_sums(found: Coded, wanted: Sequence[Instance], comparator: Comparator) -> Whole:
    """Who breaks relations without products: what its rows add to each is added up."""
    import narwhals as nw

    frames = [
        joined(found.frame, found.rows.source.hand_over(lists), ["p"])
        .filter(nw.col(f"q{column}") > 0)
        .select("code", "i", "size", "constant", *_parts(column))
        for column, lists in _shares_of(found, wanted).items()
    ]
    frame = frames[0] if len(frames) == 1 else nw.concat(frames, how="vertical")
    sums: dict[str, Asked] = {name: (nw.col(name), "sum") for name in ("part", "large", "one")}
    whole = by(frame, ["code", "i", "size", "constant"], sums)
    broken = (nw.col("large") > 0) | ~RELATIONS[comparator](nw.col("part") + nw.col("constant"), 0)
    whole = whole.filter((nw.col("one") >= nw.col("size")) & broken)
    return collected(found.rows, whole.select("code").unique())["code"].astype(np.int64)


def _parts(column: int) -> list[nw.Expr]:
    """What a row adds to a relation, and whether its number is too large to tell."""
    import narwhals as nw

    value = nw.col(f"v{column}")
    large = value.abs() > nw.col("bound")
    part = nw.when(large).then(nw.lit(0, dtype=nw.Int64)).otherwise(value * nw.col("factor"))
    one = nw.col(f"q{column}")
    return [part.alias("part"), zero_or_one(large).alias("large"), one.alias("one")]


def _shares_of(found: Coded, wanted: Sequence[Instance]) -> dict[int, dict[str, Whole]]:
    """By column of numbers: which patterns add how many times their number to which relation."""
    lists: dict[int, dict[str, list[int]]] = {}
    for position, each in enumerate(wanted):
        terms = each.relation.terms
        places = [
            (factor * factor_of(found.book, found.rows.scales, number, column), number, column)
            for factor, measure, _ in terms
            for number, column in each.where[measure]
        ]
        *factors, constant = whole_factors([*(f for f, _, _ in places), each.relation.constant])
        bound = LARGEST // (sum(map(abs, factors)) + abs(constant) + 1)
        for factor, (_, number, column) in zip(factors, places, strict=True):
            into = lists.setdefault(column, {})
            row = {"p": number, "i": position, "size": len(terms), "constant": constant}
            for name, value in {**row, "factor": factor, "bound": bound}.items():
                into.setdefault(name, []).append(value)
    return {
        column: {name: whole_numbers(values) for name, values in into.items()}
        for column, into in lists.items()
    }


def _with_any(found: Coded, wanted: Sequence[Instance]) -> Whole:
    """Who has anything of relations between products whose numbers stand in several rows."""
    import narwhals as nw

    places = {place for each in wanted for listed in each.where.values() for place in listed}
    patterns = sorted({number for number, _ in places})
    frame = found.frame.filter(nw.col("p").is_in(patterns))
    return collected(found.rows, frame.select("code").unique())["code"].astype(np.int64)
