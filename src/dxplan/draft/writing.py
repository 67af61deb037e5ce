"""The text of a first draft: rules in the order of the document, each below its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from dxplan.draft.labelled import Item, items_of
from dxplan.draft.model import Document, Responsible
from dxplan.draft.naming import Names
from dxplan.draft.pieces import Piece, doubt_lines, refused, settled
from dxplan.draft.scopes import DIMENSIONS, part_named, words_in
from dxplan.draft.spoken import body_said
from dxplan.draft.targets import Drafted, once, targets_of
from dxplan.draft.when import Doubt
from dxplan.draft.wording import clean, comment, notes_in, said, title
from dxplan.draft.work import unit_doubts, unit_lines, work_of
from dxplan.messages import Language
from dxplan.syntax.lexicon import all_words


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
    rules = [(item, list(_drafted(item, names, chosen))) for item in items_of(document)]
    parts = {part for _, drafted in rules for each in drafted for part in each.parts}
    pieces: list[Piece] = [
        *_head(document, names, chosen),
        *_unit_pieces(units, chosen),
        *_dimensions(parts, document),
        Piece(comment(f"--- {said('draft', 'rules', chosen)} ---")),
    ]
    known = {unit.name for unit in units}
    for item, drafted in rules:
        pieces += _rule_pieces(item, drafted, known, chosen)
    text, plan = settled(pieces, chosen)
    return Draft(
        text,
        document,
        len(plan.targets),
        len(plan.tasks) + len(plan.duties),
        sum(line.lstrip().startswith("# ?") for line in text.splitlines()),
    )


def _parts_of(document: Document) -> set[str]:
    return {q.scope for s in document.sentences for q in s.quantities if q.scope}


def _head(document: Document, names: Names, language: Language) -> list[Piece]:
    """The plan statement, with what the document says of itself."""
    lines = comment(
        said("draft", "head", language, name=document.name, sentences=len(document.sentences))
    )
    lines += [line for note in notes_in(document, language) for line in comment(note, "? ")]
    name = names.of(document.title or document.name)
    doubts: list[Doubt] = []
    clauses = []
    if document.number and document.issuer:
        on = f" on {document.issued}" if document.issued else ""
        issuer = title(body_said(document.issuer))
        clauses.append(f'    document "{title(document.number)}" of "{issuer}"{on}')
        doubts.append(("issuer", {}))
    elif document.number:
        doubts.append(("no-issuer", {"number": document.number}))
    if document.period is not None:
        first, last = document.period
        clauses.append(f"    period {first}" if first == last else f"    period {first} to {last}")
    else:
        doubts.append(("no-period", {}))
    unsure = [line for each in doubts for line in doubt_lines(each, language)]
    heading = title(document.title or document.name)
    return [Piece(lines), Piece(unsure, [f'plan {name} "{heading}"', *clauses])]


def _units(document: Document) -> list[Responsible]:
    """The units that are named, each once, by the longest of its titles."""
    found: dict[str, Responsible] = {}
    for sentence in document.sentences:
        for unit in sentence.units:
            before = found.get(unit.name)
            if before is None or len(unit.title) > len(before.title):
                found[unit.name] = unit
    return [unit for unit in found.values() if unit.name not in all_words()]


def _unit_pieces(units: Sequence[Responsible], language: Language) -> Iterator[Piece]:
    if units:
        yield Piece(comment(f"--- {said('draft', 'units', language)} ---"))
    for unit in units:
        yield Piece([], [f'unit {unit.name} "{title(body_said(unit.title))}"'])


def _dimensions(parts: Iterable[str], document: Document) -> Iterator[Piece]:
    named = [part_named(part) for part in sorted(parts)]
    for name, (heading, of_organisations) in DIMENSIONS.items():
        members = [part for part in named if part.dimension == name]
        if members:
            listed = ", ".join(f'{m.name} "{_said_word(m.name, document)}"' for m in members)
            of = " of organisations" if of_organisations else ""
            yield Piece([], [f'dimension {name} "{heading}"{of} {{ {listed} }}'])


def _said_word(part: str, document: Document) -> str:
    """How the document calls a part."""
    for each in document.sentences:
        if any(quantity.scope == part for quantity in each.quantities):
            return words_in(part, each.text)
    return part_named(part).words[0]


def _drafted(item: Item, names: Names, language: Language) -> Iterator[Drafted]:
    if item.sentence.quantities:
        yield from targets_of(item.sentence, names, language)
    else:
        yield work_of(item.sentence, item.about, names)


def _rule_pieces(
    item: Item, drafted: Sequence[Drafted], known: set[str], language: Language
) -> Iterator[Piece]:
    """The sentence as a comment, then what was made of it."""
    sentence = item.sentence
    place = said("draft", sentence.place.kind, language, number=sentence.place.number)
    quoted: list[str] = []
    row = " | ".join(clean(cell) for cell in sentence.cells)
    for number, text in enumerate((*item.texts, row) if row else item.texts):
        begin = ", ".join(filter(None, (clean(sentence.section), place))) if not number else ""
        quoted += comment(f"{begin}: {text}" if begin else text)
    for each in drafted:
        for declared in each.declares:
            yield Piece(quoted, [declared])
            quoted = []
        doubts = once([*each.doubts, *unit_doubts(sentence.units)])
        unsure = [line for doubt in doubts for line in doubt_lines(doubt, language)]
        clauses = unit_lines(sentence.units, known, work=each.kind != "target")
        if sentence.section:
            clauses.append(f'    cite "{title(sentence.section)}"')
        piece = Piece([*quoted, *unsure], [each.text, *clauses])
        yield refused(piece, language) if each.refused else piece
        quoted = []
