"""The formats that dxplan brings; what writes a report is imported when there is one to write."""

from __future__ import annotations

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.renderer import Renderer


def _text(report: Report, language: Language) -> str:
    from dxplan.report.text import render

    return render(report, language)


def _json(report: Report, language: Language) -> str:
    from dxplan.report.json_report import render

    return render(report, language)


def _html(report: Report, language: Language) -> str:
    from dxplan.report.html.render import render

    return render(report, language)


TEXT = Renderer("text", _text)
JSON = Renderer("json", _json)
HTML = Renderer("html", _html, shows_course=True)
