"""A wheel, an editable install and a checkout all find the grammar at the top of the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys, dxplan
from dxplan.source import source_from_text
from dxplan.syntax import grammar_files
from dxplan.syntax.parse import parse
outcome = parse(source_from_text("online_share tiểu_học đạt 5% đến năm 2025"))
assert outcome.ok, outcome.diagnostics
place = next(p for p in grammar_files.places() if (p / grammar_files.GRAMMAR).is_file())
print(dxplan.__file__, place.resolve(), sep="\\n")
"""


def places(first_on_path: Path, tmp_path: Path) -> list[Path]:
    """Where a fresh process finds package and grammar when a folder comes first on its path."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(first_on_path),
        "DXPLAN_CACHE": str(tmp_path / "cache"),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Path(line) for line in done.stdout.splitlines()]


def copy_of_the_project(folder: Path) -> Path:
    """The files that a build reads, without any build or environment beside them."""
    for name in ("src", "grammar"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def test_checkout(tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path / "checkout")
    package, grammar = places(project / "src", tmp_path)
    assert package == project / "src" / "dxplan" / "__init__.py"
    assert grammar == project / "grammar"


def test_wheel(tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path / "project")
    built = tmp_path / "built"
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(built), str(project)],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    (wheel,) = built.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    shutil.rmtree(project)
    package, grammar = places(installed, tmp_path)
    assert package == installed / "dxplan" / "__init__.py"
    assert grammar == installed / "dxplan" / "grammar"
    assert (installed / "dxplan" / "py.typed").is_file()
    assert list((installed / "dxplan" / "plugin" / "education").glob("*.dxplan"))
    assert list((installed / "dxplan" / "scaffold" / "templates").glob("*.template"))


def test_editable_install() -> None:
    import dxplan

    record = metadata.distribution("dxplan").read_text("direct_url.json") or ""
    if '"editable": true' not in record:
        pytest.skip("dxplan is not installed editable here")
    assert Path(dxplan.__file__).parent == ROOT / "src" / "dxplan"
    from dxplan.syntax import grammar_files

    assert "statement:" in grammar_files.read(grammar_files.GRAMMAR)


def test_damaged_or_unwritable_tables_only_cost_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dxplan.syntax import tables

    grammar = "statement: /a/"
    monkeypatch.setenv("DXPLAN_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "cache" / "grammar-x.tables"
    assert tables._load(path.name) is None
    tables._make(grammar, path.name)
    assert tables._load(path.name) is not None
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[: len(whole) // 2], b"", b"\x00" * 200):
        path.write_bytes(damaged)
        assert tables._load(path.name) is None
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("DXPLAN_CACHE", str(blocked))
    assert tables._make(grammar, path.name).parse("a")
