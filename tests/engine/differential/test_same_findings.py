"""Every way to evaluate gives the findings of the reference evaluator, field for field."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import Phase, given, seed, settings

from dxplan.engine.findings import VERDICTS
from tests.engine.differential.cases import Case, cases
from tests.engine.differential.classes import classes
from tests.engine.differential.evaluators import EVALUATORS, ONE_PASS, on_naive_figures
from tests.engine.differential.hold import disagreement

# Ibis itself calls a method of DuckDB that is to go; nothing here can help that.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

CASES = {
    "read cells": 150,
    "polars": 80,
    "lazy polars": 40,
    "pyarrow": 60,
    "pandas": 40,
    "ibis": 20,
    "csv": 40,
}
"""How many cases each is held on; others on as many as ``FEW``."""
FEW = 30
FOR_CLASSES, MOST_ROUNDS = 600, 20
"""With so many, all of the classes below are among them; with a few rounds more, surely.

Which cases are drawn depends on the constants of all modules that are imported."""

# What disagrees is made small by the comparison itself, which knows what can be left out.
GENERATED = settings(phases=[Phase.explicit, Phase.generate])


@pytest.mark.parametrize("name", [name for name in EVALUATORS if name != "naive figures"])
def test_a_table_gives_the_same_findings_wherever_it_is(name: str) -> None:
    evaluator = EVALUATORS[name]

    @settings(GENERATED, max_examples=CASES.get(name, FEW))
    @given(cases())
    def hold(case: Case) -> None:
        assert disagreement(case, evaluator) == ""

    hold()


# Numbers beyond 64 bits: see test_boundaries_everywhere.
REACHED = {
    *(f"verdict {verdict}" for verdict in VERDICTS if verdict != "unset"),
    *(f"layout {layout}" for layout in ("wide", "brackets", "tidy", "paired")),
    *(f"column {kind}" for kind in ("text", "whole", "decimal", "flag", "date")),
    *(f"by {column}" for column in (None, "district", "commune", "organisation")),
    *(f"on the line, {verdict}" for verdict in ("met", "missed")),
    *(f"base from {source}" for source in ("data", "baseline")),
    *(f"note {code}" for code in ("denominator-assumed", "broken-check", "condition-false")),
    *(f"{form}, sent and not usable" for form in ("plain", "tally", "several", "groups")),
    *(
        f"problem {code}"
        for code in (
            "repeated-values", "contradicting-values", "overlapping-periods", "unknown-member",
            "unknown-organisation", "unknown-period", "numerator-above-denominator",
            "negative-number", "missing-organisation", "missing-period", "total-row",
        )
    ),
    *(
        f"form {form}"
        for form in (
            "plain", "tally", "several", "groups", "plain in each group", "tally in each group",
            "several in each group", "plain from a base", "tally from a base",
            "several from a base", "plain by organisation", "tally by organisation",
            "several by organisation", "groups by organisation", "tally, incomplete",
            "several, incomplete", "groups, incomplete", "tally, on the line",
            "several, on the line", "groups, on the line", "several, nothing-to-divide-by",
            "tally, nothing-to-divide-by", "tally, no-population", "several, no-population",
        )
    ),
    "with a register", "without a register", "moved school", "denominators in the register",
    "incomplete", "incomplete and certain", "value is an interval", "one from the line",
    "periods of several lengths", "empty table", "levels", "relapse",
    "groups that fail or are open", "task", "duty",
}  # fmt: skip


def test_tables_of_every_plain_layout_are_added_up_in_one_pass() -> None:
    ONE_PASS.clear()
    evaluator = EVALUATORS["one pass, parquet"]

    def hold(case: Case) -> None:
        assert disagreement(case, evaluator) == ""

    layouts = {"wide", "brackets", "paired", "tidy"}
    for number in range(MOST_ROUNDS):
        seed(number)(settings(GENERATED, max_examples=300)(given(cases())(hold)))()
        if ONE_PASS.keys() == layouts:
            break
    assert ONE_PASS.keys() == layouts


def test_columns_give_the_same_findings_in_cases_of_every_class() -> None:
    counted: Counter[str] = Counter()

    def hold(case: Case) -> None:
        assert disagreement(case, on_naive_figures) == ""
        counted.update(classes(case))

    for number in range(MOST_ROUNDS):
        limited = settings(GENERATED, max_examples=FOR_CLASSES)
        seed(number)(limited(given(cases())(hold)))()
        if counted.keys() >= REACHED:
            break
    assert sorted(REACHED - counted.keys()) == []
