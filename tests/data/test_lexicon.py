"""The names of a plan as headings and cells of data may write them."""

from __future__ import annotations

import attrs

from dxplan.data.faults import Fault
from dxplan.data.lexicon import (
    Heading,
    dimensions_of,
    find_member,
    find_named,
    lexicon,
    read_heading,
)
from dxplan.plan.model import Measure, Plan
from dxplan.values.scopes import Dimension, Member


def test_a_name_goes_before_a_title(plan: Plan) -> None:
    other = Measure("other", "staff")
    both = attrs.evolve(plan, measures={**plan.measures, "other": other})
    assert find_named(lexicon(both), "Staff") == plan.measures["staff"]
    assert find_named(lexicon(both), "other") == other


def test_a_measure_goes_before_a_dimension_and_both_before_an_indicator(plan: Plan) -> None:
    measure = Measure("m", "Cấp học")
    both = attrs.evolve(plan, measures={"m": measure})
    assert find_named(lexicon(both), "cấp học") == measure


def test_what_several_measures_are_titled_names_none_of_them(plan: Plan) -> None:
    assert find_named(lexicon(plan), "Quy mô") == Fault(
        "ambiguous-heading", {"header": "Quy mô", "names": "staff, trainees"}
    )
    found = read_heading(lexicon(plan), "Quy mô (tiểu học)")
    assert isinstance(found, Fault)


def test_a_title_may_itself_end_in_brackets() -> None:
    measure = Measure("money", "Kinh phí (tỉ đồng)", dimensions=("level",))
    level = Dimension("level", members=(Member("level", "primary", "tiểu học"),))
    words = lexicon(Plan("p", dimensions={"level": level}, measures={"money": measure}))
    assert read_heading(words, "Kinh phí (tỉ đồng)") == Heading(measure)
    assert read_heading(words, "Kinh phí (tỷ đồng) (tiểu học)") == Heading(
        measure, {"level": "primary"}
    )


def test_a_text_that_members_share_names_none_of_them() -> None:
    members = (Member("d", "a", "chung"), Member("d", "b", "Chung"), Member("d", "chung_c"))
    words = lexicon(Plan("p", dimensions={"d": Dimension("d", members=members)}))
    assert find_member(words, "d", "chung") == Fault(
        "ambiguous-member", {"text": "chung", "names": "a, b"}
    )
    assert find_member(words, "d", "chung c") == "chung_c"


def test_the_dimensions_of_an_indicator_are_those_of_its_measures(plan: Plan) -> None:
    assert dimensions_of(plan, plan.indicators["online_share"]) == ("level",)
    assert dimensions_of(plan, plan.measures["files_total"]) == ("tier", "secrecy")


def test_a_dimension_that_the_plan_does_not_have_is_none_of_a_measure() -> None:
    measure = Measure("m", dimensions=("gone",))
    assert dimensions_of(Plan("p", measures={"m": measure}), measure) == ()
