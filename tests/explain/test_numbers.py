"""Every number in an explanation is in the data, or follows from them: worked out again by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.observations import Cell, Observations, Organisation, Place
from dxplan.explain import TargetExplanation, explain
from dxplan.explain.model import Part
from dxplan.messages import LANGUAGES, Language, catalogue
from dxplan.plan.model import Comparator
from dxplan.report.explanation_text import explanation_text
from dxplan.values.intervals import Interval
from tests.engine.rules import day, during, plan
from tests.properties.test_engine_laws import Province, observed, parts_of, provinces, rule

END = day("2025-12-31")
# The deadline, which is the day of the check, and the oldest day of which a report still counts.
DAYS = {"31", "2025", "30", "2024"}
SIDED: tuple[Comparator, ...] = (">=", ">", "<=", "<")


@attrs.frozen
class School:
    """A school with its figures; what is not reported is known to the register by its size."""

    name: str
    recorded: int
    pupils: int
    reported: bool

    @property
    def least(self) -> int:
        return self.recorded if self.reported else 0

    @property
    def most(self) -> int:
        return self.recorded if self.reported else self.pupils


@st.composite
def schools(draw: st.DrawFn) -> list[School]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        pupils = draw(st.integers(1, 1500))
        recorded = draw(st.integers(0, pupils))
        # The name has a number in it, which is none of the explanation's own.
        found.append(School(f"School No. {number}9", recorded, pupils, draw(st.integers(0, 3)) > 0))
    return found


def data_of(listed: Sequence[School]) -> Observations:
    cells = [
        Cell(
            f"id{i}", during("2025"), measure, Fraction(value),
            place=Place("reports.csv", "", f"{column}{i + 2}"),
        )
        for i, school in enumerate(listed)
        if school.reported
        for measure, value, column in (
            ("recorded", school.recorded, "C"),
            ("pupils", school.pupils, "D"),
        )
    ]  # fmt: skip
    register = {
        f"id{i}": Organisation(
            f"id{i}", school.name, known={("pupils", ()): Fraction(school.pupils)}
        )
        for i, school in enumerate(listed)
    }
    return Observations(tuple(cells), organisations=register)


# --- what the numbers must be ---------------------------------------------------------------------


def texts(value: Fraction | int) -> set[str]:
    """A number as English writes it: exactly, or rounded to one decimal place or more."""
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    found = set()
    for places in range(1, 7):
        rounded = decimal.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        text = f"{rounded:,f}"
        found.add(text.rstrip("0").rstrip("."))
    return found


def holds(n: Fraction | int, d: int, comparator: Comparator, percent: int) -> bool:
    n, bound = Fraction(n) * 100, percent * d
    return {">=": n >= bound, ">": n > bound, "<=": n <= bound, "<": n < bound}[comparator]


def at_level(school: School, comparator: Comparator, percent: int) -> int | None:
    """The nearest number with which a school is at a level, if there is one."""
    up = comparator in (">=", ">")
    tries: Iterable[int] = range(school.recorded, school.pupils + 1)
    if not up:
        tries = range(school.recorded, -1, -1)
    return next((n for n in tries if holds(n, school.pupils, comparator, percent)), None)


def allowed(listed: Sequence[School], comparator: Comparator, percent: int) -> set[str]:
    """Every number that may stand in the explanation."""
    up = comparator in (">=", ">")
    known = [school for school in listed if school.reported]
    whole = sum(school.pupils for school in listed)
    least, most = sum(s.least for s in listed), sum(s.most for s in listed)
    numbers: list[Fraction | int] = [percent, len(known), len(listed), len(listed) - len(known)]
    numbers += [0, whole, least, most]
    for school in listed:
        numbers += [school.pupils, school.most, *([school.recorded] if school.reported else [])]
        numbers += [Fraction(school.recorded * 100, school.pupils)] if school.reported else []
    heavy = sorted(listed, key=lambda s: (-s.pupils, f"id{listed.index(s)}"))[5:]
    numbers += [
        len(heavy),
        *(sum(getattr(s, of) for s in heavy) for of in ("least", "most", "pupils")),
    ]
    product = Fraction(percent * whole, 100)
    numbers.append(product)
    for n in (least, most):
        numbers += [Fraction(n * 100, whole), n - product, abs(n - product)]
    numbers += changes(listed, comparator, percent, best=most if up else least)
    numbers += settled(listed, comparator, percent)
    return {text for number in numbers for text in texts(number)} | DAYS


def changes(
    listed: Sequence[School], comparator: Comparator, percent: int, best: int
) -> list[Fraction | int]:
    """The least change, what there is to spare, and the fewest schools: by trying."""
    up = comparator in (">=", ">")
    whole = sum(school.pupils for school in listed)
    step = 1 if up else -1
    span = range(whole + 2)
    found: list[Fraction | int] = []
    need = next((k for k in span if holds(best + step * k, whole, comparator, percent)), None)
    worst = sum(s.least if up else s.most for s in listed)
    spare = next((k for k in span if not holds(worst - step * k, whole, comparator, percent)), None)
    found += [] if need is None else [need]
    found += [] if spare is None else [spare - 1]
    gains = []
    for level in {percent, 100 if up else percent}:
        own = []
        for school in listed:
            reached = at_level(school, comparator, level) if school.reported else None
            if reached is not None and reached != school.recorded:
                own.append(abs(reached - school.recorded))
                found += [reached, own[-1]]
        found += [level] if own else []
        gains.append(sorted(own, reverse=True))
    for own in gains:
        found += [len(own), sum(own)]
        fewest = [k for k in range(1, len(own) + 1) if need is not None and sum(own[:k]) >= need]
        if fewest and need:
            found.append(fewest[0])
            wide = [
                m for m in range(fewest[0], len(own) + 1)
                if all(sum(few) >= need for few in combinations(own[:m], fewest[0]))
            ]  # fmt: skip
            found.append(max(wide))
    return found


def settled(listed: Sequence[School], comparator: Comparator, percent: int) -> list[int]:
    """How many missing reports could settle it, and what they have to bring: by trying."""
    missing = [school for school in listed if not school.reported]
    whole = sum(school.pupils for school in listed)
    known = sum(school.recorded for school in listed if school.reported)
    found = []
    for verdict in (True, False):
        for k in range(len(missing) + 1):
            if any(
                all(
                    holds(known + end, whole, comparator, percent) is verdict
                    for end in ends(picked, missing, best)
                )
                for picked in combinations(missing, k)
                for best in (True, False)
            ):
                found.append(k)
                break
    up = comparator in (">=", ">")
    tries: Iterable[int] = range(whole + 1) if up else range(whole, -1, -1)
    needed = next((k for k in tries if holds(known + k, whole, comparator, percent)), None)
    return found if needed is None else [*found, needed]


def ends(picked: Sequence[School], missing: Sequence[School], best: bool) -> tuple[int, int]:
    """What the missing may come to when some of them reported all, or nothing."""
    told = sum(school.pupils for school in picked) if best else 0
    rest = sum(school.pupils for school in missing if school not in picked)
    return told, told + rest


def numbers_in(text: str, listed: Sequence[School]) -> set[str]:
    """The numbers of a text, without those of names, places and the rule's own words."""
    text = " ".join(text.split())
    for known in [s.name for s in listed] + [f"cell {c}{i + 2}" for c in "CD" for i in range(9)]:
        text = text.replace(known, "")
    return {found.rstrip(".,") for found in re.findall(r"-?\d[\d,.]*", text)}


