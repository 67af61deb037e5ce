"""What a child falls short of, as results for a code review."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest

from dxplan.analysis.results import Refinement
from dxplan.messages import LANGUAGES, Language
from dxplan.report.refinement_sarif import Folders, refinement_sarif
from tests.report.refinements import hostile, make_contradictory, make_faithful, make_refinement
from tests.report.reviews import READER, cells_of, checked

CHILD = "plans/huy%E1%BB%87n%20m%E1%BB%9Bi.dxplan"
FOLDERS = Folders(lambda name: name, lambda name: None)


def run(refinement: Refinement, language: Language = "vi") -> dict[str, Any]:
    return checked(json.loads(refinement_sarif(refinement, language, FOLDERS)))


def results(refinement: Refinement, language: Language = "vi") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(refinement, language)["results"]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_result_for_each_target_that_needs_attention(language: Language) -> None:
    found = results(make_refinement(), language)
    assert [(each["ruleId"], each["level"]) for each in found] == [
        ("weaker-than-parent", "error"),
        ("weaker-than-parent", "error"),
        ("incomparable-with-parent", "error"),
        ("parent-target-not-covered", "warning"),
        ("nobody-leads-in-child", "warning"),
        ("not-decided-against-parent", "note"),
        ("not-decided-against-parent", "note"),
    ]


def lines(result: dict[str, Any]) -> list[tuple[str, int]]:
    """File and line of a result, then those of the other places."""
    places = [*result["locations"], *result.get("relatedLocations", ())]
    physical = [each["physicalLocation"] for each in places]
    return [(each["artifactLocation"]["uri"], each["region"]["startLine"]) for each in physical]


def test_a_result_stands_at_the_rule_of_the_child_and_names_the_target_of_the_parent() -> None:
    found = results(make_refinement())
    assert lines(found[0]) == [
        ("plans/huy%E1%BB%87n%20m%E1%BB%9Bi.dxplan", 25),
        ("tinh.dxplan", 24),
    ]
    assert [each["message"]["text"] for each in found[0]["relatedLocations"]] == [
        "chỉ tiêu của cấp trên"
    ]


def test_what_the_child_has_no_rule_about_stands_at_its_first_line() -> None:
    found = results(make_refinement())
    assert lines(found[3]) == [(CHILD, 1), ("tinh.dxplan", 29)]


def test_a_plan_without_a_line_of_its_own_is_shown_at_its_first_target() -> None:
    refinement = make_refinement()
    nameless = attrs.evolve(refinement, child=attrs.evolve(refinement.child, span=None))
    assert lines(results(nameless)[3])[0] == (CHILD, 25)
    empty = attrs.evolve(nameless, child=attrs.evolve(nameless.child, targets=()))
    assert results(empty)[3]["locations"] == []


def test_a_contradiction_is_one_result_and_names_every_rule_of_it() -> None:
    (found,) = results(make_contradictory())
    assert (found["ruleId"], found["level"]) == ("contradicts-itself", "error")
    assert [line for _, line in lines(found)] == [25, 27]
    assert found["message"]["text"].count("\n- ") == 2


def test_a_plan_that_is_strict_enough_has_no_results() -> None:
    assert results(make_faithful()) == []


def test_the_message_tells_the_whole_story_in_plain_text() -> None:
    text = results(make_refinement(), "en")[0]["message"]["text"]
    assert text.splitlines()[:6] == [
        "Tỉ trọng dạy học trực tuyến (tiểu học): at least 5% by 2025, II.2.a"
        " (tinh.dxplan, line 24)",
        "Weaker: every rule of the child can be kept while this is missed.",
        "The child's rule about it:",
        "- Tỉ trọng dạy học trực tuyến (tiểu học): at least 4% by 2025 (huyện mới.dxplan, line 25)",
        "Led in the parent by Sở Giáo dục và Đào tạo, in the child by Ủy ban nhân dân cấp xã"
        " (31 Dec 2025).",
        "Phòng Giáo dục và Đào tạo ended on 30 Jun 2025; its work went to Ủy ban nhân dân cấp xã",
    ]
    assert (
        "- Parent — Tỉ trọng dạy học trực tuyến (tiểu học): at least 5% — 2025 — 4 of 100 (4%) — "
        "missed" in text
    )


def test_the_markdown_has_the_counterexample_as_a_table() -> None:
    markdown = results(make_refinement(), "vi")[0]["message"]["markdown"]
    found = cells_of(markdown)
    assert found[:10] == [
        "Kế hoạch", "Quy định", "Thời gian", "Số liệu", "Kết quả",
        "Cấp trên", "Tỉ trọng dạy học trực tuyến (tiểu học) đạt 5%", "năm 2025",
        "4 trong 100 (4%)", "không đạt",
    ]  # fmt: skip
    assert len(found) == 15


def test_only_what_a_result_is_about_makes_its_fingerprint() -> None:
    prints = [
        [each["partialFingerprints"] for each in results(make_refinement(), language)]
        for language in LANGUAGES
    ]
    assert prints[0] == prints[1]
    assert len({str(each) for each in prints[0]}) == 7


@pytest.mark.parametrize(
    "title", ["a\nb", "a|b", "x](http://y)", "[red]x[/red]", "{0}", "\x1b[31m", "<b>&amp;", "`a`"]
)
def test_no_title_breaks_a_message(title: str) -> None:
    refinement = make_refinement()
    child, parent = hostile(refinement.child, title), hostile(refinement.parent, title)
    named = Refinement(child, parent, tuple(_renamed(each, child, parent) for each in refinement))
    for before, after in zip(results(refinement), results(named), strict=True):
        markdown = after["message"]["markdown"].replace("{{", "{").replace("}}", "}")
        assert len(cells_of(markdown)) == len(cells_of(before["message"]["markdown"]))
        types = {token.type for token in READER.parse(markdown)}
        assert types <= {token.type for token in READER.parse(before["message"]["markdown"])}
        assert "](h" not in after["message"]["text"]
        assert after["message"]["text"].replace("\n", "").isprintable()


def _renamed(refined: Any, child: Any, parent: Any) -> Any:
    """A result about the plans under other titles."""
    asked = {rule.id: rule for rule in parent.targets}
    given = {rule.id: rule for rule in child.targets}

    def example(found: Any) -> Any:
        if found is None:
            return None
        every = {**given, found.missed.target.id: found.missed.target}
        own = asked if found.missed.plan == parent.id else given
        missed = attrs.evolve(found.missed, target=own[found.missed.target.id])
        kept = tuple(
            attrs.evolve(each, target=every.get(each.target.id, each.target)) for each in found.kept
        )
        return attrs.evolve(found, missed=missed, kept=kept)

    return attrs.evolve(
        refined,
        target=asked[refined.target.id],
        by=tuple(given[rule.id] for rule in refined.by),
        counterexample=example(refined.counterexample),
        reverse=example(refined.reverse),
    )
