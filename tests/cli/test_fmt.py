"""fmt: rule files in their canonical form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

LOOSE = 'đơn vị   so_gddt "Sở"\r\n\r\n\r\n\r\n# ghi chú\r\nx   đạt 5%   đến   năm 2025\r\n'
CANONICAL = 'đơn vị so_gddt "Sở"\n\n# ghi chú\nx đạt 5% đến năm 2025\n'


@pytest.fixture
def loose(workplace: Path) -> Path:
    path = workplace / "loose.dxplan"
    path.write_bytes(b"\xef\xbb\xbf" + LOOSE.encode("utf-8"))
    return path


def test_a_file_is_rewritten_in_place(run: Run, loose: Path) -> None:
    formatted = run("fmt", "loose.dxplan")
    assert (formatted.status, formatted.out) == (0, "")
    assert formatted.err == "rewritten: loose.dxplan\n"
    assert loose.read_bytes() == CANONICAL.encode("utf-8")


def test_a_file_in_its_canonical_form_is_not_written(run: Run, loose: Path) -> None:
    run("fmt", "loose.dxplan")
    before = loose.stat()
    formatted = run("fmt", "loose.dxplan")
    assert (formatted.status, formatted.out, formatted.err) == (0, "", "")
    assert loose.stat().st_mtime_ns == before.st_mtime_ns
    assert loose.stat().st_ino == before.st_ino


def test_check_names_what_would_change_and_changes_nothing(run: Run, loose: Path) -> None:
    before = loose.read_bytes()
    checked = run("fmt", "--check", "loose.dxplan")
    assert (checked.status, checked.out, checked.err) == (1, "loose.dxplan\n", "")
    assert loose.read_bytes() == before
    run("fmt", "loose.dxplan")
    checked = run("fmt", "--check", "loose.dxplan")
    assert (checked.status, checked.out) == (0, "")


def test_the_keywords_of_the_other_language_and_back(run: Run, loose: Path) -> None:
    run("fmt", "loose.dxplan")
    assert run("fmt", "--lang", "en", "loose.dxplan").status == 0
    assert loose.read_text("utf-8") == 'unit so_gddt "Sở"\n\n# ghi chú\nx reaches 5% by 2025\n'
    assert run("fmt", "--lang", "vi", "loose.dxplan").status == 0
    assert loose.read_text("utf-8") == CANONICAL


def test_a_file_with_errors_is_left_as_it_is_and_the_others_are_formatted(
    run: Run, loose: Path, workplace: Path
) -> None:
    before = (workplace / "broken.dxplan").read_bytes()
    formatted = run("fmt", "broken.dxplan", "loose.dxplan")
    assert formatted.status == 2
    assert "broken.dxplan:8:3: lỗi[reversed-comparator]" in formatted.err
    assert "giữ nguyên: broken.dxplan\n" in formatted.err
    assert (workplace / "broken.dxplan").read_bytes() == before
    assert loose.read_text("utf-8") == CANONICAL


def test_errors_weigh_more_than_differences(run: Run, loose: Path) -> None:
    checked = run("fmt", "--check", "loose.dxplan", "broken.dxplan")
    assert (checked.status, checked.out) == (2, "loose.dxplan\n")


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    formatted = run("fmt", "-", stdin=LOOSE.encode("utf-8"))
    assert (formatted.status, formatted.out, formatted.err) == (0, CANONICAL, "")
    checked = run("fmt", "--check", "-", stdin=LOOSE.encode("utf-8"))
    assert (checked.status, checked.out) == (1, "<stdin>\n")


def test_standard_input_with_errors_gives_no_output(run: Run) -> None:
    formatted = run("fmt", "-", stdin=b"x => 5% by 2025\n")
    assert (formatted.status, formatted.out) == (2, "")
    assert formatted.err.startswith("<stdin>:1:3: error[reversed-comparator]: ")


@pytest.mark.parametrize("data", [b"x \xe9", b"\xef\xbb\xbfx \xe9", b"x\r\n\xe9"])
def test_bytes_that_are_not_text_are_said(run: Run, workplace: Path, data: bytes) -> None:
    (workplace / "latin.dxplan").write_bytes(data)
    from_file = run("fmt", "latin.dxplan")
    from_pipe = run("fmt", "-", stdin=data)
    assert (from_file.status, from_pipe.status) == (2, 2)
    assert from_file.err.replace("latin.dxplan", "<stdin>") == from_pipe.err
    assert (workplace / "latin.dxplan").read_bytes() == data


def test_a_file_that_is_not_there_is_said(run: Run) -> None:
    formatted = run("fmt", "missing.dxplan")
    assert formatted.status == 2
    assert "error[unreadable-file]: `missing.dxplan` cannot be read" in formatted.err


def test_a_file_that_cannot_be_written_keeps_its_text(
    run: Run, loose: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    before = loose.read_bytes()
    monkeypatch.setattr("pathlib.Path.replace", refuse)
    formatted = run("fmt", "loose.dxplan")
    assert formatted.status == 2
    assert formatted.err == "loose.dxplan could not be written: Permission denied\n"
    assert loose.read_bytes() == before
    assert list(loose.parent.glob(".*.tmp")) == []


def test_all_files_of_a_folder_are_formatted(run: Run, loose: Path, workplace: Path) -> None:
    folder = workplace / "quy tắc"
    folder.mkdir()
    (workplace / "elsewhere.dxplan").write_bytes(loose.read_bytes())
    for name in ("a.dxplan", "a.examples.dxplan", "notes.txt"):
        (folder / name).write_bytes(loose.read_bytes())
    (folder / "link.dxplan").symlink_to(workplace / "elsewhere.dxplan")
    checked = run("fmt", "--check", folder.name)
    assert (checked.status, checked.out) == (
        1,
        "quy tắc/a.dxplan\nquy tắc/a.examples.dxplan\n",
    )
    assert run("fmt", folder.name).status == 0
    written = {each.name: each.read_bytes() == CANONICAL.encode() for each in folder.iterdir()}
    assert written == {
        "a.dxplan": True,
        "a.examples.dxplan": True,
        "notes.txt": False,
        "link.dxplan": False,
    }


def test_a_folder_without_rules_is_refused(run: Run, workplace: Path) -> None:
    (workplace / "empty").mkdir()
    refused = run("fmt", "empty")
    assert (refused.status, refused.out) == (2, "")
    assert "`empty` cannot be read" in refused.err


@pytest.mark.parametrize("name", ["figures.csv", "plan.DOCX"])
@pytest.mark.parametrize("command", ["fmt", "lint", "show"])
def test_a_table_or_document_is_not_taken_for_rules(
    run: Run, workplace: Path, command: str, name: str
) -> None:
    (workplace / name).write_bytes(b"school,period\nA,2025\n")
    refused = run(command, name)
    assert refused.status == 2
    told = (refused.out + refused.err).splitlines()
    assert told[0] == (
        f"error[unreadable-file]: `{name}` cannot be read: "
        "a file of this kind holds figures or a document, not rules"
    )
    assert told[-1] == "1 error"
