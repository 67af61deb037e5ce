"""A plan and its parent, invented: as many targets each as are asked for, of every kind there is.

Most shares are parts of a whole of their own, but some wholes have many, so that up to a fifth of
all targets rest on one denominator. Of the parent's targets the child restates two in five; the
others it tightens, weakens, postpones, asks for part by part, or leaves out. The same seed gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

SEED = 2024
PERIOD = "2022 to 2025"
LEVELS = {
    "primary": ("primary",),
    "secondary": ("lower_secondary", "upper_secondary"),
    "": ("primary", "lower_secondary", "upper_secondary"),
}
YEARS = ("2023", "2024", "2025")
WHOLES = {"all_learners": "learners", "all_teachers": "teachers"}
"""Indicators that count a whole which others are parts of."""


@dataclass(frozen=True)
class Ask:
    """A target: what is asked for, where, by when; ``number`` is a percentage or a count.

    :param width: of a range from the number up.
    """

    indicator: str
    level: str
    number: int
    time: str
    is_count: bool = False
    width: int = 0

    @property
    def place(self) -> tuple[str, str, str]:
        """What no two targets of a plan share."""
        return self.indicator, self.level, self.time

    def text(self) -> str:
        """The statement in a rule file."""
        unit = "" if self.is_count else "%"
        threshold = f">= {self.number}{unit}"
        if self.width:
            threshold = f"{self.number}{unit} .. {self.number + self.width}{unit}"
        words = (self.indicator, self.level, threshold, self.time)
        return " ".join(word for word in words if word) + '\n    lead office\n    cite "1"\n'


def write_plans(folder: Path, count: int, seed: int = SEED) -> tuple[Path, Path]:
    """Write both plans into a folder.

    :param count: how many targets each of them has.
    :return: the child's path and the parent's.
    """
    paths = folder / "child.dxplan", folder / "parent.dxplan"
    for path, text in zip(paths, texts(count, seed), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def texts(count: int, seed: int = SEED) -> tuple[str, str]:
    """The rules of the child and of its parent."""
    rng = Random(seed)
    parts = list(indicators(count, rng))
    above = filled({}, parts, count, rng)
    kept = {ask.place: ask for each in above.values() for ask in made_of(rng, each)}
    below = filled(dict(list(kept.items())[:count]), parts, count, rng)
    declared = declarations(parts)
    child, parent = (
        f'plan {name} "{name}"\n    period {PERIOD}\n\n{declared}\n'
        + "\n".join(ask.text() for ask in asked.values())
        for name, asked in (("child", below), ("parent", above))
    )
    return child, parent


def filled(
    asked: dict[tuple[str, str, str], Ask], parts: list[Part], count: int, rng: Random
) -> dict[tuple[str, str, str], Ask]:
    """Some targets, and more until there are enough."""
    while len(asked) < count:
        for ask in asks(rng, parts[int(rng.random() * len(parts))]):
            if len(asked) < count:
                asked.setdefault(ask.place, ask)
    return asked


# --- what is measured -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """An indicator and what it is made of; without a whole it is a count, or asked of schools."""

    name: str
    whole: str = ""
    flow: bool = False
    flags: tuple[str, ...] = ()

    def definition(self) -> str:
        """What the indicator is."""
        if self.name in WHOLES:
            return WHOLES[self.name]
        if self.flags:
            return f"share of schools where {' and '.join(self.flags)}"
        return f"{self.name}_part / {self.whole}" if self.whole else f"{self.name}_part"


def indicators(count: int, rng: Random) -> Iterator[Part]:
    """Enough of them for so many targets: a fifth of the targets are about one whole."""
    for share, whole in ((0.1, "learners"), (0.05, "teachers"), (0.05, "lessons")):
        for number in range(max(1, int(count * share))):
            yield Part(f"{whole}_{number}", whole, flow=whole == "lessons")
    yield from (Part(name) for name in WHOLES)
    for number in range(max(1, count // 6)):
        for inner in range(1 + int(rng.random() * 3)):
            yield Part(f"topic_{number}_{inner}", f"whole_{number}", flow=number % 3 == 0)
    for number in range(max(1, count // 20)):
        yield Part(f"things_{number}", flow=number % 2 == 0)
        flags = (f"flag_{number}",) if number % 4 else (f"flag_{number}", f"flag_{number + 1}")
        yield Part(f"schools_{number}", flags=flags)


def declarations(parts: list[Part]) -> str:
    """The measures, flags and indicators."""
    lines = dict.fromkeys(
        ["dimension level { primary, secondary { lower_secondary, upper_secondary } }"]
    )
    lines["unit office"] = None
    for part in parts:
        kind = "flow" if part.flow else "stock"
        lines.update(dict.fromkeys(f"flag {flag}" for flag in part.flags))
        bare = part.flags or part.name in WHOLES
        for name in () if bare else (part.whole, f"{part.name}_part"):
            lines.update({f"measure {name} by level {kind}": None} if name else {})
    lines.update(dict.fromkeys(f"indicator {part.name} = {part.definition()}" for part in parts))
    return "\n".join(lines) + "\n"


# --- what is asked for ----------------------------------------------------------------------------


def asks(rng: Random, part: Part) -> Iterator[Ask]:
    """The targets that a plan may have of an indicator: one, or milestones."""
    level = "" if part.flags else ("", "primary", "secondary")[int(rng.random() * 3)]
    is_count = not part.whole and not part.flags
    number = 20 + 5 * int(rng.random() * 10)
    kind = rng.random()
    if kind < 0.15:
        for step, year in enumerate(YEARS[1:]):
            yield Ask(part.name, level, number + 15 * step, f"by {year}", is_count)
    elif kind < 0.25:
        yield Ask(
            part.name, level, number, "every quarter" if part.flow else "every year", is_count
        )
    elif kind < 0.3:
        yield Ask(part.name, level, number, "from 2023", is_count)
    elif kind < 0.33:
        yield Ask(part.name, level, number, "by 2025", is_count, width=10)
    else:
        yield Ask(part.name, level, number, f"by {YEARS[int(rng.random() * 3)]}", is_count)


def made_of(rng: Random, ask: Ask) -> list[Ask]:
    """What the child makes of a target of its parent."""
    chosen = rng.random()
    for limit, change in CHANGES:
        if chosen < limit:
            return change(ask)
    return []


def weaker(ask: Ask) -> list[Ask]:
    """Less of it."""
    return [replace(ask, number=ask.number - 10)]


def stricter(ask: Ask) -> list[Ask]:
    """More of it."""
    return [replace(ask, number=ask.number + 5)]


def postponed(ask: Ask) -> list[Ask]:
    """The same, at the end of the plan."""
    return [replace(ask, time="by 2025")] if ask.time.startswith("by") else [ask]


def part_by_part(ask: Ask) -> list[Ask]:
    """The same of each part of its scope, where that is told."""
    whole = ask.is_count or ask.indicator.startswith("schools")
    return [ask] if whole else [replace(ask, level=part) for part in LEVELS[ask.level]]


CHANGES: tuple[tuple[float, Callable[[Ask], list[Ask]]], ...] = (
    (0.4, lambda ask: [ask]),
    (0.6, stricter),
    (0.75, weaker),
    (0.8, postponed),
    (0.88, part_by_part),
)
"""What is made of a target, up to which share of them."""
