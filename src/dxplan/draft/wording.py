"""Texts of drafts, and texts of documents made fit for rule files."""

from __future__ import annotations

import unicodedata

from dxplan.draft.model import Document
from dxplan.messages import Language, catalogue, sentence

_WIDTH = 98
LONGEST_TITLE = 90


def said(table: str, code: str, language: Language, **params: object) -> str:
    """An entry of ``texts/drafts.toml``, filled in.

    >>> said("draft", "page", "vi", number=3)
    'trang 3'
    """
    return sentence(catalogue("drafts")[table][code], language, params)


def notes_in(document: Document, language: Language) -> list[str]:
    """What of a document could not be read for certain, each as a sentence."""
    return [said("note", each.code, language, pages=each.pages) for each in document.notes]


def clean(text: str) -> str:
    """A text of a document as a rule file may hold it: on one line, and as it looks.

    What turns the direction of writing, or cannot be seen, is left out.
    """
    kept = "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn") else " " for c in text
    )
    return " ".join(kept.split())


def title(text: str) -> str:
    """A text as a title in quotation marks: at most a line, cut at a word."""
    plain = clean(text).replace('"', "'").replace("\\", "/").strip(" ,;:.-–+*")
    plain = plain.replace("“", "'").replace("”", "'")
    if plain.count(")") > plain.count("("):
        plain = plain.replace(")", "", 1).strip()
    if len(plain) > LONGEST_TITLE:
        plain = plain[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:(") + "…"
    return plain[:1].upper() + plain[1:]


def _unbroken(text: str) -> list[str]:
    """What stands on one line each; at the begin of one, the sign of a doubt would be taken for it.

    >>> _unbroken("a “# ?” b")
    ['a', '“# ?”', 'b']
    """
    return [word.replace("\0", " ") for word in text.replace("# ?", "#\0?").split()]


def comment(text: str, mark: str = "") -> list[str]:
    """A text as lines of comment.

    >>> comment("một hai", "? ")
    ['# ? một hai']
    """
    lines, line = [], f"# {mark}"
    for word in _unbroken(clean(text)):
        if len(line) + len(word) > _WIDTH and line.strip("# ?"):
            lines.append(line.rstrip())
            line = "#   " if mark else "# "
        line += f"{word} "
    lines.append(line.rstrip())
    return lines
