"""Readers, renderers and lints of plugins when they are called: what they change and print."""

from __future__ import annotations

import decimal
import os
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from dxplan.analysis.lint import Remark
from dxplan.analysis.run import run_lints
from dxplan.cli.waiting import telling_of_plugins
from dxplan.data.tables import Percentage
from dxplan.diagnostics import Diagnostic
from dxplan.limits import Limits, limited
from dxplan.messages import LANGUAGES
from dxplan.plugin import Lint, Plan, Problem, Reader, Renderer, Report, Severity, Table
from dxplan.plugin.contained import contained, running
from dxplan.plugin.guarded import PluginFailed, guarded
from dxplan.plugin.origin import PluginInfo
from dxplan.values.scopes import Dimension, Member

INFO = PluginInfo("city", "installed", "dxplan-city", "1.0")
LEVEL = Dimension("level", members=(Member("level", "primary"),))
PLAN = Plan("demo", dimensions={"level": LEVEL})
TEXTS = {"en": "{id} is odd", "vi": "{id} lạ"}


def reader(read: Callable[[Path], Any]) -> Callable[[Path], Any]:
    return guarded(Reader("json", (".json",), read), INFO).read


def lint(check: Callable[[Plan], Any]) -> Lint:
    return guarded(Lint("odd", Severity.NOTE, TEXTS, check), INFO)


def disturbs(*_: object) -> None:
    os.chdir("/")
    decimal.getcontext().prec = 2
    print("printed")


# --- readers --------------------------------------------------------------------------------------

PATH = Path("data/a.json")


def test_tables_that_come_one_by_one_are_all_there() -> None:
    def rows() -> Iterator[list[object]]:
        yield ["school", "rooms"]
        yield ["A", 7]

    def tables() -> Iterator[Table]:
        yield Table("a", "first", rows())  # type: ignore[arg-type]
        yield Table("a", "second", [("x",)])  # type: ignore[arg-type]

    assert reader(lambda path: (tables(), iter(())))(PATH) == (
        [Table("a", "first", (("school", "rooms"), ("A", 7))), Table("a", "second", (("x",),))],
        [],
    )


def test_what_a_reader_keeps_of_its_tables_is_not_read_any_more() -> None:
    rows = [["A", 7]]
    tables = [Table("a", "", rows)]  # type: ignore[arg-type]
    found, _ = reader(lambda path: (tables, []))(PATH)
    rows[0][1] = 8
    tables.clear()
    assert found == [Table("a", "", (("A", 7),))]


def endless() -> Iterator[int]:
    while True:
        yield 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (lambda: (Table("a", "", ()) for _ in endless()), "more than 4 sheets"),
        (lambda: [Table("a", "", endless())], "'int' object is not iterable"),  # type: ignore[arg-type]
        (lambda: [Table("a", "", ((1,) for _ in endless()))], "more than 6 cells"),  # type: ignore[arg-type]
        (lambda: [Table("a", "", (() for _ in endless()))], "more than 6 cells"),  # type: ignore[arg-type]
        (lambda: [Table("a", "", (endless(),))], "more than 5 columns"),  # type: ignore[arg-type]
        (lambda: [Table("a", "", ((Decimal("NaN"),),))], "not a number: NaN"),
        (
            lambda: [Table("a", "", ((Percentage(Decimal("Infinity")),),))],
            "not a number: Infinity%",
        ),
        (lambda: [Table(5, "", ())], "Table.file = 5"),  # type: ignore[arg-type]
    ],
)
def test_tables_without_end_or_sense_are_a_file_that_could_not_be_read(
    given: Callable[[], Any], told: str
) -> None:
    with limited(Limits(sheets=4, cells=6, columns=5)):
        tables, [problem] = reader(lambda path: (given(), []))(PATH)
    assert (tables, problem.code, problem.fatal) == ([], "plugin-reader-failed", True)
    assert told in problem.message()


def test_cells_become_what_they_look_like() -> None:
    class Text(str):
        pass

    class Moment(datetime):
        pass

    given = (Text("x"), Moment(2025, 1, 2, 3, 4), date(2025, 1, 2), Percentage(Decimal("87.5")))
    [table], problems = reader(lambda path: ([Table("a", "", (given,))], []))(PATH)
    assert [type(cell) for cell in table.rows[0]] == [str, datetime, date, Percentage]
    assert (table.rows[0], problems) == (given, [])


def test_what_a_reader_changes_of_the_process_is_put_back_and_said_beside_its_tables() -> None:
    def read(path: Path) -> Any:
        disturbs()
        own = Problem("plugin-reader-failed", params={"plugin": "p", "error": "e"})
        return [Table("a", "", (("x",),))], [own]

    here, digits = Path.cwd(), decimal.getcontext().prec
    tables, [own, said] = reader(read)(PATH)
    assert (Path.cwd(), decimal.getcontext().prec) == (here, digits)
    assert (len(tables), own.code) == (1, "plugin-reader-failed")
    assert (said.code, said.file, said.fatal) == ("plugin-left-traces", "data/a.json", False)
    assert said.message() == (
        "the reader of city (dxplan-city 1.0) changed what all of the program shares, and it was "
        "put back: it printed to standard output (shown among the messages instead), how decimal "
        "numbers are calculated, the working folder"
    )
    assert said.message("vi").endswith(
        "(đã khôi phục): in ra đầu ra chuẩn (đã chuyển sang phần thông báo), "
        "cách tính số thập phân, thư mục làm việc"
    )


