"""What in the rules of a draft nobody said: read from the draft alone, and from its document.

It knows the form of a draft in English (a quotation, ``# ?`` lines, statements) and how Vietnamese
documents write numbers, days and units; it knows nothing of how drafts are made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import attrs

_RULES = "# --- Rules"
_REFUSED = "cannot be written as a rule yet:"
_PLACE = re.compile(r"^(?:(?P<section>[^,: ]+), )?(?:line|paragraph|page) [0-9]+: ")
_IN_PERCENT = re.compile(r": %(?: \||$)")
_TITLE = re.compile(r'"([^"]*)"')
_DECLARES = ("measure ", "indicator ", "flag ", "= ", "by ")
_WORDS = {"1": ("một",), "2": ("hai", "đôi"), "3": ("ba",), "4": ("bốn",), "5": ("năm",)}
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_STEPS = {
    "year": ("năm", "year"), "quarter": ("quý", "quarter"), "month": ("tháng", "month"),
    "school year": ("năm học", "school year"), "semester": ("học kỳ", "học kì", "semester"),
    "half-year": ("6 tháng", "sáu tháng", "nửa năm", "half-year", "six months"),
}  # fmt: skip
_EVERY = ("hằng ", "hàng ", "mỗi ", "/", "định kỳ ", "every ")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_TIME = re.compile(
    r"semester (?P<half>[12]) of school year (?P<of>[0-9]{4}-[0-9]{4})"
    r"|school year (?P<school>[0-9]{4}-[0-9]{4})|(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<quarter>[0-9]{4}-Q[1-4])|(?P<month>[0-9]{4}-[0-9]{2})(?![0-9])"
    r"|(?<=by )(?P<by>[0-9]{4})|(?<=in )(?P<in>[0-9]{4})|(?<=from )(?P<from>[0-9]{4})"
    r"|(?<=to )(?P<to>[0-9]{4})|(?<=against )(?P<base>[0-9]{4})"
)
_LONG = (
    ("giáo dục và đào tạo", "gdđt"), ("gd&đt", "gdđt"), ("ủy ban nhân dân", "ubnd"),
    ("giáo dục phổ thông", "gdpt"), ("kế hoạch - tài chính", "khtc"),
)  # fmt: skip


_DAY = re.compile(r"ngày [0-9]+ tháng [0-9]+ năm [0-9]{4}")
_YEARS = re.compile(rf"{_DAY.pattern}|(?:quý|tháng|học kỳ) \S+ năm (?:học )?[0-9]{{4}}|năm học \S+")
_NOTHING = re.compile("(?!)")
_LONGER = {"month": _DAY, **dict.fromkeys(("of", "school", "day", "quarter"), _NOTHING)}
"""Longer times of which a shorter one is a part, by the kind of the shorter one; else years."""


@attrs.frozen
class Said:
    """What stands above a statement of a draft.

    :param quoted: the sentence with its cells, without its place; ``asked`` are its ``# ?``.
    """

    section: str
    quoted: str
    asked: tuple[str, ...]


def statements(draft: str) -> Iterator[tuple[Said, str]]:
    """The statements of a draft in English, those that are only shown too, with what is above."""
    section = quoted = ""
    for chunk in draft.partition(_RULES)[2].split("\n\n")[1:]:
        fresh, asked, statement = [], [], []
        for line in chunk.splitlines():
            if line.startswith("# ? "):
                asked.append(line[4:])
            elif asked and not statement and line.startswith("#   "):
                asked[-1] += f" {line.strip('# ')}"
            elif not line.startswith("#"):
                statement.append(line.strip())
            elif asked and asked[-1] == _REFUSED:
                statement.append(line[2:].strip())
            else:
                fresh.append(line[2:].strip())
        if fresh:
            quoted = " ".join(fresh)
            place = _PLACE.match(quoted)
            assert place is not None, quoted
            section, quoted = place["section"] or "", quoted[place.end() :]
        if statement:
            yield Said(section, quoted, tuple(asked)), " ".join(statement)


def unfounded(
    draft: str, sections: tuple[tuple[str, str], ...], units: frozenset[str]
) -> list[str]:
    """Everything in the rules of a draft that neither its quotation nor a named heading has.

    :param sections: the headings of the document by their path; its title has none.
    :param units: the names of the declared ones.
    """
    found = []
    for said, statement in statements(draft):
        above = " ".join(
            heading
            for path, heading in sections
            if not path or said.section == path or said.section.startswith(f"{path}.")
        )
        found += [f"{each}: {statement}" for each in _foreign(said, statement, above, units)]
    return found


def _foreign(said: Said, statement: str, above: str, units: frozenset[str]) -> Iterator[str]:
    for text in _TITLE.findall(statement.partition(" cite ")[0]):
        for number in re.findall(r"[0-9]+", text):
            if number not in re.findall(r"[0-9]+", f"{said.quoted} {above}"):
                yield f"title has {number}"
    cited = re.search(r' cite "([^"]*)"', statement)
    if cited is not None and cited[1] != said.section:
        yield f"cites {cited[1]}"
    bare = _TITLE.sub("", statement.partition(" cite ")[0])
    if bare.startswith(_DECLARES):
        return
    yield from _foreign_units(said, bare, above, units)
    bare = re.sub(
        r" (?:to|lead|with) [a-z0-9_, ]+$|(?: (?:to|lead|with) [a-z_][a-z0-9_, ]*)", "", bare
    )
    yield from _foreign_times(said, bare, above)
    yield from _foreign_numbers(said, _TIME.sub("", bare.partition(" ")[2]))


def _foreign_units(said: Said, text: str, above: str, units: frozenset[str]) -> Iterator[str]:
    headed = next((a for a in said.asked if a.startswith("the unit is that of the heading")), "")
    for role, names in re.findall(r" (to|lead|with) ((?:[a-z_][a-z0-9_]*(?:, )?)+)", text):
        for name in names.strip(", ").split(", "):
            if name not in units:
                yield f"{name} is no unit"
            elif _key(name) in _key(said.quoted):
                continue
            elif role != "lead" or _key(name) not in _key(headed) or _key(name) not in _key(above):
                yield f"{role} {name}"


def _foreign_times(said: Said, text: str, above: str) -> Iterator[str]:
    named = next((a for a in said.asked if a.startswith("the time is that of the heading")), "")
    for found in _TIME.finditer(text):
        kind = found.lastgroup or ""
        written = list(_written(kind, found))
        if any(_stands(each, _LONGER.get(kind, _YEARS).sub(" ", said.quoted)) for each in written):
            continue
        if found[0] not in named or not any(_stands(each, above) for each in written):
            yield f"time {found[0]}"
    for step in re.findall(r"every (half-year|school year|semester|year|quarter|month)", text):
        near = f"{said.quoted} ".casefold()
        if not any(f"{every}{word}" in near for every in _EVERY for word in _STEPS[step]):
            yield f"every {step}"


def _written(kind: str, found: re.Match[str]) -> Iterator[str]:
    """How Vietnamese documents write a time of rules."""
    if kind == "of":
        yield f"học kỳ {_ROMAN[found['half']]} năm học {found['of']}"
    elif kind == "school":
        for mark in ("-", " - ", "–", " – "):
            yield f"năm học {found['school'].replace('-', mark)}"
            yield f"school year {found['school'].replace('-', mark)}"
    elif kind == "quarter":
        year, number = found["quarter"].split("-Q")
        for ordinal in (_ROMAN[number], number):
            yield from (f"quý {ordinal}/{year}", f"quý {ordinal} năm {year}")
            yield f"Q{ordinal} {year}"
    elif kind in ("day", "month"):
        year, *rest = found[kind].split("-")
        for month in {rest[0], str(int(rest[0]))}:
            if kind == "month":
                yield from (f"{month}/{year}", f"tháng {month} năm {year}")
                yield f"{_MONTHS[int(month) - 1]} {year}"
            for day in {rest[1], str(int(rest[1]))} if kind == "day" else ():
                yield from (f"{day}/{month}/{year}", f"ngày {day} tháng {month} năm {year}")
    else:
        yield found[kind]


def _foreign_numbers(said: Said, text: str) -> Iterator[str]:
    in_words = any("in words" in each for each in said.asked)
    for number, percent in re.findall(r"(?<![\w.])([0-9]+(?:\.[0-9]+)?)(%?)", text):
        sign = "%" if percent else ""
        comma = number.replace(".", ",")
        whole, point, rest = comma.partition(",")
        grouped = f"{int(whole):,}".replace(",", ".") + point + rest
        written = (number, comma, grouped, f"0{comma}")
        if any(_stands(f"{each}{sign}", said.quoted) for each in written):
            continue
        # The first end of a range may stand without its sign.
        if sign and re.search(rf"(?<![0-9.,]){re.escape(comma)} ?[-–] ?[0-9,]+ ?%", said.quoted):
            continue
        # The unit of a row may stand in a cell of its own.
        if sign and _IN_PERCENT.search(said.quoted) and _stands(comma, said.quoted):
            continue
        if in_words and any(_stands(w, said.quoted) for w in _WORDS.get(number, ())):
            continue
        yield f"number {number}{percent}"


def _stands(what: str, text: str) -> bool:
    """Whether it stands there by itself, not as a part of a longer number or word."""
    # A year may end a stretch; any other number stands alone.
    before = r"(?<![0-9/])" if re.fullmatch("[0-9]{4}", what) else r"(?<![\w.,/])"
    pattern = rf"{before}{re.escape(what.casefold())}(?![\w]|[.,/][0-9])"
    return re.search(pattern, text.casefold()) is not None


def _key(text: str) -> str:
    """A text as names of rules are written, however it abbreviates."""
    folded = unicodedata.normalize("NFC", text).casefold()
    for long, short in _LONG:
        folded = folded.replace(long, short)
    bare = unicodedata.normalize("NFD", folded.replace("đ", "d")).encode("ascii", "ignore").decode()
    return f"_{'_'.join(re.findall('[a-z0-9]+', bare))}_"
