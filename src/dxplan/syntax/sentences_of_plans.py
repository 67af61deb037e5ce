"""Detectors of sentences as plans write them, where a rule says the same in another way.

An officer copies `tăng 10% đến 15%` from a page of the plan. The message gives the form that can be
read; nothing is guessed, because the same words may mean something else in the next plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dxplan.diagnostics import Diagnostic
from dxplan.source import Source, Span
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.missing_parts import COMPARATORS
from dxplan.syntax.near_words import HEADS, unmarked_phrase
from dxplan.syntax.trouble import Trouble
from dxplan.values.spelling import without_accents

_VERBS = frozenset({"INCREASES", "DECREASES", "ADDS", "DROPS", "MAINTAINS", "GROWS_TO"})
_GROUP = (
    r"xã|phường|huyện|quận|tỉnh|trường"
    r"|communes?|wards?|districts?|provinces?|schools?"
)
_LEADING_NUMBER = re.compile(rf"\s*([\d.,]+)\s*(%?)\s*(?:số\s+|of\s+)?(?:({_GROUP})(?!\w))?", re.I)
_PERCENTS = re.compile(r"(?<![\d.])([\d.]++)\s*+(?:%\s*+)?(?:đến|tới|to|-|–|—)\s*+([\d.]++)\s*+%")
_NUMBER_WORDS = {
    "một": 1, "hai": 2, "đôi": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_TO_A_LEVEL = re.compile(r"(?:còn|xuống|lên|down\s+to|up\s+to|to)(?:\s+còn)?\s+([\d.]+\s*%?)", re.I)
_ON_AVERAGE = re.compile(r"(?:bình\s+quân|trung\s+bình|on\s+average|an\s+average\s+of)(?!\w)", re.I)
_AT_A_TIME = re.compile(r"v[àa]o(?:\s+(?:cuối|đầu|cuoi|dau))?(?!\w)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_EARLY_TIME = re.compile(
    r"(?<!\w)(?=[^\W\d])"
    r"(?:(?:đến|trước|trong|từ|by|before|in|from)\s+(?:hết\s+)?)?"
    r"(?:(?:năm|ngày|quý|tháng|year)\s+)?"
    r"[\dQq][\d/.-]*(?:\s+năm\s+\d{4})?\s*",
    re.IGNORECASE,
)
_SHORT = {"tr": "triệu", "trđ": "triệu đồng", "trd": "triệu đồng", "tỷđ": "tỷ đồng"}
_GROUPS_WITH = re.compile(
    r"(?P<vi>(?:t[ỉỷ]\s+lệ|số)\s+(?:xã|phường|huyện|quận|tỉnh|trường))\s+có(?!\w)"
    r"|(?P<en>(?:share|count)\s+of\s+(?:communes|wards|districts|provinces|schools))"
    r"\s+(?:with|having|that\s+have)(?!\w)",
    re.IGNORECASE,
)
_WHEN_REACHED = re.compile(r"(?:khi|when)\s+(đạt|hoàn\s+thành|reached|reaches)\s+[^\W\d]", re.I)


def _is_rule(t: Trouble) -> bool:
    return lexicon.keyword_at(t.text, 0, HEADS) is None


def begins_with_a_number(t: Trouble) -> Diagnostic | None:
    """``90% đô thị``: a rule begins with the name of its indicator."""
    match = _LEADING_NUMBER.match(t.text)
    if match is None or t.at > match.end():
        return None
    end = match.end(2) if match[2] else match.end(1)
    if match[3] and match[2]:
        group = match[3]
        return t.diagnostic("share-of-groups-in-words", 0, match.end(), group=group, share=match[1])
    return t.diagnostic("begins-with-number", 0, end, found=match.group()[:end].strip())


def begins_with_eliminated(t: Trouble) -> Diagnostic | None:
    """``xóa điểm cầu``: what is eliminated stands first."""
    found = lexicon.keyword_at(t.text, 0, ("ELIMINATED",))
    if found is None:
        return None
    return t.diagnostic("eliminated-first", 0, len(found), found=found)


def range_without_from(t: Trouble) -> Diagnostic | None:
    """``10% đến 15%``, ``10% - 15%`` and ``10–15%``."""
    for match in _PERCENTS.finditer(t.text):
        if match.start() <= t.at <= match.end() and _is_rule(t):
            return t.diagnostic("range-in-words", *match.span(), low=match[1], high=match[2])
    return None


def number_in_words(t: Trouble) -> Diagnostic | None:
    """``gấp đôi`` and ``ít nhất một``."""
    match = re.compile(r"[^\W\d]+").match(t.text, t.at)
    if match is None or t.before not in COMPARATORS | _VERBS:
        return None
    value = _NUMBER_WORDS.get(match.group().casefold())
    if value is None or re.compile(r"\s*\d").match(t.text, match.end()):
        return None
    if t.before == "GROWS_TO":
        start = t.before_end - len(t.before_text)
        written = t.text[start : match.end()]
        return t.diagnostic("multiple-in-words", start, match.end(), found=written, value=value)
    return t.here("number-in-words", found=match.group(), value=value)


def level_behind_a_verb(t: Trouble) -> Diagnostic | None:
    """``giảm còn 20%`` names a level to be reached, ``giảm 20%`` how much less."""
    match = _TO_A_LEVEL.match(t.text, t.at)
    if match is None or t.before not in _VERBS:
        return None
    start = t.before_end - len(t.before_text)
    falls = t.before in ("DECREASES", "DROPS")
    code = "level-behind-decrease" if falls else "level-behind-increase"
    found = t.text[start : match.end()]
    return t.diagnostic(code, start, match.end(), found=found, level=match[1].strip())


def growth_on_average(t: Trouble) -> Diagnostic | None:
    """``tăng bình quân 10% mỗi năm`` may be asked of every year or of all of them together."""
    match = _ON_AVERAGE.match(t.text, t.at)
    if match is None or t.before not in _VERBS:
        return None
    return t.diagnostic("growth-on-average", *match.span(), found=match.group())


def unclear_time_word(t: Trouble) -> Diagnostic | None:
    """``vào năm 2026`` may be until then or in that year alone."""
    match = _AT_A_TIME.match(t.text, t.at)
    if match is None:
        return None
    return t.diagnostic("unclear-time-word", *match.span(), found=match.group())


def time_before_threshold(t: Trouble) -> Diagnostic | None:
    """``đến năm 2025 đạt 70%`` and ``năm 2025: 70%``: the number comes first, then its time."""
    if not _is_rule(t) or lexicon.keyword_at(t.text, 0, ("FROM", "BY", "BEFORE", "IN")) is not None:
        return None
    swallowed = t.before == "FROM" and t.kind in ("YEAR", "QUARTER", "MONTH", "DAY", "SCHOOL_YEAR")
    if swallowed:
        start = t.before_end - len(t.before_text)
        return t.diagnostic("time-before-threshold", start, t.at + len(t.found))
    if t.kind not in COMPARATORS | _VERBS and t.found != ":":
        return None
    for match in _EARLY_TIME.finditer(t.text, 0, t.at):
        if match.end() == t.at and not _DIGIT.search(t.text, *_part_before(t, match.start())):
            end = match.start() + len(match.group().rstrip())
            return t.diagnostic("time-before-threshold", match.start(), end)
    return None


def _part_before(t: Trouble, at: int) -> tuple[int, int]:
    """From the last comma before a place to the place."""
    return t.text.rfind(",", 0, at) + 1, at


def short_magnitude(t: Trouble) -> Diagnostic | None:
    """``500 tr``."""
    long = _SHORT.get(t.found.casefold())
    if long is None or t.before != "NUMBER":
        return None
    return t.here("unknown-keyword", found=t.found, suggestion=long)


def unit_behind_a_number(t: Trouble) -> Diagnostic | None:
    """``5.000 người`` in a rule; what is counted is said where the indicator is declared."""
    is_threshold = t.before == "DONG" or (t.before == "NUMBER" and "PERCENT" in t.expected)
    if not is_threshold or not _is_rule(t) or not t.found[:1].isalpha():
        return None
    if t.kind not in ("NAME", "") and not t.kind.endswith("_LEVEL"):
        return None
    start, end = t.before_end - len(t.before_text), t.at
    unit = re.compile(r"\s*+(?:/\s*+(?:[\d.]++\s*+)?)?[^\W\d]\w*")
    while (word := unit.match(t.text, end)) is not None:
        at = word.end() - len(word.group().lstrip(" \t/"))
        if lexicon.keyword_at(t.text, at) is not None and end != t.at:
            break
        end = word.end()
    number = re.sub(r"[.,](?=\d{3}(?!\d))", "", t.before_text)
    unit_text = " ".join(t.text[t.at : end].split())
    return t.diagnostic("unit-behind-number", start, end, number=number, unit=unit_text)


def members_behind_a_number(t: Trouble) -> Diagnostic | None:
    """``90% tiểu_học, 70% còn lại``: what a number is for stands before it."""
    if t.before != "PERCENT" or t.kind not in ("NAME", "REMAINING") or not _is_rule(t):
        return None
    return t.here("members-behind-number", found=t.found)


def every_group(t: Trouble) -> Diagnostic | None:
    """``tối thiểu 1 mỗi xã`` for ``tối thiểu 1 ở mỗi xã``."""
    if t.before != "EVERY" or not t.kind.endswith("_LEVEL"):
        return None
    start, end = t.before_end - len(t.before_text), t.at + len(t.found)
    return t.diagnostic("each-without-in", start, end, found=t.text[start:end])


def of_which_without_name(t: Trouble) -> Diagnostic | None:
    """``trong đó 60% có tương tác``: the second share is an indicator of its own."""
    if t.before != "OF_WHICH" or t.kind == "NAME":
        return None
    return t.after("of-which-without-name", keyword=t.before_text)


def groups_with_something(t: Trouble) -> Diagnostic | None:
    """``tỉ lệ xã có`` for ``tỉ lệ xã mà``."""
    for match in _GROUPS_WITH.finditer(t.text):
        if match.start() <= t.at <= match.end():
            right = f"{match['vi']} mà" if match["vi"] else f"{match['en']} where"
            found = match.group()
            return t.diagnostic("unknown-keyword", *match.span(), found=found, suggestion=right)
    return None


def list_without_parentheses(t: Trouble) -> Diagnostic | None:
    """``ít nhất 2 trong 3 (A, B, C)``: how many there are is seen from the list."""
    if t.expected != {"LPAR"} or t.kind == "":
        return None
    return t.here("missing-list", keyword=t.before_text)


def rate_in_words(t: Trouble) -> Diagnostic | None:
    """``a trên 10000 b`` and ``a / 10000 b`` for ``a trên mỗi 10000 b``."""
    if lexicon.keyword_at(t.text, 0, ("INDICATOR",)) is None:
        return None
    if t.kind == "OVER" or (t.before == "SLASH" and t.kind == "NUMBER"):
        return t.here("rate-in-words")
    return None


def when_reached(t: Trouble) -> Diagnostic | None:
    """``khi đạt X`` for ``khi đã đạt X``."""
    for match in _WHEN_REACHED.finditer(t.text):
        if match.start() <= t.at <= match.end():
            right = "đã đạt" if match.group()[:1].casefold() == "k" else "met"
            found = match[1]
            return t.diagnostic("unknown-keyword", *match.span(1), found=found, suggestion=right)
    return None


# --- sentences in which every word was taken for a name -------------------------------------------

_NONE_BELOW = re.compile(
    r"không\s+(?:có\s+|để\s+)?(?:xã|phường|huyện|quận|tỉnh|trường)\s+nào\s+"
    r"(?:đạt\s+)?(?:dưới|thấp\s+hơn)\s+(?P<number>[\d.,]+\s*%?)",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?:mỗi|từng)\s+(?:xã|phường|huyện|quận|tỉnh|trường)(?!\w)", re.IGNORECASE)
_EVERY_STEP = re.compile(
    r"(?:(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng)|every\s+(?:year|quarter|month))(?!\w)", re.IGNORECASE
)
_VAGUE = re.compile(r"(?:phấn\s+đấu|cơ\s+bản|hầu\s+hết|đa\s+số|phần\s+lớn)(?!\w)", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:(?:thứ\s+)?hạng|nhóm|top|rank|place|xếp\s+hạng|xếp\s+thứ|đứng\s+thứ)\s+(?P<place>\d+)",
    re.IGNORECASE,
)
_TIMES_AS_MANY = re.compile(r"(?P<word>doubles|triples)\s+against(?!\w)", re.IGNORECASE)
_IN_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("none-below", _NONE_BELOW),
    ("each-without-in", _EACH),
    ("time-before-threshold", _EVERY_STEP),
    ("vague-word", _VAGUE),
    ("multiple-in-words", _TIMES_AS_MANY),
)


def words_in_names() -> str:
    """Every word that those phrases may have, among other letters of their patterns.

    >>> {"phấn", "từng", "top"}.issubset(words_in_names().split())
    True
    """
    patterns = (*(pattern for _, pattern in _IN_NAMES), _PLACE)
    comparators = (word for row in _COMPARING for word in lexicon.own_words()[row])
    unmarked = [without_accents(word) for word in comparators if " " in word]
    return " ".join(
        [*unmarked, *(word for each in patterns for word in _LETTERS.findall(each.pattern))]
    )


_COMPARING = tuple(sorted((COMPARATORS | _VERBS) - {"EQ", "GE", "GT", "LE", "LT"}))
_LETTERS = re.compile(r"[^\W\d_]+")


def read_as_names(source: Source, statement: nodes.Statement) -> Iterator[Diagnostic]:
    """Phrases of a target that nobody can have declared as the names for which they were taken."""
    if not isinstance(statement, nodes.TargetStatement):
        return
    names = [statement.indicator, *(name for arm in statement.arms for name in arm.scope)]
    patterns = _IN_NAMES
    if isinstance(statement.arms[0].threshold, nodes.Carried):
        # A number without a word for how it is compared: it cannot be a member's own.
        patterns = (*patterns, ("place-in-words", _PLACE))
    end = -1
    for name in names:
        span = name.span
        if span is None or span.start < end:
            continue
        for code, pattern in patterns:
            match = pattern.match(source.text, span.start)
            if match is not None:
                end = match.end()
                yield _about(code, source, match)
                break
        else:
            # ``dat`` may be a name, which is known when all are; ``it nhat`` is no two of them.
            near = unmarked_phrase(source.text, span.start, _COMPARING)
            if near is not None and " " in near[1]:
                end = span.start + len(near[0])
                params = {"found": near[0], "suggestion": near[1]}
                yield Diagnostic("unknown-keyword", Span(source, span.start, end), params)


def _about(code: str, source: Source, match: re.Match[str]) -> Diagnostic:
    params: dict[str, object] = {"found": match.group(), **match.groupdict()}
    if code == "multiple-in-words":
        params["value"] = 2 if match["word"].casefold() == "doubles" else 3
    return Diagnostic(code, Span(source, match.start(), match.end()), params)


BEFORE_SPELLING: tuple[Callable[[Trouble], Diagnostic | None], ...] = (
    begins_with_a_number,
    begins_with_eliminated,
    range_without_from,
    number_in_words,
    level_behind_a_verb,
    growth_on_average,
    unclear_time_word,
    time_before_threshold,
    short_magnitude,
    every_group,
    of_which_without_name,
    groups_with_something,
    list_without_parentheses,
    rate_in_words,
    when_reached,
)
"""Those that know their sentence surely, whatever its words resemble."""

BEHIND_SPELLING: tuple[Callable[[Trouble], Diagnostic | None], ...] = (
    unit_behind_a_number,
    members_behind_a_number,
)
"""Those that would take a misspelt keyword for something else."""
