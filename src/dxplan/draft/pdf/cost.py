"""How much a PDF unpacks to, told before anything is unpacked for good.

What puts text in order is a library in C, which neither ends early nor leaves its process alone
when memory runs out; so a file that would cost it too much never gets there.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import attrs

from dxplan.draft.errors import CannotDraft
from dxplan.limits import current

if TYPE_CHECKING:
    from pypdf import PdfReader

_DEEPEST = 12
"""So deep are drawings inside each other at most."""
_READ = (
    "/ToUnicode", "/Encoding", "/FontFile", "/FontFile2", "/FontFile3", "/CIDToGIDMap", "/CIDSet",
)  # fmt: skip
"""What belongs to a font and is unpacked."""
_NAME = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]++")


@attrs.frozen
class _Costs:
    """What is known of forms with the resources that they are drawn with, and of fonts."""

    forms: dict[tuple[int, int], int]
    fonts: set[int]


def refuse_costly(data: bytes) -> None:
    """Refuse what unpacks to more than is allowed, also by drawing the same again and again.

    :param data: as the library in C wrote it, so that both read the same in it.
    :raises CannotDraft: when it does, or when it is too broken to tell.
    """
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PyPdfError

    broken = (
        PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError,
        RecursionError, NotImplementedError, ZeroDivisionError, OverflowError, AssertionError,
        ImportError, MemoryError,
    )  # fmt: skip
    try:
        _refuse_costly(PdfReader(io.BytesIO(data), strict=False))
    except LimitReachedError:
        raise _too_much("document_unpacked") from None
    except broken:
        raise CannotDraft("broken") from None


def _refuse_costly(reader: PdfReader) -> None:
    costs = _Costs({}, set())
    left, most = current().document_unpacked, current().document_page_unpacked
    for page in reader.pages:
        cost, fonts = _content(page.get("/Contents"), page.get("/Resources"), costs, 0)
        left -= cost + fonts
        if cost > most:
            raise _too_much("document_page_unpacked")
        if left < 0:
            raise _too_much("document_unpacked")


def _content(streams: Any, resources: Any, costs: _Costs, depth: int) -> tuple[int, int]:
    """How many bytes are read for a content and for all that it draws, and for fonts."""
    most = current().document_page_unpacked
    data = bytearray()
    for each in _listed(streams):
        data += _unpacked(each) + b"\n"
        if len(data) > most:
            raise _too_much("document_page_unpacked")
    called = None if b"#" in data else frozenset(_NAME.findall(data))
    forms = [
        _form(each, resources, costs, depth + 1)
        for name, each in _named(resources, "/XObject")
        if _is_form(each) and _may_be_called(name, called)
    ]
    fonts = [_font(each, costs, depth + 1) for _, each in _named(resources, "/Font")]
    # Whatever is drawn may be the dearest of all that is named.
    drawn = data.count(b"Do") * max((cost for cost, _ in forms), default=0)
    return (
        len(data) + drawn + sum(cost for cost, _ in fonts),
        sum(more for _, more in (*forms, *fonts)),
    )


def _may_be_called(name: str, called: frozenset[bytes] | None) -> bool:
    """Whether a drawing may be meant by a content.

    :param called: the names in the content; ``None`` where letters of them are written as numbers.
    """
    # Which bytes stood for other letters is not told any more.
    return called is None or not name.isascii() or name.encode() in called


def _form(form: Any, around: Any, costs: _Costs, depth: int) -> tuple[int, int]:
    """What drawing a form takes; without resources of its own it has those around it."""
    if depth > _DEEPEST:
        raise _too_much("document_page_unpacked")
    resources = form.get("/Resources") or around
    key = (id(form), id(_solid(resources)))
    if key not in costs.forms:
        cost = _content(form, resources, costs, depth)
        costs.forms[key] = cost[0]
        return cost
    return costs.forms[key], 0


def _font(font: Any, costs: _Costs, depth: int) -> tuple[int, int]:
    """What reading a font takes once; one may draw its letters as a page is drawn."""
    if id(font) in costs.fonts:
        return 0, 0
    costs.fonts.add(id(font))
    parts = [font, *_listed(font.get("/DescendantFonts"))]
    parts += [_solid(each.get("/FontDescriptor")) for each in parts]
    read = [_solid(part.get(name)) for part in parts if part is not None for name in _READ]
    drawn = _solid(font.get("/CharProcs")) or {}
    letters = [_content(drawn[name], font.get("/Resources"), costs, depth + 1) for name in drawn]
    size = sum(len(_unpacked(each)) for each in read)
    return sum(cost for cost, _ in letters), size + sum(more for _, more in letters)


def _is_form(each: Any) -> bool:
    return hasattr(each, "get_data") and each.get("/Subtype") != "/Image"


def _named(resources: Any, kind: str) -> list[tuple[str, Any]]:
    listed = _solid((_solid(resources) or {}).get(kind)) or {}
    found = [(str(name), _solid(listed[name])) for name in listed]
    return [(name, each) for name, each in found if hasattr(each, "get")]


def _listed(value: Any) -> list[Any]:
    solid = _solid(value)
    if isinstance(solid, list):
        return [each for each in map(_solid, solid) if hasattr(each, "get")]
    return [solid] if hasattr(solid, "get") else []


def _solid(value: Any) -> Any:
    """What a reference leads to."""
    return value.get_object() if value is not None else None


def _unpacked(stream: Any) -> bytes:
    return bytes(stream.get_data()) if hasattr(stream, "get_data") else b""


def _too_much(limit: str) -> CannotDraft:
    return CannotDraft("unpacks-too-large", most=f"{getattr(current(), limit):,}", limit=limit)
