"""Rules and lists that ask for much: centuries, circles, absurd days; and broken tables."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

import dxplan
from dxplan.limits import Limits
from dxplan.session import Session, open_session

RULES = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% {}\n"
ROWS = [{"school": "A", "period": "2025-01", "a": 4, "b": 100}]


def test_what_recurs_is_judged_once_for_every_step_of_the_longest_period() -> None:
    plan = dxplan.load_text('plan p "P"\n    period 1990 to 2089\n' + RULES.format("every month"))
    found = dxplan.check(plan, ROWS, as_of=date(2099, 12, 31))
    assert len(found.findings) == 100 * 12


def test_what_recurs_without_a_period_stays_within_the_years_of_rules() -> None:
    plan = dxplan.load_text(RULES.format("every month"))
    rows = [{"school": "A", "period": str(year), "a": 4, "b": 100} for year in (1900, 2199)]
    found = dxplan.check(plan, rows, as_of=date(2199, 12, 31))
    assert len(found.findings) == 299 * 12 + 1


@pytest.mark.parametrize(("within", "count"), [("100y", 1201), ("99999d", 3286)])
def test_what_is_due_for_a_century_is_listed(within: str, count: int) -> None:
    plan = dxplan.load_text("unit u\nduty d every month\n    by u to u\n")
    assert len(dxplan.due(plan, as_of=date(2025, 1, 1), within=within)) == count


def test_a_session_may_take_a_longer_period(tmp_path: Path) -> None:
    path = tmp_path / "p.dxplan"
    path.write_text('plan p "P"\n    period 2000 to 2150\n' + RULES.format("by 2025"), "utf-8")
    assert [each.code for each in open_session().load(path).diagnostics] == ["period-too-long"]
    found = open_session(limits=Limits(period_years=151)).load(path)
    assert (found.diagnostics, found.value.period and found.value.period.end.year) == ((), 2150)
    # What was kept under other limits does not count.
    assert [each.code for each in open_session().load(path).diagnostics] == ["period-too-long"]


def _write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_codes_that_follow_each_other_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    register = _write(tmp_path / "register.csv", "id\nA\nB\nC\n")
    change = "old,new,on\nA,B,2024-01-01\nB,C,2024-01-01\nC,A,2024-01-01\n"
    crosswalk = _write(tmp_path / "crosswalk.csv", change)
    plan = dxplan.load_text(RULES.format("by 2025"))
    found = open_session().read(plan, ROWS, register, None, crosswalk)
    assert {each.code for each in found.problems} == {"unclear-code"}
    assert [(cell.organisation, cell.value) for cell in found.cells] == [("A", 4), ("A", 100)]


@pytest.mark.parametrize(
    "day", ["0001-01-01", "9999-12-31", "31/02/2025", "-1", "1e9", "9" * 5000, "2025-13-45", "0"]
)
def test_absurd_days_of_events_are_told(tmp_path: Path, day: str) -> None:
    plan = dxplan.load_text("unit u\ntask t before 20/6/2025\n    lead u\n")
    events = _write(tmp_path / "events.csv", f"rule,date\nt,{day}\n")
    found = open_session().read(plan, (), None, events)
    assert [each.code for each in found.problems] == ["unknown-date"]
    (item,) = dxplan.due(plan, as_of=date(2025, 1, 1), events=events, within="1y").items
    assert item.status == "due"


def _parquet(path: Path, query: str) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_a_list_that_takes_no_room_in_its_file_is_refused_before_it_is_unpacked(
    tmp_path: Path,
) -> None:
    path = _parquet(tmp_path / "register.parquet", "SELECT 'A' AS id FROM range(2000001)")
    assert path.stat().st_size < 100_000
    plan = dxplan.load_text(RULES.format("by 2025"))
    (problem,) = open_session().read(plan, (), path).problems
    assert (problem.code, problem.params["limit"]) == ("too-many-rows", "rows_of_a_list")
    assert "DXPLAN_LIMITS=rows_of_a_list=" in problem.help("vi")


def _cut(data: bytes, at: int) -> bytes:
    return data[:at]


def _turned(data: bytes, at: int) -> bytes:
    return data[:at] + bytes(255 - each for each in data[at : at + 8]) + data[at + 8 :]


def _footer(data: bytes, at: int) -> bytes:
    return data[:-8] + (at * 7919).to_bytes(4, "little") + data[-4:]


@pytest.mark.parametrize("damage", [_cut, _turned, _footer])
def test_a_broken_table_is_told_wherever_it_is_given(
    tmp_path: Path, damage: Callable[[bytes, int], bytes]
) -> None:
    query = "SELECT 'A' AS id, '2025' AS period, 4 AS a, range AS b FROM range(1, 50)"
    whole = _parquet(tmp_path / "whole.parquet", query).read_bytes()
    plan, session, draw = (
        dxplan.load_text(RULES.format("by 2025")),
        open_session(),
        random.Random(1),
    )
    for _ in range(15):
        path = tmp_path / "broken.parquet"
        path.write_bytes(damage(whole, draw.randrange(4, len(whole) - 8)))
        _told_or_read(session, plan, path)


def _told_or_read(session: Session, plan: dxplan.Plan, path: Path) -> None:
    for read in (
        lambda: session.check(plan, path, as_of=date(2025, 12, 31)).problems,
        lambda: session.read(plan, (), path).problems,
        lambda: session.sums(plan, sums=[path]).problems,
    ):
        try:
            problems = read()
        except (dxplan.TableError, dxplan.SumsError) as error:
            problems = (error.problem,)
        assert all(each.message("vi") for each in problems)


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"ARROW1\0\0", b"x"])
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    plan = dxplan.load_text(RULES.format("by 2025"))
    with pytest.raises(dxplan.TableError) as told:
        open_session().check(plan, path, as_of=date(2025, 12, 31))
    assert told.value.problem.code == "unreadable-table"
    (problem,) = open_session().read(plan, (), path).problems
    assert (problem.code, problem.fatal) == ("unreadable-table", True)
