"""Indicators: every one is a quotient of two sums over organisations."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from dxplan.limits import Limits, limited
from dxplan.plan.bind import bind
from dxplan.plan.environment import Environment
from dxplan.plan.model import Compares, Conjunction, Holds, Indicator, Quantity, Sum, Tally
from dxplan.syntax import nodes
from dxplan.syntax.nodes import Name
from tests.plan.rules import only, outcome_of, plan_of, sound, told

ONE = Sum((), Fraction(1))


def one(measure: str, weight: str | None = None) -> Sum:
    return Sum(((Fraction(1), measure, weight),))


def indicator_of(expression: str) -> Indicator:
    return plan_of(f"indicator n = {expression}").indicators["n"]


@pytest.mark.parametrize(
    ("expression", "kind", "numerator", "denominator"),
    [
        ("learners / devices", "share", one("learners"), one("devices")),
        ("learners per devices", "rate", one("learners"), one("devices")),
        ("learners trên mỗi devices", "rate", one("learners"), one("devices")),
        ("devices", "count", one("devices"), ONE),
        (
            "devices + 2 * learners - 0.5 * files",
            "count",
            Sum(
                (
                    (Fraction(1), "devices", None),
                    (Fraction(2), "learners", None),
                    (Fraction(-1, 2), "files", None),
                )
            ),
            ONE,
        ),
        (
            "(devices + learners - 3) / (files + 1)",
            "share",
            Sum(((Fraction(1), "devices", None), (Fraction(1), "learners", None)), Fraction(-3)),
            Sum(((Fraction(1), "files", None),), Fraction(1)),
        ),
        ("3 + devices + 4", "count", Sum(one("devices").terms, Fraction(7)), ONE),
        (
            "share of schools where has_website",
            "share",
            Tally(Holds("has_website"), ("has_website",)),
            Tally(None, ("has_website",)),
        ),
        (
            "tỉ lệ trường mà has_website và devices >= 10 và has_website",
            "share",
            Tally(
                Conjunction(
                    (
                        Holds("has_website"),
                        Compares("devices", ">=", Fraction(10)),
                        Holds("has_website"),
                    )
                ),
                ("has_website", "devices"),
            ),
            Tally(None, ("has_website", "devices")),
        ),
        (
            "count of schools where devices trên 2.5",
            "count",
            Tally(Compares("devices", ">", Fraction(5, 2)), ("devices",)),
            ONE,
        ),
        ("mean of score", "rate", one("score"), Tally(None, ("score",))),
        (
            "mean of score weighted by responses",
            "rate",
            one("score", "responses"),
            one("responses"),
        ),
    ],
)
def test_an_expression_is_a_quotient_of_sums(
    expression: str, kind: str, numerator: Quantity, denominator: Quantity
) -> None:
    found = indicator_of(expression)
    assert (found.kind, found.numerator, found.denominator) == (kind, numerator, denominator)


@pytest.mark.parametrize(
    ("expression", "measures"),
    [
        ("learners / devices", ("learners", "devices")),
        ("(learners + devices) / (devices + learners)", ("learners", "devices")),
        ("devices", ("devices",)),
        ("mean of score weighted by responses", ("score", "responses")),
        ("mean of score", ("score",)),
        ("share of schools where has_fibre or has_website", ("has_fibre", "has_website")),
        ("count of schools where has_fibre", ("has_fibre",)),
    ],
)
def test_an_indicator_knows_what_has_to_be_reported(
    expression: str, measures: tuple[str, ...]
) -> None:
    assert indicator_of(expression).measures() == measures


def test_a_measure_may_be_called_by_its_alias() -> None:
    plan = plan_of(
        "measure laptops | máy\nflag has_lan | có_mạng\n"
        "indicator a_1 = máy / devices\n"
        "indicator b_1 = mean of máy weighted by máy\n"
        "indicator c_1 = share of schools where có_mạng and máy >= 1"
    )
    assert plan.indicators["a_1"].numerator == one("laptops")
    assert plan.indicators["b_1"].numerator == one("laptops", "laptops")
    assert plan.indicators["c_1"].measures() == ("has_lan", "laptops")


def test_an_indicator_carries_everything_that_is_said_of_it() -> None:
    found = plan_of(
        'indicator n | số_máy "Số máy" = devices\n    also "Máy"\n    also "Thiết bị"\n'
        '    assume "one"\n    assume "two"\n    cite "a"\n    cite "b"\n    in "chiếc"\n'
        '    note "c"'
    ).indicators["n"]
    assert found == Indicator(
        "n",
        "count",
        one("devices"),
        ONE,
        "Số máy",
        "số_máy",
        ("Máy", "Thiết bị"),
        ("one", "two"),
        "a; b",
        "chiếc",
        "c",
        "devices",
    )


# --- its text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("indicator n = devices", "devices"),
        ("indicator n=devices", "devices"),
        (
            'indicator n "A = B" = (devices +\n    learners)   /  files',
            "(devices + learners) / files",
        ),
        ('indicator n = devices\n    in "x = y"', "devices"),
        ("indicator n | m = devices  # = how many", "devices"),
        (
            "indicator n = count of schools where devices >= 1",
            "count of schools where devices >= 1",
        ),
    ],
)
def test_the_text_of_an_indicator_is_what_stands_behind_its_equals_sign(
    statement: str, text: str
) -> None:
    assert plan_of(statement).indicators["n"].text == text


def test_a_comment_inside_an_expression_is_no_part_of_its_text() -> None:
    text = "indicator n = learners  # pupils\n    / devices  # machines"
    assert plan_of(text).indicators["n"].text == "learners / devices"


def test_a_tree_without_places_has_no_text() -> None:
    statement = nodes.IndicatorStatement(
        nodes.Declared(Name("n")), nodes.Count((nodes.Term(Fraction(3), None),))
    )
    plan = bind([nodes.RuleFile((statement,))], Environment()).value
    assert plan.indicators["n"] == Indicator("n", "count", Sum((), Fraction(3)), ONE, "n")


# --- what is wrong with some ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("devces / learnrs", ["1:15 unknown-measure devces", "1:24 unknown-measure learnrs"]),
        ("devces per devices", ["1:15 unknown-measure devces"]),
        ("2 * devces", ["1:19 unknown-measure devces"]),
        ("mean of scor", ["1:23 unknown-measure scor"]),
        (
            "mean of scor weighted by respnses",
            ["1:23 unknown-measure scor", "1:40 unknown-measure respnses"],
        ),
        ("share of schools where has_websit", ["1:38 unknown-measure has_websit"]),
        ("count of schools where devces >= 1", ["1:38 unknown-measure devces"]),
        (
            "share of schools where not (has_websit or devces > 1)",
            ["1:43 unknown-measure has_websit", "1:57 unknown-measure devces"],
        ),
    ],
)
def test_every_unknown_measure_is_said_and_the_indicator_is_left_out(
    expression: str, said: list[str]
) -> None:
    outcome = outcome_of(f"indicator n = {expression}")
    assert told(outcome.diagnostics) == said
    assert "n" not in outcome.value.indicators


def test_a_number_is_no_yes_or_no() -> None:
    diagnostic = only("indicator n = share of schools where has_website and devices")
    assert told([diagnostic]) == ["1:54 not-a-flag devices"]
    assert diagnostic.params == {"name": "devices", "number": "1"}


def test_a_flag_may_be_compared_with_a_number() -> None:
    assert indicator_of("count of schools where has_website = 1").numerator == Tally(
        Compares("has_website", "=", Fraction(1)), ("has_website",)
    )


def test_a_chain_of_indicators_that_is_too_long_is_told_where_it_begins() -> None:
    chain = "\n".join(f"indicator i_{n} | a_{n} = i_{n + 1}" for n in range(5))
    last = "measure devices\nindicator i_5 = devices"
    file = sound(f"{chain}\n{last}\ni_0 >= 5 by 2025\na_0 >= 6 by 2026")
    assert bind([file], Environment()).diagnostics == ()
    with limited(attrs.evolve(Limits(), nesting=4)):
        found = bind([file], Environment()).diagnostics
    assert told(found) == ["1:11 chain-too-long i_0"]
    assert found[0].params == {"name": "i_0", "limit": 4}
