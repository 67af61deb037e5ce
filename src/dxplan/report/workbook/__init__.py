"""A report as a workbook for spreadsheet programs."""

from dxplan.report.workbook.render import render

__all__ = ["render"]
