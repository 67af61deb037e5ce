"""The order of statements and files never changes what a plan means or what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

import attrs
from hypothesis import given
from hypothesis import strategies as st

from dxplan.diagnostics import Diagnostic, sorted_diagnostics
from dxplan.plan.bind import bind
from dxplan.plan.environment import Environment
from dxplan.plan.model import Plan
from dxplan.source import Span, source_from_text
from dxplan.syntax.nodes import RuleFile
from tests.plan.rules import sound, told, vocabulary

STATEMENTS = (
    'plan p "Plan"\n    period 2022 to 2025\n    calendar ministry\n',
    "use shared\n",
    "dimension level { primary, secondary { lower, upper } }\n",
    "measure a_1 by level, shelf flow\n",
    "measure b_1 by level\n",
    "flag open\n",
    "fact live\n",
    "indicator a_share = a_1 / b_1\n",
    "indicator open_share = share of schools where open and books >= 1\n",
    "unit one until 2024 then two, so_x\n",
    "unit two\n",
    "a_share primary >= 5%, lower >= 6% by 2023, 7% by 2025 when live\n    lead one\n",
    "open_share >= 50% every year\n    lead two\n",
    "a_share primary >= 50% by 2024 when live\n",
    "task t in 2024\n    lead so_x\n",
    "duty d every quarter by two\n",
    "check a_1 <= b_1\n",
    'waive a_share primary until 2023 because "x"\n',
    "a_shar >= 5% by 2025\n",
    "a_share primry >= 5% by 2025\n",
    "unit three until 2024 then for\n",
)
ENVIRONMENT = Environment(
    {
        "shared": vocabulary(
            "shared", "dimension shelf { high }\nmeasure books\nunit so_x\ncheck books >= 0"
        )
    }
)
by_id = attrgetter("id")


def arranged(plan: Plan) -> Plan:
    """The plan with its rules in the order of their names."""
    return attrs.evolve(
        plan,
        targets=tuple(sorted(plan.targets, key=by_id)),
        tasks=tuple(sorted(plan.tasks, key=by_id)),
        duties=tuple(sorted(plan.duties, key=by_id)),
        checks=tuple(sorted(plan.checks, key=attrgetter("text"))),
    )


def bound(files: Sequence[str]) -> tuple[Plan, list[tuple[str, str]]]:
    """The arranged plan of some files, and code and underlined text of all that is said."""
    outcome = bind([sound(text) for text in files], ENVIRONMENT)
    said = [(each.code, each.span.text) for each in outcome.diagnostics if each.span is not None]
    return arranged(outcome.value), sorted(said)


EXPECTED = bound(["".join(STATEMENTS)])


def test_the_statements_say_something() -> None:
    plan, said = EXPECTED
    assert [target.id for target in plan.targets] == [
        "a_share.lower.by.2023.when.live",
        "a_share.lower.by.2025.when.live",
        "a_share.primary.by.2023.when.live",
        "a_share.primary.by.2024.when.live",
        "open_share.every.year",
    ]
    assert said == [
        ("unit-ended", "one"),
        ("unknown-indicator", "a_shar"),
        ("unknown-member", "primry"),
        ("unknown-unit", "for"),
    ]


@given(statements=st.permutations(STATEMENTS))
def test_the_order_of_statements_does_not_matter(statements: list[str]) -> None:
    assert bound(["".join(statements)]) == EXPECTED


@given(statements=st.permutations(STATEMENTS), data=st.data())
def test_the_order_of_files_does_not_matter(statements: list[str], data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(statements)), max_size=4).map(sorted))
    ends = [0, *cuts, len(statements)]
    files = ["".join(statements[a:b]) for a, b in pairwise(ends)]
    assert bound(data.draw(st.permutations(files))) == EXPECTED


def test_the_language_does_not_depend_on_the_order_of_files() -> None:
    files = [sound("plan p"), sound("đơn vị u"), sound("đơn vị v")]
    assert bind(files, Environment()).value == bind(files[::-1], Environment()).value


# --- diagnostics in order -------------------------------------------------------------------------

ONE = source_from_text("abcdef", "one.dxplan")
TWO = source_from_text("abcdef", "two.dxplan")


def at(start: int, end: int, code: str = "not-a-flag", source: object = ONE) -> Diagnostic:
    assert source in (ONE, TWO)
    return Diagnostic(
        code, Span(ONE if source is ONE else TWO, start, end), {"name": "x", "found": "x"}
    )


EVERYTHING = (
    Diagnostic("unreadable-file", None, {"path": "a.dxplan", "reason": "x"}),
    Diagnostic("unreadable-file", None, {"path": "b.dxplan", "reason": "x"}),
    at(0, 1),
    at(2, 3),
    at(2, 4),
    at(2, 4, "reserved-word"),
    at(10, 12),
    at(1, 2, source=TWO),
)


@given(diagnostics=st.permutations([*EVERYTHING, *EVERYTHING]))
def test_diagnostics_come_in_the_order_of_the_text_each_once(
    diagnostics: list[Diagnostic],
) -> None:
    assert sorted_diagnostics(diagnostics) == EVERYTHING


def test_what_is_said_of_a_name_that_several_targets_share_is_said_once() -> None:
    files: list[RuleFile] = [sound("measure m\nindicator n = m\nn primry >= 5 by 2024, 6 by 2025")]
    outcome = bind(files, Environment())
    assert told(outcome.diagnostics) == ["3:3 unknown-member primry"] * 2
    assert told(sorted_diagnostics(outcome.diagnostics)) == ["3:3 unknown-member primry"]
