"""The page of a whole province stays small enough for an e-mail."""

from __future__ import annotations

import dxplan
from benchmarks.page import big_report
from dxplan.report.html.places import ROWS_SHOWN
from tests.report.html.pages import seen


def test_three_thousand_schools_and_sixty_targets_stay_under_three_megabytes() -> None:
    text = dxplan.render(big_report(), "html", language="vi")
    assert len(text.encode("utf-8")) < 3_000_000
    page = seen(text)
    data = page.carried()
    assert len(data["places"]["places-organisation"]) == 3000
    assert len(page.marked(_class="card")) == len(data["targets"]) == 60
    assert len(data["missing"]) > ROWS_SHOWN
    # What a browser has to lay out does not grow with the schools.
    assert len(page.elements) < 20_000
