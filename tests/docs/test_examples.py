"""Every example of the documentation runs, and says what it is said to say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dxplan.cli.arguments import _OPTIONS
from dxplan.data.period_text import read_period
from dxplan.diagnostics import Outcome, Severity
from dxplan.engine.findings import VERDICTS
from dxplan.messages import catalogue
from dxplan.plan.model import Plan
from dxplan.report.export import export
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from dxplan.syntax.nodes import TargetStatement
from dxplan.syntax.parse import parse
from dxplan.values.calendars import MINISTRY
from tests.docs.pages import HOOKS, REPO, Block, blocks, pages

PAGES = pages()
LINKING = [
    *PAGES,
    *sorted((REPO / "plugins").glob("*/README.md")),
    *sorted((REPO / "examples").glob("*/README.md")),
]
BLOCKS = [block for page in PAGES if page != HOOKS for block in blocks(page)]
RULES = [block for block in BLOCKS if block.language == "dxplan"]
RUN = sorted({block.page for block in BLOCKS if block.language in ("python", "console")})
SAME = [pair for pair in pairwise(RULES) if "same" in pair[1].words]
LANGUAGES = {"dxplan", "python", "console", "text", "toml", "csv", "json", "lua", "pycon"}
PRELUDES = {
    "": (REPO / "tests" / "language" / "prelude.dxplan").read_text("utf-8"),
    "education": (Path(__file__).parent / "education.dxplan").read_text("utf-8"),
    "alone": "",
}


def named(page: Path) -> str:
    return page.relative_to(REPO).as_posix()


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.place)
def test_block_says_how_it_is_run(block: Block) -> None:
    assert block.language in LANGUAGES


# --- rules ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session()


def bound(session: Session, block: Block) -> Outcome[Plan]:
    prelude = "alone" if block.option("file") else next(iter(PRELUDES.keys() & block.words), "")
    source = source_from_text(PRELUDES[prelude] + block.text, block.place)
    return session.with_lints(session.load_source(source))


@pytest.mark.parametrize("block", RULES, ids=lambda block: block.place)
def test_rules_are_read_without_errors_or_bring_the_error_named(
    block: Block, session: Session
) -> None:
    found = bound(session, block).diagnostics
    errors = {d.code for d in found if d.severity is Severity.ERROR}
    wrong = block.option("wrong")
    if wrong is None:
        assert errors == set(), [d.message() for d in found if d.severity is Severity.ERROR]
    else:
        expected = set(wrong.split(","))
        assert errors <= expected <= {d.code for d in found}


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair[1].place)
def test_rules_in_the_other_language_say_the_same(
    pair: tuple[Block, Block], session: Session
) -> None:
    first, second = (meaning(bound(session, block).value) for block in pair)
    assert first == second


def meaning(plan: Plan) -> dict[str, Any]:
    """Everything that the rules of a plan say, but not where and in which words."""
    document = export(plan)
    for rule in (*document["targets"], *document["tasks"], *document["duties"]):
        del rule["source"], rule["when"]
    if document["not_below_parent"] is not None:
        del document["not_below_parent"]["source"]
    return document


# --- the tables of the READMEs --------------------------------------------------------------------


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.vi.md", "vi")])
def test_table_of_verdicts_is_complete(page: str, language: str) -> None:
    table = re.findall(r"^\|(?: .*\|)? (`[^|]*`) \|", _readme(page), flags=re.MULTILINE)
    assert set(re.findall("`([a-z_]+)`", " ".join(table))) == set(VERDICTS)
    if language == "vi":
        for verdict in VERDICTS:
            assert catalogue("reports")["verdict"][verdict]["vi"] in _readme(page)


@pytest.mark.parametrize("page", ["README.md", "README.vi.md"])
def test_table_of_commands_is_complete_and_every_command_is_run(page: str) -> None:
    (table,) = (
        block.text
        for block in blocks(REPO / page)
        if block.language == "text" and "dxplan plans" in block.text
    )
    listed = re.findall(r"^dxplan (\w+)", table, flags=re.MULTILINE)
    assert sorted(listed) == sorted(_OPTIONS)
    consoles = [each.text for each in blocks(REPO / page) if each.language == "console"]
    assert set(re.findall(r"^\$ dxplan (\w+)", "\n".join(consoles), re.MULTILINE)) == set(listed)


def _readme(page: str) -> str:
    return (REPO / page).read_text("utf-8")


# --- the tables of the reference ------------------------------------------------------------------

REFERENCE = REPO / "docs" / "reference"


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the first table behind a heading, without its head."""
    behind = (REFERENCE / page).read_text("utf-8").split(f"## {heading}\n", 1)[1]
    table = re.search(r"(?:^\|.*\n)+", behind, flags=re.MULTILINE)
    assert table is not None
    lines = table[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize(("rule", "rule_id"), rows("language.md", "Ids"))
def test_ids_are_made_as_the_table_says(rule: str, rule_id: str, session: Session) -> None:
    source = source_from_text(PRELUDES[""] + rule.strip("`"))
    outcome = session.load_source(source)
    assert [f"`{target.id}`" for target in outcome.value.targets] == [rule_id]


@pytest.mark.parametrize("row", rows("language.md", "Times"), ids=lambda row: row[0])
def test_time_literals_of_a_row_are_of_that_kind(row: list[str]) -> None:
    kind, *cells = row
    for literal in re.findall("`([^`]+)`", " ".join(cells)):
        parsed = parse(source_from_text(f"online_share >= 5% in {literal}"))
        assert parsed.ok, literal
        statement = parsed.value.statements[0]
        assert isinstance(statement, TargetStatement)
        time = statement.arms[0].time
        assert time is not None
        assert time.literal is not None
        assert time.literal.kind == kind.replace(" ", "_"), literal


@pytest.mark.parametrize("row", rows("data.md", "Periods"), ids=lambda row: row[0])
def test_forms_of_a_period_in_data_mean_the_same(row: list[str]) -> None:
    forms = re.findall("`([^`]+)`", row[1])
    found = {read_period(form, MINISTRY) for form in forms}
    assert len(forms) > 2
    assert None not in found
    assert len(found) == 1


# --- the tables of sentences ----------------------------------------------------------------------

SENTENCES = REPO / "docs" / "how-to" / "sentences.md"
NAMES = next(blocks(SENTENCES)).text
CASES = tomllib.loads((REPO / "tests/language/vectors/sentences.toml").read_text("utf-8"))["case"]


def rules_in(cell: str) -> str:
    """The rule text of a cell: its code spans, each a statement."""
    return "\n".join(re.findall("`([^`]+)`", cell)) + "\n"


def read(rules: str, session: Session) -> Outcome[Plan]:
    return session.load_source(source_from_text(NAMES + rules, "sentences.dxplan"))


@pytest.mark.parametrize(
    ("sentence", "vietnamese", "english"), rows("../how-to/sentences.md", "Sentences and rules")
)
def test_sentence_is_the_same_rule_in_both_languages(
    sentence: str, vietnamese: str, english: str, session: Session
) -> None:
    outcomes = [read(rules_in(cell), session) for cell in (vietnamese, english)]
    assert [outcome.diagnostics for outcome in outcomes] == [(), ()]
    first, second = (meaning(outcome.value) for outcome in outcomes)
    assert first == second
    assert first["targets"] or first["tasks"]
    assert any(rules_in(vietnamese) in case["rules"] for case in CASES), "it is judged nowhere"


@pytest.mark.parametrize(
    ("written", "code", "right"), rows("../how-to/sentences.md", "Sentences that are refused")
)
def test_sentence_that_is_refused_has_a_way_to_be_written(
    written: str, code: str, right: str, session: Session
) -> None:
    found = read(rules_in(written), session).diagnostics
    assert [f"[{d.code}](../reference/diagnostics.md#{d.code})" for d in found] == [code]
    assert read(rules_in(right), session).diagnostics == ()


# --- Python and the command line ------------------------------------------------------------------


@pytest.mark.parametrize("page", RUN, ids=named)
def test_page_runs_from_top_to_bottom(page: Path, tmp_path: Path) -> None:
    examples = REPO / "examples"
    if examples.is_dir():
        (tmp_path / "examples").symlink_to(examples, target_is_directory=True)
    printed = ""
    for block in blocks(page):
        if name := block.option("file"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8", newline="\n")
        elif block.language == "python":
            python = [sys.executable, "-W", "error", "-c", block.text]
            printed = run(python, tmp_path, block, 0)
        elif block.language == "text" and "printed" in block.words:
            assert_prints(block.text, printed, block.place)
        elif block.language == "console":
            run_console(block, tmp_path)


def run_console(block: Block, folder: Path) -> None:
    sessions = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert sessions[0] == "", f"{block.place}: a console block begins with `$ `"
    for position, text in enumerate(sessions[1:], 1):
        command, _, expected = text.partition("\n")
        last = position == len(sessions) - 1
        code = int(block.option("exit") or 0) if last else 0
        printed = run(command_line(command, folder), folder, block, code)
        if expected.strip():
            assert_prints(expected, printed, f"{block.place}: $ {command}")


def command_line(command: str, folder: Path) -> list[str]:
    """The same command for this Python; what is installed goes into the folder of the page."""
    words = shlex.split(command)
    if words[0] == "cp":
        return ["cp", *words[1:]]
    python = [sys.executable, "-m"]
    if words[:2] == ["pip", "install"]:
        offline = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
        return [*python, "pip", "install", *offline, "--target", str(folder / "site"), *words[2:]]
    if words[:3] == ["python", "-m", "pytest"]:
        return [*python, "pytest", "-p", "no:cacheprovider", *words[3:]]
    if words[0] == "pygmentize":
        return [*python, "pygments", *words[1:]]
    assert words[0] == "dxplan", f"not known how to run: {command}"
    start = "import sys; from dxplan.cli import main; sys.exit(main())"
    return [sys.executable, "-c", start, *words[1:]]


def run(command: list[str], folder: Path, block: Block, code: int) -> str:
    told = ("LC_", "LANG", "COV_", "PYTEST_")
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(told)},
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(folder / "site"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    done = subprocess.run(
        command,
        cwd=folder / (block.option("in") or ""),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert "Traceback" not in done.stdout, f"{block.place}: {command[1:]}\n{done.stdout}"
    assert done.returncode == code, f"{block.place}: {command[1:]}\n{done.stdout}"
    return done.stdout


def assert_prints(expected: str, printed: str, place: str) -> None:
    """The text, line by line; ``…`` alone on a line stands for any lines.

    How many blanks stand in a row is for the tests of the reports, not of the documentation; how
    long tests take is for nobody.
    """
    printed = re.sub(r"(passed) in [0-9.]+s\b( \([0-9:]+\))?", r"\1", printed)
    lines = [" ".join(line.split()) for line in expected.rstrip().split("\n")]
    shown = "".join(" ".join(line.split()) + "\n" for line in printed.rstrip().split("\n"))
    pattern = "".join("(?:.*\n)*" if line == "…" else re.escape(line) + "\n" for line in lines)
    assert re.fullmatch(pattern, shown), f"{place} does not print that, but:\n{printed}"


# --- links ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", LINKING, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^( *)```.*?^\1```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), f"{named(page)} links to {target}"
        assert linked.is_relative_to(REPO), f"{named(page)} links out of the repository: {target}"
        if anchor:
            assert anchor in anchors(linked), f"{named(page)} links to {target}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
