"""What a register says, as text: once for a kind, and for an organisation what is its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from dxplan.data.observations import Organisation, Stay
from dxplan.engine.material import Key


def kind_text(example: Organisation) -> str:
    """What a register says of all organisations of a kind."""
    return _text(
        {
            "parents": dict(example.parents),
            "members": {name: sorted(each) for name, each in sorted(example.members.items())},
            "since": _day(example.since),
            "until": _day(example.until),
            "stays": [
                [_day(each.since), _day(each.until), dict(each.parents)] for each in example.stays
            ],
        }
    )


def own_text(organisation: Organisation) -> str | None:
    """Title and numbers of an organisation; ``None`` when it has neither."""
    known = _known_text(organisation.known)
    of_stays = [_known_text(each.known) for each in organisation.stays]
    if not organisation.title and not known and not any(of_stays):
        return None
    return _text({"title": organisation.title, "known": known, "stays": of_stays})


def kind_of(text: str) -> Organisation:
    """An example of a kind, from its text."""
    said = json.loads(text)
    return Organisation(
        "",
        parents=said["parents"],
        members={name: frozenset(each) for name, each in said["members"].items()},
        since=_read_day(said["since"]),
        until=_read_day(said["until"]),
        stays=tuple(
            Stay(_read_day(since), _read_day(until), parents)
            for since, until, parents in said["stays"]
        ),
    )


def organisation_of(name: str, kind: Organisation, text: str | None) -> Organisation:
    """An organisation like its kind, with its own title and numbers."""
    if text is None:
        return attrs.evolve(kind, id=name)
    said = json.loads(text)
    stays = tuple(
        attrs.evolve(stay, known=_read_known(known))
        for stay, known in zip(kind.stays, said["stays"], strict=True)
    )
    known = _read_known(said["known"])
    return attrs.evolve(kind, id=name, title=said["title"], known=known, stays=stays)


def _known_text(known: Mapping[tuple[str, Key], Fraction]) -> list[Any]:
    return [[measure, list(key), str(value)] for (measure, key), value in sorted(known.items())]


def _read_known(listed: list[Any]) -> dict[tuple[str, Key], Fraction]:
    return {
        (measure, tuple((dimension, member) for dimension, member in key)): Fraction(value)
        for measure, key, value in listed
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
