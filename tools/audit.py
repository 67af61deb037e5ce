"""Holds the locked versions against known vulnerabilities.

``python -m tools.audit PIP_AUDIT LOCK …`` asks the vulnerability service of the Python Package
Index through pip-audit. It exits with 1 when a locked version has a known vulnerability that
``requirements/accepted.toml`` does not accept. Where the service cannot be asked, it says so and
exits with 0: a check that needs the network must not keep anybody from working without.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ACCEPTED = Path(__file__).parents[1] / "requirements" / "accepted.toml"
_SECONDS = 300


def main(arguments: Sequence[str]) -> int:
    """Ask about every lock; 1 when something is wrong."""
    program, *locks = arguments
    found = [each for lock in locks for each in asked(program, lock)]
    accepted = tomllib.loads(ACCEPTED.read_text("utf-8")).get("accepted", [])
    wrong = list(complaints(found, accepted, date.today()))
    for line in [*wrong, summary(found)]:
        print(line)
    return 1 if wrong else 0


def asked(program: str, lock: str) -> list[dict[str, Any]]:
    """What is known of the packages of a lock; nothing where nobody answers."""
    call = [program, "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    try:
        done = subprocess.run(
            [*call, "--requirement", lock],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=_SECONDS,
        )
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        return []
    return found


def complaints(
    found: Iterable[Mapping[str, Any]], accepted: Sequence[Mapping[str, Any]], today: date
) -> Iterator[str]:
    """Vulnerabilities that are not accepted, and what is accepted in vain."""
    known = {
        (name, package["name"]): package["version"]
        for package in found
        for each in package.get("vulns", ())
        for name in (each["id"], *each.get("aliases", ()))
    }
    let_pass = {(each["id"], each["package"]): each["until"] for each in accepted}
    for package in found:
        for each in package.get("vulns", ()):
            names = [(name, package["name"]) for name in (each["id"], *each.get("aliases", ()))]
            if not any(let_pass.get(name, date.min) >= today for name in names):
                fixed = ", ".join(each.get("fix_versions", ())) or "no version"
                yield f"{package['name']} {package['version']}: {each['id']}, mended in {fixed}"
    audited = {package["name"] for package in found if "version" in package}
    for name in let_pass:
        if name[1] in audited and name not in known:
            yield f"{name[0]} of {name[1]} is accepted and not known any more; take it out"


def summary(found: Sequence[Mapping[str, Any]]) -> str:
    """How many packages were asked about, and how many the service knew.

    >>> summary([])
    'the vulnerability service could not be asked: nothing was audited'
    """
    audited = sum("version" in each for each in found)
    if not audited:
        return "the vulnerability service could not be asked: nothing was audited"
    unknown = len(found) - audited
    rest = f"; of {unknown} more the service knows nothing" if unknown else ""
    return f"{audited} locked versions audited{rest}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
