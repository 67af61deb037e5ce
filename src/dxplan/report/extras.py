"""Libraries that only some formats need, and what is said when they are not installed."""

from __future__ import annotations

from dxplan.messages import Language


class MissingExtra(Exception):
    """A format needs libraries that are not installed.

    :param format: as it was asked for.
    :param extra: what installs them: ``pip install "dxplan[extra]"``.
    """

    def __init__(self, format: str, extra: str) -> None:
        self.format, self.extra = format, extra
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        """One line that says what to install.

        >>> MissingExtra("docx", "docx").message("en")
        'reports as docx need more libraries; install them: pip install "dxplan[docx]"'
        """
        from dxplan.report.office_words import office_word

        return office_word("extra", "missing", language, format=self.format, extra=self.extra)
