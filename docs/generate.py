"""Writes the reference pages that say what the code says.

``python docs/generate.py`` writes them, ``python docs/generate.py --check`` exits with 1 and names
those that are out of date; a test does the same. Everything else in ``docs/`` is written by hand.
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import message_pages
import sdk_page
import vi_messages

from dxplan.analysis.lints import builtin_lints
from dxplan.cli.arguments import parser
from dxplan.limits import described
from dxplan.messages import LANGUAGES, catalogue
from dxplan.syntax import grammar_files, lexicon
from dxplan.syntax.nodes import COMPARATOR_OF

DOCS = Path(__file__).parent
SCHEMAS = DOCS.parent / "src" / "dxplan" / "schemas"
HEADER = "<!-- Written by docs/generate.py; edits here are lost. -->\n\n"

KEYWORDS = """
# Keywords

The table of `grammar/keywords.tsv`. The first word of a cell is the one that the formatter writes;
the others are read as well. Both languages may stand in one file, in any letter case, and the
blanks inside a phrase may be any run of blanks. A word that stands in two rows is read as the
first of them. [The language](language.md) says what each word does.
"""
CLI = """
# The command line

`dxplan COMMAND --help` says the same in the terminal (`-h` for short), with `--lang vi` in
Vietnamese. Results go to standard output, everything else to standard error. Output files are
written as a whole or not at all. The language of a report is that of the plan, unless `--lang` says
otherwise.
"""
JSON = """
# JSON contracts

What `export`, `freeze` and, with `--format json`, `check`, `compare`, `coverage`, `diff`, `due`,
`explain`, `lint`, `refine` and `test` write. Every document names its schema and version in
`schema`; the schemas are JSON Schema (2020-12) and come with the package. With `--format sarif`,
`lint` and `refine` write SARIF 2.1.0 (OASIS, errata 01) instead, which code reviews show at the
lines that it names. Numbers are text, because they are exact: `"5"`, `"1.25"`, `"1/3"`.
"""
LINTS = """
# Lints

What `dxplan lint` says about rules that can be used and may still not be meant as they stand, one
page each. They speak of every plan; whoever knows better writes a comment with the reason:

```text
# ignore no-lead: the document names nobody
# bỏ qua no-lead: văn bản không giao ai
```

in the statement, at the end of one of its lines or above it.
[The language](../language.md#comments-that-silence) says more. The same comments silence every
other warning and note about rule text, all of which are in [Diagnostics](../diagnostics.md). What
can be mended without a change of meaning, `dxplan lint --fix` mends.
"""
LIMITS = """
# Limits

How much of what is taken in. Rule files, data, registers and lists may come from anybody, and a
small file can ask for more memory than there is. Beyond a limit nothing is read in part: the
message names the file and the limit, and says what to do. The other files are read all the same.

Whoever trusts a larger file raises a limit:

- of a command: `DXPLAN_LIMITS="cells=50000000,columns=20000" dxplan check …`;
- of a session of a program: `open_session(limits=Limits(cells=50_000_000))`;
- of a stretch of a program: `with dxplan.limited(Limits(cells=50_000_000)): …`.

A limit that does not exist is refused, with the list of those that do. They can be lowered as well.
"""


VIETNAMESE = {"diagnostics": vi_messages.diagnostics, "problems": vi_messages.problems}


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` name those that differ."""
    stale = [path for path, text in pages().items() if not _same(path, text)]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(DOCS.parent)} is out of date: run docs/generate.py")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(pages()[path], "utf-8", newline="\n")
        print(f"wrote {path.relative_to(DOCS.parent)}")
    return 0


def pages() -> dict[Path, str]:
    """The text of every generated page, by its path."""
    written: dict[str, Callable[[], str]] = {
        "keywords": keywords,
        "diagnostics": message_pages.diagnostics,
        "problems": message_pages.problems,
        "sdk": sdk_page.page,
        "cli": cli,
        "limits": limits,
        "json": json_contracts,
    }
    made = {name: make() for name, make in written.items()}
    texts = {**made, **dict(lints())}
    reference = {f"reference/{name}": text for name, text in texts.items()}
    made_in_vietnamese = {f"vi/{name}": make() for name, make in VIETNAMESE.items()}
    every = {**reference, **made_in_vietnamese}
    return {DOCS / f"{name}.md": HEADER + text for name, text in every.items()}


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


