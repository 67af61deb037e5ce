"""Where in a statement something is being typed, and which names may stand there."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dxplan.editing.occurrences import CONDITIONS, QUANTITIES, Kind
from dxplan.syntax.chunks import COMMENT_OR_TEXT
from dxplan.syntax.expected import Word
from dxplan.syntax.nodes import COMPARATOR_OF

_SHARES = (
    "SHARE_WHERE", "SHARE_PROVINCES", "SHARE_DISTRICTS", "SHARE_COMMUNES", "COUNT_WHERE",
    "COUNT_PROVINCES", "COUNT_DISTRICTS", "COUNT_COMMUNES",
)  # fmt: skip
_CONDITIONED = frozenset({*_SHARES, "AMONG", "WHEN", "MET_WHERE"})
_JOINING = frozenset({"AND", "OR", "NOT", "LPAR", "COMMA"})


@attrs.frozen
class Typing:
    """What is typed at a place.

    :param before: the statement up to the word that is being typed.
    :param start: where that word begins; ``end`` is the place itself.
    """

    before: str
    word: str
    start: int
    end: int


def typed_at(text: str, offset: int) -> Typing | None:
    """What is being typed; ``None`` inside a comment or a quoted text."""
    offset = max(0, min(offset, len(text)))
    begin = _statement_start(text, offset)
    if _is_quoted(text, begin, offset):
        return None
    start = offset
    while start > begin and (text[start - 1].isalnum() or text[start - 1] in "_."):
        start -= 1
    return Typing(text[begin:start], text[start:offset], start, offset)


def _statement_start(text: str, offset: int) -> int:
    """Where the statement begins that goes on at an offset: at the last line that is not indented.

    Comments between its lines belong to it, as do blank lines.
    """
    at = text.rfind("\n", 0, offset) + 1
    while at > 0 and (text[at : at + 1].isspace() or text[at : at + 1] in ("#", "}", "")):
        if at == offset:
            return at
        at = text.rfind("\n", 0, at - 1) + 1
    return at


def _is_quoted(text: str, start: int, offset: int) -> bool:
    last = None
    for match in COMMENT_OR_TEXT.finditer(text, start, offset):
        last = match
    if last is None or last.end() != offset:
        return False
    return "\n" not in text[last.start() : offset]


# --- which names may stand there ------------------------------------------------------------------


def kinds_at(words: Sequence[Word]) -> tuple[Kind, ...]:
    """What a name may be that follows the beginning of a statement; nothing where it is declared.

    >>> from dxplan.syntax.expected import beginning
    >>> kinds_at(beginning("x >= 5% by 2025 lead a, ").words)
    ('unit',)
    """
    if not words:
        return ("indicator",)
    back = [word.terminal for word in reversed(words)]
    clause = next((each for each in back if each not in ("NAME", "COMMA")), "NAME")
    names = back.index(clause) - back.count("COMMA") if clause in back else len(back)
    if clause in _OF_CLAUSE:
        return _OF_CLAUSE[clause]
    found = _OF_HEAD.get(words[0].terminal, _in_target)
    return found(back, clause, names)


_OF_CLAUSE: dict[str, tuple[Kind, ...]] = {
    "LEAD": ("unit",), "WITH": ("unit",), "THEN": ("unit",), "SENT_TO": ("unit",),
    "EXCEPT": ("member",), "USE": ("vocabulary",), "PARENT": ("plan",), "CALENDAR": ("calendar",),
    "BY_DIMENSION": ("dimension",), "GATE": ("band",), "OF_THE_DEADLINE_OF": ("work",),
    "COUNTED_FROM": ("fact", "work"), "WEIGHTED_BY": ("measure",), "MEAN_OF": ("measure", "group"),
    "BAND": ("band",), "LEVEL_OF": ("band",),
}  # fmt: skip


def _nothing(back: Sequence[str], clause: str, names: int) -> tuple[Kind, ...]:
    return ()


def _in_measure(back: Sequence[str], clause: str, names: int) -> tuple[Kind, ...]:
    found: dict[str, tuple[Kind, ...]] = {"BY": ("dimension",), "REPORTED_BY": ("member",)}
    return found.get(clause, ())


def _in_indicator(back: Sequence[str], clause: str, names: int) -> tuple[Kind, ...]:
    if "EQ" not in back:
        return ()
    return _in_condition(back) if _CONDITIONED.intersection(back) else QUANTITIES


def _in_scale(back: Sequence[str], clause: str, names: int) -> tuple[Kind, ...]:
    if clause == "REPORTED_BY":
        return ("member",)
    return _in_condition(back) if "MET_WHERE" in back else ()


def _in_condition(back: Sequence[str]) -> tuple[Kind, ...]:
    """In a condition: what it asks for, what a level is held against, a target that is met."""
    if back[0] in COMPARATOR_OF:
        return ("band",)
    if back[0] == "MET":
        return ("indicator",)
    if "MET" in back and all(each == "NAME" for each in back[: back.index("MET")]):
        return ("member",)
    if back[0] in _CONDITIONED or back[0] in _JOINING:
        return (*CONDITIONS, "group")
    return ()


def _in_target(back: Sequence[str], clause: str, names: int) -> tuple[Kind, ...]:
    if "WHEN" in back and back[0] != "COMMA":
        return _in_condition(back)
    if clause == "OF_WHICH":
        return ("indicator",) if names == 0 else ("member",)
    return ("member",)


def _in_work(back: Sequence[str], clause: str, names: int) -> tuple[Kind, ...]:
    if clause in ("BY", "REPORTED_BY", "TO"):
        return ("unit",)
    if clause == "OF":
        return ("fact", "work")
    return _in_condition(back) if "WHEN" in back else ()


def _in_check(back: Sequence[str], clause: str, names: int) -> tuple[Kind, ...]:
    return QUANTITIES


def _in_waiver(back: Sequence[str], clause: str, names: int) -> tuple[Kind, ...]:
    return ("indicator",) if names == 0 else ("member",)


def _in_example(back: Sequence[str], clause: str, names: int) -> tuple[Kind, ...]:
    if clause == "EXPECT":
        return ("indicator", "work", "group") if names == 0 else ("member",)
    if clause in ("BY", "REPORTED_BY"):
        return ("unit",)
    if clause in ("OF", "AND"):
        return ("member",)
    if back[0] == "NAME":
        return ("member",)
    return (*CONDITIONS, "work")


_OF_HEAD = {
    "PLAN": _nothing, "UNIT": _nothing, "DIMENSION": _nothing, "FACT": _nothing,
    "MEASURE": _in_measure, "FLAG": _in_measure, "INDICATOR": _in_indicator, "SCALE": _in_scale,
    "NO_TARGET_BELOW_PARENT": _nothing, "TASK": _in_work, "DUTY": _in_work, "CHECK": _in_check,
    "WAIVE": _in_waiver, "EXAMPLE": _in_example,
}  # fmt: skip
