"""How the groups of the register stand, the weakest first, and who has not reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from dxplan.data.asked_columns import ORGANISATION
from dxplan.data.groupings import columns_said
from dxplan.engine.findings import VERDICTS, Report, Verdict
from dxplan.engine.judged_together import Group
from dxplan.messages import Language
from dxplan.report.finding_text import value_text
from dxplan.report.html.anchors import anchors
from dxplan.report.html.marks import WORST_FIRST
from dxplan.report.sent_text import rows_sent
from dxplan.report.standing import Standing
from dxplan.report.words import plain, word

ROWS_SHOWN = 100
"""How many rows stand in the page; the others are carried as data and drawn when asked for."""
LETTERS = "abcdefghijk"
"""One for each verdict, in the order of ``VERDICTS``; a dot where a place has no such target."""
COUNTED: tuple[Verdict, ...] = ("missed", "behind", "undetermined", "no_data", "met")
_WEAKEST_SHOWN = 3


@attrs.frozen
class Place:
    """A group or a single organisation.

    :param verdicts: a letter a target, in the order of the targets.
    :param values: what was reached, a text a target.
    :param weakest: the numbers of the targets that stand worst.
    """

    anchor: str
    title: str
    counts: tuple[int, ...]
    others: int
    verdicts: str
    values: tuple[str, ...]
    weakest: tuple[int, ...]


@attrs.frozen
class PlaceTable:
    """All groups of one column of the register."""

    anchor: str
    column: str
    places: tuple[Place, ...]


@attrs.frozen
class Reporter:
    """Somebody of whom reports are missing, or cannot be used.

    :param targets: the numbers of the targets that wait for it.
    :param rows: how many of its rows entered no sum because of a problem.
    """

    anchor: str
    title: str
    targets: tuple[int, ...]
    rows: int = 0


def place_tables(
    report: Report,
    groups: Mapping[Group, Sequence[Standing]],
    numbers: Mapping[str, int],
    language: Language,
) -> tuple[PlaceTable, ...]:
    """A table a column.

    :param numbers: of the targets.
    """
    columns: dict[str, dict[str, Sequence[Standing]]] = {}
    for group, found in groups.items():
        columns.setdefault(group.by or "", {})[group.name] = found
    ids = anchors("places", columns)
    return tuple(
        PlaceTable(
            ids[by], column_title(by, language), _places(ids[by], named, report, numbers, language)
        )
        for by, named in columns.items()
    )


def column_title(by: str, language: Language) -> str:
    """A column of the register as people say it."""
    if by == ORGANISATION:
        return word("heading", "organisation", language).lower()
    return plain(columns_said([by], language))


def _places(
    table: str,
    named: Mapping[str, Sequence[Standing]],
    report: Report,
    numbers: Mapping[str, int],
    language: Language,
) -> tuple[Place, ...]:
    ids = anchors(f"place{table.removeprefix('places')}", named)
    made = [
        _place(ids[name], plain(report.titles.get(name, name)), found, numbers, language)
        for name, found in named.items()
    ]
    return tuple(sorted(made, key=_weakness))


def _weakness(place: Place) -> tuple[object, ...]:
    return (*(-count for count in place.counts[:-1]), place.counts[-1], place.title, place.anchor)


def _place(
    anchor: str,
    title: str,
    found: Sequence[Standing],
    numbers: Mapping[str, int],
    language: Language,
) -> Place:
    verdicts, values = ["."] * len(numbers), [""] * len(numbers)
    counts = Counter(each.now.verdict for each in found)
    bad = sorted((WORST_FIRST.index(each.now.verdict), numbers[each.now.target]) for each in found)
    for each in found:
        at = numbers[each.now.target] - 1
        verdicts[at] = LETTERS[VERDICTS.index(each.now.verdict)]
        values[at] = value_text(each.now, language)
    counted = tuple(counts[verdict] for verdict in COUNTED)
    worst = WORST_FIRST.index("undetermined")
    return Place(
        anchor,
        title,
        counted,
        len(found) - sum(counted),
        "".join(verdicts),
        tuple(values),
        tuple(number for rank, number in bad if rank <= worst)[:_WEAKEST_SHOWN],
    )


def reporters(
    report: Report, whole: Sequence[Standing], numbers: Mapping[str, int]
) -> tuple[Reporter, ...]:
    """Whose reports are missing, those for which most targets wait first.

    The groups are parts of the whole, and would say the same again.
    """
    named = ((numbers[each.now.target], each.now.silent) for each in whole)
    return _reporters(report, named, "reporter")


def senders(
    report: Report, whole: Sequence[Standing], numbers: Mapping[str, int]
) -> tuple[Reporter, ...]:
    """The same of those who did report, but figures that could not be used."""
    named = ((numbers[each.now.target], each.now.unusable) for each in whole)
    return _reporters(report, named, "sender")


def _reporters(
    report: Report, named: Iterable[tuple[int, tuple[str, ...]]], kind: str
) -> tuple[Reporter, ...]:
    waiting: dict[str, list[int]] = {}
    for number, names in named:
        for name in names:
            waiting.setdefault(name, []).append(number)
    ids, rows, titles = anchors(kind, waiting), rows_sent(report), report.titles
    made = [
        Reporter(
            ids[name], plain(titles.get(name, name)), tuple(sorted(targets)), rows.get(name, 0)
        )
        for name, targets in waiting.items()
    ]
    return tuple(sorted(made, key=lambda each: (-len(each.targets), each.title, each.anchor)))
