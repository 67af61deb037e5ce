"""A plan and a report made by hand, so that neither parser nor engine has a say in these tests."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from dxplan.data.problems import Problem
from dxplan.engine.findings import Finding, Report
from dxplan.plan.model import (
    Document,
    Duty,
    Fact,
    Holds,
    Indicator,
    Measure,
    Plan,
    Recurrence,
    Sum,
    Tally,
    Target,
    Task,
    Threshold,
    Timing,
    Unit,
)
from dxplan.source import Source, Span, source_from_text
from dxplan.values.intervals import Interval
from dxplan.values.periods import Period, day, quarter, year
from dxplan.values.scopes import Dimension, Member, Scope

SO_GDDT = Unit("so_gddt", "Sở Giáo dục và Đào tạo", "province")
SO_KHCN = Unit("so_khcn", "Sở Khoa học và Công nghệ", "province")
SO_TTTT = Unit(
    "so_tttt", "Sở Thông tin và Truyền thông", "province",
    until=date(2025, 2, 28), successors=("so_khcn",),
)  # fmt: skip
VAN_PHONG = Unit("van_phong", "Văn phòng Sở")

PRIMARY = Member("level", "primary", "tiểu học", alias="tiểu_học")
CLASSIFIED = Member("secrecy", "classified", "mật")

ONLINE = Indicator(
    "online_share",
    "share",
    Sum(((Fraction(1), "lessons_online", None),)),
    Sum(((Fraction(1), "lessons_total", None),)),
    title="Tỉ trọng nội dung chương trình triển khai trực tuyến",
    assumptions=("Đo nội dung bằng số tiết.",),
)
WEBSITES = Indicator(
    "website_share", "share", Tally(Holds("has_website"), ("has_website",)), Tally(None),
    title="Tỉ lệ cơ sở giáo dục có trang thông tin điện tử",
)  # fmt: skip
POINTS = Indicator(
    "meeting_points", "count", Sum(((Fraction(1), "points", None),)), Sum((), Fraction(1)),
    title="Số điểm cầu họp trực tuyến",
)  # fmt: skip

RULES = source_from_text(
    'kế hoạch binh_dinh "Chuyển đổi số"\n\nonline_share tiểu_học đạt 5% đến năm 2025\n',
    "/srv/rules/binh_dinh.dxplan",
)


def place(source: Source, text: str) -> Span:
    """The first place where a text stands."""
    start = source.text.index(text)
    return Span(source, start, start + len(text))


def make_targets() -> tuple[Target, ...]:
    return (
        Target(
            "online_share.primary.by.2025", ONLINE, Scope({"level": "primary"}),
            Threshold(">=", Fraction(5)),
            Timing("by", end=date(2025, 12, 31), span_of_days=year(2025)),
            lead=(SO_GDDT,), cooperating=(SO_TTTT,), cite="II.2.a",
            span=place(RULES, "online_share tiểu_học đạt 5% đến năm 2025"),
        ),
        Target(
            "website_share.before.2024-06-20", WEBSITES, Scope(), Threshold(">", Fraction("62.5")),
            Timing("before", end=date(2024, 6, 19), span_of_days=day(date(2024, 6, 19))),
            lead=(SO_GDDT, VAN_PHONG), excluded=(CLASSIFIED,),
            when=Holds("portal_live"), when_text="portal_live",
        ),
        Target(
            "online_share.in.2024-Q2", ONLINE, Scope(),
            Threshold(">=", Fraction(2), Fraction(5)),
            Timing("in", quarter(2024, 2).start, quarter(2024, 2).end, None, quarter(2024, 2)),
            lead=(SO_GDDT,),
        ),
        Target(
            "meeting_points.from.2024-04-01", POINTS, Scope(),
            Threshold(">=", Fraction(30), unit="điểm"), Timing("from", date(2024, 4, 1)),
            lead=(VAN_PHONG,),
        ),
        Target(
            "online_share.every.year", ONLINE, Scope(),
            Threshold(">=", None, from_parent=True), Timing("every", step="year"), lead=(SO_GDDT,),
        ),
    )  # fmt: skip


def make_plan() -> Plan:
    return Plan(
        "binh_dinh",
        "Chuyển đổi số ngành Giáo dục tỉnh Bình Định",
        Document("95/KH-UBND", "UBND tỉnh Bình Định", day(date(2022, 7, 7))),
        Period(date(2022, 1, 1), date(2025, 12, 31)),
        parent="national.qd_131",
        territory="Bình Định",
        dimensions={
            "level": Dimension("level", members=(PRIMARY,)),
            "secrecy": Dimension("secrecy", members=(CLASSIFIED,)),
        },
        measures={
            "lessons_online": Measure(
                "lessons_online", "Số tiết dạy học trực tuyến", flow=True, measured_in="tiết"
            ),
            "lessons_total": Measure("lessons_total", "Tổng số tiết", flow=True),
            "has_website": Measure("has_website", "Có trang thông tin điện tử", kind="flag"),
            "points": Measure("points", "Số điểm cầu", measured_in="điểm"),
        },
        facts={"portal_live": Fact("portal_live", "Cổng dịch vụ công đã mở")},
        indicators={"online_share": ONLINE, "website_share": WEBSITES, "meeting_points": POINTS},
        units={unit.name: unit for unit in (SO_GDDT, SO_TTTT, SO_KHCN, VAN_PHONG)},
        targets=make_targets(),
        tasks=(
            Task(
                "self_assessment", "Tự đánh giá, đánh giá ngoài",
                Timing("before", end=date(2024, 6, 19)), lead=(VAN_PHONG,), cite="III.1",
            ),
            Task("upkeep", "Duy trì nền tảng số", Timing("always"), lead=(SO_GDDT,)),
        ),
        duties=(
            Duty(
                "quarterly_report", "Báo cáo tiến độ", Recurrence("quarter", 20, inclusive=False),
                lead=(), by=(SO_GDDT,), to=(SO_TTTT,), cite="IV.2",
            ),
        ),
        language="vi",
    )  # fmt: skip


def exactly(value: int | str) -> Interval:
    return Interval.exactly(Fraction(value))


def make_findings(plan: Plan) -> tuple[Finding, ...]:
    share, websites, ranged, points, parent = plan.targets
    due = date(2025, 12, 31)
    return (
        Finding(
            "target", share.id, "binh_dinh", due, "missed", deadline=due,
            numerator=exactly(488), denominator=exactly(10000), value=exactly("4.88"),
            threshold=share.threshold, gap=Fraction("0.12"), gap_count=12,
            reported=627, expected=627, lead=(SO_GDDT,), cooperating=(SO_KHCN,), ended=(SO_TTTT,),
            cite="II.2.a",
        ),
        Finding(
            "target", websites.id, "binh_dinh", date(2024, 6, 19), "met",
            deadline=date(2024, 6, 19), numerator=exactly(8), denominator=exactly(12),
            value=exactly("200/3"), threshold=websites.threshold, gap=Fraction("-25/6"),
            gap_count=0, reported=12, expected=12, lead=(SO_GDDT, VAN_PHONG),
        ),
        Finding(
            "target", websites.id, "binh_dinh", due, "missed", deadline=date(2024, 6, 19),
            relapse=True, numerator=exactly(5), denominator=exactly(8), value=exactly("62.5"),
            threshold=websites.threshold, gap=Fraction(0), gap_count=1, on_line=True,
            reported=8, expected=12, missing=tuple(f"52{n:08}" for n in range(1, 5)),
            lead=(SO_GDDT, VAN_PHONG),
        ),
        Finding(
            "target", ranged.id, "binh_dinh", date(2024, 6, 30), "undetermined",
            numerator=Interval(Fraction(41), Fraction(63)), denominator=exactly(1000),
            value=Interval(Fraction("4.1"), Fraction("6.3")), threshold=ranged.threshold,
            reported=600, expected=627, missing=tuple(f"52{n:08}" for n in range(1, 28)),
            lead=(SO_GDDT,),
        ),
        Finding(
            "target", points.id, "binh_dinh", date(2025, 3, 31), "missed",
            value=exactly(28), threshold=points.threshold, gap=Fraction(2), gap_count=2,
            numerator=exactly(28), denominator=exactly(1), reported=3, expected=3,
            lead=(VAN_PHONG,),
        ),
        Finding(
            "target", points.id, "binh_dinh", due, "met", value=exactly(1234),
            threshold=points.threshold, gap=Fraction(-1204), gap_count=-1204,
            numerator=exactly(1234), denominator=exactly(1), reported=3, expected=3,
            lead=(VAN_PHONG,),
        ),
        Finding(
            "target", parent.id, "binh_dinh", due, "unset", value=exactly("4.88"),
            threshold=parent.threshold, reported=627, expected=627, lead=(SO_GDDT,),
        ),
        Finding(
            "task", "self_assessment", "binh_dinh", date(2024, 6, 19), "met",
            deadline=date(2024, 6, 19), lead=(VAN_PHONG,), cite="III.1",
            notes=(("done-on", (("date", "2024-06-05"),)),),
        ),
        Finding("task", "upkeep", "binh_dinh", due, "no_data", lead=(SO_GDDT,)),
        Finding(
            "duty", "quarterly_report", "binh_dinh", date(2025, 9, 19), "missed",
            deadline=date(2025, 9, 19), lead=(SO_GDDT,), expected=1, missing=("so_gddt",),
            notes=(("duty-for", (("period", "2025-07-01/2025-09-30"),)),),
        ),
        Finding(
            "duty", "quarterly_report", "binh_dinh", date(2025, 12, 19), "met",
            deadline=date(2025, 12, 19), lead=(SO_GDDT,), expected=1, reported=1,
            notes=(("duty-for", (("period", "2025-10-01/2025-12-31"),)),),
        ),
    )  # fmt: skip


@pytest.fixture
def plan() -> Plan:
    return make_plan()


@pytest.fixture
def report(plan: Plan) -> Report:
    return Report(plan, date(2025, 12, 31), make_findings(plan))


@pytest.fixture
def problems(monkeypatch: pytest.MonkeyPatch) -> tuple[Problem, ...]:
    """Problems whose texts do not depend on the catalogue."""
    from dxplan.messages import catalogue

    texts = {
        "en": "`{text}` is not a number", "vi": "`{text}` không phải là số",
        "help_en": "write digits only", "help_vi": "chỉ ghi chữ số",
    }  # fmt: skip
    problem = Problem("not-a-number", "a.xlsx", "Sheet1", "C10", {"text": "mười"})
    known = catalogue("problems")
    monkeypatch.setattr(
        "dxplan.data.problems.catalogue", lambda name: {**known, "not-a-number": texts}
    )
    return (problem, attrs.evolve(problem, cell="C9"), attrs.evolve(problem, cell="B9"))
