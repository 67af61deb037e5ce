"""Every writer of the project, driven with names that want to be formulas, lines or commands.

One plan and one register hold all of these names, each at every kind of place. Whatever a command
writes must parse as what it is, and hold them as texts.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from markdown_it import MarkdownIt

import dxplan
from dxplan.cli import progress, terminal
from dxplan.cli.arguments import _OPTIONS, parser
from dxplan.report.words import plain
from dxplan.session import open_session
from tests.docs.pages import REPO
from tests.forms.test_hostile_names import HOSTILE, every_text
from tests.report.html.pages import seen

Run = Callable[..., Any]
MORE = [
    "a\u2028b", "a\x85b", "a\\nBEGIN:VEVENT", "a;b,c:d", "a\x9b31mb", "[red]x[/red]", "x\x7f",
    "BEGIN:VEVENT", "|a|b|", "\u2067x", "%s %d {0} {name} ${x}",
]  # fmt: skip
NAMES = [name for name in [*HOSTILE, *MORE] if len(name) < 100]
IN_RULES = [name for name in NAMES if not re.search("[\r\n\u202a-\u202e\u2066-\u2069]", name)]
"""A text of the rules stands on one line, and what turns the direction of writing is refused."""
IN_DATA = [name for name in NAMES if "\x00" not in name]
"""A file with NUL in it is no text."""
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
PROPERTIES = {
    "BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP",
    "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES",
    "STATUS", "TRANSP",
}  # fmt: skip
COUNT = len(IN_RULES)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def rules() -> str:
    """A rule of every kind for every name."""
    first = quoted(NAMES[0])
    members = ", ".join(f"m_{n} {quoted(name)}" for n, name in enumerate(IN_RULES))
    lines = [
        f"plan hostile {first}",
        f"    document {first} of {first} on 2022-07-07",
        "    period 2022 to 2025",
        f"    note {first}",
        f"dimension kind {first} {{ {members} }}",
    ]
    for n, name in enumerate(IN_RULES):
        text = quoted(name)
        lines += [
            f"unit u_{n} {text} at province also {text} note {text}",
            f"measure a_{n} {text} by kind flow in {quoted('đồng')} note {text}",
            f"measure b_{n} {text} by kind flow in {text}",
            f"fact f_{n} {text} from 2023-01-01 cite {text}",
            f"indicator i_{n} {text} = a_{n} / b_{n}",
            f"    assume {text}",
            f"i_{n} m_{n} >= 5% by 2025",
            f"    lead u_{n}",
            f"    cite {text}",
            f"    note {text}",
            f"    assume {text}",
            f"task t_{n} {text} before 20/6/2025",
            f"    lead u_{n}",
            f"    cite {text}",
            f"duty d_{n} {text} every year",
            f"    by u_{n} to u_{n}",
            f"waive i_{n} until 2024 because {text} cite {text}",
            f"check a_{n} <= b_{n} {text}",
        ]
    return "\n".join(lines) + "\n"


def lower() -> str:
    """The same with lower thresholds, without tasks, and with other words."""
    changed = rules().replace(">= 5%", ">= 4%").replace("assume", "note")
    return re.sub("(?ms)^task .*?(?=^duty)", "", changed).replace("2022-07-07", "2022-07-08")


def examples() -> str:
    """An example for every name, which does not come out."""
    lines = []
    for n, name in enumerate(IN_RULES):
        text = quoted(name)
        lines += [
            f"example {text} on 2025-12-31",
            f"    given school {text} in {text} {text} in district {text}",
            f"        a_{n} m_{n} 1, b_{n} m_{n} 9",
            f"    given school {quoted(name + '2')} without report",
            f"    expect i_{n} m_{n} met lead u_{(n + 1) % COUNT}",
            f"    expect i_{n} m_{n} in school {text} missed",
            f"    note {text}",
        ]
    return "\n".join(lines) + "\n"


def document() -> str:
    """A plan's document with every name as a heading, a sentence, and a row of a table."""
    lines = ["KẾ HOẠCH", NAMES[0], ""]
    for n, name in enumerate(name for name in IN_DATA if not re.search("[\r\n\x0b-\x1e]", name)):
        lines += [
            f"{n % 90 + 1}. {name}",
            "",
            f"- {name} đạt 70% đến năm 2025, do {name} chủ trì.",
            "",
            f"- Sở {name} tổng hợp {name} hằng quý.",
            "",
            f"{n}\t{name} 90%\t{name}\tPhòng {name}",
            "",
        ]
    return "\n".join(lines)


