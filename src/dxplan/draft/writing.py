"""The text of a first draft: rules in the order of the document, each below its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from dxplan.draft.labelled import Item, items_of
from dxplan.draft.model import Document, Responsible
from dxplan.draft.naming import Names
from dxplan.draft.scopes import DIMENSIONS, part_named
from dxplan.draft.targets import Drafted, targets_of
from dxplan.draft.when import Doubt
from dxplan.draft.wording import clean, comment, said, title
from dxplan.draft.work import unit_doubts, unit_lines, work_of
from dxplan.messages import Language
from dxplan.source import source_from_text
from dxplan.syntax.lexicon import all_words
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file


@attrs.frozen
class Draft:
    """A first draft of rules.

    :param text: of the rule file, in its canonical form.
    :param document: what it was made from.
    :param targets: how many there are, ``works`` how many tasks and duties, and ``doubts`` how
        many points are marked as not certain.
    """

    text: str
    document: Document
    targets: int
    works: int
    doubts: int


def draft_of(document: Document, language: Language | None = None) -> Draft:
    """The first draft of a document.

    :param language: of the rules; that of the document without one.
    """
    chosen = language or document.language
    names = Names()
    units = _units(document)
    names.taken |= {unit.name for unit in units} | set(DIMENSIONS)
    names.taken |= {part_named(p).name for p in _parts_of(document)}
    head = _head(document, names, chosen)
    rules = [(item, list(_drafted(item, names, chosen))) for item in items_of(document)]
    parts = {part for _, drafted in rules for each in drafted for part in each.parts}
    lines = [*head, *_unit_lines(units, chosen), *_dimensions(parts, document)]
    lines += ["", *comment(f"--- {said('draft', 'rules', chosen)} ---"), ""]
    known = {unit.name for unit in units}
    for item, drafted in rules:
        lines += _rule_lines(item, drafted, known, chosen)
    text = _canonical("\n".join(lines) + "\n", chosen)
    every = [each for _, drafted in rules for each in drafted]
    return Draft(
        text,
        document,
        sum(each.kind == "target" and not each.refused for each in every),
        sum(each.kind != "target" for each in every),
        sum(line.lstrip().startswith("# ?") for line in text.splitlines()),
    )


def _parts_of(document: Document) -> set[str]:
    return {q.scope for s in document.sentences for q in s.quantities if q.scope}


def _canonical(text: str, language: Language) -> str:
    parsed = parse(source_from_text(text))
    # INVARIANT: every statement was parsed by itself before it was put here.
    assert parsed.ok, [str(each) for each in parsed.diagnostics][:3]
    return print_file(parsed.value, language)


def _head(document: Document, names: Names, language: Language) -> list[str]:
    """The plan statement, with what the document says of itself."""
    lines = comment(
        said("draft", "head", language, name=document.name, sentences=len(document.sentences))
    )
    lines.append("")
    name = names.of(document.title or document.name)
    doubts: list[Doubt] = []
    clauses = []
    if document.number and document.issuer:
        on = f" on {document.issued}" if document.issued else ""
        issuer = title(document.issuer.title() if document.issuer.isupper() else document.issuer)
        clauses.append(f'    document "{title(document.number)}" of "{issuer}"{on}')
        doubts.append(("issuer", {}))
    elif document.number:
        doubts.append(("no-issuer", {"number": document.number}))
    if document.period is not None:
        first, last = document.period
        clauses.append(f"    period {first}" if first == last else f"    period {first} to {last}")
    else:
        doubts.append(("no-period", {}))
    lines += [line for each in doubts for line in _doubt(each, language)]
    heading = title(document.title or document.name)
    return [*lines, *_checked([f'plan {name} "{heading}"', *clauses], language), ""]


def _units(document: Document) -> list[Responsible]:
    """The units that are named, each once, by the longest of its titles."""
    found: dict[str, Responsible] = {}
    for sentence in document.sentences:
        for unit in sentence.units:
            before = found.get(unit.name)
            if before is None or len(unit.title) > len(before.title):
                found[unit.name] = unit
    return [unit for unit in found.values() if unit.name not in all_words()]


def _unit_lines(units: Sequence[Responsible], language: Language) -> Iterator[str]:
    if units:
        yield from comment(f"--- {said('draft', 'units', language)} ---")
        yield ""
    for unit in units:
        yield from _checked([f'unit {unit.name} "{title(unit.title)}"'], language)
        yield ""


def _dimensions(parts: Iterable[str], document: Document) -> Iterator[str]:
    named = [part_named(part) for part in sorted(parts)]
    words = document.sentences
    for name, (heading, of_organisations) in DIMENSIONS.items():
        members = [part for part in named if part.dimension == name]
        if members:
            listed = ", ".join(f'{m.name} "{_said_word(m.name, words)}"' for m in members)
            of = " of organisations" if of_organisations else ""
            yield from (f'dimension {name} "{heading}"{of} {{ {listed} }}', "")


def _said_word(part: str, sentences: Sequence[object]) -> str:
    """How the document calls a part."""
    from dxplan.draft.scopes import words_in

    for each in sentences:
        text = getattr(each, "text", "")
        scopes = [q.scope for q in getattr(each, "quantities", ())]
        if part in scopes:
            return words_in(part, text)
    return part_named(part).words[0]


def _drafted(item: Item, names: Names, language: Language) -> Iterator[Drafted]:
    if item.sentence.quantities:
        yield from targets_of(item.sentence, names, language)
    else:
        yield work_of(item.sentence, item.about, names)


def _rule_lines(
    item: Item, drafted: Sequence[Drafted], known: set[str], language: Language
) -> Iterator[str]:
    """The sentence as a comment, then what was made of it."""
    sentence = item.sentence
    place = said("draft", sentence.place.kind, language, number=sentence.place.number)
    for number, text in enumerate(item.texts):
        begin = ", ".join(filter(None, (clean(sentence.section), place))) if not number else ""
        yield from comment(f"{begin}: {text}" if begin else text)
    for each in drafted:
        doubts = [*each.doubts, *unit_doubts(sentence.units)]
        for declared in each.declares:
            yield from (*_checked([declared], language), "")
        for doubt in doubts:
            yield from _doubt(doubt, language)
        clauses = unit_lines(sentence.units, known, work=each.kind != "target")
        if sentence.section:
            clauses.append(f'    cite "{title(sentence.section)}"')
        lines = [each.text, *clauses]
        yield from (_refused(lines, language) if each.refused else _checked(lines, language))
        yield ""


def _doubt(doubt: Doubt, language: Language) -> list[str]:
    code, params = doubt
    return comment(said("doubt", code, language, **params), "? ")


def _checked(lines: list[str], language: Language) -> list[str]:
    """A statement, or the same as a comment where it cannot be read as one."""
    return (
        lines if parse(source_from_text("\n".join(lines) + "\n")).ok else _refused(lines, language)
    )


def _refused(lines: list[str], language: Language) -> list[str]:
    shown = [f"# {clean(line)}" for line in lines]
    return [*_doubt(("not-a-rule", {}), language), *shown]
