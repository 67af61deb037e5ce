"""The straight lines that are drawn on a page: those of tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from dxplan.draft.pdf import filled
from dxplan.draft.pdf.model import Ruling

_SCALE = 100
_MOST = 20_000
"""So many parts of drawings are looked at on a page; a table has some hundred."""
_SLANT = 100
_SHORTEST = 300
_NEAR = 250
"""Lines no farther from each other are one: a border is drawn as a line, or as a thin box."""
_FARTHEST = 1_000_000.0

Point = tuple[float, float]
Segment = tuple[Point, Point]


def rulings_of(page: Any, turn: int) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    """The lines across a page and those down it, when its text runs as ``turn`` says."""
    across, down = [], []
    for start, end in _segments(page):
        (x0, y0), (x1, y1) = _turned(start, turn), _turned(end, turn)
        if abs(y1 - y0) <= _SLANT and abs(x1 - x0) >= _SHORTEST:
            across.append(Ruling((y0 + y1) // 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _SLANT and abs(y1 - y0) >= _SHORTEST:
            down.append(Ruling((x0 + x1) // 2, min(y0, y1), max(y0, y1)))
    return joined(across), joined(down)


def joined(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The same with those put together that touch on one line."""
    levels: list[list[Ruling]] = []
    for each in sorted(rulings, key=lambda ruling: ruling.at):
        if levels and each.at - levels[-1][0].at <= _NEAR:
            levels[-1].append(each)
        else:
            levels.append([each])
    return tuple(ruling for level in levels for ruling in _on_one(level))


def _on_one(level: list[Ruling]) -> Iterator[Ruling]:
    at = sum(each.at for each in level) // len(level)
    start = end = None
    for each in sorted(level, key=lambda ruling: ruling.start):
        if start is not None and end is not None and each.start - end <= _NEAR:
            end = max(end, each.end)
            continue
        if start is not None and end is not None:
            yield Ruling(at, start, end)
        start, end = each.start, each.end
    if start is not None and end is not None:
        yield Ruling(at, start, end)


def _turned(point: Point, turn: int) -> tuple[int, int]:
    x, y = (round(part * _SCALE) for part in point)
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _segments(page: Any) -> Iterator[Segment]:
    from pypdfium2 import raw

    left = _MOST
    for at in range(min(raw.FPDFPage_CountObjects(page), _MOST)):
        each = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(each) != raw.FPDF_PAGEOBJ_PATH:
            continue
        many = raw.FPDFPath_CountSegments(each)
        left -= many
        if left < 0:
            return
        if _is_seen(each):
            yield from _of_path(each, many)


def _is_seen(path: Any) -> bool:
    from pypdfium2 import raw

    fill, stroke = filled.whole(2)
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _of_path(path: Any, many: int) -> Iterator[Segment]:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = filled.floats(2)
    first: Point | None = None
    last: Point | None = None
    for at in range(many):
        piece = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(piece, x, y)
        kind = raw.FPDFPathSegment_GetType(piece)
        point = _placed(matrix, x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None and point is not None:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(piece) and first is not None and last is not None:
            yield last, first


def _placed(matrix: Any, x: float, y: float) -> Point | None:
    found = (matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)
    fits = all(math.isfinite(each) and abs(each) < _FARTHEST for each in found)
    return found if fits else None
