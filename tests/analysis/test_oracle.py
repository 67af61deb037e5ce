"""The brute force that the analyser is held against, itself held against the evaluator."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate
from tests.analysis.oracle.bound import Reader
from tests.analysis.oracle.decide import Judgement, situations
from tests.analysis.oracle.draw import draw_rules, draw_world
from tests.analysis.oracle.observe import reports
from tests.analysis.oracle.worlds import World

WORLDS, SETS = 80, 5


def said(judgement: Judgement, place: int) -> str:
    """The verdict of the brute force in a model."""
    if judgement.meeting >> place & 1:
        return "met"
    return "missed" if judgement.missing >> place & 1 else "not_applicable"


def verdicts(findings: tuple[Finding, ...]) -> dict[tuple[str, date], str]:
    """What the evaluator says of what is due."""
    pending = ("not_due", "on_track", "behind")
    return {(f.target, f.date): f.verdict for f in findings if f.verdict not in pending}


def hold_against_the_evaluator(random: Random, world: World, reader: Reader) -> Counter[str]:
    rules = draw_rules(random, world, bounded=random.random() < 0.2)
    plan = reader.plan(rules)
    counted: Counter[str] = Counter()
    for situation in situations(world, rules):
        place = random.randrange(len(world.models))
        model = world.model(place)
        day = max(judgement.day for judgement in situation.judgements)
        report = evaluate(plan, reports(world, [model], day), day)
        found = verdicts(report.findings)
        expected = {(j.rule.id, j.day): said(j, place) for j in situation.judgements}
        where = (world.text, rules.text, day, model)
        assert {key: found.get(key) for key in expected} == expected, where
        decided = {key for key, verdict in found.items() if verdict in ("met", "missed")}
        assert decided <= expected.keys(), where
        counted.update(expected.values())
    return counted


def test_brute_force_and_evaluator_give_the_same_verdicts() -> None:
    counted: Counter[str] = Counter()
    for seed in range(WORLDS):
        random = Random(seed)
        world = draw_world(random)
        reader = Reader(world)
        for _ in range(SETS):
            counted += hold_against_the_evaluator(random, world, reader)
    print(dict(counted))
    assert min(counted[each] for each in ("met", "missed", "not_applicable")) > 300
