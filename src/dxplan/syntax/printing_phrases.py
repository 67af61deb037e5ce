"""The parts of a statement as text: texts, numbers, time, thresholds, conditions, expressions.

Every function returns a phrase without line breaks, in the words of a language. What the grammar
cannot say (a third as a number, ``or more`` in a condition) is still printed for a person to read.
"""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.messages import Language
from dxplan.syntax import nodes
from dxplan.syntax.lexicon import word
from dxplan.values.numbers import exact_text

_SYMBOLS: frozenset[nodes.Word] = frozenset({"GE", "GT", "LE", "LT", "EQ"})
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


# --- leaves ---------------------------------------------------------------------------------------


def text(node: nodes.Text) -> str:
    r"""A text in quotes.

    >>> print(text(nodes.Text('Đề án "06"')))
    "Đề án \"06\""
    """
    escaped = node.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def names(items: Iterable[nodes.Name]) -> str:
    """Names with commas between them."""
    return ", ".join(name.text for name in items)


def scope(items: Iterable[nodes.Name]) -> str:
    """Names side by side, as a scope has them."""
    return " ".join(name.text for name in items)


def declared(node: nodes.Declared) -> str:
    """``name | alias "title"``."""
    alias = "" if node.alias is None else f" | {node.alias.text}"
    title = "" if node.title is None else f" {text(node.title)}"
    return f"{node.name.text}{alias}{title}"


def number(node: nodes.Number) -> str:
    """An exact decimal, with its percent sign if it has one."""
    return exact_text(node.value) + ("%" if node.percent else "")


# --- time -----------------------------------------------------------------------------------------


def literal(
    node: nodes.TimeLiteral, language: Language, bare: nodes.LiteralKind | None = None
) -> str:
    """A time literal.

    :param bare: the kind that stands without its word in Vietnamese, where the clause implies it.

    >>> quarter = nodes.TimeLiteral("quarter", (2024, 2))
    >>> literal(quarter, "en"), literal(quarter, "vi")
    ('2024-Q2', 'quý II năm 2024')
    """
    if node.kind in ("school_year", "semester"):
        return _school_time(node, language)
    if language == "en":
        return _international(node)
    noun = "" if node.kind == bare else f"{word(node.kind.upper(), language)} "
    if node.kind == "quarter":
        year, ordinal = node.parts
        return f"{noun}{_roman(ordinal)} {word('YEAR', language)} {year}"
    return noun + "/".join(map(str, reversed(node.parts)))


def _international(node: nodes.TimeLiteral) -> str:
    year, *rest = node.parts
    if node.kind == "quarter":
        return f"{year}-Q{rest[0]}"
    return "-".join([str(year), *(f"{part:02d}" for part in rest)])


def _school_time(node: nodes.TimeLiteral, language: Language) -> str:
    first, *semester = node.parts
    year = f"{word('SCHOOL_YEAR', language)} {first}-{first + 1}"
    if not semester:
        return year
    noun = word("SEMESTER", language)
    if language == "en":
        return f"{noun} {semester[0]} {word('OF', language)} {year}"
    return f"{noun} {_roman(semester[0])} {year}"


def _roman(ordinal: int) -> str:
    return _ROMAN.get(ordinal, str(ordinal))


def time(node: nodes.Time, language: Language) -> str:
    """When a rule is judged: ``by 2025``, ``from 2024 to 2025``, ``every quarter``."""
    words = [word(node.kind.upper(), language)]
    if node.step is not None:
        words.append(word(node.step.upper(), language))
    if node.literal is not None:
        words.append(literal(node.literal, language))
    if node.until is not None:
        words += [word("TO", language), literal(node.until, language)]
    return " ".join(words)


# --- thresholds -----------------------------------------------------------------------------------


def threshold(node: nodes.Threshold, language: Language) -> str:
    """``>= 5%``, ``50% or more``, ``2% .. 5%``, or a bare value.

    >>> from fractions import Fraction
    >>> share = nodes.Range(nodes.Number(Fraction(2), True), nodes.Number(Fraction(5), True))
    >>> threshold(share, "en"), threshold(share, "vi")
    ('2% .. 5%', 'từ 2% đến 5%')
    """
    if isinstance(node, nodes.Carried):
        return number(node.value)
    if isinstance(node, nodes.Comparison):
        value = word("PARENT", language) if node.value is None else number(node.value)
        return compared(node.word, value, language)
    low, high = number(node.low), number(node.high)
    if language == "en":
        return f"{low} .. {high}"
    return f"{word('FROM', language)} {low} {word('TO', language)} {high}"


