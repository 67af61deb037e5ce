"""Printing: from a syntax tree to canonical rule text, in either vocabulary.

For every tree that can be written down, ``parse(print_file(tree, language))`` equals it. Comments
take part in that, so where they are printed rests on how a parser attaches them. Both count the
*pieces* of a statement by where they start in the text: 0 is the head (for a target up to the end
of its first part, for an indicator and a check all that stands before the first clause), then come
a target's further parts, or a dimension's members, each before its own parts, then the clauses, a
scale's groups each before its criteria:

- A comment behind something on its line belongs to the last piece that starts before it, wherever
  that piece ends; so a comment behind the brace that opens a member's parts belongs to the member,
  and one behind the brace that closes them to the last part.
- A comment alone on its indented line belongs to the next piece that starts after it, or to the
  number of pieces if none does.
- Only the first comment behind a piece, with no other comment since the piece began, stays there;
  the others stand alone before the next piece, so that comments keep their order.
- A comment alone in column 0 belongs to the lines before a statement, or to the end of the file.

So a piece that has a comment before it, or behind the piece before it, never joins a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dxplan.messages import Language
from dxplan.syntax import nodes
from dxplan.syntax import printing_examples as examples
from dxplan.syntax import printing_phrases as phrases
from dxplan.syntax import printing_scales as scales
from dxplan.syntax.lexicon import word
from dxplan.syntax.printing_clauses import clause
from dxplan.syntax.printing_layout import (
    INDENT,
    Joining,
    Line,
    Piece,
    fits,
    flow,
    place,
    render,
)

_ON_HEAD_LINE = (
    nodes.TimeClause,
    nodes.DayClause,
    nodes.BeginsClause,
    nodes.LevelClause,
    nodes.EndsClause,
    nodes.HoldsClause,
    nodes.MarkClause,
)


def print_file(file: nodes.RuleFile, language: Language | None = None) -> str:
    """The canonical text of a file, comments kept; statements that could not be read are not in it.

    :param language: whose words to write; those of the file if ``None``.

    >>> time = nodes.TimeClause(nodes.Time("by", nodes.TimeLiteral("year", (2025,))))
    >>> declared = nodes.Declared(nodes.Name("training"), title=nodes.Text("Tập huấn"))
    >>> file = nodes.RuleFile((nodes.WorkStatement("task", declared, (time,)),))
    >>> print(print_file(file, "vi"), end="")
    nhiệm vụ training "Tập huấn" đến năm 2025
    """
    chosen = language or file.language
    lines: list[str] = []
    for statement in file.statements:
        lines += [*statement.leading, *_statement_lines(statement, chosen)]
    return "".join(f"{line}\n" for line in _tidy([*lines, *file.trailing]))


def print_statement(statement: nodes.Statement, language: Language) -> str:
    """The canonical text of one statement with its inner comments, without the lines before it."""
    return "\n".join(_statement_lines(statement, language))


def _tidy(lines: Iterable[str]) -> Iterator[str]:
    """No blank line at the start or the end, and never two in a row."""
    begun = blank = False
    for line in map(str.rstrip, lines):
        if line:
            yield from ("",) if begun and blank else ()
            yield line
        begun, blank = begun or bool(line), not line


def _statement_lines(statement: nodes.Statement, language: Language) -> list[str]:
    if isinstance(statement, nodes.DimensionStatement):
        return _dimension_lines(statement, language)
    if isinstance(statement, nodes.ScaleStatement):
        return _scale_lines(statement, language)
    if isinstance(statement, nodes.TargetStatement):
        pieces = _target_pieces(statement, language)
    else:
        pieces = [Piece(_head(statement, language))]
    if not isinstance(statement, nodes.UseStatement):
        pieces += _clause_pieces(statement.clauses, language)
    comments = place(statement.comments, len(pieces))
    return render(flow(pieces, comments), comments)


# --- heads and clauses ----------------------------------------------------------------------------


def _head(statement: nodes.Statement, language: Language) -> str:
    match statement:
        case nodes.PlanStatement(name, title):
            head = phrases.declared(nodes.Declared(name, title=title))
            return f"{word('PLAN', language)} {head}"
        case nodes.UseStatement(name):
            return f"{word('USE', language)} {name.text}"
        case nodes.DeclarationStatement(kind, declared) | nodes.WorkStatement(kind, declared):
            return f"{word(kind.upper(), language)} {phrases.declared(declared)}"
        case nodes.IndicatorStatement(declared, expression):
            head = f"{word('INDICATOR', language)} {phrases.declared(declared)}"
            return _broken_if_long(head, f"= {phrases.expression(expression, language)}")
        case nodes.CheckStatement(left, comparator, right, title):
            symbol = phrases.comparator_word(comparator, language)
            relation = f"{phrases.linear(left)} {symbol} {phrases.linear(right)}"
            head = f"{word('CHECK', language)} {relation}"
            return head if title is None else _broken_if_long(head, phrases.text(title))
        case nodes.PledgeStatement():
            return word("NO_TARGET_BELOW_PARENT", language)
        case nodes.WaiveStatement(indicator, scope):
            return f"{word('WAIVE', language)} {phrases.scope((indicator, *scope))}"
        case nodes.ExampleStatement(title, day):
            return examples.head(title, day, language)
    raise TypeError(f"not a statement with a head of its own: {statement!r}")


def _broken_if_long(head: str, rest: str) -> str:
    joined = f"{head} {rest}"
    return joined if fits(joined) else f"{head}\n{' ' * INDENT}{rest}"


def _clause_pieces(clauses: Iterable[nodes.Clause], language: Language) -> list[Piece]:
    pieces = []
    before: nodes.Clause | None = None
    for node in clauses:
        pieces.append(Piece(clause(node, language), _joining(node, before)))
        before = node
    return pieces


def _joining(node: nodes.Clause, before: nodes.Clause | None) -> Joining:
    """Whether a clause may stand on the head's line, or beside the clause before it."""
    if isinstance(node, _ON_HEAD_LINE):
        return "head"
    if isinstance(node, nodes.NamesClause):
        if node.kind in ("by_dimension", "reported_by"):
            return "head"
        other = {"done_by": "sent_to", "sent_to": "done_by"}.get(node.kind)
        if isinstance(before, nodes.NamesClause) and before.kind == other:
            return "pair"
    return "never"


