"""What a draft makes of a few lines below a heading."""

from __future__ import annotations

from dxplan.draft import draft_of
from dxplan.draft.documents import document_of
from dxplan.draft.text_file import text_blocks

_DECLARED = ("measure", "indicator", "unit", "dimension", "flag", "plan")


def drafted(*lines: str) -> tuple[list[str], list[str]]:
    """The first lines of the rules in English, and what is asked, but not what is asked of all."""
    document = document_of(text_blocks("\n".join((*lines, "9. Hết")).encode()), "thử")
    text = draft_of(document, "en").text
    rules = [line for line in text.splitlines() if line[:1] not in ("", "#", " ")]
    asked = [line[4:] for line in text.replace("\n#   ", " ").splitlines() if line[:3] == "# ?"]
    usual = ("how it is counted", "which figure", "nobody is said", "no period", "only the number")
    return (
        [rule for rule in rules if not rule.startswith(_DECLARED)],
        [each for each in asked if not each.startswith(usual)],
    )
