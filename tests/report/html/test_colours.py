"""Colours that everybody can read: WCAG's ratio, computed from the tokens of the style."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

import dxplan.report.html
from dxplan.report.html import charts

STYLE = (Path(dxplan.report.html.__file__).parent / "templates" / "page.css").read_text("utf-8")
TOKENS = dict(re.findall(r"--([a-z_-]+): (#[0-9a-f]{6});", STYLE))
KINDS = sorted(name.removesuffix("-ground") for name in TOKENS if name.endswith("-ground"))
TEXT = [
    *((f"{kind}-ink", f"{kind}-ground") for kind in KINDS),
    *product(("ink", "quiet", "link"), ("paper", "ground")),
    *((f"{kind}-ink", "paper") for kind in KINDS),
]
SHAPES = [(name, "paper") for name in ("chart-path", "chart-value", "chart-range", "focus")]


def light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(TOKENS[one]), light(TOKENS[other])))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("ink", "ground"), SHAPES)
def test_lines_and_marks_stand_out(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 3


def test_every_kind_of_verdict_was_held() -> None:
    assert KINDS == ["behind", "conflict", "met", "missed", "on_track", "other", "undetermined"]


def test_charts_have_the_colours_of_the_tokens() -> None:
    drawn = {"chart-path": charts.PATH, "chart-value": charts.VALUE, "chart-range": charts.RANGE}
    assert {name: TOKENS[name] for name in drawn} == drawn


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    TOKENS.update(black="#000000", white="#ffffff")
    assert round(contrast("black", "white"), 6) == 21
