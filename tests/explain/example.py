"""A small province in which every verdict comes out, with its data as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dxplan.explain import Explanation
from dxplan.plan.model import Plan
from dxplan.session import Session, open_session
from dxplan.source import source_from_text

RULES = """\
kế hoạch vi_du "Kế hoạch ví dụ của tỉnh"
    văn bản "7/KH-SGDDT" của "Sở Giáo dục và Đào tạo" ngày 05/3/2024
    giai đoạn 2024 đến 2026
    cấp trên cap_tren

đơn vị so_gddt "Sở Giáo dục và Đào tạo" cấp tỉnh
đơn vị phong_gddt "Phòng Giáo dục và Đào tạo" cấp huyện đến hết 30/6/2025 chuyển cho so_gddt

phân tổ level "Cấp học" { primary | tiểu_học "tiểu học", secondary | trung_học "trung học" }

số liệu lessons_online "Số tiết dạy trực tuyến" theo level thời kỳ tính bằng "tiết"
số liệu lessons_total "Tổng số tiết" theo level thời kỳ tính bằng "tiết"
số liệu pupils "Số học sinh" thời điểm tính bằng "người"
số liệu recorded "Số học sinh có hồ sơ số" thời điểm tính bằng "người"
số liệu rooms "Số phòng máy" thời điểm tính bằng "phòng"
số liệu answers "Số phiếu khảo sát" thời kỳ tính bằng "phiếu"
số liệu satisfied "Số phiếu hài lòng" thời kỳ tính bằng "phiếu"
số liệu banks "Số môn có ngân hàng câu hỏi" thời điểm tính bằng "môn"
số liệu subjects "Số môn học" thời điểm tính bằng "môn"
dấu hiệu website "Có trang thông tin điện tử"
sự kiện portal "Cổng dịch vụ trực tuyến đã mở"

chỉ tiêu online_share "Tỉ trọng dạy học trực tuyến" = lessons_online / lessons_total
    giả định "Đo nội dung bằng số tiết."
chỉ tiêu recorded_share "Tỉ lệ học sinh có hồ sơ số" = recorded / pupils
chỉ tiêu room_count "Số phòng máy toàn tỉnh" = rooms
chỉ tiêu pupils_per_room "Số học sinh trên một phòng máy" = pupils trên mỗi rooms
chỉ tiêu website_share "Tỉ lệ trường có trang thông tin điện tử" = tỉ lệ trường mà website
chỉ tiêu satisfaction "Tỉ lệ phiếu hài lòng" = satisfied / answers
chỉ tiêu bank_share "Tỉ lệ môn có ngân hàng câu hỏi" = banks / subjects

online_share tiểu_học đạt 5% đến năm 2025
    chủ trì phong_gddt
    phối hợp so_gddt
    căn cứ "II.1"
online_share tiểu_học đạt 8% đến năm 2026
    chủ trì so_gddt
    căn cứ "II.1"
website_share đạt 50% đến năm 2025
    chủ trì so_gddt
    căn cứ "II.2"
recorded_share trên 80% đến năm 2025
    chủ trì so_gddt
    căn cứ "II.3"
recorded_share đạt 90% đến năm 2026
    chủ trì so_gddt
    căn cứ "II.3"
online_share trung_học đạt 20% đến năm 2026
    hiện trạng 4% trong năm 2023
    chủ trì so_gddt
    căn cứ "II.4"
online_share trung_học không quá 30% đến năm 2026
    hiện trạng 60% trong năm 2023
    chủ trì so_gddt
    căn cứ "II.4"
room_count đạt 12 đến năm 2026
    chủ trì so_gddt
    căn cứ "II.5"
bank_share đạt 100% đến năm 2025
    chủ trì so_gddt
    căn cứ "II.6"
satisfaction đạt 80% đến năm 2025
    chủ trì so_gddt
    căn cứ "II.7"
website_share đạt 100% trong năm 2024 khi portal
    chủ trì so_gddt
    căn cứ "II.8"
