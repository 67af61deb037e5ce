"""What the analyser says of random rules is what looking at every model says.

What follows does so in every model, and not without any of the rules that are named; what does not
is missed by figures that the evaluator finds to keep the others; rules that contradict each other
are met together in no model, and without any one of them they do not contradict.
"""

from __future__ import annotations

from collections import Counter
from multiprocessing import get_context
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.oracle.bound import Reader
from tests.analysis.oracle.draw import draw_world
from tests.analysis.oracle.hold import hold_what_contradicts, hold_what_follows
from tests.analysis.oracle.run import draw_case, questions, tried

WORLDS = 350
RULE_SETS = 10_000
SHARES = {
    "together: contradictory": 0.03,
    "together: consistent": 0.1,
    "one of the others: follows": 0.15,
    "one of the others: does not follow": 0.3,
}
"""How many of the rule sets get each answer at least, so that no kind of question is left out."""


def test_no_answer_differs_from_brute_force() -> None:
    answers: Counter[str] = Counter()
    troubles: list[str] = []
    with get_context("spawn").Pool(2) as pool:
        for found, trouble in pool.imap_unordered(tried, range(WORLDS), chunksize=10):
            answers += found
            troubles += [trouble] if trouble else []
    print(answers.total(), dict(answers))
    assert troubles == []
    assert answers.total() >= RULE_SETS
    shares = {answer: answers[answer] / answers.total() for answer in SHARES}
    assert all(shares[answer] >= least for answer, least in SHARES.items()), shares
    undecided = sum(times for answer, times in answers.items() if "not decided" in answer)
    assert undecided < answers.total() / 20


@settings(max_examples=25)
@given(random=st.randoms(use_true_random=False))
def test_no_answer_differs_from_brute_force_shrunk(random: Random) -> None:
    """The same on a few rule sets that Hypothesis draws, and makes small when they fail."""
    world = draw_world(random)
    case = draw_case(random, world, Reader(world))
    hold_what_contradicts(case)
    for asked, others in questions(random, case):
        hold_what_follows(case, asked, others)
