"""Changing bytes so that most of what was right stays right.

A change is data, so Hypothesis makes it small, and a fuzzer reads it from bytes. What is packed is
unpacked first: else every change is one of the archive, and none of what is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from hypothesis import strategies as st

from tests.fuzzing.seeds import packed, seeds, unpacked

Change: TypeAlias = tuple[int, int, bytes]
"""A place from 0 to 65,535 of the whole, how many bytes go, and what comes instead."""
PLACES = 65_536

PIECES: tuple[bytes, ...] = (
    *(text.encode("utf-8", "surrogatepass")
    for text in (
        "", "\0", "\n", "\r", "\t", " ", "    ", "\n    ", ",", ";", '"', '""', "“", "”", "'",
        "(", ")", "{", "}", "[", "]", "<", ">", "</c>", "&amp;", "&lol;", "=", "=>", "%", "..",
        "/", "-", "+", "*", "|", "#", ":", "\\", "0", "1", "-1", "1e999", "nan", "1" * 20,
        "1" * 300, "9" * 5000, "1.5", "1,5", "2024", "2024-13", "31/12/2024", "2024-Q2",
        "năm học 2024-2025", "null", "true", "[[[[", "{{{{", "x", "online_share", "primary",
        "so_gddt", "by", "đến năm", "đạt", ">= ", "each", "when", "not ", "plan p",
        "use education", "chỉ tiêu", "indicator a = ", "scale s", "lead", "cite", "A1",
        "XFD1048576", "\ufeff", "\u200b", "\u202e", "\u0301", "\ud800", "\U0001f600", "İ", "ſ",
        "а", "Đ", "Ð",
    )),
    b"\xff", b"\xc3", b"\x80", b"PK\x03\x04", b"\xd0\xcf\x11\xe0",
)  # fmt: skip


def changed(data: bytes, changes: Iterable[Change]) -> bytes:
    """Bytes with some changes, one after the other."""
    for place, length, piece in changes:
        at = place * (len(data) + 1) // PLACES
        data = data[:at] + piece + data[at + length :]
    return data


def changed_inside(data: bytes, part: int, changes: Sequence[Change]) -> bytes:
    """Bytes with some changes in one of the parts that are packed in it, if it is packed."""
    parts = unpacked(data)
    if not parts:
        return changed(data, changes)
    name = sorted(parts)[part % len(parts)]
    return packed({**parts, name: changed(parts[name], changes)})


def change() -> st.SearchStrategy[Change]:
    piece = st.one_of(st.sampled_from(PIECES), st.binary(max_size=8))
    length = st.one_of(st.just(0), st.integers(1, 12), st.sampled_from([100, 10_000]))
    return st.tuples(st.integers(0, PLACES - 1), length, piece)


def inputs(target: str) -> st.SearchStrategy[bytes]:
    """Bytes for a target: a seed with a few changes, or any bytes at all."""
    near = st.builds(
        changed_inside,
        st.sampled_from(seeds(target)),
        st.integers(0, 40),
        st.lists(change(), min_size=1, max_size=6),
    )
    whole = st.builds(
        changed, st.sampled_from(seeds(target)), st.lists(change(), min_size=1, max_size=3)
    )
    pieces = st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join)
    return st.one_of(near, near, whole, pieces, st.binary(max_size=200))
