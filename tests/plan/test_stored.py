"""What is stored of a plan comes back as it was, with its places and the order of its names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import attrs
import pytest

from dxplan.diagnostics import Diagnostic, Outcome, Severity, Silenced
from dxplan.messages import Phrase
from dxplan.plan.model import Measure, Plan, Task, Timing
from dxplan.plan.stored import NotStorable, restored, stored
from dxplan.session import Session, open_session
from dxplan.source import Source, Span, source_from_text


def spelt_out(value: object) -> object:
    """A value with everything in it, also what takes no part in equality; without its files."""
    if isinstance(value, Source):
        return value.name, value.text
    if isinstance(value, Mapping):
        return [(key, spelt_out(each)) for key, each in value.items()]
    if isinstance(value, tuple):
        return tuple(spelt_out(each) for each in value)
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]  # type: ignore[arg-type]
        parts = [(name, spelt_out(getattr(value, name))) for name in names if name != "files"]
        return type(value).__name__, parts
    return type(value), value


def there_and_back(value: object, *texts: Source) -> Any:
    given, sources = stored(value, texts)
    return restored(json.loads(json.dumps(given)), sources.__getitem__)


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session()


PLANS = sorted(open_session().loaded.plans)


@pytest.mark.parametrize("name", PLANS)
def test_every_installed_plan_comes_back_as_it_was(
    session: Session, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXPLAN_CACHE", "off")
    outcome = session.load(name)
    whole = (outcome.value, outcome.diagnostics, outcome.silenced)
    assert spelt_out(there_and_back(whole)) == spelt_out(whole)


TEXT = source_from_text("measure a\nmeasure b\n", "rules")


def test_places_are_in_the_texts_that_are_given() -> None:
    other = source_from_text("a")
    value = (Span(TEXT, 1, 2), Span(other, 0, 1), Span(TEXT, 0, 1))
    given, sources = stored(value, (TEXT,))
    assert sources == (TEXT, other)
    found = restored(given, sources.__getitem__)
    assert found == value
    assert found[0].source is TEXT


def test_what_is_equal_and_not_the_same_stays_apart() -> None:
    value = (
        True,
        1,
        Fraction(1),
        False,
        0,
        None,
        "",
        "1",
        (),
        ((),),
        frozenset({date(2025, 1, 1)}),
    )
    found = there_and_back(value)
    assert spelt_out(found) == spelt_out(value)
    assert [type(each) for each in found] == [type(each) for each in value]


def test_an_order_of_names_is_kept() -> None:
    measures = {name: Measure(name) for name in ("b", "c", "a")}
    assert list(there_and_back(Plan("p", measures=measures)).measures) == ["b", "c", "a"]


def test_numbers_of_any_size_are_exact() -> None:
    value = (Fraction(10**40 + 1, 3), 10**30, Fraction(-1, 10**18))
    assert there_and_back(value) == value


def test_what_is_said_comes_back_with_its_words() -> None:
    phrase = Phrase("look-alike", {"suggestion": "Đ", "letter": "U+0110"})
    said = Diagnostic("unknown-unit", Span(TEXT, 0, 1), {"hint": phrase}, (Span(TEXT, 1, 2),))
    brought = Diagnostic("own", None, {}, texts={"en": "x", "vi": "y"}, severity=Severity.NOTE)
    value = (said, brought, Silenced(said, "so ist es"))
    assert spelt_out(there_and_back(value, TEXT)) == spelt_out(value)


@pytest.mark.parametrize("value", [1.5, datetime(2025, 1, 1), object(), Outcome(1), [1], {1.5: 2}])
def test_what_is_no_part_of_a_plan_is_refused(value: object) -> None:
    with pytest.raises(NotStorable):
        stored((value,), ())


@pytest.mark.parametrize(
    "batches",
    [
        [["Outcome", 1, 0]],
        [["os.system", 1, 0]],
        [["plain", 1]],
        [["plain", 1, ["a"]], ["Plan", 1, 5]],
        [["day", 1, [10**9]]],
        [["span", 1, [7], [0], [1]]],
        [["number", 1, [1], [0]]],
        "x",
        None,
    ],
)
def test_nothing_else_is_ever_made(batches: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, IndexError, ArithmeticError)):
        restored({"batches": batches, "root": 0}, (TEXT,).__getitem__)


def test_equal_parts_are_stored_once() -> None:
    time = Timing("by", end=date(2025, 12, 31), text="by.2025")
    tasks = tuple(Task(f"t{n}", "", attrs.evolve(time)) for n in range(50))
    found = there_and_back(tasks)
    assert found == tasks
    assert len({id(task.time) for task in found}) == 1


def test_what_stands_in_many_places_is_gone_through_once() -> None:
    asked: list[Counted] = []

    class Counted(dict[str, int]):
        def items(self) -> Any:
            asked.append(self)
            return super().items()

    named = Counted(a=1)
    assert there_and_back(((named, named), named)) == ((named, named), named)
    assert asked == [named]


def test_what_is_the_same_for_all_values_of_a_kind_is_written_once() -> None:
    params = {"name": "a"}
    given, _ = stored((Phrase("x", params), Phrase("y", params)), ())
    (phrases,) = (batch for batch in given["batches"] if batch[0] == "Phrase")
    columns = {type(column) for column in phrases[2:]}
    assert columns == {list, int}
