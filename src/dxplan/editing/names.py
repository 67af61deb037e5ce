"""What is declared where, so that a name that stands somewhere finds its declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from dxplan.editing.occurrences import Kind, Occurrence
from dxplan.source import Span
from dxplan.syntax import nodes


@attrs.frozen
class Declaration:
    """A declared name.

    :param statement: what declares it, or declares what it is a part of.
    :param span: where its name stands.
    :param part: the whole of a member, criterion, group or band inside the statement.
    """

    kind: Kind
    name: str
    alias: str | None
    title: str
    span: Span
    statement: nodes.Statement
    inside: str = ""
    part: Span | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """The forms in which it may be written."""
        return (self.name,) if self.alias is None else (self.name, self.alias)


@attrs.frozen
class Names:
    """The declarations of some files, by kind and by each form of the name.

    Of two with one name the first counts, as it does when a plan is bound.
    """

    found: Mapping[tuple[Kind, str, str], Declaration] = attrs.field(factory=dict)

    def find(self, kind: Kind, text: str, inside: str = "") -> Declaration | None:
        """The declaration of a name."""
        if inside:
            scale = self.found.get(("scale", "", inside))
            inside = inside if scale is None else scale.name
        return self.found.get((kind, inside, text))

    def meant(self, occurrence: Occurrence) -> Declaration | None:
        """The declaration of a name that stands somewhere; of several kinds the first one."""
        for kind in occurrence.kinds:
            found = self.find(kind, occurrence.text, occurrence.inside)
            if found is not None:
                return found
        return None

    def of_kind(self, *kinds: Kind) -> list[Declaration]:
        """The declarations of some kinds, each once, in the order of the files."""
        unique = {id(each): each for each in self.found.values() if each.kind in kinds}
        return list(unique.values())

    def joined_by(self, other: Names) -> Names:
        """These together with others, where they leave something open."""
        return Names({**other.found, **self.found})


def names_of(files: Iterable[nodes.RuleFile]) -> Names:
    """What some files declare."""
    found: dict[tuple[Kind, str, str], Declaration] = {}
    for file in files:
        for statement in file.statements:
            for each in _declarations(statement):
                for text in each.written:
                    found.setdefault((each.kind, each.inside, text), each)
    return Names(found)


def _declarations(statement: nodes.Statement) -> Iterator[Declaration]:
    match statement:
        case nodes.PlanStatement(name=name, title=title):
            yield from _of(nodes.Declared(name, None, title), "plan", statement)
        case nodes.DeclarationStatement(kind=kind, declared=declared):
            yield from _of(declared, "measure" if kind == "flag" else kind, statement)
        case nodes.IndicatorStatement(declared=declared):
            yield from _of(declared, "indicator", statement)
        case nodes.WorkStatement(declared=declared):
            yield from _of(declared, "work", statement)
        case nodes.DimensionStatement(declared=declared, members=members):
            yield from _of(declared, "dimension", statement)
            yield from _members(members, statement)
        case nodes.ScaleStatement(declared=declared):
            yield from _of(declared, "scale", statement)
            yield from _parts(statement)


def _of(
    declared: nodes.Declared,
    kind: Kind,
    statement: nodes.Statement,
    inside: str = "",
    part: Span | None = None,
) -> Iterator[Declaration]:
    name = declared.name
    if name.span is not None:
        alias = None if declared.alias is None else declared.alias.text
        title = "" if declared.title is None else declared.title.value
        yield Declaration(kind, name.text, alias, title, name.span, statement, inside, part)


def _members(
    members: Iterable[nodes.MemberNode], statement: nodes.Statement
) -> Iterator[Declaration]:
    for member in members:
        yield from _of(member.declared, "member", statement, part=member.span)
        yield from _members(member.members, statement)


def _parts(statement: nodes.ScaleStatement) -> Iterator[Declaration]:
    scale = statement.declared.name.text
    for clause in statement.clauses:
        if isinstance(clause, nodes.GroupClause):
            yield from _of(clause.declared, "group", statement, scale, clause.span)
            for criterion in clause.criteria:
                yield from _of(criterion.declared, "measure", statement, part=criterion.span)
        elif isinstance(clause, nodes.BandClause):
            yield from _of(clause.declared, "band", statement, scale, clause.span)
