"""What stands at the head of a document: its title, number, issuer, day and period."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from dxplan.draft.model import Block
from dxplan.draft.outline import begin_of

_NUMBER = re.compile(
    r"(?:Số|No\.?) ?: ?(?P<number>[0-9]{1,6}(?:/[0-9]{4})?[/-][A-ZĐ0-9][\w&/-]{0,40})"
)
_DAY = re.compile(
    r"ngày (?P<d>[0-9]{1,2}) tháng (?P<m>[0-9]{1,2}) năm (?P<y>[0-9]{4})", re.IGNORECASE
)
_PERIOD = re.compile(
    r"(?:giai đoạn|period|from) (?P<a>[12][0-9]{3})(?: ?[-–] ?| đến | to )(?P<b>[12][0-9]{3})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:năm|in|for) (?P<y>20[0-9]{2})", re.IGNORECASE)
_KINDS = (
    "KẾ HOẠCH", "THÔNG BÁO", "QUYẾT ĐỊNH", "CHƯƠNG TRÌNH", "ĐỀ ÁN", "CHỈ THỊ", "NGHỊ QUYẾT",
    "HƯỚNG DẪN", "CÔNG VĂN", "PLAN", "BÁO CÁO",
)  # fmt: skip
_ISSUERS = ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "UBND", "SỞ ", "PHÒNG ", "BỘ ", "TRƯỜNG ")
_OFFICES = ("CHỦ TỊCH", "GIÁM ĐỐC", "BỘ TRƯỞNG", "TRƯỞNG PHÒNG", "HIỆU TRƯỞNG")
_PLACES = ("TỈNH", "QUẬN", "HUYỆN", "THÀNH PHỐ", "THỊ XÃ", "XÃ", "PHƯỜNG")
_GOING_ON = ("Giai đoạn ", "GIAI ĐOẠN ", "Năm 20", "NĂM 20")
_SIGNS = "|*_ -–."
_MOTTO = re.compile(r"\b(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI|CHXHCN)\b.*", re.IGNORECASE)
"""Of the republic, beside whoever issued a document, and all that stands behind it."""


@attrs.frozen
class Head:
    """What is said at the head; nothing where it is not said.

    :param period: its first and last year.
    """

    title: str
    number: str = ""
    issuer: str = ""
    issued: str = ""
    period: tuple[str, str] | None = None


def head_of(blocks: Sequence[Block], name: str) -> Head:
    """The head of a document; ``name`` is that of its file."""
    lines = list(_lines(blocks[: begin_of(blocks) or 12]))[:40]
    title = _title(lines) or name
    said = next(filter(None, (_NUMBER.search(line) for line in lines)), None)
    return Head(
        " ".join(title.split()),
        said["number"] if said else "",
        _issuer(lines),
        _day(lines),
        _period(title),
    )


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines of a head; of a letterhead in two columns the left one, then the right one."""
    for is_row, group in itertools.groupby(blocks, lambda block: bool(block.cells)):
        parts = [block.lines or _whole(block) for block in group]
        for column in itertools.zip_longest(*parts, fillvalue=()) if is_row else parts:
            for line in itertools.chain.from_iterable(column):
                bare = _MOTTO.sub("", line).strip(_SIGNS)
                if bare:
                    yield bare


def _whole(block: Block) -> tuple[tuple[str, ...], ...]:
    return tuple((text,) for text in block.cells or (block.text,))


def _title(lines: Sequence[str]) -> str:
    """What follows the line that says what kind of document it is, up to the next kind of line."""
    for number, line in enumerate(lines):
        kind = next((each for each in _KINDS if line.upper().startswith(each)), "")
        if not kind or not line.startswith(kind):
            continue
        rest = line[len(kind) :].strip(_SIGNS)
        following = lines[number + 1 :]
        if not rest:
            rest, following = next(iter(following), ""), following[1:]
        return _short(_joined(rest, following))
    return _short(lines[0]) if lines and len(lines[0]) < 150 else ""


def _joined(first: str, following: Sequence[str]) -> str:
    loud = first.isupper()
    more = itertools.takewhile(lambda line: _goes_on(line, in_capitals=loud), following)
    return " ".join((first, *more))


def _goes_on(line: str, *, in_capitals: bool) -> bool:
    """Whether a line goes on with the title above it."""
    shouted = in_capitals and line.isupper() and not line.startswith((*_ISSUERS, *_OFFICES))
    begins = line[0].islower() or line.startswith(_GOING_ON) or shouted
    return begins and not line.endswith((".", ":", ";"))


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + "…"


def _issuer(lines: Sequence[str]) -> str:
    """Who issued it: the last of the bodies above each other in a letterhead."""
    found = ""
    for number, line in enumerate(lines[:8]):
        if _is_issuer(line):
            more = lines[number + 1] if number + 1 < len(lines) else ""
            goes_on = more.isupper() and more.startswith(_PLACES)
            found = f"{line} {more}" if goes_on else line
        elif found and not line.startswith(_PLACES):
            return found
    return found


def _is_issuer(line: str) -> bool:
    return line.startswith(_ISSUERS) and line.isupper() and len(line) < 80


def _day(lines: Sequence[str]) -> str:
    for line in lines[:20]:
        found = _DAY.search(line)
        if found and not line.casefold().startswith(("căn cứ", "thực hiện")):
            try:
                on = date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return ""
            return on.isoformat()
    return ""


def _period(title: str) -> tuple[str, str] | None:
    found = _PERIOD.search(title)
    if found and found["a"] <= found["b"]:
        return found["a"], found["b"]
    year = _YEAR.search(title)
    return (year["y"], year["y"]) if year else None
