"""What rules are told as to the solver, and what is seen of them without it.

``told`` has the rules of each state in ``tests/analysis/pairs/states`` and in ``states`` here, with
what is answered about each without the solver, and with the formulas that the next state of its
family is asked about in. ``DXPLAN_UPDATE_GOLDEN=1`` writes it anew. Shortcuts that change no answer
show here and nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from dxplan.analysis.linear.times import Rule
from tests.analysis.linear.telling import seen, told
from tests.analysis.pairs.test_pairs import FAMILIES, OF_TARGETS
from tests.analysis.pairs.told import state

HERE = Path(__file__).parent
OWN = {
    path.stem: path.read_text(encoding="utf-8").strip("\n").split("\n\n")
    for path in sorted(HERE.glob("states/*.txt"))
}
EVERY = {**{name: FAMILIES[name] for name in OF_TARGETS}, **OWN}


@pytest.mark.parametrize("family", EVERY)
def test_what_is_seen_of_rules_and_told_of_them(family: str) -> None:
    path = HERE / "told" / f"{family}.txt"
    text = "\n".join(_lines(EVERY[family])) + "\n"
    if os.environ.get("DXPLAN_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def _lines(states: list[str]) -> Iterator[str]:
    for text, other in zip(states, [*states[1:], states[0]], strict=True):
        yield f"== {text}".replace("\n", "\n   ")
        rules = _rules(text, "a")
        for rule in rules:
            yield f"{rule.target.id}"
            yield from (f"    {line}" for line in seen(rule, rules))
        for rule in _rules(other, "b")[:2]:
            yield f"> {rule.target.id}"
            yield from (f"    {line}" for line in told(rules, rule))
        yield ""


def _rules(text: str, name: str) -> list[Rule]:
    plan = attrs.evolve(state(text), id=name)
    rules = [Rule(plan, target) for target in plan.targets]
    return [rule for rule in rules if rule.has_number]
