"""How much the solver may work, counted in its own units.

A count and not a time, so that an answer does not depend on the machine. Most questions take a few
thousand units; a million are a few seconds.
"""

from __future__ import annotations

import attrs

QUESTION = 1_000_000
"""What one question may take."""
TOGETHER = 20 * QUESTION
"""What all questions of one refinement, or of one look for contradictions, may take."""
WISH = QUESTION // 100
"""What the search for simpler figures may take, each time, once some figures are known."""


@attrs.define
class Work:
    """A limit for one question and for all of them, and what was used of it.

    :param together: what is left for all questions to come.
    :param questions: how many were asked.
    """

    question: int = QUESTION
    together: int = TOGETHER
    questions: int = 0

    def limit(self, most: int | None = None) -> int:
        """What the next question may take; 0 when nothing is left.

        >>> Work(question=100, together=150).limit(most=20)
        20
        """
        return max(0, min(self.question if most is None else most, self.together))

    def spend(self, used: int) -> None:
        """Note a question and what it took."""
        self.questions += 1
        self.together -= used
