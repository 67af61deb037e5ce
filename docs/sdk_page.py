"""The page on the SDK, from the public names themselves: signatures, docstrings, examples.

What a name says of itself in its docstring is what the page says; its examples run as tests where
they stand.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

INTRODUCTION = """
# The SDK

Whatever the command line does, a program does with these names. `import dxplan` imports nothing
heavy: a name is imported when it is first used. Everything else in the package may change without
notice. What a plugin imports is on the page on [hooks](hooks.md); the same plan, data and day
give the same findings as on [the command line](cli.md).

Numbers are exact (`int`, `Fraction`, `Decimal`); a `float` with a fraction is refused. Values are
frozen: none can be changed after it was made. What is wrong with rules raises `RuleError` with
all diagnostics, what is wrong with data is among the `problems` of the result, and what the host
program did wrong raises `TypeError` or `ValueError`.
"""
ABOUT = {
    "dxplan": "",
    "dxplan.territories": "Provinces over time: codes, names, and what became of them "
    "([the page on territories](territories.md) says what they mean).",
    "dxplan.testing": "What a plan is tested with; needs `dxplan[testing]` "
    "([how to](../how-to/test-your-plan.md)).",
    "dxplan.testing.strategies": "Strategies for Hypothesis.",
}
DOCS = Path(__file__).parent
PAGES = [*sorted(DOCS.glob("tutorial/*.md")), *sorted(DOCS.glob("how-to/*.md"))]
_PROGRAM = re.compile(r"^```python.*?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PARAM = re.compile(r"^:(?:(?:param|cvar) (\w+)|(raises|return)s?(?: (\w+))?): ?")


def page() -> str:
    """The whole page."""
    lines = [INTRODUCTION.strip()]
    for name, about in ABOUT.items():
        lines += ["", *_module(name, importlib.import_module(name), about)]
    return "\n".join(lines) + "\n"


def _module(name: str, module: ModuleType, about: str) -> Iterator[str]:
    public = {each: getattr(module, each) for each in module.__all__ if each != "__version__"}
    yield from (f"## {name}", "")
    yield from (about or _prose(str(module.__doc__)), "")
    for title, kind in KINDS.items():
        found = {each: value for each, value in sorted(public.items()) if _kind(value) == kind}
        if found:
            yield from (f"### {title} of {name}", "")
            for each, value in found.items():
                yield from _entry(each, value)


KINDS = {"Functions": "function", "Values": "class", "Errors": "error", "Constants": "constant"}


def _kind(value: object) -> str:
    if isinstance(value, type):
        return "error" if issubclass(value, Exception) else "class"
    if isinstance(value, ModuleType):
        return "module"
    called = callable(value) and inspect.isfunction(inspect.unwrap(value))
    return "function" if called else "constant"


def _entry(name: str, value: Any) -> Iterator[str]:
    """What is said of one name."""
    yield from (f"#### {name}", "")
    if not (inspect.isclass(value) or callable(value)):
        yield from (f"`{value!r}`", "")
        return
    is_called = not (inspect.isclass(value) and attrs.has(value)) and not _is_choice(value)
    if is_called and (signature := _signature(name, value)):
        yield from ("```text", *signature, "```", "")
    prose, told = _docstring(value)
    yield from (prose, "") if prose else ()
    if _is_choice(value):
        yield from (f"One of {', '.join(f'`{name}.{each.name}`' for each in value)}.", "")
    if "```pycon" not in prose and (shown := _shown_on(name)):
        yield from (f"Example: {shown}.", "")
    if inspect.isclass(value):
        yield from _members(value, told)
    else:
        yield from _told(told)


def _is_choice(value: Any) -> bool:
    return inspect.isclass(value) and issubclass(value, Enum)


def _shown_on(name: str) -> str:
    """The pages whose programs use a name, as links."""
    uses = re.compile(rf"\b(?:dxplan|territories|strategies)\.{name}\b|import .*\b{name}\b")
    found = [
        page for page in PAGES if any(map(uses.search, _PROGRAM.findall(page.read_text("utf-8"))))
    ]
    links = (f"[{_title(page)}](../{page.relative_to(DOCS).as_posix()})" for page in found[:3])
    return ", ".join(links)


def _title(page: Path) -> str:
    return page.read_text("utf-8").partition("\n")[0].removeprefix("# ")


def _signature(name: str, value: Any) -> list[str]:
    """The call, on one line where it fits, else a parameter a line."""
    try:
        found = inspect.signature(value)
    except (TypeError, ValueError):
        return []
    shown, marked = [], False
    for parameter in found.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not marked:
            shown.append("*")
        marked = marked or parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL)
        shown.append(_parameter(parameter))
    given = (
        "" if found.return_annotation is found.empty else f" -> {_type(found.return_annotation)}"
    )
    line = f"{name}({', '.join(shown)}){given}"
    if len(line) <= 96:
        return [line]
    return [f"{name}(", *(f"    {each}," for each in shown), f"){given}"]


def _parameter(parameter: inspect.Parameter) -> str:
    stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    kind = "" if parameter.annotation is parameter.empty else f": {_type(parameter.annotation)}"
    default = "" if parameter.default is parameter.empty else f" = {_default(parameter.default)}"
    return f"{stars}{parameter.name}{kind}{default}"


def _type(annotation: object) -> str:
    shown = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:datetime|fractions|decimal|typing)\.", "", shown).replace("'", "")


def _default(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 30 and " object at " not in shown else "…"


def _docstring(value: Any) -> tuple[str, dict[str, str]]:
    """What a docstring says of the whole, and of each parameter, as Markdown."""
    text = inspect.cleandoc(value.__doc__ or "")
    prose: list[str] = []
    told: dict[str, list[str]] = {}
    into = prose
    for line in text.splitlines():
        if field := _PARAM.match(line):
            into = told.setdefault(field[1] or " ".join(filter(None, field.groups()[1:])), [])
        elif into is not prose and line and not line.startswith(" "):
            into = prose
        into.append(line[field.end() :] if field else line)
    return _prose("\n".join(prose)), {
        name: _prose(" ".join(map(str.strip, lines))) for name, lines in told.items()
    }


def _prose(text: str) -> str:
    """A docstring's words as Markdown, its examples as blocks."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(
        _example(block) if block.startswith(">>>") else _marks(block)
        for block in blocks
        if block.strip()
    )


