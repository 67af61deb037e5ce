"""What is wrong with a record that a program gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dxplan.messages import Language, catalogue, help_line, sentence


class RecordError(ValueError):
    """A record that cannot be checked, with the key that is wrong.

    :param code: a key of ``texts/records.toml``; for headings also of ``texts/problems.toml``.
    :param key: the key of the record; empty when the record as a whole is wrong.
    """

    def __init__(self, code: str, key: str = "", **params: object) -> None:
        self.code = code
        self.key = key
        self.params: Mapping[str, object] = {"key": key, **params}
        said = f"{self.message()}; {self.help()}"
        super().__init__(said if key in said else f"`{key}`: {said}")

    def message(self, language: Language = "en") -> str:
        """One sentence that says what is wrong."""
        return sentence(self._texts, language, self.params)

    def help(self, language: Language = "en") -> str:
        """One line that says what to do."""
        return help_line(self._texts, language, self.params)

    @property
    def _texts(self) -> Mapping[str, Any]:
        own = catalogue("records")
        return own[self.code] if self.code in own else catalogue("problems")[self.code]

    def __reduce__(self) -> tuple[Any, ...]:
        # An exception is made anew from its arguments where it goes from process to process.
        return _again, (self.code, self.key, dict(self.params))


def _again(code: str, key: str, params: dict[str, object]) -> RecordError:
    return RecordError(code, key, **{name: said for name, said in params.items() if name != "key"})
