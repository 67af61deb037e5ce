"""Workbooks and documents opened by LibreOffice, and looked at as pages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from dxplan.engine.findings import Report
from dxplan.report.renderer import Renderer
from dxplan.report.renderers import DOCX, XLSX

OFFICE, PICTURES, TEXTS = map(shutil.which, ("soffice", "pdftoppm", "pdftotext"))
pytestmark = [
    pytest.mark.xdist_group("office"),
    pytest.mark.skipif(
        None in (OFFICE, PICTURES, TEXTS), reason="needs LibreOffice and poppler-utils"
    ),
]


def as_pdf(content: bytes, name: str, folder: Path) -> Path:
    """What LibreOffice prints of a file, with a profile of its own."""
    (folder / name).write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--norestore",
         "--convert-to", "pdf", "--outdir", str(folder), str(folder / name)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return (folder / name).with_suffix(".pdf")


def read(pdf: Path) -> str:
    """Its text."""
    done = subprocess.run(
        [str(TEXTS), str(pdf), "-"], check=True, capture_output=True, encoding="utf-8"
    )
    return " ".join(done.stdout.split())


def pages(pdf: Path) -> list[Image.Image]:
    """The pages as pictures."""
    subprocess.run(
        [str(PICTURES), "-r", "40", "-png", str(pdf), str(pdf.with_suffix(""))], check=True
    )
    return [Image.open(path).convert("L") for path in sorted(pdf.parent.glob("*.png"))]


def ink(picture: Image.Image) -> float:
    """Which part of a page is dark."""
    shades = picture.histogram()
    return sum(shades[:128]) / sum(shades)


SAID = {
    "docx": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO",
             "Đơn vị chủ trì", "thiếu 12 tiết", "Nội dung chậm, chưa đạt và lý do", "Nơi nhận:"],
    "xlsx": ["Chỉ tiêu", "không đạt", "31/12/2025", "Sở Giáo dục và Đào tạo",
             "5200000027"],
}  # fmt: skip


@pytest.mark.parametrize("renderer", [DOCX, XLSX], ids=lambda each: each.name)
def test_it_opens_and_its_pages_hold_the_report(
    report: Report, tmp_path: Path, renderer: Renderer
) -> None:
    content = renderer.render(report, "vi")
    assert isinstance(content, bytes)
    pdf = as_pdf(content, f"report.{renderer.name}", tmp_path)
    found = read(pdf)
    said = SAID[renderer.name]
    assert [text for text in said if text not in found] == []
    pictures = pages(pdf)
    assert len(pictures) > 1
    across = [picture.width > picture.height for picture in pictures]
    assert set(across) == {renderer is XLSX}
    assert all(0.001 < ink(picture) < 0.3 for picture in pictures)
