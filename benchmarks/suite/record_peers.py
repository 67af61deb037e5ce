"""One record against 40 targets: dxplan beside rule languages and functions written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.suite.limits import Bound
from benchmarks.suite.process import Taken
from benchmarks.suite.setting import Setting, answer, own, peer, rows
from benchmarks.suite.table import Row
from benchmarks.suite.table_peers import inside
from benchmarks.suite.turns import Measured, in_turn

SECTION = "One record against 40 targets"
PEERS = {
    "function by hand: target, verdict, counts": "function",
    "closures by hand: target, verdict, counts": "closures",
    "JSONLogic in Rust (datalogic-py): verdicts": "jsonlogic_rust",
    "CEL in Rust (common-expression-language): verdicts": "cel_rust",
    "CEL in C++ (cel-expr-python): verdicts": "cel_cpp",
    "Cedar in Rust (cedarpy): verdicts": "cedar",
    "rule-engine: verdicts": "rule_engine_peer",
    "cel-python: verdicts": "cel_python",
}
OWN = "dxplan: target, verdict, counts"
FASTER_THAN = tuple(name for name in PEERS if "by hand" not in name)


def measure(setting: Setting) -> Iterator[Row]:
    """Each judges the records of 1,000 schools, some of them exactly on a threshold."""
    slow = {"cel_python": ("--records", 50, "--repeat", 1)}
    contenders: dict[str, Callable[[], Taken]] = {
        OWN: partial(inside, own("peers.records.dxplan_record")),
        **{
            name: partial(inside, peer(f"records.{module}", *slow.get(module, ())))
            for name, module in PEERS.items()
        },
    }
    measured = in_turn(contenders, setting.rounds)
    told = {
        name: _told(answer(each.written))
        for name, each in measured.items()
        if each.seconds is not None
    }
    others = [measured[name].seconds for name in FASTER_THAN]
    fastest = min((each for each in others if each is not None), default=None)
    measured["fastest other language"] = Measured(fastest)
    bounds = {OWN: [Bound(most=8e-6), Bound("fastest other language", most=1)]}
    yield from rows(SECTION, "a record", measured, bounds, told=told, base=OWN)


def _told(found: dict[str, object]) -> str:
    said = f"{found['wrong']} wrong of {found['asked']}" if found["wrong"] else "all exact"
    return f"{found['version']}: {said}" if found["version"] else said
