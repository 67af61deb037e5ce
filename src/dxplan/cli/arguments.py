"""The arguments of all commands; a command's own module is imported when it runs."""

from __future__ import annotations

import argparse
import os
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from dxplan._version import __version__
from dxplan.cli import document_arguments
from dxplan.cli.argument_words import CallParser, argparse_in, placeholder, prepared, usage
from dxplan.cli.command import Command as _Command
from dxplan.cli.exits import WRONG
from dxplan.cli.formats import Misnamed, format_asked
from dxplan.cli.languages import UnknownLanguage, asked_everywhere, spoken_language
from dxplan.messages import LANGUAGES, Language
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from dxplan.limits import UnknownLimits

SHELLS = ("bash", "zsh", "fish", "powershell")

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
    "completion": "SHELL [--lang LANG]",
    "fmt": "[--check] [--lang LANG] FILE [FILE ...]",
    **document_arguments.USAGE,
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
    "completion": "dxplan completion bash",
    "fmt": "dxplan fmt --lang vi binh_dinh.dxplan",
    **document_arguments.EXAMPLES,
    "lsp": "dxplan lsp",
}


def run(arguments: Sequence[str]) -> int:
    """Run the command that some arguments name.

    :raises SystemExit: after ``--help`` (0) and when the call is wrong (2).
    """
    from dxplan.cli.terminal import drawn_for
    from dxplan.cli.waiting import telling_of_plugins
    from dxplan.limits import ENVIRONMENT_VARIABLE, UnknownLimits, limited, limits_of

    spoken = spoken_language(arguments)
    with argparse_in(spoken):
        options = parser(spoken, arguments).parse_args(arguments)
    options.spoken = spoken
    try:
        if "format" in options:
            options.format = format_asked(options)
        options.lang = asked_everywhere(options)
        limits = limits_of(os.environ.get(ENVIRONMENT_VARIABLE, ""))
    except Misnamed as refused:
        _say_misnamed(refused, options, spoken)
        return WRONG
    except UnknownLimits as refused:
        _say_limits(refused, spoken)
        return WRONG
    except UnknownLanguage as refused:
        _say_language(refused, spoken)
        return WRONG
    command = import_module(f"dxplan.cli.{options.command}")
    with limited(limits), telling_of_plugins(spoken), drawn_for(options):
        status: int = command.run(options)
    return status


def _say_misnamed(refused: Misnamed, options: Namespace, language: Language) -> None:
    from dxplan.cli.output import say

    output, named = plain(refused.output), refused.named
    if refused.asked is not None:
        say(word("cli", "misnamed", language, output=output, asked=refused.asked, named=named))
        return
    known = ", ".join(options.formats)
    say(word("cli", "not_written_as", language, output=output, named=named, known=known))


def _say_limits(refused: UnknownLimits, language: Language) -> None:
    from dxplan.cli.output import say
    from dxplan.limits import names

    entry, known = plain(refused.entry), ", ".join(names())
    say(word("cli", refused.code, language, entry=entry, known=known))


def _say_language(refused: UnknownLanguage, language: Language) -> None:
    from dxplan.cli.output import say

    known = ", ".join(LANGUAGES)
    say(word("cli", "unknown_language", language, name=plain(str(refused)), known=known))


def parser(language: Language, given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of the whole command line, its help in a language.

    :param given: the call that it will read, for hints at what mistyped words mean.
    """
    top = CallParser(
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
    named = placeholder("COMMAND", language)
    commands = top.add_subparsers(dest="command", metavar=named, required=True)
    for name, add_options in _OPTIONS.items():
        line = f"dxplan {name} {usage(_USAGE[name], language)}"
        add_options(_Command(commands, name, line, _EXAMPLES[name], language))
    return prepared(top, commands.choices, given, language)


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
    command.add_report_format()
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
    command.add_format("text", "json")
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
    command.add_format("text", "json", "ics", text="arg_due_format")
    command.add("--output", metavar="FILE")
    command.add_common()


def _compare(command: _Command) -> None:
    command.add("plans", text="arg_plan", nargs="+", metavar="PLAN")
    command.add("--shared", action="store_true")
    command.add_format("text", "json")
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
    command.add_format("text", "json")
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
    command.add_format("text", "json", "sarif")
    command.add("--output", metavar="FILE")
    command.add_common()


def _lint(command: _Command) -> None:
    command.add("plans", text="arg_plan", nargs="+", metavar="PLAN")
    command.add("--fix", action="store_true")
    command.add_format("text", "json", "sarif")
    command.add_common()


def _test(command: _Command) -> None:
    command.add("plan", metavar="PLAN")
    switch = {"action": "store_true"}
    command.add_either(("--coverage", switch), ("--mutate", switch))
    command.add_format("text", "json")
    command.add("--output", metavar="FILE")
    command.add_common()


def _territories(command: _Command) -> None:
    command.add("text", text="arg_territory", nargs="?", metavar="TEXT")
    command.add("--on", type=command.day, metavar="DAY")
    command.add("--lang", choices=LANGUAGES)
    command.add_color()


def _completion(command: _Command) -> None:
    command.add("shell", choices=SHELLS, metavar="SHELL")
    command.add("--lang", choices=LANGUAGES)
    command.add_color()


def _fmt(command: _Command) -> None:
    command.add("files", text="arg_file", nargs="+", metavar="FILE")
    command.add("--check", text="arg_fmt_check", action="store_true")
    command.add("--lang", text="arg_fmt_lang", choices=LANGUAGES)
    command.add_color()


def _lsp(command: _Command) -> None:
    command.add_common()


_OPTIONS = {
    "plans": _Command.add_common,
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
    "completion": _completion,
    "fmt": _fmt,
    **document_arguments.OPTIONS,
    "lsp": _lsp,
}
