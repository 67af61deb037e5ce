"""Units that sentences and headings name, and what they have to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from dxplan.draft.model import Responsible

_UPPER = r"[A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ]"
_UNIT = re.compile(
    rf"(?:Sở (?={_UPPER}|GD)|Bộ (?={_UPPER})|(?:[Vv]ăn phòng|VĂN PHÒNG)(?: (?=Sở|UBND|Ủy|Ban"
    rf"|HĐND)|(?= ?$| ?[,;:.]))"
    rf"|[Pp]hòng (?={_UPPER})|(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân"
    rf"|Hội đồng nhân dân)(?= |$)"
    rf"|Thanh tra(?= (?:Sở|[Tt]ỉnh|[Hh]uyện)| ?$)|Công an (?=[Tt]ỉnh|[Hh]uyện|[Tt]hành|[Xx]ã"
    rf"|[Qq]uận)"
    rf"|Ban (?:[Cc]hỉ đạo|[Gg]iám hiệu|[Tt]uyên giáo|[Qq]uản lý|[Dd]ân tộc)|Tổ (?:[Tt]hư ký"
    rf"|[Cc]ông tác|[Cc]huyển đổi số|[Cc]ông nghệ)"
    rf"|(?:[Cc]ác|Những) (?:sở|phòng|ban|cơ sở giáo dục|đơn vị|trường|cơ quan|trung tâm"
    rf"|nhà trường|địa phương|xã|phường|đặc khu|huyện|quận|thị xã|thành phố|Phòng|Sở|Trung tâm"
    rf"|trường học|tổ chuyên môn)(?= |,|;|:|$)"
    rf"|[Tt]rung tâm (?={_UPPER}|học tập|giáo dục)|[Đđ]ơn vị (?=trực thuộc|thuộc|sự nghiệp)"
    rf"|Trường (?={_UPPER}|mầm non|tiểu học|trung học|phổ thông)"
    rf"|(?:Hiệu trưởng|Giám đốc|Trưởng phòng|Thủ trưởng|Chủ tịch|Chánh Văn phòng|Tổng phụ trách"
    rf"|Kế toán)(?= |$|,)|Cơ sở giáo dục(?= |$)|[Nn]hà trường(?= )|Bộ phận (?=[a-zđ])"
    rf"|(?:Liên đoàn|Hội|Đoàn|Mặt trận|Công đoàn|Kho bạc|Bưu điện|Ngân hàng) (?={_UPPER})"
    r"|(?:The )?(?:Department|Office|Ministry|Division|Inspectorate|Board|Bureau) (?=of )"
    r"|(?:The )?People's Committees?"
    r"|(?:All )?(?:[Ss]chools|[Dd]istrict offices|[Cc]ommunes) (?=shall|must|report|send|of))"
)
_ROLES = re.compile(
    r"(?:chủ trì|làm đầu mối|là đầu mối|đầu mối|chịu trách nhiệm|có trách nhiệm|thực hiện"
    r"|theo dõi|hướng dẫn|tham mưu"
    r"|phối hợp|tăng cường|tiếp tục|chủ động|khẩn trương|thiết lập|xây dựng|triển khai|tổ chức"
    r"|báo cáo|rà soát|ban hành"
    r"|bố trí|hoàn thành|phải|cần|gửi|tổng hợp|giám sát|kiểm tra|đôn đốc|cử|căn cứ chức năng"
    r"|tập trung|lập|theo nhiệm vụ|định kỳ"
    r"|công khai|đổi mới|kiện toàn|khai thác|sử dụng|nộp|xét|thẩm định|cập nhật"
    r"|leads?|shall|must|reports?|sends?|coordinates?|is responsible)(?![^\W\d_])"
)
_STRONG = (
    "chủ trì",
    "phối hợp",
    "theo dõi",
    "thực hiện",
    "chịu trách nhiệm",
    "báo cáo",
    "leads",
    "lead",
    "shall",
)
_STARTS = re.compile(
    r"(?<![^\W\d_])(?:[Gg]iao cho|[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|and|The)(?= )|[;:(,.]"
)
_TO = re.compile(r"(?:báo cáo(?: về| cho| với)?|gửi(?: về)?|trình|về|to(?: the)?) (?=[A-ZĐỦ])")
_WITH = re.compile(r"(?:phối hợp(?: chặt chẽ)?(?: với)?|together with|with) (?:các )?(?=[A-ZĐỦp])")
_BACK_TO = re.compile(r" về (?=[A-ZĐỦ])")
_STOPS = re.compile(
    r"[,;:.()]| (?:để|trước|theo|tổng hợp|xem xét|định kỳ|trong|tham mưu|tổ chức|triển khai"
    r"|và các|thực hiện|hướng dẫn|kiểm tra"
    r"|đảm bảo|bảo đảm|xây dựng|rà soát|nghiên cứu|về|qua|hàng|hằng|bố trí|vào|từ|đến|by|before"
    r"|every|each|in)(?= |$)"
)
_ABBREVIATED = (
    ("giáo dục và đào tạo", "gddt"), ("gd&đt", "gddt"), ("gdđt", "gddt"), ("gd-đt", "gddt"),
    ("thông tin và truyền thông", "tttt"), ("tt&tt", "tttt"), ("khoa học và công nghệ", "khcn"),
    ("kế hoạch và đầu tư", "khdt"), ("ủy ban nhân dân", "ubnd"), ("uỷ ban nhân dân", "ubnd"),
    ("kế hoạch tài chính", "khtc"), ("kế hoạch - tài chính", "khtc"),
    ("kế hoạch – tài chính", "khtc"), ("kế hoạch-tài chính", "khtc"),
    ("tài chính - kế hoạch", "tckh"), ("tài chính – kế hoạch", "tckh"),
    ("giáo dục phổ thông", "gdpt"), ("giáo dục nghề nghiệp", "gdnn"),
    ("giáo dục thường xuyên", "gdtx"), ("education and training", "gddt"),
)  # fmt: skip
_HEADS = (
    "trách nhiệm chung của ",
    "trách nhiệm của ",
    "nhiệm vụ của ",
    "đề nghị ",
    "giao ",
    "đối với ",
)
_ELSEWHERE = ("phụ lục", "kèm theo", "bảng phân công", "annex")
"""Where a cell says who, but leads to another place for it."""
_JOINED = re.compile(r"(, | và |; | and )")
_ASCII = re.compile("[a-z0-9]+")
_LONGEST = 120
Role = Literal["lead", "with", "to"]


def heading_unit(text: str) -> tuple[str, str] | None:
    """The units that a heading names, and what it says behind a colon.

    >>> heading_unit("Thanh tra Sở: Giám sát việc thực hiện."), heading_unit("Phòng học thông minh")
    (('Thanh tra Sở', 'Giám sát việc thực hiện.'), None)
    """
    head, colon, rest = text.partition(":")
    head = head.strip(" .")
    folded = head.casefold()
    for each in _HEADS:
        if folded.startswith(each):
            head = head[len(each) :]
            break
    head = head[:1].upper() + head[1:]
    if len(head) > _LONGEST + 80 or not _UNIT.match(head):
        return None
    verb = _ROLES.search(head)
    if verb is not None and not head[: verb.start()].rstrip().endswith(
        ("được giao", "thuộc", "trực")
    ):
        return None
    return head, rest.strip() if colon else ""


def named_units(text: str, role: Role, from_heading: bool) -> Iterator[Responsible]:
    """The units of a list of names, as a heading or a cell of a table has it.

    >>> [unit.name for unit in named_units("Văn phòng, Thanh tra Sở", "lead", False)]
    ['van_phong', 'thanh_tra_so']
    """
    for title in _parted(text):
        name = unit_key(title)
        if name:
            yield Responsible(name, title, role, from_heading)


def units_in(text: str) -> Iterator[Responsible]:
    """The units that a sentence gives something to do, or whom something is sent to."""
    seen: set[tuple[str, str]] = set()
    for start, at_comma in _starts(text):
        title = _leading(text[start : start + _LONGEST + 40], at_comma)
        for each in named_units(title, "lead", False) if title else ():
            if (each.name, "lead") not in seen:
                seen.add((each.name, "lead"))
                yield each
    behind: tuple[tuple[re.Pattern[str], Role], ...] = ((_WITH, "with"), (_TO, "to"))
    for pattern, role in behind:
        for found in pattern.finditer(text):
            title = _until_stop(text[found.end() : found.end() + _LONGEST])
            for each in named_units(title, role, False) if title else ():
                if not {(each.name, "lead"), (each.name, "with"), (each.name, "to")} & seen:
                    seen.add((each.name, role))
                    yield each


def _starts(text: str) -> Iterator[tuple[int, bool]]:
    """Where a unit may begin that is the subject of what follows."""
    yield 0, False
    for found in _STARTS.finditer(text):
        begin = found.end()
        while begin < len(text) and text[begin] == " ":
            begin += 1
        at_comma = found[0] == ","
        if not at_comma or "phối hợp" not in text[max(0, begin - 90) : begin].casefold():
            yield begin, at_comma


def _leading(text: str, at_comma: bool) -> str:
    found = _UNIT.match(text)
    if found is None:
        return ""
    verb = _ROLES.search(text, found.end())
    if verb is None or verb.start() > _LONGEST or (at_comma and not verb[0].startswith(_STRONG)):
        return ""
    title = text[: verb.start()].strip(" ,–-")
    if any(mark in title for mark in (":", ";", ". ", "(", ")", "·", "%")):
        return ""
    return title


def leading_unit(text: str) -> str:
    """The unit that a sentence begins with as the one who does something; nothing if none does."""
    return _leading(text[: _LONGEST + 40], False)


def after_units(text: str) -> int:
    """Where the units end that a text begins to name as those who take part; 0 without them."""
    found = _WITH.match(text)
    if found is None:
        return 0
    at = found.end()
    while _UNIT.match(text, at):
        stop = _STOPS.search(text, at + 1)
        if stop is None:
            return 0
        end = stop.start()
        more = text[end:].removeprefix(", ").removeprefix(" và ")
        at = len(text) - len(more)
        if at == end:
            break
    return end if at != found.end() else 0


def sent_back_to(text: str) -> tuple[int, int] | None:
    """Where a sentence names to whom something goes back: ``về Sở Tài chính``."""
    found = _BACK_TO.search(text)
    unit = _UNIT.match(text, found.end()) if found else None
    if found is None or unit is None:
        return None
    stop = _STOPS.search(text, unit.end())
    return found.start(), stop.start() if stop else len(text)


def _until_stop(text: str) -> str:
    found = _UNIT.match(text)
    if found is None:
        return ""
    stop = _STOPS.search(text, found.end())
    return text[: stop.start()].strip() if stop else text.strip(" .")


def _parted(text: str) -> list[str]:
    """A list of names, parted where another unit begins."""
    parts = [""]
    for piece in _JOINED.split(text.strip(" .,;:/")):
        whole = piece[:1].upper() + piece[1:]
        if (
            parts[-1]
            and len(parts[-1].split())
            and piece not in (", ", " và ", "; ", " and ")
            and (_UNIT.match(whole) or _UNIT.match(piece))
        ):
            parts[-1] = parts[-1].removesuffix(", ").removesuffix(" và ").removesuffix("; ")
            parts[-1] = parts[-1].removesuffix(" and ").strip()
            parts.append(whole)
        else:
            parts[-1] += piece
    named = [part.strip(" .,;") for part in parts]
    kept = [part for part in named if part and len(part) <= _LONGEST + 80]
    led = (part for part in kept if not any(each in part.casefold() for each in _ELSEWHERE))
    return [part[:1].upper() + part[1:] for part in led]


def unit_key(title: str) -> str:
    """The name of a unit in rules: the same for the ways in which a document writes it.

    >>> unit_key("Sở GD&ĐT"), unit_key("Sở Giáo dục và Đào tạo")
    ('so_gddt', 'so_gddt')
    """
    text = unicodedata.normalize("NFC", title).casefold()
    text = text.removeprefix("the ")
    for long, short in _ABBREVIATED:
        text = text.replace(long, short)
    return ascii_name(text)


def ascii_name(text: str, longest: int = 40) -> str:
    """Small letters, digits and underscores that a text is named by; begins with a letter.

    >>> ascii_name("Tỷ lệ hồ sơ được xử lý"), ascii_name("100% học sinh")
    ('ty_le_ho_so_duoc_xu_ly', 'hoc_sinh')
    """
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    words = _ASCII.findall(bare.encode("ascii", "ignore").decode("ascii"))
    while words and words[0][0].isdigit():
        words = words[1:]
    name = ""
    for each in words:
        if len(name) + len(each) + 1 > longest:
            break
        name = f"{name}_{each}" if name else each
    return name or (words[0][:longest] if words else "")
