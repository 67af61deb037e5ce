"""Comments that say why something is not to be said: ``# ignore no-lead: it names nobody``.

A comment stands for the statement that it is in or above, so it goes on doing so however the
formatter breaks the lines. What it silences is kept and counted; a comment that silences nothing
is said, because what it once excused may come back unnoticed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from dxplan.analysis.lint import Edit, Fix
from dxplan.diagnostics import Diagnostic, Outcome, Severity, Silenced, T, sorted_diagnostics
from dxplan.messages import Phrase, catalogue
from dxplan.plan.names import near_name
from dxplan.source import Source, Span
from dxplan.syntax.chunks import comments_of
from dxplan.syntax.nodes import RuleFile

UNUSED = "silence-unused"
_CODE = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_SILENCE = re.compile(
    rf"(?<!#)#++\s*+(?:ignore|bỏ\s+qua)\s+({_CODE}(?:\s*,\s*{_CODE})*)\s*(?:(:)\s*(.*)|\s(.*)|$)",
    re.IGNORECASE,
)
# Whether these are said depends on what is installed, not on the rules
_OF_SURROUNDINGS = frozenset(
    {
        "parent-not-loaded", "pledge-unchecked", "parent-has-errors",
        "below-parent", "parent-not-decided",
    }
)  # fmt: skip


@attrs.frozen
class Silence:
    """A comment that names codes and a reason.

    :param span: of the comment.
    :param statement: the stretch that it stands for; ``None`` behind the last statement.
    """

    span: Span
    codes: tuple[str, ...]
    reason: str
    statement: Span | None

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether it gives a reason for not saying this; errors are always said."""
        span, mine = diagnostic.span, self.statement
        if span is None or mine is None or not self.reason or diagnostic.code not in self.codes:
            return False
        if diagnostic.severity is Severity.ERROR:
            return False
        return span.source == mine.source and mine.start <= span.start <= mine.end


_Placed: TypeAlias = dict[Source, list[Silence]]


def severities() -> dict[str, Severity]:
    """How bad everything is that dxplan itself can say about rules, by code."""
    entries = catalogue("diagnostics").items()
    return {code: Severity(entry["severity"]) for code, entry in entries}


def silences_of(
    files: Iterable[Iterable[RuleFile]], known: Iterable[str] | None = None
) -> tuple[Silence, ...]:
    """The comments of some rule files that are meant to silence something.

    :param known: all codes; without it those that dxplan itself has.
    """
    sources = [file.span.source for each in files for file in each if file.span is not None]
    if not any(_SILENCE.search(source.text) for source in sources):
        return ()
    codes = severities() if known is None else known
    return tuple(each for source in sources for each in silences_in(source, codes))


def silences_in(source: Source, known: Iterable[str]) -> tuple[Silence, ...]:
    r"""The comments of a file that are meant to silence something.

    Any other comment may begin with the same word: one counts when it names a code that is known,
    or something like a code with a colon behind it.

    >>> from dxplan.source import source_from_text
    >>> text = "# bỏ qua no-lead: chưa giao\n# bỏ qua mầm non\nuse education"
    >>> [(s.codes, s.reason) for s in silences_in(source_from_text(text), {"no-lead"})]
    [(('no-lead',), 'chưa giao')]
    """
    if _SILENCE.search(source.text) is None:
        return ()
    codes = frozenset(known)
    found = (_read(comment, statement, codes) for comment, statement in comments_of(source))
    return tuple(each for each in found if each is not None)


def _read(comment: Span, statement: Span | None, known: frozenset[str]) -> Silence | None:
    match = _SILENCE.match(comment.text)
    if match is None:
        return None
    codes = tuple(code.strip().lower() for code in match[1].split(","))
    meant = any(code in known or (match[2] and "-" in code) for code in codes)
    if not meant or (match[4] and not known.issuperset(codes)):
        return None
    return Silence(comment, codes, (match[3] or "").strip(), statement)


