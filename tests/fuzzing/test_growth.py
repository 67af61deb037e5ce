"""How the work grows with a hostile text, in calls: twice the text, about twice the work."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from types import FrameType

import pytest

from dxplan.messages import Phrase, catalogue
from dxplan.plan import names
from dxplan.plan.names import Suggestions
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from tests.fuzzing.hostile_rules import HOSTILE, of_size
from tests.fuzzing.targets import session

SIZE = 10_000
COMPARED_UP_TO_A_LIMIT = {
    "units that are not there", "tasks that are not there", "names that nobody declared",
}  # fmt: skip
"""Every unknown name is held against all that are known, as long as that is cheap."""
OF_MANY_STATEMENTS = [
    name
    for name in HOSTILE
    if of_size(name, SIZE).count("\n") > 100 and name not in COMPARED_UP_TO_A_LIMIT
]


def calls(work: Callable[[], object]) -> int:
    """How many functions some work calls."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", OF_MANY_STATEMENTS)
def test_twice_the_statements_are_twice_the_work(name: str) -> None:
    assert growth(name, SIZE) <= 2.1


@pytest.mark.parametrize(
    "name", sorted({*HOSTILE} - {*OF_MANY_STATEMENTS} - COMPARED_UP_TO_A_LIMIT)
)
def test_a_statement_of_twice_the_length_is_twice_the_work(name: str) -> None:
    assert growth(name, SIZE // 5) <= 2.2


def growth(name: str, size: int) -> float:
    """How many times as many calls a text takes that is twice as long."""
    texts = [source_from_text(of_size(name, each)) for each in (size, 2 * size)]
    session().load_source(texts[0])
    once, twice = (calls(partial(session().load_source, each)) for each in texts)
    return twice / once


def test_unknown_names_are_compared_until_that_is_no_longer_cheap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []
    near = names.near_name

    def noted(name: str, known: Sequence[str]) -> Phrase | None:
        compared.append(len(known))
        return near(name, known)

    monkeypatch.setattr(names, "near_name", noted)
    sums = []
    for count in (300, 600, 1200):
        compared.clear()
        suggestions, known = Suggestions(), [f"unit_{i}" for i in range(count)]
        found = [suggestions.near(f"unitt_{i}", known) for i in range(count)]
        assert found[0] == Phrase("did-you-mean", {"suggestion": "unit_0"})
        assert found[-1] is None
        sums.append(sum(compared))
    assert max(sums) < 1.1 * min(sums)


def test_nothing_of_what_explains_mistakes_refers_to_itself() -> None:
    """A file is read while nobody looks for garbage, so none may come of a thousand mistakes."""
    wrong = [case["bad"] for case in catalogue("diagnostics").values() if "bad" in case]
    assert len(wrong) > 150
    for text in wrong:  # what is made once and kept
        parse(source_from_text(text))
    gc.collect()
    gc.disable()
    try:
        for text in wrong:
            parse(source_from_text(text))
        assert gc.collect() == 0
    finally:
        gc.enable()
