"""JUnit XML as build servers read it."""

from __future__ import annotations

from xml.etree import ElementTree

import attrs

from dxplan.engine.findings import Report
from dxplan.report.junit import render

ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testsuite": {"name", "timestamp", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"name", "classname", "time"},
    "failure": {"message", "type"},
    "skipped": {"message"},
}
PARENTS = {
    "testsuite": "testsuites", "testcase": "testsuite", "failure": "testcase",
    "skipped": "testcase",
}  # fmt: skip


def parsed(report: Report) -> ElementTree.Element:
    return ElementTree.fromstring(render(report, "en").encode("utf-8"))


def test_the_structure_is_that_of_junit(report: Report) -> None:
    root = parsed(report)
    assert root.tag == "testsuites"
    for parent in root.iter():
        assert set(parent.attrib) == ATTRIBUTES[parent.tag]
        for child in parent:
            assert PARENTS[child.tag] == parent.tag


def test_what_was_missed_fails_and_what_is_open_is_skipped(report: Report) -> None:
    targets, work = parsed(report)
    found = {
        case.attrib["classname"].split(" / ")[1]: [child.tag for child in case] for case in targets
    }
    assert found == {
        "online_share.primary.by.2025": ["failure"],
        "website_share.before.2024-06-20": ["failure"],
        "online_share.in.2024-Q2": ["skipped"],
        "meeting_points.from.2024-04-01": [],
        "online_share.every.year": ["skipped"],
    }
    assert [[child.tag for child in case] for case in work] == [[], ["skipped"], []]


def test_the_counts_are_those_of_the_cases(report: Report) -> None:
    root = parsed(report)
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["skipped"]) == (
        "8", "2", "3",
    )  # fmt: skip
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite)
        for counted, tag in (("failures", "failure"), ("skipped", "skipped")):
            assert int(suite.attrib[counted]) == len(suite.findall(f".//{tag}"))


def test_a_failure_says_what_was_reached_and_who_leads(report: Report) -> None:
    failure = parsed(report).find(".//failure")
    assert failure is not None
    assert failure.attrib["message"] == "missed; 0.1 points short; 12 tiết short"
    assert "achieved: 4.9%" in str(failure.text)
    assert "reports: 627 of 627" in str(failure.text)


def test_groups_are_suites_of_their_own(report: Report) -> None:
    first = report.findings[0]
    of_group = attrs.evolve(first, by="district", organisation="x<&>")
    root = parsed(attrs.evolve(report, findings=(first, of_group)))
    assert [suite.attrib["name"].split(": ")[1] for suite in root] == ["Targets", "Targets · x<&>"]
    assert root[1][0].attrib["classname"] == "binh_dinh / x<&> / online_share.primary.by.2025"
