"""Reports whose numerator exceeds its denominator."""

from __future__ import annotations

from fractions import Fraction

from dxplan.data.addresses import listed
from dxplan.data.agreement import Agreement, in_reading_order
from dxplan.data.shares import BrokenShare, ShareChecks, broken_shares
from dxplan.data.sheet import Row
from dxplan.values.numbers import exact_text


def leave_out_above_whole(found: Agreement, checks: ShareChecks, report: list[Row]) -> None:
    """Leaves out rows of a report that break a share: all that have numbers for its members."""
    values = {slot.key: value for row in report for slot, value in row.numbers}
    for broken in list(broken_shares(checks, values)):
        _tell(found, broken, report)
        members = {members for _, members in broken.check.keys}
        found.out |= {row for row in report if any(s.key[1] in members for s, _ in row.numbers)}


def _tell(found: Agreement, broken: BrokenShare, report: list[Row]) -> None:
    rows = reversed(in_reading_order(report))
    places = {slot.key: row.place(slot.letters) for row in rows for slot, _ in row.numbers}
    first, *others = (places[key] for key in broken.check.keys)
    code = "numerator-below-zero" if broken.numerator < 0 else "numerator-above-denominator"
    found.report(
        first, code, indicator=broken.check.indicator.name, organisation=report[0].organisation,
        numerator=exact_text(Fraction(broken.numerator)),
        denominator=exact_text(Fraction(broken.denominator)), others=listed(first, others),
    )  # fmt: skip
