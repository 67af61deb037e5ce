"""What SECURITY.md claims is true of the source."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.docs.pages import REPO

SOURCE = REPO / "src" / "dxplan"
PAGE = (REPO / "SECURITY.md").read_text("utf-8")
# What opens connections, starts programs, or makes values of whatever a file says.
REFUSED = {
    "asyncio", "cffi", "code", "codeop", "ctypes", "dill", "ftplib", "http", "imaplib", "joblib",
    "marshal", "multiprocessing", "nntplib", "poplib", "pty", "requests", "runpy", "shelve",
    "smtplib", "socket", "socketserver", "ssl", "subprocess", "telnetlib", "urllib", "webbrowser",
    "xmlrpc", "yaml", "_socket", "_posixsubprocess",
}  # fmt: skip
CALLS = {"eval", "exec", "__import__", "breakpoint"}
OF_OS = re.compile(r"(?:system|popen|exec\w*|spawn\w*|posix_spawn\w*|fork\w*|startfile)")


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Every module of dxplan, by its path."""
    paths = sorted(SOURCE.rglob("*.py"))
    return tuple(
        (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths
    )


@cache
def imported(tree: ast.Module) -> set[str]:
    """What a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{each.name}" for each in node.names)
    return found


@cache
def called(tree: ast.Module) -> frozenset[str]:
    """The plain names that a module calls, and the attributes of plain names."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(node.func.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
    return frozenset(found)


def test_nothing_is_imported_that_opens_connections_or_starts_programs() -> None:
    found = {
        (path, name)
        for path, tree in modules()
        for name in imported(tree)
        if name.partition(".")[0] in REFUSED
    }
    # How an address is quoted, and how a server waits at its own input; no connection.
    assert found == {
        ("report/sarif.py", "urllib.parse"), ("report/sarif.py", "urllib.parse.quote"),
        ("lsp/told.py", "asyncio"), ("lsp/watching.py", "asyncio"),
    }  # fmt: skip


def test_text_becomes_code_in_the_two_places_that_the_page_names() -> None:
    found = {path for path, tree in modules() if CALLS & called(tree)}
    assert found == {"engine/records/code.py", "syntax/moulds.py"}
    assert all(f"`{path}`" in PAGE for path in found)


def test_no_other_program_is_started() -> None:
    found = {
        (path, name)
        for path, tree in modules()
        for name in called(tree)
        if name.startswith("os.") and OF_OS.fullmatch(name.removeprefix("os."))
    }
    assert found == set()


def test_only_the_parsers_tables_are_unpickled() -> None:
    assert [path for path, tree in modules() if {"pickle", "_pickle"} & imported(tree)] == []
    # Lark keeps its tables so.
    assert [path for path, tree in modules() if "Lark.load" in called(tree)] == ["syntax/tables.py"]


def test_modules_are_imported_by_names_of_dxplan_only() -> None:
    found = {path for path, tree in modules() if "importlib.import_module" in called(tree)}
    names = {path for path, tree in modules() if "import_module" in called(tree)}
    # Lazy names of dxplan itself; the entry points of installed plugins; the library of a table
    # that was handed over.
    assert found == {"__init__.py", "plugin/__init__.py", "plugin/hookspecs.py",
                     "plugin/announced.py", "testing/__init__.py"}  # fmt: skip
    # So are the libraries that a format needs, and what writes each of dxplan's own formats.
    assert names == {
        "cli/arguments.py", "engine/tables/scanning/sources.py", "report/extras.py",
        "report/renderers.py",
    }  # fmt: skip


def test_one_place_writes_html_by_templates_that_escape() -> None:
    # That nothing writes CSV is held in tests/forms/test_hostile_names.py, that names in a page
    # are inert in tests/report/html.
    suffixes = {".html", ".htm", ".jinja", ".j2"}
    found = {path.parent for path in SOURCE.rglob("*") if path.suffix in suffixes}
    assert found == {SOURCE / "report" / "html" / "templates"}
    assert [path for path, tree in modules() if "jinja2.Environment" in called(tree)] == [
        "report/html/render.py"
    ]
    text = (SOURCE / "report" / "html" / "render.py").read_text("utf-8")
    assert "autoescape=True" in text
    template = (SOURCE / "report" / "html" / "templates" / "page.html.j2").read_text("utf-8")
    assert re.findall(r"\|\s*safe\b|autoescape", template) == []
    # What is taken over as it is: the style, the script, the data, and the charts.
    assert sorted(re.findall(r"safe\(([^)]*)\)", text + template)) == [
        "card.chart", "page.data", "script", "style"
    ]  # fmt: skip
    texts = {path: path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.py"))}
    assert [
        path for path, text in texts.items() if re.search(r"<(?:html|body|td|script)\b", text)
    ] == []


def test_the_page_leads_to_what_is_there() -> None:
    links = re.findall(r"\]\(([\w./-]+)\)", PAGE)
    named = re.findall(r"`((?:src/|tests/|docs/)[\w./-]+)`", PAGE)
    assert "docs/reference/limits.md" in links
    assert [each for each in [*links, *named] if not (REPO / each).exists()] == []


def test_the_page_gives_no_address() -> None:
    assert not re.search(r"\S@\S|https?://", PAGE)


def test_the_readme_names_the_page() -> None:
    for name in ("README.md", "README.vi.md"):
        assert "(SECURITY.md)" in Path(REPO / name).read_text("utf-8")
