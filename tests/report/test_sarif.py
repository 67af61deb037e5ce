"""Results for a code review: the official schema, columns in UTF-16, and stable fingerprints."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.diagnostics import Diagnostic, Silenced
from dxplan.report.diagnostic_sarif import diagnostics_sarif
from dxplan.report.sarif import (
    ReviewPlace,
    ReviewResult,
    ReviewRule,
    nowhere,
    sarif,
    sarif_text,
    uri_of,
)
from dxplan.source import Source, Span, source_from_text
from tests.report.conftest import place
from tests.report.reviews import checked

RULE = ReviewRule("weaker-than-parent", "error", "weakened", "raise it")
OTHER = ReviewRule("not-decided", "note", "left open")
TEXT = "plan p\n𝒳 tiểu_học đạt 5%\n    căn cứ “II”\n"


def results(*given: ReviewResult) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = checked(sarif(given, "vi"))["results"]
    return found


def at(source: Source, text: str) -> ReviewPlace:
    return ReviewPlace(place(source, text), lambda name: f"rules/{name}")


SOURCE = source_from_text(TEXT, "huyện 1.dxplan")


def test_a_log_says_who_wrote_it_and_how_columns_are_counted() -> None:
    run = checked(json.loads(sarif_text([], "vi")))
    assert run["tool"]["driver"]["name"] == "dxplan"
    assert (run["language"], run["columnKind"]) == ("vi", "utf16CodeUnits")
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_columns_count_utf16_code_units_from_1_and_end_behind_the_text() -> None:
    (result,) = results(ReviewResult(RULE, "x", ("a",), at=at(SOURCE, "đạt 5%")))
    physical = result["locations"][0]["physicalLocation"]
    # The letter before it is one code point and two units.
    assert physical["region"] == {
        "startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 19,
    }  # fmt: skip
    line = TEXT.splitlines()[1].encode("utf-16-le")
    assert line[24:36].decode("utf-16-le") == "đạt 5%"


def test_a_place_over_several_lines_ends_on_its_last() -> None:
    (result,) = results(ReviewResult(RULE, "x", ("a",), at=at(SOURCE, "5%\n    căn cứ")))
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2, "startColumn": 17, "endLine": 3, "endColumn": 11,
    }  # fmt: skip


def test_files_are_named_as_seen_from_the_folder_of_the_review() -> None:
    (result,) = results(ReviewResult(RULE, "x", ("a",), at=at(SOURCE, "plan")))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "rules/huy%E1%BB%87n%201.dxplan",
        "uriBaseId": "%SRCROOT%",
    }


def test_of_a_file_outside_of_it_only_the_name_is_told() -> None:
    outside = attrs.evolve(SOURCE, name="/srv/rules/a.dxplan")
    where = ReviewPlace(place(outside, "plan"), nowhere)
    (result,) = results(ReviewResult(RULE, "x", ("a",), at=where))
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "a.dxplan"}


def test_a_text_that_is_no_file_has_no_location() -> None:
    nameless = attrs.evolve(SOURCE, name="<text>")
    where = ReviewPlace(place(nameless, "plan"), nowhere)
    (result,) = results(ReviewResult(RULE, "x", ("a",), at=where, related=(where,)))
    assert result["locations"] == []
    assert "relatedLocations" not in result


def test_other_places_are_numbered_and_say_what_they_are() -> None:
    related = (attrs.evolve(at(SOURCE, "plan"), text="the parent's"), at(SOURCE, "căn cứ"))
    (result,) = results(ReviewResult(RULE, "x", ("a",), at=at(SOURCE, "đạt"), related=related))
    assert [(each["id"], each.get("message")) for each in result["relatedLocations"]] == [
        (1, {"text": "the parent's"}),
        (2, None),
    ]


def test_every_rule_is_described_once_with_what_to_do() -> None:
    given = [ReviewResult(rule, "x", (str(n),)) for n, rule in enumerate([RULE, OTHER, RULE])]
    run = checked(sarif(given, "en"))
    assert [
        (rule["id"], rule["defaultConfiguration"]["level"], rule["help"]["text"])
        for rule in run["tool"]["driver"]["rules"]
    ] == [("not-decided", "note", "left open"), ("weaker-than-parent", "error", "raise it")]
    assert [each["ruleIndex"] for each in run["results"]] == [1, 0, 1]


def prints(*given: ReviewResult) -> list[str]:
    return [each["partialFingerprints"]["dxplanRule/v1"] for each in results(*given)]


def test_a_result_keeps_its_fingerprint_where_lines_move_and_words_change() -> None:
    moved = source_from_text("# more\n\n" + TEXT, SOURCE.name)
    first = ReviewResult(RULE, "x", ("a", "b"), at=at(SOURCE, "đạt"))
    second = ReviewResult(RULE, "y", ("a", "b"), at=at(moved, "đạt"))
    assert prints(first) == prints(second)


def test_different_results_have_different_fingerprints() -> None:
    first = ReviewResult(RULE, "x", ("a", "b"))
    given = [first, attrs.evolve(first, identity=("ab",)), attrs.evolve(first, rule=OTHER), first]
    found = prints(*given)
    assert len(set(found)) == 4
    assert found[3] == found[0].removesuffix(":1") + ":2"


# --- what the format would take for something else ------------------------------------------------


def read(text: str) -> str:
    """A plain text message as a viewer has to show it."""
    assert not re.search(r"\[[^]]*\]\(", text), "a link"
    assert not re.search(r"(?<!\{)(?:\{\{)*\{\d+\}", text), "a place to fill in"
    return text.replace("{{", "{").replace("}}", "}").replace("]\\(", "](")


TEXTS = st.text(alphabet=st.sampled_from("ab01{}[]()\\đ\n \x1b𝒳"), min_size=1, max_size=12)


@given(TEXTS)
def test_texts_of_plans_are_no_links_and_no_places_to_fill_in(text: str) -> None:
    (result,) = results(ReviewResult(RULE, text, (text,), markdown=text))
    assert read(result["message"]["text"]).replace("]\\(", "](") == text.replace("]\\(", "](")
    assert result["message"]["markdown"].replace("{{", "{").replace("}}", "}") == text


@given(st.text(min_size=1))
def test_a_path_is_a_relative_reference_whatever_it_holds(name: str) -> None:
    path = f"a/{name}"
    uri = uri_of(path)
    assert unquote(uri, errors="surrogatepass") == path
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", uri)
    assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri)


@pytest.mark.parametrize("name", ["c:x.dxplan", "http://x", "a b", "#", "?", "\udc80"])
def test_a_name_is_never_read_as_an_address(name: str) -> None:
    parts = urlsplit(uri_of(PurePath(name).name))
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")


# --- diagnostics ----------------------------------------------------------------------------------


def test_a_diagnostic_is_a_result_with_its_advice() -> None:
    span = place(SOURCE, "tiểu_học")
    diagnostic = Diagnostic("dotted-name", span, {"found": "a.b"}, (place(SOURCE, "plan"),))
    run = checked(json.loads(diagnostics_sarif([(diagnostic, "en")], "en", lambda name: name)))
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("dotted-name", "error")
    assert result["message"] == {
        "text": "a declared name has no dots: `a.b`\nuse `_` instead of the dot"
    }
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert [each["message"]["text"] for each in result["relatedLocations"]] == ["see also"]


def test_a_diagnostic_without_a_place_is_a_result_without_one() -> None:
    diagnostic = Diagnostic("unreadable-file", None, {"path": "x", "reason": "gone"})
    run = checked(json.loads(diagnostics_sarif([(diagnostic, "vi")], "vi")))
    assert [result["locations"] for result in run["results"]] == [[]]


def test_the_same_diagnostic_at_two_places_is_two_results() -> None:
    spans = [Span(SOURCE, 0, 4), Span(SOURCE, 7, 9)]
    found = [(Diagnostic("dotted-name", span, {"found": "a.b"}), "en") for span in spans]
    run = checked(json.loads(diagnostics_sarif(found, "en")))  # type: ignore[arg-type]
    prints = {each["partialFingerprints"]["dxplanRule/v1"] for each in run["results"]}
    assert len(prints) == 2


def test_columns_are_those_of_the_file_also_where_its_letters_stand_in_parts() -> None:
    written = unicodedata.normalize("NFD", TEXT)
    source = source_from_text(written, "huyện.dxplan")
    (result,) = results(ReviewResult(RULE, "x", ("a",), at=at(source, "đạt 5%")))
    region = result["locations"][0]["physicalLocation"]["region"]
    line = written.splitlines()[1].encode("utf-16-le")
    start, end = (2 * (region[key] - 1) for key in ("startColumn", "endColumn"))
    assert line[start:end].decode("utf-16-le") == unicodedata.normalize("NFD", "đạt 5%")


@given(st.text(st.sampled_from("aốđệ 𝒳x\u0301"), max_size=12), st.data())
def test_the_column_of_a_letter_is_as_long_as_what_stands_before_it(
    text: str, data: st.DataObject
) -> None:
    written = unicodedata.normalize("NFD", text)
    source = source_from_text(written)
    whole = [n for n in range(len(written) + 1) if not _cuts(written, n)]
    count = data.draw(st.sampled_from(whole))
    offset = len(unicodedata.normalize("NFC", written[:count]))
    assert source.written_column(offset) == len(written[:count].encode("utf-16-le")) // 2


def _cuts(text: str, place: int) -> bool:
    """Whether a place lies inside a letter."""
    return place < len(text) and unicodedata.combining(text[place]) != 0


def test_what_a_comment_silences_is_suppressed_with_its_reason() -> None:
    source = source_from_text("plan p\nx >= 5%\n", "p.dxplan")
    said = Diagnostic("no-lead", place(source, "x >= 5%"), {"id": "x"})
    unsaid = Silenced(Diagnostic("no-citation", place(source, "x"), {"id": "x"}), "một bản nháp")
    log = diagnostics_sarif([(said, "vi")], "vi", nowhere, [(unsaid, "vi")])
    run = checked(json.loads(log))
    assert [each["suppressions"] for each in run["results"]] == [
        [],
        [{"kind": "inSource", "status": "accepted", "justification": "một bản nháp"}],
    ]
    rules = {rule["id"]: rule["help"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert rules["no-lead"].startswith("Quy tắc không ai chủ trì thì không ai làm")
    assert rules["no-lead"].endswith("# bỏ qua no-lead: lý do")


def test_without_silences_nothing_is_told_of_suppressions() -> None:
    (result,) = results(ReviewResult(RULE, "x", ("a",)))
    assert "suppressions" not in result
