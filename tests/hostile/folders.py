"""Folders and rules that lead elsewhere, never end, or ask for what takes forever."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import attrs

Make: TypeAlias = Callable[[Path], Path]
RULES = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025\n"
MANIFEST = 'name = "p"\n[plans]\np = "p.dxplan"\n'


@attrs.frozen
class Leading:
    """A folder or a file of rules.

    :param codes: of what is said.
    :param used_as: ``plan`` or ``plugin``.
    :param holds: what the message says of it.
    """

    make: Make
    codes: tuple[str, ...]
    used_as: str = "plan"
    holds: str = ""


LEADING: dict[str, Leading] = {}


def leading(*codes: str, used_as: str = "plan", holds: str = "") -> Callable[[Make], Make]:
    """Enter one by its name."""

    def enter(make: Make) -> Make:
        LEADING[make.__name__] = Leading(make, codes, used_as, holds)
        return make

    return enter


def _folder(folder: Path, manifest: str = MANIFEST, rules: str = RULES) -> Path:
    place = folder / "p"
    place.mkdir()
    (place / "plan.toml").write_text(manifest, "utf-8")
    (place / "p.dxplan").write_text(rules, "utf-8")
    return place


@leading("unreadable-file", holds="no file")
def a_rule_file_that_is_a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "p.dxplan")
    return folder / "p.dxplan"


@leading("unreadable-file", holds="no file")
def a_rule_file_that_is_a_device(folder: Path) -> Path:
    (folder / "p.dxplan").symlink_to("/dev/zero")
    return folder / "p.dxplan"


@leading("unreadable-file", holds="no file")
def a_pipe_among_rule_files(folder: Path) -> Path:
    place = _folder(folder, 'name = "p"\n[plans]\np = "."\n')
    os.mkfifo(place / "q.dxplan")
    return place


@leading("unreadable-file", holds="a link that leads out of its folder")
def a_link_among_rule_files(folder: Path) -> Path:
    place = _folder(folder, 'name = "p"\n[plans]\np = "."\n')
    (place / "q.dxplan").symlink_to("/etc/passwd")
    return place


@leading("unreadable-file", holds="a link that leads out of its folder")
def a_link_in_a_folder_without_a_manifest(folder: Path) -> Path:
    place = _folder(folder)
    (place / "plan.toml").unlink()
    (folder / "secret.txt").write_text("unit secret", "utf-8")
    (place / "q.dxplan").symlink_to("../secret.txt")
    return place


@leading("unreadable-file", holds="symbolic links")
def a_circle_of_links_among_rule_files(folder: Path) -> Path:
    place = _folder(folder, 'name = "p"\n[plans]\np = "."\n')
    (place / "q.dxplan").symlink_to("q.dxplan")
    return place


@leading()
def a_link_that_stays_in_its_folder(folder: Path) -> Path:
    place = _folder(folder, 'name = "p"\n[plans]\np = "."\n')
    (place / "now").mkdir()
    (place / "p.dxplan").rename(place / "now" / "p.dxplan")
    (place / "p.dxplan").symlink_to("now/p.dxplan")
    return place


@leading("manifest-outside-folder", used_as="plugin")
def a_manifest_that_names_a_file_above(folder: Path) -> Path:
    (folder / "q.dxplan").write_text(RULES, "utf-8")
    return _folder(folder, 'name = "p"\n[plans]\np = "../q.dxplan"\n')


@leading("manifest-outside-folder", used_as="plugin")
def a_manifest_that_names_a_folder_elsewhere(folder: Path) -> Path:
    return _folder(folder, 'name = "p"\n[plans]\np = "/dev"\n')


@leading("manifest-unreadable", used_as="plugin", holds="no file")
def a_manifest_that_is_a_pipe(folder: Path) -> Path:
    place = _folder(folder)
    (place / "plan.toml").unlink()
    os.mkfifo(place / "plan.toml")
    return place


@leading("manifest-unreadable", used_as="plugin", holds="a link that leads out of its folder")
def a_manifest_that_is_a_device(folder: Path) -> Path:
    place = _folder(folder)
    (place / "plan.toml").unlink()
    (place / "plan.toml").symlink_to("/dev/zero")
    return place


@leading("manifest-unreadable", used_as="plugin", holds="DXPLAN_LIMITS=manifest_bytes=")
def a_manifest_that_never_ends(folder: Path) -> Path:
    place = _folder(folder)
    os.truncate(place / "plan.toml", 10**12)
    return place


@leading("lock-unreadable", holds="no file")
def a_lock_file_that_is_a_device(folder: Path) -> Path:
    (folder / "p.lock.json").symlink_to("/dev/zero")
    return folder / "p.lock.json"


@leading("lock-unreadable", holds="DXPLAN_LIMITS=rule_bytes=")
def a_lock_file_that_never_ends(folder: Path) -> Path:
    (folder / "p.lock.json").write_text("{", "utf-8")
    os.truncate(folder / "p.lock.json", 10**12)
    return folder / "p.lock.json"


@leading("period-too-long", holds="DXPLAN_LIMITS=period_years=")
def a_period_of_three_centuries(folder: Path) -> Path:
    head = 'plan p "Plan"\n    period 1900 to 2199\n'
    (folder / "p.dxplan").write_text(head + RULES + "x >= 6% every month\n", "utf-8")
    return folder / "p.dxplan"


@leading("impossible-date", "impossible-date")
def a_period_of_eight_millennia(folder: Path) -> Path:
    head = 'plan p "Plan"\n    period 1 to 9999\n'
    (folder / "p.dxplan").write_text(head + RULES, "utf-8")
    return folder / "p.dxplan"
