"""What a child plan makes of a target of its parent, in sentences.

The same sentences stand in the text for officers and in the results of a code review.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal

import attrs

from dxplan.analysis.promise import promise
from dxplan.analysis.results import Refined, Refinement, Undecided
from dxplan.messages import Language
from dxplan.plan.model import Plan, Target
from dxplan.report.analysis_words import say
from dxplan.report.note_text import note_sentence
from dxplan.report.refinement_examples import Example, examples_of
from dxplan.report.refinement_times import later_text
from dxplan.report.refinement_units import leaders, leading_text
from dxplan.report.rule_text import column_text, target_text
from dxplan.report.time_text import plan_period_text
from dxplan.report.words import plain
from dxplan.source import Span

Kind = Literal[
    "weaker", "incomparable", "not_covered", "unled", "not_decided", "stricter", "restated"
]

KINDS: tuple[Kind, ...] = (
    "weaker", "incomparable", "not_covered", "unled", "not_decided", "stricter", "restated",
)  # fmt: skip
"""What there is to say first about a target, what needs attention most coming first."""

SHORT: tuple[Kind, ...] = ("weaker", "incomparable", "not_covered", "unled")
"""In these the child falls short of its parent."""


@attrs.frozen
class Told:
    """What there is to say about one target of the parent.

    :param target: its sentence, citation and place.
    :param meaning: what the child makes of it, as a sentence.
    :param remarks: on deadlines, and on what was left open.
    :param heading: what introduces the rules of the child; empty without any.
    :param leading: who leads it in the parent and in the child; empty when nobody does in either.
    :param ended: what became of units of the child that have ended by then.
    """

    target: str
    meaning: str
    remarks: tuple[str, ...] = ()
    heading: str = ""
    rules: tuple[str, ...] = ()
    leading: str = ""
    ended: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


def kind_of(refined: Refined) -> Kind:
    """What needs attention most about a target."""
    if refined.unled and refined.status not in ("weaker", "incomparable", "not_covered"):
        return "unled"
    return refined.status


def in_order(refinement: Refinement) -> list[Refined]:
    """The results, those that need attention most first, else in the order of the parent."""
    return sorted(refinement, key=lambda refined: KINDS.index(kind_of(refined)))


def told(refined: Refined, refinement: Refinement, language: Language) -> Told:
    """Everything there is to say about one target of the parent."""
    implied = refined.status in ("restated", "stricter")
    code = f"{'follows' if implied else 'about'}_{'one' if len(refined.by) == 1 else 'many'}"
    _, child = leaders(refined, refinement)
    return Told(
        rule_line(refined.target, refinement.parent, language),
        meaning_text(refined, refinement, language),
        tuple(_remarks(refined, refinement, language)),
        say("rule", code, language) if refined.by else "",
        tuple(rule_line(rule, refinement.child, language) for rule in refined.by),
        leading_text(refined, refinement, language),
        tuple(plain(note_sentence(*note, language)) for note in child.notes),
        examples_of(refined, refinement, language) if _shows(refined) else (),
    )


def _shows(refined: Refined) -> bool:
    """Whether counterexamples tell anything: where the child has no rule, any figure is one."""
    return refined.status != "not_covered" or bool(refined.by)


def meaning_text(refined: Refined, refinement: Refinement, language: Language) -> str:
    """What the child makes of a target of its parent, as a sentence."""
    period = refinement.child.period
    if refined.status == "not_decided" and refined.undecided is not None:
        return _not_decided(refined, refined.undecided, refinement, language)
    if refined.status == "not_covered" and refined.outside and period is not None:
        return say("meaning", "too_late", language, period=plan_period_text(period, language))
    anyway = refined.status in ("restated", "stricter") and not refined.by
    return say("meaning", "holds_anyway" if anyway else refined.status, language)


def _not_decided(
    refined: Refined, undecided: Undecided, refinement: Refinement, language: Language
) -> str:
    """Why a target was not decided, and which other rule is the reason."""
    rule = undecided.target
    if rule is None or rule == refined.target:
        reason = reason_text(undecided, refinement.parent, language)
        return plain(say("rule", "reason", language, reason=reason))
    plan = refinement.child if rule in refinement.child.targets else refinement.parent
    text = rule_line(rule, plan, language)
    reason = reason_text(undecided, plan, language)
    return plain(say("rule", "reason_of", language, reason=reason, rule=text))


def rule_line(target: Target, plan: Plan, language: Language) -> str:
    """A target as a sentence, with its citation and where it stands."""
    text = target_text(target, plan, language)
    place = place_text(target.span, language) or target.id
    code = "cited" if target.cite else "place"
    return plain(say("rule", code, language, text=text, cite=target.cite, place=place))


def place_text(span: Span | None, language: Language) -> str:
    """File and line; the name of the file alone, since folders say something about a machine."""
    if span is None:
        return ""
    file = PurePath(span.source.name).name
    return plain(say("rule", "line", language, file=file, line=span.line))


def reason_text(undecided: Undecided, plan: Plan, language: Language) -> str:
    """Why something was not decided, as a part of a sentence, by the titles of a plan."""
    shown = {name: _named(name, value, plan, language) for name, value in undecided.params}
    return plain(say("undecided", undecided.code, language, **shown))


def _named(kind: str, name: str, plan: Plan, language: Language) -> str:
    """A measure or dimension by its title, the groups of a register column by their name."""
    if kind == "column":
        return column_text("column", name, language)
    found = plan.measures.get(name) if kind == "measure" else plan.dimensions.get(name)
    title = name if found is None else found.title or name
    return f"“{title}”"


def promise_text(refinement: Refinement, language: Language) -> str:
    """Whether the child keeps its promise not to be below the parent; empty without one."""
    found = promise(refinement)
    if found is None:
        return ""
    where = say("promise", "where", language, cite=found.pledge.cite) if found.pledge.cite else ""
    counts = {"broken": len(found.broken), "open": len(found.undecided)}
    standing = "nothing" if refinement.contradictory else found.standing
    return plain(say("promise", standing, language, where=where, **counts))


def left_out_lines(refinement: Refinement, language: Language) -> list[str]:
    """The rules of the child that were not used, each with the reason."""
    lines = []
    for undecided in refinement.left_out:
        rule = undecided.target
        reason = reason_text(undecided, refinement.child, language)
        if rule is None:
            lines.append(reason)
            continue
        text = rule_line(rule, refinement.child, language)
        lines.append(say("rule", "not_used", language, text=text, reason=reason))
    return lines


def _remarks(refined: Refined, refinement: Refinement, language: Language) -> Iterator[str]:
    if refined.postponed:
        yield plain(later_text(refined, refinement, language))
    if refined.status != "not_decided" and refined.undecided is not None:
        reason = reason_text(refined.undecided, refinement.child, language)
        yield say("rule", "reverse_open", language, reason=reason)
    too_late = refined.status == "not_covered"
    if refined.outside and refinement.child.period is not None and not too_late:
        period = plan_period_text(refinement.child.period, language)
        yield say("rule", "outside", language, period=period)
