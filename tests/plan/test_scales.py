"""Scales: criteria that are reported or decided, bands without gap or overlap, gates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dxplan.diagnostics import Severity
from dxplan.plan.condition_names import names_in
from dxplan.plan.expressions import groups_in
from dxplan.plan.model import AtLevel, Band, Criterion, Holds, Measure, Scale, Sum, Tally
from dxplan.values.periods import Period
from tests.plan.rules import only, outcome_of, plan_of, related_to, said_of, vocabulary

BANDS = """
    band low "thấp" under 50
    band high "cao" at least 50
"""
SCALE = f"""scale x | thang_x "Thang X"
    group g | nhóm_g "Nhóm G" of 100 points {{ x_1 "TC 1" 40 points, x_2 "TC 2" 60 points }}
{BANDS.strip(chr(10))}
"""
GATED = """scale award "Khen thưởng"
    cite "III.1"
    note "Hai cấp."
    assume "Mỗi đơn vị xét một lần."
    incomplete "Chưa rõ mức tặng."
    reported by school
    judged in 2023, in school year 2024-2025
    group collective "Tập thể" {
        launched "Có phát động" also "Phát động" mandatory,
        connected "Có cáp quang" mandatory where has_fibre or portal_live
    }
    band none "không"
    band some "có"
    gate unmet gives none
