"""Lists what dxplan promises to others: names, commands, schemas, keywords, codes, hooks, extras.

A line is ``kind: what``, or ``kind: what > part`` for a part of what has a line of its own.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from tools.release.projects import ROOT, described

_ROOMS = ("dxplan", "dxplan.plugin", "dxplan.testing", "dxplan.territories")
_SCHEMAS = ROOT / "src" / "dxplan" / "schemas"
_NAMED = frozenset({"properties", "$defs"})
_DOORS = frozenset({"items", "anyOf", "oneOf", "allOf", "prefixItems"})


def lines() -> Iterator[str]:
    """All of it, in no order that says anything."""
    for room in _ROOMS:
        yield from names(room)
    yield from commands()
    for path in sorted(_SCHEMAS.glob("*.json")):
        yield f"schema: {path.stem}"
        yield from schema(path.stem, json.loads(path.read_text("utf-8")))
    yield from keywords()
    yield from hooks()
    yield from codes()
    yield from (f"extra: {name}" for name in described(ROOT)["optional-dependencies"])


def names(room: str) -> Iterator[str]:
    """The public names of a module, with what functions take and what values have."""
    module = importlib.import_module(room)
    for name in module.__all__:
        yield f"python: {room}.{name}"
        yield from parts(f"python: {room}.{name}", getattr(module, name))


def parts(owner: str, value: Any) -> Iterator[str]:
    """The parameters of a function; the fields and public methods of a class."""
    if inspect.isfunction(value):
        yield from parameters(owner, value)
    elif inspect.isclass(value):
        fields = attrs.fields(value) if attrs.has(value) else ()
        yield from (f"{owner} > .{each.name}" for each in fields if not each.name.startswith("_"))
        for name, member in vars(value).items():
            if not name.startswith("_") and (callable(member) or isinstance(member, property)):
                yield f"{owner} > .{name}"


def parameters(owner: str, function: Any) -> Iterator[str]:
    """What a function takes, and of what it can do without."""
    for each in inspect.signature(function).parameters.values():
        how = "by name" if each.kind is each.KEYWORD_ONLY else "by place or name"
        more = "" if each.default is not each.empty else " (required)"
        if each.kind not in {each.VAR_KEYWORD, each.VAR_POSITIONAL}:
            yield f"{owner} > {each.name}, {how}{more}"


def commands() -> Iterator[str]:
    """The commands, with their arguments and what these may be."""
    from dxplan.cli.arguments import parser

    for action in parser("en")._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield f"command: {name}"
                for each in command._actions:
                    yield from argument(f"command: {name}", each)


def argument(owner: str, action: argparse.Action) -> Iterator[str]:
    """An argument or option, and the words that it takes."""
    must = action.required and action.nargs not in {"?", "*"}
    more = " (required)" if must else ""
    for name in action.option_strings or [action.dest]:
        yield f"{owner} > {name}{more}"
        yield from (f"{owner} > {name} {choice}" for choice in action.choices or ())


def schema(owner: str, node: Any, way: str = "") -> Iterator[str]:
    """The properties that a JSON schema names, by their way from its top, and their words."""
    if isinstance(node, list):
        for inner in node:
            yield from schema(owner, inner, way)
    if not isinstance(node, Mapping):
        return
    for name in node.get("properties", ()):
        always = "" if name in node.get("required", ()) else " (may be away)"
        yield f"schema: {owner} > {way}.{name}{always}"
    yield from (f"schema: {owner} > {way} = {word}" for word in node.get("enum", ()))
    for door in _NAMED & node.keys():
        for name, inner in node[door].items():
            yield from schema(owner, inner, f"{way}.{name}")
    for door in _DOORS & node.keys():
        yield from schema(owner, node[door], f"{way}[]" if door == "items" else way)


def keywords() -> Iterator[str]:
    """The words of the rule language, each in its language."""
    from dxplan.syntax import lexicon

    for row in lexicon.rows():
        for language, words in row.words.items():
            yield from (f"keyword: {row.terminal} {language} {word}" for word in words)


def hooks() -> Iterator[str]:
    """The hooks of plugins, and what they are handed."""
    from dxplan.plugin.hookspecs import Hooks

    for name, function in vars(Hooks).items():
        if not name.startswith("_"):
            yield f"hook: {name}"
            given = [each for each in inspect.signature(function).parameters if each != "self"]
            yield from (f"hook: {name} > {each}" for each in given)


def codes() -> Iterator[str]:
    """The codes of diagnostics (lints among them) and problems, and the limits."""
    from dxplan.limits import Limits
    from dxplan.messages import catalogue

    for kind in ("diagnostics", "problems"):
        yield from (f"code: {code}" for code in catalogue(kind))
    yield from (f"limit: {each.name}" for each in attrs.fields(Limits))
