"""Names: duplicates name both places, unknown names get a suggestion, one mistake is one error."""

from __future__ import annotations

import pytest

import dxplan
from dxplan.messages import LANGUAGES, Phrase
from dxplan.plan.environment import Environment, Vocabulary
from dxplan.plan.model import Unit
from dxplan.plan.names import Suggestions, duplicate
from tests.plan.rules import only, outcome_of, plan_of, related_to, said_of, told, vocabulary

# --- duplicates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said", "first"),
    [
        ("unit so_gddt", "1:6 duplicate-name so_gddt", "prelude.dxplan:26:6 so_gddt"),
        ("measure devices", "1:9 duplicate-name devices", "prelude.dxplan:11:9 devices"),
        ("flag devices", "1:6 duplicate-name devices", "prelude.dxplan:11:9 devices"),
        ("fact merged", "1:6 duplicate-name merged", "prelude.dxplan:19:6 merged"),
        (
            "indicator work_files = devices",
            "1:11 duplicate-name work_files",
            "prelude.dxplan:21:11 work_files",
        ),
        ("dimension tier { a_1 }", "1:11 duplicate-name tier", "prelude.dxplan:6:11 tier"),
        ("dimension d { mật }", "1:15 duplicate-name mật", "prelude.dxplan:7:31 classified"),
        ("unit sở", "1:6 duplicate-name sở", "prelude.dxplan:26:6 so_gddt"),
    ],
)
def test_a_name_declared_twice_names_both_places(text: str, said: str, first: str) -> None:
    diagnostic = only(text)
    assert told([diagnostic]) == [said]
    assert related_to(diagnostic) == [first]


def test_the_first_declaration_stays() -> None:
    outcome = outcome_of('unit u "One"\nunit u "Two"\nunit u "Three"')
    assert told(outcome.diagnostics) == ["2:6 duplicate-name u", "3:6 duplicate-name u"]
    assert [related_to(each) for each in outcome.diagnostics] == [["rules.dxplan:1:6 u"]] * 2
    assert outcome.value.units["u"].title == "One"


def test_the_message_says_what_kind_of_name_it_is_in_either_language() -> None:
    diagnostic = only("fact merged")
    assert diagnostic.message("en") == (
        "the fact `merged` is declared twice, first at prelude.dxplan:19"
    )
    assert diagnostic.message("vi") == (
        "sự kiện `merged` được khai báo hai lần, lần đầu tại prelude.dxplan:19"
    )


def test_an_alias_may_not_be_a_name_that_is_taken() -> None:
    diagnostic = only("unit u | so_khcn")
    assert diagnostic.code == "duplicate-name"
    assert diagnostic.params["name"] == "so_khcn"
    assert related_to(diagnostic) == ["prelude.dxplan:27:6 so_khcn"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit u | so_khcn", "1:10 duplicate-name so_khcn"),
        ("fact u | merged", "1:10 duplicate-name merged"),
        ("measure u | devices", "1:13 duplicate-name devices"),
        ("dimension u | level { a }", "1:15 duplicate-name level"),
        ("dimension u { a | primary }", "1:19 duplicate-name primary"),
        ("indicator u | work_files = devices", "1:15 duplicate-name work_files"),
    ],
)
def test_an_alias_that_is_taken_is_underlined(text: str, said: str) -> None:
    assert said_of(text) == [said]


def test_an_alias_may_repeat_its_own_name() -> None:
    assert plan_of("unit u | u").units["u"].alias == "u"


def test_a_name_declared_twice_is_said_also_when_its_alias_repeats_it() -> None:
    assert said_of("unit so_gddt | so_gddt") == ["1:6 duplicate-name so_gddt"]


def test_the_other_name_of_a_duplicate_is_no_second_error() -> None:
    text = "unit so_khcn | sở_khoa_học\nonline_share >= 5% by 2025\n    lead sở_khoa_học"
    assert said_of(text) == ["1:6 duplicate-name so_khcn"]


