"""Writes the table of public holidays that calendars count working days with.

``python tools/public_holidays.py`` writes ``src/dxplan/plugin/public_holidays.tsv`` from the
``holidays`` package (MIT), ``--check`` exits with 1 when the table is another one. Days that are
off in exchange for a Saturday, and those Saturdays, are in it as far as the package has them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import holidays

FIRST_YEAR, LAST_YEAR = 2022, 2026
TABLE = Path(__file__).parents[1] / "src" / "dxplan" / "plugin" / "public_holidays.tsv"
HEADER = f"""\
# Public holidays of Viet Nam, and rest days that are worked in exchange for one.
# Covers: {FIRST_YEAR} to {LAST_YEAR}
# Source: the holidays package (MIT licence), country VN; written by tools/public_holidays.py
day\tkind\ten\tvi
"""


def table() -> str:
    """The table as text."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    english = holidays.country_holidays("VN", years=years, language="en_US")
    vietnamese = holidays.country_holidays("VN", years=years, language="vi")
    rows = [(day, "off", english[day], vietnamese[day]) for day in english]
    worked = (day for day in english.weekend_workdays if FIRST_YEAR <= day.year <= LAST_YEAR)
    rows += [(day, "worked", "Worked in exchange", "Đi làm bù") for day in worked]
    return HEADER + "".join(
        "\t".join((row[0].isoformat(), *row[1:])) + "\n" for row in sorted(rows)
    )


def main(arguments: list[str]) -> int:
    """Write the table, or with ``--check`` say whether it is another one."""
    text = table()
    if "--check" in arguments:
        return int(not TABLE.exists() or TABLE.read_text("utf-8") != text)
    TABLE.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
