"""How rule languages decide percentages, written in each way that they have words for.

    python -m benchmarks.peers.records.percentages LANGUAGE

prints as JSON what the peers of ``benchmarks.peers.tables`` print. Numbers are what the language
divides with: doubles in CEL, which else divides whole numbers without a remainder.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.boundary.cases import Case
from benchmarks.boundary.floats import WHOLE
from benchmarks.peers.tables.deciding import answers

Judge = Callable[[dict[str, int]], Any]


def cel_text(text: str) -> str:
    """A way in CEL.

    >>> cel_text("n / d >= p / 100")
    'double(n) / double(d) >= double(p) / 100.0'
    """
    if text == WHOLE:
        return text
    doubled = re.sub(r"\b([ndp])\b", r"double(\1)", text)
    return re.sub(r"(?<![\d.])(\d+)(?![\d.])", r"\1.0", doubled)


def cel_rust(text: str) -> Judge:
    import cel

    return cel.compile(cel_text(text)).execute


def cel_cpp(text: str) -> Judge:
    from cel_expr_python import cel

    env = cel.NewEnv(variables=dict.fromkeys("ndp", cel.Type.INT))
    expression = env.compile(cel_text(text))
    return lambda record: expression.eval(data=record).value()


def rule_engine(text: str) -> Judge:
    import rule_engine as library

    return library.Rule(text).matches


def jsonlogic(text: str) -> Judge:
    from datalogic_py import Engine

    engine = Engine()
    rule, session = engine.compile(logic(text)), engine.session()
    return lambda record: session.evaluate(rule, record)


OPERATORS = {ast.Mult: "*", ast.Div: "/", ast.Add: "+", ast.Sub: "-"}


def logic(text: str) -> Any:
    """A way in JSONLogic.

    >>> logic("n / d >= 0.5")
    {'>=': [{'/': [{'var': 'n'}, {'var': 'd'}]}, 0.5]}
    """
    return _logic(ast.parse(text, mode="eval").body)


def _logic(node: ast.expr) -> Any:
    match node:
        case ast.Compare(left, [ast.GtE()], [right]):
            return {">=": [_logic(left), _logic(right)]}
        case ast.BinOp(left, operator, right):
            return {OPERATORS[type(operator)]: [_logic(left), _logic(right)]}
        case ast.Name(name):
            return {"var": name}
        case ast.Constant(value):
            return value
    raise ValueError("no such function")


def cedar(text: str) -> Judge:
    import cedarpy

    if text != WHOLE:
        raise ValueError("whole numbers alone")
    form = re.sub(r"\b([ndp])\b", r"context.\1", text)
    rule = f"permit(principal, action, resource) when {{ {form} }};"
    policies = cedarpy.PolicySet.from_str(rule)
    entities = cedarpy.Entities.from_json_str("[]")
    request = {"principal": 'S::"s"', "action": 'Action::"judge"', "resource": 'R::"r"'}

    def judge(record: dict[str, int]) -> bool:
        found = cedarpy.is_authorized({**request, "context": record}, policies, entities)
        if found.diagnostics.errors:
            raise ValueError(str(found.diagnostics.errors[0]))
        return bool(found.allowed)

    return judge


LANGUAGES: dict[str, Callable[[str], Judge]] = {
    "cel_rust": cel_rust,
    "cel_cpp": cel_cpp,
    "cedar": cedar,
    "jsonlogic": jsonlogic,
    "rule_engine": rule_engine,
}


def decide(language: str, cases: list[Case], text: str) -> list[bool]:
    """By case whether it is at least so many percent."""
    judge = LANGUAGES[language](text)
    return [_truth(judge({"n": case.n, "d": case.d, "p": case.p})) for case in cases]


def _truth(said: Any) -> bool:
    if said not in (True, False):
        raise ValueError(f"neither true nor false: {said}")
    return bool(said)


if __name__ == "__main__":
    print(json.dumps(answers(lambda cases, text: decide(sys.argv[1], cases, text))))
