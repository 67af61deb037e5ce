"""Texts of vocabularies: parsed once, however many sessions read them."""

from __future__ import annotations

from pathlib import Path

from dxplan.plugin.rules import _read


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "words.dxplan"
    path.write_text(text, "utf-8")
    return path


def test_a_text_that_did_not_change_is_not_parsed_again(tmp_path: Path) -> None:
    path = written(tmp_path, "measure a flow\n")
    first = _read(path)
    assert _read(path) is first
    written(tmp_path, "measure b flow\n")
    assert _read(path) != first


def test_spans_name_the_file_that_was_read(tmp_path: Path) -> None:
    for name in ("one", "two"):
        path = written(tmp_path / name, "measure a flow\n")
        (file,) = _read(path).value
        assert file.span.source.path == path
