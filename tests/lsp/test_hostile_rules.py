"""What an editor shows of names that want to be links, pictures or markup stays text."""

from __future__ import annotations

from pathlib import Path

from dxplan.editing.hovering import hover
from tests.editing.desks import seen

WICKED = (
    "[x](command:evil)", "<img src=x onerror=y>", "![a](b)", "`code`", "**b**", "www.x.vn",
    "https://x.vn", "| a |", "&lt;", "@user", "~~a~~", "```", "# a",
)  # fmt: skip


def without_fences(markdown: str) -> str:
    """What is not shown as it stands: all but the rules themselves, in their fences."""
    kept: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        if fence:
            fence = "" if line == fence else fence
        elif line.startswith("```"):
            fence = line[: len(line) - len(line.lstrip("`"))]
        else:
            kept.append(line)
    assert fence == "", "a fence that a name closes early, or leaves open"
    return "\n".join(kept)


def test_no_title_citation_or_note_becomes_markup(tmp_path: Path) -> None:
    lines = []
    for number, name in enumerate(WICKED):
        lines += [
            f'unit u_{number} "{name}" cite "{name}" note "{name}"',
            f'measure a_{number} "{name}"',
            f'indicator i_{number} "{name}" = a_{number} assume "{name}" cite "{name}"',
            f'i_{number} >= 1 by 2025 lead u_{number} cite "{name}" assume "{name}" note "{name}"',
        ]
    text = "\n".join(lines) + "\n"
    view, file = seen(tmp_path, text)
    assert view.outcome.ok
    for number, name in enumerate(WICKED):
        for place in (f"i_{number} >=", f"u_{number} cite", f'i_{number} "'):
            shown = hover(view, None, file, text.index(place))
            assert shown is not None
            # A backslash before its first letter takes its meaning too.
            text_shown = without_fences(shown.markdown).replace(f"\\{name}", "")
            assert name not in text_shown, place
