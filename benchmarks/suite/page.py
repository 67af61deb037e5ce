"""Write docs/reference/benchmarks.md from the results of the last runs.

    python -m benchmarks.suite.page

What is said of a section stands in its module (``ABOUT``), what is said of all of them in
``head.md`` and ``tail.md``, and what bounds those figures that are not reached in ``bounds.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.suite.process import ROOT
from benchmarks.suite.results import RESULTS, Result, read
from benchmarks.suite.sections import SECTIONS
from benchmarks.suite.table import Row, as_markdown, markdown_line

PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
HERE = Path(__file__).parent
WORDS = {True: "yes", False: "**no**", None: "not known"}


def page(results: Mapping[str, Result]) -> str:
    """The page: what is measured, on what, what is reached, then every section."""
    rows = [row for result in results.values() for row in result.rows]
    parts = [
        _written("head.md"),
        f"## What it was measured on\n\n{measured_on(results.values())}",
        f"## What is reached\n\n{reached(rows)}",
        _written("bounds.md"),
        f"## What was wrong\n\n{wrong(rows)}",
        *(section(name, result) for name, result in results.items()),
        _written("tail.md"),
    ]
    return "\n".join(part for part in parts if part)


def _written(name: str) -> str:
    path = HERE / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def measured_on(results: Iterable[Result]) -> str:
    """Machine and versions, each once; the day and the number of runs stand with the sections."""
    found: dict[str, list[str]] = {}
    for result in results:
        for name, value in result.told.items():
            if name != "runs" and value not in found.setdefault(name, []):
                found[name].append(value)
    return "".join(f"- {name}: {'; '.join(values)}\n" for name, values in found.items())


def reached(rows: Iterable[Row]) -> str:
    """Every limit in a line."""
    limits = [(row, limit) for row in rows for limit in row.limits]
    lines = [
        f"{sum(limit.kept is True for _, limit in limits)} of {len(limits)} limits are reached.\n",
        markdown_line(("work", "who", "limit", "measured", "reached")),
        "|---|---|---|---|---|",
    ]
    for row, limit in limits:
        lines.append(
            markdown_line((row.work, row.who, limit.text, limit.figure, WORDS[limit.kept]))
        )
    return "\n".join(lines) + "\n"


def wrong(rows: Iterable[Row]) -> str:
    """Answers that are not right, and those that there are none of."""
    lines = [
        f"- {row.who}, {row.work}: {row.told}"
        for row in rows
        if "WRONG" in row.told or "differ" in row.told or "not verified" in row.told
    ]
    broken = [
        f"- {row.who}, {row.work}: {row.told}"
        for row in rows
        if row.told and row.seconds is None and "broken off" in row.told
    ]
    said = "No answer that is timed below is wrong.\n" if not lines else ""
    listed = "".join(f"{line}\n" for line in [*lines, *broken])
    return (
        f"{said}{listed}\nWhat becomes of a percentage in the numbers of each library stands in"
        " the last table.\n"
    )


def section(name: str, result: Result) -> str:
    """A heading, what the work is, how often it was run, and the table."""
    module = import_module(f"benchmarks.suite.{name}")
    about = " ".join(module.ABOUT.split())
    told = f"Measured {result.told['date']}: {result.told['runs']}."
    pivot: Sequence[str] = getattr(module, "PIVOT", ())
    table = as_markdown([row for row in result.rows if row.who not in pivot])
    across = [row for row in result.rows if row.who in pivot]
    crossed = f"\n{as_pivot(across)}" if across else ""
    return f"## {module.SECTION}\n\n{about}\n\n{told}\n\n{table}{crossed}"


def as_pivot(rows: Sequence[Row]) -> str:
    """A line a piece of work, a column for those who say the same of all of them."""
    works = list(dict.fromkeys(row.work for row in rows))
    said: dict[str, dict[str, str]] = {}
    for row in rows:
        said.setdefault(row.who, {})[row.work] = row.told.partition(":")[0]
    alike: dict[tuple[str, ...], list[str]] = {}
    for who, of_work in said.items():
        alike.setdefault(tuple(of_work.get(work, "–") for work in works), []).append(who)
    lines = [markdown_line(["", *(", ".join(names) for names in alike.values())])]
    lines.append("|---|" + "---|" * len(alike))
    lines += [
        markdown_line([work, *(column[at] for column in alike)]) for at, work in enumerate(works)
    ]
    return "\n".join([*lines, *_examples(rows)]) + "\n"


def _examples(rows: Iterable[Row]) -> Iterator[str]:
    """The first cases that are decided wrongly, by the way it is written."""
    first: dict[str, str] = {}
    for row in rows:
        kind, _, examples = row.told.partition(": ")
        if examples and "wrong" in kind:
            first.setdefault(row.work, examples)
    if first:
        yield ""
        yield "The first that are wrong:"
        yield ""
        yield from (f"- {work}: {examples}" for work, examples in first.items())


def main() -> None:
    """Write the page."""
    found = read()
    if not found:
        raise SystemExit(f"nothing measured yet ({RESULTS.relative_to(ROOT)}): run `make bench`")
    in_order = {name: found[name] for name in SECTIONS if name in found}
    PAGE.write_text(page(in_order), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
