"""The public holidays that come with dxplan, from ``public_holidays.tsv``."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import attrs

from dxplan.values.calendars import Calendar, Holidays


@cache
def public_holidays() -> Holidays:
    """The public holidays of the years that the table covers.

    >>> date(2024, 9, 2) in public_holidays().off, date(2024, 5, 4) in public_holidays().worked
    (True, True)
    """
    text = Path(__file__).with_name("public_holidays.tsv").read_text("utf-8")
    covered = re.search(r"^# Covers: (\d{4}) to (\d{4})$", text, re.MULTILINE)
    source = re.search(r"^# Source: (.+)$", text, re.MULTILINE)
    assert covered and source, "INVARIANT: the table says what it covers, and where it is from"
    rows = [line.split("\t") for line in text.splitlines() if line[:1].isdigit()]
    days = {
        kind: frozenset(date.fromisoformat(row[0]) for row in rows if row[1] == kind)
        for kind in ("off", "worked")
    }
    return Holidays(days["off"], days["worked"], int(covered[1]), int(covered[2]), source[1])


def with_holidays(calendar: Calendar) -> Calendar:
    """A calendar that knows the country's public holidays unless it brings its own."""
    if calendar.holidays is not None:
        return calendar
    return attrs.evolve(calendar, holidays=public_holidays())