"""


def scale_of(text: str, name: str = "x") -> Scale:
    return plan_of(text).scales[name]


def with_bands(*bands: str) -> str:
    lines = "".join(f"    band {band}\n" for band in bands)
    return f'scale x\n    group g {{ x_1 "TC 1" 100 points }}\n{lines}'


def test_criteria_are_measures_with_a_greatest_value() -> None:
    measures = plan_of(SCALE).measures
    assert measures["x_1"] == Measure("x_1", "TC 1", kind="amount", highest=Fraction(40))
    assert measures["x_2"].highest == 60


def test_a_mandatory_criterion_is_a_flag_and_a_decided_one_is_not_reported() -> None:
    plan = plan_of(GATED)
    launched = plan.measures["launched"]
    assert (launched.kind, launched.highest, launched.also) == ("flag", None, ("Phát động",))
    assert [member.name for member in launched.reported_by] == ["school"]
    assert "connected" not in plan.measures


def test_a_scale_keeps_what_it_says_of_itself() -> None:
    award = scale_of(GATED, "award")
    assert (award.title, award.cite, award.note) == ("Khen thưởng", "III.1", "Hai cấp.")
    assert award.assumptions == ("Mỗi đơn vị xét một lần.",)
    assert award.incomplete == ("Chưa rõ mức tặng.",)
    assert award.judged == (
        Period(date(2023, 1, 1), date(2023, 12, 31)),
        Period(date(2024, 9, 5), date(2025, 5, 31)),
    )
    (group,) = award.groups
    assert (group.gate, group.highest, group.id) == ("none", 0, "award.collective")
    assert [band.without_scores for band in group.bands] == [True, False]


@pytest.mark.parametrize(
    ("written", "band"),
    [
        ("under 50", Band("b", "b", None, None, False, Fraction(50), True)),
        ("no more than 50", Band("b", "b", None, None, False, Fraction(50), False)),
        ("over 50", Band("b", "b", None, Fraction(50), True)),
        ("from 50 or more", Band("b", "b", None, Fraction(50))),
        ("từ 50 đến 75.5", Band("b", "b", None, Fraction(50), False, Fraction(151, 2), False)),
        ("50 .. 75", Band("b", "b", None, Fraction(50), False, Fraction(75), False)),
        ("from 50 to under 75", Band("b", "b", None, Fraction(50), False, Fraction(75), True)),
        ("trên 50 đến 75", Band("b", "b", None, Fraction(50), True, Fraction(75), False)),
        ("= 50", Band("b", "b", None, Fraction(50), False, Fraction(50), False)),
    ],
)
def test_limits_leave_out_what_their_words_leave_out(written: str, band: Band) -> None:
    plan = outcome_of(with_bands(f"b {written}")).value
    assert plan.scales["x"].bands == (band,)


def test_a_level_in_a_condition_needs_what_its_criteria_need() -> None:
    plan = plan_of(GATED + "indicator i = share of schools where award = some\n")
    numerator, denominator = plan.indicators["i"].numerator, plan.indicators["i"].denominator
    assert isinstance(numerator, Tally)
    assert isinstance(denominator, Tally)
    (group,) = plan.scales["award"].groups
    assert numerator.condition == AtLevel(group, "=", "some")
    assert numerator.measures_needed == denominator.measures_needed == ("launched", "has_fibre")
    assert numerator.groups == denominator.groups == (group,)
    assert list(names_in(AtLevel(group, "=", "some"))) == ["launched", "has_fibre", "portal_live"]


def test_groups_are_found_inside_other_conditions() -> None:
    plan = plan_of(
        SCALE
        + "\nindicator i = count of schools where not (x.g = low) and (has_fibre or x = low)\n"
    )
    numerator = plan.indicators["i"].numerator
    assert isinstance(numerator, Tally)
    assert numerator.condition is not None
    assert [group.id for group in groups_in(numerator.condition)] == ["x.g", "x.g"]
    assert len(numerator.groups) == 1


def test_names_of_scale_group_and_band_may_be_aliases() -> None:
    text = SCALE.replace("band low", "band low | thấp")
    plan = plan_of(text + "\nindicator i = share of schools where thang_x.nhóm_g = thấp\n")
    numerator = plan.indicators["i"].numerator
    assert isinstance(numerator, Tally)
    assert numerator.condition == AtLevel(plan.scales["x"].groups[0], "=", "low")


def test_the_mean_of_a_group_adds_up_its_criteria() -> None:
    indicator = plan_of(SCALE + "\nindicator i = mean of x.g\n").indicators["i"]
    assert isinstance(indicator.numerator, Sum)
    assert indicator.numerator.terms == ((1, "x_1", None), (1, "x_2", None))
    assert indicator.kind == "rate"


def test_a_criterion_may_rest_on_the_level_of_a_scale_that_stands_below() -> None:
    text = 'scale y\n    group h { y_1 "1" mandatory where x.g >= high }\n'
    text += "    band none\n    band some\n    gate unmet gives none\n"
    (group,) = scale_of(text + SCALE, "y").groups
    (criterion,) = group.criteria
    assert isinstance(criterion.condition, AtLevel)
    assert criterion.condition.group.id == "x.g"


def test_a_criterion_may_rest_on_a_fact() -> None:
    text = GATED.replace("has_fibre or portal_live", "portal_live")
    assert scale_of(text, "award").groups[0].criteria[1] == Criterion(
        "connected", "Có cáp quang", True, None, Holds("portal_live")
    )


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        (("a under 50", "b over 50"), "band-gap exactly 50"),
        (("a under 50", "b from 50 to 75", "c from 75 to 100"), "band-overlap exactly 75"),
        (("a under 40", "b at least 50"), "band-gap between 40 and 50"),
        (("a no more than 60", "b at least 50"), "band-overlap between 50 and 60"),
        (("a from 10 to 50", "b over 50"), "band-gap between 0 and 10"),
        (("a over 0",), "band-gap exactly 0"),
        (("a under 50", "b from 50 to 90"), "band-gap between 90 and 100"),
        (("a under 50", "b from 50 to under 100"), "band-gap exactly 100"),
        (("a at least 0", "b at least 50"), "band-overlap above 50"),
        (("a", "b"), "band-overlap above 0"),
        (("a", "b at least 50"), "band-overlap above 50"),
        (("b at least 50", "a under 50"), "bands-out-of-order"),
        (("a from 50 to 75", "b from 0 to under 50"), "bands-out-of-order"),
    ],
)
def test_bands_that_do_not_hold_each_score_once(bands: tuple[str, ...], said: str) -> None:
    found = only(with_bands(*bands))
    code, _, scores = said.partition(" ")
    assert found.code == code
    assert scores in found.message()


@pytest.mark.parametrize(
    "bands",
    [
        ("a under 50", "b from 50 to 75", "c over 75"),
        ("a under 50", "b from 50 to under 75", "c from 75 to 100"),
        ("a from 0 to 100",),
        ("a",),
        ("a under 100", "b = 100"),
        ("a no more than 50", "b over 50 to 200"),
        ("a under 50", "b at least 50"),
    ],
)
def test_bands_that_hold_each_score_once(bands: tuple[str, ...]) -> None:
    assert said_of(with_bands(*bands)) == []


def test_a_band_that_goes_down_is_told() -> None:
    assert "reversed-range" in {
        each.code for each in outcome_of(with_bands("a from 75 to 50")).diagnostics
    }
    codes = {each.code for each in outcome_of(with_bands("a over 50 to 50")).diagnostics}
    assert "reversed-range" in codes
    assert "3:12 reversed-range from 75 to 50" in said_of(with_bands("a from 75 to 50"))


@pytest.mark.parametrize(
    ("points", "highest", "rest"),
    [("60", Fraction(100), Fraction(0)), ("40", Fraction(80), Fraction(0))],
)
def test_what_is_said_of_all_criteria_leaves_no_rest(
    points: str, highest: Fraction, rest: Fraction
) -> None:
    text = SCALE.replace("60 points", f"{points} points").replace("of 100 points", "")
    (group,) = plan_of(text).scales["x"].groups
    assert (group.highest, group.rest) == (highest, rest)


def test_points_that_do_not_add_up_are_told_with_both_sums() -> None:
    found = only(SCALE.replace("60 points", "59.5 points"))
    assert found.code == "points-do-not-add-up"
    assert "99.5" in found.message()
    assert "100" in found.message("vi")


def test_an_incomplete_scale_only_notes_that_points_do_not_add_up() -> None:
    text = SCALE.replace("60 points", "50 points") + '    incomplete "Chưa rõ."\n'
    found = only(text)
    assert (found.code, found.severity) == ("points-not-settled", Severity.NOTE)


def test_open_points_are_what_the_group_has_left() -> None:
    text = SCALE.replace("60 points", "points open") + '    incomplete "Chưa rõ."\n'
    (group,) = scale_of(text).groups
    assert (group.highest, group.rest) == (100, 60)
    (group,) = scale_of(text.replace(" of 100 points", "")).groups
    assert (group.highest, group.rest) == (None, None)


def test_known_points_above_the_whole_are_wrong_beside_open_ones_too() -> None:
    text = SCALE.replace("60 points", "points open").replace("40 points", "140 points")
    codes = [each.code for each in outcome_of(text).diagnostics]
    assert codes == ["open-points-unexplained", "points-do-not-add-up"]


def test_a_scale_that_reaches_beyond_its_bands_only_in_one_group_has_a_gap() -> None:
    text = 'scale x\n    group g { x_1 "1" 50 points }\n    group h { x_2 "2" 100 points }\n'
    found = only(text + "    band a under 25\n    band b from 25 to 50\n")
    assert found.code == "band-gap"
    assert "between 50 and 100" in found.message()


def test_open_points_without_a_whole_have_no_highest_score() -> None:
    text = 'scale x\n    incomplete "?"\n    group g { x_1 "1" points open }\n'
    found = only(text + "    band a under 25\n    band b from 25 to 50\n")
    assert found.code == "band-gap"
    assert "above 50" in found.message()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SCALE + SCALE.replace("x_", "z_"), "5:7 duplicate-name x"),
        (SCALE.replace("x_2", "x_1"), "2:69 duplicate-name x_1"),
        (
            SCALE + SCALE.replace("x_", "z_").replace("scale x |", "scale z |"),
            "5:11 duplicate-name thang_x",
        ),
        (SCALE.replace("x_2", "x_2 | x_1"), "2:75 duplicate-name x_1"),
        (SCALE + "    band low under 1\n", "5:10 duplicate-name low"),
        (SCALE + '    group g "G" { z_1 "1" 100 points }\n', "5:11 duplicate-name g"),
        (
            SCALE.replace('x_1 "TC 1" 40 points', 'x_2 "TC 1" 40 points where has_fibre'),
            "2:85 duplicate-name x_2",
        ),
        (SCALE + "    gate unmet gives lwo\n", "5:22 unknown-band lwo"),
        (GATED + "    gate unmet gives some\n", "15:5 duplicate-clause gate unmet gives some"),
    ],
)
def test_what_is_said_twice_or_is_unknown(text: str, said: str) -> None:
    assert said in said_of(text)


def test_the_second_scale_of_a_name_is_one_mistake() -> None:
    second = 'scale x\n    group g { z_1 "1" mandatory }\n    band b\n'
    found = only(SCALE + second)
    assert related_to(found) == ["rules.dxplan:1:7 x"]


def test_a_group_of_the_same_name_is_shown_where_it_stands_first() -> None:
    found = only(SCALE + '    group g "G" { z_1 "1" 100 points }\n')
    assert found.code == "duplicate-name"
    assert [place.partition(" ")[0] for place in related_to(found)] == ["rules.dxplan:2:11"]


def test_a_scale_in_a_vocabulary_that_is_not_used_is_named() -> None:
    from dxplan.plan.environment import Environment

    environment = Environment(vocabularies={"scales": vocabulary("scales", SCALE)})
    found = outcome_of(
        "indicator i = share of schools where x.g >= high\n", environment=environment
    )
    (unknown,) = found.diagnostics
    assert unknown.code == "unknown-scale"
    assert "use scales" in unknown.help()
    mean = outcome_of("indicator i = mean of x_1\n", environment=environment).diagnostics
    assert "use scales" in mean[0].help()


def test_a_broken_scale_makes_no_second_errors() -> None:
    text = SCALE.replace("under 50", "undr 50")
    text += "\nindicator i = share of schools where x.g >= high\nindicator j = mean of x_1\n"
    assert [each.code for each in outcome_of(text).diagnostics] == ["unknown-keyword"]


def test_a_rule_cannot_wait_for_a_level() -> None:
    found = only(SCALE + "\nonline_share >= 5% by 2025 when x.g >= high\n")
    assert found.code == "fact-compared"


def test_a_scale_without_groups_or_bands_lacks_them() -> None:
    assert only("scale x\n    band a\n").message() == "the scale `x` has no group"
    found = outcome_of('scale x\n    group g { x_1 "1" mandatory }\n').diagnostics
    assert [each.code for each in found] == ["scale-lacks", "gate-missing"]


def test_the_mean_of_a_group_that_there_is_not() -> None:
    assert said_of(SCALE + "\nindicator i = mean of x.h\n") == ["6:23 unknown-group x.h"]
