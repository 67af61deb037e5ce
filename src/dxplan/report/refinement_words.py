"""What a child plan makes of a target of its parent, in sentences.

The same sentences stand in the text for officers and in the results of a code review.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import PurePath
from typing import Literal

import attrs

from dxplan.analysis.results import Refined, Refinement, Undecided
from dxplan.engine.responsible import Responsible, responsible_on
from dxplan.messages import Language
from dxplan.plan.model import Plan, Target, Unit
from dxplan.report.analysis_words import say
from dxplan.report.note_text import note_sentence
from dxplan.report.refinement_examples import Example, examples_of
from dxplan.report.rule_text import column_text, target_text, titles_of
from dxplan.report.time_text import day_text, duration_text, plan_period_text, timing_text
from dxplan.report.words import plain
from dxplan.source import Span
from dxplan.values.durations import Duration

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
        _leading(refined, refinement, language),
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


# --- deadlines ------------------------------------------------------------------------------------


def _remarks(refined: Refined, refinement: Refinement, language: Language) -> Iterator[str]:
    if refined.postponed:
        yield plain(_later(refined, refinement, language))
    if refined.status != "not_decided" and refined.undecided is not None:
        reason = reason_text(refined.undecided, refinement.child, language)
        yield say("rule", "reverse_open", language, reason=reason)
    too_late = refined.status == "not_covered"
    if refined.outside and refinement.child.period is not None and not too_late:
        period = plan_period_text(refinement.child.period, language)
        yield say("rule", "outside", language, period=period)


def _later(refined: Refined, refinement: Refinement, language: Language) -> str:
    """How much later the child asks for it."""
    asked = _deadline(refined.target)
    latest = max(refined.by, key=lambda rule: _deadline(rule) or date.min, default=None)
    given = None if latest is None else _deadline(latest)
    if asked is None or given is None or latest is None or given <= asked:
        return say("rule", "later_somehow", language)
    parent, child = refinement.parent, refinement.child
    return say(
        "rule", "later", language,
        span=duration_text(time_between(asked, given), language),
        child=timing_text(latest.time, language, child.calendar),
        parent=timing_text(refined.target.time, language, parent.calendar),
    )  # fmt: skip


def _deadline(target: Target) -> date | None:
    """The day from which a target has to be kept, when its rule names one."""
    time = target.time
    if time.kind == "from":
        return time.start
    return time.end if time.kind in ("by", "before", "in") else None


def time_between(earlier: date, later: date) -> Duration:
    """How much later a day is: in years or months where these are whole, else in days.

    >>> time_between(date(2025, 12, 31), date(2026, 12, 31))
    Duration(count=1, unit='year')
    >>> time_between(date(2025, 6, 30), date(2025, 12, 31))
    Duration(count=6, unit='month')
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if months < 1 or not (later.day == earlier.day or (_ends(earlier) and _ends(later))):
        return Duration((later - earlier).days, "day")
    return Duration(months, "month") if months % 12 else Duration(months // 12, "year")


def _ends(day: date) -> bool:
    """Whether a day is the last of its month."""
    return (day + timedelta(days=1)).day == 1


# --- units ----------------------------------------------------------------------------------------


def leading_day(refined: Refined, refinement: Refinement) -> date | None:
    """The day on which it matters who leads a target of the parent: its deadline."""
    deadline = _deadline(refined.target) or refined.target.time.end
    period = refinement.parent.period
    return deadline if deadline is not None or period is None else period.end


def leaders(refined: Refined, refinement: Refinement) -> tuple[Responsible, Responsible]:
    """Who leads a target on its day: in the parent, and in the child."""
    day = leading_day(refined, refinement)
    units = [unit for rule in refined.by for unit in rule.lead]
    return _on(refinement.parent, refined.target.lead, day), _on(refinement.child, units, day)


def _on(plan: Plan, units: Iterable[Unit], day: date | None) -> Responsible:
    if day is None:
        return Responsible(tuple(dict.fromkeys(units)), (), ())
    return responsible_on(plan, units, day)


def _leading(refined: Refined, refinement: Refinement, language: Language) -> str:
    """Who leads it in the parent and in the child on its day; empty when nobody does in either."""
    day = leading_day(refined, refinement)
    shown = say("lead", "always", language) if day is None else day_text(day, language)
    parent, child = leaders(refined, refinement)
    names = {"parent": titles_of(parent.units), "child": titles_of(child.units)}
    code = _lead_code(names["parent"], names["child"], unled=refined.unled)
    return plain(say("lead", code, language, **names, date=shown)) if code else ""


def _lead_code(parent: str, child: str, *, unled: bool) -> str:
    """Which sentence says who leads, from the titles of those who do."""
    if parent and child:
        return "same" if parent == child else "both"
    if unled and parent:
        return "unled"
    return "parent" if parent else "child" if child else ""