@pytest.mark.parametrize(
    "text", ["unit devices", "measure online_share", "fact so_gddt", "indicator level = devices"]
)
def test_names_of_different_kinds_do_not_meet(text: str) -> None:
    assert said_of(text) == []


def test_a_task_or_duty_declared_twice_names_both_places() -> None:
    outcome = outcome_of("task t in 2024\nduty t every year\ntask t in 2025")
    assert told(outcome.diagnostics) == ["2:6 duplicate-name t", "3:6 duplicate-name t"]
    assert outcome.diagnostics[0].message() == (
        "the task or duty `t` is declared twice, first at rules.dxplan:1"
    )
    assert related_to(outcome.diagnostics[0]) == ["rules.dxplan:1:6 t"]
    assert [task.time.text for task in outcome.value.tasks] == ["in.2024"]
    assert outcome.value.duties == ()


def test_a_name_of_a_vocabulary_cannot_be_declared_again() -> None:
    environment = Environment({"shared": vocabulary("shared", 'unit u "One"')})
    outcome = outcome_of('use shared\nunit u "Two"', environment=environment)
    assert told(outcome.diagnostics) == ["2:6 duplicate-name u"]
    assert related_to(outcome.diagnostics[0]) == ["shared.dxplan:1:6 u"]
    assert outcome.value.units["u"].title == "One"


def test_two_vocabularies_cannot_declare_the_same_name() -> None:
    environment = Environment(
        {"b": vocabulary("b", "use a\nunit u"), "a": vocabulary("a", "unit u")}
    )
    diagnostic = only("use b", environment=environment)
    assert told([diagnostic]) == ["b.dxplan:2:6 duplicate-name u"]
    assert related_to(diagnostic) == ["a.dxplan:1:6 u"]


def test_a_name_that_a_plugin_made_has_no_place_to_name() -> None:
    environment = Environment({"shared": Vocabulary("shared", units=(Unit("u", "One"),))})
    diagnostic = only("use shared\nunit u", environment=environment)
    assert told([diagnostic]) == ["2:6 duplicate-name u"]
    assert diagnostic.related == ()
    assert diagnostic == duplicate("unit", "u", diagnostic.span, None)


# --- unknown names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said", "suggestion"),
    [
        ("online_shar >= 5%", "1:1 unknown-indicator online_shar", "online_share"),
        ("online_share primry >= 5%", "1:14 unknown-member primry", "primary"),
        ("online_share tiểu_hoc >= 5%", "1:14 unknown-member tiểu_hoc", "tiểu_học"),
        ("online_share >= 5% except primry", "1:27 unknown-member primry", "primary"),
        ("online_share >= 5% lead so_gdd", "1:25 unknown-unit so_gdd", "so_gddt"),
        ("online_share >= 5% with so_gdd", "1:25 unknown-unit so_gdd", "so_gddt"),
        ("online_share >= 5% when portal_liv", "1:25 unknown-fact portal_liv", "portal_live"),
        ("measure m by levl", "1:14 unknown-dimension levl", "level"),
        ("measure m reported by offce", "1:23 unknown-member offce", "office"),
        ("indicator n = devces", "1:15 unknown-measure devces", "devices"),
        ("unit u until 2024 then so_gdd", "1:24 unknown-unit so_gdd", "so_gddt"),
        ("check devces <= 5", "1:7 unknown-measure devces", "devices"),
        (
            'waive online_shar until 2025 because "x"',
            "1:7 unknown-indicator online_shar",
            "online_share",
        ),
        (
            'waive online_share primry until 2025 because "x"',
            "1:20 unknown-member primry",
            "primary",
        ),
        ("task t lead so_gdd", "1:13 unknown-unit so_gdd", "so_gddt"),
        ("duty d every year by so_gdd", "1:22 unknown-unit so_gdd", "so_gddt"),
        ("duty d every year to so_gdd", "1:22 unknown-unit so_gdd", "so_gddt"),
    ],
)
def test_an_unknown_name_gets_the_nearest_known_one(text: str, said: str, suggestion: str) -> None:
    diagnostic = only(text)
    assert told([diagnostic]) == [said]
    assert diagnostic.params["hint"] == Phrase("did-you-mean", {"suggestion": suggestion})


