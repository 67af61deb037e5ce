"""Libraries that only some formats need, and what is said when they are not installed."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

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

        >>> MissingExtra("html", "html").message("en")
        'reports as html need more libraries; install them: pip install "dxplan[html]"'
        """
        from dxplan.report.office_words import office_word

        return office_word("extra", "missing", language, format=self.format, extra=self.extra)


def needed(module: str, format: str, extra: str) -> ModuleType:
    """A module of a library.

    :raises MissingExtra: when the library is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name is not None and module.startswith(missing.name):
            raise MissingExtra(format, extra) from missing
        raise
