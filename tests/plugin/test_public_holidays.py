"""The table of public holidays, and the calendars that count with it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from dxplan.plugin.public_holidays import public_holidays
from dxplan.session import open_session
from dxplan.values.calendars import Calendar, Holidays
from dxplan.values.durations import Duration

REPO = Path(__file__).parents[2]


def test_the_table_is_what_the_script_writes() -> None:
    command = [sys.executable, str(REPO / "tools" / "public_holidays.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


def test_the_table_covers_its_years_with_their_fixed_holidays() -> None:
    holidays = public_holidays()
    assert (holidays.first_year, holidays.last_year) == (2022, 2026)
    assert "holidays package" in holidays.source
    for year in range(2022, 2027):
        for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
            assert date(year, month, day) in holidays.off
    assert {day.year for day in holidays.off | holidays.worked} == set(range(2022, 2027))
    assert not holidays.off & holidays.worked


def test_every_calendar_knows_the_public_holidays_unless_it_has_its_own() -> None:
    session = open_session(entry_points=False)
    calendars = session.environment.calendars
    assert set(calendars) == {"ministry", "window_15_14"}
    assert all(calendar.holidays == public_holidays() for calendar in calendars.values())
    # Friday 26 April 2024; 29 and 30 April and 1 May were off, Saturday 4 May was worked.
    found = calendars["ministry"].deadline(date(2024, 4, 26), Duration(3, "working_day"))
    assert (found.day, found.certain) == (date(2024, 5, 4), True)


def test_a_calendar_keeps_holidays_of_its_own(announced) -> None:
    from dxplan.plugin.host import load_plugins
    from dxplan.session import Session

    own = Holidays(frozenset({date(2024, 6, 3)}), first_year=2024, last_year=2024)
    brought = announced("city", dxplan_calendars=[Calendar("city", holidays=own)])
    session = Session(load_plugins(entry_points=[brought]))
    assert session.environment.calendars["city"].holidays == own
