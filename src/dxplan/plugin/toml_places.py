"""Where a key of a TOML text stands. The parser tells that only of syntax errors.

Headers and keys are looked for line by line, which finds what people write by hand. A key of an
inline table is found as the key that holds it, and what is not found at all as the beginning of the
text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import tomli

from dxplan.source import Source, Span

KeyPath = tuple[str | int, ...]

_HEADER = re.compile(
    r"[ \t]*+\[(?P<array>\[)?[ \t]*+(?P<key>[^\] \t\n]++(?:[ \t]++[^\] \t\n]++)*+)[ \t]*+\]"
)
_KEY = re.compile(r"[ \t]*+(?P<key>[^=#\[\] \t\n]++(?:[ \t]++[^=#\[\] \t\n]++)*+)[ \t]*+=")


def place(source: Source, path: KeyPath) -> Span:
    r"""The key at a path, such as ``("thresholds", 0, "value")``.

    >>> from dxplan.source import source_from_text
    >>> place(source_from_text('name = "x"\n[plans]\na = 1'), ("plans", "a")).line
    3
    """
    found = dict(_keys(source))
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return Span(source, 0, 0)


def _keys(source: Source) -> Iterator[tuple[KeyPath, Span]]:
    table: KeyPath = ()
    counts: Counter[KeyPath] = Counter()
    start = 0
    for line in source.text.splitlines(keepends=True):
        match = _HEADER.match(line) or _KEY.match(line)
        if match is not None:
            path = _parts(match["key"])
            if match.re is _HEADER:
                if match["array"]:
                    counts[path] += 1
                    path = (*path, counts[path] - 1)
                table = path
            else:
                path = (*table, *path)
            yield path, Span(source, start + match.start("key"), start + match.end("key"))
        start += len(line)


def _parts(key: str) -> KeyPath:
    """The parts of a dotted key, quoted or not."""
    try:
        value: Any = tomli.loads(f"{key} = 0")
    except tomli.TOMLDecodeError:
        return (key,)
    parts: list[str] = []
    while isinstance(value, dict):
        [(part, value)] = value.items()
        parts.append(part)
    return tuple(parts)
