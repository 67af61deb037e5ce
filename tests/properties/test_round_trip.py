"""Laws of printing and parsing: what is printed says the same, in either vocabulary."""

from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan.messages import LANGUAGES, Language
from dxplan.source import normalise, source_from_text
from dxplan.syntax import nodes
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file, print_statement
from dxplan.syntax.printing_layout import WIDTH
from tests.syntax import layouts, trees

in_either_language = pytest.mark.parametrize("language", LANGUAGES)


def read(text: str) -> nodes.RuleFile:
    outcome = parse(source_from_text(text))
    assert outcome.diagnostics == ()
    return outcome.value


def without_comments(file: nodes.RuleFile) -> list[nodes.Statement]:
    return [attrs.evolve(statement, leading=(), comments=()) for statement in file.statements]


@in_either_language
@given(file=trees.rule_files())
def test_a_printed_tree_parses_to_itself(file: nodes.RuleFile, language: Language) -> None:
    assert read(print_file(file, language)) == file


@in_either_language
@given(file=trees.rule_files())
def test_printing_again_changes_nothing(file: nodes.RuleFile, language: Language) -> None:
    once = print_file(file, language)
    assert print_file(read(once), language) == once


@given(file=trees.rule_files())
def test_going_to_vietnamese_and_back_gives_the_same_text(file: nodes.RuleFile) -> None:
    english = print_file(file, "en")
    assert print_file(read(print_file(read(english), "vi")), "en") == english


@in_either_language
@given(data=st.data(), file=trees.rule_files())
def test_however_a_file_is_laid_out_printing_it_once_is_enough_and_keeps_its_comments(
    data: st.DataObject, file: nodes.RuleFile, language: Language
) -> None:
    written = data.draw(layouts.laid_out(print_file(file, language)))
    tree = read(written)
    assert without_comments(tree) == without_comments(file)
    once = print_file(tree, language)
    assert print_file(read(once), language) == once
    assert layouts.comments_of(once) == layouts.comments_of(written)


@in_either_language
@given(file=trees.rule_files())
def test_printed_text_is_in_the_form_in_which_it_is_read(
    file: nodes.RuleFile, language: Language
) -> None:
    text = print_file(file, language)
    assert normalise(text) == text
    assert text == "" or (text.endswith("\n") and not text.endswith("\n\n"))
    assert not text.startswith("\n")
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.split("\n"))


@in_either_language
@given(works=st.lists(trees.works(), min_size=1, max_size=3))
def test_a_file_is_printed_in_its_own_language_unless_another_is_asked_for(
    works: list[nodes.Statement], language: Language
) -> None:
    text = print_file(nodes.RuleFile(tuple(works)), language)
    assert read(text).language == language
    assert print_file(read(text)) == text


# --- lines of examples ----------------------------------------------------------------------------


@in_either_language
@settings(max_examples=40)
@given(data=st.data(), statement=trees.wide_examples())
def test_lines_of_examples_may_break_wherever_they_do(
    data: st.DataObject, statement: nodes.Statement, language: Language
) -> None:
    once = print_file(nodes.RuleFile((statement,)), language)
    file = read(once)
    assert without_comments(file) == without_comments(nodes.RuleFile((statement,)))
    assert print_file(file, language) == once
    freely = read(data.draw(layouts.laid_out(once)))
    assert without_comments(freely) == without_comments(file)


@in_either_language
@given(clause=trees.wide_givens())
def test_a_given_breaks_at_commas_and_only_where_its_line_is_full(
    clause: nodes.GivenClause, language: Language
) -> None:
    statement = nodes.ExampleStatement(nodes.Text("a"), None, (clause,))
    lines = print_statement(statement, language).split("\n")[1:]
    assert all(line.endswith(",") for line in lines[:-1])
    assert all(len(line) <= WIDTH for line in lines if ", " in line)
    for line, after in pairwise(lines):
        part, comma, _ = after.strip().partition(",")
        assert len(f"{line} {part}{comma}") > WIDTH
