"""The examples of Decision 131 come out, and none of the rules can change unnoticed."""

from __future__ import annotations

import json

import pytest

import dxplan
from dxplan.cli import main


@pytest.fixture(scope="module")
def tried(tmp_path_factory):
    """What became of every change of the rules."""
    path = tmp_path_factory.mktemp("changes") / "changes.json"
    call = ["test", "national.qd_131", "--mutate", "--format", "json", "--output", str(path)]
    assert main(call) == 0
    return json.loads(path.read_text("utf-8"))


def test_every_example_comes_out():
    results = dxplan.run_examples("national.qd_131")
    assert [result.kept for result in results] == [True] * 5


def test_every_rule_has_an_example(capsys):
    assert main(["test", "national.qd_131", "--coverage", "--format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert len(rules) == 11
    assert [rule["id"] for rule in rules if not rule["expectations"]] == []


def test_no_change_of_the_rules_goes_unnoticed(tried):
    assert tried["summary"] == {"noticed": 67, "not_noticed": 0, "same": 0}
