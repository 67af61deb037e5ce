"""What is said when the libraries of the page are not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import dxplan
from dxplan.engine.findings import Report
from dxplan.report.extras import needed


@pytest.mark.parametrize("library", ["jinja2", "altair", "vl_convert"])
def test_without_a_library_the_page_says_what_to_install(
    report: Report, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(dxplan.MissingExtra) as refused:
        dxplan.render(report, "html")
    assert str(refused.value) == (
        'reports as html need more libraries; install them: pip install "dxplan[html]"'
    )
    assert 'pip install "dxplan[html]"' in refused.value.message("vi")


def test_a_library_that_misses_another_one_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "half_installed.py").write_text("import nowhere_to_be_found\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleNotFoundError, match="nowhere_to_be_found"):
        needed("half_installed", "html", "html")
