"""The names of the formats that dxplan brings, for help that is shown before anything is loaded."""

from __future__ import annotations

FORMATS = ("text", "json", "xlsx", "docx", "markdown", "csv", "junit")
"""In the order of :data:`dxplan.report.renderers.BUILTIN_RENDERERS`."""
