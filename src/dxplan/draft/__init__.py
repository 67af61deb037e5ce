"""First drafts of rules from the documents of plans, and what of a document has no rule.

Nothing is made up: whatever number, day or unit a draft has stands in the sentence that it cites.
"""

from dxplan.draft.documents import read_document
from dxplan.draft.errors import CannotDraft
from dxplan.draft.model import Document, Place, Sentence
from dxplan.draft.writing import Draft, draft_of

__all__ = [
    "CannotDraft",
    "Document",
    "Draft",
    "Place",
    "Sentence",
    "draft_of",
    "read_document",
]
