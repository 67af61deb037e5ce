"""The names of a plan as headings and cells of data may write them.

A measure, dimension, indicator or member is found by its name or alias, else by its title or one of
its further headings (``also``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.data.cell_values import Exact
from dxplan.data.faults import Fault
from dxplan.data.heading_words import all_words
from dxplan.data.totals import is_total
from dxplan.data.units import scale
from dxplan.data.wording import fold, folded_once, hint, suggestion
from dxplan.plan.model import Indicator, Measure, Plan
from dxplan.shown import Shown
from dxplan.values.scopes import Dimension, Member

Named: TypeAlias = Measure | Dimension | Indicator
_BRACKETS = re.compile(r"(.*\S)\s*[\[(]([^\[\]()]*)[\])]\s*", re.DOTALL)
# A heading with more than that in brackets is a text.
_LONGEST = 1000
_Index: TypeAlias = Mapping[str, tuple[str, ...]]


@attrs.frozen(repr=False)
class Lexicon(Shown):
    """The names of a plan by what they fold to.

    :param names: measures, dimensions and indicators by name and alias.
    :param titles: the same by title and ``also``.
    :param members: for every dimension its members by name and alias, and by title and ``also``.
    :param headings: every heading that has a meaning, as it is written, to suggest from.
    :param measure_headings: the same for measures and indicators only.
    """

    plan: Plan
    names: Mapping[str, tuple[Named, ...]]
    titles: Mapping[str, tuple[Named, ...]]
    members: Mapping[str, tuple[_Index, _Index]]
    headings: Mapping[str, str]
    measure_headings: Mapping[str, str]


@attrs.frozen(repr=False)
class Heading(Shown):
    """What a heading names, with the members in its brackets.

    :param unit: a unit that is not the declared one, as it is written.
    :param scale: how many of the declared unit one of that unit is.
    :param total: whether the column adds the members of the measure up.
    :param passed_over: what stands above it and says nothing in the plan.
    """

    named: Named
    members: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    unit: str = ""
    scale: Exact = 1
    total: bool = False
    passed_over: str = ""


def lexicon(plan: Plan) -> Lexicon:
    """The names of a plan."""
    measured: tuple[Named, ...] = (*plan.measures.values(), *plan.indicators.values())
    every = (*measured, *plan.dimensions.values())
    dimensions = plan.dimensions.values()
    written = folded_once(text for named in every for text in _texts(named))
    words = {word: word for word in all_words()}
    return Lexicon(
        plan,
        _index((text, named) for named in every for text in _names(named)),
        _index((text, named) for named in every for text in _titles(named)),
        {each.name: _member_index(each.members) for each in dimensions},
        {**words, **written},
        folded_once(text for named in measured for text in _texts(named)),
    )


def _names(named: Named | Member) -> tuple[str, ...]:
    return (named.name, named.alias) if named.alias else (named.name,)


def _titles(named: Named | Member) -> tuple[str, ...]:
    return (named.title, *named.also) if named.title else named.also


def _texts(named: Named | Member) -> tuple[str, ...]:
    return (*_names(named), *_titles(named))


def _index(pairs: Iterable[tuple[str, Named]]) -> dict[str, tuple[Named, ...]]:
    found: dict[str, tuple[Named, ...]] = {}
    for text, named in pairs:
        before = found.get(fold(text), ())
        if named not in before:
            found[fold(text)] = (*before, named)
    return found


def _member_index(members: tuple[Member, ...]) -> tuple[_Index, _Index]:
    return (
        _member_texts((text, each.name) for each in members for text in _names(each)),
        _member_texts((text, each.name) for each in members for text in _titles(each)),
    )


def _member_texts(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text, name in pairs:
        found[fold(text)] = tuple(dict.fromkeys((*found.get(fold(text), ()), name)))
    return found


def find_named(words: Lexicon, text: str) -> Named | Fault | None:
    """What a text names; a fault when it names several things of one kind.

    A measure goes before a dimension, and both before an indicator: a count and the indicator made
    of it alone may well have one title.
    """
    folded = fold(text)
    found = words.names.get(folded) or words.titles.get(folded) or ()
    for kind in (Measure, Dimension, Indicator):
        of_kind = [named for named in found if isinstance(named, kind)]
        if len(of_kind) > 1:
            names = ", ".join(sorted(named.name for named in of_kind))
            return Fault("ambiguous-heading", {"header": text, "names": names})
        if of_kind:
            return of_kind[0]
    return None


def find_indicator(words: Lexicon, text: str) -> Indicator | Fault | None:
    """The indicator that a text names, also where a measure has the same title."""
    folded = fold(text)
    for index in (words.names, words.titles):
        found = [named for named in index.get(folded, ()) if isinstance(named, Indicator)]
        if len(found) > 1:
            names = ", ".join(sorted(named.name for named in found))
            return Fault("ambiguous-heading", {"header": text, "names": names})
        if found:
            return found[0]
    return None


def read_heading(words: Lexicon, text: str) -> Heading | Fault | None:
    """What a heading names, with the members in brackets or parentheses behind it.

    ``None`` when it names nothing in the plan. A unit in brackets, as the measure declares it, and
    ``(%)`` behind an indicator say nothing new.
    """
    base, groups = text, list[str]()
    named = find_named(words, base)
    while named is None and len(text) <= _LONGEST:
        match = _BRACKETS.fullmatch(base)
        if match is None:
            return None
        base, groups = match[1], [match[2], *groups]
        named = find_named(words, base)
    if named is None or isinstance(named, Fault):
        return named
    if isinstance(named, Dimension):
        return Heading(named) if not groups else None
    return _with_members(words, named, groups)


def _with_members(words: Lexicon, named: Measure | Indicator, groups: list[str]) -> Heading | Fault:
    members: dict[str, str] = {}
    allowed = dimensions_of(words.plan, named)
    unit, factor, total = "", Fraction(1), False
    for group in groups:
        whole = isinstance(_member_of_some(words, allowed, group), tuple)
        for text in (group,) if whole else re.split("[,;]", group):
            if fold(text) in _said_anyway(named):
                continue
            found = _member_of_some(words, allowed, text)
            of_unit = None if isinstance(found, tuple) else _scale(named, text)
            if isinstance(of_unit, Fault):
                return of_unit
            if of_unit is not None:
                unit, factor = text.strip(), Fraction(of_unit)
                continue
            if isinstance(found, Fault) and is_total(text, {}):
                total = True
                continue
            if isinstance(found, Fault):
                return found
            dimension, member = found
            if dimension in members:
                return Fault("member-conflict", _conflict(members[dimension], member))
            if dimension in allowed:
                members[dimension] = member
    scale_of = factor.numerator if factor.denominator == 1 else factor
    return Heading(named, members, unit, scale_of, total)


def with_groups(words: Lexicon, heading: Heading, groups: list[str]) -> Heading | Fault:
    """A heading together with texts above or below it, read as if they stood in brackets."""
    if isinstance(heading.named, Dimension):
        return Fault("unknown-member", _no_member(heading.named, groups[0]))
    written = [f"{member}" for member in heading.members.values()]
    units = [heading.unit] if heading.unit else []
    return _with_members(words, heading.named, [*written, *units, *groups])


def _no_member(dimension: Dimension, text: str) -> dict[str, object]:
    return {"text": text, "dimension": dimension.title or dimension.name, "hint": ""}


def _scale(named: Measure | Indicator, text: str) -> Exact | Fault | None:
    return scale(named, text) if isinstance(named, Measure) else None


def says_something(words: Lexicon, text: str) -> bool:
    """Whether a text names something in the plan: a measure, indicator, dimension or member."""
    if isinstance(read_heading(words, text), Heading):
        return True
    return any(isinstance(find_member(words, name, text), str) for name in words.plan.dimensions)


def _said_anyway(named: Measure | Indicator) -> frozenset[str]:
    """What may stand in brackets without naming a member: the unit."""
    percent = "%" if isinstance(named, Indicator) else ""
    return frozenset((fold(named.measured_in), percent)) - {""}


def _conflict(first: str, second: str) -> dict[str, object]:
    return {"first": first, "second": second}


def dimensions_of(plan: Plan, named: Measure | Indicator) -> tuple[str, ...]:
    """The dimensions that a measure, or any measure of an indicator, is broken down by."""
    measures = [named] if isinstance(named, Measure) else _measures(plan, named)
    names = (name for measure in measures for name in measure.dimensions)
    return tuple(dict.fromkeys(name for name in names if name in plan.dimensions))


def _measures(plan: Plan, indicator: Indicator) -> list[Measure]:
    return [plan.measures[name] for name in indicator.measures() if name in plan.measures]


def _member_of_some(words: Lexicon, allowed: tuple[str, ...], text: str) -> tuple[str, str] | Fault:
    """The dimension and member that a text in brackets names.

    A dimension of organisations that the measure is not broken down by may be named; it says
    nothing of the number.
    """
    others = [d.name for d in words.plan.dimensions.values() if d.of_organisations]
    for dimensions in (allowed, others):
        found = [(name, find_member(words, name, text)) for name in dimensions]
        hits = [(name, member) for name, member in found if isinstance(member, str)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            names = ", ".join(name for name, _ in hits)
            return Fault("ambiguous-member", {"text": text.strip(), "names": names})
    return _unknown_member(words, allowed, text)


def find_member(words: Lexicon, dimension: str, text: str) -> str | Fault:
    """The member of a dimension that a text names."""
    folded = fold(text)
    names, titles = words.members[dimension]
    found = names.get(folded) or titles.get(folded) or ()
    if len(found) == 1:
        return found[0]
    if found:
        return Fault("ambiguous-member", {"text": text.strip(), "names": ", ".join(found)})
    return _unknown_member(words, (dimension,), text)


def _unknown_member(words: Lexicon, dimensions: tuple[str, ...], text: str) -> Fault:
    declared = [words.plan.dimensions[name] for name in dimensions]
    texts = folded_once(text for each in declared for m in each.members for text in _texts(m))
    titles = ", ".join(each.title or each.name for each in declared)
    params = {
        "text": text.strip(),
        "dimension": titles or "–",
        "hint": hint(suggestion(text, texts)),
    }
    return Fault("unknown-member", params)
