"""The arguments of all commands; a command's own module is imported when it runs."""

from __future__ import annotations

import argparse
import os
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dxplan._version import __version__
from dxplan.cli.exits import WRONG
from dxplan.messages import LANGUAGES, Language
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from dxplan.limits import UnknownLimits

# argparse would put PLAN last, where an option that takes several values swallows it.
_USAGE = {
    "plans": "[options]",
    "show": "PLAN [options]",
    "export": "PLAN [options]",
    "check": "PLAN --data FILE [FILE ...] [options]",
    "sums": "PLAN --data FILE [FILE ...] --output FILE [options]",
    "diff": "OLD NEW [options]",
    "freeze": "PLAN [options]",
    "due": "PLAN [PLAN ...] [options]",
    "compare": "PLAN PLAN [PLAN ...] [options]",
    "explain": "PLAN TARGET --data FILE [FILE ...] [options]",
    "template": "PLAN --register FILE --output FILE [options]",
    "new": "province NAME [options]",
    "refine": "CHILD [PARENT] [options]",
    "lint": "PLAN [PLAN ...] [options]",
    "test": "PLAN [options]",
    "territories": "[TEXT] [--on DAY] [--lang LANG]",
    "fmt": "[--check] [--lang LANG] FILE [FILE ...]",
    "lsp": "[--lang LANG] [--plugins PATH [PATH ...]]",
}
_EXAMPLES = {
    "plans": "dxplan plans",
    "show": "dxplan show binh_dinh",
    "export": "dxplan export binh_dinh --output binh_dinh.json",
    "check": (
        "dxplan check binh_dinh --data reports.csv --register register.csv \\\n"
        "      --events events.csv --as-of 2025-12-31"
    ),
    "sums": (
        "dxplan sums binh_dinh --data reports.csv --register register.csv \\\n"
        "      --output binh_dinh.parquet\n"
        "  dxplan check binh_dinh --sums binh_dinh.parquet --as-of 2025-12-31"
    ),
    "diff": "dxplan diff binh_dinh.lock.json binh_dinh.dxplan",
    "freeze": "dxplan freeze binh_dinh.dxplan --on 2022-07-07",
    "due": (
        "dxplan due bac_giang --as-of 2024-03-01 --within 60d\n"
        "  dxplan due bac_giang --format ics --output bac_giang.ics"
    ),
    "compare": "dxplan compare binh_dinh quang_ninh phu_nhuan --shared",
    "explain": (
        "dxplan explain binh_dinh online_share.primary --data reports.csv \\\n"
        "      --register register.csv --as-of 2025-12-31"
    ),
    "template": (
        "dxplan template binh_dinh --register register.csv --period 2025-Q4 \\\n"
        "      --output form.xlsx"
    ),
    "new": "dxplan new province dong_thap --title 'tỉnh Đồng Tháp'",
    "refine": "dxplan refine huyen.dxplan tinh.dxplan",
    "lint": "dxplan lint binh_dinh.dxplan --format json",
    "test": "dxplan test binh_dinh\n  dxplan test binh_dinh --mutate",
    "territories": "dxplan territories 52",
    "fmt": "dxplan fmt --lang vi binh_dinh.dxplan",
    "lsp": "dxplan lsp",
}


def run(arguments: Sequence[str]) -> int:
    """Run the command that some arguments name.

    :raises SystemExit: after ``--help`` (0) and when the call is wrong (2).
    """
    from dxplan.cli.waiting import telling_of_plugins
    from dxplan.limits import ENVIRONMENT_VARIABLE, UnknownLimits, limited, limits_of

    spoken = spoken_language(arguments)
    options = parser(spoken).parse_args(arguments)
    options.spoken = spoken
    try:
        limits = limits_of(os.environ.get(ENVIRONMENT_VARIABLE, ""))
    except UnknownLimits as refused:
        _say_limits(refused, spoken)
        return WRONG
    command = import_module(f"dxplan.cli.{options.command}")
    with limited(limits), telling_of_plugins(spoken):
        status: int = command.run(options)
    return status


def _say_limits(refused: UnknownLimits, language: Language) -> None:
    from dxplan.cli.output import say
    from dxplan.limits import names

    entry, known = plain(refused.entry), ", ".join(names())
    say(word("cli", refused.code, language, entry=entry, known=known))


def spoken_language(arguments: Sequence[str]) -> Language:
    """The language to speak while no plan says one: that of ``--lang``, else of the locale."""
    asked = [value for name, value in pairwise(arguments) if name == "--lang"]
    asked += [part.removeprefix("--lang=") for part in arguments if part.startswith("--lang=")]
    for language in LANGUAGES:
        if language in asked:
            return language
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "vi" if locale.startswith("vi") else "en"


