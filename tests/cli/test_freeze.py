"""freeze: a plan as it was issued; check and lint hold the rules in use against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxplan.report.schemas import schema

Run = Callable[..., Any]
LOCK = "small.lock.json"
CHECK = ("check", "small.dxplan", "--data", "figures.csv", "--as-of", "2025-12-31")


def weaken(workplace: Path) -> None:
    path = workplace / "small.dxplan"
    text = path.read_text("utf-8").replace("đạt 5%", "đạt 4%").replace("trên 10%", "trên 11%")
    path.write_text(text, "utf-8")


@pytest.fixture
def frozen(run: Run, workplace: Path) -> Path:
    """The plan's lock file."""
    assert run("freeze", "small.dxplan", "--on", "7/7/2022").status == 0
    return workplace / LOCK


# --- writing --------------------------------------------------------------------------------------


def test_what_was_frozen_is_said(run: Run, workplace: Path) -> None:
    told = run("freeze", "small.dxplan", "--on", "2022-07-07")
    said = told.err.splitlines()[-1]
    assert (told.status, told.out) == (0, "")
    document = json.loads((workplace / LOCK).read_text("utf-8"))
    assert said == (
        "đã khóa “Kế hoạch nhỏ” theo ngày 07/7/2022, ghi vào small.lock.json: "
        "2 chỉ tiêu, 2 công việc; "
        f"mã nhận dạng {document['meaning'][:16]}"
    )
    jsonschema.validate(document, schema("lock-1"))


def test_the_same_plan_gives_the_same_bytes_wherever_it_lies(
    run: Run, workplace: Path, frozen: Path
) -> None:
    elsewhere = workplace / "somewhere" / "deep"
    elsewhere.mkdir(parents=True)
    (elsewhere / "small.dxplan").write_bytes((workplace / "small.dxplan").read_bytes())
    assert run("freeze", str(elsewhere / "small.dxplan"), "--on", "2022-07-07").status == 0
    assert (elsewhere / LOCK).read_bytes() == frozen.read_bytes()
    assert str(workplace) not in frozen.read_text("utf-8")


def test_a_lock_file_that_is_there_is_kept_unless_it_is_to_be_replaced(
    run: Run, workplace: Path, frozen: Path
) -> None:
    before = frozen.read_bytes()
    weaken(workplace)
    refused = run("freeze", "small.dxplan")
    assert (refused.status, frozen.read_bytes()) == (2, before)
    assert "small.lock.json đã có sẵn và được giữ nguyên; thêm --force để thay thế" in refused.err
    assert run("freeze", "small.dxplan", "--force").status == 0
    assert frozen.read_bytes() != before
    assert run("diff", LOCK, "small.dxplan").status == 0


def test_it_goes_where_it_is_told_under_a_name_by_which_it_is_known(
    run: Run, workplace: Path
) -> None:
    refused = run("freeze", "small.dxplan", "--output", "issued.json")
    assert refused.status == 2
    assert "tên tệp khóa phải kết thúc bằng .lock.json: issued.json" in refused.err
    assert run("freeze", "small.dxplan", "--output", "issued.lock.json").status == 0
    assert run("diff", "issued.lock.json", "small.dxplan").status == 0
    nowhere = run("freeze", "small.dxplan", "--output", "no/x.lock.json", "--lang", "en")
    assert nowhere.status == 2
    assert "no/x.lock.json could not be written: No such file or directory" in nowhere.err


def test_an_installed_plan_is_frozen_where_one_works(run: Run, workplace: Path) -> None:
    folder = workplace / "my_plans"
    folder.mkdir()
    (workplace / "small.dxplan").rename(folder / "small.dxplan")
    assert run("freeze", "my_plans", "--plugins", "my_plans").status == 0
    assert [path.name for path in workplace.glob("**/*.lock.json")] == [LOCK]
    assert (workplace / LOCK).exists()


