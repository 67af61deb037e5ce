"""The sections of the suite, in the order of the page."""

from __future__ import annotations

from fractions import Fraction

SECTIONS = {
    "whole": 5, "memory": 5, "recheck": 11, "growth": 5, "files": 5, "table_peers": 3,
    "record_peers": 5, "starts": 11, "loading": 3, "boundaries": 1,
}  # fmt: skip
"""How often each contender of a section is run, unless ``--rounds`` says otherwise."""

PARTS = {
    **dict.fromkeys(("whole", "memory", "recheck", "growth", "files"), Fraction(1)),
    "table_peers": Fraction(1, 10),
}
"""Which part of the schools a section is about, where it is about schools."""