@given(
    listed=schools(),
    percent=st.integers(1, 99),
    comparator=st.sampled_from(SIDED),
    language=st.sampled_from(LANGUAGES),
)
def test_every_number_is_in_the_data_or_follows_from_them(
    listed: list[School], percent: int, comparator: Comparator, language: Language
) -> None:
    bound = plan(f"recorded_share {comparator} {percent}% by 2025")
    found = explain(bound, data_of(listed), "recorded_share", as_of=END)
    written = as_english(explanation_text(found, language), language)
    line = str(bound.targets[0].span.line) if bound.targets[0].span else ""
    shown = numbers_in(written, listed)
    assert shown <= allowed(listed, comparator, percent) | {line}
    assert str(percent) in shown


def as_english(text: str, language: Language) -> str:
    """Numbers as English writes them, and days apart from months."""
    if language == "en":
        return text
    text = re.sub(r"ô\s+([A-Z]+\d+)", r"cell \1", text)
    months = re.sub(r"(\d{1,2})/\d{1,2}/(\d{4})", r"\1 \2", text)
    fractions = re.sub(r"(\d)/(\d)", r"\1 \2", months)
    return re.sub(r"(?<=\d)[.,](?=\d)", lambda mark: ",."[mark[0] == ","], fractions)


@given(listed=schools(), percent=st.integers(1, 99), data=st.data())
def test_so_is_every_number_in_the_explanation_of_one_school(
    listed: list[School], percent: int, data: st.DataObject
) -> None:
    one = data.draw(st.integers(0, len(listed) - 1))
    bound = plan(f"recorded_share >= {percent}% by 2025")
    found = explain(bound, data_of(listed), "recorded_share", as_of=END, organisation=f"id{one}")
    language = data.draw(st.sampled_from(LANGUAGES))
    shown = numbers_in(as_english(explanation_text(found, language), language), listed)
    line = str(bound.targets[0].span.line) if bound.targets[0].span else ""
    own = allowed([listed[one]], ">=", percent) | allowed(listed, ">=", percent)
    assert shown <= own | {line}
    assert isinstance(found, TargetExplanation)
    (part,) = found.parts
    cells = {cell.measure: cell.value for cell in part.cells}
    school = listed[one]
    reported = {"recorded": school.recorded, "pupils": school.pupils}
    assert cells == (reported if school.reported else {})


