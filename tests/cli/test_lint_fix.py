"""lint --fix: files are mended where that changes nothing of what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxplan.analysis.lint import Edit, Fix, Lint
from dxplan.diagnostics import Outcome, Severity
from dxplan.plan.model import Plan
from dxplan.plugin.host import load_plugins
from dxplan.session import Session
from tests.cli.conftest import Run
from tests.session.folders import Announced

RULES = """\
# Một kế hoạch nhỏ
số liệu a theo cap
số liệu b theo cap
phân tổ cap { primary, secondary }
chỉ tiêu x = a / b
đơn vị u "U"

# bỏ qua no-lead: đã có người chủ trì
x primary trên 5%,  # giữ lại
    secondary 10% đến năm 2025
    chủ trì u
    căn cứ "I"
"""
FIXED = RULES.replace("# bỏ qua no-lead: đã có người chủ trì\n", "").replace(
    "secondary 10%", "secondary trên 10%"
)


@pytest.fixture
def rules(workplace: Path) -> Path:
    path = workplace / "rules.dxplan"
    path.write_bytes(RULES.encode())
    return path


def test_what_was_changed_is_said_and_the_rest_is_reported(run: Run, rules: Path) -> None:
    done = run("lint", "rules.dxplan", "--fix")
    assert rules.read_text("utf-8") == FIXED
    assert (done.status, done.out) == (0, "không có lỗi nào\n")
    assert done.err == (
        "đã sửa: rules.dxplan (carried-comparator, silence-unused)\n"
        "  - # bỏ qua no-lead: đã có người chủ trì\n"
        "  - secondary 10% đến năm 2025\n"
        "  + secondary trên 10% đến năm 2025\n"
    )


def test_a_second_time_there_is_nothing_to_do(run: Run, rules: Path) -> None:
    run("lint", "rules.dxplan", "--fix")
    before = rules.stat().st_mtime_ns
    assert run("lint", "rules.dxplan", "--fix").err == ""
    assert rules.stat().st_mtime_ns == before


def test_without_the_option_nothing_is_changed(run: Run, rules: Path) -> None:
    done = run("lint", "rules.dxplan", "--lang", "en")
    assert rules.read_text("utf-8") == RULES
    assert done.out.endswith("\n1 warning, 1 note\n")


def test_line_ends_and_the_mark_at_the_beginning_stay(run: Run, rules: Path) -> None:
    def as_windows(text: str) -> bytes:
        return ("\ufeff" + text.replace("\n", "\r\n")).encode()

    rules.write_bytes(as_windows(RULES))
    assert run("lint", "rules.dxplan", "--fix").status == 0
    assert rules.read_bytes() == as_windows(FIXED)


def test_every_file_of_a_folder_is_mended(run: Run, rules: Path) -> None:
    folder = rules.parent / "tinh"
    folder.mkdir()
    head, target = RULES.split("# bỏ qua", 1)
    (folder / "a.dxplan").write_text(head, "utf-8")
    (folder / "b.dxplan").write_text(f"# bỏ qua{target}", "utf-8")
    assert run("lint", "tinh", "--fix").status == 0
    texts = [(folder / name).read_text("utf-8") for name in ("a.dxplan", "b.dxplan")]
    assert "".join(texts) == FIXED


def test_a_link_stays_a_link_and_the_file_behind_it_is_mended(run: Run, rules: Path) -> None:
    link = rules.parent / "link.dxplan"
    link.symlink_to(rules.name)
    assert run("lint", "link.dxplan", "--fix").status == 0
    assert link.is_symlink()
    assert rules.read_text("utf-8") == FIXED


def test_a_read_only_file_is_left_as_it_is(run: Run, rules: Path) -> None:
    rules.chmod(0o444)
    done = run("lint", "rules.dxplan", "--fix", "--lang", "en")
    assert done.err == "rules.dxplan could not be written: Permission denied\n"
    assert rules.read_text("utf-8") == RULES
    assert done.out.endswith("\n1 warning, 1 note\n")


@pytest.mark.parametrize("change", ["write", "remove"])
def test_a_file_that_changes_meanwhile_is_left_as_it_is(
    run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    def lint(session: Session, reference: str) -> Outcome[Plan]:
        found = session.with_lints(session.load(reference))
        rules.unlink() if change == "remove" else rules.write_text("# khác\n", "utf-8")
        return found

    monkeypatch.setattr(Session, "lint", lint)
    done = run("lint", "rules.dxplan", "--fix", "--lang", "en")
    assert done.err == (
        "left as it is: rules.dxplan was changed while its rules were read;"
        " give the command again\n"
    )
    assert rules.exists() == (change == "write")
    assert change == "remove" or rules.read_text("utf-8") == "# khác\n"


def test_rules_with_errors_are_left_as_they_are(run: Run, rules: Path) -> None:
    rules.write_text(f"{RULES}y đạt 5% đến năm 2025\n", "utf-8")
    done = run("lint", "rules.dxplan", "--fix")
    assert (done.status, done.err) == (2, "")
    assert rules.read_text("utf-8").startswith(RULES)


def test_an_installed_plan_is_mended_by_its_path_only(run: Run, rules: Path) -> None:
    folder = rules.parent / "tinh"
    folder.mkdir()
    rules.rename(folder / "tinh.dxplan")
    done = run("lint", "tinh", "--plugins", "tinh", "--fix", "--lang", "en")
    assert done.err == (
        "tinh is installed and left as it is; give the path of its rule file to have it fixed\n"
    )
    assert (folder / "tinh.dxplan").read_text("utf-8") == RULES
    assert done.out.endswith("1 warning, 1 note\n")
    assert run("lint", "tinh/tinh.dxplan", "--fix").status == 0
    assert (folder / "tinh.dxplan").read_text("utf-8") == FIXED


def test_a_fix_that_would_change_the_meaning_is_undone_and_said(
    run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(plan: Plan) -> list[object]:
        return [(plan.targets[0].span, {})]

    def mend(plan: Plan) -> list[Fix]:
        span = plan.targets[0].span
        assert span is not None
        return [Fix("odd", span, (Edit(span, "primary trên 6%"),))]

    texts = {"en": "odd", "vi": "lạ"}
    odd = Lint("odd", Severity.NOTE, texts, check, mend)  # type: ignore[arg-type]
    announced = Announced("strange", {"dxplan_lints": [odd]})
    session = Session(load_plugins(entry_points=[announced]))
    monkeypatch.setattr("dxplan.cli.lint.open_session_for", lambda options: session)
    before = rules.read_bytes()
    done = run("lint", "rules.dxplan", "--fix", "--lang", "en")
    assert rules.read_bytes() == before
    assert (
        "left as it is: rules.dxplan; the fix of carried-comparator, odd, silence-unused"
        in done.err
    )
    assert "note[odd]: odd" in done.out


def test_a_plugin_that_cannot_mend_is_named_and_the_others_go_on(
    run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mend(plan: Plan) -> list[Fix]:
        raise LookupError("no fix")

    texts = {"en": "odd", "vi": "lạ"}
    odd = Lint("odd", Severity.NOTE, texts, lambda plan: [], mend)
    session = Session(load_plugins(entry_points=[Announced("strange", {"dxplan_lints": [odd]})]))
    monkeypatch.setattr("dxplan.cli.lint.open_session_for", lambda options: session)
    done = run("lint", "rules.dxplan", "--fix", "--lang", "en")
    assert rules.read_text("utf-8") == FIXED
    assert "LookupError: no fix" in done.err
    assert done.status == 0


def test_when_one_of_several_files_cannot_be_written_none_is_changed(
    run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = rules.parent / "tinh"
    folder.mkdir()
    rules.rename(folder / "a.dxplan")
    second = "x primary trên 5% đến năm 2023, 8% đến năm 2024\n    chủ trì u\n"
    (folder / "b.dxplan").write_text(second, "utf-8")

    def refuse(path: Path, text: str, language: str) -> bool:
        return path.name == "a.dxplan" and bool(path.write_text(text, "utf-8"))

    monkeypatch.setattr("dxplan.cli.lint_fix.replace_file", refuse)
    assert run("lint", "tinh", "--fix").err == ""
    texts = [(folder / name).read_text("utf-8") for name in ("a.dxplan", "b.dxplan")]
    assert texts == [RULES, second]


def test_a_file_that_cannot_be_written_is_said(
    run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dxplan.whole_files.write_whole", refuse)
    done = run("lint", "rules.dxplan", "--fix", "--lang", "en")
    assert done.err == "rules.dxplan could not be written: Permission denied\n"
    assert (done.status, done.out.endswith("1 warning, 1 note\n")) == (2, True)
    assert rules.read_text("utf-8") == RULES
