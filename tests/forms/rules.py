"""A small plan with everything that a form tells apart, and organisations for it."""

from __future__ import annotations

from collections.abc import Mapping

import dxplan
from dxplan.data.observations import Organisation
from dxplan.plan.model import Plan

RULES = """\
kế hoạch small "Kế hoạch nhỏ"
    văn bản "1/KH-UBND" của "UBND tỉnh" ngày 07/7/2022
    giai đoạn 2022 đến 2025

phân tổ level "Cấp học" {
    primary "tiểu học",
    secondary "trung học" { lower "THCS", upper "THPT" }
}
phân tổ tier "Loại đơn vị" của đơn vị báo cáo { office "phòng", school "trường" }
phân tổ secrecy "Độ mật" { ordinary "thường", classified "mật" }

số liệu lessons_online "Số tiết trực tuyến" theo level thời kỳ tính bằng "tiết"
    do school
số liệu lessons_total "Tổng số tiết" theo level thời kỳ tính bằng "tiết"
    do school
số liệu files_digital "Số hồ sơ điện tử" theo secrecy thời kỳ
số liệu files_total "Số hồ sơ" theo secrecy thời kỳ
số liệu spending "Chi cho chuyển đổi số" thời kỳ giá trị tính bằng "triệu đồng"
dấu hiệu has_website "Có trang thông tin điện tử"
    do school
số liệu pupils "Số học sinh" thời điểm

chỉ tiêu online_share "Tỉ trọng trực tuyến" = lessons_online / lessons_total
    giả định "Đo bằng số tiết."
chỉ tiêu files_share "Tỉ lệ hồ sơ điện tử" = files_digital / files_total
chỉ tiêu money "Số tiền" = spending
chỉ tiêu website_share "Tỉ lệ trường có trang" = tỉ lệ trường mà has_website
chỉ tiêu crowd "Quy mô" = pupils
"""
ONLINE = "online_share {members} đạt 5% đến năm 2025\n"
SCHOOL = Organisation("T1", "Trường một", members={"tier": frozenset({"school"})})


def plan_of(targets: str) -> Plan:
    return dxplan.load_text(RULES + targets)


def school(name: str, *levels: str, tier: str = "school") -> Organisation:
    members: dict[str, frozenset[str]] = {"tier": frozenset({tier})}
    if levels:
        members["level"] = frozenset(levels)
    return Organisation(name, f"Trường {name}", {}, members)


def register_of(*organisations: Organisation) -> Mapping[str, Organisation]:
    return {each.id: each for each in organisations}
