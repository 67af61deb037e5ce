"""How many sentences that carry something are found, held against a count by hand.

``python -m tests.draft.count`` prints both shares for the texts beside this file, and for the five
documents where they are, as they are and as PDFs that LibreOffice prints of them in several fonts.
A sentence counts when it asks for something and carries

- a number: a share, an amount, a count; not the number of a document, a level or a grade;
- a date: a day, month, quarter, school year or year by, in or from which; not the years that a plan
  or programme is named after, and no year of a budget;
- a recurrence: every year, quarter, month; not a plan that is called a yearly one;
- a unit that has something to do: it is named in the sentence, before a colon, in a column, or in
  the heading or the opening words above.

What stands before the first section, headings, words that only lead over to a list, recipients and
signatures do not count.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from dxplan.draft import read_document

HERE = Path(__file__).parent
DOCUMENTS = HERE.parents[2] / "shared" / "seeds"
"""Beside the repository; they are not a part of it."""
_ORDER = ("number", "recurrence", "date", "unit")


@attrs.frozen
class Count:
    """What was counted of a document.

    :param missed: lines of sentences that were not found, ``false`` of those found by mistake.
    """

    name: str
    by_hand: int
    found: int
    missed: tuple[int, ...]
    false: tuple[int, ...]

    @property
    def hits(self) -> int:
        return self.by_hand - len(self.missed)


def counts(golds: Path, documents: Path) -> Iterator[Count]:
    """The counts of a folder of counts by hand, of the documents that are there."""
    for path in sorted(golds.glob("*.toml")):
        gold = tomllib.loads(path.read_text("utf-8"))
        document = documents / gold["document"]
        if document.is_file():
            yield count(document, [(line, kind) for line, kind in gold["sentences"]])


def count(document: Path, by_hand: list[tuple[int, str]]) -> Count:
    found = [(each.place.number, each.carries) for each in read_document(document).sentences]
    return matched(document.name, found, by_hand)


def matched(
    name: str, found: Sequence[tuple[int, Collection[str]]], by_hand: list[tuple[int, str]]
) -> Count:
    """What was found, by line, held against what was counted."""
    waiting = list(by_hand)
    false = []
    for line, carries in found:
        kinds = [kind for at, kind in waiting if at == line and kind in carries]
        if kinds:
            # Of several on a line the one that says most goes first.
            waiting.remove((line, min(kinds, key=_ORDER.index)))
        else:
            false.append(line)
    missed = tuple(line for line, _ in waiting)
    return Count(name, len(by_hand), len(found), missed, tuple(false))


def counts_printed(golds: Path, printed: Iterable[tuple[Path, Path]]) -> Iterator[Count]:
    """The same of PDFs of texts: a sentence is that of a line when it says the same there."""
    by_text = {tomllib.loads(each.read_text("utf-8"))["document"]: each for each in golds.glob("*")
               if each.suffix == ".toml"}  # fmt: skip
    for text, pdf in printed:
        lines: dict[tuple[str, str], list[int]] = {}
        for each in read_document(text).sentences:
            lines.setdefault((each.section, each.text), []).append(each.place.number)
        found = []
        for each in read_document(pdf).sentences:
            left = lines.get((each.section, each.text))
            found.append((left.pop(0) if left else 0, each.carries))
        gold = tomllib.loads(by_text[text.name].read_text("utf-8"))
        yield matched(pdf.name, found, [(line, kind) for line, kind in gold["sentences"]])


def shares(each: list[Count]) -> tuple[int, int, int]:
    """How many there are by hand, how many of these were found, and how many by mistake."""
    return (
        sum(one.by_hand for one in each),
        sum(one.hits for one in each),
        sum(len(one.false) for one in each),
    )


def told(each: list[Count]) -> str:
    lines = []
    for one in each:
        lines.append(
            f"{one.name}: {one.hits} of {one.by_hand} found, {len(one.false)} of {one.found} false"
            f"{f'; missed in lines {one.missed}' if one.missed else ''}"
            f"{f'; false in lines {one.false}' if one.false else ''}"
        )
    there, hits, false = shares(each)
    lines.append(
        f"together: {hits} of {there} found ({100 * hits / there:.1f}%), "
        f"{false} of {hits + false} false ({100 * false / (hits + false):.1f}%)"
    )
    return "\n".join(lines)


def main() -> None:
    print("Texts of our own")
    print(told(list(counts(HERE / "texts", HERE / "texts"))))
    documents = list(counts(HERE / "gold", DOCUMENTS))
    print("\nThe five documents")
    print(told(documents) if documents else "are not on this machine")
    for title, golds, folder in (
        ("Texts of our own as PDFs", HERE / "texts", HERE / "texts"),
        ("The five documents as PDFs", HERE / "gold", DOCUMENTS),
    ):
        print(f"\n{title}")
        print(_told_printed(golds, sorted(folder.glob("*.txt"))))


def _told_printed(golds: Path, texts: Sequence[Path]) -> str:
    from tests.draft.printing import FONTS, OFFICE, by_office

    if OFFICE is None:
        return "LibreOffice is not on this machine"
    if not texts:
        return "are not on this machine"
    with tempfile.TemporaryDirectory() as folder:
        return told(list(counts_printed(golds, by_office(texts, FONTS, Path(folder)))))


if __name__ == "__main__":
    main()
