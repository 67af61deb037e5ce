"""Each law of the contract is broken by something, and says what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from dxplan.analysis.lint import Lint
from dxplan.data.observations import Observations
from dxplan.diagnostics import Severity
from dxplan.engine.findings import Report
from dxplan.engine.reference import evaluate
from dxplan.messages import LANGUAGES, catalogue
from dxplan.plan.model import Comparator, Plan
from dxplan.plugin import RuleFiles, hookimpl
from dxplan.plugin.host import load_plugins
from dxplan.session import Session
from dxplan.testing import PlanContract
from dxplan.testing.laws import of_rules
from dxplan.testing.laws.broken import LawBroken

HEAD = """plan demo "Demo"
    document "1/KH" of "UBND" on 2024-01-01
    period 2024 to 2025
unit office "Sở"
measure online flow
measure total flow
indicator online_share = online / total
"""
GOOD = HEAD + 'online_share >= 50% by 2025\n    lead office\n    cite "I"\n'

Make = Callable[..., PlanContract]


@pytest.fixture
def contract(tmp_path: Path) -> Make:
    """A contract over a text, with attributes of the class."""

    def make(text: str = GOOD, **attributes: object) -> PlanContract:
        path = tmp_path / "demo.dxplan"
        path.write_text(text, "utf-8")
        return type("TestDemo", (PlanContract,), {"plan": path, **attributes})()

    return make


def broken(law: Callable[[], None]) -> str:
    with pytest.raises(LawBroken) as raised:
        law()
    return str(raised.value)


LAWS = sorted(name for name in vars(PlanContract) if name.startswith("test_"))


@pytest.mark.parametrize("law", LAWS)
def test_a_small_plan_keeps_the_law(contract: Make, law: str) -> None:
    getattr(contract(), law)()


def test_there_are_these_laws() -> None:
    assert LAWS == [
        "test_every_rule_is_led",
        "test_every_target_can_be_met_and_missed",
        "test_every_target_is_cited",
        "test_every_target_is_decided",
        "test_every_verdict_is_reached",
        "test_examples_notice_every_change",
        "test_hooks_are_pure",
        "test_more_is_never_worse",
        "test_names_are_unique",
        "test_order_is_nothing",
        "test_rules_are_written_and_read_alike",
        "test_schools_together_are_their_sums_together",
        "test_splitting_a_school_is_nothing",
        "test_the_line_is_exact",
    ]


def test_every_message_speaks_both_languages_and_says_what_to_do() -> None:
    for code, texts in catalogue("contract").items():
        for language in LANGUAGES:
            assert texts[language], code
            assert texts[f"help_{language}"], code


# --- rules ----------------------------------------------------------------------------------------


def test_rules_with_errors_are_told_as_lint_tells_them(contract: Make) -> None:
    wrong = contract(GOOD + 'online_share >= 60% by 2025\n    lead office\n    cite "I"\n')
    told = broken(wrong.test_names_are_unique)
    assert told.splitlines()[0].endswith("demo.dxplan` cannot be tested as long as this is wrong")
    assert "error[duplicate-target]: the target `online_share.by.2025` is set twice" in told
    assert told.endswith("mend it until `dxplan lint` finds no error")


def test_a_plan_that_is_not_there() -> None:
    typo = type("TestTypo", (PlanContract,), {"plan": "bin_dinh"})()
    assert broken(typo.test_every_target_is_cited).splitlines()[1:3] == [
        "error[unknown-plan]: there is no plan called `bin_dinh`",
        "help: did you mean `binh_dinh`?",
    ]


def test_a_class_that_names_no_plan() -> None:
    nameless = type("TestNameless", (PlanContract,), {})()
    assert broken(nameless.test_every_target_is_cited).startswith(
        "`TestNameless` does not say which plan it tests\nwrite `plan = "
    )


def test_rules_that_are_printed_otherwise(contract: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = of_rules.print_file
    monkeypatch.setattr(
        of_rules, "print_file", lambda *given: printed(*given).replace("50%", "60%")
    )
    told = broken(contract().test_rules_are_written_and_read_alike)
    assert "printed with the keywords of `en`, the rules are not read as the same" in told
    assert "online_share >= 50% by 2025" in told


def test_two_figures_of_one_heading(contract: Make) -> None:
    same = 'measure a "Số máy"\nmeasure b "số  máy"\n'
    assert broken(contract(GOOD + same).test_names_are_unique).splitlines()[0] == (
        "the heading “số  máy” stands for `a`, `b`, so that no data file can say which is meant"
    )


UNCITED = HEAD + "online_share >= 50% by 2025\n    lead office\n"
UNLED = HEAD + 'online_share >= 50% by 2025\n    cite "I"\n'


def test_a_target_without_a_citation(contract: Make, tmp_path: Path) -> None:
    assert broken(contract(UNCITED).test_every_target_is_cited) == (
        "`online_share.by.2025` does not say where it stands in the document\n"
        f"  {tmp_path / 'demo.dxplan'}:8:14\n"
        "    online_share >= 50% by 2025\n"
        'add `cite "…"` to the rule, or list the id in `not_cited` with the reason'
    )


def test_messages_come_in_vietnamese(contract: Make) -> None:
    told = broken(contract(UNLED, language="vi").test_every_rule_is_led)
    assert told.startswith("chưa có đơn vị nào chủ trì `online_share.by.2025`\n")


def test_what_is_excepted_with_a_reason_is_let_pass(contract: Make) -> None:
    why = {"online_share.by.2025": "the document has no numbered sections"}
    contract(UNCITED, not_cited=why).test_every_target_is_cited()


@pytest.mark.parametrize(
    ("name", "law"),
    [
        ("not_cited", "test_every_target_is_cited"),
        ("not_led", "test_every_rule_is_led"),
        ("not_decided", "test_every_target_is_decided"),
        ("not_aimed", "test_every_target_can_be_met_and_missed"),
    ],
)
def test_an_exception_that_is_not_needed_is_one_too_many(
    contract: Make, name: str, law: str
) -> None:
    told = broken(getattr(contract(**{name: {"online_share.by.2025": "because"}}), law))
    assert told.startswith(
        f"`online_share.by.2025` is excepted from the law `{name}`, and keeps it"
    )


def test_a_verdict_that_is_excepted_and_reached(contract: Make) -> None:
    told = broken(contract(not_reached={"met": "because"}).test_every_verdict_is_reached)
    assert told.startswith("`met` is excepted from the law `not_reached`, and keeps it")


EXAMPLES = """
example "on the line" on 2025-12-31
    given {online} {given}, total {total} in 2025
    expect online_share {verdict} lead office
