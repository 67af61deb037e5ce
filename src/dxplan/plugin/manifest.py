"""A plugin without Python: a folder with ``.dxplan`` files and a ``plan.toml``.

``plan.toml`` names the plugin and says what its files are; it can also bring calendars and the
numbers that a document sets for the plans below it. Without one, the files of the folder are one
plan that is called like the folder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import tomli

from dxplan.diagnostics import Diagnostic
from dxplan.limits import current
from dxplan.messages import Phrase
from dxplan.plan.environment import ParentThreshold
from dxplan.plugin.answers import answers_of, has_rules
from dxplan.plugin.complaints import nearest
from dxplan.plugin.fitness import fault
from dxplan.plugin.hookspecs import HookValue, RuleFiles
from dxplan.plugin.manifest_keys import CALENDAR, THRESHOLD, TOP, Key
from dxplan.plugin.origin import Answers, PluginInfo
from dxplan.plugin.toml_places import KeyPath, place
from dxplan.source import (
    FileRefused,
    Source,
    Span,
    decode,
    normalise,
    read_bytes,
    source_from_text,
    why_unread,
)
from dxplan.values.calendars import Calendar

MANIFEST = "plan.toml"


def read_folder(folder: Path) -> Answers:
    """What a folder brings, or what is wrong with it."""
    # NFC, because some systems store names decomposed
    name = normalise(real_path(folder).name)
    info = PluginInfo(name, "folder", folder=folder.as_posix())
    try:
        if not folder.is_dir():
            return _left_out(info, "manifest-no-folder", path=folder.as_posix())
        if not (folder / MANIFEST).exists():
            return _bare(folder, info)
        if not real_path(folder / MANIFEST).is_relative_to(real_path(folder)):
            raise FileRefused(Phrase("link-out-of-folder"))
        data = read_bytes(folder / MANIFEST, current().manifest_bytes, "manifest_bytes")
        return _described(folder, data, info)
    except OSError as error:
        reason = why_unread(error)
        return _left_out(info, "manifest-unreadable", path=folder.as_posix(), reason=reason)


def real_path(path: Path) -> Path:
    """The path without links and dots, or as it is where no system can say."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name no system takes
        return path


def _left_out(info: PluginInfo, code: str, span: Span | None = None, **params: object) -> Answers:
    return Answers(info, {}, (Diagnostic(code, span, params),))


def _bare(folder: Path, info: PluginInfo) -> Answers:
    if not has_rules(folder):
        return _left_out(info, "manifest-nothing-there", path=folder.as_posix())
    return answers_of(info, {"dxplan_plans": (RuleFiles(info.name, folder),)})


def _described(folder: Path, data: bytes, info: PluginInfo) -> Answers:
    name = (folder / MANIFEST).as_posix()
    text, bad = decode(data)
    source = source_from_text(text, name)
    if bad is not None:
        at = len(normalise(data[:bad].decode("utf-8")))
        return _left_out(info, "manifest-not-utf-8", Span(source, at, at + 1))
    try:
        raw = tomli.loads(source.text)
    except tomli.TOMLDecodeError as error:
        return _left_out(info, "manifest-syntax", _at(source, error.pos), reason=error.msg)
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all bounds
        return _left_out(info, "manifest-syntax", Span(source, 0, 0), reason=str(error))
    return _Page(folder, source).answers(raw, info)


def _at(source: Source, offset: int) -> Span:
    """The character at an offset, or the last one when the text ended too early."""
    start = max(0, min(offset, len(source.text.rstrip()) - 1))
    return Span(source, start, start + 1)


