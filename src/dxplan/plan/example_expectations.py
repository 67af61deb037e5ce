"""What an example expects: which rule is meant, and what comes out for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

import attrs

from dxplan.messages import Phrase
from dxplan.plan.book import Book
from dxplan.plan.example_givens import column_of
from dxplan.plan.examples import Expectation, Given
from dxplan.plan.levels import find_band
from dxplan.plan.model import Group, Plan, Target
from dxplan.plan.names import near_name
from dxplan.plan.timing import timing
from dxplan.shown import Shown
from dxplan.source import Span
from dxplan.syntax import nodes


def expected_of(
    book: Book, rules: Rules, givens: Sequence[Given], clause: nodes.ExpectClause
) -> Expectation | None:
    """What is expected for one rule; ``None`` when there is no such rule, which is collected."""
    if clause.outcome is None and clause.band is None and not (clause.lead or clause.cooperating):
        book.say("expects-nothing", clause.span)
        return None
    found = (
        _rule(book, rules, clause)
        if clause.band is None
        else _level(book, rules, clause, clause.band)
    )
    lead, cooperating = book.find_units(clause.lead), book.find_units(clause.cooperating)
    by = None if clause.group is None else column_of(clause.group)
    group = "" if clause.group is None else clause.group.name.value
    if by is not None and not _is_given(givens, by, group):
        assert clause.group is not None
        book.say("group-not-given", clause.group.span, group=group)
        return None
    if found is None:
        return None
    return Expectation(
        found[0],
        found[1],
        clause.outcome,
        found[2],
        frozenset(unit.name for unit in lead) if clause.lead else None,
        frozenset(unit.name for unit in cooperating) if clause.cooperating else None,
        by,
        group,
        span=clause.span,
    )


def _is_given(givens: Iterable[Given], by: str, group: str) -> bool:
    if by == "organisation":
        return any(group == given.name for given in givens)
    return any(given.places.get(by) == group for given in givens)


# --- rules ----------------------------------------------------------------------------------------

_Found: TypeAlias = tuple[Literal["target", "task", "duty", "level"], str, str]
"""What is judged, its id, and the band that is expected of a level."""


@attrs.frozen(slots=False, repr=False)
class Rules(Shown):
    """The rules of a plan as examples name them; each table is made when it is first asked for."""

    plan: Plan

    @cached_property
    def targets(self) -> dict[str, list[Target]]:
        """By the name of their indicator."""
        found: dict[str, list[Target]] = {}
        for target in self.plan.targets:
            found.setdefault(target.indicator.name, []).append(target)
        return found

    @cached_property
    def works(self) -> dict[str, _Found]:
        """Tasks and duties by their names and aliases."""
        found: dict[str, _Found] = {}
        for task in self.plan.tasks:
            found |= dict.fromkeys(filter(None, (task.id, task.alias)), ("task", task.id, ""))
        for duty in self.plan.duties:
            found |= dict.fromkeys(filter(None, (duty.id, duty.alias)), ("duty", duty.id, ""))
        return found

    @cached_property
    def ids(self) -> dict[str, _Found]:
        """Targets, tasks and duties by their ids."""
        works = {each[1]: each for each in self.works.values()}
        return {**works, **{each.id: ("target", each.id, "") for each in self.plan.targets}}

    @cached_property
    def groups(self) -> dict[str, Group]:
        """The groups of scales, as conditions name them; a scale with one may stand alone."""
        found = {}
        for scale in self.plan.scales.values():
            for written in filter(None, (scale.name, scale.alias)):
                if len(scale.groups) == 1:
                    found[written] = scale.groups[0]
                for group in scale.groups:
                    names = filter(None, (group.name, group.alias))
                    found |= {f"{written}.{name}": group for name in names}
        return found


def _rule(book: Book, rules: Rules, clause: nodes.ExpectClause) -> _Found | None:
    """The rule that a clause names; when it is none or several, that is collected."""
    before = len(book.diagnostics)
    name, span = _subject(clause)
    if isinstance(clause.subject, nodes.Text):
        found = [rules.ids[name]] if name in rules.ids else []
    else:
        found = _named(book, rules, clause, clause.subject)
    if len(found) == 1:
        return found[0]
    if found:
        ids = tuple(f'"{each[1]}"' for each in found)
        book.say("several-rules", span, name=name, ids=ids, first=found[0][1])
    elif len(book.diagnostics) == before:
        book.say("no-such-rule", span, name=name, hint=_near(book, rules, name))
    return None


def _subject(clause: nodes.ExpectClause) -> tuple[str, Span | None]:
    """What a clause is about, and where that stands."""
    if isinstance(clause.subject, nodes.Text):
        return clause.subject.value, clause.subject.span
    return clause.subject[0].text, clause.subject[0].span


def _named(
    book: Book, rules: Rules, clause: nodes.ExpectClause, subject: Sequence[nodes.Name]
) -> list[_Found]:
    """The rules that an indicator with a scope and a time, or the name of some work, may mean."""
    first, *scope = subject
    found: list[_Found] = []
    indicator = book.indicators.find(first.text)
    if indicator is not None:
        wanted = {(member.dimension, member.name) for member in book.find_members(scope)}
        text = None if clause.time is None else timing(clause.time, book.calendar).text
        found += [
            ("target", target.id, "")
            for target in rules.targets.get(indicator.name, ())
            if set(target.scope) == wanted and text in (None, target.time.text)
        ]
    if not scope and clause.time is None and first.text in rules.works:
        found.append(rules.works[first.text])
    return found


def _near(book: Book, rules: Rules, name: str) -> Phrase:
    """What could have been meant: the rules of the indicator, or a name that is nearly this one."""
    indicator = book.indicators.find(name)
    targets = [] if indicator is None else rules.targets.get(indicator.name, [])
    if targets:
        return Phrase("rules-are", {"ids": tuple(f'"{each.id}"' for each in targets)})
    known = [book.indicators.entries[each] for each in rules.targets]
    names = [name for each in known for name in (each.name, each.alias) if name]
    if name in rules.works:
        return Phrase("write-the-rule")
    return near_name(name, [*names, *rules.works, *rules.ids]) or Phrase("write-the-rule")


# --- levels ---------------------------------------------------------------------------------------


def _level(
    book: Book, rules: Rules, clause: nodes.ExpectClause, wanted: nodes.Name
) -> _Found | None:
    """The group of a scale, and the band."""
    name, span = _subject(clause)
    further = not isinstance(clause.subject, nodes.Text) and len(clause.subject) > 1
    group = None if further or clause.time is not None else rules.groups.get(name)
    if group is None:
        hint = near_name(name, list(rules.groups)) or Phrase("write-the-rule")
        book.say("no-such-rule", span, name=name, hint=hint)
        return None
    band = find_band(book, group.bands, wanted, group.scale)
    return None if band is None else ("level", group.id, band.name)
