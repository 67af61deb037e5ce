"""A format that reports are written in."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from dxplan.engine.findings import Report
from dxplan.messages import Language, catalogue, sentence


@attrs.frozen
class Renderer:
    """A format that reports are written in; ``dxplan check --format NAME``.

    :param render: writes a report in a language: as text, or as the bytes of a file.
    :param shows_course: whether it shows what targets came to earlier, see ``Report.course``.
    """

    name: str
    render: Callable[[Report, Language], str | bytes]
    shows_course: bool = False


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
        texts = catalogue("reports")["cli"]["missing_extra"]
        return sentence(texts, language, {"format": self.format, "extra": self.extra})
