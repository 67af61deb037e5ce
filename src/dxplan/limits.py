"""How much dxplan takes in: every limit that guards against input, its unit and its reason.

What is read may come from anybody. Beyond a limit nothing is read in part: the message names the
file, the limit and what to do. Whoever trusts a larger file raises the limit: for a session
(``open_session(limits=Limits(cells=50_000_000))``), for a stretch of a program (:func:`limited`),
or for a command (``DXPLAN_LIMITS=cells=50000000``).

The limits in force are a context variable: readers are called through plugins, which know a path
and nothing else. Each thread and each task of ``asyncio`` has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

import attrs

ENVIRONMENT_VARIABLE = "DXPLAN_LIMITS"


def _limit(default: int, unit: str, of: str, because: str) -> int:
    """A limit.

    :param of: what there are at most so many of.
    :param because: why there is a limit, and why it is this one.
    """
    told = {"unit": unit, "of": of, "because": because}
    found: int = attrs.field(default=default, kw_only=True, metadata=told)
    return found


@attrs.frozen
class Limits:
    """How much of what is taken in; see ``docs/reference/limits.md``.

    >>> Limits(columns=20_000).columns, Limits().columns
    (20000, 16384)
    """

    file_bytes: int = _limit(
        256 << 20, "bytes", "a file of data that is read cell by cell",
        "all of it stands in memory, at ten to twenty times its size; larger CSV files and Parquet "
        "files of figures are left where they are and added up there",
    )  # fmt: skip
    unpacked_bytes: int = _limit(
        1 << 30,
        "bytes",
        "a spreadsheet file, unpacked",
        "spreadsheet files are archives, and a small one can unpack to more than there is memory",
    )
    unpacking_ratio: int = _limit(
        100,
        "times",
        "the size of a spreadsheet file that it may unpack to; 16 MiB are always allowed",
        "sheets that people fill in are packed to a tenth or a thirtieth; only a file that was "
        "made to fill the memory of its reader is packed to a thousandth",
    )
    cells: int = _limit(
        20_000_000, "cells", "a sheet, from its first filled row and column to its last",
        "every cell between them takes memory, filled or not",
    )  # fmt: skip
    empty_cells: int = _limit(
        2_000_000, "cells", "a sheet of which less than a twentieth is filled",
        "a stray value in a far corner makes a large sheet of a small one",
    )  # fmt: skip
    columns: int = _limit(
        16_384, "columns", "a sheet or a CSV file",
        "no spreadsheet program has more, and every heading is compared with what the plan names",
    )  # fmt: skip
    sheets: int = _limit(
        1_000, "sheets", "a spreadsheet file",
        "every one of them is looked at, also the empty ones",
    )  # fmt: skip
    cell_characters: int = _limit(
        32_767, "characters", "a cell",
        "Excel keeps no longer text in a cell; what is longer is a file gone wrong, often a "
        "quotation mark that is never closed",
    )  # fmt: skip
    text_characters: int = _limit(
        1 << 28, "characters", "all cells of a sheet together",
        "a text that a spreadsheet file holds once may stand in any number of cells",
    )  # fmt: skip
    merged_cells: int = _limit(
        5_000_000, "cells", "a sheet that merged cells are written into",
        "merged cells overlap only in a file that was made to keep its reader busy",
    )  # fmt: skip
    records: int = _limit(
        5_000_000, "records", "a file of the old .xls format",
        "the format itself has no more than 65,536 rows of 256 columns in a sheet",
    )  # fmt: skip
    rows_of_a_list: int = _limit(
        2_000_000, "rows", "a register or another list in a Parquet file",
        "a list is read whole, and a packed column of the same value takes no room in its file",
    )  # fmt: skip
    document_bytes: int = _limit(
        64 << 20, "bytes", "a plan's document, to draft rules from",
        "documents of plans have some hundred KB, a few MB with pictures",
    )  # fmt: skip
    document_pages: int = _limit(
        500, "pages", "a PDF to draft rules from",
        "every page is put together letter by letter, and no plan has as many",
    )  # fmt: skip
    document_characters: int = _limit(
        4_000_000, "characters", "a plan's document, to draft rules from",
        "the longest plan that we know of has 30,000; what is longer is another kind of file",
    )  # fmt: skip
    document_page_characters: int = _limit(
        100_000, "characters", "a page of a PDF to draft rules from",
        "a page full of the smallest print has some 20,000",
    )  # fmt: skip
    document_unpacked: int = _limit(
        64 << 20, "bytes", "what a PDF's text, drawings and fonts unpack to, as often as drawn",
        "a page of text has some ten KB, a font that is brought along some hundred",
    )  # fmt: skip
    document_page_unpacked: int = _limit(
        8 << 20, "bytes", "the same of one page, without its fonts",
        "PDFium takes up to a hundred bytes of memory for each, until it is done with the page",
    )  # fmt: skip
    rule_bytes: int = _limit(
        4 << 20, "bytes", "a rule file, a lock file",
        "the longest plan that ships has 22 KB",
    )  # fmt: skip
    manifest_bytes: int = _limit(
        1 << 20, "bytes", "a plan.toml",
        "it names files and a few numbers",
    )  # fmt: skip
    rule_words: int = _limit(
        120_000, "words", "a rule file: words, numbers and signs, and fifteen for every statement; "
        "one that says the same as earlier ones, of other names and figures, counts as five",
        "reading as many takes a second or two; three thousand rules that all differ in form have "
        "so many, and twenty thousand of the same few forms",
    )  # fmt: skip
    nesting: int = _limit(
        100, "levels", "the tree of a statement: fifty parentheses or braces inside each other",
        "no rule needs more than a few, and every level takes a frame of Python's stack",
    )  # fmt: skip
    indicator_terms: int = _limit(
        10_000, "figures", "an indicator adds up, through the indicators that it is made of",
        "thirty indicators of which each is twice the one before make a billion of one",
    )  # fmt: skip
    digits: int = _limit(
        60, "digits", "a number in rules",
        "no figure of a country has more, and arithmetic on millions of digits takes minutes",
    )  # fmt: skip
    errors: int = _limit(
        1_000, "errors", "those listed of one rule file, the rest are counted",
        "a file with so many is not a rule file, or has one mistake at its top",
    )  # fmt: skip
    period_years: int = _limit(
        100, "years", "the period of a plan",
        "what recurs is judged once for every step in it; a longer one is a slip of the pen",
    )  # fmt: skip
    remarks: int = _limit(
        10_000, "remarks", "what one lint of a plugin says of a plan, or its reader of a file",
        "nobody reads more, and what never ends is stopped there",
    )  # fmt: skip
    plugin_seconds: int = _limit(
        30, "seconds", "the import of a plugin, a hook, what a lint of a plugin says of a plan",
        "everybody waits for it on every call, and milliseconds are usual; a reader or renderer, "
        "which somebody asked for, may take its time",
    )  # fmt: skip

    def __attrs_post_init__(self) -> None:
        # Not by a validator a field, which attrs writes and compiles whenever this is imported.
        for name in names():
            value = getattr(self, name)
            if type(value) is not int or value < 1:
                said = f"the limit {name} is not a whole number of at least 1: {value!r}"
                raise ValueError(said)


class UnknownLimits(ValueError):
    """What was asked for is no list of limits.

    :param code: ``no_limit``, ``limit_twice`` or ``wrong_limit``.
    :param entry: the part of the text that is wrong.
    """

    def __init__(self, code: str, entry: str) -> None:
        super().__init__(f"{code}: {entry}")
        self.code = code
        self.entry = entry


def names() -> tuple[str, ...]:
    """The names of all limits, in the order of their description."""
    return tuple(each.name for each in attrs.fields(Limits))


def limits_of(text: str) -> Limits:
    """The limits that a text sets, one or several ``NAME=NUMBER`` with commas between them.

    :raises UnknownLimits: when one of them is written otherwise, unknown, or there twice.

    >>> limits_of("cells=50_000_000, columns=20000").cells
    50000000
    """
    found: dict[str, int] = {}
    for entry in filter(None, map(str.strip, text.split(","))):
        name, value = _entry(entry)
        if name in found:
            raise UnknownLimits("limit_twice", name)
        found[name] = value
    return Limits(**found)


def _entry(entry: str) -> tuple[str, int]:
    name, _, value = (part.strip() for part in entry.partition("="))
    if name not in names():
        raise UnknownLimits("no_limit", name)
    if not re.fullmatch("[0-9_]{1,20}", value) or not int(value.replace("_", "") or 0):
        raise UnknownLimits("wrong_limit", entry)
    return name, int(value.replace("_", ""))


DEFAULT = Limits()
_CURRENT = ContextVar("dxplan_limits", default=DEFAULT)


def current() -> Limits:
    """The limits in force."""
    return _CURRENT.get()


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Put limits in force for a stretch of a program.

    >>> with limited(Limits(sheets=3)):
    ...     current().sheets
    3
    >>> current().sheets
    1000
    """
    before = _CURRENT.set(limits)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def described() -> Mapping[str, Mapping[str, object]]:
    """Every limit by name: its ``default``, its ``unit``, what it is ``of``, and ``because``."""
    return {each.name: {"default": each.default, **each.metadata} for each in attrs.fields(Limits)}
