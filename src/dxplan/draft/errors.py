"""What keeps a document from being read."""

from __future__ import annotations

from dxplan.messages import Language, catalogue, sentence


class CannotDraft(Exception):
    """A document that cannot be read as a plan, or a part that is not installed.

    :param code: a key of the table ``refused`` in ``texts/drafts.toml``.
    :param params: what fills the sentence.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def text(self, language: Language) -> str:
        """What is wrong, and what to do, in a language."""
        return sentence(catalogue("drafts")["refused"][self.code], language, self.params)

    def __str__(self) -> str:
        return self.text("en")
