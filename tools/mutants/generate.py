"""Write down the mutants of every room, by the operators of mutmut.

    build/mutants-venv/bin/python -m tools.mutants.generate

A mutant is an edit of a file's text, so that nothing else here needs mutmut. mutmut itself leaves
out functions with decorators, because it wraps every function; nothing is wrapped here, and they
are mutated like the others.
"""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import libcst as cst
from libcst.metadata import (
    CodeRange,
    MetadataWrapper,
    ParentNodeProvider,
    PositionProvider,
    WhitespaceInclusivePositionProvider,
)
from mutmut.mutation.mutators import mutation_operators

from tools.mutants.rooms import MUTANTS, ROOMS, ROOT, files

NOT_ASKED = frozenset({"len", "isinstance", "cast", "AssertionError"})
"""Calls that mutmut leaves alone, ``cast``, which does nothing, and what assertions say."""


class Visitor(cst.CSTVisitor):
    """Collects the edits inside of functions."""

    METADATA_DEPENDENCIES = (
        ParentNodeProvider,
        PositionProvider,
        WhitespaceInclusivePositionProvider,
    )

    def __init__(self, module: cst.Module) -> None:
        self.module = module
        self.names: list[str] = []
        self.functions: list[str] = []
        self.found: list[dict[str, Any]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _is_left_out(node, self.get_metadata(ParentNodeProvider, node, None)):
            return False
        if self.functions:
            self.found.extend(self._edits(node))
        if isinstance(node, cst.ClassDef | cst.FunctionDef):
            self.names.append(node.name.value)
            if isinstance(node, cst.FunctionDef):
                self.functions.append(".".join(self.names))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.ClassDef | cst.FunctionDef) and self.names:
            if isinstance(original_node, cst.FunctionDef):
                self.functions.pop()
            self.names.pop()

    def _edits(self, node: cst.CSTNode) -> Iterator[dict[str, Any]]:
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                for mutated in operator(node):
                    if _asserts_less(node, mutated):
                        continue
                    yield self._edit(node, mutated) | {"operator": operator.__name__}

    def _edit(self, node: cst.CSTNode, mutated: cst.CSTNode) -> dict[str, Any]:
        # A statement does not know its indentation, so a case that is dropped is cut out
        if isinstance(node, cst.Match) and isinstance(mutated, cst.Match):
            place, new = self.get_metadata(PositionProvider, _dropped(node, mutated)), ""
        else:
            place = self.get_metadata(WhitespaceInclusivePositionProvider, node)
            new = self.module.code_for_node(mutated)
        return {"function": self.functions[0], "place": place, "new": new}


def _dropped(node: cst.Match, mutated: cst.Match) -> cst.MatchCase:
    return next(case for case in node.cases if all(case is not kept for kept in mutated.cases))


def _is_left_out(node: cst.CSTNode, parent: cst.CSTNode | None) -> bool:
    """Types, decorators and defaults, which are run at import, and what an assertion says."""
    if isinstance(node, cst.Annotation | cst.Decorator | cst.Param):
        return True
    if isinstance(node, cst.SimpleString) and isinstance(parent, cst.Assert):
        return True
    if isinstance(node, cst.Arg) and node.keyword and node.keyword.value == "strict":
        return True
    called = node.func if isinstance(node, cst.Call) else None
    return isinstance(called, cst.Name) and called.value in NOT_ASKED


def _asserts_less(node: cst.CSTNode, mutated: cst.CSTNode) -> bool:
    """Whether a mutant only drops ``strict`` of a ``zip``, which is an assertion too."""
    if not isinstance(node, cst.Call) or not isinstance(mutated, cst.Call):
        return False
    return _strict(node) != _strict(mutated)


def _strict(call: cst.Call) -> str:
    found = (arg.value for arg in call.args if arg.keyword and arg.keyword.value == "strict")
    return next((value.value for value in found if isinstance(value, cst.Name)), "")


def mutants(room: str, path: Path) -> Iterator[dict[str, Any]]:
    """The mutants of a file, in the order of the text."""
    text = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    visitor = Visitor(wrapper.module)
    wrapper.visit(visitor)
    starts = _line_starts(text)
    statements = _statements(ast.parse(text))
    name = path.relative_to(ROOT / "src").as_posix()
    counted: Counter[str] = Counter()
    for edit in visitor.found:
        place: CodeRange = edit["place"]
        start = starts[place.start.line] + place.start.column
        end = starts[place.end.line] + place.end.column
        function, new = edit["function"], edit["new"]
        if text[start:end] == new or not _compiles(text[:start] + new + text[end:]):
            continue
        counted[function] += 1
        yield {
            "id": f"{name}:{function}:{counted[function]}",
            "room": room,
            "path": path.relative_to(ROOT).as_posix(),
            "function": function,
            "line": place.start.line,
            "lines": _smallest(statements, place.start.line),
            "start": start,
            "end": end,
            "old": text[start:end],
            "new": new,
            "operator": edit["operator"],
        }


def _line_starts(text: str) -> dict[int, int]:
    found, at = {}, 0
    for number, line in enumerate(text.split("\n"), start=1):
        found[number] = at
        at += len(line) + 1
    return found


def _compiles(text: str) -> bool:
    try:
        compile(text, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _statements(tree: ast.Module) -> list[tuple[int, int]]:
    """First and last line of every statement; of one with a body, of what stands before it."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Match):
            found.append((node.lineno, node.cases[0].pattern.lineno - 1))
        elif isinstance(node, ast.match_case):
            found.append((node.pattern.lineno, node.body[0].lineno - 1))
        elif isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
            found.append((node.lineno, last))
    return [(first, max(first, last)) for first, last in found]


def _smallest(statements: list[tuple[int, int]], line: int) -> list[int]:
    """The lines of the smallest statement around a line: who runs one of them may notice."""
    around = [(last - first, first, last) for first, last in statements if first <= line <= last]
    _, first, last = min(around, default=(0, line, line))
    return [first, last]


def main() -> None:
    """Write the mutants of all rooms, and say how many there are."""
    found = [one for room in ROOMS for path in files(room) for one in mutants(room, path)]
    MUTANTS.parent.mkdir(parents=True, exist_ok=True)
    MUTANTS.write_text(json.dumps(found, ensure_ascii=False, indent=0), encoding="utf-8")
    for room, count in Counter(one["room"] for one in found).items():
        print(f"{room}: {count} mutants")


if __name__ == "__main__":
    main()
