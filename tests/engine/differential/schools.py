"""Random registers: who should report, where each lies, and what is known of it anyway."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from hypothesis import strategies as st

NAMES = ("0101", "0102", "0203", "0304", "1005", "1106", "1207")
"""Digits with leading zeros, so that a column of numbers loses them."""

DISTRICTS = ("Quy Nhơn", "An Nhơn", None)
COMMUNES = ("Nhơn Lý", "Nhơn Hải", None)
LEVELS = (
    "primary", "primary; lower_secondary", "lower_secondary; upper_secondary", "Primary ",
    "upper_secondary", "secondary", None,
)  # fmt: skip
TIERS = ("school", "school", "office", "department", None)
SINCE = (None, None, None, "2024-01-01", "2025-05-15", "2026-01-01")
UNTIL = (None, None, None, "2024-12-31", "2025-08-31")
COLUMNS = ("level", "tier", "days", "known", "name", "commune")
KNOWN = ("pupils", "pupils (primary)", "pupils (lower_secondary)", "files", "rooms", "total")

Row = Mapping[str, object]


@attrs.frozen
class Place:
    """Where a school lies, and since when; earlier rows of it end the day before."""

    district: str | None
    commune: str | None


places = st.builds(Place, st.sampled_from(DISTRICTS), st.sampled_from(COMMUNES))


@st.composite
def registers(draw: st.DrawFn) -> tuple[Row, ...] | None:
    """The rows of a register, or none; its schools are all alike, or each as it happens."""
    if draw(st.integers(0, 4)) == 0:
        return None
    columns = frozenset(draw(st.sets(st.sampled_from(COLUMNS))))
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    alike, same_places = draw(st.booleans()), draw(st.booleans())
    if alike:
        rows = draw(schools("", columns, same_places))
        return tuple({**row, "school id": name} for name in names for row in rows)
    rows = [row for name in names for row in draw(schools(name, columns, same_places))]
    return tuple(rows)


@st.composite
def schools(draw: st.DrawFn, name: str, columns: frozenset[str], alike: bool) -> list[Row]:
    """The rows of one school: one, or two when it moved."""
    row: dict[str, object] = {"school id": name}
    if "name" in columns:
        row["name"] = f"Trường {name}"
    if "level" in columns:
        row["level"] = draw(st.sampled_from(LEVELS))
    if "tier" in columns:
        row["tier"] = draw(st.sampled_from(TIERS))
    if "known" in columns:
        known = draw(
            st.dictionaries(st.sampled_from(KNOWN), st.integers(0, 6), min_size=1, max_size=3)
        )
        row.update({each: known.get(each) for each in KNOWN})
    return draw(moves(row, columns, alike))


@st.composite
def moves(draw: st.DrawFn, row: Row, columns: frozenset[str], alike: bool) -> list[Row]:
    """A school with the places that it had, and its days when the register tells them."""
    place = Place(DISTRICTS[0], COMMUNES[0]) if alike else draw(places)
    first = {**row, **_written(place, columns)}
    if "days" not in columns:
        return [first]
    since, until = draw(st.sampled_from(SINCE)), draw(st.sampled_from(UNTIL))
    if since is not None and until is not None and until < since:
        until = None
    if draw(st.integers(0, 3)) < 3 or since == "2026-01-01" or until == "2024-12-31":
        return [{**first, "since": since, "until": until}]
    later = {**row, **_written(draw(places), columns)}
    return [
        {**first, "since": since, "until": "2025-06-30"},
        {**later, "since": "2025-07-01", "until": until},
    ]


def _written(place: Place, columns: frozenset[str]) -> dict[str, object]:
    commune = {"commune": place.commune} if "commune" in columns else {}
    return {"district": place.district, **commune}
