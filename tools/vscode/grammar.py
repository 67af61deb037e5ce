"""The TextMate grammar of rules, from the keyword table.

VS Code reads a file line by line with the expressions of Oniguruma, and takes the first pattern of
those that begin earliest. So keywords of more words stand before those of fewer, and what begins
like a keyword and goes on as a name is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from dxplan.highlighting import Kind, keyword_phrases
from dxplan.highlighting.words import NAMELESS
from dxplan.syntax import lexicon

Rule = dict[str, Any]

_SCOPES: dict[Kind, str] = {
    "head": "keyword.control.dxplan",
    "comparator": "keyword.operator.word.dxplan",
    "outcome": "constant.language.dxplan",
    "keyword": "keyword.other.dxplan",
}
_BLANKS = r"[ \t\x{A0}]+"
_LETTER = r"[\p{L}\p{N}\p{M}_]"
_BEFORE = rf"(?<!{_LETTER})(?<!{_LETTER}\.)"
# `.` and a letter go on with a name: `no.schools` is none of the table's words.
_BEHIND = rf"(?!{_LETTER})(?!\.[\p{{L}}_])"
_NAME = rf"\p{{L}}[\p{{L}}\p{{N}}\p{{M}}_]*(?:\.[\p{{L}}_]{_LETTER}*)*"
_TEXT = r'"(?:[^"\\]|\\.)*"|“[^”]*”'


def text() -> str:
    """The file as it stands in the extension."""
    return json.dumps(grammar(), ensure_ascii=False, indent=2) + "\n"


def grammar() -> Rule:
    """The whole grammar."""
    return {
        "comment": "Written by `python -m tools.vscode` from grammar/keywords.tsv.",
        "name": "dxplan",
        "scopeName": "source.dxplan",
        "fileTypes": ["dxplan"],
        "patterns": [{"include": f"#{name}"} for name in _repository()],
        "repository": _repository(),
    }


def _repository() -> dict[str, Rule]:
    return {
        "comment": {"match": "#.*$", "name": "comment.line.number-sign.dxplan"},
        "citation": _citation(),
        "text": {"match": _TEXT, "name": "string.quoted.double.dxplan"},
        "unclosed": {"match": '["“].*$', "name": "invalid.illegal.unclosed.dxplan"},
        "declaration": _declaration(),
        "keyword": {"patterns": list(_keywords())},
        "date": {
            "match": rf"{_BEFORE}(?:\d+-[Qq]\d+|[Qq]\d+/\d+|\d+(?:[-/]+\d+)+)",
            "name": "constant.numeric.date.dxplan",
        },
        "number": {"match": rf"{_BEFORE}\d+(?:[.,]\d+)*", "name": "constant.numeric.dxplan"},
        "sign": {"match": r"[<>]=|\+/?-|[<>=≤≥±+\-*/%|]", "name": "keyword.operator.dxplan"},
        "name": {"match": _NAME, "name": "variable.other.dxplan"},
        "punctuation": {"match": r"\.\.|[{}(),]", "name": "punctuation.separator.dxplan"},
    }


def _citation() -> Rule:
    """Where in the document a rule stands: the text behind `cite`."""
    words = lexicon.own_words()["CITE"]
    return {
        "match": rf"(?i){_BEFORE}({_any(words)}){_BLANKS}({_TEXT})",
        "captures": {
            "1": {"name": _SCOPES["keyword"]},
            "2": {"name": "string.quoted.double.citation.dxplan"},
        },
    }


def _declaration() -> Rule:
    """The head of a statement, at the beginning of a line, and the name that it declares."""
    nameless = [word for head in NAMELESS for word in lexicon.own_words()[head]]
    named = [word for word, kind in keyword_phrases() if kind == "head" and word not in nameless]
    captures = {"1": {"name": _SCOPES["head"]}, "2": {"name": "entity.name.type.dxplan"}}
    return {
        "patterns": [
            {"match": rf"(?i)^(?:{_any(nameless)}){_BEHIND}", "name": _SCOPES["head"]},
            {
                "match": rf"(?i)^({_any(named)}){_BEHIND}(?:{_BLANKS}({_NAME}))?",
                "captures": captures,
            },
        ]
    }


def _keywords() -> Iterator[Rule]:
    """One pattern for all keywords of one kind that have as many words; most words first."""
    shown = [(word, kind if kind != "head" else "keyword") for word, kind in keyword_phrases()]
    shown.sort(key=lambda each: (-each[0].count(" "), each[1], -len(each[0]), each[0]))
    for (_, kind), same in groupby(shown, key=lambda each: (each[0].count(" "), each[1])):
        words = [word for word, _ in same]
        yield {"match": rf"(?i){_BEFORE}(?:{_any(words)}){_BEHIND}", "name": _SCOPES[kind]}


def _any(words: Sequence[str]) -> str:
    """Any of some phrases, with any run of blanks between their words."""
    return "|".join(_BLANKS.join(map(re.escape, word.split(" "))) for word in words)