# --- keywords -------------------------------------------------------------------------------------


def keywords() -> str:
    """The keyword table, section by section."""
    lines = [KEYWORDS.strip()]
    for line in grammar_files.read(grammar_files.KEYWORDS).splitlines():
        if line.startswith("# ") and len(line) < 60:
            title = line[2:].split(":")[0]
            lines += [
                "",
                f"## {title[0].upper()}{title[1:]}",
                "",
                "| row | English | Vietnamese |",
                "|---|---|---|",
            ]
        elif line and not line.startswith(("#", "terminal\t")):
            terminal, *cells = line.split("\t")
            lines.append(f"| `{terminal}` | {' | '.join(map(_words, cells))} |")
    return "\n".join([*lines, *_comparators()]) + "\n"


def _comparators() -> Iterator[str]:
    """Which words compare how, in the order of the symbols."""
    yield from (
        "",
        "## What the comparators mean",
        "",
        "| symbol | English | Vietnamese |",
        "|---|---|---|",
    )
    for symbol in dict.fromkeys(COMPARATOR_OF.values()):
        rows = [
            row for row in lexicon.rows() if COMPARATOR_OF.get(cast(Any, row.terminal)) == symbol
        ]
        cells = [", ".join(f"`{row.words[language][0]}`" for row in rows) for language in LANGUAGES]
        yield f"| `{symbol}` | {cells[0] or '-'} | {cells[1] or '-'} |"


def _words(cell: str) -> str:
    return ", ".join(f"`{word.strip()}`" for word in cell.split("|"))


# --- lints ----------------------------------------------------------------------------------------


def lints() -> Iterator[tuple[str, str]]:
    """A page for each lint in one form, after a list of them; by their names."""
    found = {lint.code: lint for lint in builtin_lints()}
    lines = [LINTS.strip(), "", "| code | | fixed | it says |", "|---|---|---|---|"]
    for code, lint in found.items():
        fixed = "yes" if lint.mend else ""
        says = _cell(lint.texts["en"])
        lines.append(f"| [{code}]({code}.md) | {lint.severity.value} | {fixed} | {says} |")
    yield "lints/README", "\n".join(lines) + "\n"
    for code in found:
        yield f"lints/{code}", _lint(code, catalogue("diagnostics")[code])


def _lint(code: str, entry: Mapping[str, Any]) -> str:
    says = message_pages.told(
        code, {k: v for k, v in entry.items() if k != "why_en"}, entry["severity"]
    )
    fix = [entry["fix_en"], "", entry["fix_vi"]] if "fix_en" in entry else _NO_FIX
    lines = [f"# {code}", *says[2:]]
    lines += ["", "## Why", "", entry["why_en"], "", entry["why_vi"]]
    lines += ["", "## Examples", *message_pages.examples(code, entry)]
    lines += ["", "## Silence it", "", "```text"]
    lines += [f"# ignore {code}: the reason", f"# bỏ qua {code}: lý do", "```"]
    lines += ["", "In the statement, at the end of one of its lines or above it.", "", "## Fix", ""]
    return "\n".join([*lines, *fix, "", "[All lints](README.md)"]) + "\n"


_NO_FIX = ["Only whoever knows the document can decide; `dxplan lint --fix` leaves it alone."]


# --- the command line -----------------------------------------------------------------------------


