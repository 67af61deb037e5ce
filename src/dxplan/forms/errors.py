"""Why a form cannot be made."""

from __future__ import annotations

from dxplan.messages import Language
from dxplan.report.words import word


class CannotMake(ValueError):
    """A form that cannot be made as it was asked for.

    :param code: a key of the table ``form`` in ``texts/reports.toml``.
    :param params: what fills the sentence.
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        """One sentence that says why, and what to do."""
        return word("form", self.code, language, **self.params)
