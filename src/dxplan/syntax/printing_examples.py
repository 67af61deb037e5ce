"""The clauses of an example as text, in the words of a language.

What is wider than a line goes on in further ones: at its commas, behind whoever reports, and before
the units. None of these breaks falls inside a keyword, so both layouts are read alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dxplan.messages import Language
from dxplan.syntax import nodes
from dxplan.syntax import printing_phrases as phrases
from dxplan.syntax.lexicon import word
from dxplan.syntax.printing_layout import INDENT, filled


def head(title: nodes.Text, day: nodes.TimeLiteral | None, language: Language) -> str:
    """``example "exactly on the line" on 2025-12-31``."""
    words = [word("EXAMPLE", language), phrases.text(title)]
    if day is not None:
        words += [word("ON", language), phrases.literal(day, language, "day")]
    return " ".join(words)


def given(node: nodes.GivenClause, language: Language) -> str:
    """``given 2 schools has_website yes in 2025``."""
    items = [_item(each, language) for each in node.items] or [word("SILENT", language)]
    if node.time is not None:
        items[-1] = f"{items[-1]} {_time(node.time, language)}"
    head = word("GIVEN", language)
    if node.schools is None:
        return filled(_after(head, items), INDENT)
    return filled([f"{head} {_schools(node.schools, language)}", *_listed(items)], INDENT)


def _listed(items: Sequence[str]) -> list[str]:
    """The items of a list, with the commas between them."""
    return [*(f"{item}," for item in items[:-1]), *items[-1:]]


def _after(keyword: str, items: Sequence[str]) -> list[str]:
    """The items of a list, the first one on the line of its keyword."""
    first, *others = _listed(items)
    return [f"{keyword} {first}", *others]


def _schools(node: nodes.Schools, language: Language) -> str:
    one = node.name is not None or node.count == 1
    noun = word("SCHOOL_LEVEL" if one else "SCHOOLS", language)
    words = [f"{node.count} {noun}" if node.name is None else f"{noun} {phrases.text(node.name)}"]
    if node.members:
        words += [word("OF", language), _all_of(node.members, language)]
    return " ".join([*words, *(_group(each, language) for each in node.groups)])


def _all_of(names: Iterable[nodes.Name], language: Language) -> str:
    return f" {word('AND', language)} ".join(name.text for name in names)


def _group(node: nodes.GroupOf, language: Language) -> str:
    """``in district "Quy Nhơn"``; another column of the register stands in quotes."""
    by = node.by
    what = (
        phrases.text(by)
        if isinstance(by, nodes.Text)
        else word(f"{by.upper()}_LEVEL", language)
    )  # fmt: skip
    return f"{word('IN_GROUP', language)} {what} {phrases.text(node.name)}"


def _item(node: nodes.GivenItem, language: Language) -> str:
    match node:
        case nodes.Figure(name, scope, value):
            return f"{phrases.scope((name, *scope))} {phrases.number(value, language)}"
        case nodes.Answer(name, scope, yes):
            return f"{phrases.scope((name, *scope))} {word('YES' if yes else 'NO', language)}"
        case nodes.Done(name, of, units):
            words = [name.text]
            if of is not None:
                words += [word("OF", language), phrases.literal(of, language)]
            words.append(word("DONE", language))
            if units:
                words += [word("DONE_BY", language), _all_of(units, language)]
            return " ".join(words)


def _time(node: nodes.GivenTime, language: Language) -> str:
    if node.last is not None:
        first, last = (phrases.literal(each, language) for each in (node.first, node.last))
        return f"{word('FROM', language)} {first} {word('TO', language)} {last}"
    keyword = "ON" if node.first.kind == "day" else "IN"
    return f"{word(keyword, language)} {phrases.literal(node.first, language, 'day')}"


def expect(node: nodes.ExpectClause, language: Language) -> str:
    """``expect online_share primary by 2025 met``."""
    subject = node.subject
    named = phrases.text(subject) if isinstance(subject, nodes.Text) else phrases.scope(subject)
    words = [word("EXPECT", language), named]
    if node.time is not None:
        words.append(phrases.time(node.time, language))
    if node.group is not None:
        words.append(_group(node.group, language))
    if node.outcome is not None:
        words.append(_outcome(node.outcome, language))
    if node.band is not None:
        words += [word("BAND", language), node.band.text]
    parts = [" ".join(words)]
    for keyword, units in (("LEAD", node.lead), ("WITH", node.cooperating)):
        if units:
            parts += _after(word(keyword, language), [unit.text for unit in units])
    return filled(parts, INDENT)


def _outcome(outcome: nodes.Expected, language: Language) -> str:
    """The word of a verdict; ``đạt`` is written as the comparator is."""
    if outcome == "met" and language == "vi":
        return word("REACHES", language)
    return word(outcome.upper(), language)
