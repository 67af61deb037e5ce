"""Plans side by side, for officers: within 100 columns, in Vietnamese or English.

Up to three plans stand in columns of their own. Of more, every indicator is a heading with a line
a plan below it, and only the plans that ask about it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.analysis.comparison import MARKS, Cell, Comparison, Row
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.comparison_words import (
    asked_elsewhere,
    asked_text,
    cell_notes,
    labels,
    mark_text,
    name_notes,
    namesake_text,
    row_text,
)
from dxplan.report.footnotes import Footnotes
from dxplan.report.layout import Column, headed, paragraph, sections, table
from dxplan.report.rule_text import document_text, titles_of
from dxplan.report.time_text import plan_period_text
from dxplan.report.words import counted, plain, word

_MOST_COLUMNS = 3
_NAME = 16
"""The room for a plan's name: `national.qd_131` stays in one piece."""


def comparison_text(comparison: Comparison, language: Language, *, shared: bool = False) -> str:
    """What plans ask for side by side, and what could not be compared and why.

    :param shared: whether what only one plan asks for is left out.
    """
    footnotes = Footnotes()
    rows = comparison.shared()
    in_columns = len(comparison.plans) <= _MOST_COLUMNS
    draw = _in_columns if in_columns else _in_blocks
    body = draw(comparison, rows, footnotes, language) if rows else ""
    alone = [] if shared else _of_one(comparison, footnotes, language)
    return sections(
        [
            _head(comparison, language),
            _summary(comparison, language),
            headed(word("comparison", "shared", language), body or _nothing(language)),
            *alone,
            _left_out(comparison, language) if shared else "",
            headed(word("comparison", "namesakes", language), _namesakes(comparison, language)),
            headed(word("heading", "notes", language), _notes(footnotes, rows, language)),
        ]
    )


def _head(comparison: Comparison, language: Language) -> str:
    called = labels(comparison.plans)
    pairs = zip(called, comparison.plans, strict=True)
    return "\n".join(
        paragraph(_plan_line(plan, language), lead=f"{name}: ") for name, plan in pairs
    )


def _plan_line(plan: Plan, language: Language) -> str:
    """The title of a plan, with its document and its period."""
    period = plan_period_text(plan.period, language) if plan.period else ""
    facts = "; ".join(filter(None, (document_text(plan.document, language), period)))
    title = plan.title or plan.id
    return f"{title} ({facts})" if facts else title


def _summary(comparison: Comparison, language: Language) -> str:
    """How often each plan has which mark."""
    headings = [word("comparison", mark, language) for mark in MARKS]
    columns = [Column(word("comparison", "plan", language))]
    columns += [Column(text, max(9, len(text)), numeric=True) for text in headings]
    columns.append(Column(word("comparison", "only_here", language), 11, numeric=True))
    rows = [
        [
            name,
            *(str(comparison.count(place, mark)) for mark in MARKS),
            str(len(comparison.of_one(place))),
        ]
        for place, name in enumerate(labels(comparison.plans))
    ]
    return table(columns, rows)


def _nothing(language: Language) -> str:
    return word("comparison", "nothing_shared", language)


def _notes(footnotes: Footnotes, rows: Sequence[Row], language: Language) -> str:
    legend = paragraph(word("comparison", "legend", language)) if rows else ""
    return "\n".join(filter(None, (footnotes.text(), legend)))


def _namesakes(comparison: Comparison, language: Language) -> str:
    return "\n".join(
        paragraph(namesake_text(each, comparison, language), lead="- ")
        for each in comparison.namesakes
    )


# --- what several plans ask for -------------------------------------------------------------------


def _in_columns(
    comparison: Comparison, rows: Sequence[Row], footnotes: Footnotes, language: Language
) -> str:
    """A column a plan."""
    width = 24 if len(comparison.plans) == _MOST_COLUMNS else 32
    columns = [Column(word("comparison", "indicator", language))]
    columns += [Column(name, width) for name in labels(comparison.plans)]
    drawn = [
        [
            _named(row, comparison, footnotes, language),
            *(
                _column(row, place, comparison, footnotes, language)
                for place in range(len(row.cells))
            ),
        ]
        for row in rows
    ]
    return table(columns, drawn, spaced=True)


