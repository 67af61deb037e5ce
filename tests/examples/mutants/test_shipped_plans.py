"""The examples of the plans that ship: every rule has one, and no change of a rule escapes them.

Each plugin holds its examples by its contract; here is how many there are of everything.
"""

from __future__ import annotations

import json

import pytest

import dxplan
from dxplan.cli import main
from dxplan.session import open_session

COUNTS = {
    "bac_giang": (14, 40, 225, 2),
    "binh_dinh": (19, 61, 349, 0),
    "national.qd_131": (5, 11, 67, 0),
    "ninh_thuan": (10, 24, 111, 0),
    "phu_nhuan": (13, 23, 143, 0),
    "quang_ninh": (11, 31, 165, 0),
}
"""By plan: examples, rules, changes that an example notices, changes that make no difference."""


def test_these_plans_ship() -> None:
    assert set(COUNTS) == {plan.name for plan in open_session().plan_names()}


@pytest.mark.parametrize("name", COUNTS)
def test_every_rule_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", name, "--coverage", "--format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert [rule["id"] for rule in rules if not rule["expectations"]] == []
    assert (len(dxplan.run_examples(name)), len(rules)) == COUNTS[name][:2]


@pytest.mark.parametrize("name", COUNTS)
def test_no_change_of_the_rules_goes_unnoticed(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", name, "--mutate", "--format", "json"]) == 0
    tried = json.loads(capsys.readouterr().out)
    _, _, noticed, same = COUNTS[name]
    assert tried["summary"] == {"noticed": noticed, "not_noticed": 0, "same": same}


def test_what_makes_no_difference_waits_for_a_number_of_the_province(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["test", "bac_giang", "--mutate", "--format", "json"]) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    found = [each for each in changes if each["outcome"] == "same"]
    assert [(each["rule"]["vi"]["after"], each["reason"]) for each in found] == [
        (["cashless_payment_share trên cấp trên trong năm 2024"], "no_number"),
        (["cashless_payment_share không quá cấp trên trong năm 2024"], "no_number"),
    ]