# --- renderers ------------------------------------------------------------------------------------


def test_a_renderer_prints_among_the_messages_and_changes_no_report(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def render(report: Report, language: str) -> str:
        disturbs()
        report.plan.dimensions.clear()  # type: ignore[attr-defined]
        report.titles.update(A="other")  # type: ignore[attr-defined]
        return "text"

    report = Report(PLAN, date(2025, 12, 31), titles={"A": "Trường A"})
    here = Path.cwd()
    assert guarded(Renderer("short", render), INFO).render(report, "vi") == "text"
    assert Path.cwd() == here
    assert (report.titles, PLAN.dimensions) == ({"A": "Trường A"}, {"level": LEVEL})
    assert capsys.readouterr() == ("", "printed\n")


# --- lints ----------------------------------------------------------------------------------------


def test_a_lint_changes_no_plan() -> None:
    def check(plan: Plan) -> Any:
        plan.dimensions.clear()  # type: ignore[attr-defined]
        object.__setattr__(plan, "id", "other")
        return [(None, {"id": plan.id})]

    assert lint(check).check(PLAN) == [(None, {"id": "other"})]
    assert Plan("demo", dimensions={"level": LEVEL}) == PLAN


def test_what_a_lint_changes_of_the_process_is_said_beside_its_remarks() -> None:
    def check(plan: Plan) -> Any:
        disturbs()
        return [Remark(None, {"id": "a"})]

    here = Path.cwd()
    [remark, said] = run_lints(PLAN, [lint(check)])
    assert Path.cwd() == here
    assert (remark.code, remark.message()) == ("odd", "a is odd")
    assert (said.code, said.params["hook"]) == ("plugin-left-traces", "dxplan_lints")


def test_a_lint_that_says_more_and_more_is_stopped() -> None:
    with limited(Limits(remarks=100)), pytest.raises(PluginFailed, match="more than 100 remarks"):
        lint(lambda plan: ((None, {"id": "a"}) for _ in endless())).check(PLAN)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="alarms as POSIX has them")
def test_a_lint_that_never_ends_is_ended() -> None:
    def check(plan: Plan) -> Any:
        while True:
            pass

    with limited(Limits(plugin_seconds=1)), pytest.raises(PluginFailed) as failed:
        lint(check).check(PLAN)
    assert failed.value.diagnostic.code == "plugin-out-of-time"


class Moody:
    """Can be said once for every language, and then never again."""

    def __init__(self) -> None:
        self.left = len(LANGUAGES)

    def __str__(self) -> str:
        self.left -= 1
        if self.left < 0:
            raise OSError("not again")
        return "moody"


def test_what_fills_the_texts_is_asked_once() -> None:
    [said] = run_lints(PLAN, [lint(lambda plan: [(None, {"id": (Moody(), 1)})])])
    assert [said.message("en") for _ in range(5)] == ["moody, 1 is odd"] * 5


# --- the process ----------------------------------------------------------------------------------


def test_in_a_thread_only_what_belongs_to_it_is_put_back() -> None:
    """Another thread may have changed the rest meanwhile, and meant it."""
    heard: list[Diagnostic] = []
    seen: list[object] = []

    def call() -> None:
        decimal.getcontext().prec = 3
        os.environ["DXPLAN_TEST_ONLY"] = "1"
        seen.append(sys.stdout)

    def work() -> None:
        contained(call, INFO, "hook", heard, seconds=1)
        seen.append(decimal.getcontext().prec)

    out = sys.stdout
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert os.environ.pop("DXPLAN_TEST_ONLY") == "1"
    assert (heard, seen) == ([], [out, 28])


def test_an_alarm_that_somebody_else_set_is_left_alone() -> None:
    signal = pytest.importorskip("signal")
    if not hasattr(signal, "SIGALRM"):
        pytest.skip("alarms as POSIX has them")
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)

    def call() -> object:
        return signal.getsignal(signal.SIGALRM)

    try:
        assert contained(call, INFO, "hook", [], seconds=1) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGALRM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_folder_that_is_gone_afterwards_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    heard: list[Diagnostic] = []

    def call() -> int:
        os.chdir(tmp_path)
        (tmp_path / "here").rmdir()
        return 7

    assert contained(call, INFO, "hook", heard) == 7
    assert [said.code for said in heard] == ["plugin-left-traces"]


def test_whoever_waits_is_told_for_what(
    capsys: pytest.CaptureFixture[str],
) -> None:
    waited = threading.Event()

    def call() -> bool:
        # Ends when it was told, and not before.
        while "still waiting" not in (said := capsys.readouterr().err):
            waited.wait(0.01)
        heard.append(said)
        return True

    heard: list[str] = []
    with telling_of_plugins("en", seconds=0.02):
        real = sys.stderr
        assert contained(call, INFO, "dxplan_readers", [])
        assert sys.stderr is real
    assert heard[0].startswith(
        "still waiting for plugin city (dxplan-city 1.0): its `dxplan_readers` has been running for"
    )
    assert "; Ctrl-C stops the command" in heard[0]


def test_where_a_plugin_is_can_be_seen_from_outside() -> None:
    found: list[object] = []

    def call() -> None:
        frame: FrameType = sys._getframe()
        found.append(running(frame))

    contained(call, INFO, "hook", [])
    assert found[0][:2] == (INFO, "hook")  # type: ignore[index]
    assert found[0][2].startswith("test_contained.py:")  # type: ignore[index]
    assert running(sys._getframe()) is None
    assert running(None) is None
