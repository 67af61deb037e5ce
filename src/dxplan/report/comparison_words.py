"""How a comparison of plans names plans and rows, and what must be known of a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dxplan.analysis.comparison import Cell, Comparison, Namesake, Row
from dxplan.messages import Language
from dxplan.plan.model import Indicator, Plan, Target
from dxplan.report.quantity_text import Wording, quantity_text
from dxplan.report.rule_text import column_text, subject_text, threshold_text, when_text
from dxplan.report.time_text import day_text, timing_text
from dxplan.report.words import word


def labels(plans: tuple[Plan, ...]) -> tuple[str, ...]:
    """What plans are called in a table: their names, numbered where one stands twice.

    >>> labels((Plan("a"), Plan("b"), Plan("a")))
    ('a (1)', 'b', 'a (2)')
    """
    total = Counter(plan.id for plan in plans)
    seen: Counter[str] = Counter()
    found = []
    for plan in plans:
        seen[plan.id] += 1
        found.append(f"{plan.id} ({seen[plan.id]})" if total[plan.id] > 1 else plan.id)
    return tuple(found)


def row_text(row: Row, comparison: Comparison, language: Language) -> str:
    """What a row is about, in the words of one of its plans."""
    plan, target = comparison.plans[row.shown_by], row.target
    parts = [subject_text(target, plan)]
    if target.each:
        parts.append(column_text("each", target.each, language))
    if target.excluded:
        members = ", ".join(member.title or member.name for member in target.excluded)
        parts.append(word("phrase", "except", language, members=members))
    if target.when is not None:
        parts.append(word("phrase", "when", language, condition=when_text(target, plan, language)))
    return ", ".join(parts)


def asked_text(target: Target, plan: Plan, language: Language) -> str:
    """What a target asks for, and when."""
    time = timing_text(target.time, language, plan.calendar)
    return f"{threshold_text(target.threshold, language)} {time}"


def mark_text(cell: Cell, language: Language) -> str:
    """The mark of a cell in a word; empty without one."""
    return "" if cell.mark is None else word("comparison", cell.mark, language)


def cell_notes(row: Row, place: int, comparison: Comparison, language: Language) -> list[str]:
    """Why a cell is not ranked, or cannot be compared, and what of it was not; each once."""
    return list(dict.fromkeys(_cell_notes(row, place, comparison, language)))


def _cell_notes(row: Row, place: int, comparison: Comparison, language: Language) -> Iterator[str]:
    cell, called = row.cells[place], labels(comparison.plans)
    if cell is None:
        return
    if cell.unranked is not None:
        yield word("comparison", cell.unranked, language)
    for (first, second), found in row.relations.items():
        if place not in (first, second) or found.reason is None:
            continue
        if found.reason == "apart" and cell.unranked == "apart":
            continue
        days = {
            "first_on": "" if found.first_on is None else day_text(found.first_on, language),
            "second_on": "" if found.second_on is None else day_text(found.second_on, language),
        }
        code = "meet_not" if found.reason == "apart" else found.reason
        names = {"first": called[first], "second": called[second]}
        yield word("comparison", code, language, **names, **days)
    plan = comparison.plans[place]
    for target, others in cell.outside:
        time = timing_text(target.time, language, plan.calendar)
        names = {"others": ", ".join(called[other] for other in others)}
        yield word("comparison", "outside", language, time=time, **names)


def name_notes(row: Row, comparison: Comparison, language: Language) -> Iterator[str]:
    """What plans call the indicator of a row, where that is not one name."""
    names, called = row.names(), labels(comparison.plans)
    if len({name for each in names.values() for name in each}) > 1:
        said = (
            word("comparison", "named", language, name="`, `".join(own), plan=called[place])
            for place, own in names.items()
        )
        yield word("comparison", "names", language, names=", ".join(said))


def namesake_text(namesake: Namesake, comparison: Comparison, language: Language) -> str:
    """How one name means two things."""
    called = labels(comparison.plans)
    pairs = (("first", namesake.first), ("second", namesake.second))
    where = {side: ", ".join(called[place] for place in places) for side, places in pairs}
    if namesake.measures:
        parts = "; ".join(_differing(*each, language) for each in namesake.measures)
        code = "namesake_measures"
        return word("comparison", code, language, name=namesake.name, parts=parts, **where)
    sums = {
        side: _quotient_text(comparison.plans[places[0]].indicators[namesake.name], language)
        for side, places in (("mine", namesake.first), ("theirs", namesake.second))
    }
    return word("comparison", "namesake_sums", language, name=namesake.name, **sums, **where)


def _differing(measure: str, codes: tuple[str, ...], language: Language) -> str:
    parts = ", ".join(word("comparison", f"part_{code}", language) for code in codes)
    return word("comparison", "differing", language, measure=measure, parts=parts)


def _quotient_text(indicator: Indicator, language: Language) -> str:
    """What an indicator counts, by the names of its measures."""
    wording = Wording(language)
    sums = (indicator.numerator, indicator.denominator)
    texts = [quantity_text(each, wording) for each in sums]
    if indicator.kind == "count":
        return f"`{texts[0]}`"
    return f"`{' / '.join(f'({text})' if ' ' in text else text for text in texts)}`"


def asked_elsewhere(comparison: Comparison) -> list[Row]:
    """The rows of one plan whose quotient other plans have too; those about one stand together."""
    found: dict[object, list[Row]] = {}
    for row in comparison.rows:
        if row.elsewhere:
            found.setdefault(row.quotient, []).append(row)
    return [row for rows in found.values() for row in rows]
