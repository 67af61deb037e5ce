"""Laws of what is different between two states of a plan, and of lock files.

Plans are drawn as rule text over few names and numbers, so that two of them often have rules about
the same thing.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan.analysis.differences import differences
from dxplan.analysis.differences.correspondence import correspondence
from dxplan.analysis.differences.targets import matched_targets
from dxplan.messages import LANGUAGES, Language
from dxplan.plan.differences import REVERSED, Difference, Differences, Effect
from dxplan.plan.encoding import decoded, encoded, meaning
from dxplan.plan.environment import Environment
from dxplan.plan.lock import lock_text
from dxplan.plan.model import Plan
from dxplan.plugin.locks import frozen_plan
from dxplan.source import source_from_text
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file
from tests.plan.rules import PRELUDE, outcome_of

FLIPPED: dict[Effect, Effect] = {"weaker": "stricter", "stricter": "weaker"}

times = st.sampled_from(
    ["", "by 2024", "by 2025", "by 2025-Q2", "before 2025-06-20", "in 2024", "in 2025",
     "from 2024", "from 2024 to 2025", "every year", "every quarter", "every year from 2024"]
)  # fmt: skip
conditions = st.sampled_from(
    ["", "", "", "when portal_live", "when merged", "when portal_live and merged",
     "when portal_live or merged", "when not merged", "when learners_per_device >= 2"]
)  # fmt: skip
units = st.sampled_from(["so_gddt", "so_khcn", "so_gddt, so_khcn"])


def number(low: int = 1, high: int = 4) -> st.SearchStrategy[int]:
    return st.integers(low, high).map(lambda n: n * 10)


@st.composite
def thresholds(draw: st.DrawFn, sign: str) -> str:
    low = draw(number())
    kind = draw(st.sampled_from([">=", ">=", ">=", ">", "<=", "<", "=", "range"]))
    if kind == "range":
        return f"{low}{sign} .. {low + draw(number())}{sign}"
    return f"{kind} {low}{sign}"


@st.composite
def clauses(draw: st.DrawFn, *more: str) -> str:
    found = []
    if draw(st.booleans()):
        found.append(f"lead {draw(units)}")
    if draw(st.booleans()):
        found.append(f"with {draw(units)}")
    if draw(st.booleans()):
        found.append(f'cite "{draw(st.integers(1, 2))}"')
    if draw(st.booleans()):
        found.append(f'note "{draw(st.integers(1, 2))}"')
    return "".join(f"\n    {each}" for each in [*found, *more])


Statement = tuple[str, str]
"""What no two rules of a plan may have in common, and the text of a rule."""


@st.composite
def targets(draw: st.DrawFn) -> Statement:
    name = draw(st.sampled_from(["online_share", "device_number"]))
    scope, left_out, sign = "", "", ""
    if name == "online_share":
        sign = "%"
        scope = draw(st.sampled_from(["", "primary", "secondary", "lower_secondary"]))
        left_out = draw(st.sampled_from(["", "", "except upper_secondary", "except primary"]))
    each = draw(st.sampled_from(["", "", "in each commune"]))
    time, condition = draw(times), draw(conditions)
    parts = [name, scope, draw(thresholds(sign)), each, time, left_out, condition]
    text = " ".join(filter(None, parts)) + draw(clauses())
    return " ".join([name, scope, each, time, left_out, condition]), text


@st.composite
def tasks(draw: st.DrawFn) -> Statement:
    name, title = draw(st.sampled_from("tu")), draw(st.sampled_from("AB"))
    time = draw(st.sampled_from(["", "by 2024", "by 2025", "in 2025-03", "before 20/6/2025"]))
    return name, f'task {name} "{title}" {time}' + draw(clauses())


@st.composite
def duties(draw: st.DrawFn) -> Statement:
    step = draw(st.sampled_from(["year", "quarter", "month"]))
    day = draw(st.sampled_from(["", f" before day {draw(number(1, 2))} of its last month"]))
    if step == "month":
        day = ""
    return "d", f'duty d "D" every {step}{day}' + draw(clauses(f"by {draw(units)}"))


@st.composite
def waivers(draw: st.DrawFn) -> Statement:
    about = draw(st.sampled_from(["online_share", "online_share primary", "device_number"]))
    text = f'waive {about} until {draw(st.integers(2024, 2026))} because "x" cite "1"'
    return text, text


CHECK = 'check lessons_online <= lessons_total "C"'
statements = st.one_of(
    targets(), targets(), targets(), targets(), tasks(), duties(), waivers(),
    st.just((CHECK, CHECK)),
)  # fmt: skip
HEADS = ["", "plan p\n    period 2024 to 2025", 'plan p "P"\n    period 2024 to 2026']


@st.composite
def rules(draw: st.DrawFn) -> dict[str, str]:
    """The rules of a plan, by what no two of them may have in common."""
    return dict(draw(st.lists(statements, max_size=6, unique_by=lambda each: each[0])))


@st.composite
def plans(draw: st.DrawFn) -> list[str]:
    """The statements of a plan."""
    return [draw(st.sampled_from(HEADS)), *draw(rules()).values()]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Two states of a plan, of which the second one keeps some of the rules."""
    old, new = draw(rules()), draw(rules())
    kept = {key: text for key, text in old.items() if draw(st.booleans())}
    heads = draw(st.tuples(st.sampled_from(HEADS), st.sampled_from(HEADS)))
    return [heads[0], *old.values()], [heads[1], *{**new, **kept}.values()]


