"""A lock file: a plan as it was issued, with everything that its rules refer to.

It holds the texts of the rules and of the vocabularies that they use, and the values that plugins
made for them, so that it can be read when these have changed or are gone. No path of a machine is
in it, and the same plan gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import attrs

from dxplan._version import __version__
from dxplan.plan.encoding import digest, encoded, meaning
from dxplan.plan.environment import Environment, Vocabulary
from dxplan.plan.lock_names import ENDING
from dxplan.plan.model import Plan
from dxplan.shown import Shown
from dxplan.values.calendars import Calendar

if TYPE_CHECKING:
    from dxplan.syntax.nodes import RuleFile

SCHEMA = "dxplan.lock/1"
MADE = ("dimensions", "measures", "indicators", "units")
"""What a plugin may have made in Python for a vocabulary."""


@attrs.frozen(repr=False)
class Lock(Shown):
    """A lock file that is whole and unaltered; its rules are read when they are asked for.

    :param name: its name, without the folders that it lies in.
    :param version: the version of dxplan that wrote it.
    :param meaning: the hash of what the plan meant when it was frozen.
    :param document: everything in it.
    """

    name: str
    plan: str
    frozen_on: date
    version: str
    meaning: str
    document: Mapping[str, Any] = attrs.field(repr=False, eq=False)


@attrs.frozen(repr=False)
class LockedRules(Shown):
    """The rules in a lock file, and what they refer to.

    :param environment: the vocabularies, the calendar and the numbers of that day; its calendar
        has holidays only where a plugin brought them with it.
    """

    files: tuple[RuleFile, ...]
    environment: Environment


def lock_name(plan: Plan) -> str:
    """What the lock file of a plan is called.

    >>> lock_name(Plan("binh_dinh"))
    'binh_dinh.lock.json'
    """
    return f"{plan.id}{ENDING}"


def lock_text(plan: Plan, environment: Environment, calendars: Iterable[Calendar], on: date) -> str:
    """The text of a lock file.

    :param environment: what the plan was bound with.
    :param calendars: the calendar that the plan goes by, as it was brought.
    """
    document = {
        "schema": SCHEMA,
        "dxplan": __version__,
        "plan": plan.id,
        "title": plan.title,
        "frozen_on": on.isoformat(),
        "meaning": meaning(plan),
        "rules": _texts(plan.files),
        "vocabularies": [_vocabulary(environment.vocabularies[name]) for name in plan.uses],
        "calendars": [encoded(each) for each in calendars],
        "parent_thresholds": [
            encoded(each) for each in environment.parent_thresholds if each.document == plan.parent
        ],
        "parent": encoded(_numbers(environment.parent)),
    }
    document["sha256"] = digest(document)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _numbers(parent: Plan | None) -> Plan | None:
    """The plan above, as far as another one takes numbers of it: its targets."""
    if parent is None:
        return None
    indicators = {target.indicator.name: target.indicator for target in parent.targets}
    return Plan(parent.id, indicators=indicators, targets=parent.targets)


def _texts(files: Iterable[RuleFile]) -> list[dict[str, Any]]:
    """The texts of files line by line, so that a comparison of two lock files shows lines."""
    sources = [file.span.source for file in files if file.span is not None]
    return [
        {"file": PurePath(source.name).name, "lines": source.text.split("\n")} for source in sources
    ]


def _vocabulary(vocabulary: Vocabulary) -> dict[str, Any]:
    made = {name: [encoded(each) for each in getattr(vocabulary, name)] for name in MADE}
    return {
        "name": vocabulary.name,
        "rules": _texts(vocabulary.files),
        "made": {name: values for name, values in made.items() if values},
    }
