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


def _xlsx(report: Report, language: Language) -> bytes:
    from dxplan.report.workbook import render

    return render(report, language)


def _docx(report: Report, language: Language) -> bytes:
    from dxplan.report.document import render

    return render(report, language)


def _markdown(report: Report, language: Language) -> str:
    from dxplan.report.markdown_report import render

    return render(report, language)


def _csv(report: Report, language: Language) -> str:
    from dxplan.report.csv_report import render

    return render(report, language)


def _junit(report: Report, language: Language) -> str:
    from dxplan.report.junit import render

    return render(report, language)


TEXT = Renderer("text", _text)
JSON = Renderer("json", _json)
HTML = Renderer("html", _html, shows_course=True)
XLSX = Renderer("xlsx", _xlsx)
DOCX = Renderer("docx", _docx)
MARKDOWN = Renderer("markdown", _markdown)
CSV = Renderer("csv", _csv)
JUNIT = Renderer("junit", _junit)
BUILTIN_RENDERERS = (TEXT, JSON, HTML, XLSX, DOCX, MARKDOWN, CSV, JUNIT)
