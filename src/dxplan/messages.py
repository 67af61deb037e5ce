"""Message texts in every language the project speaks, kept as data.

A catalogue is a TOML file in ``dxplan/texts``: one table a code, with ``en`` and ``vi`` templates
for the sentence and ``help_en`` / ``help_vi`` for the line that says what to do. Templates use
``str.format`` fields named after the parameters of the message.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import attrs

from dxplan.shown import Shown

Language = Literal["en", "vi"]
LANGUAGES: tuple[Language, ...] = ("en", "vi")
_TEXTS = Path(__file__).with_name("texts")


@cache
def catalogue(name: str) -> Mapping[str, Mapping[str, Any]]:
    """All entries of ``dxplan/texts/<name>.toml``, by code.

    >>> "unknown-indicator" in catalogue("diagnostics")
    True
    """
    import tomli

    # Not by importlib.resources, which imports a dozen modules to read a file.
    text = (_TEXTS / f"{name}.toml").read_text("utf-8")
    return tomli.loads(text)


def sentence(templates: Mapping[str, Any], language: Language, params: Mapping[str, object]) -> str:
    """The sentence of an entry, filled in.

    >>> sentence({"en": "no {what}", "vi": "không có {what}"}, "vi", {"what": "x"})
    'không có x'
    """
    return str(templates[language]).format_map(_in(language, params))


def help_line(
    templates: Mapping[str, Any], language: Language, params: Mapping[str, object]
) -> str:
    """The line that says what to do about it; empty when there is nothing to add."""
    return str(templates.get(f"help_{language}", "")).format_map(_in(language, params))


@attrs.frozen(repr=False)
class Phrase(Shown):
    """A part of a message that reads differently in every language, from ``texts/phrases.toml``.

    :param source: another catalogue to take it from; a dot in the code leads into a table of it.

    >>> Phrase("indicator").text("vi")
    'chỉ tiêu'
    """

    code: str
    params: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    source: str = "phrases"

    def text(self, language: Language) -> str:
        """What it says in a language."""
        entry: Mapping[str, Any] = catalogue(self.source)
        for part in self.code.split("."):
            entry = entry[part]
        return sentence(entry, language, self.params)


def system_reason(error: Exception) -> Phrase | str:
    """What the system had against a file, as a part of a message.

    In its own words where it is nothing that happens to people.

    >>> system_reason(FileNotFoundError(errno.ENOENT, "No such file or directory")).text("vi")
    'không có tệp hoặc thư mục này'
    """
    # A name with a null character, or of letters that no file system takes, has no number.
    number = getattr(error, "errno", None)
    name = "NO_NAME" if isinstance(error, ValueError) else errno.errorcode.get(number or 0, "")
    if name in catalogue("reports")["system"]:
        return Phrase(f"system.{name}", source="reports")
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _in(language: Language, params: Mapping[str, object]) -> dict[str, object]:
    return {key: _said(value, language) for key, value in params.items()}


def vietnamese_day(on: date) -> str:
    """A day as officers write it: a zero before days under 10 and months under 3.

    So Decree 30/2020/NĐ-CP has it for documents.

    >>> vietnamese_day(date(2024, 5, 31)), vietnamese_day(date(2024, 2, 1))
    ('31/5/2024', '01/02/2024')
    """
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"{on.day:02}/{month}/{on.year}"


def _said(value: object, language: Language) -> object:
    """A part of a message in a language: phrases, days as its readers write them, and lists."""
    if isinstance(value, Phrase):
        return value.text(language)
    if isinstance(value, tuple):
        return ", ".join(str(_said(part, language)) for part in value)
    if isinstance(value, date) and language == "vi":
        return vietnamese_day(value)
    return value
