"""Lock files are cut down to what is needed here, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from tools.release.locked import LOCK, entries, needed, written
from tools.release.projects import extras
from tools.release.wheelhouse import _is_there


def test_entries_keep_versions_markers_and_hashes(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lines = ("a==1 ; python_version < '3'", "    --hash=sha256:1", "a==2", "    --hash=sha256:2")
    lock.write_text("# by somebody\n" + "\n".join(lines) + "\nB_c==3\n    --hash=sha256:3\n")
    assert entries(lock) == {"a": lines, "b-c": ("B_c==3", "    --hash=sha256:3")}
    assert written(["b-c"], entries(lock)) == "B_c==3\n    --hash=sha256:3\n"


def test_what_dxplan_and_its_extras_need_is_locked() -> None:
    locked = set(entries(LOCK))
    assert {"lark", "mdurl"} <= needed()
    assert "jinja2" not in needed()
    assert {"jinja2", "markupsafe"} <= needed("html")
    for extra in extras():
        assert needed(extra) - locked <= {"pyspark", "py4j"}


def test_a_wheel_is_at_hand_when_name_and_version_are() -> None:
    lines = ("vl-convert-python==1.9 ", "    --hash=sha256:0")
    assert _is_there("vl-convert-python", lines, ["vl_convert_python-1.9-cp310-abi3-any.whl"])
    assert not _is_there("vl-convert-python", lines, ["vl_convert_python-1.8-cp310-abi3-any.whl"])
    assert not _is_there("vl-convert-python", lines, ["vl_convert-1.9-cp310-abi3-any.whl"])
    assert _is_there("colorama", ("colorama==1 ; os_name == 'never'",), [])
