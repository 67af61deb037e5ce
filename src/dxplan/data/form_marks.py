"""By what a form that comes back is known: the plan and the rules that it was made for.

They are custom properties of the workbook, which spreadsheet programs keep when they save it.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from dxplan.data.problems import Problem
from dxplan.plan.fingerprint import FORM_PLAN, FORM_RULES, plan_mark, rules_fingerprint
from dxplan.plan.model import Plan

_PART = "docProps/custom.xml"
_MOST_BYTES = 1 << 20
_BROKEN = (
    OSError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError,
)  # fmt: skip


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
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_PART).file_size > _MOST_BYTES:
                return {}
            root = ElementTree.fromstring(archive.read(_PART))
    except _BROKEN:
        return {}
    return {each.get("name", ""): "".join(each.itertext()) for each in root}
