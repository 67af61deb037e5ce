"""The words of what examples reach and notice, from ``texts/mutants.toml``; and changed rules."""

from __future__ import annotations

from difflib import SequenceMatcher

import attrs

from dxplan.messages import Language, catalogue, sentence
from dxplan.report.words import plain
from dxplan.syntax import nodes
from dxplan.syntax.printer import print_statement


def say(table: str, code: str, language: Language, **params: object) -> str:
    """An entry of a table, filled in.

    >>> say("kind", "unit", "vi")
    'đơn vị'
    """
    return sentence(catalogue("mutants")[table][code], language, params)


@attrs.frozen
class ChangedLines:
    """The lines of a rule that a change is seen in.

    :param head: its first line, which says what it is about; empty when that is changed itself.
    """

    head: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def changed_lines(
    before: nodes.Statement, after: nodes.Statement, language: Language
) -> ChangedLines:
    """The lines of a rule that a change is seen in, in the words of a language."""
    old, new = (_lines(each, language) for each in (before, after))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    differing = [block for block in blocks if block[0] != "equal"]
    gone = tuple(line for _, i, j, _, _ in differing for line in old[i:j])
    come = tuple(line for _, _, _, i, j in differing for line in new[i:j])
    return ChangedLines(old[0] if old[0] == new[0] else "", gone, come)


def _lines(statement: nodes.Statement, language: Language) -> list[str]:
    plain = attrs.evolve(statement, leading=(), comments=())
    return print_statement(plain, language).split("\n")


def shown_line(line: str) -> str:
    r"""A line of rule text as a terminal may have it, with its indentation.

    >>> shown_line('    lead a\x1b[2J')
    '    lead a\ufffd[2J'
    """
    return " " * (len(line) - len(line.lstrip(" "))) + plain(line)


def place_of(statement: nodes.Statement) -> str:
    """File and line of a rule; empty for one that no file has."""
    span = statement.span
    return "" if span is None else f"{span.source.name}:{span.line}"
