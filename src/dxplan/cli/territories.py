"""``dxplan territories``: the provinces of a day, and what a code or a name means."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from datetime import date

from dxplan.cli.exits import NOTHING_MISSED, WRONG
from dxplan.cli.output import deliver, say
from dxplan.messages import Language
from dxplan.report.time_text import day_text
from dxplan.report.words import plain, word
from dxplan.territories import Province, became, made_of, named, on


def run(options: Namespace) -> int:
    """List the provinces that are meant."""
    language = options.spoken
    if options.text is None:
        found = on(options.on or date.today())
    else:
        found = tuple(
            p for p in named(options.text) if options.on is None or p.exists_on(options.on)
        )
    if not found:
        say(_nothing(options, language))
        return WRONG
    deliver(_listed(found, language), None, language)
    return NOTHING_MISSED


def _nothing(options: Namespace, language: Language) -> str:
    """That a text means no province, with what it meant on other days."""
    text = plain(repr(options.text))
    others = named(options.text)
    hint = f" ({'; '.join(_line(each, language) for each in others)})" if others else ""
    if options.on is None:
        return word("cli", "no_province", language, text=text, hint=hint)
    day = day_text(options.on, language)
    return word("cli", "no_province_on", language, text=text, day=day, hint=hint)


def _line(province: Province, language: Language) -> str:
    return f"{_title(province)}: {_when(province, language)}"


def _listed(found: Iterable[Province], language: Language) -> str:
    from dxplan.report.layout import Column, table

    widths = {"code": 5, "province": 30, "when": None}
    columns = [Column(word("heading", name, language), width) for name, width in widths.items()]
    return table(columns, [[p.code, p.title, _when(p, language)] for p in found]) + "\n"


def _when(province: Province, language: Language) -> str:
    """On which days it is what it is, and what it was made of or became."""
    later = became(province)
    if later is not None and province.until is not None and later.since is not None:
        until, since = day_text(province.until, language), day_text(later.since, language)
        into = _title(later)
        return word("phrase", "province_became", language, until=until, since=since, into=into)
    since = "" if province.since is None else day_text(province.since, language)
    parts = ", ".join(_title(part) for part in made_of(province))
    return word("phrase", "province_made_of", language, since=since, parts=parts)


def _title(province: Province) -> str:
    return f"{province.title} ({province.code})"