def bound(statements_of_it: list[str]) -> Plan:
    """The plan of some statements."""
    outcome = outcome_of("\n".join(statements_of_it) + "\n")
    assert outcome.ok, outcome.diagnostics
    return outcome.value


def told(found: Differences) -> Counter[tuple[str, str, str]]:
    return Counter((each.kind, each.aspect, each.effect) for each in found)


def reversed_(each: Difference) -> tuple[str, str, str]:
    return REVERSED.get(each.kind, each.kind), each.aspect, FLIPPED.get(each.effect, each.effect)


@given(text=plans())
def test_nothing_is_different_from_itself(text: list[str]) -> None:
    plan = bound(text)
    assert differences(plan, plan).found == ()


@given(pair=pairs())
def test_what_is_loosened_one_way_is_tightened_the_other_way(
    pair: tuple[list[str], list[str]],
) -> None:
    old, new = map(bound, pair)
    there, back = differences(old, new), differences(new, old)
    assert Counter(map(reversed_, there)) == told(back)


@given(pair=pairs())
def test_every_target_is_paired_once_or_dropped_or_added(
    pair: tuple[list[str], list[str]],
) -> None:
    old, new = map(bound, pair)
    matched = matched_targets(old, new, correspondence(old, new))
    for plan, side, rest in ((old, 0, matched.dropped), (new, 1, matched.added)):
        found = [*(each[side] for each in matched.pairs), *rest]
        assert Counter(one.target.id for one in found) == Counter(t.id for t in plan.targets)


@given(pair=pairs())
def test_states_that_mean_the_same_are_not_different(pair: tuple[list[str], list[str]]) -> None:
    old, new = map(bound, pair)
    kinds = {each.kind for each in differences(old, new)}
    assert kinds <= {"reworded"} or meaning(old) != meaning(new)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=plans())
def test_neither_layout_nor_language_makes_a_difference(
    language: Language, text: list[str]
) -> None:
    parsed = parse(source_from_text("\n".join(text)))
    plan, written = bound(text), bound([print_file(parsed.value, language)])
    assert differences(plan, written).found == ()
    assert meaning(plan) == meaning(written)


@given(data=st.data(), text=plans())
def test_order_makes_no_difference(data: st.DataObject, text: list[str]) -> None:
    plan, other = bound(text), bound(data.draw(st.permutations(text)))
    assert differences(plan, other).found == ()
    assert meaning(plan) == meaning(other)


@settings(max_examples=40)
@given(text=plans())
def test_a_lock_file_gives_back_the_plan(
    tmp_path_factory: pytest.TempPathFactory, text: list[str]
) -> None:
    plan = bound(text)
    assert decoded(encoded(plan)) == plan
    sources = {"/a/prelude.dxplan": PRELUDE, "rules.dxplan": "\n".join(text) + "\n"}
    files = [parse(source_from_text(each, name)).value for name, each in sources.items()]
    path = tmp_path_factory.mktemp("lock") / "p.lock.json"
    calendars = [plan.calendar]
    plan = attrs.evolve(plan, files=tuple(files))
    path.write_text(lock_text(plan, Environment(), calendars, date(2025, 1, 1)), "utf-8")
    read = frozen_plan(path)
    assert read.diagnostics == ()
    assert attrs.evolve(read.value, calendar=plan.calendar) == plan
