"""A plan's document, from its file to its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dxplan.draft.finding import sentences_of
from dxplan.draft.head import head_of
from dxplan.draft.model import Block, Document, Note, Sentence
from dxplan.draft.outline import outline, path_of
from dxplan.draft.reading import blocks_of
from dxplan.messages import Language

_VIETNAMESE = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def read_document(path: Path) -> Document:
    """What a document says at its head, and its sentences that carry something.

    :raises CannotDraft: when it cannot be read.
    """
    blocks, notes = blocks_of(path)
    return document_of(blocks, path.stem, notes)


def document_of(blocks: Sequence[Block], name: str, notes: tuple[Note, ...] = ()) -> Document:
    """The same of paragraphs that were read already, with what of them is not certain."""
    head = head_of(blocks, name)
    found = list(sentences_of(blocks))
    return Document(
        name,
        _language(blocks),
        head.title,
        head.number,
        head.issuer,
        head.issued,
        head.period,
        _sections(blocks),
        tuple(each for each in found if _carries(each)),
        len(found),
        notes,
    )


def _carries(sentence: Sentence) -> bool:
    """Whether a rule could be made of it; a line that leads over to a list only with a number."""
    if not sentence.carries:
        return False
    if sentence.text.endswith(":") and not sentence.quantities:
        return False
    return bool(sentence.carries != {"unit"} or any(u.role != "to" for u in sentence.units))


def _language(blocks: Sequence[Block]) -> Language:
    letters = [c for each in blocks for c in each.text.casefold() if c.isalpha()]
    marked = sum(c in _VIETNAMESE for c in letters)
    return "vi" if marked * 50 > len(letters) else "en"


def _sections(blocks: Sequence[Block]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for placed in outline(blocks):
        path = path_of(placed.frames)
        if placed.is_heading and path:
            found.setdefault(path, placed.text)
    return tuple(found.items())
