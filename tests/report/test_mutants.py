"""The words of what examples reach and notice, and how a changed rule is shown."""

from __future__ import annotations

from string import Formatter
from typing import Any, get_args

import attrs
import pytest

from dxplan.examples.mutants import kinds, results
from dxplan.messages import LANGUAGES, catalogue
from dxplan.report.mutants_words import ChangedLines, changed_lines, place_of
from dxplan.report.schemas import schema
from dxplan.syntax import nodes
from tests.plan.rules import sound

TEXTS = catalogue("mutants")
CODES: dict[str, tuple[str, ...]] = {
    "kind": kinds.KINDS,
    "outcome": results.OUTCOMES,
    "reason": results.REASONS,
}


@pytest.mark.parametrize("table", CODES)
def test_every_code_has_its_words_and_no_word_is_left_over(table: str) -> None:
    assert set(TEXTS[table]) == set(CODES[table])


def test_the_lists_are_those_of_the_types() -> None:
    assert get_args(kinds.Kind) == kinds.KINDS
    assert get_args(results.Outcome) == results.OUTCOMES
    assert get_args(results.Reason) == ("", *results.REASONS)


@pytest.mark.parametrize("table", TEXTS)
def test_both_languages_have_the_same_fields(table: str) -> None:
    for entry in TEXTS[table].values():
        assert set(entry) == set(LANGUAGES)
        fields = [
            {field for _, field, _, _ in Formatter().parse(entry[each]) if field}
            for each in LANGUAGES
        ]
        assert fields[0] == fields[1]


def test_the_schema_knows_every_code() -> None:
    change: Any = schema("mutants-1")["$defs"]["change"]["properties"]
    assert tuple(change["kind"]["enum"]) == kinds.KINDS
    assert tuple(change["outcome"]["enum"]) == results.OUTCOMES
    assert tuple(change["reason"]["enum"]) == (*results.REASONS, None)


RULE = 'task first "First" by 2024\n    lead a, b # who\n    with c\n'


def rule() -> nodes.WorkStatement:
    (statement,) = sound(RULE).statements
    assert isinstance(statement, nodes.WorkStatement)
    return statement


def test_a_change_below_the_first_line_is_shown_under_it() -> None:
    before = rule()
    after = attrs.evolve(before, clauses=before.clauses[:2])
    assert changed_lines(before, after, "en") == ChangedLines(
        'task first "First" by 2024', ("    with c",), ()
    )


def test_a_change_of_the_first_line_is_shown_by_itself_in_either_language() -> None:
    before = rule()
    after = attrs.evolve(before, clauses=before.clauses[1:])
    assert changed_lines(before, after, "vi") == ChangedLines(
        "", ('nhiệm vụ first "First" đến năm 2024',), ('nhiệm vụ first "First"',)
    )


def test_a_rule_is_found_by_its_file_and_line() -> None:
    assert place_of(rule()) == "rules.dxplan:1"
    assert place_of(attrs.evolve(rule(), span=None)) == ""
