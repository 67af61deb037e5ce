"""Rule files as pytest sees them: a collector a file, an item an example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dxplan.diagnostics import Outcome
from dxplan.messages import Language
from dxplan.plan.examples import Example
from dxplan.plan.model import Plan
from dxplan.report.diagnostic_text import render_diagnostics
from dxplan.report.example_text import example_failure
from dxplan.report.words import plain
from dxplan.session import Session, open_session
from dxplan.syntax import lexicon
from dxplan.syntax.files import read_source

_SESSION = pytest.StashKey[Session]()


def has_examples(path: Path) -> bool:
    """Whether a rule file holds an example, or something that begins like one."""
    source = read_source(path, str(path)).value
    lines = () if source is None else source.text.split("\n")
    return any(lexicon.keyword_at(line, 0, ("EXAMPLE",)) for line in lines)


class RuleFileTests(pytest.File):
    """A rule file with examples."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its examples, or what is wrong with its rules."""
        session = self.config.stash.setdefault(_SESSION, open_session())
        reference = session.reference_to(self.path)
        loaded = session.load(reference)
        plan = self._usable(loaded, loaded.value)
        examples = self._usable(session.examples(plan, reference), plan)
        for example in examples:
            if example.span is not None and example.span.source.path == self.path:
                yield ExampleTest.from_parent(
                    self, name=plain(example.title), plan=plan, example=example
                )  # fmt: skip

    def _usable(self, found: Outcome[Any], plan: Plan) -> Any:
        if not found.ok:
            raise self.CollectError(render_diagnostics(found.diagnostics, plan.language))
        return found.value


class NotAsExpected(AssertionError):
    """An example does not come out as it expects; its text is for an officer."""


class ExampleTest(pytest.Item):
    """One example of a plan."""

    def __init__(self, *, plan: Plan, example: Example, **rest: Any) -> None:
        super().__init__(**rest)
        self.plan, self.example = plan, example

    def runtest(self) -> None:
        """Run the example."""
        from dxplan.examples.running import run_example

        result = run_example(self.plan, self.example)
        if not result.kept:
            language: Language = self.plan.language
            raise NotAsExpected(example_failure(self.plan, result, language))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What came out beside what was expected, without a traceback."""
        if isinstance(excinfo.value, NotAsExpected):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it is written; pytest counts lines from 0."""
        span = self.example.span
        return self.path, 0 if span is None else span.line - 1, self.name
