"""How many sentences that carry something are found, held against a count by hand.

``python -m tests.draft.count`` prints both shares for the texts beside this file, and for the five
documents where they are. A sentence counts when it asks for something and carries

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

import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs

from dxplan.draft import read_document

HERE = Path(__file__).parent
DOCUMENTS = HERE.parents[2].parent / "shared" / "seeds"
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
    waiting = list(by_hand)
    false = []
    found = read_document(document).sentences
    for sentence in found:
        line = sentence.place.number
        kinds = [kind for at, kind in waiting if at == line and kind in sentence.carries]
        if kinds:
            # Of several on a line the one that says most goes first.
            waiting.remove((line, min(kinds, key=_ORDER.index)))
        else:
            false.append(line)
    missed = tuple(line for line, _ in waiting)
    return Count(document.name, len(by_hand), len(found), missed, tuple(false))


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


if __name__ == "__main__":
    main()
