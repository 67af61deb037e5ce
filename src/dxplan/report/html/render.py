"""A report as one HTML file that opens from an attachment, without a server or a network."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.extras import needed
from dxplan.report.html.marks import mark_named
from dxplan.report.html.page import Page, page
from dxplan.report.html.places import COUNTED, ROWS_SHOWN
from dxplan.report.html.words import say, say_count
from dxplan.report.words import plain

_TEMPLATES = Path(__file__).with_name("templates")
_SCRIPT_WORDS = ("showing", "more_rows", "nothing_found", "paper_filtered", "paper_rows", "gone")


def render(report: Report, language: Language) -> str:
    """A report as a page.

    :raises dxplan.report.renderer.MissingExtra: without the libraries of ``dxplan[html]``.
    """
    for module in ("jinja2", "altair", "vl_convert"):
        needed(module, "html", "html")
    return _written(page(report, language))


def _written(shown: Page) -> str:
    environment = _environment()
    safe = needed("markupsafe", "html", "html").Markup
    style, script = _asset("page.css"), _asset("search.js") + _asset("page.js")
    language = shown.language
    text: str = environment.get_template("page.html.j2").render(
        page=shown,
        say=partial(_said, language),
        say_count=partial(_said_of, language),
        counted=[mark_named(verdict, language) for verdict in COUNTED],
        rows_shown=ROWS_SHOWN,
        script_words={code: _template_of(code, language) for code in _SCRIPT_WORDS},
        safe=safe,
        style=safe(style),
        script=safe(script),
        policy=_policy(style, script),
    )
    return text + "\n"


def _said(language: Language, code: str, **params: object) -> str:
    return say(code, language, **params)


def _said_of(language: Language, code: str, count: int, **params: object) -> str:
    return say_count(code, count, language, **params)


def _template_of(code: str, language: Language) -> str:
    """A text whose blanks the script fills."""
    blanks = {name: f"{{{name}}}" for name in ("shown", "total", "count", "filter", "name")}
    return say(code, language, **blanks)


def _environment() -> Any:
    """Templates that escape everything and do not forgive a name that is not there."""
    jinja2: Any = needed("jinja2", "html", "html")
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_one_line,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _one_line(value: object) -> object:
    """Texts without line breaks, control characters and marks that turn the writing."""
    return plain(value) if type(value) is str else value


def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """What a browser may run and load: this style and this script, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
