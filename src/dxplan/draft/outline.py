"""Where each paragraph of a document stands: under which headings, items and labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from dxplan.draft.markers import Marker, marker_of
from dxplan.draft.model import Block, Frame, Label
from dxplan.draft.rows import Row, Table, row_of

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
_LONGEST_HEADING = 220
_OF_ROWS = "row "
"""Before the kinds of frames that are rows of tables."""
_MEASURED = ("đơn vị tính", "đvt", "đơn vị", "unit")


@attrs.frozen
class Placed:
    """A paragraph or row with what stands above it.

    :param text: of a row the cell that says what is to be done.
    :param is_heading: whether it only names what stands below it.
    :param label: what it says of the heading above it.
    :param columns: of a row the cells that say who and when; ``row`` is all that it says.
    """

    block: Block
    text: str
    frames: tuple[Frame, ...]
    is_heading: bool = False
    label: Label = ""
    columns: tuple[tuple[Label, str], ...] = ()
    row: Row | None = None


def outline(blocks: Sequence[Block], since: int | None = None) -> Iterator[Placed]:
    """The paragraphs of the plan itself, in order: not its head, and nothing behind its end.

    :param since: the first year of the plan.
    """
    frames: list[Frame] = []
    table = Table(since=since)
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
            table, row = row_of(block.cells, table)
            if row is not None:
                yield _row(block, row, frames)
            continue
        _leave_table(frames)
        table = _above_table(block, table)
        if not block.text or block.text.casefold().lstrip("*_ ").startswith(_NOT_OF_THE_PLAN):
            continue
        yield _paragraph(block, marker, frames, following)


def begin_of(blocks: Sequence[Block]) -> int:
    """The first paragraph of the plan itself: the one with the first number, if there are two."""
    numbered = [n for n, block in enumerate(blocks) if _is_numbered(block)]
    rows = [n for n, block in enumerate(blocks) if sum(map(bool, block.cells)) > 2]
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


def _row(block: Block, row: Row, frames: list[Frame]) -> Placed:
    """A row of a table under the rows and headings above it."""
    if row.marker is not None:
        _enter_row(frames, Frame(row.marker.kind, row.marker.value, row.text))
    return Placed(
        block, row.text, tuple(frames), row.is_heading, "", row.labelled, row,
    )  # fmt: skip


def _enter_row(frames: list[Frame], frame: Frame) -> None:
    """Put a numbered row under the rows that it is a part of; all rows are below the headings."""
    rows = [
        attrs.evolve(each, kind=each.kind.removeprefix(_OF_ROWS))
        for each in frames
        if each.kind.startswith(_OF_ROWS)
    ]
    _enter(rows, frame)
    _leave_table(frames)
    frames += [attrs.evolve(each, kind=f"{_OF_ROWS}{each.kind}") for each in rows]


def _leave_table(frames: list[Frame]) -> None:
    frames[:] = [each for each in frames if not each.kind.startswith(_OF_ROWS)]


def _above_table(block: Block, table: Table) -> Table:
    """What a paragraph tells of the table below it; the columns of numbers end with it."""
    if not any(sign.isalpha() for sign in block.text):
        return table  # the number of a page
    head, colon, said = block.text.strip(" ()*").partition(":")
    measure = said.strip(" ().") if colon and head.casefold().strip() in _MEASURED else ""
    labelled = all(each.kind in ("", "number", "what", "lead", "with", "time", "note")
                   for each in table.columns)  # fmt: skip
    if labelled:
        return attrs.evolve(table, measure=measure, only_heads=False)
    return Table(measure=measure, since=table.since)


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
