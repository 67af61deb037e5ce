"""Clauses as text, in the words of a language; only those of an example may take several lines."""

from __future__ import annotations

from dxplan.messages import Language
from dxplan.syntax import nodes
from dxplan.syntax import printing_examples as examples
from dxplan.syntax import printing_phrases as phrases
from dxplan.syntax import printing_scales as scales
from dxplan.syntax.lexicon import word


def clause(node: nodes.Clause, language: Language) -> str:
    """A clause of any statement.

    >>> lead = nodes.NamesClause("lead", (nodes.Name("so_gddt"), nodes.Name("so_tttt")))
    >>> clause(lead, "en"), clause(lead, "vi")
    ('lead so_gddt, so_tttt', 'chủ trì so_gddt, so_tttt')
    """
    # INVARIANT: the kind of a clause of names, a text or a mark is its terminal in lower case
    match node:
        case nodes.NamesClause(kind, names):
            return f"{word(kind.upper(), language)} {phrases.names(names)}"
        case nodes.TextClause(kind, text):
            return f"{word(kind.upper(), language)} {phrases.text(text)}"
        case nodes.NameClause(kind, name):
            return f"{word(kind.upper(), language)} {name.text}"
        case nodes.MarkClause(kind):
            return word(kind.upper(), language)
        case nodes.WhenClause(condition):
            return f"{word('WHEN', language)} {phrases.condition(condition, language)}"
        case nodes.LevelClause(level):
            return f"{word('AT', language)} {word(f'{level.upper()}_LEVEL', language)}"
        case nodes.DocumentClause():
            return _document(node, language)
        case nodes.BandClause():
            return scales.band(node, language)
        case nodes.GateClause():
            return scales.gate(node, language)
        case nodes.GivenClause():
            return examples.given(node, language)
        case nodes.ExpectClause():
            return examples.expect(node, language)
    return _dated(node, language)


def _dated(node: nodes.Clause, language: Language) -> str:
    """A clause that says when."""
    match node:
        case nodes.TimeClause(time):
            return phrases.time(time, language)
        case nodes.DayClause():
            return _day(node, language)
        case nodes.WithinClause():
            return within(node, language)
        case nodes.JudgedClause():
            return scales.judged(node, language)
        case nodes.BaselineClause(value, at):
            number = phrases.number(value, language)
            return f"{word('BASELINE', language)} {number} {_dated_on(at, language)}"
        case nodes.PeriodClause(first, last):
            return _between("PERIOD", first, last, language, bare="year")
        case nodes.BeginsClause(first):
            return _between("FROM", first, None, language)
        case nodes.HoldsClause(first, last):
            return _between("FROM", first, last, language)
        case nodes.EndsClause(last, successors):
            ends = _between("UNTIL", last, None, language, bare="day")
            if not successors:
                return ends
            return f"{ends} {word('THEN', language)} {phrases.names(successors)}"
        case nodes.UntilClause(last):
            return _between("UNTIL", last, None, language)
    raise TypeError(f"not a clause: {node!r}")


def _between(
    keyword: str,
    first: nodes.TimeLiteral,
    last: nodes.TimeLiteral | None,
    language: Language,
    bare: nodes.LiteralKind | None = None,
) -> str:
    begins = f"{word(keyword, language)} {phrases.literal(first, language, bare)}"
    if last is None:
        return begins
    return f"{begins} {word('TO', language)} {phrases.literal(last, language, bare)}"


def _dated_on(at: nodes.TimeLiteral, language: Language) -> str:
    """``on`` a day, ``in`` anything longer; in Vietnamese ``on`` is the word for day itself."""
    keyword = "ON" if at.kind == "day" else "IN"
    return _between(keyword, at, None, language, bare="day")


def _document(node: nodes.DocumentClause, language: Language) -> str:
    words = [word("DOCUMENT", language)]
    if node.number is not None:
        words.append(phrases.text(node.number))
    elif node.draft:
        words.append(word("DRAFT", language))
    words += [word("OF", language), phrases.text(node.issuer)]
    if node.issued is not None:
        words.append(_dated_on(node.issued, language))
    return " ".join(words)


def _day(node: nodes.DayClause, language: Language) -> str:
    keyword = "BY" if node.inclusive else "BEFORE"
    words = [word(keyword, language), word("DAY", language), str(node.day)]
    if node.last_month:
        words.append(word("OF_ITS_LAST_MONTH", language))
    elif node.month is not None:
        of = [word("OF", language)] if language == "en" else []
        words += [*of, word("MONTH", language), str(node.month)]
    return " ".join(words)


def within(node: nodes.WithinClause, language: Language) -> str:
    """A deadline that is counted from something.

    >>> from dxplan.values.durations import Duration
    >>> node = nodes.WithinClause(Duration(5, "working_day"), "event", nodes.Name("received"))
    >>> within(node, "en"), within(node, "vi")
    ('within 5 working days of received', 'trong 5 ngày làm việc kể từ received')
    """
    count, unit = node.duration.count, node.duration.unit.upper()
    words = [
        word("WITHIN", language),
        str(count),
        word(unit if count == 1 else f"{unit}S", language),
    ]
    words.append(word(_ORIGINS[node.origin], language))
    if node.name is not None:
        words.append(node.name.text)
    return " ".join(words)


_ORIGINS = {"event": "COUNTED_FROM", "deadline": "OF_THE_DEADLINE_OF", "end": "OF_ITS_END"}
