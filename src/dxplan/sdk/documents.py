"""What a developer calls about the document of a plan: draft rules, and see what has none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.messages import Language
from dxplan.session import PathLike

if TYPE_CHECKING:
    from dxplan.draft.writing import Draft


def draft_rules(path: PathLike, *, language: Language | None = None) -> Draft:
    r"""A first draft of rules from the document of a plan.

    Its ``text`` is a rule file that can be read; what is not certain stands there as ``# ?``.

    :param path: a ``.docx``, ``.pdf``, ``.html`` or ``.txt`` file.
    :param language: whose words to write; without it those of the document.
    :raises CannotDraft: when it cannot be read.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> page = Path(folder.name) / "page.txt"
    >>> _ = page.write_text("1. Goals\\n- 80% of pupils have a digital record by 2025.\\n")
    >>> draft = draft_rules(page)
    >>> [line for line in draft.text.splitlines() if "80%" in line and "#" not in line]
    ['pupils_have_a_digital_record reaches 80% by 2025']
    >>> folder.cleanup()
    """
    from dxplan.draft.documents import read_document
    from dxplan.draft.writing import draft_of

    return draft_of(read_document(Path(path)), language)