def test_a_folder_gets_its_lock_file_inside(run: Run, workplace: Path) -> None:
    folder = workplace / "my_plans"
    folder.mkdir()
    (workplace / "small.dxplan").rename(folder / "rules.dxplan")
    assert run("freeze", "my_plans").status == 0
    assert (folder / LOCK).exists()
    assert run("lint", "my_plans").status == 0


def test_rules_with_errors_are_not_frozen(run: Run, workplace: Path) -> None:
    told = run("freeze", "broken.dxplan")
    assert (told.status, list(workplace.glob("*.lock.json"))) == (2, [])


def test_a_lock_file_is_not_frozen_again(run: Run, frozen: Path) -> None:
    told = run("freeze", LOCK)
    assert told.status == 2
    assert told.err.endswith("small.lock.json đã là tệp khóa; hãy khóa chính các quy tắc\n")


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["show", "export"])
def test_a_lock_file_is_a_plan_like_any_other(run: Run, frozen: Path, command: str) -> None:
    assert run(command, LOCK).out == run(command, "small.dxplan").out


def test_a_lock_file_can_be_read_when_its_plan_is_gone(
    run: Run, workplace: Path, frozen: Path
) -> None:
    shown = run("show", "small.dxplan").out
    (workplace / "small.dxplan").unlink()
    assert run("show", LOCK).out == shown


def test_a_lock_file_that_was_altered_is_refused(run: Run, frozen: Path) -> None:
    frozen.write_text(frozen.read_text("utf-8").replace("đạt 5%", "đạt 3%"), "utf-8")
    told = run("diff", LOCK, "small.dxplan", "--lang", "en")
    assert (told.status, told.out) == (2, "")
    assert "error[lock-altered]: `small.lock.json` was altered after it was written" in told.err


def test_a_lock_file_that_breaks_off_is_refused_with_the_line(run: Run, frozen: Path) -> None:
    whole = frozen.read_text("utf-8")
    frozen.write_text(whole[: whole.index('"vocabularies"')], "utf-8")
    told = run("diff", LOCK, "small.dxplan", "--lang", "vi")
    line = whole[: whole.index('"vocabularies"')].count("\n") + 1
    assert told.status == 2
    assert (
        "lỗi[lock-broken]: `small.lock.json` không phải tệp khóa nguyên vẹn: "
        f"tệp bị cắt ngang hoặc không đọc được ở dòng {line}\n"
    ) in told.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "lock-broken"),
        (b"\xff\xfe", "lock-broken"),
        (b"[" * 100_000, "lock-broken"),
        (b"[]", "lock-is-none"),
        (b'{"schema": 1}', "lock-is-none"),
        (b'{"schema": "dxplan.plan/1"}', "lock-is-none"),
        (b'{"schema": "dxplan.lock/2"}', "lock-of-other-version"),
        (b'{"schema": "dxplan.lock/1"}', "lock-altered"),
    ],
)
def test_what_is_no_lock_file_is_said(run: Run, workplace: Path, content: bytes, code: str) -> None:
    (workplace / "x.lock.json").write_bytes(content)
    told = run("show", "x.lock.json", "--lang", "en")
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith(f"error[{code}]: `x.lock.json` ")


def test_a_lock_file_that_is_not_there_is_said(run: Run) -> None:
    told = run(*CHECK, "--frozen", "x.lock.json", "--lang", "en")
    assert (told.status, told.out) == (2, "")
    assert "error[lock-unreadable]: the lock file `x.lock.json` could not be read: " in told.err


# --- check and lint -------------------------------------------------------------------------------


def test_check_says_nothing_without_a_lock_file(run: Run) -> None:
    report = run(*CHECK, "--format", "json")
    assert json.loads(report.out)["frozen"] is None


def test_check_says_nothing_of_rules_that_are_as_they_were_frozen(
    run: Run, workplace: Path, frozen: Path
) -> None:
    with_lock = run(*CHECK)
    as_json = json.loads(run(*CHECK, "--format", "json").out)
    assert as_json["frozen"] == {"lock": LOCK, "frozen_on": "2022-07-07", "weaker": []}
    frozen.unlink()
    assert run(*CHECK) == with_lock


