"""Where each paragraph of a document stands: under which headings, items and labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from dxplan.draft.markers import Marker, marker_of
from dxplan.draft.model import Block, Frame, Label

_NUMBERED = ("roman", "number", "article", "capital", "dotted2", "dotted3")
_CLOSING = ("nơi nhận", "recipients")
_NOT_OF_THE_PLAN = (
    "căn cứ quyết định", "căn cứ kế hoạch", "căn cứ nghị", "căn cứ luật", "căn cứ thông tư",
    "căn cứ công văn", "căn cứ chỉ thị", "căn cứ văn bản", "căn cứ chương trình", "trên đây là",
    "(kèm theo", "kèm theo", "số:", "trong quá trình", "thừa lệnh",
    "pursuant to", "this plan", "trân trọng", "theo đề nghị", "trên cơ sở đề nghị",
    "thực hiện quyết định số",
    "thực hiện kế hoạch số",
)  # fmt: skip
_LABELS: tuple[tuple[str, Label], ...] = (
    ("nội dung", "content"), ("đầu mối", "lead"), ("đơn vị chủ trì", "lead"), ("chủ trì", "lead"),
    ("cơ quan chủ trì", "lead"), ("đơn vị thực hiện", "lead"), ("người thực hiện", "lead"),
    ("đơn vị phối hợp", "with"), ("cơ quan phối hợp", "with"), ("phối hợp", "with"),
    ("thời gian", "time"), ("thời hạn", "time"), ("hoàn thành", "time"), ("tiến độ", "time"),
    ("lead unit", "lead"), ("lead", "lead"), ("with", "with"), ("time", "time"),
    ("deadline", "time"), ("content", "content"),
)  # fmt: skip
_COLUMNS: tuple[tuple[str, Label], ...] = (
    ("chủ trì", "lead"), ("đầu mối", "lead"), ("đơn vị thực hiện", "lead"), ("phụ trách", "lead"),
    ("phối hợp", "with"), ("thời gian", "time"), ("thời hạn", "time"), ("tiến độ", "time"),
    ("lead", "lead"), ("responsible", "lead"), ("with", "with"), ("deadline", "time"),
    ("time", "time"),
)  # fmt: skip
_LONGEST_HEADING = 220


@attrs.frozen
class Placed:
    """A paragraph or row with what stands above it.

    :param text: of a row the cell that says what is to be done.
    :param is_heading: whether it only names what stands below it.
    :param label: what it says of the heading above it, or of a row: its cells by their columns.
    """

    block: Block
    text: str
    frames: tuple[Frame, ...]
    is_heading: bool = False
    label: Label = ""
    columns: tuple[tuple[Label, str], ...] = ()


def outline(blocks: Sequence[Block]) -> Iterator[Placed]:
    """The paragraphs of the plan itself, in order: not its head, and nothing behind its end."""
    frames: list[Frame] = []
    heads: tuple[Label, ...] = ()
    closed = False
    begin = begin_of(blocks)
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        marker = marker_of(f"{block.marker} {block.text}".strip()) if block.marker else None
        if (marker is not None and marker.kind == "annex") or _is_annex(block):
            frames, closed = [_annex(block)], False
            continue
        if block.text.casefold().lstrip("* ").startswith(_CLOSING):
            closed = True
        if closed or number < begin:
            continue
        if block.cells:
            heads, placed = _row(block, heads, frames)
            if placed is not None:
                yield placed
            continue
        if not block.text or block.text.casefold().lstrip("*_ ").startswith(_NOT_OF_THE_PLAN):
            continue
        yield _paragraph(block, marker, frames, following)


def begin_of(blocks: Sequence[Block]) -> int:
    """The first paragraph of the plan itself: the one with the first number, if there are two."""
    numbered = [n for n, block in enumerate(blocks) if _is_numbered(block)]
    rows = [n for n, block in enumerate(blocks) if len(block.cells) > 2]
    if len(numbered) > 1:
        return min(numbered[0], *rows[:1]) if rows else numbered[0]
    return 0


def _is_numbered(block: Block) -> bool:
    marker = marker_of(f"{block.marker} {block.text}") if block.marker else None
    return marker is not None and marker.kind in _NUMBERED


def _is_annex(block: Block) -> bool:
    marker = marker_of(block.text) if not block.marker else None
    return marker is not None and marker.kind == "annex" and len(block.text) < 100


def _annex(block: Block) -> Frame:
    marker = marker_of(f"{block.marker} {block.text}".strip())
    return Frame("annex", marker.value if marker else "PL", block.text)


def _paragraph(
    block: Block, marker: Marker | None, frames: list[Frame], following: Block | None
) -> Placed:
    if marker is None:
        heading = block.text.isupper() and len(block.text) <= _LONGEST_HEADING
        if heading and frames:
            last = frames[-1]
            frames[-1] = attrs.evolve(last, text=f"{last.text} {block.text}")
        return Placed(block, block.text, tuple(frames), heading, label_of(block.text))
    _enter(frames, Frame(marker.kind, marker.value, block.text))
    return Placed(
        block, block.text, tuple(frames), _is_heading(block, marker, frames, following),
        label_of(block.text),
    )  # fmt: skip


def _enter(frames: list[Frame], frame: Frame) -> None:
    """Put an item under the one that it is a part of."""
    kinds = [each.kind for each in frames]
    if frame.kind in kinds:
        del frames[kinds.index(frame.kind) :]
    elif frame.kind.startswith("dotted"):
        # 2.1 is a part of 2, wherever bullets stand between them.
        while (
            frames
            and frames[-1].kind.startswith(("bullet", "letter", "paren", "dotted"))
            and not (frame.value.startswith(f"{frames[-1].value}.") and frames[-1].value)
        ):
            frames.pop()
    elif frame.kind in ("roman", "capital", "number"):
        while frames and frames[-1].kind.startswith("bullet"):
            frames.pop()
    frames.append(frame)


def _is_heading(
    block: Block, marker: Marker, frames: Sequence[Frame], following: Block | None
) -> bool:
    text = block.text
    if text.isupper():
        return True
    if len(text) > _LONGEST_HEADING or text.endswith((".", ";")) or following is None:
        return False
    if label_of(text) or marker.kind.startswith("bullet"):
        return False
    after = marker_of(f"{following.marker} {following.text}") if following.marker else None
    if after is None:
        return bool(following.text)
    return after.kind not in [each.kind for each in frames]


def label_of(text: str) -> Label:
    """What a paragraph says of the heading above it: ``Thời gian thực hiện: …``."""
    head, colon, _ = text.partition(":")
    if not colon or len(head) > 60:
        return ""
    folded = head.casefold().strip()
    if "phối hợp" in folded and folded.startswith(("đơn vị", "cơ quan", "phối hợp")):
        return "with" if "chủ trì" not in folded else "lead"
    return next((label for said, label in _LABELS if folded.startswith(said)), "")


def _row(
    block: Block, heads: tuple[Label, ...], frames: list[Frame]
) -> tuple[tuple[Label, ...], Placed | None]:
    """A row of a table by the headings of its columns; a row of headings gives those."""
    if _are_heads(block):
        return tuple(_column(cell) for cell in block.cells), None
    cells = block.cells
    none: list[Label] = [""]
    labels = heads if len(heads) == len(cells) else tuple(none * len(cells))
    first = cells[0].strip(" .)")
    filled = [cell for cell in cells[1:] if cell]
    marker = marker_of(f"{first}. x") if first and len(first) < 8 else None
    if marker is not None:
        text = filled[0] if filled else ""
        _enter(frames, Frame(marker.kind, marker.value, text))
        if len(filled) == 1 and marker.kind in ("roman", "capital"):
            return heads, Placed(block, text, tuple(frames), is_heading=True)
    said = [cell for cell, label in zip(cells, labels, strict=True) if label in ("", "content")]
    said = said[1:] if marker is not None else said
    text = max(said, key=len, default="") if any(labels) else " | ".join(filter(None, said))
    columns = tuple(
        (label, cell) for cell, label in zip(cells, labels, strict=True) if cell and label
    )
    return heads, Placed(block, text, tuple(frames), columns=columns)


def _are_heads(block: Block) -> bool:
    folded = [cell.casefold() for cell in block.cells]
    short = all(len(cell) < 60 for cell in folded)
    return short and (
        folded[0].strip(". ") in ("stt", "tt", "no", "#")
        or sum(map(bool, map(_column, folded))) > 1
    )


def _column(cell: str) -> Label:
    folded = cell.casefold()
    return next((label for said, label in _COLUMNS if said in folded), "")


def path_of(frames: Sequence[Frame]) -> str:
    """The section that a paragraph stands in, as rules cite it.

    >>> path_of([Frame("roman", "II", ""), Frame("number", "2", ""), Frame("letter", "a", "")])
    'II.2.a'
    """
    path = ""
    for number, each in enumerate(frames):
        if not each.value:
            continue
        if each.kind == "paren":
            path = f"{path}({each.value})"
            continue
        later = frames[number + 1] if number + 1 < len(frames) else None
        if later is not None and later.value.startswith(f"{each.value}.") and each.kind != "roman":
            continue  # 2.1 says that it is of 2
        path = f"{path}.{each.value}" if path else each.value
    return path