def silenced(outcome: Outcome[T], silences: Sequence[Silence]) -> Outcome[T]:
    """An outcome without what some comments give a reason not to say."""
    if not silences:
        return outcome
    said: list[Diagnostic] = []
    unsaid = list(outcome.silenced)
    placed = _by_statement(silences)
    for diagnostic in outcome.diagnostics:
        covering = next(_covering(placed, diagnostic), None)
        if covering is None:
            said.append(diagnostic)
        else:
            unsaid.append(Silenced(diagnostic, covering.reason))
    return Outcome(outcome.value, tuple(said), tuple(unsaid))


def _by_statement(silences: Iterable[Silence]) -> _Placed:
    """Silences by source, in the order of the statements that they stand for."""
    found: _Placed = {}
    for silence in silences:
        if silence.statement is not None:
            found.setdefault(silence.span.source, []).append(silence)
    for each in found.values():
        each.sort(key=_start)
    return found


def _start(silence: Silence) -> int:
    assert silence.statement is not None, "INVARIANT: only those of a statement are placed"
    return silence.statement.start


def _covering(placed: _Placed, diagnostic: Diagnostic) -> Iterator[Silence]:
    """The silences that cover a diagnostic, those above and within its statement."""
    if diagnostic.span is None:
        return
    here = placed.get(diagnostic.span.source, [])
    last = bisect_right(here, diagnostic.span.start, key=_start)
    # Statements do not overlap, so the nearest one before is the only one that can hold it
    first = bisect_left(here, _start(here[last - 1]), key=_start) if last else 0
    yield from (each for each in here[first:last] if each.covers(diagnostic))


def with_complaints(
    outcome: Outcome[T],
    silences: Sequence[Silence],
    known: Mapping[str, Severity],
    *,
    all_said: bool,
) -> Outcome[T]:
    """An outcome with what is wrong with some comments that silence.

    :param all_said: whether everything was said that could be, so that a comment that silences
        nothing is known to be one.
    """
    placed = _by_statement(silences)
    used = {
        (each.span, unsaid.diagnostic.code)
        for unsaid in outcome.silenced
        for each in _covering(placed, unsaid.diagnostic)
    }
    complaints = [
        complaint for each in silences for complaint in _complaints(each, used, known, all_said)
    ]
    everything = sorted_diagnostics((*outcome.diagnostics, *complaints))
    return Outcome(outcome.value, everything, outcome.silenced)


def _complaints(
    silence: Silence,
    used: Collection[tuple[Span, str]],
    known: Mapping[str, Severity],
    all_said: bool,
) -> Iterator[Diagnostic]:
    if not silence.reason:
        named = {"codes": ", ".join(silence.codes)}
        yield Diagnostic("silence-without-reason", silence.span, named)
    for code in silence.codes:
        if code not in known:
            hint = near_name(code, list(known)) or Phrase("codes-are-listed")
            yield Diagnostic("silence-unknown-code", silence.span, {"found": code, "hint": hint})
        elif known[code] is Severity.ERROR:
            yield Diagnostic("silence-of-error", silence.span, {"found": code})
        elif (
            all_said
            and silence.reason
            and code not in _OF_SURROUNDINGS
            and (silence.span, code) not in used
        ):
            yield Diagnostic(UNUSED, silence.span, {"found": code})


def mend(outcome: Outcome[T], silences: Sequence[Silence]) -> Iterator[Fix]:
    """The removal of every comment none of whose codes is silenced by it any more."""
    unused = {(d.span, d.params["found"]) for d in outcome.diagnostics if d.code == UNUSED}
    for silence in silences:
        if all((silence.span, code) in unused for code in silence.codes):
            yield Fix(UNUSED, silence.span, (Edit(_with_blanks(silence.span), ""),))


def _with_blanks(comment: Span) -> Span:
    """A comment with the blanks before it; one that stands alone, with its whole line."""
    text = comment.source.text
    start = len(text[: comment.start].rstrip(" \t"))
    alone = start == 0 or text[start - 1] == "\n"
    end = text.find("\n", comment.end) + 1 if alone else comment.end
    return Span(comment.source, start, end or len(text))
