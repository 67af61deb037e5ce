"""The page of the example of Bình Định, made once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dxplan
from dxplan.engine.findings import Report
from tests.docs.pages import REPO
from tests.report.html.pages import Seen, seen

FOLDER = REPO / "examples" / "binh_dinh"


@pytest.fixture(scope="module")
def example() -> Report:
    """The example as it was on the last day of 2025, also by district."""
    return dxplan.check(
        "binh_dinh",
        [FOLDER / "reports.csv"],
        register=FOLDER / "register.csv",
        events=FOLDER / "events.csv",
        as_of=date(2025, 12, 31),
        by=["district", "organisation"],
        course=True,
    )


@pytest.fixture(scope="module")
def text(example: Report) -> str:
    return dxplan.render(example, "html", language="vi")


@pytest.fixture(scope="module")
def shown(text: str) -> Seen:
    return seen(text)


@pytest.fixture
def file(text: str, tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(text, "utf-8")
    return path
