"""What an example expects: which rule is meant, and what comes out for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from dxplan.messages import Phrase
from dxplan.plan.book import Book
from dxplan.plan.example_givens import column_of
from dxplan.plan.examples import Expectation, Given
from dxplan.plan.model import Group, Indicator, Plan, Target
from dxplan.plan.names import near_name
from dxplan.plan.timing import timing
from dxplan.syntax import nodes


def bind_expectation(
    book: Book, plan: Plan, givens: Sequence[Given], clause: nodes.ExpectClause
) -> Expectation | None:
    """What is expected for one rule; ``None`` when there is no such rule, which is collected."""
    if clause.outcome is None and clause.band is None and not (clause.lead or clause.cooperating):
        book.say("expects-nothing", clause.span)
        return None
    found = _level(book, plan, clause) if clause.band is not None else _rule(book, plan, clause)
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


def _rule(book: Book, plan: Plan, clause: nodes.ExpectClause) -> _Found | None:
    """The rule that a clause names; when it is none or several, that is collected."""
    if isinstance(clause.subject, nodes.Text):
        name = clause.subject.value
        found = [each for each in _ids(plan) if each[1] == name]
    else:
        name = clause.subject[0].text
        found = _named(book, plan, clause, clause.subject)
    if len(found) == 1:
        return found[0]
    span = clause.subject.span if isinstance(clause.subject, nodes.Text) else clause.subject[0].span
    if found:
        ids = tuple(f'"{each[1]}"' for each in found)
        book.say("several-rules", span, name=name, ids=ids, first=found[0][1])
    else:
        book.say("no-such-rule", span, name=name, hint=_near(book, plan, name))
    return None


def _ids(plan: Plan) -> list[_Found]:
    """Every rule of a plan that is judged."""
    return [
        *(("target", target.id, "") for target in plan.targets),
        *(("task", task.id, "") for task in plan.tasks),
        *(("duty", duty.id, "") for duty in plan.duties),
    ]


def _named(
    book: Book, plan: Plan, clause: nodes.ExpectClause, subject: Sequence[nodes.Name]
) -> list[_Found]:
    """The rules that an indicator with a scope and a time, or the name of some work, may mean."""
    first, *scope = subject
    found: list[_Found] = []
    indicator = book.indicators.find(first.text)
    if indicator is not None:
        targets = _targets(book, plan, clause, indicator, scope)
        found += [("target", target.id, "") for target in targets]
    if not scope and clause.time is None:
        work = _works(plan).get(first.text)
        found += [] if work is None else [work]
    return found


def _works(plan: Plan) -> dict[str, _Found]:
    """Tasks and duties by their names and aliases."""
    found: dict[str, _Found] = {}
    for task in plan.tasks:
        found |= dict.fromkeys(filter(None, (task.id, task.alias)), ("task", task.id, ""))
    for duty in plan.duties:
        found |= dict.fromkeys(filter(None, (duty.id, duty.alias)), ("duty", duty.id, ""))
    return found


def _targets(
    book: Book,
    plan: Plan,
    clause: nodes.ExpectClause,
    indicator: Indicator,
    scope: Sequence[nodes.Name],
) -> list[Target]:
    wanted = {(member.dimension, member.name) for member in book.find_members(scope)}
    text = None if clause.time is None else timing(clause.time, book.calendar).text
    return [
        target
        for target in plan.targets
        if target.indicator.name == indicator.name
        and set(target.scope) == wanted
        and text in (None, target.time.text)
    ]


def _near(book: Book, plan: Plan, name: str) -> Phrase:
    """What could have been meant: the rules of the indicator, or a name that is nearly this one."""
    indicator = book.indicators.find(name)
    own = "" if indicator is None else indicator.name
    ids = [target.id for target in plan.targets if target.indicator.name == own]
    if ids:
        return Phrase("rules-are", {"ids": tuple(f'"{each}"' for each in ids)})
    targeted = {target.indicator.name for target in plan.targets}
    aliases = {each.alias for each in plan.indicators.values() if each.name in targeted}
    known = [*targeted, *filter(None, aliases), *_works(plan), *(i for _, i, _ in _ids(plan))]
    return near_name(name, known) or Phrase("write-the-rule")


# --- levels ---------------------------------------------------------------------------------------


def _level(book: Book, plan: Plan, clause: nodes.ExpectClause) -> _Found | None:
    """The group of a scale, and the band."""
    subject = clause.subject
    name = subject.value if isinstance(subject, nodes.Text) else subject[0].text
    span = subject.span if isinstance(subject, nodes.Text) else subject[0].span
    groups = _groups(plan)
    group = groups.get(name)
    if group is None:
        hint = near_name(name, list(groups)) or Phrase("write-the-rule")
        book.say("no-such-rule", span, name=name, hint=hint)
        return None
    assert clause.band is not None
    for band in group.bands:
        if clause.band.text in (band.name, band.alias):
            return ("level", group.id, band.name)
    known = Phrase("known-are", {"names": ", ".join(band.name for band in group.bands)})
    book.say("unknown-band", clause.band.span, name=clause.band.text, scale=group.scale, hint=known)
    return None


def _groups(plan: Plan) -> dict[str, Group]:
    """The groups of all scales, as conditions name them; a scale with one may stand alone."""
    found = {
        group.id: group for scale in plan.scales.values() for group in scale.groups
    }  # fmt: skip
    for name, scale in plan.scales.items():
        if len(scale.groups) == 1:
            found[name] = scale.groups[0]
    return found
