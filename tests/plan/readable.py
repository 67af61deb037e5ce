"""A bound plan as lines that a reader can hold against its rules: every field, and every place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from dxplan.plan.example_binding import bind_examples
from dxplan.plan.model import Group, Plan
from dxplan.plan.needs import needs
from dxplan.source import Span
from dxplan.values.calendars import Calendar
from dxplan.values.numbers import exact_text
from dxplan.values.periods import Period
from dxplan.values.scopes import Member

DECLARED = ("dimensions", "measures", "facts", "indicators", "units", "scales")
RULES = ("targets", "tasks", "duties", "checks", "waivers")
APART = {"span", "files", *DECLARED, *RULES}


def lines_of(plan: Plan, before: Plan) -> Iterator[str]:
    """A plan without what it has in common with one that its declarations stand on."""
    yield _placed(f"plan {plan.id}", plan.span)
    yield from _fields(plan, {"id"} | APART | _alike(plan, before), plan)
    for kind in DECLARED:
        for name, each in getattr(plan, kind).items():
            if getattr(before, kind).get(name) != each:
                yield _placed(f"{type(each).__name__.lower()} {name}", getattr(each, "span", None))
                # The groups of a scale stand there in full, and everywhere else by name.
                around = attrs.evolve(plan, scales={}) if kind == "scales" else plan
                yield from _fields(each, {"name", "span", "members"}, around)
                yield from _members(each)
    for kind in RULES:
        for rule in getattr(plan, kind):
            name = f"{type(rule).__name__.lower()} {getattr(rule, 'id', '')}".rstrip()
            yield _placed(name, rule.span)
            yield from _fields(rule, {"id", "span"}, plan)
    for need in needs(plan)[len(plan.targets) :]:
        yield f"needs {need.id}"
        yield from _fields(need, {"id", "span"}, plan)
    for example in bind_examples(plan, plan.files).value:
        yield _placed("example", example.span)
        yield from _fields(example, {"span"}, plan)


def _alike(plan: Plan, before: Plan) -> set[str]:
    names = (field.name for field in attrs.fields(Plan))
    return {name for name in names if getattr(plan, name) == getattr(before, name)}


def _members(declared: Any) -> Iterator[str]:
    """The members of a dimension, each with where it stands."""
    for member in getattr(declared, "members", ()):
        said = {name: part for name, part in _said(member) if name not in ("dimension", "span")}
        yield _placed(f"    {said}", member.span)


def _placed(text: str, span: Span | None) -> str:
    return text if span is None else f"{text} @{place(span)}"


def _fields(value: Any, without: set[str], plan: Plan) -> Iterator[str]:
    for name, part in _said(value):
        if name in without:
            continue
        line = f"    {name}: {_shown(part, plan)}"
        if len(line) <= 120 or not isinstance(part, tuple):
            yield line
        else:
            yield f"    {name}:"
            yield from (f"        {_shown(each, plan)}" for each in part)


def _said(value: Any) -> Iterator[tuple[str, Any]]:
    """The fields that do not have their default."""
    for field in attrs.fields(type(value)):
        default: Any = field.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            default = default.factory()
        found = getattr(value, field.name)
        # True equals 1, and is not the same.
        if type(found) is not type(default) or found != default:
            yield field.name, found


def _shown(value: Any, plan: Plan) -> str:
    match value:
        case Fraction():
            return exact_text(value)
        case Calendar():
            return value.name
        case Period():
            return f"{value.start}..{value.end}"
        case date():
            return str(value)
        case Span():
            return f"@{place(value)}"
        case str() | int() | None:
            return repr(value)
        case tuple() | list():
            return f"[{', '.join(_shown(each, plan) for each in value)}]"
        case frozenset():
            return f"{{{', '.join(_shown(each, plan) for each in sorted(value))}}}"
        case Mapping():
            parts = (f"{key}: {_shown(each, plan)}" for key, each in value.items())
            return f"{{{', '.join(parts)}}}"
    if _is_declared(value, plan):
        return f"{type(value).__name__} {getattr(value, 'id', value.name)}"
    parts = (f"{name}={_shown(part, plan)}" for name, part in _said(value))
    return f"{type(value).__name__}({', '.join(parts)})"


def _is_declared(value: Any, plan: Plan) -> bool:
    """Whether it stands in the plan under its name, as it is here."""
    if isinstance(value, Member):
        dimension = plan.dimensions.get(value.dimension)
        return dimension is not None and value in dimension.members
    if isinstance(value, Group):
        scale = plan.scales.get(value.scale)
        return scale is not None and value in scale.groups
    name = getattr(value, "name", None)
    return any(getattr(plan, kind).get(name) == value for kind in DECLARED)


def place(span: Span) -> str:
    """Where something stands, and its words; of several lines the first and the last."""
    first, *others = "".join(map(_visible, span.text)).split("\n")
    words = f"{first} … {others[-1].strip()}" if others else first
    return f"{span.line}:{span.column} {words}".rstrip()


def _visible(character: str) -> str:
    return character if character in "\n" or character.isprintable() else ascii(character)[1:-1]