def test_a_name_that_is_near_nothing_is_to_be_declared() -> None:
    diagnostic = only("xyz >= 5%")
    assert diagnostic.params == {"name": "xyz", "hint": Phrase("declare-it")}
    assert diagnostic.message() == "there is no indicator `xyz`"
    assert diagnostic.help() == "declare it, or bring it in with `use`"


@pytest.mark.parametrize(
    ("declared", "written", "letter"),
    [
        ("Đa", "Ða", "Ð (U+00D0 LATIN CAPITAL LETTER ETH)"),
        ("Đa", "Ɖa", "Ɖ (U+0189 LATIN CAPITAL LETTER AFRICAN D)"),
        ("so_đt", "so_ðt", "ð (U+00F0 LATIN SMALL LETTER ETH)"),
        ("so_đt", "so_ɖt", "ɖ (U+0256 LATIN SMALL LETTER D WITH TAIL)"),
        ("Ða", "Đa", "Đ (U+0110 LATIN CAPITAL LETTER D WITH STROKE)"),
    ],
)
def test_letters_that_only_look_the_same_are_told_apart(
    declared: str, written: str, letter: str
) -> None:
    diagnostic = only(f"unit {declared}\ntask t lead {written}")
    assert told([diagnostic]) == [f"2:13 unknown-unit {written}"]
    assert diagnostic.params["hint"] == Phrase(
        "look-alike", {"suggestion": declared, "letter": letter}
    )
    assert diagnostic.help() == (
        f"did you mean `{declared}`? the letter {letter} only looks the same"
    )


def test_letters_that_only_look_the_same_make_different_names() -> None:
    plan = plan_of("unit Đa\nunit Ða\nunit Ɖa")
    assert {"Đa", "Ða", "Ɖa"} <= plan.units.keys()


def test_a_plain_d_is_another_letter_and_not_a_look_alike() -> None:
    diagnostic = only("unit đa\ntask t lead da")
    assert diagnostic.params["hint"] == Phrase("declare-it")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("reading_share >= 5%", "unknown-indicator"),
        ("task t lead so_vhtt", "unknown-unit"),
        ("indicator n = books", "unknown-measure"),
        ("indicator n = share of schools where has_books", "unknown-measure"),
        ("measure m by shelf", "unknown-dimension"),
    ],
)
def test_a_name_that_a_vocabulary_declares_is_told_where_it_is(text: str, code: str) -> None:
    library = vocabulary(
        "library",
        "measure books\nflag has_books\nindicator reading_share = books\n"
        "unit so_vhtt\ndimension shelf { upper, lower }\nfact open\ncheck books <= 5",
    )
    for language in LANGUAGES:
        diagnostic = only(text, environment=Environment({"library": library}))
        assert diagnostic.code == code
        assert "use library" in diagnostic.help("en")
        assert f"`{'use' if language == 'en' else 'sử dụng'} library`" in diagnostic.help(language)


def test_of_two_vocabularies_with_a_name_the_first_is_told() -> None:
    environment = Environment(
        {"one": vocabulary("one", "unit u_1_one"), "two": vocabulary("two", "unit u_1_one")}
    )
    diagnostic = only("task t lead u_1_one", environment=environment)
    assert diagnostic.params["hint"] == Phrase("add-use", {"vocabulary": "one"})


@pytest.mark.parametrize(
    "text",
    [
        "online_share shelf_upper >= 5%",
        "online_share >= 5% when opened",
        "task t lead sở_văn_hóa",
    ],
)
def test_every_name_that_a_vocabulary_declares_is_told_where_it_is(text: str) -> None:
    library = vocabulary(
        "library", "unit so_vhtt | sở_văn_hóa\ndimension shelf { shelf_upper }\nfact opened"
    )
    diagnostic = only(text, environment=Environment({"library": library}))
    assert diagnostic.params["hint"] == Phrase("add-use", {"vocabulary": "library"})


