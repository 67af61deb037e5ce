"""Explanations of work whose deadline is counted from something."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import dxplan
from dxplan.data.observations import Event
from dxplan.explain import explain
from dxplan.messages import Language
from dxplan.report.explanation_text import explanation_text

PLAN = """
plan p "P"
unit office "Phòng GDĐT"
measure a flow
fact received "Nhận hồ sơ"
task answer "Trả lời" within 5 working days of received
    by office
task review "Thẩm định" within 10 days of the deadline of answer
    by office
duty reply "Phản hồi" within 1 week of received
    by office
task standing "Thường xuyên"
    by office
"""


def explained(rule: str, language: Language, *events: tuple[str, str], as_of: str) -> str:
    plan = dxplan.load_text(PLAN)
    rows = [{"school": "A", "period": "2024", "a": 5}]
    observations = dxplan.open_session().read(plan, rows)
    known = tuple(Event(name, date.fromisoformat(on)) for name, on in events)
    observations = attrs.evolve(observations, events=known)
    found = explain(plan, observations, rule, as_of=date.fromisoformat(as_of))
    return " ".join(explanation_text(found, language).split())


def test_a_counted_deadline_that_waits_is_not_called_none_at_all() -> None:
    text = explained("answer", "en", as_of="2024-06-20")
    assert "Its deadline is counted: within 5 working days of “Nhận hồ sơ”." in text
    assert (
        "It has no day yet: counted from “Nhận hồ sơ”, which has not happened as far as is known."
    ) in text
    assert "As long as its deadline has no day it is not late: not recorded as done." in text
    assert "The document states no deadline" not in text
    text = explained("review", "vi", as_of="2024-06-20")
    assert "Thời hạn được tính: trong 10 ngày kể từ hạn của “Trả lời”." in text
    assert "hạn này chỉ biết được sau khi có “Nhận hồ sơ”." in text


def test_a_counted_deadline_with_its_day() -> None:
    text = explained("answer", "vi", ("received", "2024-06-03"), as_of="2024-06-20")
    assert (
        "Thời hạn được tính: trong 5 ngày làm việc kể từ “Nhận hồ sơ”. Hạn cuối là ngày 10/6/2024."
    ) in text
    assert "chưa chắc chắn" not in text


def test_a_day_that_is_not_certain_is_said_to_be_so() -> None:
    text = explained("answer", "en", ("received", "2031-06-03"), as_of="2031-07-20")
    assert "That day is not certain: the public holidays on the way" in text
    assert "Whether it was late depends on public holidays that are not known" in text
    assert "whether it was owed is not known" not in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "within 1 week of every “Nhận hồ sơ”"),
        ("vi", "trong 1 tuần sau mỗi lần “Nhận hồ sơ”"),
    ],
)
def test_a_duty_after_events_names_them_by_their_title(language: Language, said: str) -> None:
    text = explained("reply", language, as_of="2024-06-20")
    assert said in text


def test_work_without_a_deadline_still_has_none() -> None:
    text = explained("standing", "en", as_of="2024-06-20")
    assert "The document states no deadline." in text
    assert "Work without a deadline is never late" in text
