"""How Sphinx makes a site of these pages: ``make docs``.

The pages themselves are plain Markdown; :mod:`tools.site.sources` says what is changed on the way.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.site import searching, sources  # noqa: E402  (only now can they be found)

project = "dxplan"
author = "dxplan contributors"
extensions = ["myst_parser"]
root_doc = "README"
source_suffix = {".md": "markdown"}
nitpicky = True
# Headings get the anchors that code hosts give them, so that one link works on both
myst_heading_anchors = 4
# What the code says is written by hand or generated, never guessed from a word in prose
myst_disable_syntax = ["dollarmath"]
html_theme = "furo"
html_title = "dxplan"
# No part of the site asks another host for anything
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = "#"
html_search_language = "vi"
templates_path: list[str] = []


def setup(app: Any) -> None:
    """Hook in what pages need, and the colours of rules."""
    app.connect("source-read", _read)
    app.connect("html-page-context", _spoken)
    app.connect("build-finished", _first_page)
    app.add_lexer("dxplan", _rules())
    app.add_lexer("csv", _text())
    app.add_search_language(_looked_up())


def _read(app: Any, docname: str, source: list[str]) -> None:
    source[0] = sources.source(docname, source[0])


def _spoken(app: Any, page: str, template: str, context: dict[str, Any], tree: Any) -> None:
    """Pages say which language they are in, which is how they are read aloud and hyphenated."""
    if page.startswith("vi/"):
        context["language"] = "vi"


def _first_page(app: Any, exception: Exception | None) -> None:
    """The first page is found under the name that browsers and servers look for."""
    if exception is None:
        shutil.copyfile(Path(app.outdir) / "README.html", Path(app.outdir) / "index.html")


def _rules() -> Any:
    from dxplan.highlighting import DxplanLexer

    return DxplanLexer


def _text() -> Any:
    from pygments.lexers.special import TextLexer

    return TextLexer


def _looked_up() -> Any:
    from sphinx.search.en import SearchEnglish

    class WithoutMarks(SearchEnglish):
        """English words by their stems, and all words without diacritics."""

        lang = "vi"
        js_splitter_code = searching.IN_BROWSERS
        # Without its marks, many a word looks like one of these: tổ, in, an
        stopwords: frozenset[str] = frozenset()

        def stem(self, word: str) -> str:
            return str(super().stem(searching.folded(word)))

    return WithoutMarks
