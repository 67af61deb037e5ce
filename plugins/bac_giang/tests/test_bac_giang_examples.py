"""The examples of Bắc Giang come out, and none of the rules can change unnoticed."""

from __future__ import annotations

import json

import pytest

import dxplan
from dxplan.cli import main


@pytest.fixture(scope="module")
def tried(tmp_path_factory):
    """What became of every change of the rules."""
    path = tmp_path_factory.mktemp("changes") / "changes.json"
    call = ["test", "bac_giang", "--mutate", "--format", "json", "--output", str(path)]
    assert main(call) == 0
    return json.loads(path.read_text("utf-8"))


def test_every_example_comes_out():
    results = dxplan.run_examples("bac_giang")
    assert [result.kept for result in results] == [True] * 14


def test_every_rule_has_an_example(capsys):
    assert main(["test", "bac_giang", "--coverage", "--format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert len(rules) == 40
    assert [rule["id"] for rule in rules if not rule["expectations"]] == []


def test_no_change_of_the_rules_goes_unnoticed(tried):
    assert tried["summary"] == {"noticed": 225, "not_noticed": 0, "same": 2}


def test_what_makes_no_difference_waits_for_a_number_of_the_province(tried):
    found = [each for each in tried["changes"] if each["outcome"] == "same"]
    assert [(each["rule"]["vi"]["after"], each["reason"]) for each in found] == [
        (["cashless_payment_share trên cấp trên trong năm 2024"], "no_number"),
        (["cashless_payment_share không quá cấp trên trong năm 2024"], "no_number"),
    ]
