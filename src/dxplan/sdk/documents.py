"""What a developer calls about the document of a plan: draft rules, and see what has none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.rule_errors import usable
from dxplan.session import PathLike, open_session

if TYPE_CHECKING:
    from dxplan.draft.coverage import Coverage
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
    >>> _ = page.write_text("1. Goals\n- 80% of pupils have a digital record by 2025.\n")
    >>> draft = draft_rules(page)
    >>> [line for line in draft.text.splitlines() if "80%" in line and "#" not in line]
    ['pupils_have_a_digital_record reaches 80% by 2025']
    >>> folder.cleanup()
    """
    from dxplan.draft.documents import read_document
    from dxplan.draft.writing import draft_of

    return draft_of(read_document(Path(path)), language)


def coverage(
    plan: Plan | PathLike, document: PathLike, *, plugins: Sequence[PathLike] = ()
) -> Coverage:
    r"""Which sentences of a document have no rule in a plan, and which rules no sentence.

    :param plan: a plan, or what :func:`load` takes.
    :param document: a ``.docx``, ``.pdf``, ``.html`` or ``.txt`` file.
    :raises CannotDraft: when the document cannot be read.
    :raises RuleError: when the plan is a reference and its rules have errors.

    >>> import dxplan, tempfile
    >>> rules = "measure a\nmeasure b\nindicator x = a / b\nx >= 80% by 2025 cite \"1\""
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = Path(folder) / "page.txt"
    ...     text = "1. Goals\n- 80% of pupils by 2025.\n- 90% of teachers by 2025.\n2. Ends\n"
    ...     _ = page.write_text(text)
    ...     found = coverage(dxplan.load_text(rules), page)
    >>> [each.sentence.text for each in found.uncovered], found.unfounded
    (['90% of teachers by 2025.'], ())
    """
    from dxplan.draft.coverage import coverage_of
    from dxplan.draft.documents import read_document

    bound = plan if isinstance(plan, Plan) else usable(open_session(plugins).load(plan))
    return coverage_of(bound, read_document(Path(document)))