def table(*rows: list[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


@pytest.fixture
def given(workplace: Path) -> list[str]:
    """Rules, a register, figures and events in files; the options that name them."""
    (workplace / "hostile.dxplan").write_text(rules(), "utf-8", newline="\n")
    (workplace / "lower.dxplan").write_text(lower(), "utf-8", newline="\n")
    (workplace / "hostile.examples.dxplan").write_text(examples(), "utf-8", newline="\n")
    names = [(f"T{n}", name) for n, name in enumerate(IN_DATA)]
    names += [(name, name) for name in IN_DATA]
    register = table(["id", "name", "district"], *([key, name, name] for key, name in names))
    cells = [f"{letter}_{n}" for n in range(COUNT) for letter in "ab"]
    # What is read of such ids and cells is said, or not; a message holds them either way.
    figures = table(
        ["school", "period", "kind", *cells, NAMES[0], IN_DATA[-1]],
        *([key, "2025", f"m_{n % COUNT}", *([1, 9] * COUNT), 1, 1]
          for n, (key, _) in enumerate(names[::9])),
        *(["T1", name, name, *([name, name] * COUNT), 1, 1] for name in IN_DATA),
    )  # fmt: skip
    done = ([name, "2025-06-01", name, name] for name in IN_DATA)
    events = table(["rule", "date", "period", "unit"], *done, ["t_0", "2025-06-01", "", "u_1"])
    (workplace / "document.txt").write_text(document(), "utf-8", newline="\n")
    for file, text in (("register", register), ("figures", figures), ("events", events)):
        (workplace / f"{file}.csv").write_text(text, "utf-8", newline="")
    return ["--register", "register.csv", "--data", "figures.csv", "--events", "events.csv"]


def check_text(text: str) -> None:
    assert text
    assert STEERING.findall(text) == []


PLAN = "hostile.dxplan"
DAY = ("--as-of", "2025-12-31")
SPOKEN: list[tuple[tuple[str, ...], int]] = [
    (("show", PLAN), 0),
    (("lint", PLAN), 0),
    (("refine", PLAN), 2),
    (("refine", PLAN, PLAN), 0),
    (("refine", PLAN, NAMES[12]), 2),
    (("check", PLAN, *DAY, "DATA"), 1),
    (("check", PLAN, *DAY, "DATA", "--by", "district"), 1),
    (("check", PLAN, *DAY, "DATA", "--by", "organisation"), 1),
    (("diff", PLAN, "lower.dxplan"), 1),
    (("diff", PLAN, NAMES[12]), 2),
    (("freeze", PLAN), 0),
    (("freeze", PLAN, "--output", NAMES[12]), 2),
    (("due", PLAN, "--as-of", "2025-06-01", "--within", "1y"), 0),
    (("due", PLAN, "--as-of", "2025-06-01", "--events", "events.csv"), 1),
    (("compare", PLAN, PLAN), 0),
    (("compare", PLAN, NAMES[12]), 2),
    (("explain", PLAN, "i_0", *DAY, "DATA"), 0),
    (("explain", PLAN, "i_9", *DAY, "DATA", "--organisation", "T9"), 0),
    (("explain", PLAN, "i_9", *DAY, "DATA", "--organisation", NAMES[0]), 0),
    (("explain", PLAN, "t_0", *DAY, "--events", "events.csv"), 0),
    (("explain", PLAN, NAMES[12]), 2),
    (("show", NAMES[12]), 2),
    (("due", PLAN, "--unit", NAMES[12]), 0),
    (("territories", NAMES[12]), 2),
    (("new", "province", NAMES[12]), 2),
    (("template", PLAN, "--register", "register.csv", "--period", NAMES[12], "-o", "x.xlsx"), 2),
    (("template", PLAN, "--register", "register.csv", "--by", NAMES[12], "-o", "forms"), 2),
    (("plans", "--plugins", "folder"), 0),
    (("sums", PLAN, "--data", "figures.csv", "--register", "register.csv", "-o", "x.parquet"), 0),
    (("fmt", "--check", PLAN), 1),
    (("draft", "document.txt"), 0),
    (("draft", "document.txt", "--lang", "en"), 0),
    (("draft", NAMES[12]), 2),
    (("coverage", PLAN, "--document", "document.txt"), 1),
    (("coverage", PLAN, "--document", NAMES[12]), 2),
    (("test", PLAN), 1),
    (("test", PLAN, "--coverage"), 1),
    (("test", "lower.dxplan", "--mutate"), 1),
    (("completion", "bash"), 0),
    (("completion", NAMES[12]), 2),
]


COLOURS = re.compile("\x1b\\[(?:0|1|2|1;31|32|33)m")


@pytest.mark.parametrize(
    "call", [call for call, status in SPOKEN if status < 2 and call[0] in ("show", "check", "due")],
    ids=lambda call: " ".join(call)[:50],
)  # fmt: skip
@pytest.mark.parametrize("columns", ["40", "60"])
def test_a_narrow_page_in_colours_is_steered_by_nothing_else(
    run: Run, given: list[str], monkeypatch: pytest.MonkeyPatch, call: tuple[str, ...], columns: str
) -> None:
    monkeypatch.setattr(progress, "is_terminal", lambda _: False)
    monkeypatch.setattr(terminal, "is_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", columns)
    found = run(*arguments(call, given), "--color", "always")
    assert COLOURS.search(found.out)
    check_text(COLOURS.sub("", found.out + found.err))


def arguments(call: tuple[str, ...], given: list[str]) -> list[str]:
    return [part for each in call for part in (given if each == "DATA" else [each])]


@pytest.mark.parametrize(("call", "status"), SPOKEN, ids=lambda each: ascii(each)[:50])
def test_what_is_said_steers_no_terminal(
    run: Run, given: list[str], workplace: Path, call: tuple[str, ...], status: int
) -> None:
    folder = workplace / "folder"
    folder.mkdir()
    title = json.dumps(NAMES[0])
    (folder / "plan.toml").write_text(f'name = "folder"\ntitle = {title}\n[plans]\n', "utf-8")
    found = run(*arguments(call, given))
    check_text(found.out + found.err)
    assert found.status == status


WRITTEN: list[tuple[str, ...]] = [
    ("export", PLAN),
    ("check", PLAN, *DAY, "DATA", "--by", "district", "--format", "json"),
    ("diff", PLAN, "lower.dxplan", "--format", "json"),
    ("due", PLAN, "--as-of", "2025-06-01", "--events", "events.csv", "--format", "json"),
    ("compare", PLAN, PLAN, "--format", "json"),
    ("explain", PLAN, "i_9", *DAY, "DATA", "--organisation", "T9", "--format", "json"),
    ("test", PLAN, "--format", "json"),
    ("coverage", PLAN, "--document", "document.txt", "--format", "json"),
    ("lint", PLAN, "--format", "json"),
    ("lint", PLAN, "--format", "sarif"),
    ("refine", PLAN, PLAN, "--format", "json"),
    ("refine", PLAN, PLAN, "--format", "sarif"),
]
PAGE = ("check", PLAN, *DAY, "DATA", "--by", "district", "--format", "html")
PAGE_ELEMENTS = {
    "html", "head", "meta", "title", "style", "script", "body", "svg", "defs", "symbol", "use",
    "pattern", "g", "path", "line", "rect", "circle", "text", "a", "header", "nav", "main",
    "section", "footer", "article", "div", "p", "span", "br", "h1", "h2", "h3", "h4", "ul", "ol",
    "li", "dl", "dt", "dd", "details", "summary", "form", "fieldset", "legend", "label", "input",
    "select", "option", "output", "button", "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
CALENDAR = ("due", PLAN, "--as-of", "2025-01-01", "--within", "1y", "--format", "ics")


@pytest.mark.parametrize("call", WRITTEN, ids=lambda call: call[0])
def test_json_holds_them_as_texts(run: Run, given: list[str], call: tuple[str, ...]) -> None:
    found = run(*arguments(call, given))
    texts = every_text(json.loads(found.out))
    if call[0] in ("export", "check", "diff", "due", "test"):
        assert {name for name in IN_RULES if name not in texts} == set()
    check_text(found.err or "-")


def test_a_page_holds_them_as_texts(run: Run, given: list[str], workplace: Path) -> None:
    found = run(*arguments(PAGE, given))
    check_text(found.out)
    check_text(found.err or "-")
    page = seen(found.out)
    assert page.open == []
    main = " ".join(page.named("main")[0].text.split())
    assert [name for name in IN_RULES if " ".join(plain(name).split()) not in main] == []
    assert {each.name for each in page.elements} <= PAGE_ELEMENTS
    names = {name for each in page.elements for name in each.attributes}
    assert {name for name in names if name.startswith("on") or name in ("style", "src")} == set()
    links = {e.attributes["href"] for e in page.elements if "href" in e.attributes}
    assert {link for link in links if not re.fullmatch("#[A-Za-z0-9._-]+", link)} == set()
    assert len(page.carried()["places"]["places-district"]) > COUNT / 2


def test_a_calendar_has_one_event_an_item_and_no_line_of_their_making(
    run: Run, given: list[str]
) -> None:
    found = run(*CALENDAR)
    items = json.loads(run(*CALENDAR[:-1], "json").out)["items"]
    lines = found.out.replace("\r\n ", "").replace("\n ", "").splitlines()
    assert {re.split("[;:]", line)[0] for line in lines} == PROPERTIES
    check_text(found.out.replace("\r\n", "\n"))
    events = icalendar.Calendar.from_ical(found.out).walk("VEVENT")
    assert len(events) == sum(item["deadline"] is not None for item in items) >= 3 * COUNT


OFFICE = {
    name: ("check", PLAN, *DAY, "DATA", "--by", "district", "--format", name)
    for name in ("xlsx", "docx", "markdown", "csv", "junit")
}


def test_a_workbook_holds_them_as_texts(run: Run, given: list[str], workplace: Path) -> None:
    assert run(*arguments(OFFICE["xlsx"], given), "--output", "x.xlsx").status == 1
    texts = set()
    with zipfile.ZipFile(workplace / "x.xlsx") as archive:
        for name in archive.namelist():
            part = ElementTree.fromstring(archive.read(name))
            said = archive.read(name).decode("utf-8")
            if name.startswith("xl/worksheets/sheet"):
                assert set(re.findall(r'<c [^>]*t="(\w+)"', said)) == {"s"}
                assert not re.search("<f[ >]|hyperlink", said)
            if name == "xl/sharedStrings.xml":
                texts = {"".join(each.itertext()) for each in part}
    check_text("".join(texts))
    # What is written like an escape of the format is itself escaped there.
    shown = {text.replace("_x005F_", "_") for text in texts}
    assert {plain(name) for name in IN_DATA if plain(name) not in shown} == set()


def test_a_document_holds_them_as_texts(run: Run, given: list[str], workplace: Path) -> None:
    assert run(*arguments(OFFICE["docx"], given), "--output", "x.docx").status == 1
    with zipfile.ZipFile(workplace / "x.docx") as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        assert b"hyperlink" not in archive.read("word/document.xml")
        assert b'TargetMode="External"' not in archive.read("word/_rels/document.xml.rels")
    kinds = {each.tag.rpartition("}")[2] for each in body.iter()}
    assert not {"instrText", "fldSimple", "hyperlink", "object"} & kinds
    text = "".join(body.itertext())
    check_text(text)
    assert [name for name in IN_RULES if plain(name) not in text] == []


def test_markdown_shows_them_as_texts(run: Run, given: list[str]) -> None:
    found = run(*arguments(OFFICE["markdown"], given))
    check_text(found.out)
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(found.out)
    inline = [each for token in tokens for each in token.children or ()]
    assert {each.type for each in inline} == {"text", "strong_open", "strong_close"}
    assert {token.type for token in tokens if token.type.startswith("html")} == set()


def test_csv_begins_no_cell_like_a_formula(run: Run, given: list[str]) -> None:
    found = run(*arguments(OFFICE["csv"], given))
    check_text(found.out.replace("\r\n", "\n"))
    rows = list(csv.reader(io.StringIO(found.out.removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [part for row in rows[1:] for cell in row for part in cell.split(";")]
    assert [cell for cell in cells if re.match(r"\s*(?:[=+@]|-[^0-9])", cell)] == []


def test_junit_holds_them_as_texts(run: Run, given: list[str]) -> None:
    found = run(*arguments(OFFICE["junit"], given))
    check_text(found.out)
    root = ElementTree.fromstring(found.out)
    kinds = {"testsuites", "testsuite", "testcase", "failure", "skipped"}
    assert {each.tag for each in root.iter()} <= kinds
    names = " ".join(each.attrib["name"] for each in root.iter("testcase"))
    assert [name for name in IN_RULES if plain(name) not in names] == []


def test_a_form_holds_them_as_texts(run: Run, given: list[str], workplace: Path) -> None:
    made = run("template", PLAN, "--register", "register.csv", "--period", "2025", "-o", "x.xlsx")
    assert made.status == 0
    with zipfile.ZipFile(workplace / "x.xlsx") as archive:
        for name in archive.namelist():
            part = archive.read(name).decode("utf-8")
            ElementTree.fromstring(part)
            if name.startswith("xl/worksheets/sheet"):
                assert set(re.findall(r'<c [^>]*t="(\w+)"', part)) == {"s"}
                assert not re.search("<f[ >]|hyperlink", part)


def test_rules_are_written_as_they_were_meant(run: Run, given: list[str], workplace: Path) -> None:
    before = dxplan.load_text((workplace / PLAN).read_text("utf-8"))
    run("fmt", PLAN)
    after = dxplan.load_text((workplace / PLAN).read_text("utf-8"))
    assert [each.title for each in after.tasks] == [each.title for each in before.tasks] == IN_RULES


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_draft_holds_them_as_texts(run: Run, given: list[str], language: str) -> None:
    drafted = run("draft", "document.txt", "--lang", language).out
    plan = dxplan.load_text(drafted)
    assert len(plan.targets) > COUNT
    assert dxplan.format_text(drafted) == drafted


def test_a_lock_file_holds_them_as_texts(run: Run, given: list[str], workplace: Path) -> None:
    assert run("freeze", PLAN, "--on", "2022-07-07").status == 0
    (path,) = workplace.glob("*.lock.json")
    json.loads(path.read_text("utf-8"))
    assert [each.title for each in dxplan.load(path).tasks] == IN_RULES


@pytest.mark.parametrize("title", IN_RULES, ids=lambda text: ascii(text)[:30])
def test_a_new_plugin_holds_its_title_as_a_text_or_refuses_it(
    run: Run, workplace: Path, title: str
) -> None:
    made = run("new", "province", "tay_do", f"--title={title}")
    check_text(made.err)
    folder = workplace / "tay_do"
    assert folder.exists() is (made.status == 0) is (title.isprintable() and bool(title.strip()))
    if made.status == 0:
        assert tomllib.loads((folder / "plan.toml").read_text("utf-8"))["title"] == title
        tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
        for path in folder.rglob("*.py"):
            ast.parse(path.read_text("utf-8"))
        assert dxplan.load(folder).territory == title


def test_no_example_begins_a_cell_like_a_formula() -> None:
    files = sorted((REPO / "examples").rglob("*.csv"))
    assert files
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if re.match(r"[=+@\t\r]|-\D", cell)], path


def test_every_command_was_driven() -> None:
    # tests/lsp/test_hostile_rules.py drives the language server.
    driven = {call[0] for call, _ in SPOKEN} | {"export", "lsp"}
    assert driven == set(_OPTIONS)


def formats() -> set[tuple[str, str]]:
    """Every format of every command, those of reports by their renderers."""
    subparsers = next(
        each for each in parser("en")._actions if isinstance(each, argparse._SubParsersAction)
    )
    found = {("check", name) for name in open_session(entry_points=False).renderers()}
    for command, arguments_of in subparsers.choices.items():
        for action in arguments_of._actions:
            if "--format" in action.option_strings:
                found |= {(command, name) for name in action.choices or ()}
    return found


def test_every_format_was_driven() -> None:
    driven = {(call[0], "text") for call, _ in SPOKEN}
    given_formats = [*WRITTEN, CALENDAR, PAGE, *OFFICE.values()]
    driven |= {(call[0], call[-1]) for call in given_formats if "--format" in call}
    assert formats() - driven == set()
    assert {name for _, name in formats()} == {"text", "json", "sarif", "ics", "html", *OFFICE}