# --- one mistake is one error ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit u 'U'\ntask t lead u", "1:8 strange-quotes '"),
        ("đơn vị u 'U'\ntask t lead u", "1:10 strange-quotes '"),
        ("measure m by 5\nindicator n = m\nn >= 5 by 2025", "1:14 cannot-stand-here 5"),
        ("flag f 'F'\nindicator n = share of schools where f", "1:8 strange-quotes '"),
        ("fact f from 2025-13\nonline_share >= 5% when f", "1:13 impossible-date 2025-13"),
        ("indicator n = devices /\nn >= 5% by 2025", "1:23 statement-unfinished /"),
        (
            "dimension d { a_1 'A', b_1 | c_1 }\nonline_share a_1, b_1, c_1 >= 5%",
            "1:19 strange-quotes '",
        ),
        ("dimension d { a_1 'A' }\nmeasure m by d", "1:19 strange-quotes '"),
        ("Unit u 'U'\ntask t lead u", "1:8 strange-quotes '"),
    ],
)  # fmt: skip
def test_using_what_a_broken_declaration_declares_is_no_second_error(text: str, said: str) -> None:
    assert said_of(text) == [said]


def test_an_indicator_of_an_unknown_measure_is_no_second_error_where_it_is_used() -> None:
    outcome = outcome_of("indicator n = devces\nn primary >= 5 by 2025")
    assert told(outcome.diagnostics) == ["1:15 unknown-measure devces"]
    assert "n" not in outcome.value.indicators
    assert outcome.value.targets == ()


@pytest.mark.parametrize("text", ["task 't'", "check devices ! 5", "waive", 'unit "U"', "plan 'p'"])
def test_a_broken_statement_may_declare_nothing(text: str) -> None:
    outcome = outcome_of(f"{text}\nunit u")
    assert [each.code for each in outcome.diagnostics if each.code.startswith("unknown-")] == []
    assert "u" in outcome.value.units


def test_other_kinds_of_names_stay_unknown() -> None:
    assert said_of("unit u 'U'\nu >= 5% by 2025") == [
        "1:8 strange-quotes '",
        "2:1 unknown-indicator u",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit u | đơn_vị 'U'\ntask t lead đơn_vị", "1:17 strange-quotes '"),
        ("indicator n | số = devces\nsố >= 5 by 2025", "1:20 unknown-measure devces"),
    ],
)
def test_using_the_alias_of_a_broken_declaration_is_no_second_error(text: str, said: str) -> None:
    assert said_of(text) == [said]


def test_using_what_a_misspelt_keyword_declares_is_no_second_error() -> None:
    assert said_of("unti u\ntask t lead u") == ["1:1 unknown-keyword unti"]


def test_a_broken_declaration_in_a_vocabulary_is_no_second_error() -> None:
    environment = Environment({"shared": vocabulary("shared", "unit u 'U'")})
    assert said_of("use shared\ntask t lead u", environment=environment) == []


OF_EXAMPLES = ("schools", "yes", "no", "done", "missed", "behind", "conflict", "waived", "unset")


@pytest.mark.parametrize("name", OF_EXAMPLES)
def test_words_of_examples_are_names_in_rules(name: str) -> None:
    text = (
        f"dimension d {{ {name}, other }}\nmeasure a by d\nindicator {name}_share = a\n"
        f"measure {name} by d\nindicator x = {name}\n{name}_share {name} >= 5 by 2025\n"
        f"x {name} >= 6 by 2025\ntask {name} in 2025\n"
    )
    plan = dxplan.load_text(text)
    assert [each.id for each in plan.targets] == [
        f"{name}_share.{name}.by.2025",
        f"x.{name}.by.2025",
    ]


def test_names_are_no_longer_suggested_once_as_many_letters_were_compared_as_may_be() -> None:
    known = ["office"]
    assert not Suggestions(left=1).affords("offce", known)
    assert not Suggestions(left=13 * 14).affords("offce", known)
    left = Suggestions(left=13 * 14 + 1)
    assert left.affords("offce", known)
    assert not left.affords("offce", known)
