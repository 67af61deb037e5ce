"""Phú Nhuận's plan of 16 June 2022; its rules are in ``phu_nhuan.dxplan`` beside this file."""

from __future__ import annotations

from pathlib import Path

from dxplan.plugin import RuleFiles, hookimpl


@hookimpl
def dxplan_plans() -> list[RuleFiles]:
    """The plan ``phu_nhuan``."""
    return [RuleFiles(name="phu_nhuan", path=Path(__file__).with_name("phu_nhuan.dxplan"))]
