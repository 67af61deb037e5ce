"""Cedar in Rust (cedarpy): a policy a target; the reasons of one request name those that hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cedarpy

from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask, asks


def policy(ask: Ask) -> str:
    n, d = f"context.{ask.indicator}_n", f"context.{ask.indicator}_d"
    comparison = f"1000 * {n} {ask.comparator} {ask.mille} * {d}"
    return f'@id("{ask.id}") permit(principal, action, resource) when {{ {comparison} }};'


def prepare(asks: Sequence[Ask]) -> Judge:
    policies = cedarpy.PolicySet.from_str("\n".join(map(policy, asks)))
    entities = cedarpy.Entities.from_json_str("[]")
    request = {"principal": 'S::"s"', "action": 'Action::"judge"', "resource": 'R::"r"'}
    return lambda record: cedarpy.is_authorized({**request, "context": record}, policies, entities)


def kept(told: Any) -> list[bool]:
    reasons = set(told.diagnostics.reasons)
    return [f"policy{number}" in reasons or ask.id in reasons for number, ask in enumerate(asks())]


if __name__ == "__main__":
    run(Peer("cedarpy", prepare, kept))
