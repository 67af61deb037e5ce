"""Ids that cannot be those of organisations, whatever a register says."""

from __future__ import annotations

import re
import unicodedata

from dxplan.data.cell_values import formula_fault
from dxplan.data.faults import Fault
from dxplan.data.organisation_ids import id_text
from dxplan.data.wording import shown

# The number of a citizen has twelve digits; the ministry's codes of schools have ten.
_OF_CITIZEN = re.compile("[0-9]{12}")


def is_of_citizen(raw: object) -> bool:
    """Whether an id has the form of a citizen's number."""
    return _OF_CITIZEN.fullmatch(id_text(raw)) is not None


def id_fault(raw: object) -> Fault | None:
    """What is wrong with an id that no register is there to refuse."""
    text = str(raw)
    if text.isascii():
        return formula_fault(raw)
    foreign = [each for each in text if each.isalpha() and not _is_latin(each)]
    params = {"text": shown(text), "letters": " ".join(dict.fromkeys(foreign))}
    return Fault("foreign-letter-in-id", params) if foreign else None


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER", "FEMININE", "MASCULINE"))
