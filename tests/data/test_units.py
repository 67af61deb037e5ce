"""Units behind headings and above tables."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.data.faults import Fault
from dxplan.data.units import scale
from dxplan.plan.model import Measure


def _measure(unit: str, kind: str = "amount") -> Measure:
    return Measure("m", kind=kind, measured_in=unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("declared", "written", "factor"),
    [
        ("triệu đồng", "triệu đồng", 1),
        ("triệu đồng", "tr.đ", 1),
        ("triệu đồng", "Tỷ đồng", 1000),
        ("triệu đồng", "nghìn đồng", Fraction(1, 1000)),
        ("đồng", "1.000đ", 1000),
        ("đồng", "triệu", 10**6),
    ],
)
def test_money_is_converted_exactly(declared: str, written: str, factor: Fraction) -> None:
    assert scale(_measure(declared), written) == factor


@pytest.mark.parametrize(
    ("declared", "written", "factor"),
    [("", "người", 1), ("", "tiết", 1), ("", "nghìn người", 1000), ("người", "học sinh", 1)],
)
def test_counts_are_counted_in_what_is_counted(declared: str, written: str, factor: int) -> None:
    assert scale(_measure(declared, "count"), written) == factor


@pytest.mark.parametrize(
    ("declared", "kind", "written"),
    [
        ("", "amount", "triệu đồng"),
        ("", "count", "%"),
        ("người", "count", "lớp"),
        ("triệu đồng", "amount", "người"),
        ("", "flag", "người"),
    ],
)
def test_a_unit_of_something_else_does_not_fit(declared: str, kind: str, written: str) -> None:
    found = scale(_measure(declared, kind), written)
    assert isinstance(found, Fault)
    assert found.code == "unit-does-not-fit"


@pytest.mark.parametrize("text", ["tiểu học", "cũ", "nữ", ""])
def test_what_is_no_unit_is_none(text: str) -> None:
    assert scale(_measure("người", "count"), text) is None