def test_check_says_where_the_rules_are_weaker_and_judges_as_before(
    run: Run, workplace: Path, frozen: Path
) -> None:
    weaken(workplace)
    report = run(*CHECK)
    assert (
        "NHẸ HƠN BẢN ĐÃ KHÓA\n\n"
        "So với bản khóa ngày 07/7/2022 (small.lock.json), các quy tắc đang dùng nhẹ hơn hoặc có "
        "thể nhẹ hơn\nở 1 chỗ. Kết quả dưới đây tính theo quy tắc đang dùng.\n"
        "- Tỉ trọng dạy học trực tuyến (tiểu học) – mức: đạt 5% → đạt 4%\n"
        "    nới lỏng; small.lock.json/small.dxplan:17 → small.dxplan:17; "
        "[online_share.primary.by.2025]\n"
    ) in report.out
    frozen.unlink()
    without = run(*CHECK)
    assert without.status == report.status
    assert without.out.split("CHỈ TIÊU\n")[1] == report.out.split("CHỈ TIÊU\n")[1]


def test_check_says_so_beside_a_format_that_may_not(
    run: Run, workplace: Path, frozen: Path
) -> None:
    weaken(workplace)
    report = run(*CHECK, "--format", "json")
    document = json.loads(report.out)
    jsonschema.validate(document, schema("report-1"))
    assert [each["kind"] for each in document["frozen"]["weaker"]] == ["loosened"]
    said = (
        "quy tắc của small nhẹ hơn bản khóa ngày 07/7/2022 ở 1 chỗ: "
        "xem bằng lệnh `dxplan diff small.lock.json …`"
    )
    assert said in report.err
    assert said in run(*CHECK, "--output", "report.txt").err
    assert said not in run(*CHECK).err


def test_check_takes_the_lock_file_that_is_named(run: Run, workplace: Path, frozen: Path) -> None:
    frozen.rename(workplace / "issued.lock.json")
    weaken(workplace)
    assert "NHẸ HƠN" not in run(*CHECK).out
    assert "NHẸ HƠN" in run(*CHECK, "--frozen", "issued.lock.json").out


def test_the_lock_file_of_the_working_folder_comes_before_the_one_beside_the_rules(
    run: Run, workplace: Path
) -> None:
    folder = workplace / "rules"
    folder.mkdir()
    (workplace / "small.dxplan").rename(folder / "small.dxplan")
    path = str(folder / "small.dxplan")
    for day, options in (("2022-07-07", ()), ("2023-01-01", ("--output", LOCK))):
        assert run("freeze", path, "--on", day, *options).status == 0
    call = ("check", path, "--data", "figures.csv", "--format", "json")
    assert json.loads(run(*call).out)["frozen"]["frozen_on"] == "2023-01-01"
    (workplace / LOCK).unlink()
    assert json.loads(run(*call).out)["frozen"]["frozen_on"] == "2022-07-07"


def test_check_stops_at_a_lock_file_that_cannot_be_used(run: Run, frozen: Path) -> None:
    frozen.write_text("{", "utf-8")
    told = run(*CHECK)
    assert (told.status, told.out) == (2, "")
    assert "lỗi[lock-broken]" in told.err


def test_lint_says_every_place_that_is_weaker(run: Run, workplace: Path, frozen: Path) -> None:
    weaken(workplace)
    said = run("lint", "small.dxplan")
    assert said.status == 0
    assert (
        "small.dxplan:17:14: cảnh báo[weaker-than-frozen]: `online_share.primary.by.2025` đã bị "
        "nới lỏng so với bản khóa ngày 07/7/2022\n"
    ) in said.out


def test_lint_says_that_a_lock_file_cannot_be_used(run: Run, frozen: Path) -> None:
    frozen.write_text("{", "utf-8")
    said = run("lint", "small.dxplan", "--format", "json")
    assert said.status == 2
    assert "lock-broken" in [each["code"] for each in json.loads(said.out)["diagnostics"]]
