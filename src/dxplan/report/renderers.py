"""The formats that dxplan brings; what writes a report is imported when there is one to write."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.renderer import Renderer


def _rendered(module: str, report: Report, language: Language) -> str | bytes:
    """What ``render`` of a module here makes of a report."""
    written: str | bytes = import_module(f"dxplan.report.{module}").render(report, language)
    return written


def _brought(name: str, module: str, *, shows_course: bool = False) -> Renderer:
    return Renderer(name, partial(_rendered, module), shows_course=shows_course)


TEXT = _brought("text", "text")
JSON = _brought("json", "json_report")
HTML = _brought("html", "html.render", shows_course=True)
XLSX = _brought("xlsx", "workbook")
DOCX = _brought("docx", "document")
MARKDOWN = _brought("markdown", "markdown_report")
CSV = _brought("csv", "csv_report")
JUNIT = _brought("junit", "junit")
BUILTIN_RENDERERS = (TEXT, JSON, HTML, XLSX, DOCX, MARKDOWN, CSV, JUNIT)