# --- targets --------------------------------------------------------------------------------------


def _target_pieces(statement: nodes.TargetStatement, language: Language) -> list[Piece]:
    """The head with the first part, then the other parts: all on one line, or one a line."""
    arms = [phrases.arm(arm, language) for arm in statement.arms]
    texts = [f"{text}," for text in arms[:-1]] + arms[-1:]
    texts[:1] = [" ".join([statement.indicator.text, *texts[:1]])]
    comments = place(statement.comments, len(texts) + len(statement.clauses))
    parted = any(comments.part(number) for number in range(1, len(texts)))
    one_line = fits(" ".join(texts)) and not parted
    return [Piece(text, "always" if one_line else "never") for text in texts]


# --- dimensions -----------------------------------------------------------------------------------


def _dimension_lines(statement: nodes.DimensionStatement, language: Language) -> list[str]:
    head = f"{word('DIMENSION', language)} {phrases.declared(statement.declared)}"
    if statement.of_organisations:
        head = f"{head} {word('ORGANISATIONS', language)}"
    count = 1 + _size(statement.members)
    comments = place(statement.comments, count)
    one_line = f"{head} {_braced(statement.members, language)}"
    if fits(one_line) and not any(comments.part(number) for number in range(1, count)):
        lines = [Line(0, one_line, 0, count - 1), Line(INDENT, "", count)]
    else:
        inner = _member_lines(statement.members, INDENT, 1, language)
        lines = [Line(0, f"{head} {{", 0, 0), *inner, Line(INDENT, "", count), Line(0, "}")]
    return render(lines, comments)


def _size(members: Iterable[nodes.MemberNode]) -> int:
    return sum(1 + _size(member.members) for member in members)


def _braced(members: Iterable[nodes.MemberNode], language: Language) -> str:
    texts = []
    for member in members:
        parts = f" {_braced(member.members, language)}" if member.members else ""
        texts.append(_member(member, language) + parts)
    return f"{{ {', '.join(texts)} }}" if texts else "{}"


def _member(member: nodes.MemberNode, language: Language) -> str:
    also = (f" {word('ALSO', language)} {phrases.text(title)}" for title in member.also)
    return phrases.declared(member.declared) + "".join(also)


def _member_lines(
    members: tuple[nodes.MemberNode, ...], indent: int, number: int, language: Language
) -> list[Line]:
    """One member a line, numbered in the order of their lines."""
    lines = []
    for position, member in enumerate(members, start=1):
        comma = "," if position < len(members) else ""
        text = _member(member, language)
        if member.members:
            lines.append(Line(indent, f"{text} {{", number, number))
            lines += _member_lines(member.members, indent + INDENT, number + 1, language)
            lines.append(Line(indent, f"}}{comma}"))
        else:
            lines.append(Line(indent, f"{text}{comma}", number, number))
        number += 1 + _size(member.members)
    return lines


# --- scales ---------------------------------------------------------------------------------------


def _scale_lines(statement: nodes.ScaleStatement, language: Language) -> list[str]:
    """One clause a line, and one criterion a line."""
    head = f"{word('SCALE', language)} {phrases.declared(statement.declared)}"
    lines = [Line(0, head, 0, 0)]
    number = 1
    for each in statement.clauses:
        if isinstance(each, nodes.GroupClause):
            found = _group_lines(each, number, language)
            number += 1 + len(each.criteria)
        else:
            found = [Line(INDENT, clause(each, language), number, number)]
            number += 1
        lines += found
    lines.append(Line(INDENT, "", number))
    return render(lines, place(statement.comments, number))


def _group_lines(group: nodes.GroupClause, number: int, language: Language) -> list[Line]:
    lines = [Line(INDENT, scales.group_head(group, language), number, number)]
    for position, each in enumerate(group.criteria, start=1):
        comma = "," if position < len(group.criteria) else ""
        text = scales.criterion(each, language) + comma
        lines.append(Line(2 * INDENT, text, number + position, number + position))
    return [*lines, Line(INDENT, "}")]
