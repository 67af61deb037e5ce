"""The officers' pages on messages, in Vietnamese, from the texts of the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import message_pages

from dxplan import RuleError, format_text
from dxplan.messages import catalogue

DIAGNOSTICS = """
# Thông báo về quy tắc

Mọi điều dxplan có thể nói về tệp quy tắc, xếp theo mã. **Lỗi** làm cho quy tắc chưa dùng được (mã
thoát 2); **cảnh báo** và **lưu ý** thì không. Chữ trong ngoặc nhọn được thay bằng tên, số hoặc
đoạn văn bản đang xét. Ví dụ đứng sau các khai báo trong
[`tests/language/prelude.dxplan`](../../tests/language/prelude.dxplan) và đều được chạy thử. Ví dụ
nào viết sai đến mức không đọc được thì giữ nguyên từ khóa như trong bản [tiếng
Anh](../reference/diagnostics.md); tên khai báo cũng giữ nguyên.
"""
PROBLEMS = """
# Thông báo về số liệu

Mọi điều dxplan có thể nói về tệp số liệu, xếp theo mã. Mỗi thông báo kèm tên tệp, trang tính và
ô. Chữ trong ngoặc nhọn được thay bằng nội dung của ô, tên cột hoặc số đang xét. Dòng có vấn đề
không được đưa vào tổng; chương trình không đoán số.
"""
HEADINGS = {
    "": "",
    "reading a statement": "Đọc câu quy tắc",
    "sentences as plans write them": "Câu viết như trong văn bản",
    "numbers and dates": "Số và ngày",
    "names": "Tên",
    "meaning": "Ý nghĩa",
    "scales": "Thang điểm",
    "responsible units": "Đơn vị chịu trách nhiệm",
    "lints": "Điều nên xem lại",
    "comments that silence": "Chú thích để không nhắc lại",
    "lock files": "Tệp khóa",
    "plugins": "Phần mở rộng",
    "examples": "Ví dụ",
    "files": "Tệp",
    "sheets and columns": "Trang tính và cột",
    "organisations and the register": "Đơn vị báo cáo và danh sách đơn vị",
    "the crosswalk": "Bảng chuyển đổi mã",
    "periods and members": "Kỳ báo cáo và thành phần",
    "numbers": "Con số",
    "numbers held against one another": "Đối chiếu các con số",
    "events": "Danh sách sự kiện",
    "files of sums": "Tệp số tổng hợp",
    "tables that are added up where they are": "Bảng được cộng tại chỗ",
    "records of a program": "Bản ghi của chương trình khác",
    "keys of records": "Khóa của bản ghi",
    "the period of a record": "Kỳ của bản ghi",
    "values of records": "Giá trị của bản ghi",
}
SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "note": "lưu ý"}
WORDS = message_pages.Words("Kế hoạch cấp trên, `{name}`:", "Sai:", "Đúng:")


def diagnostics() -> str:
    """What can be said about rule text, with examples written in Vietnamese where they can be."""
    lines = [DIAGNOSTICS.strip()]
    for heading, code in message_pages.codes("diagnostics"):
        entry = catalogue("diagnostics")[code]
        severity = SEVERITIES[str(entry["severity"])]
        lines += [*message_pages.headed(HEADINGS[heading]), *_told(code, entry, severity)]
        lines += message_pages.examples(code, entry, WORDS, _in_vietnamese)
    return "\n".join(lines) + "\n"


def problems() -> str:
    """What can be wrong with data."""
    lines = [PROBLEMS.strip()]
    for name in ("problems", "records"):
        for heading, code in message_pages.codes(name):
            lines += [*message_pages.headed(HEADINGS[heading]), *_told(code, catalogue(name)[code])]
    return "\n".join(lines) + "\n"


def _told(code: str, entry: Mapping[str, Any], severity: str = "") -> Iterator[str]:
    yield from ("", f"### {code}", "")
    sentence = entry["vi"]
    yield f"**{severity}**: {sentence}" if severity else sentence
    if help_line := entry.get("help_vi", ""):
        yield from ("", f"Gợi ý: {'tùy trường hợp' if help_line == '{hint}' else help_line}")
    if "why_vi" in entry:
        yield from ("", entry["why_vi"])
        yield from ("", f"Không nhắc lại: ghi chú `# bỏ qua {code}: lý do` trong câu đó.")
    if "fix_vi" in entry:
        yield from ("", entry["fix_vi"])


def _in_vietnamese(text: str) -> str:
    """Rule text with Vietnamese keywords; as it stands where it cannot be read as a whole."""
    try:
        written = format_text(text + "\n", "vi").rstrip("\n")
    except RuleError:
        return text
    return written
