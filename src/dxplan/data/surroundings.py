"""What a sheet says outside its columns: its period, level, organisation and unit.

Forms often say them once, in a title, beside a label above the table, or in the name of the sheet.
Whatever is taken from there is told, so that nobody has to guess what the numbers count for; what
says two things is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import attrs

from dxplan.data.addresses import problem
from dxplan.data.columns import Columns
from dxplan.data.header import Header
from dxplan.data.header_rows import texts_of
from dxplan.data.heading_words import DATA
from dxplan.data.lexicon import Lexicon, dimensions_of, find_member
from dxplan.data.organisation_ids import OrganisationIds, id_text
from dxplan.data.period_text import read_period
from dxplan.data.problems import Problem
from dxplan.data.tables import Table
from dxplan.data.units import read_unit
from dxplan.data.wording import fold, shown
from dxplan.plan.model import Indicator, Measure
from dxplan.shown import Shown
from dxplan.values.periods import Period
from dxplan.values.scopes import Dimension

if TYPE_CHECKING:
    from dxplan.data.period_search import Mention

_OF_PERIOD = frozenset(
    map(
        fold,
        (
            *DATA["period"].all, "kỳ báo cáo số liệu", "thời điểm lấy số liệu", "tính đến",
            "tính đến ngày", "số liệu đến", "số liệu đến ngày", "số liệu tính đến ngày",
        ),
    )
)  # fmt: skip
_OF_ORGANISATION, _PERHAPS_OF_ORGANISATION = DATA["organisation"].folded
_OF_UNIT = frozenset(map(fold, ("đơn vị tính", "đvt", "đv tính", "unit")))
_LABELS = _OF_PERIOD | _OF_ORGANISATION | _PERHAPS_OF_ORGANISATION | _OF_UNIT
_LABELLED = re.compile(r"\s*+(?:[(*-]++\s*+)?([^:]{1,60}?)\s*+:\s*+(.*)", re.DOTALL)
_UP_TO = re.compile(r"\(?\s*(?:so lieu|tinh|so lieu tinh)\s+den\s*(?:het\s*)?(?:ngay\s*)?")
# Longer texts above a table are paragraphs, not what it says of its rows.
_LONGEST = 300
_BEFORE_A_MEMBER = ("cấp học", "cấp", "bậc học", "bậc", "khối", "ngành học")
_AROUND_A_MEMBER = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(fold(word))}(?!\w)"
        for word in (
            *_BEFORE_A_MEMBER,
            "báo cáo",
            "bc",
            "biểu",
            "mẫu",
            "số liệu",
            "sheet",
            "trường",
        )
    )
)

_ENDS_A_MEMBER = re.compile(
    "[,;()–-]|"
    + "|".join(
        rf"(?<!\w){fold(word)}(?!\w)" for word in ("quý", "năm", "tháng", "học kỳ", "kỳ", "6 tháng")
    )
)


@attrs.frozen(repr=False)
class Said(Shown):
    """A text outside the columns, with its row and column; the name of a sheet has none."""

    text: str
    row: int | None = None
    column: int = 0
    label: str = ""


@attrs.frozen(repr=False)
class Given(Shown):
    """What holds for all rows of a sheet.

    :param period: their period, when no column gives it.
    :param members: their members of dimensions that no column gives.
    :param organisation: how the sheet names the organisation, when no column does.
    :param unit: the unit of all amounts.
    """

    period: Period | None = None
    members: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    organisation: Said | None = None
    unit: str = ""
    problems: tuple[Problem, ...] = ()


def surroundings(
    table: Table, header: Header, columns: Columns, words: Lexicon, ids: OrganisationIds
) -> Given:
    """What a sheet says above its header and in its name."""
    said = _said(table, header)
    tell = partial(_problem, table)
    period, problems = None, list[Problem]()
    if "period" not in header.columns:
        period, of_period = _period(said, words, tell)
        problems += of_period
    members: dict[str, str] = {}
    for dimension in _dimensions(columns, words, "measure" in header.columns):
        member, of_member = _member(said, words, dimension, tell)
        problems += of_member
        if member:
            members[dimension.name] = member
    organisation = None
    if "organisation" not in header.columns:
        organisation = _organisation(said, ids)
    units = (each.text for each in said if each.label in _OF_UNIT)
    unit = next((text for text in units if read_unit(text) is not None), "")
    return Given(period, members, organisation, unit, tuple(problems))


def _organisation(said: list[Said], ids: OrganisationIds) -> Said | None:
    """Where a sheet names its organisation: behind a label, else in its own name.

    A sheet may be called anything, so that its name counts only when the register has it.
    """
    labelled = next((each for each in said if each.label in _OF_ORGANISATION), None)
    register = ids.written or {}
    perhaps = (each for each in said if each.label in _PERHAPS_OF_ORGANISATION or each.row is None)
    return labelled or next((each for each in perhaps if id_text(each.text) in register), None)


def members_of_sheet(
    table: Table, header: Header, columns: Columns, words: Lexicon
) -> tuple[dict[str, str], list[Problem]]:
    """The members that the title or name of a register's sheet gives all of its rows.

    A sheet that says several is a list of several, and gives none.
    """
    said = _said(table, header)
    members: dict[str, str] = {}
    problems: list[Problem] = []
    for dimension in words.plan.dimensions.values():
        if dimension.name not in columns.dimensions:
            member, told = _member(said, words, dimension, partial(_problem, table))
            members.update({dimension.name: member} if member else {})
            problems.extend(told if member else [])
    return members, problems


def _problem(table: Table, said: Said, code: str, **params: object) -> Problem:
    if said.row is None:
        return Problem(code, table.file, table.sheet, "", params)
    return problem(table, said.row, said.column, code, **params)


def _said(table: Table, header: Header) -> list[Said]:
    """The name of a sheet, as far as it has one, and the texts above its header."""
    name = [Said(table.sheet)] if table.sheet else []
    return [*name, *_banner(table, header)]


def _banner(table: Table, header: Header) -> Iterator[Said]:
    """The texts above a header; what stands behind a label, with the label."""
    for row in range(header.top):
        texts = texts_of(table.rows[row])
        for column, text in enumerate(texts):
            if not text or len(text) > _LONGEST:
                continue
            labelled = _LABELLED.fullmatch(text)
            label = fold(labelled[1]) if labelled else fold(text)
            value = labelled[2].rstrip().rstrip(")*").rstrip() if labelled else ""
            if not value:
                value = next((each for each in texts[column + 1 :] if each), "")
            if label in _LABELS or labelled:
                yield Said(value, row, column, label)
            yield Said(text, row, column)


def _period(
    said: list[Said], words: Lexicon, tell: partial[Problem]
) -> tuple[Period | None, list[Problem]]:
    """The period that a sheet says: behind a label, else the narrowest of those it mentions."""
    labelled = [each for each in said if each.label in _OF_PERIOD or _up_to(each)]
    found = _mentioned([attrs.evolve(each, label="label") for each in labelled], words)
    found = found or _mentioned([each for each in said if not each.label], words)
    if not found:
        return None, []
    narrowest = min(found, key=lambda period: period.end - period.start)
    if any(not (p.start <= narrowest.start and narrowest.end <= p.end) for p in found):
        texts = "; ".join(sorted({shown(each.text) for each in found.values()}))
        return None, [attrs.evolve(tell(found[narrowest], "contradicting-banner", texts=texts),
                                   fatal=True)]  # fmt: skip
    params = {"start": narrowest.start, "end": narrowest.end}
    return narrowest, [tell(found[narrowest], "period-from-banner", **params)]


def _up_to(said: Said) -> bool:
    from dxplan.data.period_search import unaccented

    return not said.label and _UP_TO.match(unaccented(said.text)) is not None


def _mentioned(said: list[Said], words: Lexicon) -> dict[Period, Said]:
    """The periods that texts mention; a quarter without its year is of the only year named.

    A day counts behind a label only: elsewhere it is when a letter was signed.
    """
    from dxplan.data.period_search import mentions

    calendar = words.plan.calendar
    found: dict[Period, Said] = {}
    for each in said:
        whole = read_period(each.text, calendar) if each.label else None
        if whole is not None:
            found.setdefault(whole, each)
    every = [
        (one, each)
        for each in said
        for one in mentions(each.text)
        if one.kind != "day" or each.label
    ]
    firsts = {one.first for one, _ in every if one.first is not None}
    only = firsts.pop() if len(firsts) == 1 else None
    for mention, each in every:
        period = mention.period(calendar, only if _fits(mention, every) else None)
        if period is not None:
            found.setdefault(period, each)
    return found


def _fits(mention: Mention, every: list[tuple[Mention, Said]]) -> bool:
    """Whether the only year named is of the kind that the mention is a part of."""
    of_school = {"semester"}
    years = {one.kind for one, _ in every if one.first is not None}
    return ("school year" in years) == (mention.kind in of_school)


def _dimensions(columns: Columns, words: Lexicon, tidy: bool) -> list[Dimension]:
    """The dimensions that the numbers of a sheet are broken down by and no column gives."""
    named: list[Measure | Indicator] = [measure for measure, _ in columns.measures.values()]
    named += [indicator for indicator, _ in columns.indicators.values()]
    names = {name for each in named for name in dimensions_of(words.plan, each)}
    every = words.plan.dimensions.values()
    return [
        each
        for each in every
        if (tidy or each.name in names) and each.name not in columns.dimensions
    ]


def _member(
    said: list[Said], words: Lexicon, dimension: Dimension, tell: partial[Problem]
) -> tuple[str, list[Problem]]:
    found: dict[str, Said] = {}
    labels = {
        fold(text) for text in (dimension.name, dimension.title, dimension.alias or "") if text
    }
    for each in said:
        for text in _may_name_a_member(each, labels):
            member = find_member(words, dimension.name, text)
            if isinstance(member, str):
                found.setdefault(member, each)
    if not found:
        return "", []
    member, where = next(iter(found.items()))
    if len(found) > 1:
        texts = "; ".join(sorted({shown(each.text) for each in found.values()}))
        return "", [attrs.evolve(tell(where, "contradicting-banner", texts=texts), fatal=True)]
    params = {"member": member, "dimension": dimension.title or dimension.name}
    return member, [tell(where, "member-from-banner", **params)]


def _may_name_a_member(said: Said, labels: set[str]) -> Iterator[str]:
    """The parts of a text that name a member if one does."""
    if said.label:
        if said.label in labels:
            yield said.text
        return
    folded = fold(said.text)
    if said.row is None:
        from dxplan.data.period_search import mentions

        yield folded
        plain, cut = said.text, mentions(said.text)
        for each in reversed(cut):
            plain = plain[: each.start] + " " + plain[each.end :]
        bare = _AROUND_A_MEMBER.sub(" ", fold(plain))
        yield " ".join(bare.strip(" -_.,()").split())
        return
    for word in _BEFORE_A_MEMBER:
        for match in re.finditer(rf"(?<!\w){re.escape(fold(word))}:?\s+", folded):
            rest = folded[match.end() :]
            yield _ENDS_A_MEMBER.split(rest)[0].strip()
