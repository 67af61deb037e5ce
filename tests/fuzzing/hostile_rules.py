"""Rule texts that were made to keep their reader busy, each of any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

Made: TypeAlias = Callable[[int], str]
"""From a number to a text that grows with it."""


def _line(before: str, each: str, behind: str = "") -> Made:
    return lambda n: before + each * n + behind


def _numbered(each: str, before: str = "") -> Made:
    """A text in which `@` is the number of the line, and `@@` that of the next."""
    return lambda n: (
        before + "".join(each.replace("@@", str(i + 1)).replace("@", str(i)) for i in range(n))
    )


def _nested(before: str, opened: str, inside: str, closed: str) -> Made:
    return lambda n: before + opened * n + inside + closed * n


_WHEN = "x >= 5% by 2025 when "
HOSTILE: Mapping[str, Made] = {
    "parentheses": _nested(_WHEN, "(", "a", ")"),
    "parentheses that are not closed": _line(_WHEN, "("),
    "negations": _line(_WHEN, "not ", "a"),
    "negations before a mistake": _line(_WHEN, "not ", "a )"),
    "members of members": _nested("dimension d ", "{ a ", "", "}"),
    "members before a mistake": _nested("dimension d ", "{ a ", "", "} )"),
    "lists of conditions": _nested(_WHEN, "at least 1 of (", "a", ")"),
    "conditions in a row": _line(_WHEN + "a", " and a"),
    "a word": _line("", "x"),
    "words in a row": _line("", "x "),
    "numbers in a row": _line("", "1 "),
    "a text": _line('unit a "', "x", '"'),
    "a text that is not closed": _line('unit a "', "x"),
    "a text of backslashes": _line('unit a "', "\\"),
    "quotes": _line("", '"'),
    "opening quotes": _line("", "“"),
    "digits of a percentage": _line("x >= ", "1", "% by 2025"),
    "digits of a year": _line("x >= 1% by ", "2"),
    "digits with points": _line("x >= ", "1."),
    "a date of dashes": _line("x >= 1% by 2", "-"),
    "a date of digits and dashes": _line("x >= 1% by ", "2-"),
    "parts of a list": _line("x ", "a >= 5%, ", "b >= 1% by 2025"),
    "wrong parts of a list": _line("x ", "a => 5%, ", "b >= 1% by 2025"),
    "the same mistake": _line("", "x >= 2,5% by\n"),
    "words that nearly are keywords": _line("", "leed x\n"),
    "comments": _line("", "#\n"),
    "hashes": _line("", "#"),
    "comments in a statement": _line("x >= 5% by 2025\n", "    # c\n", '    note "a"'),
    "comments behind clauses": _line("x >= 5% by 2025\n", '    note "a" # c\n'),
    "comments that silence": _line("", "# ignore no-lead: x\nx >= 5% by 2025\n"),
    "blank lines": _line("use a\n", " \n"),
    "blanks": _line("x", " ", ">= 5%"),
    "marks on a letter": _line("x", "\u0323\u0301"),
    "null characters": _line("", "\0"),
    "halves of characters": _line("unit a ", "\ud800"),
    "turned directions": _line("", 'unit a "\u202e"\n'),
    "names that look Latin": _numbered("unit \u0441\u043e_@\n"),
    "letters of two alphabets": _line("", "unit \u0430a\n"),
    "signs": _line("indicator a = b", " + b"),
    "signs before a mistake": _line("indicator a = b", " + b", " +"),
    "criteria": _line("scale s\n  group g { ", "a 1 points, ", "}"),
    "percentages in words": _line("x ", "5% - 6%, "),
    "shares of no group": _line("indicator x = ", "share of a where "),
    "times before the threshold": _line("x ", "đến năm 2025 ", "đạt 5%"),
    "short rules": _line("", "a<5\n"),
    "rules that all differ": _numbered("u@ < 5 by 2025 when a or b@ >= @@\n"),
    "units": _numbered('unit u@ "U"\n'),
    "tasks after tasks": _numbered("task t@ within 5 days of the deadline of t@@\n"),
    "successors of successors": _numbered('unit u@ "U" until 2024-01-01 then u@@\n'),
    "who leads what ended": _numbered(
        'unit u@ "U" until 2024-01-01 then u@@\nx >= @ by 2025\n    lead u0\n',
        'measure m\nindicator x "X" = m\n',
    ),
    "tasks that are not there": _numbered("task t@ within 5 days of the deadline of s@\n"),
    "units that are not there": _numbered(
        'unit u@ "U"\nx >= @ by 2025\n    lead v@\n', 'measure m\nindicator x "X" = m\n'
    ),
    "verbs without accents": _numbered("x giam@ 20% by 2025\n"),
    "indicators of indicators": _numbered("indicator i@ = i@@\n"),
    "indicators that double": _numbered("indicator i@@ = i@ + i@\n", "measure i0\n"),
    "rules on rules": _numbered("indicator i@ = m\ni@ >= 5 by 2025 when met i@@\n", "measure m\n"),
    "targets of an indicator": _numbered("i >= @ by 2025\n", "measure m\nindicator i = m\n"),
    "names that nobody declared": _numbered("unknown_name_@ >= 5 by 2025\n"),
}


def of_size(name: str, size: int) -> str:
    """A hostile text of about so many bytes."""
    made = HOSTILE[name]
    small, large = (len(made(n).encode("utf-8", "surrogatepass")) for n in (100, 200))
    return made(max(1, 100 + (size - small) * 100 // (large - small)))


def sizes() -> Iterator[tuple[str, int]]:
    """Every hostile text with the size at which it is held to what is promised."""
    yield from ((name, 1_000_000) for name in HOSTILE)
