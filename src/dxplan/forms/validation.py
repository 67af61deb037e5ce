"""What a cell takes: whole numbers, amounts, yes or no, and never a part larger than its whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dxplan.forms.readable import cut, tidy
from dxplan.forms.relations import Relation
from dxplan.messages import Language
from dxplan.plan.model import Measure, Plan
from dxplan.report.number_text import exact_number_text
from dxplan.report.quantity_text import Wording, quantity_text
from dxplan.report.rule_text import title_of
from dxplan.report.words import word
from dxplan.values.numbers import exact_text

_COMPARATOR_CODES = {"<=": "le", "<": "lt", ">=": "ge", ">": "gt", "=": "eq"}
_WHOLE = ("count", "rank")
_LONGEST_FORMULA = 255
_LONGEST_MESSAGE = 255
_LONGEST_TITLE = 32


def validation(
    plan: Plan,
    measure: Measure,
    cells: Mapping[str, str],
    relations: Iterable[Relation],
    language: Language,
) -> dict[str, Any]:
    """The options of the data validation of a measure's cell.

    :param cells: the address of every measure that stands for the same members, its own too.
    """
    answers = (word("form", "yes", language), word("form", "no", language))
    rule, kept = _rule(measure, cells, relations, answers)
    asked = _asked(measure, language)
    must = [_sentence(plan, relation, language) for relation in kept]
    return {
        **rule,
        "input_title": cut(tidy(title_of(measure)), _LONGEST_TITLE),
        "input_message": cut(" ".join([asked, word("form", "blank", language)]), _LONGEST_MESSAGE),
        "error_title": cut(word("form", "wrong", language), _LONGEST_TITLE),
        "error_message": cut(" ".join([asked, *must]), _LONGEST_MESSAGE),
    }


def _asked(measure: Measure, language: Language) -> str:
    if measure.highest is None:
        return word("form", f"takes_{measure.kind}", language)
    most = exact_number_text(measure.highest, language)
    return word("form", "takes_points", language, most=most)


def _rule(
    measure: Measure,
    cells: Mapping[str, str],
    relations: Iterable[Relation],
    answers: tuple[str, str],
) -> tuple[dict[str, Any], list[Relation]]:
    """What is checked, and the relations among it."""
    if measure.kind == "flag":
        return {"validate": "list", "source": list(answers)}, []
    cell, least = cells[measure.name], 1 if measure.kind == "rank" else 0
    conditions = [f"ISNUMBER({cell})", f"{cell}>={least}"]
    if measure.highest is not None:
        conditions.append(f"{cell}<={exact_text(measure.highest)}")
    if measure.kind in _WHOLE:
        conditions.append(f"{cell}=INT({cell})")
    kept: list[Relation] = []
    for relation in relations:
        if measure.name in relation.measures and set(relation.measures) <= set(cells):
            more = [*conditions, relation.formula(cells)]
            if len(_all(more)) <= _LONGEST_FORMULA:
                conditions, kept = more, [*kept, relation]
    if kept:
        return {"validate": "custom", "value": _all(conditions)}, kept
    number = "integer" if measure.kind in _WHOLE else "decimal"
    if measure.highest is not None:
        most = exact_text(measure.highest)
        return {"validate": number, "criteria": "between", "minimum": least, "maximum": most}, []
    return {"validate": number, "criteria": ">=", "value": least}, []


def _all(conditions: list[str]) -> str:
    return f"=AND({','.join(conditions)})"


def _sentence(plan: Plan, relation: Relation, language: Language) -> str:
    titles = {each.name: f"“{tidy(title_of(each))}”" for each in plan.measures.values()}
    left, right = (
        quantity_text(side, Wording(language, titles)) for side in (relation.left, relation.right)
    )
    code = _COMPARATOR_CODES[relation.comparator]
    return word("form", code, language, left=left, right=right)
