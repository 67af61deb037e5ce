"""Which forms of the language some rule texts reach: what the parser itself did, not how they look.

A form is a production of the grammar as the parser has it, where every part that may be left out
makes two, or a terminal that was read with certain letters. A text counts where the whole statement
was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeAlias

from lark import Lark
from lark.exceptions import UnexpectedInput
from lark.grammar import Rule

from dxplan.source import source_from_text
from dxplan.syntax import grammar_files, lexicon, tables
from dxplan.syntax.chunks import cut

Form: TypeAlias = tuple[str, ...]


def all_forms() -> frozenset[Form]:
    """Every production, every keyword in every language, every sign that a terminal may be."""
    words = ((name, word) for name, several in lexicon.own_words().items() for word in several)
    return frozenset({*map(_production, watched([]).rules), *words, *_SIGNS})


# The alternatives of the terminals of the grammar that are not keywords.
_SIGNS: frozenset[Form] = frozenset(
    {
        ("GE", ">="), ("GE", "≥"), ("GT", ">"), ("LE", "<="), ("LE", "≤"), ("LT", "<"), ("EQ", "="),
        ("PLUS_MINUS", "±"), ("PLUS_MINUS", "+-"), ("PLUS_MINUS", "+/-"), ("PERCENT", "%"),
        ("STRING", '"'), ("STRING", "“"), ("DATE", "-"), ("DATE", "/"), ("DATE", "q"),
        ("DATE", "q/"), ("NUMBER", "0"), ("NUMBER", "0.0"), ("NUMBER", "0,0"), ("ROMAN", "I"),
    }
)  # fmt: skip


def reached(texts: Iterable[str]) -> frozenset[Form]:
    """The forms of all statements of some rule texts that can be read."""
    productions: list[Rule] = []
    parser = watched(productions)
    found: set[Form] = set()
    for statement in _statements(texts):
        productions.clear()
        try:
            reading = parser.parse_interactive(statement)
            tokens = [_token(each.type, str(each)) for each in reading.iter_parse()]
            reading.feed_eof()
        except UnexpectedInput:
            continue
        found.update(map(_production, productions), tokens)
    return frozenset(found)


def watched(productions: list[Rule]) -> Lark:
    """A parser that adds every production to a list when it is used."""
    made = tables.make(
        grammar_files.read(grammar_files.GRAMMAR) + "\n" + lexicon.terminal_definitions()
    )
    inner: Any = made.parser.parser.parser  # type: ignore[attr-defined]
    inner.callbacks = {
        rule: partial(_noted, productions, rule, callback)
        for rule, callback in inner.callbacks.items()
    }
    return made


def _noted(
    productions: list[Rule], rule: Rule, callback: Callable[[list[Any]], Any], children: list[Any]
) -> Any:
    productions.append(rule)
    return callback(children)


def _statements(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        source = source_from_text(text)
        yield from (source.text[chunk.start : chunk.end] for chunk in cut(source)[0])


def _production(rule: Rule) -> Form:
    return (rule.origin.name, "->", *(symbol.name for symbol in rule.expansion))


def _token(kind: str, text: str) -> Form:
    if kind == "STRING":
        return kind, text[0]
    if kind == "DATE":
        shape = text.casefold()
        return kind, "q/" if "q" in shape and "/" in shape else next(c for c in "q/-" if c in shape)
    if kind == "NUMBER":
        return kind, "0,0" if "," in text else "0.0" if "." in text else "0"
    if kind == "ROMAN":
        return kind, "I"
    return kind, " ".join(text.casefold().split())
