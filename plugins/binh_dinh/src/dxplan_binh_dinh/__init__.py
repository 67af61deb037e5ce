"""Bình Định's plan 95/KH-UBND (2022); its rules are in ``binh_dinh.dxplan`` beside this file."""

from __future__ import annotations

from pathlib import Path

from dxplan.plugin import RuleFiles, hookimpl


@hookimpl
def dxplan_plans() -> list[RuleFiles]:
    """The plan ``binh_dinh``."""
    return [RuleFiles(name="binh_dinh", path=Path(__file__).with_name("binh_dinh.dxplan"))]