def cli() -> str:
    """Every command with its arguments, from the parser itself."""
    top = parser("en")
    commands = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    lines = [CLI.strip(), "", "```text", (top.epilog or "").rstrip(), "```"]
    lines += [
        "",
        "Interrupted, or when nobody reads its output any more, it exits with 130; a fault of "
        "dxplan itself exits with 70.",
        "",
        "What was worked out from rule files is kept for the next call in the user's cache folder "
        "(`$XDG_CACHE_HOME/dxplan`, or `~/.cache/dxplan`). `DXPLAN_CACHE` names another folder; "
        "`DXPLAN_CACHE=off` keeps nothing. Whatever is in it may be deleted at any time.",
    ]
    lines += ["", "## Arguments of all commands", "", *_arguments(top)]
    for name, command in commands.choices.items():
        description, usage = str(command.description), str(command.usage)
        lines += ["", f"## dxplan {name}", "", f"{description[0].upper()}{description[1:]}.", ""]
        lines += ["```text", usage, "```", "", *_arguments(command), ""]
        example = str(command.epilog).partition("\n")[2]
        lines += ["Example:", "", "```text", textwrap.dedent(example), "```"]
    return "\n".join(lines) + "\n"


def _arguments(command: argparse.ArgumentParser) -> Iterator[str]:
    yield from ("| argument | meaning |", "|---|---|")
    for action in command._actions:
        if action.help is None or "--help" in action.option_strings:
            continue
        value = action.metavar or "|".join(map(str, action.choices or ()))
        repeated = " …" if action.nargs == "+" else ""
        names = [f"`{' '.join([name, str(value)]).strip()}{repeated}`" for name in _names(action)]
        meaning = action.help.replace("%%", "%")
        yield f"| {_cell(', '.join(names))} | {_cell(meaning)} |"


def _names(action: argparse.Action) -> Sequence[str]:
    return action.option_strings or [""]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# --- limits ---------------------------------------------------------------------------------------


def limits() -> str:
    """Every limit with its default and its reason."""
    lines = [LIMITS.strip(), "", "| limit | at most | of | because |", "|---|---|---|---|"]
    for name, told in described().items():
        most = f"{told['default']:,} {told['unit']}"
        lines.append(f"| `{name}` | {most} | {told['of']} | {told['because']} |")
    return "\n".join(lines) + "\n"


# --- JSON -----------------------------------------------------------------------------------------


def json_contracts() -> str:
    """The schemas as tables."""
    lines = [JSON.strip()]
    for path in sorted(SCHEMAS.glob("*.json")):
        schema = json.loads(path.read_text("utf-8"))
        lines += ["", f"## {schema['title']}", "", schema["description"], ""]
        lines += [f"Schema: [`{path.name}`](../../src/dxplan/schemas/{path.name}).", ""]
        lines += _properties(schema)
        for name, definition in {**_inline(schema), **schema.get("$defs", {})}.items():
            lines += ["", f"### {name} of {schema['title']}", "", *_definition(definition)]
    return "\n".join(lines) + "\n"


def _inline(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The objects that a document's own properties spell out, by property."""
    found = {}
    for name, value in schema["properties"].items():
        inner = value.get("items", value)
        if "properties" in inner and name != "summary":
            found[name] = inner
    return found


def _definition(schema: Mapping[str, Any]) -> list[str]:
    if "properties" in schema:
        return _properties(schema)
    return [f"{_type(schema)}. {schema.get('description', '')}".rstrip()]


def _properties(schema: Mapping[str, Any]) -> list[str]:
    rows = [
        f"| `{name}` | {_cell(_type(value))} | {_cell(value.get('description', ''))} |"
        for name, value in schema["properties"].items()
    ]
    return ["| name | value | meaning |", "|---|---|---|", *rows]


def _type(schema: Mapping[str, Any]) -> str:
    """What a value may be, in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    if "enum" in schema:
        return ", ".join(f"`{json.dumps(value)}`" for value in schema["enum"])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(map(_type, schema[key]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join(_kind(kind, schema) for kind in kinds)


def _kind(kind: str, schema: Mapping[str, Any]) -> str:
    if kind == "array" and "prefixItems" in schema:
        return f"[{', '.join(map(_type, schema['prefixItems']))}]"
    if kind == "array":
        return f"list of {_type(schema['items'])}"
    if kind == "object" and "properties" in schema:
        return f"{{{', '.join(schema['properties'])}}}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"name: {_type(schema['additionalProperties'])}"
    if kind == "string" and "pattern" in schema:
        return f"text like `{schema['pattern']}`"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(kind, kind)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
