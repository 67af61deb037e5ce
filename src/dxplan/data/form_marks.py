"""By what a form that comes back is known: the plan and the rules that it was made for.

They are custom properties of the workbook, which spreadsheet programs keep when they save it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from dxplan.data.packages import BROKEN_PACKAGE, PackageRefused, parsed_part
from dxplan.data.problems import Problem
from dxplan.plan.fingerprint import FORM_PLAN, FORM_RULES, plan_mark, rules_fingerprint
from dxplan.plan.model import Plan

_PARTS = {
    ".xlsx": "docProps/custom.xml",
    ".xlsm": "docProps/custom.xml",
    ".ods": "meta.xml",
}
_NAME_IN_ODS = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}name"
_MOST_BYTES = 1 << 20


def form_problems(path: Path, plan: Plan) -> list[Problem]:
    """What is wrong with a form for a plan; nothing with a file that is no form."""
    marks = form_marks(path)
    made_for = marks.get(FORM_PLAN)
    if made_for is None:
        return []
    if made_for != plan_mark(plan):
        params = {"made_for": made_for, "plan": plan.id}
        return [Problem("form-of-another-plan", str(path), params=params)]
    if marks.get(FORM_RULES) != rules_fingerprint(plan):
        return [Problem("form-of-other-rules", str(path), params={"plan": plan.id})]
    return []


def form_marks(path: Path) -> Mapping[str, str]:
    """The custom properties of a workbook; none when it has none or cannot be read."""
    part = _PARTS.get(path.suffix.lower())
    if part is None or not path.is_file():
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(part).file_size > _MOST_BYTES:
                return {}
            root = parsed_part(part, archive.read(part))
    except (*BROKEN_PACKAGE, PackageRefused):
        return {}
    named = ((each.get("name") or each.get(_NAME_IN_ODS), each) for each in root.iter())
    return {name: "".join(each.itertext()) for name, each in named if name}
