"""Why no data can be aimed."""

from __future__ import annotations

from dxplan.messages import Language, Phrase


class CannotAim(Exception):
    """Data that a target cannot have, or that are not built here.

    :param target: the id of the target.
    :param code: of ``texts/aiming.toml``, where its sentence stands.
    """

    def __init__(self, target: str, code: str, **params: str) -> None:
        super().__init__(target, code, params)
        self.target = target
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.target}: {self.text('en')}"

    @property
    def phrase(self) -> Phrase:
        """The sentence that says why."""
        return Phrase(self.code, self.params, "aiming")

    def text(self, language: Language) -> str:
        """The sentence in a language."""
        return self.phrase.text(language)


class Empty(Exception):
    """No whole numbers keep all of some inequalities."""
