"""Every regular expression of dxplan, and how each is used: found in the source, not listed."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

import dxplan
from dxplan.syntax.tables import parser

ROOT = Path(dxplan.__file__).parent
_SEARCHING = {"search", "finditer", "findall", "sub", "subn", "split"}
_USES = {*_SEARCHING, "match", "fullmatch", "compile"}


@attrs.frozen
class Use:
    """An expression as it is used somewhere.

    :param made: the expression; ``None`` for one that is put together while the program runs.
    :param file: the module, from the package on, and ``lines`` where the call stands in it.
    """

    where: str
    made: re.Pattern[Any] | None
    searched: bool
    whole: bool
    file: str = ""
    lines: range = range(0)


def uses() -> Iterator[Use]:
    """Every expression of the package, with those of the grammar."""
    texts = {path: path.read_text("utf-8") for path in sorted(ROOT.rglob("*.py"))}
    whole = "\n".join(texts.values())
    for path, text in texts.items():
        if re.search(r"^import re$", text, re.MULTILINE):
            yield from _of_module(path, text, whole)
    for terminal in parser().terminals:
        flags = re.IGNORECASE if "i" in terminal.pattern.flags else 0
        made = re.compile(terminal.pattern.to_regexp(), flags)
        yield Use(f"grammar {terminal.name}", made, searched=False, whole=False)


def _of_module(path: Path, text: str, whole: str) -> Iterator[Use]:
    tree = ast.parse(text)
    name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
    module = vars(importlib.import_module(name))
    named = {
        id(node.value): node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    direct = {
        id(node.value): {node.attr} & _USES
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
    }
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not _is_of_re(call.func):
            continue
        used = {call.func.attr}
        if call.func.attr == "compile":
            used = direct.get(id(call)) or _uses_of(named.get(id(call)), text, whole)
        made = _made(call, module)
        file = path.relative_to(ROOT).as_posix()
        yield Use(
            f"{file}: {ast.unparse(call.args[0])}",
            made,
            searched=bool(used & _SEARCHING),
            whole="fullmatch" in used,
            file=file,
            lines=range(call.lineno, (call.end_lineno or call.lineno) + 1),
        )


def _is_of_re(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in _USES
    )


def _uses_of(name: str | None, text: str, whole: str) -> set[str]:
    """How an expression of a name is used; one without a name may be used in any way."""
    for searched in (text, whole) if name else ():
        found = set(re.findall(rf"\b{name}\.(\w+)", searched)) & _USES
        if found:
            return found
    return {"search", "fullmatch"}


def _made(call: ast.Call, module: Mapping[str, Any]) -> re.Pattern[Any] | None:
    given = [call.args[0], *call.args[1:]]
    flags = [node for node in given[1:] if "re." in ast.unparse(node)]
    flags += [word.value for word in call.keywords if word.arg == "flags"]
    try:
        text, *rest = (eval(ast.unparse(node), dict(module)) for node in (given[0], *flags))
        return re.compile(text, *rest)
    except NameError:
        return None