@attrs.frozen
class _Page:
    """A ``plan.toml`` being read, with what is wrong with it so far."""

    folder: Path
    source: Source
    complaints: list[Diagnostic] = attrs.field(factory=list)

    def answers(self, raw: Mapping[str, Any], info: PluginInfo) -> Answers:
        """All that it brings, when nothing is wrong with any of it."""
        top = self.table(raw, (), TOP)
        info = attrs.evolve(
            info,
            name=top.get("name", info.name),
            title=top.get("title", ""),
            version=top.get("version", ""),
        )
        values: dict[str, tuple[HookValue, ...]] = {
            "dxplan_plans": self.rule_files(top, "plans"),
            "dxplan_vocabularies": self.rule_files(top, "vocabularies"),
            "dxplan_calendars": self.calendars(top.get("calendars", {})),
            "dxplan_thresholds": self.thresholds(top.get("thresholds", ())),
        }
        if not {"plans", "vocabularies"} & raw.keys() and has_rules(self.folder):
            values["dxplan_plans"] = (RuleFiles(info.name, self.folder),)
        if not self.complaints and not any(values.values()):
            self.complain("manifest-brings-nothing", ())
        if self.complaints:
            return Answers(info, {}, tuple(self.complaints))
        return answers_of(info, {hook: given for hook, given in values.items() if given})

    def complain(self, code: str, at: KeyPath, /, **params: object) -> None:
        """Note what is wrong with the key at a path."""
        key = ".".join(part for part in at if isinstance(part, str))
        self.complaints.append(Diagnostic(code, place(self.source, at), {"key": key, **params}))

    def table(
        self, raw: Mapping[str, Any], path: KeyPath, keys: Mapping[str, Key]
    ) -> dict[str, Any]:
        """The values of a table that are written right."""
        values = {}
        for name, value in raw.items():
            if name not in keys:
                self.complain("manifest-unknown-key", (*path, name), hint=nearest(name, keys))
                continue
            try:
                values[name] = keys[name].read(value)
            except ValueError:
                self.complain("manifest-wrong-value", (*path, name), example=keys[name].example)
        for name, key in keys.items():
            if key.required and name not in raw:
                self.complain("manifest-missing-key", path, missing=name, example=key.example)
        return values

    def rule_files(self, top: Mapping[str, Any], kind: str) -> tuple[RuleFiles, ...]:
        """The plans or vocabularies of a table of names and relative paths."""
        found = []
        for name, value in top.get(kind, {}).items():
            if not isinstance(value, str) or not value or not name.strip():
                self.complain("manifest-wrong-value", (kind, name), example=TOP[kind].example)
            elif (wrong := _wrong_path(self.folder, value)) is not None:
                self.complain(wrong, (kind, name), path=value)
            else:
                found.append(RuleFiles(name, self.folder / value))
        return tuple(found)

    def calendars(self, raw: Mapping[str, Any]) -> tuple[Calendar, ...]:
        """Calendars; a date that is not given is the ministry's."""
        found = []
        for name, value in raw.items():
            path = ("calendars", name)
            if not isinstance(value, dict) or not name.strip():
                self.complain("manifest-wrong-value", path, example=TOP["calendars"].example)
                continue
            calendar = Calendar(name, **self.table(value, path, CALENDAR))
            if fault(calendar) is None:
                found.append(calendar)
            else:
                self.complain("manifest-calendar-order", path)
        return tuple(found)

    def thresholds(self, raw: Sequence[Mapping[str, Any]]) -> tuple[ParentThreshold, ...]:
        """Numbers that documents set; the incomplete ones have been complained about."""
        tables = [self.table(each, ("thresholds", i), THRESHOLD) for i, each in enumerate(raw)]
        return tuple(
            _threshold(t) for t in tables if {"document", "indicator", "value"} <= t.keys()
        )


def _wrong_path(folder: Path, value: str) -> str | None:
    """What is wrong with a path that should name rules inside the folder."""
    path = folder / value
    if not real_path(path).is_relative_to(real_path(folder)):
        return "manifest-outside-folder"
    try:
        there = path.exists()
    except (OSError, ValueError):  # a circle of links, a name no system takes
        there = False
    if not there:
        return "manifest-missing-file"
    return None if has_rules(path) else "manifest-no-rules"


def _threshold(table: Mapping[str, Any]) -> ParentThreshold:
    rest = {key: value for key, value in table.items() if key != "value"}
    value, unit = table["value"]
    return ParentThreshold(value=value, unit=unit, **rest)
