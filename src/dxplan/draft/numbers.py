"""Numbers that a sentence asks for or counts, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxplan.draft.model import Quantity
from dxplan.draft.scopes import each_in, scope_after
from dxplan.draft.times import bases_in

_PERCENT = re.compile(
    r"(?P<a>[0-9]{1,3}(?:[.,][0-9]{1,2})?)(?: ?%)?(?: ?[-–] ?| đến "
    r"| to )(?P<b>[0-9]{1,3}(?:[.,][0-9]{1,2})?)(?: ?%| phần trăm| percent)"
    r"|(?P<c>[0-9]{1,5}(?:[.,][0-9]{1,2})?)(?: ?%| phần trăm| percent)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?P<n>[0-9]{1,3}(?:\.[0-9]{3}){1,4}|[0-9]{1,3}(?:,[0-9]{3}){2,4}"
    r"|[0-9]{1,9})(?P<decimal>[.,][0-9]{1,2})?"
    r"(?: (?P<magnitude>nghìn tỷ|nghìn tỉ|tỷ|tỉ|triệu|nghìn|ngàn|trillion|billion|million"
    r"|thousand))?"
    r" (?P<noun>[^\W\d_]{1,20}(?: [^\W\d_]{1,20}){0,2})"
)
_WORDED = re.compile(
    r"(?:ít nhất|tối thiểu|không quá|tối đa|at least) (?P<n>một|hai|ba|bốn|mười|one|two|three|ten)"
    r" (?P<noun>[^\W\d_]{1,20}(?: [^\W\d_]{1,20}){0,2})",
    re.IGNORECASE,
)
_IN_WORDS = {
    "một": "1", "hai": "2", "ba": "3", "bốn": "4", "mười": "10", "one": "1", "two": "2",
    "three": "3", "ten": "10",
}  # fmt: skip
_MAGNITUDES = {
    "nghìn tỷ": "trillion", "nghìn tỉ": "trillion", "tỷ": "billion", "tỉ": "billion",
    "triệu": "million", "nghìn": "thousand", "ngàn": "thousand",
}  # fmt: skip
# A number of these is a time, a place or a name.
_NOT_COUNTED = frozenset(
    [
        "năm",
        "tháng",
        "ngày",
        "quý",
        "giờ",
        "phút",
        "tuần",
        "cửa",
        "của",
        "và",
        "đến",
        "từ",
        "là",
        "trong",
        "the",
        "of",
        "and",
        "to",
        "year",
        "years",
        "month",
        "months",
        "day",
        "days",
        "hours",
        "minutes",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_NAMED_BEFORE = (
    "số", "thứ", "năm", "tháng", "ngày", "quý", "kỳ", "mẫu", "tổ", "khu", "windows", "covid", "lúc",
    "trong", "hội nghị sơ kết", "điều", "khoản", "mục", "no", "day", "within",
)  # fmt: skip
DURATIONS = (
    "ngày làm việc", "ngày", "giờ làm việc", "giờ", "phút", "tuần", "tháng", "working days",
    "days", "hours", "minutes", "weeks", "months",
)  # fmt: skip
_LIMITS = (
    "không quá", "không vượt quá", "tối đa", "nhiều nhất", "ít nhất", "tối thiểu", "không dưới",
    "không ít hơn", "at least", "at most", "no more than", "not more than", "no less than",
)  # fmt: skip
_NO_LENGTHS = frozenset(
    ["một", "1", "01", "lần", "/lần", "trước", "once", "before", "a", "kể", "từ", "tính", "sau",
     "of", "after", "from"]
)  # fmt: skip
"""Words behind a length of time with which it is a recurrence, or counted from something else."""
_COMPARATORS = (
    ("đạt trên", "reaches over"), ("trên", "over"), ("cao hơn", "over"), ("hơn", "over"),
    ("vượt", "exceeds"), ("more than", "over"), ("over", "over"),
    ("đạt tối thiểu", "reaches at least"), ("tối thiểu đạt", "reaches at least"),
    ("đạt ít nhất", "reaches at least"), ("ít nhất đạt", "reaches at least"),
    ("đạt không dưới", "reaches at least"), ("tối thiểu", "at least"), ("at least", "at least"),
    ("ít nhất", "no less than"), ("không dưới", "no less than"),
    ("không thấp hơn", "no less than"), ("không ít hơn", "no less than"),
    ("no less than", "no less than"), ("not less than", "no less than"),
    ("không vượt quá", "no more than"), ("không quá", "no more than"),
    ("không cao hơn", "no more than"), ("không trên", "no more than"),
    ("no more than", "no more than"), ("not more than", "no more than"),
    ("tối đa", "at most"), ("nhiều nhất", "at most"), ("at most", "at most"),
    ("dưới", "under"), ("thấp hơn", "under"), ("less than", "under"), ("under", "under"),
    ("giảm xuống còn", "no more than"), ("giảm còn", "no more than"),
    ("còn không quá", "no more than"),
    ("tăng lên", "reaches"), ("nâng lên", "reaches"), ("lên", "reaches"),
    ("đạt", "reaches"), ("bằng", "reaches"), ("reaches", "reaches"), ("reach", "reaches"),
    ("reaching", "reaches"), ("đảm bảo", "reaches"), ("bảo đảm", "reaches"),
)  # fmt: skip
_CHANGES = (
    ("tăng thêm", "adds"), ("tăng", "increases"), ("giảm bớt", "drops"), ("giảm đi", "drops"),
    ("giảm", "decreases"), ("increases by", "increases"), ("increase by", "increases"),
    ("decreases by", "decreases"), ("decrease by", "decreases"), ("duy trì", "maintains"),
    ("maintains", "maintains"), ("maintain", "maintains"),
)  # fmt: skip
_LEADING = (
    " từ",
    " mức",
    " tỷ lệ",
    " tỉ lệ",
    " là",
    " được",
    " from",
    " cho",
    " đạt tỷ lệ",
    " với",
)
_GROWN = (" lên", " xuống", " còn", " lên đến", " lên tới", " xuống còn", " thành", " to")
FROM = "starts-from"
"""What is not certain about a number that something starts from; it is no target."""
_AVERAGE = ("trung bình", "bình quân", "on average", "an average of")
_ABOUT = ("khoảng", "xấp xỉ", "about", "around")
_RANKED = ("nhóm", "top", "trong top")


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """The numbers of a sentence whose names are out of sight, in order.

    >>> [(q.comparator, q.low, q.unit) for q in quantities_in("tối thiểu 2,5% tổng chi")]
    [('at least', '2.5', '%')]
    """
    found = [*_percents(text)]
    found += [each for each in _counts(text) if not _overlaps(each, found)]
    found += [each for each in _worded(text) if not _overlaps(each, found)]
    found.sort(key=lambda each: each[0])
    bases = list(bases_in(text))
    read = []
    for place, (start, end, low, high, unit, magnitude, doubts) in enumerate(found):
        since = found[place - 1][1] if place else 0
        until = found[place + 1][0] if place + 1 < len(found) else len(text)
        comparator, change, unsure = compared(text[since:start], text[end:until], unit)
        if before_grows(text[since:start], text[end:until]):
            unsure = (*unsure, FROM)
        base = next((literal for at, literal in bases if start < at < until), "")
        if not comparator and not change and not (unit == "%" and low == "100"):
            unsure = (*unsure, "no-comparator")
        read.append(
            Quantity(
                start, end, low, high, unit, magnitude, comparator, change, base,
                scope_after(text[end:until]), each_in(text[since:until]), (*doubts, *unsure),
            )
        )  # fmt: skip
    return tuple(read)


_Found = tuple[int, int, str, str, str, str, tuple[str, ...]]


def before_grows(before: str, after: str) -> bool:
    """Whether a number is where something starts from: the 60% of “from 60% to 90%”."""
    behind = after.casefold().rstrip()
    begun = f" {before.casefold().rstrip()}".endswith((" từ", " from"))
    return begun and f" {behind}".endswith(_GROWN)


def _percents(text: str) -> Iterator[_Found]:
    for found in _PERCENT.finditer(text):
        if not _begins_within(found, text):
            low = (found["a"] or found["c"]).replace(",", ".")
            high = (found["b"] or "").replace(",", ".")
            yield found.start(), found.end(), low, high, "%", "", ()


def _counts(text: str) -> Iterator[_Found]:
    for found in _COUNT.finditer(text):
        if _begins_within(found, text):
            continue
        noun = found["noun"].split()
        before = text[: found.start()].rstrip().casefold()
        ranked = before.endswith(_RANKED)
        if lasting := _lasting(before, found["noun"], text[found.end() :]):
            end = found.start("noun") - 1
            yield found.start(), end, _whole(found["n"]), "", lasting, "", ()
            continue
        if noun[0].casefold() in _NOT_COUNTED or not noun[0].islower():
            continue
        if before.endswith(_NAMED_BEFORE) and not ranked and not found["magnitude"]:
            continue
        magnitude = (found["magnitude"] or "").casefold()
        number, doubts = _whole(found["n"]), ()
        if found["decimal"]:
            number += "." + found["decimal"][1:]
        end = found.start("noun") + len(noun[0])
        if noun[0] in ("đồng", "dong") or magnitude:
            yield (
                found.start(),
                end,
                number,
                "",
                "dong",
                _MAGNITUDES.get(magnitude, magnitude),
                doubts,
            )
        elif noun[0] in ("lần", "times") and not _is_counted(before):
            yield found.start(), end, number, "", "times", "", doubts
        elif ranked:
            yield found.start(), found.start("noun") - 1, number, "", "rank", "", doubts
        else:
            yield found.start(), found.start("noun") - 1, number, "", _noun(noun), "", doubts


def _lasting(before: str, noun: str, after: str) -> str:
    """What something is limited to last: the days of “no more than 3 days”; else nothing.

    >>> _lasting("thời gian xử lý không quá", "ngày làm việc", "."), _lasting("trước", "ngày", "")
    ('ngày làm việc', '')
    """
    said = next((each for each in DURATIONS if f"{noun} ".startswith(f"{each} ")), "")
    rest = f"{noun.removeprefix(said)}{after}".casefold().split()[:1]
    return said if before.endswith(_LIMITS) and _NO_LENGTHS.isdisjoint(rest) else ""


def _is_counted(before: str) -> bool:
    """Whether something is to happen so many times, rather than to grow so many times over."""
    limited = before.endswith(("không quá", "tối đa", "ít nhất", "tối thiểu", "at least", "at most",
                               "no more than", "dưới", "trên"))  # fmt: skip
    return limited and not before.endswith(("gấp trên", "gấp ít nhất", "gấp tối thiểu"))


def _noun(words: list[str]) -> str:
    """What is counted, without the words of a time behind it."""
    ends = (at for at, word in enumerate(words) if word in (*_NOT_COUNTED, "vào", "mỗi", "by"))
    return " ".join(words[: next(ends, len(words))])


def _worded(text: str) -> Iterator[_Found]:
    for found in _WORDED.finditer(text):
        number = _IN_WORDS[found["n"].casefold()]
        end = found.start("noun") - 1
        yield found.start("n"), end, number, "", found["noun"], "", ("number-in-words",)


def _whole(text: str) -> str:
    return text.replace(".", "").replace(",", "").lstrip("0") or "0"


def _begins_within(found: re.Match[str], text: str) -> bool:
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    return before.isalnum() or (before in (".", ",", "/", "·", "-") and bool(before))


def _overlaps(each: _Found, others: list[_Found]) -> bool:
    return any(each[0] < other[1] and other[0] < each[1] for other in others)


def compared(before: str, after: str, unit: str) -> tuple[str, str, tuple[str, ...]]:
    """The comparator and the change before a number, and what is not certain about them."""
    words = before.casefold().rstrip(" (:,")
    if unit == "rank":
        return "in top", "", ()
    if unit == "times":
        return "", "grows to", ()
    if after.casefold().lstrip().startswith(("trở lên", "or more")):
        return "at least", "", ()
    doubts: tuple[str, ...] = ()
    for _ in range(4):
        bare = _without(words, _LEADING)
        if words.endswith(_ABOUT):
            return "about", "", ("about",)
        if words.endswith(_AVERAGE):
            bare, doubts = _without(words, _AVERAGE), ("average",)
        if _ends(words, "còn") and "giảm " in words:
            return "no more than", "", doubts
        for said, meant in _COMPARATORS:
            if _ends(words, said):
                verb = _verb(words.removesuffix(said).rstrip())
                if verb and meant not in ("reaches", "no more than"):
                    return meant, verb, doubts
                return meant, "", doubts
        for said, meant in _CHANGES:
            if _ends(words, said):
                return "", meant, doubts
        if bare == words:
            break
        words = bare
    return ("reaches", "", doubts) if doubts else ("", "", doubts)


def _verb(words: str) -> str:
    return next((meant for said, meant in _CHANGES if _ends(words, said)), "")


def _without(words: str, endings: tuple[str, ...]) -> str:
    for each in endings:
        if words.endswith(each):
            return words.removesuffix(each).rstrip(" ,:")
    return words


def _ends(words: str, said: str) -> bool:
    return words == said or words.endswith((f" {said}", f"({said}"))
