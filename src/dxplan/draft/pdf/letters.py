"""The letters of a page with their places, as PDFium tells them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dxplan.draft.errors import CannotDraft
from dxplan.draft.pdf import filled
from dxplan.draft.pdf.model import Letter, Page, Style
from dxplan.draft.pdf.rulings import rulings_of
from dxplan.limits import current

_SCALE = 100
_FARTHEST = 10_000_000
"""No page is as wide; what lies beyond stands nowhere."""
_BULLETS = dict.fromkeys(map(chr, (0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF0E8, 0xF076, 0xF02D)), "•")
"""Signs of Wingdings and Symbol, which word processors put before items."""
_STRAIGHT = 2
"""So many degrees off, text still runs straight."""


def page_of(page: Any, number: int) -> Page:
    """A page, turned so that most of its text runs to the right."""
    from pypdfium2 import raw

    text = raw.FPDFText_LoadPage(page)
    if not text:
        raise CannotDraft("broken")
    try:
        letters = list(_letters(text, number))
    finally:
        raw.FPDFText_ClosePage(text)
    runs = Counter(each.style.turn for each in letters if not each.text.isspace())
    turn = max((t for t in runs if t is not None), key=lambda t: runs[t], default=0)
    across, down = rulings_of(page, turn)
    kept = tuple(each for each in letters if each.style.turn == turn)
    return Page(
        number,
        kept,
        _width(page, turn),
        across,
        down,
        _is_picture(page),
        not raw.FPDFPage_CountObjects(page),
        sum(runs.values()) - runs[turn],
    )


def _letters(text: Any, number: int) -> Iterator[Letter]:
    from pypdfium2 import raw

    many = raw.FPDFText_CountChars(text)
    most = current().document_page_characters
    if many > most:
        raise CannotDraft("page-too-long", most=most, page=number)
    styles: dict[int, Style] = {}
    (x, y), box = filled.doubles(2), raw.FS_RECTF()
    for at in range(many):
        # PDFium makes blanks and line ends up where it thinks that there are some.
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        if not (raw.FPDFText_GetCharOrigin(text, at, x, y)
                and raw.FPDFText_GetLooseCharBox(text, at, box)):  # fmt: skip
            continue
        places = (x.value, y.value, box.left, box.right, box.bottom, box.top)
        if not all(math.isfinite(each) and abs(each) < _FARTHEST for each in places):
            continue
        style = _style_at(text, at, styles)
        said, known = _said(text, at)
        yield Letter(said, *_ends(style.turn or 0, (x.value, y.value), box), style, known)


def _ends(turn: int, origin: tuple[float, float], box: Any) -> tuple[int, int, int]:
    """Where a letter begins, ends and stands, along the way in which it is written."""
    x, y = origin
    start, end, base = (
        (x, box.right, y),
        (y, box.top, -x),
        (-x, -box.left, -y),
        (-y, -box.bottom, x),
    )[turn]
    return round(start * _SCALE), round(end * _SCALE), round(base * _SCALE)


def _said(text: Any, at: int) -> tuple[str, bool]:
    from pypdfium2 import raw

    code = raw.FPDFText_GetUnicode(text, at)
    if raw.FPDFText_IsHyphen(text, at) == 1 or code in (0x02, 0xFFFE):
        return "-", True
    if code < 0x20 or code in (0xA0, 0x2002, 0x2003, 0x2009, 0x202F):
        return (" ", True) if code else ("\ufffd", False)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return "\ufffd", False
    letter = chr(code)
    if letter in _BULLETS:
        return _BULLETS[letter], True
    own = 0xE000 <= code < 0xF900 or code == 0xFFFD or code >= 0xF0000
    if own or raw.FPDFText_HasUnicodeMapError(text, at) == 1:
        return "\ufffd", False
    return letter, True


def _style_at(text: Any, at: int, styles: dict[int, Style]) -> Style:
    from pypdfium2 import raw

    piece = raw.FPDFText_GetTextObject(text, at)
    key = filled.address(piece)
    found = styles.get(key)
    if found is None:
        found = styles[key] = _style(text, at, piece)
    return found


def _style(text: Any, at: int, piece: Any) -> Style:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    size = abs(raw.FPDFText_GetFontSize(text, at)) * math.hypot(matrix.c, matrix.d)
    name, flags = filled.name(), filled.whole(1)[0]
    raw.FPDFText_GetFontInfo(text, at, name, len(name), flags)
    font = name.value.decode("utf-8", "replace")
    bold = "bold" in font.casefold() or raw.FPDFText_GetFontWeight(text, at) >= 600
    colours = filled.counts(4)
    coloured = raw.FPDFText_GetFillColor(text, at, *colours)
    white = bool(coloured) and all(each.value > 250 for each in colours[:3])
    mode = raw.FPDFTextObj_GetTextRenderMode(piece) if piece else 0
    return Style(font, _whole(size), bold, _turn(matrix), mode, white)


def _whole(size: float) -> int:
    return round(min(size, 1000.0) * _SCALE) if math.isfinite(size) else 0


def _turn(matrix: Any) -> int | None:
    """How text runs, in quarters of a circle; nothing when it stands askew."""
    if not (math.isfinite(matrix.a) and math.isfinite(matrix.b)):
        return None
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    quarter = round(angle / 90)
    return quarter % 4 if abs(angle - 90 * quarter) <= _STRAIGHT else None


def _width(page: Any, turn: int) -> int:
    from pypdfium2 import raw

    # PDFium swaps both for a page that is to be shown turned by a quarter.
    quarter = (turn + raw.FPDFPage_GetRotation(page)) % 2
    told = (raw.FPDF_GetPageHeightF if quarter else raw.FPDF_GetPageWidthF)(page)
    return round(min(told, 1_000_000.0) * _SCALE) if math.isfinite(told) else 0


def _is_picture(page: Any) -> bool:
    from pypdfium2 import raw

    whole = raw.FPDF_GetPageWidthF(page) * raw.FPDF_GetPageHeightF(page)
    sides = filled.floats(4)
    for at in range(min(raw.FPDFPage_CountObjects(page), 5_000)):
        each = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(each) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        if raw.FPDFPageObj_GetBounds(each, *sides):
            left, bottom, right, top = (side.value for side in sides)
            if (right - left) * (top - bottom) * 2 >= whole > 0:
                return True
    return False
