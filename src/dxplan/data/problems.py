"""What can be wrong with data: told by file, sheet and cell, never guessed around.

The texts of all codes stand in ``texts/problems.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dxplan.messages import Language, catalogue, help_line, sentence
from dxplan.shown import Shown


@attrs.frozen(repr=False)
class Problem(Shown):
    """One thing that is wrong with a data file.

    :param code: readable code, a key of ``texts/problems.toml``.
    :param file: the file as the caller named it; ``sheet`` and ``cell`` where it has them.
    :param fatal: whether the file could not be read at all.
    """

    code: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    params: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    fatal: bool = False

    def message(self, language: Language = "en") -> str:
        """One sentence that says what is wrong."""
        return sentence(catalogue("problems")[self.code], language, self.params)

    def help(self, language: Language = "en") -> str:
        """One line that says what to do, or an empty string."""
        return help_line(catalogue("problems")[self.code], language, self.params)
