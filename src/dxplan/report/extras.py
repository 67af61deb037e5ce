"""Formats that need a library which only some installations have."""

from __future__ import annotations

from dxplan.messages import Language
from dxplan.report.office_words import office_word


class ExtraMissing(Exception):
    """What was asked for needs an extra that is not installed.

    :param extra: its name, as in ``dxplan[docx]``.
    """

    def __init__(self, extra: str) -> None:
        self.extra = extra
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        """What to install.

        >>> ExtraMissing("docx").message("en")
        'this needs more than dxplan brings: pip install "dxplan[docx]"'
        """
        return office_word("extra", "missing", language, extra=self.extra)
