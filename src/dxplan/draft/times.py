"""Days, months, quarters, school years and years in a sentence, with the word before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dxplan.draft.model import Time, TimeWord

_TIME = re.compile(
    r"ngày (?P<d2>[0-3]?[0-9]) tháng (?P<m2>[01]?[0-9])(?:,? năm (?P<y2>[12][0-9]{3}))?"
    r"|(?P<d>[0-3]?[0-9])[/-](?P<m>[01]?[0-9])(?:[/-](?P<y>[12][0-9]{3}))?(?![0-9/%])"
    r"|(?P<iy>[12][0-9]{3})-(?P<im>[01][0-9])-(?P<id>[0-3][0-9])(?![0-9])"
    r"|học k[ỳìyi] (?P<h>II|I|1"
    r"|2)(?: của)?,? năm học (?P<h1>[12][0-9]{3}) ?[-–] ?(?P<h2>[12][0-9]{3})"
    r"|semester (?P<eh>II|I|1"
    r"|2)(?: of)?(?: the)? school year (?P<e1>[12][0-9]{3}) ?[-–] ?(?P<e2>[12][0-9]{3})"
    r"|(?:năm học|school year) (?P<s1>[12][0-9]{3}) ?[-–] ?(?P<s2>[12][0-9]{3})"
    r"|(?:quý|q|quarter) ?(?P<q>IV|I{1,3}|[1-4])(?:/|,? năm |-| of | )(?P<qy>[12][0-9]{3})"
    r"|tháng (?P<m3>[01]?[0-9])(?:/|,? năm |-)(?P<y3>[12][0-9]{3})"
    r"|(?P<name>january|february|march|april|may|june|july|august|september|october|november"
    r"|december)"
    r" (?P<y4>[12][0-9]{3})"
    r"|(?:giai đoạn |period |từ năm |from |năm )?(?P<a>[12][0-9]{3})(?: ?[-–] ?| đến năm | đến "
    r"| to )(?P<b>[12][0-9]{3})"
    r"|năm (?P<y5>[12][0-9]{3})"
    r"|(?P<y6>20[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?:trong(?: vòng| thời hạn)?|within|chậm nhất(?: là)?|không quá|tối đa|no more than)"
    r" (?P<n>[0-9]{1,3})"
    r" (?P<of>ngày làm việc|ngày|tuần|tháng|working days?|days?|weeks?|months?)"
    r"(?= (?:kể từ|từ khi|từ ngày|sau khi|tính từ|of|after|from))",
    re.IGNORECASE,
)
_DURATIONS = {
    "ngày làm việc": "working days", "ngày": "days", "tuần": "weeks", "tháng": "months",
}  # fmt: skip
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_FILLERS = (
    " ngày", " tháng", " hết", " cuối", " đầu", " thời điểm", " thời gian kết thúc", " thời gian",
    " năm", " the end of", " the", " khi kết thúc", " giữa",
)  # fmt: skip
_WORDS: tuple[tuple[str, TimeWord], ...] = (
    ("đến hết", "by"), ("đến cuối", "by"), ("chậm nhất", "by"), ("muộn nhất", "by"),
    ("trước khi hết", "by"), ("không muộn hơn", "by"), ("no later than", "by"), ("until", "by"),
    ("by", "by"), ("tới", "by"), ("đến", "by"), ("hạn", "by"), ("hạn chót", "by"),
    ("trước", "before"), ("before", "before"),
    ("từ", "from"), ("from", "from"), ("since", "from"), ("bắt đầu", "from"),
    ("trong", "in"), ("cả", "in"), ("in", "in"), ("during", "in"), ("of", "in"),
)  # fmt: skip
_LISTED = (", ", " và ", " và năm ", ", and ", " and ")
_AGAINST = ("so với", "compared with", "compared to", "against", "lần")


def times_in(text: str) -> Iterator[Time]:
    """The times of a sentence whose names are out of sight, those of bases left out.

    >>> [(time.word, time.literal) for time in times_in("hoàn thành trước ngày 20/6/2024")]
    [('before', '2024-06-20')]
    """
    for each in _WITHIN.finditer(text):
        of = each["of"].casefold()
        duration = f"{each['n']} {_DURATIONS.get(of, of)}"
        yield Time(each.start(), each.end(), "within", duration, None, "", ("within",))
    years: Time | None = None
    for found in _TIME.finditer(text):
        if _is_part(found, text):
            continue
        literal, year, until, doubts = _read(found)
        if not literal:
            continue
        before = _before(text[max(0, found.start() - 60) : found.start()].casefold())
        if before.endswith(_AGAINST):
            if until:
                # Against 2022, by 2025: no stretch of years.
                yield Time(found.start("b"), found.end("b"), "by", until, year)
            continue
        word, unsure = _word(before, found[0].casefold(), until)
        if found["y6"] and unsure == ("no-time-word",):
            # A bare number that could be anything, unless it goes on with a list of years.
            if not years or text[years.end : found.start()] not in _LISTED:
                continue
            word, unsure = years.word, years.doubts
        years = Time(found.start(), found.end(), word, literal, year, until, (*doubts, *unsure))
        yield years


def base_before(text: str, start: int) -> bool:
    """Whether a time is what another value is held against."""
    return _before(text[max(0, start - 60) : start].casefold()).endswith(_AGAINST)


def bases_in(text: str) -> Iterator[tuple[int, str]]:
    """The times that values are held against, with their places."""
    for found in _TIME.finditer(text):
        literal = _read(found)[0]
        if literal and base_before(text, found.start()):
            yield found.start(), literal


def _is_part(found: re.Match[str], text: str) -> bool:
    """Whether it begins within a longer word or number."""
    before = text[found.start() - 1 : found.start()]
    after = text[found.end() : found.end() + 1]
    return before.isalnum() or before in ("/", ".", ",", "-") or after in ("%", "/")


def _read(found: re.Match[str]) -> tuple[str, int | None, str, tuple[str, ...]]:
    """The literal, its year, the end of a stretch, and what is not certain."""
    part = found.groupdict()
    if part["d2"] or part["d"]:
        return _day(part["y2"] or part["y"], part["m2"] or part["m"], part["d2"] or part["d"])
    if part["iy"]:
        return _day(part["iy"], part["im"], part["id"])
    for half, first, last in (("h", "h1", "h2"), ("eh", "e1", "e2")):
        if part[half]:
            number = _QUARTERS.get(part[half].upper(), part[half])
            return (
                f"semester {number} of school year {part[first]}-{part[last]}",
                int(part[last]), "", (),
            )  # fmt: skip
    if part["s1"]:
        return f"school year {part['s1']}-{part['s2']}", int(part["s2"]), "", ()
    if part["q"]:
        number = _QUARTERS.get(part["q"].upper(), part["q"])
        return f"{part['qy']}-Q{number}", int(part["qy"]), "", ()
    if part["m3"] or part["name"]:
        year = part["y3"] or part["y4"]
        month = int(part["m3"] or 0) or _MONTHS.index(part["name"].casefold()) + 1
        return (f"{year}-{month:02}", int(year), "", ()) if 1 <= month <= 12 else ("", None, "", ())
    if part["a"]:
        return part["a"], int(part["b"]), part["b"], ()
    year = part["y5"] or part["y6"]
    return (year, int(year), "", ()) if 1990 <= int(year) <= 2100 else ("", None, "", ())


def _day(year: str | None, month: str, number: str) -> tuple[str, int | None, str, tuple[str, ...]]:
    """A day; without its year it is no literal yet, and the writer has to find the year."""
    try:
        on = date(int(year or 2000), int(month), int(number))
    except ValueError:
        return "", None, "", ()
    if year is None:
        return f"????-{on.month:02}-{on.day:02}", None, "", ("no-year",)
    return on.isoformat(), on.year, "", ()


def _before(text: str) -> str:
    """What stands before a time, without words that only lead over to it."""
    text = text.rstrip(" ,(")
    while True:
        bare = next((text.removesuffix(each) for each in _FILLERS if text.endswith(each)), None)
        if bare is None or (
            bare.endswith(("đến", "trước", "trong", "từ")) is False
            and (text.endswith((" hết", " cuối")) and not bare.endswith(("vào", "by")))
        ):
            return text
        text = bare.rstrip()


def _word(before: str, found: str, until: str) -> tuple[TimeWord, tuple[str, ...]]:
    if until:
        return "from", ()
    if found.startswith("từ "):
        return "from", ()
    for words, meant in _WORDS:
        if before == words or before.endswith((f" {words}", f"({words}")):
            return meant, ()
    if before.endswith((" hết", " cuối")) or before in ("hết", "cuối"):
        return "by", ()
    if before.endswith(("vào", " at")):
        return "by", ("time-word",)
    return "in", ("no-time-word",)