def compared(comparator: nodes.Word, value: str, language: Language) -> str:
    """A comparator with what it compares with."""
    if comparator != "OR_MORE":
        return f"{comparator_word(comparator, language)} {value}"
    after = f"{value} {word('OR_MORE', language)}"
    return after if language == "en" else f"{word('FROM', language)} {after}"


def comparator_word(comparator: nodes.Word, language: Language) -> str:
    """A comparator as it was written: its symbol or its word."""
    if comparator in _SYMBOLS:
        return nodes.COMPARATOR_OF[comparator]
    return word(comparator, language)


def arm(node: nodes.Arm, language: Language) -> str:
    """One part of a target's list."""
    parts = [scope(node.scope)]
    if node.threshold is not None:
        parts.append(threshold(node.threshold, language))
    if node.time is not None:
        parts.append(time(node.time, language))
    return " ".join(part for part in parts if part)


# --- conditions and expressions -------------------------------------------------------------------


def condition(node: nodes.Condition, language: Language) -> str:
    """A condition with as few parentheses as say the same.

    >>> a, b = nodes.Holding(nodes.Name("a")), nodes.Holding(nodes.Name("b"))
    >>> condition(nodes.And((nodes.Or((a, b)), nodes.Not(a))), "en")
    '(a or b) and not a'
    """
    match node:
        case nodes.Holding(name):
            return name.text
        case nodes.Comparing(name, comparator, value):
            return f"{name.text} {compared(comparator, number(value), language)}"
        case nodes.Levelled(name, comparator, band):
            return f"{name.text} {comparator_word(comparator, language)} {band.text}"
        case nodes.Not(operand):
            inner = _inside(operand, (nodes.And, nodes.Or), language)
            return f"{word('NOT', language)} {inner}"
        case nodes.And(operands):
            joint = f" {word('AND', language)} "
            return joint.join(_inside(part, (nodes.And, nodes.Or), language) for part in operands)
        case nodes.Or(operands):
            joint = f" {word('OR', language)} "
            return joint.join(_inside(part, (nodes.Or,), language) for part in operands)


def _inside(
    node: nodes.Condition, looser: tuple[type[nodes.Condition], ...], language: Language
) -> str:
    inner = condition(node, language)
    return f"({inner})" if isinstance(node, looser) else inner


def linear(node: nodes.Linear) -> str:
    """A sum of terms.

    >>> from fractions import Fraction
    >>> a, b = nodes.Term(Fraction(2), nodes.Name("a")), nodes.Term(Fraction(-1), nodes.Name("b"))
    >>> linear((a, b))
    '2 * a - b'
    """
    signed = "".join(f" {'-' if item.factor < 0 else '+'} {_term(item)}" for item in node)
    # The grammar has no sign before the first term; a tree that has one is still shown with it
    return signed.removeprefix(" + ").removeprefix(" ")


def _term(node: nodes.Term) -> str:
    size = abs(node.factor)
    if node.name is None:
        return exact_text(size)
    return node.name.text if size == 1 else f"{exact_text(size)} * {node.name.text}"


def _operand(node: nodes.Linear) -> str:
    plain = len(node) == 1 and node[0].name is not None and node[0].factor == 1
    return linear(node) if plain else f"({linear(node)})"


def expression(node: nodes.Expression, language: Language) -> str:
    """What an indicator is computed from."""
    match node:
        case nodes.Share(numerator, denominator):
            return f"{_operand(numerator)} / {_operand(denominator)}"
        case nodes.Rate(numerator, denominator):
            return f"{_operand(numerator)} {word('PER', language)} {_operand(denominator)}"
        case nodes.Count(total):
            return linear(total)
        case nodes.ShareWhere(where):
            return f"{word('SHARE_WHERE', language)} {condition(where, language)}"
        case nodes.CountWhere(where):
            return f"{word('COUNT_WHERE', language)} {condition(where, language)}"
        case nodes.Mean(measure, weight):
            mean = f"{word('MEAN_OF', language)} {measure.text}"
            if weight is None:
                return mean
            return f"{mean} {word('WEIGHTED_BY', language)} {weight.text}"
