"""Ninh Thuận's emulation movement (August 2022); its rules are in ``ninh_thuan.dxplan`` here."""

from __future__ import annotations

from pathlib import Path

from dxplan.plugin import RuleFiles, hookimpl


@hookimpl
def dxplan_plans() -> list[RuleFiles]:
    """The plan ``ninh_thuan``."""
    return [RuleFiles(name="ninh_thuan", path=Path(__file__).with_name("ninh_thuan.dxplan"))]
