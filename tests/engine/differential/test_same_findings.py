"""Every way to evaluate gives the findings of the reference evaluator, field for field."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import Phase, given, settings

from dxplan.engine.findings import VERDICTS
from tests.engine.differential.cases import Case, cases
from tests.engine.differential.classes import classes
from tests.engine.differential.evaluators import EVALUATORS
from tests.engine.differential.hold import disagreement

# Ibis itself calls a method of DuckDB that is to go; nothing here can help that.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

MANY = {"naive figures": 400, "polars": 60, "lazy polars": 30, "pyarrow": 40, "pandas": 30}
"""How many cases are drawn; every question to DuckDB is planned anew, so it is asked fewer."""
FEW = 15

# What disagrees is made small by the comparison itself, which knows what can be left out.
GENERATED = settings(phases=[Phase.explicit, Phase.generate])


@pytest.mark.parametrize("name", EVALUATORS)
def test_it_finds_what_the_reference_finds(name: str) -> None:
    evaluator = EVALUATORS[name]

    @settings(GENERATED, max_examples=MANY.get(name, FEW))
    @given(cases())
    def hold(case: Case) -> None:
        assert disagreement(case, evaluator) == ""

    hold()


REACHED = {
    *(f"verdict {verdict}" for verdict in VERDICTS if verdict != "unset"),
    *(f"layout {layout}" for layout in ("wide", "brackets", "tidy", "paired")),
    *(f"column {kind}" for kind in ("text", "whole", "decimal", "flag", "date")),
    *(f"by {column}" for column in (None, "district", "commune", "organisation")),
    *(f"on the line, {verdict}" for verdict in ("met", "missed", "undetermined")),
    *(f"base from {source}" for source in ("data", "baseline")),
    *(f"note {code}" for code in ("denominator-assumed", "broken-check", "condition-false")),
    *(
        f"problem {code}"
        for code in (
            "repeated-values", "contradicting-values", "overlapping-periods", "unknown-member",
            "unknown-organisation", "unknown-period", "numerator-above-denominator",
            "negative-number", "missing-organisation", "missing-period", "total-row",
        )
    ),
    "with a register", "without a register", "moved school", "denominators in the register",
    "incomplete", "incomplete and certain", "value is an interval", "one from the line",
    "beyond 64 bits", "periods of several lengths", "empty table", "levels", "relapse",
    "groups that fail or are open", "task", "duty",
}  # fmt: skip


def test_the_cases_are_of_every_class() -> None:
    counted: Counter[str] = Counter()

    @settings(GENERATED, max_examples=400)
    @given(cases())
    def count(case: Case) -> None:
        counted.update(classes(case))

    count()
    assert sorted(REACHED - counted.keys()) == []
