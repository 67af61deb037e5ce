"""From the place where a statement could not be read on to a sentence a person can act on.

Every detector looks at one :class:`Trouble` and either knows it or passes it on; the last one says
what would have been expected there. The order of the table matters: the first that knows wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lark.exceptions import UnexpectedInput

from dxplan.diagnostics import Diagnostic
from dxplan.messages import LANGUAGES, Language, Phrase
from dxplan.source import Source, Span
from dxplan.syntax import lexicon, nodes, sentences_of_plans
from dxplan.syntax.chunks import COMMENT_OR_TEXT
from dxplan.syntax.deceptive import described
from dxplan.syntax.misread_examples import given_without_in, missing_value, not_a_verdict
from dxplan.syntax.missing_parts import (
    lonely_name,
    missing_after_keyword,
    missing_threshold,
    reserved_word,
    swallowed_keyword,
    unclear_deadline,
)
from dxplan.syntax.misspellings import (
    misspelt_clause,
    misspelt_each,
    misspelt_pledge,
    misspelt_statement,
    unknown_group,
    unmarked_keyword,
)
from dxplan.syntax.near_words import CLAUSES, HEADS, nearest_phrase
from dxplan.syntax.trouble import Mistake, Trouble, trouble_of, word_at


def explain(source: Source, offset: int, text: str, error: UnexpectedInput) -> Mistake:
    """What went wrong in a statement that begins at an offset of the source."""
    trouble = trouble_of(source, offset, text, error)
    for detect in _DETECTORS:
        found = detect(trouble)
        if isinstance(found, Diagnostic):
            return Mistake(found)
        if found is not None:
            return found
    raise AssertionError("INVARIANT: the last detector always answers")


def misplaced(source: Source, start: int, end: int) -> Diagnostic | None:
    """A stretch of the file that stands where a statement begins, but is none by its place."""
    text = source.text[start:end]
    if text[:1].isspace() or text[:1] == "}":
        first = len(text) - len(text.lstrip())
        last = first + max(1, len(word_at(text, first)))
        return Diagnostic("indented-without-statement", Span(source, start + first, start + last))
    found = lexicon.keyword_at(text, 0, CLAUSES)
    if found is None:
        return None
    span = Span(source, start, start + len(found))
    return Diagnostic("clause-not-indented", span, {"keyword": found})


def _reversed_comparator(t: Trouble) -> Mistake | None:
    """``=>`` for ``>=`` is read as ``=`` followed by something that cannot follow it."""
    around = (at for at in (t.at, t.at - 1) if at >= 0)
    start = next((at for at in around if t.text[at : at + 2] in _REVERSED), None)
    if start is None:
        return None
    # All of them at once: a list of a hundred thousand is read twice, not as often as it is long.
    places = [match.start(2) for match in _REVERSED_OR_APART.finditer(t.text) if match[2]]
    further = [place for place in places if place > start]
    mended = list(t.text)
    for place in (start, *further):
        mended[place : place + 2] = _REVERSED[t.text[place : place + 2]]
    said = (_reversed(t, place) for place in further)
    return Mistake(_reversed(t, start), "".join(mended), tuple(said))


_REVERSED = {"=>": ">=", "=<": "<="}
_REVERSED_OR_APART = re.compile(rf"{COMMENT_OR_TEXT.pattern}|(=>|=<)")


def _reversed(t: Trouble, start: int) -> Diagnostic:
    found = t.text[start : start + 2]
    params = {"found": found, "right": _REVERSED[found]}
    return t.diagnostic("reversed-comparator", start, start + 2, **params)


def _unclosed_text(t: Trouble) -> Diagnostic | None:
    if t.kind == "" and t.text[t.at : t.at + 1] in {'"', "“"}:
        end = t.text.find("\n", t.at)
        return t.diagnostic("unclosed-text", t.at, len(t.text) if end < 0 else end)
    return None


def _strange_quotes(t: Trouble) -> Diagnostic | None:
    if t.kind == "" and t.text[t.at : t.at + 1] in set("'‘’”«»`"):
        return t.diagnostic("strange-quotes", t.at, t.at + 1, found=t.text[t.at])
    return None


def _statement_indented(t: Trouble) -> Diagnostic | None:
    line_start = t.text.rfind("\n", 0, t.at) + 1
    if line_start == 0 or t.text[line_start : t.at].strip() or t.kind not in HEADS:
        return None
    return t.here("statement-indented", keyword=t.found)


def _percent_in_words(t: Trouble) -> Diagnostic | None:
    match = _PERCENT.match(t.text, t.at)
    if match is not None and t.before == "NUMBER":
        return t.diagnostic("percent-in-words", t.at, match.end(), found=match.group())
    return None


_PERCENT = re.compile(r"phần\s+trăm|percent|pct", re.IGNORECASE)


def _strange_character(t: Trouble) -> Diagnostic | None:
    if t.kind == "" and not (t.found[:1].isalnum() or t.found[:1] == "_"):
        first = t.found[:1]
        codepoint = f"U+{ord(first):04X}" if first.isprintable() else described(first)
        return t.here("strange-character", found=t.found, codepoint=codepoint)
    return None


def _otherwise(t: Trouble) -> Diagnostic:
    expected = _in_words(t.expected)
    if t.kind == "$END":
        return t.after("statement-unfinished", expected=expected)
    return t.here("cannot-stand-here", found=t.found, expected=expected)


_DETECTORS: tuple[Callable[[Trouble], Diagnostic | Mistake | None], ...] = (
    _reversed_comparator,
    _unclosed_text,
    _strange_quotes,
    _statement_indented,
    *sentences_of_plans.BEFORE_SPELLING,
    misspelt_pledge,
    unmarked_keyword,
    unknown_group,
    misspelt_each,
    missing_after_keyword,
    missing_value,
    given_without_in,
    unclear_deadline,
    swallowed_keyword,
    reserved_word,
    _percent_in_words,
    misspelt_statement,
    misspelt_clause,
    *sentences_of_plans.BEHIND_SPELLING,
    lonely_name,
    missing_threshold,
    not_a_verdict,
    _strange_character,
    _otherwise,
)


# --- words ----------------------------------------------------------------------------------------


_NAMED = {
    "NAME": "name", "STRING": '"…"', "NUMBER": "number", "DATE": "date", "GE": ">=", "GT": ">",
    "LE": "<=", "LT": "<", "EQ": "=", "PERCENT": "%", "COMMA": "`,`", "LBRACE": "`{`",
    "RBRACE": "`}`", "LPAR": "`(`", "RPAR": "`)`", "SLASH": "`/`", "PLUS": "`+`", "MINUS": "`-`",
    "STAR": "`*`", "VBAR": "`|`", "__ANON_0": "`..`",
}  # fmt: skip
_NAMED_IN: Mapping[Language, Mapping[str, str]] = {
    "en": {},
    "vi": {"NAME": "tên", "NUMBER": "số", "DATE": "ngày (31/12/2025)"},
}


def _in_words(terminals: frozenset[str]) -> Phrase:
    """What could have stood there, in the words of every language."""
    keywords = lexicon.own_words()
    lists: dict[str, object] = {
        language: ", ".join(
            sorted(
                {
                    lexicon.word(t, language)
                    if t in keywords
                    else _NAMED_IN[language].get(t, _NAMED.get(t, t))
                    for t in terminals - {"$END"}
                }
            )
        )
        for language in LANGUAGES
    }
    return Phrase("expected", lists)


def languages_of_head(text: str) -> frozenset[Language]:
    """The languages of the keywords that a broken statement begins with."""
    found = lexicon.keyword_at(text, 0, HEADS + CLAUSES)
    return lexicon.languages_of(found) if found is not None else frozenset()


def unread(source: Source, start: int, end: int) -> nodes.Broken:
    """A statement that was not looked at, with the names that it seems to declare."""
    head = lexicon.keyword_at(source.text, start, HEADS) or ""
    return nodes.Broken(
        head,
        _declared(source.text, start + len(head)) if head else (),
        span=Span(source, start, end),
    )


def broken(source: Source, start: int, end: int) -> nodes.Broken:
    """A statement that could not be read, with the names that it seems to declare."""
    text = source.text[start:end]
    head = lexicon.keyword_at(text, 0, HEADS) or ""
    written = len(head)
    near = None if head else nearest_phrase(text, 0, HEADS)
    if near is not None:
        written, head = len(near[0]), near[1]
    declares = _declared(text, written) if head else ()
    return nodes.Broken(head, declares, span=Span(source, start, end))


def _declared(text: str, at: int) -> tuple[str, ...]:
    """The name and the alias that stand behind a head."""
    found = _DECLARED.match(text, at)
    return () if found is None else tuple(name for name in found.groups() if name)


_DECLARED = re.compile(r"\s*([^\W\d_]\w*)(?:\s*\|\s*([^\W\d_]\w*))?")
