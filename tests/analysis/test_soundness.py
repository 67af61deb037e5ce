"""What the analyser says of random rules is what looking at every model says."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.analysis.oracle.run import held

SEEDS = 450
SHARDS = 9
SHARES = {
    "together: contradictory": 0.05,
    "together: consistent": 0.1,
    "one of the others: follows": 0.15,
    "one of the others: does not follow": 0.3,
}
"""How many of the rule sets get each answer at least, so that no kind of question is left out."""

answers: Counter[str] = Counter()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_answer_differs_from_brute_force(shard: int) -> None:
    for seed in range(shard, SEEDS, SHARDS):
        answers.update(held(seed))


def test_every_answer_is_given_often_and_few_are_not_decided() -> None:
    total = sum(answers.values()) or sum(held(0).values())
    print(total, dict(answers))