def _example(block: str) -> str:
    return f"```pycon\n{block}\n```"


def _marks(text: str) -> str:
    plain = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"``\1``", text)
    return plain.replace("``", "`")


def _members(value: type, told: dict[str, str]) -> Iterator[str]:
    """The fields of a value, and what can be asked of it."""
    fields = (
        [field for field in attrs.fields(value) if not field.name.startswith("_")]
        if attrs.has(value)
        else []
    )
    if fields:
        yield from ("| field | type | |", "|---|---|---|")
        for field in fields:
            kind, text = _cell(_type(field.type)), told.get(field.name, "").replace("|", "\\|")
            yield f"| `{field.name}` | `{kind}` | {text} |"
        yield ""
    else:
        yield from _told(told)
    asked = [
        _asked(name, member)
        for name, member in sorted(vars(value).items())
        if not name.startswith("_")
    ]
    shown = [line for line in asked if line]
    if shown:
        yield from (*shown, "")


def _asked(name: str, member: Any) -> str:
    """A property or method in a line."""
    if isinstance(member, property):
        call, text = name, _summary(member.fget)
    elif inspect.isfunction(member) or isinstance(member, (classmethod, staticmethod)):
        function = member if inspect.isfunction(member) else member.__func__
        call, text = _call(name, function), _summary(function)
    else:
        return ""
    return f"- `{call}`: {text}" if text else f"- `{call}`"


def _call(name: str, function: Any) -> str:
    parameters = list(inspect.signature(function).parameters.values())
    shown = [_parameter(each) for each in parameters if each.name not in ("self", "cls")]
    return f"{name}({', '.join(shown)})"


def _summary(function: Any) -> str:
    return _marks(inspect.cleandoc(function.__doc__ or "").partition("\n\n")[0].replace("\n", " "))


def _told(told: dict[str, str]) -> Iterator[str]:
    if told:
        yield from (*(f"- `{name}`: {text}" for name, text in told.items()), "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