# --- no number in the wording ---------------------------------------------------------------------

ENTRIES = [
    (f"{table}.{code}", entry)
    for table, codes in catalogue("explanations").items()
    for code, entry in codes.items()
]


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_no_number_stands_in_a_sentence_and_both_languages_say_the_same(
    name: str, entry: dict[str, Any]
) -> None:
    assert set(entry) == set(LANGUAGES)
    for text in entry.values():
        assert not re.search(r"\d", text)
    filled = [set(re.findall(r"\{(\w+)\}", entry[language])) for language in LANGUAGES]
    assert filled[0] == filled[1]


# --- sums -----------------------------------------------------------------------------------------


@given(data=st.data(), province=provinces(), scope=st.sampled_from(["", "primary", "secondary"]))
def test_the_parts_add_up_to_the_sums_of_the_finding(
    data: st.DataObject, province: Province, scope: str
) -> None:
    bound = rule(province, scope, ">=", 50)
    observations = observed(province, data.draw(parts_of(province.truth)))
    found = explain(bound, observations, bound.targets[0].id, as_of=END)
    assert isinstance(found, TargetExplanation)
    if found.totals is None:
        return
    nothing = Interval.exactly(0)
    assert sum((part.numerator for part in found.parts), nothing) == found.finding.numerator
    assert sum((part.denominator for part in found.parts), nothing) == found.finding.denominator
    assert sum(part.complete for part in found.parts) == found.finding.reported


@given(data=st.data(), province=provinces())
def test_what_is_complete_adds_up_from_its_cells(data: st.DataObject, province: Province) -> None:
    bound = rule(province, "", ">=", 50)
    observations = observed(province, data.draw(parts_of(province.truth)))
    for name in (school.id for school in province.register):
        found = explain(bound, observations, bound.targets[0].id, as_of=END, organisation=name)
        assert isinstance(found, TargetExplanation)
        (part,) = found.parts
        if part.complete:
            assert added(part, province.numerator) == part.numerator.low
            assert added(part, province.denominator) == part.denominator.low


def added(part: Part, measure: str) -> Fraction:
    return sum((cell.value for cell in part.cells if cell.measure == measure), Fraction(0))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_show_the_same_numbers(language: Language) -> None:
    listed = [School("A", 30, 1000, True), School("B", 900, 1234, True), School("C", 0, 77, False)]
    bound = plan("recorded_share >= 50% by 2025")
    text = explanation_text(explain(bound, data_of(listed), "recorded_share", as_of=END), language)
    for number in ("1,000", "1,234", "930", "1,007"):
        assert (number if language == "en" else number.replace(",", ".")) in text
