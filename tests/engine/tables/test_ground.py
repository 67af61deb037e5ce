"""What is kept of a check for the next one."""

from __future__ import annotations

from datetime import date

import dxplan

DAY = date(2025, 12, 31)
RULES = """measure a flow
measure b flow
indicator share = a / b
share >= 5% by 2025
"""
ROWS = [
    {"school": "A", "period": "2025", "a": 6, "b": 100},
    {"school": "B", "period": "2025", "a": 4, "b": 100},
]


def verdicts(text: str, kept: dxplan.Sums, day: date = DAY) -> list[str]:
    return [each.verdict for each in dxplan.check(dxplan.load_text(text), sums=kept, as_of=day)]


def test_an_edit_of_thresholds_adds_up_nothing_again() -> None:
    kept = dxplan.sums(dxplan.load_text(RULES), ROWS)
    assert verdicts(RULES, kept) == ["met"]
    ground = kept._last.ground
    assert ground is not None
    added = dict(ground._added)
    assert verdicts(RULES.replace("5%", "5.1%"), kept) == ["missed"]
    assert kept._last.ground is ground
    assert ground._added == added


def test_an_edit_of_deadlines_adds_up_what_is_new() -> None:
    kept = dxplan.sums(dxplan.load_text(RULES), ROWS)
    assert verdicts(RULES, kept) == ["met"]
    ground = kept._last.ground
    assert verdicts(RULES.replace("by 2025", "by 2026"), kept) == ["not_due"]
    assert kept._last.ground is ground


def test_another_day_or_other_duties_are_judged_anew() -> None:
    kept = dxplan.sums(dxplan.load_text(RULES), ROWS)
    assert verdicts(RULES, kept) == ["met"]
    assert verdicts(RULES, kept, date(2025, 6, 30)) == ["not_due"]
    assert verdicts(RULES + 'task report "Report" before 20/6/2024\n', kept) == ["met", "no_data"]
    assert verdicts(RULES, kept) == ["met"]
