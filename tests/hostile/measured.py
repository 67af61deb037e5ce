"""Reads files, each in a process of its own that may take only so much memory and time.

``python -m tests.hostile.measured`` reads cases from its standard input and writes what came of
them. It imports what reads files once and forks for each, so that a file costs what reading it
costs.
"""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.peak_memory import peak_memory

MIB = 1 << 20
MEMORY, SECONDS, WAITING = 2048 * MIB, 20, 120
PLAN_TEXT = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025\n"


def main() -> None:
    """Read every case, and say what came of it."""
    import dxplan

    plan = dxplan.load_text(PLAN_TEXT)
    _import_everything(plan)
    for case in json.load(sys.stdin):
        read, write = os.pipe()
        child = os.fork()
        if not child:
            _read_under_limits(plan, case, write)
        os.close(write)
        with os.fdopen(read) as answer:
            told = answer.read()
        _, status = os.waitpid(child, 0)
        print(json.dumps({**case, "status": status, **(json.loads(told) if told else {})}))


def _import_everything(plan: Any) -> None:
    """Read what is harmless, so that no child has to import what reads it."""
    import duckdb  # noqa: F401

    from dxplan import open_session
    from dxplan.engine.tables import check  # noqa: F401
    from tests.hostile.archives import (
        archive,
        document_parts,
        number,
        old_workbook,
        sheet_of,
        workbook_parts,
    )

    session = open_session(entry_points=False)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "a.csv").write_text("id,period,a,b\nA,2025,1,2\n", "utf-8")
        (folder / "p.dxplan").write_text(PLAN_TEXT, "utf-8")
        (folder / "plan.toml").write_text('name = "p"\n[plans]\np = "p.dxplan"\n', "utf-8")
        archive(folder / "a.xlsx", workbook_parts(sheet_of('<c r="A1"><v>1</v></c>')))
        archive(folder / "a.ods", document_parts(""))
        old_workbook(folder / "a.xls", number(0, 0))
        for suffix in ("csv", "xlsx", "ods", "xls"):
            for each in session.read(plan, folder / f"a.{suffix}").problems:
                each.help("vi")
        session.load(folder)


def _read_under_limits(plan: Any, case: dict[str, Any], write: int) -> None:
    status, before = 1, peak_memory()
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        # Whoever waits for somebody else uses no time of the processor.
        faulthandler.dump_traceback_later(WAITING, exit=True)
        found = _problems(plan, case)
        grown = (peak_memory() - before) // 1024
        os.write(write, json.dumps({"problems": found, "mebibytes": grown}).encode())
        status = 0
    finally:
        os._exit(status)


def _problems(plan: Any, case: dict[str, Any]) -> list[dict[str, Any]]:
    from dxplan import open_session
    from dxplan.limits import limits_of

    session = open_session(entry_points=False, limits=limits_of(case.get("limits", "")))
    found = _read(session, plan, case["as"], Path(case["path"]))
    return [
        {
            "code": each.code,
            "file": getattr(each, "file", ""),
            "fatal": getattr(each, "fatal", False),
            "limit": each.params.get("limit", ""),
            **{language: f"{each.message(language)}; {each.help(language)}"
               for language in ("en", "vi")},
        }
        for each in found
    ]  # fmt: skip


def _read(session: Any, plan: Any, purpose: str, path: Path) -> Any:
    from datetime import date

    from dxplan import SumsError, TableError

    try:
        if purpose == "plan":
            return session.load(path).diagnostics
        if purpose == "plugin":
            from dxplan import open_session

            return open_session([path], entry_points=False).diagnostics
        if purpose == "table":
            return session.check(plan, path, as_of=date(2025, 12, 31)).problems
        if purpose == "sums":
            return session.sums(plan, sums=[path]).problems
        if purpose == "data":
            return session.read(plan, path).problems
        return session.read(plan, (), **{purpose: path}).problems
    except (SumsError, TableError) as error:
        return [error.problem]


if __name__ == "__main__":
    main()
