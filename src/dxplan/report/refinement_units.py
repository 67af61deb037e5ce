"""Who leads a target in the parent and in the child."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dxplan.analysis.results import Refined, Refinement
from dxplan.engine.responsible import Responsible, responsible_on
from dxplan.messages import Language
from dxplan.plan.model import Plan, Unit
from dxplan.report.analysis_words import say
from dxplan.report.refinement_times import deadline_of
from dxplan.report.rule_text import titles_of
from dxplan.report.time_text import day_text
from dxplan.report.words import plain


def leading_day(refined: Refined, refinement: Refinement) -> date | None:
    """The day on which it matters who leads a target of the parent: its deadline."""
    deadline = deadline_of(refined.target) or refined.target.time.end
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


def leading_text(refined: Refined, refinement: Refinement, language: Language) -> str:
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
