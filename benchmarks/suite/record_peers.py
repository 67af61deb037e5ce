"""One record against 40 targets: dxplan beside rule languages and functions written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks.suite.limits import Bound
from benchmarks.suite.setting import Setting, answer, own, peer, rows
from benchmarks.suite.table import Row
from benchmarks.suite.table_peers import inside
from benchmarks.suite.turns import in_turn

SECTION = "One record against 40 targets"
ABOUT = """
A mapping of 48 numbers against 40 targets, rules compiled before. dxplan tells target, verdict
and both counts, and refuses what is no count; so do the functions by hand, but for the refusing.
Languages that tell no more than yes or no do less.
"""
OWN = "dxplan: target, verdict, counts"
BY_HAND = {
    "function by hand: target, verdict, counts": "function",
    "closures by hand: target, verdict, counts": "closures",
}
TOLD = {
    "JSONLogic in Rust (datalogic-py): target, verdict, counts": "jsonlogic_rust_told",
    "CEL in Rust (common-expression-language): target, verdict, counts": "cel_rust_told",
}
YES_OR_NO = {
    "JSONLogic in Rust (datalogic-py): yes or no": "jsonlogic_rust",
    "CEL in Rust (common-expression-language): yes or no": "cel_rust",
    "CEL in C++ (cel-expr-python): yes or no": "cel_cpp",
    "Cedar in Rust (cedarpy): yes or no": "cedar",
    "rule-engine: yes or no": "rule_engine_peer",
    "cel-python: yes or no": "cel_python",
}
"""Less than dxplan tells: whether each target is kept, without its name and its counts."""

SLOW = {"cel_python": ("--records", 50, "--repeat", 1)}
LIMIT = 60.0
"""Seconds that a process may take."""


def measure(setting: Setting) -> Iterator[Row]:
    """Each judges the records of 1,000 schools, some of them exactly on a threshold."""
    contenders = {OWN: partial(inside, own("peers.records.dxplan_record"), LIMIT)}
    for name, module in {**BY_HAND, **TOLD, **YES_OR_NO}.items():
        command = peer(f"records.{module}", *SLOW.get(module, ()))
        contenders[name] = partial(inside, command, LIMIT)
    measured = in_turn(contenders, setting.rounds)
    told = {name: _told(answer(each.written)) for name, each in measured.items() if not each.why}
    bounds = {OWN: [Bound(most=8e-6), *(Bound(name, most=1) for name in (*TOLD, *YES_OR_NO))]}
    yield from rows(SECTION, "a record", measured, bounds, told=told, base=OWN)


def _told(found: dict[str, Any]) -> str:
    said = f"{found['wrong']} WRONG of {found['asked']:,}" if found["wrong"] else "all exact"
    return f"{found['version']}: {said}" if found["version"] else said
