"""How much the solver may work, counted in its own units.

A count and not a time, so that an answer does not depend on the machine. Most questions take a few
thousand units; a million are a few seconds.
"""

from __future__ import annotations

import attrs

QUESTION = 1_000_000
"""What one question may take."""
QUESTIONS = 20
TOGETHER = QUESTIONS * QUESTION
"""What all questions of one refinement, or of one look for contradictions, may take."""
WISH = QUESTION // 100
"""What the search for simpler figures may take, each time, once some figures are known."""


@attrs.define
class Work:
    """A limit for one question and for all of them, and what was used of it.

    :param question: for one.
    :param together: for all.
    :param questions: how many were asked.
    :param used: what they took.
    """

    question: int = QUESTION
    together: int = TOGETHER
    questions: int = 0
    used: int = 0

    def limit(self, most: int | None = None) -> int:
        """What the next question may take; 0 when nothing is left.

        >>> Work(question=100, together=150, used=120).limit()
        30
        """
        return max(0, min(self.question if most is None else most, self.together - self.used))

    def spend(self, used: int) -> None:
        """Note a question, and what it took."""
        self.questions += 1
        self.used += used


def work_on_a_question(most: int | None) -> Work:
    """Limits for one question, and for all in proportion; the usual ones for none.

    >>> work_on_a_question(1000).together
    20000
    """
    return Work() if most is None else Work(most, QUESTIONS * most)
