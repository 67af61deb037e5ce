"""The pages become a site in which each can be found; `make docs` builds it, this does not."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
from typing import Any

import pytest

import dxplan
from dxplan import territories
from tests.docs.pages import REPO
from tools.site.searching import IN_BROWSERS, folded
from tools.site.sources import DOCS, listed, reached, source

PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
LISTS = [page for page in PAGES if page.endswith("README.md")]


def test_every_page_is_reached_from_the_first_one() -> None:
    assert sorted(reached(DOCS)) == PAGES


@pytest.mark.parametrize("page", LISTS)
def test_a_list_names_a_page_once(page: str) -> None:
    lists = listed((DOCS / page).read_text("utf-8"))
    names = [name for pages in lists.values() for name in pages]
    assert sorted(names) == sorted(set(names))


def test_lists_of_the_first_page_become_navigation_under_their_headings() -> None:
    text = "# All\n\n## Tutorials\n\n- [One](tutorial/one.md): first\n- [Two](tutorial/two.md)\n"
    assert source("README", text).removeprefix(text) == (
        "\n```{toctree}\n:hidden:\n:caption: Tutorials\n\ntutorial/one\ntutorial/two\n```\n"
    )


def test_other_pages_are_no_navigation() -> None:
    text = "# A page\n\n- [One](one.md)\n"
    assert source("how-to/page", text) == text


def test_tables_of_pages_are_lists_as_well() -> None:
    assert listed("# All\n\n| [0001](0001-a.md) | A |\n") == {"All": ["0001-a.md"]}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "See [the grammar](../../grammar/dxplan.lark).",
            "See {download}`the grammar <../../grammar/dxplan.lark>`.",
        ),
        ("In [`plugins`](../../plugins).", "In `plugins`."),
        ("See [data](data.md#units).", "See [data](data.md#units)."),
        ("See [the standard](https://example.org).", "See [the standard](https://example.org)."),
    ],
)
def test_links_out_of_the_pages_are_handed_out(written: str, read: str) -> None:
    assert source("reference/language", written) == read


def test_code_blocks_are_left_as_they_are() -> None:
    block = "```text\n[x](../../grammar/dxplan.lark)\n```\n"
    assert source("reference/language", block) == block


def test_rules_that_are_wrong_on_purpose_are_coloured_as_far_as_they_can_be() -> None:
    block = "```dxplan alone wrong=missing-text\nunit so_x 'Office'\n```\n"
    assert source("reference/language", block) == (
        "```{code-block} dxplan\n:force:\n\nunit so_x 'Office'\n```\n"
    )
    right = "```dxplan alone\nuse education\n```\n"
    assert source("reference/language", right) == right


def test_ci_builds_the_site_and_stops_where_that_fails() -> None:
    steps = (REPO / ".ci" / "run").read_text("utf-8").splitlines()
    assert "set -euo pipefail" in steps
    assert steps.index("make docs") < steps.index("make check")
    (recipe,) = re.findall(
        r"^docs: .*\n((?:\t.*\n)+)", (REPO / "Makefile").read_text("utf-8"), re.M
    )
    for word in ("--nitpicky", "--fail-on-warning", "tools.site.links", "generate.py --check"):
        assert word in recipe


SDK = (DOCS / "reference" / "sdk.md").read_text("utf-8")


@pytest.mark.parametrize("module", [dxplan, territories], ids=lambda module: module.__name__)
def test_every_public_function_is_on_the_page_of_the_sdk_with_an_example(module: Any) -> None:
    told = dict(re.findall(r"^#### (\w+)\n((?:(?!^#).*\n)*)", SDK, re.M))
    functions = [name for name in module.__all__ if inspect.isfunction(getattr(module, name))]
    assert len(functions) > 5
    for name in functions:
        assert "```pycon" in told[name] or "Example: [" in told[name], name


def test_every_public_name_is_on_the_page_of_the_sdk() -> None:
    assert set(dxplan.__all__) - {"__version__"} <= set(re.findall(r"^#### (\w+)$", SDK, re.M))


WORDS = ("Chỉ", "TIÊU", "Đề", "đạt", "thuật", "ngữ", "tổ", "report", "due", "2025", "GDĐT")


def test_words_are_looked_up_without_their_marks() -> None:
    assert [folded(word) for word in WORDS] == [
        "chi", "tieu", "de", "dat", "thuat", "ngu", "to", "report", "due", "2025", "gddt",
    ]  # fmt: skip


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not here")
def test_browsers_look_words_up_as_the_index_has_them() -> None:
    plain = "var window = {Stemmer: function () { this.stemWord = (word) => `<${word}>`; }};"
    calls = ", ".join(f"new window.Stemmer().stemWord({json.dumps(word)})" for word in WORDS)
    script = f"{plain}{IN_BROWSERS};console.log(JSON.stringify([{calls}]))"
    done = subprocess.run(["node", "-e", script], capture_output=True, check=True, encoding="utf-8")
    assert json.loads(done.stdout) == [f"<{folded(word)}>" for word in WORDS]
