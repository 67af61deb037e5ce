"""Nothing in dxplan writes a file past the room that writes them whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import dxplan

SOURCE = Path(dxplan.__file__).parent
WRITING = {
    "write_text",
    "write_bytes",
    "mkstemp",
    "NamedTemporaryFile",
    "touch",
    "rename",
    "replace",
}
# The files of a folder that gets its name when all of them are there
INSIDE_A_DRAFT = {("cli/new.py", "write_text")}
# A part of an archive that is put together in memory
IN_MEMORY = {("data/packages.py", "open")}
# The stream that the language server was given to speak on
STREAMS = {("lsp/server.py", "fdopen")}


def writes(tree: ast.AST) -> Iterator[str]:
    """What in a module looks like writing to a file."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        # Texts are replaced with two values, files with one
        if name in WRITING and not (name == "replace" and len(node.args) != 1):
            yield name
        given = [*node.args, *(each.value for each in node.keywords)]
        modes = {each.value for each in given if isinstance(each, ast.Constant)}
        if name in ("open", "fdopen") and modes & {"w", "wb", "x", "xb", "a", "ab", "r+", "rb+"}:
            yield name


def test_every_file_is_written_in_one_room() -> None:
    found = {
        (path.relative_to(SOURCE).as_posix(), name)
        for path in SOURCE.rglob("*.py")
        for name in writes(ast.parse(path.read_text("utf-8")))
    }
    elsewhere = {each for each in found if not each[0].startswith("whole_files/")}
    assert elsewhere == INSIDE_A_DRAFT | IN_MEMORY | STREAMS
    assert {
        ("whole_files/writing.py", "write_bytes"),
        ("whole_files/writing.py", "replace"),
    } <= found
