"""Growth, upkeep, places and money as people read them, and as machines do."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import jsonschema
import pytest

from dxplan.engine.findings import Base, Finding, Report
from dxplan.plan.model import Change, Threshold, Timing
from dxplan.report.export import export
from dxplan.report.finding_text import base_text, gap_text, value_text
from dxplan.report.json_report import report_json
from dxplan.report.number_text import amount_text, exact_amount_text
from dxplan.report.rule_text import threshold_text
from dxplan.report.schemas import schema
from dxplan.report.time_text import timing_text
from dxplan.values.intervals import Interval
from dxplan.values.periods import day, year


def of(change: Change, unit: str = "%") -> Threshold:
    return Threshold(">=", None, unit=unit, change=change)


@pytest.mark.parametrize(
    ("threshold", "vietnamese", "english"),
    [
        (
            of(Change("decreases", Fraction(20), since=year(2022)), "count"),
            "giảm ít nhất 20% so với năm 2022",
            "shrinks by at least 20%, against 2022",
        ),
        (
            of(Change("increases", Fraction(10), Fraction(15)), "count"),
            "tăng từ 10% đến 15%",
            "grows by 10% to 15%",
        ),
        (
            of(Change("increases", Fraction(10), None, ">")),
            "tăng trên 10% (tương đối, không phải điểm phần trăm)",
            "grows by more than 10% of what it was",
        ),
        (
            of(Change("adds", Fraction(5))),
            "tăng thêm ít nhất 5 điểm phần trăm",
            "rises by at least 5 percentage points",
        ),
        (
            of(Change("drops", Fraction(5), None, "<="), "máy"),
            "giảm bớt không quá 5 máy",
            "falls by at most 5 máy",
        ),
        (
            of(Change("times", Fraction(2), since=year(2020)), "count"),
            "gấp ít nhất 2 lần so với năm 2020",
            "comes to at least 2 times what it was, against 2020",
        ),
        (
            of(Change("keeps", Fraction(1), since=year(2022))),
            "duy trì mức năm 2022",
            "keeps the level of 2022",
        ),
        (
            Threshold(">=", Fraction(95), word="MAINTAINS"),
            "duy trì ít nhất 95%",
            "keeps at least 95%",
        ),
        (
            Threshold(">=", Fraction(2), Fraction(5), word="MAINTAINS"),
            "duy trì từ 2% đến 5%",
            "keeps 2% to 5%",
        ),
        (
            Threshold(">=", None, from_parent=True, word="MAINTAINS"),
            "duy trì ít nhất mức cấp trên giao",
            "keeps at least the figure that a higher document sets",
        ),
        (Threshold("<=", Fraction(0), word="ELIMINATED"), "không còn", "none left"),
        (
            Threshold(">=", Fraction(28), Fraction(32), word="ABOUT"),
            "khoảng 30% ± 2%, hiểu là từ 28% đến 32%",
            "about 30% ± 2%, read as 28% to 32%",
        ),
        (Threshold("<=", Fraction(10), unit="rank"), "thuộc nhóm 10", "in the top 10"),
        (Threshold("=", Fraction(1), unit="rank"), "đúng hạng 1", "exactly rank 1"),
        (
            Threshold(">=", Fraction(1_500_000_000), unit="đồng"),
            "đạt 1,5 tỷ đồng",
            "at least 1.5 billion dong",
        ),
    ],
)
def test_thresholds(threshold: Threshold, vietnamese: str, english: str) -> None:
    assert threshold_text(threshold, "vi") == vietnamese
    assert threshold_text(threshold, "en") == english


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Fraction(999), "đồng", "999 đồng"),
        (Fraction(1500), "triệu đồng", "1,5 tỷ đồng"),
        (Fraction(2_340_000_000_000), "đồng", "2.340 tỷ đồng"),
        (Fraction(7), "rank", "hạng 7"),
        (Fraction(30), "count", "30"),
        (Fraction(30), "máy", "30 máy"),
    ],
)
def test_amounts_are_told_in_the_largest_unit_that_fits(
    value: Fraction, unit: str, text: str
) -> None:
    assert exact_amount_text(value, unit, "vi") == text
    assert amount_text(value, unit, "vi") == text


def test_money_stays_on_its_side_of_the_threshold() -> None:
    nearly, wanted = Fraction(1_499_999_999), Fraction(1_500_000_000)
    assert amount_text(nearly, "đồng", "en", [wanted]) == "1.499999999 billion dong"


@pytest.mark.parametrize(
    ("timing", "vietnamese", "english"),
    [
        (
            Timing("every", date(2022, 1, 1), None, "year"),
            "hằng năm từ năm 2022",
            "every year from 2022",
        ),
        (
            Timing("every", date(2022, 4, 1), date(2024, 12, 31), "quarter"),
            "hằng quý từ ngày 01/4/2022 đến hết năm 2024",
            "every quarter from 1 Apr 2022 to 2024",
        ),
        (
            Timing("from", None, date(2025, 12, 31)),
            "liên tục đến hết năm 2025",
            "all the time to the end of 2025",
        ),
        (
            Timing("from", date(2024, 1, 1), date(2024, 12, 31), span_of_days=year(2024)),
            "trong suốt năm 2024",
            "throughout 2024",
        ),
        (
            Timing(
                "from", date(2022, 7, 1), date(2025, 12, 31), span_of_days=day(date(2022, 7, 1))
            ),
            "từ ngày 01/7/2022 đến hết năm 2025",
            "from 1 Jul 2022 to 2025",
        ),
    ],
)
def test_times(timing: Timing, vietnamese: str, english: str) -> None:
    assert timing_text(timing, "vi") == vietnamese
    assert timing_text(timing, "en") == english


def growth(value: int, base: Interval | None, low: Fraction | None) -> Finding:
    change = Change("increases", Fraction(10), since=year(2022))
    return Finding(
        "target",
        "meeting_points.by.2024",
        "p",
        date(2024, 12, 31),
        "missed",
        value=Interval.exactly(value),
        threshold=Threshold(">=", low, unit="count", change=change),
        base=Base(base, year(2022), "data", 1, 2, ("B",)),
    )


def shown(finding: Finding) -> list[str]:
    assert finding.base is not None
    assert finding.threshold is not None
    return base_text(finding, finding.base, finding.threshold, "en")


def test_what_a_growth_comes_to_stands_beside_it() -> None:
    known = growth(50, Interval.exactly(Fraction(140, 3)), Fraction(154, 3))
    assert shown(known) == ["46.7 in 2022", "needed: at least 51.3"]
    on_the_line = growth(50, Interval.exactly(50), Fraction(50))
    assert shown(on_the_line) == ["50 in 2022", "needed: at least 50"]
    assert shown(growth(50, Interval(Fraction(40), Fraction(50)), None)) == ["40–50 in 2022"]
    assert shown(growth(50, None, None)) == []


def test_a_place_and_its_distance(report: Report) -> None:
    place = attrs.evolve(
        report.findings[0],
        value=Interval.exactly(7),
        threshold=Threshold("<=", Fraction(5), unit="rank"),
        gap=Fraction(2),
        gap_count=None,
    )
    target = report.plan.targets[0]
    assert value_text(place, "vi") == "hạng 7"
    assert gap_text(place, target, report.plan, "vi") == "vượt 2 bậc"
    spare = attrs.evolve(place, gap=Fraction(-1))
    assert gap_text(spare, target, report.plan, "en") == "1 place to spare"


def test_machines_are_told_the_change_and_its_base(report: Report) -> None:
    one = growth(50, Interval(Fraction(40), None), None)
    found = report_json(attrs.evolve(report, findings=(one,)), "en")
    jsonschema.validate(found, schema("report-1"))
    (finding,) = found["findings"]
    then = {"start": "2022-01-01", "end": "2022-12-31"}
    assert finding["threshold"] == {"relative": True, "unit": "count"}
    assert finding["change"] == {
        "kind": "increases",
        "comparator": ">=",
        "amount": "10",
        "to": None,
        "against": then,
    }
    assert finding["base"] == {
        "value": ["40", None],
        "period": then,
        "source": "data",
        "reported": 1,
        "expected": 2,
        "missing": ["B"],
    }


def test_an_exported_target_says_how_its_threshold_was_said(report: Report) -> None:
    first = report.plan.targets[0]
    ranked = attrs.evolve(first.indicator, per=Fraction(10000), ranked=True)
    thresholds = (
        of(Change("drops", Fraction(5), Fraction(8))),
        Threshold("<=", Fraction(0), word="ELIMINATED"),
    )
    targets = tuple(
        attrs.evolve(first, indicator=ranked, threshold=threshold) for threshold in thresholds
    )
    found = export(attrs.evolve(report.plan, targets=targets))
    jsonschema.validate(found, schema("plan-1"))
    assert found["targets"][0]["change"] == {
        "kind": "drops",
        "comparator": ">=",
        "amount": "5",
        "to": "8",
        "against": None,
    }
    assert found["targets"][1]["said"] == "eliminated"
    assert (found["indicators"][0]["per"], found["indicators"][0]["ranked"]) == ("10000", True)
