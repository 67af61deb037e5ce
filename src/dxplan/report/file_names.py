"""How files are called in what is sent to others: without the folders of a machine.

A report goes by e-mail, and where an officer keeps files is nobody's business. What was given by
a name inside the working folder is called so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath, PureWindowsPath

import attrs

from dxplan.data.problems import Problem

_WITH_PLACES = ("first", "others", "cells")


@attrs.frozen
class FileNames:
    """What files are called instead, the longest first.

    :param instead: by the path that they were given by.
    """

    instead: Mapping[str, str]

    def of(self, text: str) -> str:
        """A text with the names instead of the paths."""
        for path, name in self.instead.items():
            text = text.replace(path, name)
        return text


def file_names(problems: Iterable[Problem]) -> FileNames:
    """The names of all files that some problems are about, or mention.

    >>> names = file_names([Problem("empty-file", "/home/lan/q1.csv")])
    >>> names.of("/home/lan/q1.csv"), names.of("data/q1.csv")
    ('q1.csv', 'data/q1.csv')
    """
    told = {path for problem in problems for path in _mentioned(problem)}
    outside = sorted((path for path in told if is_outside(path)), key=len, reverse=True)
    names = [_name(path) for path in outside]
    if len(set(names)) == len(names):
        return FileNames(dict(zip(outside, names, strict=True)))
    common = _common(outside)
    return FileNames({path: path[common:] for path in outside})


def is_outside(path: str) -> bool:
    """Whether a path leads through folders of the machine.

    >>> is_outside("/home/lan/q1.csv"), is_outside("../q1.csv"), is_outside("data/q1.csv")
    (True, True, False)
    """
    pure = PurePath(path)
    return pure.is_absolute() or PureWindowsPath(path).is_absolute() or pure.parts[:1] == ("..",)


def place_named(place: str) -> str:
    """A place as it is told: a file by its name, where it lies outside the working folder.

    >>> place_named("/home/lan/q1.xlsx:Lớp!C7"), place_named("q1.csv:C7")
    ('q1.xlsx:Lớp!C7', 'q1.csv:C7')
    """
    return _name(place) if is_outside(place) else place


def _name(path: str) -> str:
    return PureWindowsPath(path).name if "\\" in path else PurePath(path).name


def _mentioned(problem: Problem) -> Iterator[str]:
    yield problem.file
    for name in _WITH_PLACES:
        value = problem.params.get(name)
        for place in value.split(", ") if isinstance(value, str) else ():
            # What follows the last colon is a cell, unless it belongs to a drive.
            file, _, rest = place.rpartition(":")
            yield place if not file or "/" in rest or "\\" in rest else file


def _common(paths: list[str]) -> int:
    """How long the beginning is that paths share, up to a folder."""
    first, last = min(paths), max(paths)
    pairs = enumerate(zip(first, last, strict=False))
    until = next((at for at, (one, other) in pairs if one != other), len(first))
    return max(first.rfind("/", 0, until), first.rfind("\\", 0, until)) + 1
