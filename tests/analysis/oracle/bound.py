"""Rule sets read by dxplan."""

from __future__ import annotations

from functools import cache

import attrs

from dxplan.diagnostics import Severity
from dxplan.plan.bind import bind
from dxplan.plan.model import Plan
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from dxplan.syntax.nodes import RuleFile
from dxplan.syntax.parse import parse
from tests.analysis.oracle.rules import RuleSet
from tests.analysis.oracle.worlds import World

HEAD = """plan {name} "P"
    period {first} to {last}
"""


@cache
def _session() -> Session:
    return open_session(entry_points=False)


@attrs.define(eq=False)
class Reader:
    """Reads rules about a world, whose own text is read once."""

    world: World
    _declared: RuleFile | None = None

    def plan(self, rules: RuleSet, name: str = "p") -> Plan:
        """The plan of some rules."""
        first, last = rules.plan
        head = HEAD.format(name=name, first=first.isoformat(), last=last.isoformat())
        if self._declared is None:
            self._declared = _parsed(self.world.text)
        found = bind([self._declared, _parsed(head + rules.text)], _session().environment)
        wrong = [each for each in found.diagnostics if each.severity is Severity.ERROR]
        assert not wrong, [each.message() for each in wrong]
        assert {t.id for t in found.value.targets} == {rule.id for rule in rules.rules}
        return found.value


def _parsed(text: str) -> RuleFile:
    parsed = parse(source_from_text(text))
    assert parsed.ok, parsed.diagnostics
    return parsed.value
