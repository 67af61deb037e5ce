"""Holds the licences of what is installed, and of what comes along, against those allowed.

``python -m tools.licences`` reads ``requirements/licences.toml`` and exits with 1 when a package of
this environment is under a licence that is not in there, or an entry is about nothing any more.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ALLOWED = ROOT / "requirements" / "licences.toml"
# Those that are installed only where somebody asks for them.
_MAY_BE_AWAY = {"py4j", "pyspark", "psycopg", "psycopg-binary"}
_FIELDS = ("License-Expression", "License")
_CLASSIFIERS = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def main() -> int:
    """Say what is wrong; 1 when something is."""
    allowed = tomllib.loads(ALLOWED.read_text("utf-8"))
    found = {_name(each.metadata["Name"]): each for each in distributions()}
    said = {name: licence_of(name, each, allowed["said"]) for name, each in found.items()}
    wrong = [*refused(said, allowed), *unused(said, allowed), *not_brought(allowed)]
    for line in wrong:
        print(line)
    if not wrong:
        print(f"{len(said)} packages, all under licences of {ALLOWED.relative_to(ROOT)}")
    return 1 if wrong else 0


def _name(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def licence_of(name: str, found: Distribution, said: Mapping[str, str]) -> str:
    """The licence of a package as an SPDX expression, or what its metadata say.

    :param said: what is known of packages whose metadata do not say it in one word.
    """
    told = found.metadata
    kinds = [each for each in told.get_all("Classifier", ()) if each.startswith("License")]
    classified = [_CLASSIFIERS.get(each.rpartition(" :: ")[2], "") for each in kinds]
    expression, own = (next(iter(told.get_all(each) or ()), "") for each in _FIELDS)
    return expression or said.get(name) or next(iter(classified), "") or own or "not said"


def refused(said: Mapping[str, str], allowed: Mapping[str, Any]) -> Iterator[str]:
    """Packages under a licence that nobody has allowed."""
    exceptions = {(each["package"], each["licence"]) for each in allowed["exception"]}
    for name, licence in sorted(said.items()):
        if (name, licence) not in exceptions and not is_allowed(licence, allowed["allowed"]):
            yield f"{name} is under {licence}, which {ALLOWED.relative_to(ROOT)} does not allow"


def is_allowed(licence: str, allowed: Iterable[str]) -> bool:
    """Whether a licence is allowed: one of several to choose from, all of those that apply at once.

    >>> is_allowed("GPL-3.0-only OR MIT", ["MIT"]), is_allowed("MIT AND Zlib", ["MIT"])
    (True, False)
    """
    names = set(allowed)
    choices = (each.strip("() ").split(" AND ") for each in licence.split(" OR "))
    return any(names.issuperset(each.strip("() ") for each in choice) for choice in choices)


def unused(said: Mapping[str, str], allowed: Mapping[str, Any]) -> Iterator[str]:
    """Entries that are about no package of this environment."""
    named = {each["package"] for each in allowed["exception"]} | set(allowed["said"])
    for name in sorted(named - set(said) - _MAY_BE_AWAY):
        yield f"{name} is in {ALLOWED.relative_to(ROOT)} and not installed; take it out"


def not_brought(allowed: Mapping[str, Any], root: Path = ROOT) -> Iterator[str]:
    """Data of others whose licence is not allowed, or whose text does not come along."""
    for each in allowed["vendored"]:
        if not (root / each["file"]).is_file():
            yield f"{each['file']} is not there; take it out"
        elif not is_allowed(each["licence"], allowed["allowed"]):
            yield f"{each['file']} is under {each['licence']}, which is not allowed"
        elif each["licence"] not in (root / each["text"]).read_text("utf-8"):
            yield f"{each['text']} does not say that {each['file']} is under {each['licence']}"


if __name__ == "__main__":
    sys.exit(main())
