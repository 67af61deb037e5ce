"""Rules of the less simple kinds, with data as files: growth, groups, conditions, levels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dxplan.explain import Explanation
from tests.explain.example import END, plan, session

RULES = """\
kế hoạch vi_du "Kế hoạch ví dụ của tỉnh"
    văn bản "7/KH-SGDDT" của "Sở Giáo dục và Đào tạo" ngày 05/3/2024
    giai đoạn 2024 đến 2026

số liệu rooms "Số phòng họp trực tuyến" thời điểm tính bằng "phòng"
số liệu recorded "Số học sinh có hồ sơ số" thời điểm tính bằng "học sinh"
số liệu pupils "Số học sinh" thời điểm tính bằng "học sinh"
số liệu spent "Kinh phí đã chi" thời kỳ giá trị tính bằng "đồng"
số liệu budget "Kinh phí được giao" thời kỳ giá trị tính bằng "đồng"
số liệu dti_rank "Thứ hạng chuyển đổi số" thứ hạng

chỉ tiêu recorded_share "Tỉ lệ học sinh có hồ sơ số" = recorded / pupils
chỉ tiêu room_count "Số phòng họp trực tuyến" = rooms
chỉ tiêu rooms_per_pupils "Số phòng họp trên 1.000 học sinh" = rooms trên mỗi 1000 pupils
chỉ tiêu spent_share "Tỉ lệ giải ngân" = spent / budget
chỉ tiêu dti_place "Thứ hạng chuyển đổi số" = dti_rank
chỉ tiêu with_rooms "Tỉ lệ xã có phòng họp trực tuyến" = tỉ lệ xã mà rooms >= 2

recorded_share tăng 20% so với năm 2024 đến năm 2025
recorded_share đạt 60% ở mỗi xã đến năm 2025
room_count tăng thêm 3 so với năm 2023 trong năm 2025
with_rooms đạt 70% đến năm 2025
rooms_per_pupils đạt 5 đến năm 2025
spent_share trên 80% trong năm 2025
dti_place thuộc nhóm 10 đến năm 2025
room_count đạt 9 đến năm 2025 khi recorded_share >= 90%

thang điểm muc_do "Mức độ chuyển đổi số"
    nhóm day_hoc "Dạy học" {
        tc_1 "Có kế hoạch" bắt buộc, tc_2 "Học liệu" 60 điểm, tc_3 "Hạ tầng" 40 điểm
    }
    mức chua "chưa đáp ứng" dưới 50
    mức co_ban "đáp ứng cơ bản" từ 50 đến 75
    mức tot "đáp ứng tốt" trên 75
    không đạt tiêu chí bắt buộc thì xếp chua
"""

REGISTER = """\
id,name,commune,pupils
A,Trường Tiểu học Hoa Sen,An Phú,400
B,Trường Tiểu học Kim Đồng,An Phú,350
C,Trường Tiểu học Lê Lợi,Bình Lâm,300
D,Trường THCS Nguyễn Du,Cát Tân,500
"""

FIGURES = """\
school,period,rooms,recorded,pupils,spent,budget
A,2024,1,200,400,,
B,2024,0,150,350,,
C,2024,1,100,300,,
D,2024,2,300,500,,
A,2025,1,280,400,1200000000,1500000000
B,2025,1,210,350,300000000,900000000
C,2025,1,120,300,50000000,60000000
D,2025,2,350,500,100000000,100000000
"""

PLACES = "đơn vị,kỳ,Thứ hạng chuyển đổi số\nA,2025,13\n"

CRITERIA = """\
school,period,tc_1,tc_2,tc_3
A,2025,không,45,"20,5"
B,2025,có,30,20
C,2025,có,30,
"""

KINDS = {
    "growth": {"rule": "recorded_share.increases.against.2024.by.2025"},
    "base_missing": {"rule": "room_count.adds.against.2023.in.2025"},
    "each_commune": {"rule": "recorded_share.each.commune.by.2025"},
    "share_of_communes": {"rule": "with_rooms.by.2025"},
    "per_thousand": {"rule": "rooms_per_pupils.by.2025"},
    "money": {"rule": "spent_share.in.2025"},
    "place": {"rule": "dti_place.by.2025"},
    "condition": {"rule": "room_count.by"},
    "level_gate": {"rule": "muc_do.day_hoc", "organisation": "A"},
    "level_points": {"rule": "muc_do.day_hoc", "organisation": "B"},
    "level_open": {"rule": "muc_do.day_hoc", "organisation": "C"},
}


def write(folder: Path) -> None:
    texts = {
        "further.csv": REGISTER,
        "figures.csv": FIGURES,
        "places.csv": PLACES,
        "criteria.csv": CRITERIA,
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))


def explained(kind: str, **more: Any) -> Explanation:
    options: dict[str, Any] = {"register": "further.csv", **KINDS[kind], **more}
    files = ["figures.csv", "places.csv", "criteria.csv"]
    return session().explain(plan(RULES), options.pop("rule"), files, as_of=END, **options)
