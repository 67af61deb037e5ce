"""The pages on what is said about rules and data, from the texts of the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from dxplan.messages import catalogue

TEXTS = Path(__file__).parents[1] / "src" / "dxplan" / "texts"
DIAGNOSTICS = """
# Diagnostics

Everything that dxplan says about rules and plugins, by code. An **error** keeps the rules from
being used (exit code 2), a **warning** and a **note** do not. Words in braces are filled in. The
examples about rule text stand after the declarations of
[`tests/language/prelude.dxplan`](../../tests/language/prelude.dxplan), and the tests run them.
"""
PROBLEMS = """
# Problems with data

Everything that dxplan says about data files, by code, each with file, sheet and cell. Words in
braces are filled in. What the columns mean, and what is left out of the sums, is in
[Data files](data.md).
"""


@attrs.frozen
class Words:
    """What stands around the messages of a page, in its language."""

    parent: str = "The parent, `{name}`:"
    wrong: str = "Wrong:"
    right: str = "Right:"


ENGLISH = Words()


def diagnostics() -> str:
    """What can be said about rule text, with the examples that the tests run."""
    lines = [DIAGNOSTICS.strip()]
    for heading, code in codes("diagnostics"):
        entry = catalogue("diagnostics")[code]
        lines += headed(heading) + told(code, entry, str(entry["severity"]))
        lines += examples(code, entry)
    return "\n".join(lines) + "\n"


def problems() -> str:
    """What can be wrong with data."""
    lines = [PROBLEMS.strip()]
    for name in ("problems", "records"):
        for heading, code in codes(name):
            lines += headed(heading) + told(code, catalogue(name)[code], "")
    return "\n".join(lines) + "\n"


def codes(name: str) -> Iterator[tuple[str, str]]:
    """The codes of a catalogue in its order, the first one after a heading with that heading."""
    heading = ""
    for line in (TEXTS / f"{name}.toml").read_text("utf-8").splitlines():
        if found := re.fullmatch(r"# --- (.+?) -+", line):
            heading = found[1]
        elif table := re.fullmatch(r"\[([\w-]+)\]", line):
            yield heading, table[1]
            heading = ""


def headed(title: str) -> list[str]:
    """A heading of the second level; nothing without a title."""
    return ["", f"## {title[0].upper()}{title[1:]}"] if title else []


def told(code: str, entry: Mapping[str, Any], severity: str) -> list[str]:
    """A code with its sentences and its help, in both languages."""
    lines = ["", f"### {code}", ""]
    if severity:
        lines += [f"**{severity}**", ""]
    lines += [f"- {entry['en']}", f"- {entry['vi']}"]
    helps = [entry.get("help_en", ""), entry.get("help_vi", "")]
    if any(helps):
        shown = ["a suggestion", "một gợi ý"] if helps[0] == "{hint}" else helps
        lines += ["", f"Help: {shown[0]} · {shown[1]}"]
    if "why_en" in entry:
        lines += ["", f"Why, and how to silence it: [{code}](lints/{code}.md)"]
    return lines


def examples(
    code: str,
    entry: Mapping[str, Any],
    words: Words = ENGLISH,
    write: Callable[[str], str] = str,
) -> list[str]:
    """The wrong and the right text of a code.

    :param write: how rule text is written on the page.
    """
    if "bad" not in entry:
        return []
    above = entry.get("above", {})
    # What needs more than one text is run with the table itself
    if above or code.startswith(("plugin-", "manifest-")):
        bad, good = "text", "text"
    else:
        alone = " alone" if entry.get("alone") else ""
        bad, good = f"dxplan wrong={code}{alone}", f"dxplan{alone}"
    lines = []
    for name, text in above.items():
        lines += ["", words.parent.format(name=name), *_block("text", write(text))]
    lines += ["", words.wrong, *_block(bad, write(entry["bad"]))]
    return [*lines, "", words.right, *_block(good, write(entry["good"]))]


def _block(language: str, text: str) -> list[str]:
    return ["", f"```{language}", *text.split("\n"), "```"]
