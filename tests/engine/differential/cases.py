"""Random cases: a plan, a table, a register, events, a day, and the findings there should be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import attrs
from hypothesis import strategies as st

from dxplan.data.asked_columns import GroupBy
from dxplan.data.observations import Observations
from dxplan.data.reading import observations_from_rows
from dxplan.engine.findings import Report
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from tests.engine.differential.figures import figures
from tests.engine.differential.rules import Rules, plans
from tests.engine.differential.schools import registers
from tests.engine.differential.tables import Table, tables

Row = Mapping[str, object]

DAYS = (
    date(2025, 12, 31), date(2025, 12, 31), date(2025, 9, 30), date(2025, 7, 1), date(2026, 1, 31),
    date(2024, 12, 31), date(2025, 6, 30),
)  # fmt: skip
BY: tuple[GroupBy, ...] = (
    None, None, None, "district", "district", "district", "commune", "organisation",
    ("district", "commune"), ("commune", "district"), ("district", "organisation"),
)  # fmt: skip
EVENTS: tuple[Row, ...] = (
    {"rule": "portal", "date": "2025-03-01", "value": "yes"},
    {"rule": "portal", "date": "2025-08-01", "value": "no"},
    {"rule": "portal", "date": "2024-01-15", "value": "yes"},
)
WORK: tuple[Row, ...] = (
    {"rule": "t", "date": "2025-09-01", "value": "done"},
    {"rule": "s", "date": "2025-08-02", "value": "done"},
    {"rule": "d", "date": "2025-03-10", "value": "done"},
)


@attrs.frozen(slots=False)
class Case:
    """What is checked: rules over a table, as of a day."""

    rules: Rules
    table: Table
    register: tuple[Row, ...] | None
    events: tuple[Row, ...] | None
    as_of: date
    by: GroupBy

    @cached_property
    def plan(self) -> Plan:
        """The rules as they are bound."""
        return self.rules.plan

    @cached_property
    def observations(self) -> Observations:
        """What the table says, read row by row."""
        return observations_from_rows(
            self.plan, self.table.mappings, register=self.register, events=self.events
        )

    @cached_property
    def beside(self) -> Observations:
        """The register and the events, with what is wrong with them; no figures."""
        return observations_from_rows(self.plan, [], register=self.register, events=self.events)

    @cached_property
    def expected(self) -> Report:
        """What the reference evaluator finds."""
        return evaluate(self.plan, self.observations, self.as_of, group_by=self.by)

    @property
    def told(self) -> str:
        """All of it, to be read and to be run again."""
        listed = "\n".join(map(repr, self.table.rows))
        registered = "none" if self.register is None else "\n".join(map(repr, self.register))
        return (
            f"{self.rules.text}\n\n--- {self.table.layout}: {dict(self.table.columns)}\n{listed}\n"
            f"--- register\n{registered}\n--- events\n{self.events}\n"
            f"--- as of {self.as_of}, by {self.by}"
        )


@st.composite
def cases(draw: st.DrawFn, most_rules: int = 3) -> Case:
    """Everything that a check is given."""
    rules = draw(plans(most_rules))
    register = draw(registers())
    registered = [] if register is None else [str(row["school id"]) for row in register]
    found = draw(figures(rules.plan, rules.magnitude, registered))
    table = draw(tables(rules.plan, found))
    by = draw(st.sampled_from(BY))
    day = draw(st.sampled_from(DAYS))
    return _without_sums(Case(rules, table, register, draw(events(rules)), day, by))


def _without_sums(case: Case) -> Case:
    """The case without rows of no school that only the order of a sheet shows to be totals."""
    told = ((p.code, p.params.get("text")) for p in case.observations.problems)
    if ("total-row", "Σ") not in told:
        return case
    rows = tuple(row for row in case.table.rows if row[0] is not None)
    return attrs.evolve(case, table=attrs.evolve(case.table, rows=rows))


@st.composite
def events(draw: st.DrawFn, rules: Rules) -> tuple[Row, ...] | None:
    """Some of what may have happened, or no list at all."""
    names = [text.split()[1] for text in rules.statements if text.startswith(("task", "duty"))]
    about = [row for row in (*EVENTS, *WORK) if row["rule"] in ("portal", *names)]
    kept = draw(st.none() | st.lists(st.sampled_from(about), max_size=3, unique_by=id))
    return None if not kept else tuple(kept)
