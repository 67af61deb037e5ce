"""Renaming a declared name wherever it stands: in every file of the plans that know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs

from dxplan.analysis.lint import Edit
from dxplan.editing.names import Declaration
from dxplan.editing.occurrences import Kind
from dxplan.editing.places import meant_at
from dxplan.editing.views import View, same, source_of
from dxplan.editing.wording import word
from dxplan.messages import Language
from dxplan.plan.declare import reserved
from dxplan.source import Span, composed
from dxplan.syntax import nodes


class RenamingRefused(ValueError):
    """Why a name cannot be changed, in the language of the file."""


@attrs.frozen
class Renaming:
    """What a place names that can be renamed.

    :param written: the form of the name that stands there: the name itself or its alias.
    """

    declaration: Declaration
    written: str
    span: Span


# Whatever stands in conditions and sums is looked up in several of these tables, so a name in one
# of them must not come to mean what stands in another.
_TOGETHER: frozenset[Kind] = frozenset({"indicator", "measure", "fact", "scale", "work"})
_WHOLE: frozenset[Kind] = frozenset({"plan", "vocabulary", "calendar"})


def renaming_at(
    view: View,
    file: nodes.RuleFile,
    offset: int,
    writable: Callable[[Path | None], bool],
    *,
    language: Language | None = None,
) -> Renaming:
    """The name at a place, if it may be renamed.

    :param writable: whether a file is one that may be changed from here.
    :param language: the one to speak; that of the file without it.
    :raises RenamingRefused: with the reason.
    """
    language = language or file.language
    found = meant_at(view, file, offset)
    if found is None:
        raise RenamingRefused(word("rename", "no_place", language))
    occurrence, declaration = found
    name = occurrence.text
    if declaration is None:
        whole = _WHOLE.intersection(occurrence.kinds)
        code = "whole" if whole else _undeclared(view, occurrence.kinds, name)
        raise RenamingRefused(word("rename", code, language, name=name))
    if declaration.kind in _WHOLE:
        raise RenamingRefused(word("rename", "whole", language, name=name))
    if not writable(declaration.span.source.path):
        place = declaration.span.source.name
        raise RenamingRefused(word("rename", "elsewhere", language, name=name, place=place))
    return Renaming(declaration, name, occurrence.span)


def _undeclared(view: View, kinds: Iterable[Kind], name: str) -> str:
    plan = view.plan
    made = {"indicator": plan.indicators, "measure": plan.measures, "unit": plan.units}
    return "of_plugin" if any(name in made.get(kind, {}) for kind in kinds) else "no_declaration"


def new_name(renaming: Renaming, text: str, views: Iterable[View], language: Language) -> str:
    """A name in the form that rule files have it, if it is free.

    :raises RenamingRefused: with the reason.
    """
    name = composed(text.strip())
    if not name or not (name[0].isalpha() and all(c.isalnum() or c == "_" for c in name)):
        raise RenamingRefused(word("rename", "no_name", language, name=text))
    if reserved(name):
        raise RenamingRefused(word("rename", "keyword", language, name=name))
    for view in views if name != renaming.written else ():
        _refuse_taken(view, renaming, name, language)
    return name


def _refuse_taken(view: View, renaming: Renaming, name: str, language: Language) -> None:
    kind = renaming.declaration.kind
    for other in _TOGETHER if kind in _TOGETHER else (kind,):
        found = view.names.find(other, name, renaming.declaration.inside)
        if found is not None:
            place = f"{found.span.source.name}:{found.span.line}"
            said = word("kind", other, language)
            text = word("rename", "taken", language, name=name, kind=said, place=place)
            raise RenamingRefused(text)
        plan = view.plan
        made = {"indicator": plan.indicators, "measure": plan.measures, "unit": plan.units}
        if name in made.get(other, {}):
            said = word("kind", other, language)
            raise RenamingRefused(word("rename", "taken_by_plugin", language, name=name, kind=said))


def concerned(views: Iterable[View], renaming: Renaming) -> list[View]:
    """Those of some plans in whose files something is to change."""
    shown = list(views)
    above = _plans_of(shown, renaming.declaration)
    return [view for view in shown if any(True for _ in _spans(view, renaming, above))]


def refuse_elsewhere(
    changes: Iterable[Edit], writable: Callable[[Path | None], bool], language: Language
) -> None:
    """Refuse changes of files that may not be changed from here.

    :raises RenamingRefused: with the first place of them.
    """
    for each in changes:
        if not writable(each.span.source.path):
            place = f"{each.span.source.name}:{each.span.line}"
            text = word("rename", "used_elsewhere", language, name=each.span.text, place=place)
            raise RenamingRefused(text)


def edits(views: Iterable[View], renaming: Renaming, name: str) -> tuple[Edit, ...]:
    """What is to change in all files of some plans, each place once.

    A plan below the one that declares the name goes with it where it declares the same: by that
    name its targets are held against those above.
    """
    shown = list(views)
    above = _plans_of(shown, renaming.declaration)
    found: dict[tuple[str, int], Edit] = {}
    for view in shown:
        for span in _spans(view, renaming, above):
            key = (str(span.source.path or span.source.name), span.start)
            found.setdefault(key, Edit(span, name))
    return tuple(found[key] for key in sorted(found))


def _spans(view: View, renaming: Renaming, above: frozenset[str]) -> Iterator[Span]:
    declaration = renaming.declaration
    meant = [declaration]
    if view.plan.parent in above:
        own = view.names.find(declaration.kind, declaration.name, declaration.inside)
        meant.extend([] if own is None or same(own, declaration) else [own])
    for each in meant:
        for use in view.uses_of(each):
            if use.text == renaming.written:
                yield use.span


def _plans_of(views: Iterable[View], declaration: Declaration) -> frozenset[str]:
    """By which names others may name the plan as their parent in whose files a name is declared."""
    mine = declaration.span.source
    found = [view for view in views if any(source_of(file) == mine for file in view.files)]
    return frozenset(name for view in found for name in (view.plan.id, str(view.reference)))
