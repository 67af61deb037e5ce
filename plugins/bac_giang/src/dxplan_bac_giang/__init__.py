"""The plan of the education sector of Bắc Giang for 2024.

The rules are in ``bac_giang.dxplan`` beside this file.
"""

from pathlib import Path

from dxplan.plugin import RuleFiles, hookimpl


@hookimpl
def dxplan_plans() -> list[RuleFiles]:
    """The one plan of this plugin."""
    return [RuleFiles(name="bac_giang", path=Path(__file__).with_name("bac_giang.dxplan"))]