def _named(row: Row, comparison: Comparison, footnotes: Footnotes, language: Language) -> str:
    notes = name_notes(row, comparison, language)
    return row_text(row, comparison, language) + footnotes.marks(map(plain, notes))


def _column(
    row: Row, place: int, comparison: Comparison, footnotes: Footnotes, language: Language
) -> str:
    """The mark, what is asked for, who leads it."""
    cell = row.cells[place]
    if cell is None:
        return "—"
    marked = _marked(row, place, comparison, footnotes, language)
    lines = [marked, _asked(cell, comparison.plans[place], language)]
    lead = _lead(cell)
    return "\n".join([*lines, f"({lead})"] if lead else lines)


def _marked(
    row: Row, place: int, comparison: Comparison, footnotes: Footnotes, language: Language
) -> str:
    cell = row.cells[place]
    assert cell is not None, "INVARIANT: only what a plan asks for is marked"
    notes = cell_notes(row, place, comparison, language)
    return mark_text(cell, language) + footnotes.marks(map(plain, notes))


def _asked(cell: Cell, plan: Plan, language: Language) -> str:
    return "\n".join(asked_text(target, plan, language) for target in cell.targets)


def _lead(cell: Cell) -> str:
    """Who leads the targets of a cell, each unit once."""
    units = {unit.name: unit for target in cell.targets for unit in target.lead}
    return titles_of(units.values())


def _in_blocks(
    comparison: Comparison, rows: Sequence[Row], footnotes: Footnotes, language: Language
) -> str:
    """A heading a row, and a line a plan that has it."""
    return "\n\n".join(_block(row, comparison, footnotes, language) for row in rows)


def _block(row: Row, comparison: Comparison, footnotes: Footnotes, language: Language) -> str:
    called = labels(comparison.plans)
    columns = [Column("", 2), Column("", _NAME), Column("", 20), Column(""), Column("", 26)]
    lines = [
        [
            "",
            called[place],
            _marked(row, place, comparison, footnotes, language),
            _asked(cell, comparison.plans[place], language),
            _lead(cell) or "—",
        ]
        for place, cell in enumerate(row.cells)
        if cell is not None
    ]
    heading = paragraph(_named(row, comparison, footnotes, language))
    return heading + "\n" + table(columns, lines, with_heading=False)


# --- what one plan asks for -----------------------------------------------------------------------


def _of_one(comparison: Comparison, footnotes: Footnotes, language: Language) -> list[str]:
    """What one plan alone asks for: first what others ask of others, then plan by plan."""
    elsewhere = asked_elsewhere(comparison)
    heading = word("comparison", "elsewhere", language)
    found = [headed(heading, _listed(comparison, elsewhere, language, with_plan=True))]
    for place, name in enumerate(labels(comparison.plans)):
        rows = [row for row in comparison.of_one(place) if not row.elsewhere]
        heading = word("comparison", "of_one", language, plan=name)
        found.append(headed(heading, _listed(comparison, rows, language)))
    return found


def _listed(
    comparison: Comparison, rows: Sequence[Row], language: Language, *, with_plan: bool = False
) -> str:
    """Rows of one plan each, a line a row."""
    called = labels(comparison.plans)
    columns = [Column(word("comparison", "indicator", language))]
    columns += [Column(word("comparison", "plan", language), _NAME)] if with_plan else []
    columns += [
        Column(word("comparison", "asks", language), 28),
        Column(word("heading", "lead", language), 20),
    ]
    drawn = []
    for row in rows:
        (place,) = row.places
        cell = row.cells[place]
        assert cell is not None, "INVARIANT: the place of a row is that of a cell"
        asked = _asked(cell, comparison.plans[place], language)
        plan = [called[place]] if with_plan else []
        drawn.append([row_text(row, comparison, language), *plan, asked, _lead(cell) or "—"])
    return table(columns, drawn, spaced=True) if drawn else ""


def _left_out(comparison: Comparison, language: Language) -> str:
    count = sum(not row.shared for row in comparison.rows)
    return counted("comparison", "left_out", count, language) if count else ""
