"""The parts of a statement as text: texts, numbers, time, thresholds, conditions, expressions.

Every function returns a phrase without line breaks, in the words of a language. What the grammar
cannot say (a third as a number, ``or more`` in a condition) is still printed for a person to read.
"""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.messages import Language
from dxplan.syntax import nodes
from dxplan.syntax.lexicon import word
from dxplan.syntax.literals import unmistakable
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


def number(node: nodes.Number, language: Language) -> str:
    """An exact decimal, with its percent sign or the word for its magnitude if it has one.

    >>> from fractions import Fraction
    >>> number(nodes.Number(Fraction(1_500_000_000), False, "BILLION", True), "vi")
    '1.5 tỷ đồng'
    """
    if node.magnitude is None:
        text = exact_text(node.value)
        words = [f"{text}%" if node.percent else unmistakable(text)]
    else:
        size = nodes.SIZE_OF[node.magnitude]
        words = [unmistakable(exact_text(node.value / size)), word(node.magnitude, language)]
    return " ".join([*words, word("DONG", language)] if node.money else words)


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
        half = node.step == "half_year"
        each = (
            [word("EVERY_HALF_YEAR", language)]
            if half
            else [*words, word(node.step.upper(), language)]
        )
        words = [*each, word("FROM", language)] if node.literal is not None else each
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
    match node:
        case nodes.Carried(value):
            return number(value, language)
        case nodes.Comparison(comparator, value):
            text = word("PARENT", language) if value is None else number(value, language)
            return compared(comparator, text, language)
        case nodes.Range(low, high):
            return _range(low, high, language)
        case nodes.Change():
            return _change(node, language)
        case nodes.Multiple(comparator, times):
            text = compared(comparator, number(times, language), language)
            return f"{text} {word('TIMES', language)}"
        case nodes.LevelOf(of):
            words = [word("MAINTAINS", language), word("LEVEL_OF", language)]
            return " ".join([*words, literal(of, language)])
        case nodes.About(value, tolerance):
            text = f"{word('ABOUT', language)} {number(value, language)}"
            return text if tolerance is None else f"{text} ± {number(tolerance, language)}"
        case nodes.Eliminated():
            return word("ELIMINATED", language)


def _change(node: nodes.Change, language: Language) -> str:
    """A verb, and how much."""
    if node.high is not None:
        amount = _range(node.low, node.high, language)
    elif node.word is None:
        amount = number(node.low, language)
    else:
        amount = compared(node.word, number(node.low, language), language)
    behind = [word("TIMES", language)] if node.verb == "GROWS_TO" else []
    return " ".join([word(node.verb, language), amount, *behind])


def _range(low: nodes.Number, high: nodes.Number, language: Language) -> str:
    first, last = number(low, language), number(high, language)
    if language == "en":
        return f"{first} .. {last}"
    return f"{word('FROM', language)} {first} {word('TO', language)} {last}"


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
    parts = [word("REMAINING", language) if node.remaining else scope(node.scope)]
    if node.of_which is not None:
        parts[:0] = [word("OF_WHICH", language), node.of_which.text]
    if node.threshold is not None:
        parts.append(threshold(node.threshold, language))
    if node.against is not None:
        parts += [word("AGAINST", language), literal(node.against, language)]
    if node.each is not None:
        parts.append(each(node.each, language))
    if node.time is not None:
        parts.append(_lasting(node, node.time, language))
    return " ".join(part for part in parts if part)


def each(node: nodes.Each, language: Language) -> str:
    """``in each commune``; another column of the register stands in quotes."""
    by = node.by
    what = text(by) if isinstance(by, nodes.Text) else word(f"{by.upper()}_LEVEL", language)
    return f"{word('EACH', language)} {what}"


def _lasting(node: nodes.Arm, when: nodes.Time, language: Language) -> str:
    """What is kept up lasts to a time, where anything else comes about by it."""
    keeps = isinstance(node.threshold, nodes.LevelOf) or (
        isinstance(node.threshold, nodes.Change) and node.threshold.verb == "MAINTAINS"
    )
    if not keeps or when.kind != "by" or when.literal is None:
        return time(when, language)
    return f"{word('TO', language)} {literal(when.literal, language)}"


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
            return f"{name.text} {compared(comparator, number(value, language), language)}"
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
        case nodes.SomeOf(count, operands):
            head = f"{_some(language)[0]} {number(count, language)} {_some(language)[1]}"
            return f"{head} ({', '.join(condition(part, language) for part in operands)})"
        case nodes.Met(indicator, members):
            return f"{word('MET', language)} {scope((indicator, *members))}"


def _some(language: Language) -> tuple[str, str]:
    """The words around the number of a choice: ``at least … of``, ``ít nhất … trong``."""
    terminals = ("AT_LEAST", "OF") if language == "en" else ("NO_LESS", "IN")
    return word(terminals[0], language), word(terminals[1], language)


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
        return unmistakable(exact_text(size))
    return node.name.text if size == 1 else f"{unmistakable(exact_text(size))} * {node.name.text}"


def _operand(node: nodes.Linear) -> str:
    plain = len(node) == 1 and node[0].name is not None and node[0].factor == 1
    return linear(node) if plain else f"({linear(node)})"


_OF: dict[nodes.Counted, tuple[str, str]] = {
    "school": ("SHARE_WHERE", "COUNT_WHERE"),
    "commune": ("SHARE_COMMUNES", "COUNT_COMMUNES"),
    "district": ("SHARE_DISTRICTS", "COUNT_DISTRICTS"),
    "province": ("SHARE_PROVINCES", "COUNT_PROVINCES"),
}
"""The keywords of a share and of a count."""


def expression(node: nodes.Expression, language: Language) -> str:
    """What an indicator is computed from."""
    match node:
        case nodes.Share(numerator, denominator):
            return f"{_operand(numerator)} / {_operand(denominator)}"
        case nodes.Rate(numerator, denominator, each):
            size = "" if each == 1 else f"{unmistakable(exact_text(each))} "
            return f"{_operand(numerator)} {word('PER', language)} {size}{_operand(denominator)}"
        case nodes.Count(total):
            return linear(total)
        case nodes.ShareWhere(where, of, among):
            share = f"{word(_OF[of][0], language)} {condition(where, language)}"
            if among is None:
                return share
            return f"{share} {word('AMONG', language)} {condition(among, language)}"
        case nodes.CountWhere(where, of):
            return f"{word(_OF[of][1], language)} {condition(where, language)}"
        case nodes.Mean(measure, weight):
            mean = f"{word('MEAN_OF', language)} {measure.text}"
            if weight is None:
                return mean
            return f"{mean} {word('WEIGHTED_BY', language)} {weight.text}"
