"""What an editor offers to mend: what lints can, and what a mistake may be meant for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from dxplan.analysis.lint import Edit, Fix
from dxplan.diagnostics import Diagnostic, Outcome
from dxplan.editing.views import View, source_of
from dxplan.editing.wording import word
from dxplan.messages import Language, Phrase
from dxplan.plan.model import Plan
from dxplan.plugin.linting import Lints, fixes_of
from dxplan.source import Span
from dxplan.syntax import lexicon, nodes


@attrs.frozen
class QuickFix:
    """A change that is offered.

    :param of: what it mends.
    :param preferred: whether there is no doubt about it.
    """

    title: str
    edits: tuple[Edit, ...]
    of: tuple[Diagnostic, ...]
    preferred: bool = False


def quick_fixes(
    view: View,
    outcome: Outcome[Plan],
    lints: Lints,
    stretch: Span,
    *,
    language: Language | None = None,
) -> tuple[QuickFix, ...]:
    """What can be mended in a stretch of a file.

    :param outcome: what was said of the plan.
    :param language: the one to speak; that of the file without it.
    """
    here = [each for each in outcome.diagnostics if _touches(each.span, stretch)]
    own = next(
        (file.language for file in view.files if source_of(file) == stretch.source),
        view.plan.language,
    )
    fixes = fixes_of(outcome, lints).value
    return (
        *(fix for each in here for fix in _meant(view, each, own, language or own)),
        *(_offered(fix, outcome, language or own) for fix in fixes if _touches(fix.span, stretch)),
    )


def all_fixes(outcome: Outcome[Plan], lints: Lints) -> tuple[Fix, ...]:
    """Every fix that changes nothing of what the rules mean, as ``dxplan lint --fix`` applies."""
    return fixes_of(outcome, lints).value


def _touches(span: Span | None, stretch: Span) -> bool:
    return (
        span is not None
        and span.source == stretch.source
        and span.start <= stretch.end
        and stretch.start <= span.end
    )


def _offered(fix: Fix, outcome: Outcome[Plan], language: Language) -> QuickFix:
    of = tuple(e for e in outcome.diagnostics if (e.code, e.span) == (fix.code, fix.span))
    title = word("fix", "mend", language, name=fix.code)
    return QuickFix(title, fix.edits, of, preferred=True)


# --- what was meant -------------------------------------------------------------------------------


def _meant(view: View, said: Diagnostic, own: Language, language: Language) -> Iterator[QuickFix]:
    suggestion = said.params.get("suggestion")
    if isinstance(suggestion, str) and said.span is not None:
        yield from _replaced(said, said.span, suggestion, language)
    if said.code == "missing-percent" and said.span is not None:
        yield from _replaced(said, said.span, f"{said.span.text}%", language)
    for value in said.params.values():
        if isinstance(value, Phrase) and said.span is not None:
            yield from _of_hint(view, said, value, own, language)


def _of_hint(
    view: View, said: Diagnostic, hint: Phrase, own: Language, language: Language
) -> Iterator[QuickFix]:
    span = said.span
    assert span is not None, "INVARIANT: hints are taken of what has a place"
    suggestion = hint.params.get("suggestion")
    if suggestion is not None:
        yield from _replaced(said, span, str(suggestion), language)
    if hint.code == "add-use":
        statement = f"{lexicon.word('USE', own)} {hint.params['vocabulary']}"
        place = _behind_head(view, span)
        edit = Edit(place, f"\n\n{statement}" if place.start else f"{statement}\n\n")
        title = word("fix", "use", language, text=statement)
        yield QuickFix(title, (edit,), (said,))


def _replaced(said: Diagnostic, span: Span, text: str, language: Language) -> Iterator[QuickFix]:
    """Another text instead of what is wrong, where the span is that and nothing more."""
    written = {value for value in said.params.values() if isinstance(value, str)}
    if span.text in written:
        title = word("fix", "replace", language, text=text)
        yield QuickFix(title, (Edit(span, text),), (said,), preferred=True)


def _behind_head(view: View, span: Span) -> Span:
    """The place behind the file's ``plan`` and ``use`` statements, or before everything."""
    file = next((each for each in view.files if source_of(each) == span.source), None)
    heads = _heads(file.statements) if file is not None else []
    end = max((each.end for each in heads), default=0)
    return Span(span.source, end, end)


def _heads(statements: Iterable[nodes.Statement]) -> list[Span]:
    kinds = (nodes.PlanStatement, nodes.UseStatement)
    return [e.span for e in statements if isinstance(e, kinds) and e.span is not None]
