"""Every name of a tree is met, with what it may be the name of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from dxplan.editing.occurrences import occurrences
from dxplan.source import source_from_text
from dxplan.syntax import nodes
from dxplan.syntax.parse import parse
from tests.docs.pages import REPO

FILES = sorted([*(REPO / "plugins").rglob("src/**/*.dxplan"), *(REPO / "src").rglob("*.dxplan")])


def every_name(value: object) -> Iterator[nodes.Name]:
    """Whatever is a name in a tree, however deep."""
    if isinstance(value, nodes.Name):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from every_name(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name not in ("span", "leading", "comments"):
                yield from every_name(getattr(value, field.name))


def _start(name: nodes.Name) -> int:
    assert name.span is not None
    return name.span.start


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_name_of_the_shipped_plans_is_met(path: Path) -> None:
    file = parse(source_from_text(path.read_text("utf-8"))).value
    met = {each.span.start for each in occurrences(file)}
    assert [name.text for name in every_name(file.statements) if _start(name) not in met] == []
    assert met


TEXT = """\
scale digital "D"
    group teaching of 100 points { c1 "a" 60 points, c2 "b" 40 points }
    band low under 50
    band high from 50 or more
    gate unmet gives low
indicator x = share of schools where digital.teaching >= high and f
waive x primary until 2025 because "z"
task t "T" within 5 days of received
example "e" on 2025-12-31
    given a primary 5 in 2025
    given t done by u
    expect "x.primary.by.2025" met
    expect digital.teaching in school "A" band high
"""


def test_what_a_name_may_be_the_name_of_follows_from_where_it_stands() -> None:
    found = parse(source_from_text(TEXT))
    met = [(e.text, e.kinds[0], e.inside, e.declares) for e in occurrences(found.value)]
    assert met == [
        ("digital", "scale", "", True),
        ("teaching", "group", "digital", True),
        ("c1", "measure", "", True),
        ("c2", "measure", "", True),
        ("low", "band", "digital", True),
        ("high", "band", "digital", True),
        ("low", "band", "digital", False),
        ("x", "indicator", "", True),
        ("digital", "scale", "", False),
        ("teaching", "group", "digital", False),
        ("high", "band", "digital", False),
        ("f", "measure", "", False),
        ("x", "indicator", "", False),
        ("primary", "member", "", False),
        ("t", "work", "", True),
        ("received", "fact", "", False),
        ("a", "measure", "", False),
        ("primary", "member", "", False),
        ("t", "work", "", False),
        ("u", "unit", "", False),
        ("x", "indicator", "", False),
        ("digital", "scale", "", False),
        ("teaching", "group", "digital", False),
        ("high", "band", "digital", False),
    ]