satisfaction đạt cấp trên trong năm 2024
    chủ trì so_gddt
    căn cứ "II.9"
pupils_per_room không quá 45 đến năm 2025
    chủ trì so_gddt
    căn cứ "II.10"
miễn room_count đến hết 30/6/2024 vì "đang sửa chữa các phòng máy" căn cứ "12/CV-SGDDT"

nhiệm vụ plan_review "Sơ kết kế hoạch" trước ngày 20/6/2025
    do phong_gddt
    căn cứ "III.1"
nhiệm vụ upkeep "Duy trì hệ thống"
    chủ trì so_gddt
định kỳ quarterly_report "Báo cáo tiến độ" hằng quý trước ngày 20 tháng cuối
    do so_gddt, van_phong
    căn cứ "III.2"
đơn vị van_phong "Văn phòng Sở"

kiểm tra satisfied <= answers "Số phiếu hài lòng không vượt số phiếu khảo sát"
"""

REGISTER = """\
id,name,level,district,pupils
A,Trường Tiểu học Hoa Sen,primary,Đông,400
B,Trường Tiểu học Kim Đồng,primary,Đông,350
C,Trường Tiểu học Lê Lợi,primary,Tây,300
G,Trường Tiểu học Quang Trung,primary,Tây,280
D,Trường THCS Nguyễn Du,secondary,Tây,500
E,Trường THCS Trần Phú,secondary,Tây,450
"""

LESSONS = """\
school,period,level,lessons_online,lessons_total
A,2025,primary,30,1000
B,2025,primary,26,900
C,2025,primary,37,1100
G,2025,primary,72,1000
D,2025,secondary,180,1200
E,2025,secondary,170,1100
"""

FIGURES = """\
school,period,pupils,recorded,rooms,website,answers,satisfied,satisfaction
A,2025,400,380,2,có,60,50,
B,2025,350,300,2,có,50,41,
C,2025,300,210,1,không,40,36,
G,2025,280,270,1,có,30,27,
D,2025,500,400,3,có,80,70,"95%"
E,2025,,,,không,,,
"""

EVENTS = """\
rule,date,period,unit
plan_review,2025-06-24,,phong_gddt
quarterly_report,2025-09-15,Q3/2025,so_gddt
quarterly_report,2025-12-12,Q4/2025,so_gddt
quarterly_report,2025-12-18,Q4/2025,van_phong
portal,2025-02-01,,
"""

FILES = ["lessons.csv", "figures.csv"]
END = date(2025, 12, 31)

# Which rule comes out how: by verdict, the id and the day of the check.
VERDICTS = {
    "missed": ("online_share.primary.by.2025", END),
    "met": ("website_share.by.2025", END),
    "undetermined": ("recorded_share.by.2025", END),
    "on_track": ("online_share.secondary.by.2026", END),
    "behind": ("online_share.primary.by.2026", END),
    "not_due": ("room_count.by.2026", END),
    "no_data": ("bank_share.by.2025", END),
    "conflict": ("satisfaction.by.2025", END),
    "not_applicable": ("website_share.in.2024", END),
    "unset": ("satisfaction.in.2024", END),
    "waived": ("room_count.by.2026", date(2024, 6, 15)),
}


def session() -> Session:
    return open_session(entry_points=False)


def plan(rules: str = RULES) -> Plan:
    outcome = session().load_source(source_from_text(rules, "vi_du.dxplan"))
    assert outcome.ok, [each.message() for each in outcome.diagnostics]
    return outcome.value


def write(folder: Path, *, figures: str = FIGURES) -> None:
    """The data files, in a folder that the caller is in."""
    texts = {
        "lessons.csv": LESSONS,
        "figures.csv": figures,
        "register.csv": REGISTER,
        "events.csv": EVENTS,
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))


def explained(rule: str, as_of: date = END, **more: Any) -> Explanation:
    """The explanation of a rule over the files of the folder that the caller is in."""
    files = {"register": "register.csv", "events": "events.csv", **more}
    return session().explain(plan(), rule, FILES, as_of=as_of, **files)
