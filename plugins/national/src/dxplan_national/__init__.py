"""Decision 131/QĐ-TTg, which provincial plans name as their parent, as far as it is confirmed.

The rules are in ``national.dxplan`` beside this file.
"""

from pathlib import Path

from dxplan.plugin import RuleFiles, hookimpl


@hookimpl
def dxplan_plans() -> list[RuleFiles]:
    """The one plan of this plugin, by the name that plans below it write behind ``parent``."""
    return [RuleFiles(name="national.qd_131", path=Path(__file__).with_name("national.dxplan"))]
