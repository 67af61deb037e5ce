"""Two plans and what the analyser may have found out about them, made by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

import dxplan
from dxplan.analysis.results import Counted, Counterexample, Refined, Refinement, Undecided
from dxplan.data.observations import Cell, Event, Observations
from dxplan.engine.findings import Verdict
from dxplan.plan.model import Plan, Target
from dxplan.values.periods import year

WORDS = """
phân tổ level "Cấp học" { primary | tiểu_học "tiểu học", secondary | trung_học "trung học" }

số liệu lessons_online "Số tiết trực tuyến" theo level thời kỳ
số liệu lessons_total "Tổng số tiết" theo level thời kỳ
số liệu learners "Số người học"
số liệu records "Số hồ sơ số"
số liệu spots "Số điểm cầu" tính bằng "điểm"
số liệu spent "Chi cho chuyển đổi số" thời kỳ tính bằng "triệu đồng"
số liệu budget "Tổng chi" thời kỳ tính bằng "triệu đồng"
dấu hiệu has_website "Có trang thông tin điện tử"
sự kiện portal "Cổng dịch vụ công đã mở"

chỉ tiêu online_share "Tỉ trọng dạy học trực tuyến" = lessons_online / lessons_total
chỉ tiêu record_share "Tỉ lệ người học có hồ sơ số" = records / learners
chỉ tiêu website_share "Tỉ lệ trường có trang thông tin" = tỉ lệ trường mà has_website
chỉ tiêu meeting_points "Số điểm cầu" = spots
chỉ tiêu spending "Tỉ lệ chi chuyển đổi số" = spent / budget
"""
PARENT = f"""kế hoạch tinh "Kế hoạch của tỉnh"
    văn bản "95/KH-UBND" của "UBND tỉnh" ngày 07/7/2022
    giai đoạn 2022 đến 2026
đơn vị so_gddt "Sở Giáo dục và Đào tạo" cấp tỉnh
{WORDS}
online_share tiểu_học đạt 5%, trung_học đạt 10% đến năm 2025
    chủ trì so_gddt
    căn cứ "II.2.a"
record_share đạt 80% đến năm 2025
    chủ trì so_gddt
website_share đạt 90% đến năm 2025
    căn cứ "II.3"
meeting_points tối thiểu 30 đến năm 2025
spending từ 1% đến 2% hằng năm
record_share đạt 100% đến năm 2026
website_share đạt 95% đến năm 2026 khi portal
    chủ trì so_gddt
"""
CHILD = f"""kế hoạch huyen "Kế hoạch của huyện"
    giai đoạn 2022 đến 2025
    cấp trên tinh
đơn vị phong "Phòng Giáo dục và Đào tạo" cấp huyện đến hết 30/6/2025 chuyển cho xa
đơn vị xa "Ủy ban nhân dân cấp xã" cấp xã
{WORDS}
online_share tiểu_học đạt 4% đến năm 2025
    chủ trì phong
online_share trung_học đạt 12% đến năm 2025
    căn cứ "I.1"
record_share đạt 80% đến năm 2026
    chủ trì phong
meeting_points tối thiểu 30 đến năm 2025
    chủ trì phong
spending từ 0.5% đến 1.5% hằng năm
    chủ trì phong
"""
LAST = date(2025, 12, 31)


def targets(plan: Plan) -> dict[str, Target]:
    return {target.id: target for target in plan.targets}


def counted(plan: Plan, rule: str, top: str, below: str, verdict: Verdict) -> Counted:
    found = targets(plan)[rule]
    return Counted(plan.id, found, LAST, year(2025), Fraction(top), Fraction(below), verdict)


def cells(**values: int) -> Observations:
    """Reports of one school over 2025."""
    given = tuple(Cell("A", year(2025), name, Fraction(value)) for name, value in values.items())
    return Observations(given, events=(Event("portal", date(2025, 1, 1)),))


def make_plans() -> tuple[Plan, Plan]:
    parent = dxplan.load_text(PARENT, "/srv/rules/tinh.dxplan")
    return dxplan.load_text(CHILD, "plans/huyện mới.dxplan"), parent


def make_refinement() -> Refinement:
    """One target of the parent for everything that a child may make of it."""
    child, parent = make_plans()
    asked, given = targets(parent), targets(child)
    kept = counted(child, "online_share.primary.by.2025", "4", "100", "met")
    weaker = Counterexample(
        LAST,
        counted(parent, "online_share.primary.by.2025", "4", "100", "missed"),
        (
            kept,
            counted(child, "online_share.secondary.by.2025", "3", "25", "met"),
            counted(child, "record_share.by.2026", "1/2", "3", "not_due"),
            counted(child, "meeting_points.by.2025", "30", "1", "met"),
            counted(child, "spending.every.year", "1500000", "150000000", "met"),
        ),
        (("portal", False),),
        cells(lessons_online=4, lessons_total=100),
    )
    forth = Counterexample(
        LAST,
        counted(parent, "spending.every.year", "1500000", "300000000", "missed"),
        (counted(child, "spending.every.year", "1500000", "300000000", "met"),),
    )
    back = Counterexample(
        LAST,
        counted(child, "spending.every.year", "2", "100", "missed"),
        (counted(parent, "spending.every.year", "2", "100", "met"),),
    )
    results = (
        Refined(
            asked["online_share.primary.by.2025"], "weaker",
            (given["online_share.primary.by.2025"],), weaker,
        ),
        Refined(
            asked["online_share.secondary.by.2025"], "stricter",
            (given["online_share.secondary.by.2025"],), unled=True,
        ),
        Refined(
            asked["record_share.by.2025"], "weaker", (given["record_share.by.2026"],),
            postponed=True,
        ),
        Refined(asked["website_share.by.2025"], "not_covered"),
        Refined(
            asked["meeting_points.by.2025"], "restated", (given["meeting_points.by.2025"],)
        ),
        Refined(
            asked["spending.every.year"], "incomparable", (given["spending.every.year"],),
            forth, back,
        ),
        Refined(
            asked["record_share.by.2026"], "not_decided", (given["record_share.by.2026"],),
            undecided=Undecided("solver-gave-up"), outside=True,
        ),
        Refined(
            asked["website_share.by.2026.when.portal"], "not_decided",
            undecided=Undecided("rests-on-a-scale"), outside=True,
        ),
    )  # fmt: skip
    left_out = (
        Undecided("no-number", (), given["meeting_points.by.2025"]),
        Undecided("rests-on-a-scale"),
    )
    return Refinement(child, parent, results, left_out=left_out)


def make_contradictory() -> Refinement:
    """A child whose rules cannot all be kept, so that everything follows from them."""
    child, parent = make_plans()
    first = parent.targets[0]
    by = child.targets[:2]
    return Refinement(child, parent, (Refined(first, "stricter", by),), contradictory=by)


def make_faithful() -> Refinement:
    """A child that restates everything."""
    child, parent = make_plans()
    given = targets(child)["meeting_points.by.2025"]
    results = (Refined(targets(parent)["meeting_points.by.2025"], "restated", (given,)),)
    return Refinement(child, parent, results)


def hostile(plan: Plan, title: str) -> Plan:
    """A plan whose every title and citation is a text."""
    rules = tuple(
        attrs.evolve(
            rule, cite=title, indicator=attrs.evolve(rule.indicator, title=title),
            lead=tuple(attrs.evolve(unit, title=title) for unit in rule.lead),
        )
        for rule in plan.targets
    )  # fmt: skip
    return attrs.evolve(plan, title=title, targets=rules)
