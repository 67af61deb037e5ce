"""A folder with a small plan and its figures, and a way to run commands in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from dxplan.cli import main

SMALL = """\
# Kế hoạch dùng để thử dòng lệnh.
kế hoạch small "Kế hoạch nhỏ"
    văn bản "1/KH-UBND" của "UBND tỉnh" ngày 07/7/2022
    giai đoạn 2022 đến 2025

đơn vị so_gddt "Sở Giáo dục và Đào tạo" cấp tỉnh
đơn vị phong_gddt "Phòng Giáo dục và Đào tạo" cấp huyện đến hết 30/6/2025 chuyển cho so_gddt

phân tổ level "Cấp học" { primary | tiểu_học "tiểu học", secondary | trung_học "trung học" }

số liệu lessons_online "Số tiết trực tuyến" theo level thời kỳ tính bằng "tiết"
số liệu lessons_total "Tổng số tiết" theo level thời kỳ tính bằng "tiết"

chỉ tiêu online_share "Tỉ trọng dạy học trực tuyến" = lessons_online / lessons_total
    giả định "Đo nội dung bằng số tiết."

online_share tiểu_học đạt 5%, trung_học trên 10% đến năm 2025
    chủ trì so_gddt
    phối hợp phong_gddt
    căn cứ "II.2.a"

nhiệm vụ self_assessment "Tự đánh giá" trước ngày 20/6/2024
    chủ trì so_gddt

định kỳ quarterly_report "Báo cáo tiến độ" hằng quý trước ngày 20 tháng cuối
    do phong_gddt gửi so_gddt
    chủ trì phong_gddt
"""

BROKEN = """\
kế hoạch broken "Kế hoạch lỗi"

số liệu a thời kỳ
số liệu b thời kỳ
chỉ tiêu x = a / b
chỉ tiêu x = b / a
y đạt 5% đến năm 2025
x => 5% đến năm 2025
"""

# Of primary lessons 5.5% are online (at least 5% are asked for), of secondary ones 12% (over 10%).
FIGURES = """\
school,period,level,lessons_online,lessons_total
A,2025,primary,30,600
A,2025,secondary,60,500
B,2025,primary,36,600
B,2025,secondary,60,500
"""


@attrs.frozen
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in; its files have LF line ends everywhere."""
    files = {"small.dxplan": SMALL, "broken.dxplan": BROKEN, "figures.csv": FIGURES}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode("utf-8"))
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process."""

    def call(*arguments: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = main(list(arguments))
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call
