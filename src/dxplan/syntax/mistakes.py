"""From the place where a statement could not be read on to a sentence a person can act on.

Every detector looks at one :class:`Trouble` and either knows it or passes it on; the last one says
what would have been expected there. The order of the table matters: the first that knows wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import attrs
from lark.exceptions import UnexpectedInput

from dxplan.diagnostics import Diagnostic
from dxplan.messages import Language
from dxplan.source import Source, Span
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.nearly import in_words, nearest_phrase, word_at
from dxplan.syntax.trouble import Trouble, trouble_of

_HEADS = (
    "PLAN", "USE", "UNIT", "DIMENSION", "MEASURE", "FLAG", "FACT", "INDICATOR", "TASK", "DUTY",
    "CHECK", "WAIVE", "SCALE",
)  # fmt: skip
_CLAUSES = (
    "LEAD", "WITH", "CITE", "EXCEPT", "WHEN", "BASELINE", "ASSUME", "NOTE", "ALSO", "BY", "BEFORE",
    "FROM", "IN", "UNTIL", "DOCUMENT", "PERIOD", "SENT_TO", "BECAUSE", "TERRITORY", "INCOMPLETE",
    "WITHIN", "JUDGED", "GROUP", "BAND", "GATE",
)  # fmt: skip
_COMPARATORS = frozenset(nodes.COMPARATOR_OF)
_TIMES = frozenset({"BY", "BEFORE", "IN", "FROM", "TO", "UNTIL"})


@attrs.frozen
class Mistake:
    """What to say, and the text with the mistake mended if that moves nothing."""

    diagnostic: Diagnostic
    mended: str | None = None


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
    """A stretch of the file that stands where a statement begins.

    But is none by its place alone.
    """
    text = source.text[start:end]
    if text[:1].isspace() or text[:1] == "}":
        first = len(text) - len(text.lstrip())
        last = first + max(1, len(word_at(text, first)))
        return Diagnostic("indented-without-statement", Span(source, start + first, start + last))
    found = lexicon.keyword_at(text, 0, _CLAUSES)
    if found is None:
        return None
    span = Span(source, start, start + len(found))
    return Diagnostic("clause-not-indented", span, {"keyword": found})


def taken_for_a_target(
    source: Source, start: int, statement: nodes.Statement
) -> Iterator[Diagnostic]:
    """Names in a row, the first nearly a keyword: a misspelt statement rather than a target."""
    if not isinstance(statement, nodes.TargetStatement):
        return
    if any(arm.threshold is not None for arm in statement.arms):
        return
    near = nearest_phrase(source.text, start, _HEADS)
    if near is not None:
        span = Span(source, start, start + len(near[0]))
        yield Diagnostic("unknown-keyword", span, {"found": near[0], "suggestion": near[1]})


# --- detectors ------------------------------------------------------------------------------------


def _reversed_comparator(t: Trouble) -> Mistake | None:
    """``=>`` for ``>=`` is read as ``=`` followed by something that cannot follow it."""
    for wrong, right in (("=>", ">="), ("=<", "<=")):
        for start in (t.at, t.at - 1):
            if start >= 0 and t.text[start : start + 2] == wrong:
                diagnostic = t.diagnostic(
                    "reversed-comparator", start, start + 2, found=wrong, right=right
                )
                return Mistake(diagnostic, t.text[:start] + right + t.text[start + 2 :])
    return None


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
    if line_start == 0 or t.text[line_start : t.at].strip() or t.kind not in _HEADS:
        return None
    return t.here("statement-indented", keyword=t.found)


def _misspelt_statement(t: Trouble) -> Diagnostic | None:
    """The first words are nearly, but not quite, the keyword of a statement."""
    if lexicon.keyword_at(t.text, 0, _HEADS) is not None:
        return None
    match = re.match(r"[^\W\d]\w*", t.text)
    if match is None or (t.kind == "$END" and "=" not in t.text and t.at <= match.end()):
        return None
    near = nearest_phrase(t.text, 0, _HEADS)
    if near is None:
        return None
    written, suggestion = near
    return t.diagnostic("unknown-keyword", 0, len(written), found=written, suggestion=suggestion)


def _unknown_group(t: Trouble) -> Diagnostic | None:
    """Something that is no group of schools behind ``in each``, or between ``share of … where``."""
    if t.before == "EACH" and t.kind in ("NAME", ""):
        near = nearest_phrase(t.text, t.at, tuple(t.expected & set(lexicon.own_words())))
        return None if near else t.here("unknown-grouping", found=t.found)
    for match in _OF_GROUPS.finditer(t.text):
        if match.start() <= t.at <= match.end():
            group = "en" if match["en"] else "vi"
            return t.diagnostic("unknown-grouping", *match.span(group), found=match[group])
    return None


_OF_GROUPS = re.compile(
    r"(?:(?:share|count)\s+of\s+(?P<en>[^\W\d]\w*)\s+where"
    r"|(?:t[ỉỷ]\s+lệ|số)\s+(?P<vi>[^\W\d]\w*(?:\s+[^\W\d]\w*)?)\s+mà)(?!\w)",
    re.IGNORECASE,
)


def _misspelt_each(t: Trouble) -> Diagnostic | None:
    """``in eech commune``: the first word was read as the beginning of a time."""
    start = t.before_end - len(t.before_text)
    near = nearest_phrase(t.text, start, ("EACH",)) if t.before == "IN" else None
    if near is None:
        return None
    end = start + len(near[0])
    return t.diagnostic("unknown-keyword", start, end, found=near[0], suggestion=near[1])


def _missing_after_keyword(t: Trouble) -> Diagnostic | None:
    """A keyword stands there without what belongs behind it."""
    if "NAME" in t.expected and t.before in ("LEAD", "WITH") and t.kind != "NAME":
        return t.after("missing-unit", keyword=t.before_text)
    if t.before in _COMPARATORS and "NUMBER" in t.expected:
        return t.after("missing-number", comparator=t.before_text)
    if t.before in _TIMES and t.expected & {"NUMBER", "DATE"} and t.kind != "":
        return t.after("missing-time", keyword=t.before_text)
    if "STRING" in t.expected and t.before in (
        "CITE",
        "ASSUME",
        "NOTE",
        "BECAUSE",
        "ALSO",
        "TERRITORY",
    ):
        return t.after("missing-text", keyword=t.before_text)
    return None


_COUNTED_IN = ("DAY", "DAYS", "WORKING_DAY", "WORKING_DAYS", "WEEK", "WEEKS", "MONTH", "MONTHS")


def _unclear_deadline(t: Trouble) -> Diagnostic | None:
    """``within`` without a number, without what is counted, or without what it is counted from."""
    if t.kind == "":
        return None
    if t.before == "WITHIN" or (t.before == "NUMBER" and set(_COUNTED_IN) <= t.expected):
        return t.after("missing-duration")
    return t.after("missing-origin") if "OF_ITS_END" in t.expected else None


def _swallowed_keyword(t: Trouble) -> Diagnostic | None:
    """The keyword of the next clause was taken for the unit that ``lead`` lacks."""
    start = t.before_end - len(t.before_text)
    if t.before != "NAME" or lexicon.keyword_at(t.text, start, _CLAUSES) is None:
        return None
    head = t.text[:start].rstrip()
    for word in (*lexicon.own_words()["LEAD"], *lexicon.own_words()["WITH"]):
        if head.casefold().endswith(word):
            at = len(head) - len(word)
            return t.diagnostic("missing-unit", at, len(head), keyword=head[at:])
    return None


def _reserved_word(t: Trouble) -> Diagnostic | None:
    wants_name = "NAME" in t.expected and t.before in (*_HEADS, "COMMA", "VBAR", "LBRACE")
    if wants_name and t.kind and t.kind in lexicon.own_words():
        return t.here("reserved-word", found=t.found)
    return None


def _missing_threshold(t: Trouble) -> Diagnostic | None:
    """A rule with a time or a clause, but nothing to compare with."""
    if t.kind == "" or not {"GE", "REACHES"} <= t.expected:
        return None
    stops = t.kind in _TIMES or t.kind in _CLAUSES or t.kind in ("EVERY", "$END")
    if stops and t.before == "NAME":
        return t.after("missing-threshold", name=t.before_text)
    return None


def _lonely_name(t: Trouble) -> Diagnostic | None:
    """One word and nothing else."""
    if t.kind == "$END" and re.fullmatch(r"\S+", t.text.strip()):
        return t.diagnostic("lonely-name", 0, len(t.text.strip()), found=t.text.strip())
    return None


def _misspelt_clause(t: Trouble) -> Diagnostic | None:
    """A word where a keyword belongs, and nearly one."""
    if t.kind not in ("NAME", ""):
        return None
    candidates = [terminal for terminal in t.expected if terminal in lexicon.own_words()]
    near = nearest_phrase(t.text, t.at, tuple(candidates))
    if near is None:
        return _misspelt_before(t, tuple(candidates))
    written, suggestion = near
    return t.diagnostic(
        "unknown-keyword", t.at, t.at + len(written), found=written, suggestion=suggestion
    )


def _misspelt_before(t: Trouble, candidates: tuple[str, ...]) -> Diagnostic | None:
    """The word before was taken for a name, though it nearly is a keyword (``leed so_gddt``)."""
    if t.before != "NAME":
        return None
    start = t.before_end - len(t.before_text)
    near = nearest_phrase(t.text, start, candidates or _CLAUSES)
    if near is None and t.kind == "NAME":
        near = nearest_phrase(t.text, start, ("MET",))
    if near is None:
        return None
    written, suggestion = near
    return t.diagnostic(
        "unknown-keyword", start, start + len(written), found=written, suggestion=suggestion
    )


def _percent_in_words(t: Trouble) -> Diagnostic | None:
    match = re.match(r"phần\s+trăm|percent|pct", t.text[t.at :], re.IGNORECASE)
    if match is not None and t.before == "NUMBER":
        return t.diagnostic("percent-in-words", t.at, t.at + match.end(), found=match.group())
    return None


def _strange_character(t: Trouble) -> Diagnostic | None:
    if t.kind == "" and not (t.found[:1].isalnum() or t.found[:1] == "_"):
        return t.here("strange-character", found=t.found, codepoint=f"U+{ord(t.found[0]):04X}")
    return None


def _otherwise(t: Trouble) -> Diagnostic:
    expected = in_words(t.expected)
    if t.kind == "$END":
        return t.after("statement-unfinished", expected=expected)
    return t.here("cannot-stand-here", found=t.found, expected=expected)


_DETECTORS: tuple[Callable[[Trouble], Diagnostic | Mistake | None], ...] = (
    _reversed_comparator,
    _unclosed_text,
    _strange_quotes,
    _statement_indented,
    _unknown_group,
    _misspelt_each,
    _missing_after_keyword,
    _unclear_deadline,
    _swallowed_keyword,
    _reserved_word,
    _percent_in_words,
    _misspelt_statement,
    _misspelt_clause,
    _lonely_name,
    _missing_threshold,
    _strange_character,
    _otherwise,
)

# --- words ----------------------------------------------------------------------------------------


def languages_of_head(text: str) -> frozenset[Language]:
    """The languages of the keywords that a broken statement begins with."""
    found = lexicon.keyword_at(text, 0, _HEADS + _CLAUSES)
    return lexicon.languages_of(found) if found is not None else frozenset()


def broken(source: Source, start: int, end: int) -> nodes.Broken:
    """A statement that could not be read, with the names that it seems to declare."""
    text = source.text[start:end]
    head = lexicon.keyword_at(text, 0, _HEADS) or ""
    written = len(head)
    near = None if head else nearest_phrase(text, 0, _HEADS)
    if near is not None:
        written, head = len(near[0]), near[1]
    found = _DECLARED.match(text, written) if head else None
    declares = () if found is None else tuple(name for name in found.groups() if name)
    return nodes.Broken(head, declares, span=Span(source, start, end))


_DECLARED = re.compile(r"\s*([^\W\d_]\w*)(?:\s*\|\s*([^\W\d_]\w*))?")
