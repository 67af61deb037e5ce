"""Names of what a draft declares: made of the document's own words, each only once."""

from __future__ import annotations

import attrs

from dxplan.draft.unit_names import ascii_name
from dxplan.syntax.lexicon import all_words

_FALLBACK = "x"


@attrs.define
class Names:
    """The names that are taken."""

    taken: set[str] = attrs.field(factory=set)

    def of(self, text: str, ending: str = "") -> str:
        """A new name after a text."""
        bare = ascii_name(text, 32) or _FALLBACK
        name, number = f"{bare}{ending}", 1
        while name in self.taken or name.casefold() in all_words():
            number += 1
            name = f"{bare}_{number}{ending}"
        self.taken.add(name)
        return name
