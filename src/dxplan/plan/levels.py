"""Levels in conditions: which group of which scale is meant, and which of its bands."""

from __future__ import annotations

from dxplan.messages import Phrase
from dxplan.plan.book import Book
from dxplan.plan.model import AtLevel, Band, Group, Scale
from dxplan.plan.names import near_name
from dxplan.syntax import nodes
from dxplan.syntax.nodes import COMPARATOR_OF


def find_level(book: Book, node: nodes.Levelled) -> AtLevel | None:
    """A level held against a band; what is not known of it is collected."""
    group = find_group(book, node.name)
    if group is None:
        return None
    band = find_band(book, group.bands, node.band, group.scale)
    return None if band is None else AtLevel(group, COMPARATOR_OF[node.word], band.name)


def find_group(book: Book, name: nodes.Name) -> Group | None:
    """The group of ``scale.group``; the scale alone will do when it has one group."""
    written, _, of_scale = name.text.partition(".")
    scale = find_scale(book, nodes.Name(written, span=name.span))
    if scale is None or not scale.groups:
        return None
    if not of_scale:
        return _only_group(book, scale, name)
    for group in scale.groups:
        if of_scale in (group.name, group.alias):
            return group
    known = [each for g in scale.groups for each in (g.name, g.alias) if each]
    hint = near_name(of_scale, known) or _known(known)
    book.say("unknown-group", name.span, scale=scale.name, name=of_scale, hint=hint)
    return None


def _only_group(book: Book, scale: Scale, name: nodes.Name) -> Group | None:
    if len(scale.groups) == 1:
        return scale.groups[0]
    groups = ", ".join(group.id for group in scale.groups)
    book.say("group-not-named", name.span, scale=scale.name, names=groups)
    return None


def find_scale(book: Book, name: nodes.Name) -> Scale | None:
    """The scale of a name; one that has still to be declared is declared now."""
    if name.text in book.declaring:
        book.say("circular-scale", name.span, name=name.text)
        return None
    declare = book.waiting.get(name.text)
    if declare is not None:
        declare()
    return book.scales.resolve(name, book.diagnostics)


def find_band(book: Book, bands: tuple[Band, ...], name: nodes.Name, scale: str) -> Band | None:
    """The band of a name or alias; an unknown one is collected with a suggestion."""
    for band in bands:
        if name.text in (band.name, band.alias):
            return band
    known = [each for band in bands for each in (band.name, band.alias) if each]
    hint = near_name(name.text, known) or _known(known)
    book.say("unknown-band", name.span, scale=scale, name=name.text, hint=hint)
    return None


def _known(names: list[str]) -> Phrase:
    return Phrase("known-are", {"names": ", ".join(names) or "-"})
