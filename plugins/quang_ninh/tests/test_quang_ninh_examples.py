"""The examples of Quảng Ninh come out, and none of the rules can change unnoticed."""

from __future__ import annotations

import json

import pytest

import dxplan
from dxplan.cli import main


@pytest.fixture(scope="module")
def tried(tmp_path_factory):
    """What became of every change of the rules."""
    path = tmp_path_factory.mktemp("changes") / "changes.json"
    call = ["test", "quang_ninh", "--mutate", "--format", "json", "--output", str(path)]
    assert main(call) == 0
    return json.loads(path.read_text("utf-8"))


def test_every_example_comes_out():
    results = dxplan.run_examples("quang_ninh")
    assert [result.kept for result in results] == [True] * 11


def test_every_rule_has_an_example(capsys):
    assert main(["test", "quang_ninh", "--coverage", "--format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert len(rules) == 31
    assert [rule["id"] for rule in rules if not rule["expectations"]] == []


def test_no_change_of_the_rules_goes_unnoticed(tried):
    assert tried["summary"] == {"noticed": 165, "not_noticed": 0, "same": 0}
