"""The rows that do not stand in the page, as data inside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from dxplan.engine.findings import VERDICTS
from dxplan.messages import Language
from dxplan.report.html.levels import LevelTable
from dxplan.report.html.marks import mark_named
from dxplan.report.html.places import LETTERS, PlaceTable, Reporter
from dxplan.report.html.ranges import ranges
from dxplan.report.html.targets import Card
from dxplan.report.words import plain


def carried(
    cards: Iterable[Card],
    tables: Sequence[PlaceTable],
    missing: Sequence[Reporter],
    unusable: Sequence[Reporter],
    *,
    levels: Sequence[LevelTable],
    language: Language,
) -> str:
    """What the script draws rows from, as JSON that can stand inside a script element.

    What a browser could take for the end of the element, or for a comment, is escaped.
    """
    data: dict[str, Any] = {
        "targets": [[card.anchor, plain(card.title), plain(card.requirement)] for card in cards],
        "verdicts": {
            letter: [verdict, mark_named(verdict, language).word]
            for letter, verdict in zip(LETTERS, VERDICTS, strict=True)
        },
        "places": {
            table.anchor: [
                [
                    place.anchor, place.title, [*place.counts, place.others], place.verdicts,
                    "|".join(value.replace("|", "/") for value in place.values),
                    list(place.weakest),
                ]
                for place in table.places
            ]
            for table in tables
        },
        "levels": {
            table.anchor: [
                [
                    each.anchor, each.line.name, each.line.group, each.line.day, each.line.score,
                    each.line.reached, list(each.line.hangs_on), each.after, each.score, each.rank,
                ]
                for each in table.organisations
            ]
            for table in levels
        },
        "missing": [[each.anchor, each.title, ranges(each.targets)] for each in missing],
        "unusable": [
            [each.anchor, each.title, ranges(each.targets), each.rows] for each in unusable
        ],
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
