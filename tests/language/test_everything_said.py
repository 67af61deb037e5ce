"""Everything that is said about every vector and every bad example, in both languages.

The texts in ``tests/golden/said`` are there to be read aloud: a message that is badly said or that
stands in the wrong place shows there, and so does every change of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest

from dxplan.diagnostics import Diagnostic, Outcome
from dxplan.messages import LANGUAGES
from dxplan.plan.model import Plan
from dxplan.session import Session, open_session
from dxplan.source import Span
from tests.language.texts import GROUPS, texts_of
from tests.plan.readable import place


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session(entry_points=False)


@pytest.mark.parametrize("group", GROUPS)
def test_exactly_this_is_said(
    group: str, session: Session, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    said = Said()
    for number, each in enumerate(texts_of(group)):
        inside, outcome = each.bound(session, tmp_path / str(number))
        said.add(each.name, inside.with_lints(outcome))
    golden(f"said/{group}.txt", "\n".join(said.lines))


@attrs.define
class Said:
    """What is said about texts, without what is said about the declarations before them.

    The words of a message stand there once, where it is said first.
    """

    lines: list[str] = attrs.field(factory=list)
    known: set[tuple[str, ...]] = attrs.field(factory=set)

    def add(self, name: str, outcome: Outcome[Plan]) -> None:
        """Add a text about which something is said."""
        said = [each for each in outcome.diagnostics if not _is_before(each.span)]
        if said or outcome.silenced:
            self.lines.append(f"== {name}")
            for diagnostic in said:
                self._say(diagnostic)
            for silenced in outcome.silenced:
                self.lines.append(f"silenced {_head(silenced.diagnostic)}")
                self.lines.append(f"    because {silenced.reason}")
            self.lines.append("")

    def _say(self, diagnostic: Diagnostic) -> None:
        words = tuple(_words(diagnostic))
        self.lines.append(_head(diagnostic))
        self.lines.extend(() if words in self.known else words)
        self.lines.extend(f"    see {_place(span)}" for span in diagnostic.related)
        self.known.add(words)


def _is_before(span: Span | None) -> bool:
    return span is not None and span.source.name == "prelude"


def _words(diagnostic: Diagnostic) -> Iterator[str]:
    for language in LANGUAGES:
        yield f"    {diagnostic.message(language)}"
        if diagnostic.help(language):
            yield f"        {diagnostic.help(language)}"


def _head(diagnostic: Diagnostic) -> str:
    place = "" if diagnostic.span is None else f" {_place(diagnostic.span)}"
    return f"{diagnostic.severity.value} {diagnostic.code}{place}"


def _place(span: Span) -> str:
    name = "" if span.source.name == "rules" else f"{span.source.name}:"
    return name + place(span)