example "one below" on 2025-12-31
    given online 49, total 100 in 2025
    expect online_share missed
example "a year before" on 2024-12-31
    given online 49, total 100 in 2024
    expect online_share not due
"""


def with_examples(**said: object) -> str:
    return GOOD + EXAMPLES.format(
        **{"online": "online", "given": 50, "total": 100, "verdict": "met", **said}
    )


def test_examples_that_notice_every_change(contract: Make) -> None:
    contract(with_examples()).test_examples_notice_every_change()


def test_an_example_that_does_not_come_out(contract: Make) -> None:
    told = broken(contract(with_examples(given=49)).test_examples_notice_every_change)
    assert told.startswith("the example “on the line” does not come out as expected\n")
    assert "expected: met" in told
    assert told.endswith("read the document again: mend the rule, or what the example expects")


def test_an_example_that_cannot_be_run(contract: Make) -> None:
    told = broken(contract(with_examples(online="onlin")).test_examples_notice_every_change)
    assert told.startswith("the examples cannot be run as long as this is wrong\n")
    assert "`online`" in told


def test_examples_that_miss_a_change(contract: Make) -> None:
    told = broken(contract(with_examples(given=51)).test_examples_notice_every_change)
    assert told.startswith("no example notices 2 of 7 changes to the rules, this rule first\n")
    assert "    online_share >= 50% by 2025\n" in told
    assert "+ online_share > 50% by 2025" in told


def test_a_target_that_is_not_decided(contract: Make) -> None:
    unset = HEAD.replace("unit", "    parent up.doc\nunit", 1)
    rule = 'online_share >= parent by 2025\n    lead office\n    cite "I"\n'
    told = broken(contract(unset + rule).test_every_target_is_decided)
    assert told.startswith(
        "`online_share.by.2025` is not held against the other targets: its number is set by a "
        "document that is not loaded\n"
    )


# --- data -----------------------------------------------------------------------------------------


def test_a_target_that_nothing_misses(contract: Make) -> None:
    told = broken(contract(GOOD.replace("50%", "0%")).test_every_target_can_be_met_and_missed)
    assert told.startswith("no data can be drawn for `online_share.by.2025`: no figures miss it\n")


def test_a_verdict_that_nothing_brings_about(contract: Make) -> None:
    flag = "flag website\nindicator website_share = share of schools where website\n"
    text = HEAD + flag + 'website_share >= 50% by 2025\n    lead office\n    cite "I"\n'
    told = broken(contract(text).test_every_verdict_is_reached)
    assert told.startswith("no data bring about the verdict `conflict`: nothing in the rule leads ")
    why = {"conflict": "nobody reports a percentage of schools"}
    contract(text, not_reached=why).test_every_verdict_is_reached()


def comparing(turned: Mapping[Comparator, Comparator]) -> Callable[..., Report]:
    """An evaluator that compares otherwise than the rules say."""

    def judged(self: object, plan: Plan, observations: Observations, as_of: date) -> Report:
        targets = tuple(
            attrs.evolve(
                each, threshold=attrs.evolve(each.threshold, comparator=turned[each.comparator])
            )
            for each in plan.targets
        )
        return evaluate(attrs.evolve(plan, targets=targets), observations, as_of)

    return judged


def test_an_evaluator_that_is_wrong_on_the_line_only(contract: Make) -> None:
    strict = contract(judged=comparing({">=": ">"}))
    told = broken(strict.test_the_line_is_exact)
    assert told.splitlines()[0] == (
        "data that should make `online_share.by.2025` met make it missed"
    )
    # The simplest data that show it: half of two lessons.
    assert (
        "online_share.by.2025 is met as of 2025-12-31\n"
        "  school  period  online  total\n"
        "  S1      2025    1       2\n" in told
    )


def test_an_evaluator_for_which_more_is_worse(contract: Make) -> None:
    told = broken(contract(judged=comparing({">=": "<="})).test_more_is_never_worse)
    assert told.splitlines()[0] == (
        "more of its numerator turns `online_share.by.2025` from met to missed"
    )


def last_left_out(self: object, plan: Plan, observations: Observations, as_of: date) -> Report:
    """An evaluator that does not look at the last cell."""
    fewer = attrs.evolve(observations, cells=observations.cells[:-1])
    return evaluate(plan, fewer, as_of)


def test_an_evaluator_that_depends_on_the_order_of_rows(contract: Make) -> None:
    told = broken(contract(judged=last_left_out, examples=30).test_order_is_nothing)
    assert told.startswith("`online_share.by.2025` depends on the order of rows or of statements\n")


def only_old_schools(self: object, plan: Plan, observations: Observations, as_of: date) -> Report:
    """An evaluator that leaves out schools of a new kind of id."""
    cells = tuple(each for each in observations.cells if not each.organisation.endswith("b"))
    return evaluate(plan, attrs.evolve(observations, cells=cells), as_of)


def test_an_evaluator_that_looks_at_single_schools(contract: Make) -> None:
    told = broken(contract(judged=only_old_schools).test_splitting_a_school_is_nothing)
    first = told.splitlines()[0]
    assert first.startswith("`online_share.by.2025` turns from m")
    assert first.endswith("when a school is split in two")


CONDITIONED = (
    HEAD
    + "measure rooms\nindicator room_count = rooms\n"
    + 'online_share >= 50% by 2025\n    when room_count >= 5\n    lead office\n    cite "I"\n'
)


def old_rooms(self: object, plan: Plan, observations: Observations, as_of: date) -> Report:
    """An evaluator that leaves out the rooms of schools of a new kind of id."""
    cells = tuple(
        each
        for each in observations.cells
        if each.measure != "rooms" or not each.organisation.endswith("b")
    )
    return evaluate(plan, attrs.evolve(observations, cells=cells), as_of)


def test_an_evaluator_for_which_a_condition_looks_at_single_schools(contract: Make) -> None:
    contract(CONDITIONED).test_splitting_a_school_is_nothing()
    told = broken(contract(CONDITIONED, judged=old_rooms).test_splitting_a_school_is_nothing)
    assert told.splitlines()[0] == (
        "`online_share.by.2025.when.room_count` turns from met to undetermined "
        "when a school is split in two"
    )


def blind(self: object, plan: Plan, observations: Observations, as_of: date) -> Report:
    """An evaluator that sees no figure at all."""
    return evaluate(plan, attrs.evolve(observations, cells=()), as_of)


def test_an_evaluator_that_differs_from_the_sums(contract: Make) -> None:
    told = broken(contract(judged=blind).test_schools_together_are_their_sums_together)
    assert told.startswith("`online_share.by.2025` is judged otherwise over all schools than over ")
    assert "'no_data'" in told


# --- plugins --------------------------------------------------------------------------------------


@attrs.frozen
class Announced:
    """An entry point whose plugin is at hand."""

    plugin: object
    name: str = "demo"
    value: str = "demo_module"
    dist: Any = None

    def load(self) -> object:
        return self.plugin


def of_plugin(contract: Make, tmp_path: Path, **hooks: object) -> PlanContract:
    """A contract over a plan that a plugin brings with further hooks."""
    path = tmp_path / "demo.dxplan"
    path.write_text(GOOD, "utf-8")
    plans = staticmethod(hookimpl(lambda: [RuleFiles("demo", path)]))
    plugin = type("Plugin", (), {"dxplan_plans": plans, **hooks})

    def session(self: object) -> Session:
        return Session(load_plugins(entry_points=[Announced(plugin)]))

    return contract(plan="demo", session=session, fresh_session=session)


def test_a_plugin_that_answers_otherwise_the_second_time(contract: Make, tmp_path: Path) -> None:
    grown: list[object] = []

    def units() -> list[object]:
        from dxplan.plan.model import Unit

        grown.append(Unit(f"u{len(grown)}"))
        return list(grown)

    hook = staticmethod(hookimpl(units, specname="dxplan_units"))
    told = broken(of_plugin(contract, tmp_path, dxplan_units=hook).test_hooks_are_pure)
    assert told == (
        "`dxplan_units` of the plugin `demo` answers otherwise when it is asked again\n"
        "make the values anew in every call, from nothing that changes: no counter, clock or "
        "growing list"
    )


TEXTS = {"en": "said", "vi": "nói"}


def with_lint(contract: Make, tmp_path: Path, check: Callable[[Plan], list[Any]]) -> PlanContract:
    def lints() -> list[Lint]:
        return [Lint("own", Severity.NOTE, TEXTS, check)]

    hook = staticmethod(hookimpl(lints, specname="dxplan_lints"))
    return of_plugin(contract, tmp_path, dxplan_lints=hook)


def test_a_lint_that_says_something_else_the_second_time(contract: Make, tmp_path: Path) -> None:
    said: list[object] = []

    def check(plan: Plan) -> list[Any]:
        said.append((None, {}))
        return list(said)

    told = broken(with_lint(contract, tmp_path, check).test_hooks_are_pure)
    assert told.startswith("`dxplan_lints: own` of the plugin `demo` answers otherwise when it")


def test_a_lint_that_changes_the_plan(contract: Make, tmp_path: Path) -> None:
    def check(plan: Plan) -> list[Any]:
        plan.indicators.pop("online_share", None)  # type: ignore[attr-defined]
        return []

    told = broken(with_lint(contract, tmp_path, check).test_hooks_are_pure)
    assert told == (
        "`dxplan_lints: own` of the plugin `demo` changes what it is given\n"
        "copy what you want to change: other plugins and the report go on with the same values"
    )


def test_a_plugin_that_keeps_the_law(contract: Make, tmp_path: Path) -> None:
    with_lint(contract, tmp_path, lambda plan: []).test_hooks_are_pure()