def parser(language: Language) -> argparse.ArgumentParser:
    """The parser of the whole command line, its help in a language."""
    top = argparse.ArgumentParser(
        prog="dxplan",
        description=word("cli", "description", language),
        epilog=word("cli", "epilog", language),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    version_help = word("cli", "arg_version", language)
    top.add_argument(
        "--version", action="version", version=f"dxplan {__version__}", help=version_help
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, add_options in _OPTIONS.items():
        add_options(_Command(commands, name, language))
    return top


class _Command:
    """A command under construction: its options with their help in one language."""

    def __init__(self, commands: Any, name: str, language: Language) -> None:
        description = word("cli", name, language)
        example = f"{word('cli', 'example', language)}\n  {_EXAMPLES[name]}"
        self._language: Language = language
        self._parser: argparse.ArgumentParser = commands.add_parser(
            name,
            usage=f"dxplan {name} {_USAGE[name]}",
            help=description,
            description=description,
            epilog=example,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def add(self, *names: str, text: str | None = None, **settings: Any) -> None:
        """An argument; its help is ``cli.arg_…`` of its name unless another text is named."""
        code = text or f"arg_{names[0].strip('-').replace('-', '_')}"
        self._parser.add_argument(*names, help=self._help(code), **settings)

    def add_either(self, *options: tuple[str, dict[str, Any]]) -> None:
        """Options of which only one may be given."""
        group = self._parser.add_mutually_exclusive_group()
        for name, settings in options:
            code = f"arg_{name.strip('-').replace('-', '_')}"
            group.add_argument(name, help=self._help(code), **settings)

    def _help(self, code: str) -> str:
        """A help text; argparse takes a percent sign for a place to fill in."""
        return word("cli", code, self._language).replace("%", "%%")

    def add_common(self) -> None:
        """What every command about plans takes."""
        self.add("--lang", choices=LANGUAGES)
        self.add("--plugins", nargs="+", action="extend", default=[], metavar="PATH")

    def column(self, text: str) -> str:
        """The heading of a register column, as the register keeps it: in small letters."""
        return unicodedata.normalize("NFC", " ".join(text.lower().split()))

    def day(self, text: str) -> date:
        """A day as ISO or as Vietnamese documents write it."""
        found = read_day(text)
        # The years that rules may name; windows reach back from there without leaving the calendar.
        if found is None or not 1900 <= found.year <= 2199:
            raise argparse.ArgumentTypeError(
                word("cli", "wrong_date", self._language, text=repr(text))
            )
        return found

    def span(self, text: str) -> str:
        """A span such as 30d, 2w, 3m or 1y."""
        from dxplan.values.durations import read_duration

        try:
            read_duration(text)
        except ValueError:
            shown = repr(text)
            raise argparse.ArgumentTypeError(
                word("cli", "wrong_span", self._language, text=shown)
            ) from None
        return text


def read_day(text: str) -> date | None:
    """A day written ``2025-12-31`` or ``31/12/2025``; nothing else is guessed at.

    >>> read_day("31/5/2024"), read_day("5/31/2024")
    (datetime.date(2024, 5, 31), None)
    """
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    local = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    if iso:
        parts = [int(part) for part in iso.groups()]
    elif local:
        parts = [int(part) for part in reversed(local.groups())]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _plans(command: _Command) -> None:
    command.add_common()


def _show(command: _Command) -> None:
    command.add("plan", metavar="PLAN")
    command.add_common()


def _export(command: _Command) -> None:
    command.add("plan", metavar="PLAN")
    command.add("--output", metavar="FILE")
    command.add_common()


def _check(command: _Command) -> None:
    command.add("plan", metavar="PLAN")
    command.add("--data", nargs="+", action="extend", default=[], metavar="FILE")
    command.add("--sums", nargs="+", action="extend", default=[], metavar="FILE")
    command.add("--register", metavar="FILE")
    command.add("--crosswalk", metavar="FILE")
    command.add("--events", metavar="FILE")
    command.add("--as-of", type=command.day, metavar="DAY")
    command.add("--by", type=command.column, metavar="COLUMN", action="append")
    command.add("--frozen", metavar="FILE")
    command.add("--format", text="arg_report_format", default="text", metavar="FORMAT")
    command.add("--output", metavar="FILE")
    command.add_common()


def _sums(command: _Command) -> None:
    command.add("plan", metavar="PLAN")
    command.add("--data", nargs="+", action="extend", default=[], metavar="FILE")
    command.add("--sums", nargs="+", action="extend", default=[], metavar="FILE")
    command.add("--register", metavar="FILE")
    command.add("--as-of", text="arg_sums_as_of", type=command.day, metavar="DAY")
    command.add("--with-rows", action="store_true")
    command.add("--output", "-o", text="arg_sums_output", required=True, metavar="FILE")
    command.add_common()


def _diff(command: _Command) -> None:
    command.add("old", metavar="OLD")
    command.add("new", metavar="NEW")
    command.add("--format", choices=("text", "json"), default="text")
    command.add("--output", metavar="FILE")
    command.add_common()


def _freeze(command: _Command) -> None:
    command.add("plan", metavar="PLAN")
    command.add("--on", text="arg_frozen_on", type=command.day, metavar="DAY")
    command.add("--output", text="arg_freeze_output", metavar="FILE")
    command.add("--force", action="store_true")
    command.add_common()


def _due(command: _Command) -> None:
    command.add("plans", text="arg_plan", nargs="+", metavar="PLAN")
    command.add("--events", metavar="FILE")
    command.add("--as-of", type=command.day, metavar="DAY")
    command.add("--within", type=command.span, metavar="SPAN")
    command.add("--unit", metavar="UNIT")
    command.add("--format", text="arg_due_format", choices=("text", "json", "ics"), default="text")
    command.add("--output", metavar="FILE")
    command.add_common()


def _compare(command: _Command) -> None:
    command.add("plans", text="arg_plan", nargs="+", metavar="PLAN")
    command.add("--shared", action="store_true")
    command.add("--format", choices=("text", "json"), default="text")
    command.add("--output", metavar="FILE")
    command.add_common()


def _explain(command: _Command) -> None:
    command.add("plan", metavar="PLAN")
    command.add("target", metavar="TARGET")
    command.add("--data", nargs="+", action="extend", default=[], metavar="FILE")
    command.add("--register", metavar="FILE")
    command.add("--crosswalk", metavar="FILE")
    command.add("--events", metavar="FILE")
    command.add("--as-of", type=command.day, metavar="DAY")
    command.add("--date", type=command.day, metavar="DAY")
    command.add("--organisation", metavar="NAME")
    command.add("--by", text="arg_by_group", type=command.column, metavar="COLUMN")
    command.add("--group", metavar="NAME")
    command.add("--reaching", metavar="LEVEL")
    command.add("--format", choices=("text", "json"), default="text")
    command.add("--output", metavar="FILE")
    command.add_common()


def _template(command: _Command) -> None:
    command.add("plan", metavar="PLAN")
    command.add("--register", required=True, metavar="FILE")
    command.add("--output", "-o", text="arg_template_output", required=True, metavar="PATH")
    command.add("--period", metavar="PERIOD")
    command.add("--as-of", text="arg_template_as_of", type=command.day, metavar="DAY")
    command.add("--by", text="arg_template_by", type=command.column, metavar="COLUMN")
    sheets = {"dest": "sheets", "action": "store_const"}
    command.add_either(
        ("--per-unit", {**sheets, "const": "unit"}), ("--one-sheet", {**sheets, "const": "one"})
    )
    command.add_common()


def _new(command: _Command) -> None:
    command.add("kind", choices=("province",), metavar="KIND")
    command.add("name", metavar="NAME")
    command.add("--title", metavar="TITLE")
    command.add("--output", "-o", text="arg_new_output", metavar="DIR")
    command.add_common()


def _refine(command: _Command) -> None:
    command.add("child", metavar="CHILD")
    command.add("parent", nargs="?", metavar="PARENT")
    command.add("--strict", action="store_true")
    command.add("--format", choices=("text", "json", "sarif"), default="text")
    command.add("--output", metavar="FILE")
    command.add_common()


def _lint(command: _Command) -> None:
    command.add("plans", text="arg_plan", nargs="+", metavar="PLAN")
    command.add("--fix", action="store_true")
    command.add("--format", choices=("text", "json", "sarif"), default="text")
    command.add_common()


def _test(command: _Command) -> None:
    command.add("plan", metavar="PLAN")
    switch = {"action": "store_true"}
    command.add_either(("--coverage", switch), ("--mutate", switch))
    command.add("--format", choices=("text", "json"), default="text")
    command.add("--output", metavar="FILE")
    command.add_common()


def _territories(command: _Command) -> None:
    command.add("text", text="arg_territory", nargs="?", metavar="TEXT")
    command.add("--on", type=command.day, metavar="DAY")
    command.add("--lang", choices=LANGUAGES)


def _fmt(command: _Command) -> None:
    command.add("files", text="arg_file", nargs="+", metavar="FILE")
    command.add("--check", text="arg_fmt_check", action="store_true")
    command.add("--lang", text="arg_fmt_lang", choices=LANGUAGES)


def _lsp(command: _Command) -> None:
    command.add_common()


_OPTIONS = {
    "plans": _plans,
    "show": _show,
    "export": _export,
    "check": _check,
    "sums": _sums,
    "diff": _diff,
    "freeze": _freeze,
    "due": _due,
    "compare": _compare,
    "explain": _explain,
    "template": _template,
    "new": _new,
    "refine": _refine,
    "lint": _lint,
    "test": _test,
    "territories": _territories,
    "fmt": _fmt,
    "lsp": _lsp,
}
