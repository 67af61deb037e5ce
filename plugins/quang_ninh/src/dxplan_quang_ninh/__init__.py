"""The conclusions of the Quảng Ninh education department of 29 May 2024.

The rules are in ``quang_ninh.dxplan`` beside this file.
"""

from pathlib import Path

from dxplan.plugin import RuleFiles, hookimpl


@hookimpl
def dxplan_plans() -> list[RuleFiles]:
    """The one plan of this plugin."""
    return [RuleFiles(name="quang_ninh", path=Path(__file__).with_name("quang_ninh.dxplan"))]
