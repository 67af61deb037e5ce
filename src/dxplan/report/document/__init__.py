"""A report as a text document in the layout of administrative documents."""

from dxplan.report.document.render import render

__all__ = ["render"]
