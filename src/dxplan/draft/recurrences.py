"""What recurs in a sentence, how often, and on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxplan.draft.model import Recurrence, StepWord, TimeWord

_STEP = re.compile(
    r"(?:hàng|hằng|mỗi|từng|/|mỗi một) ?(?P<vi>năm học|năm|quý|tháng|học k[ỳì]|tuần)(?![^\W\d_])"
    r"|(?P<half>6 tháng(?: một lần|/lần| 1 lần)|(?:mỗi|hàng|hằng) 6 tháng|nửa năm một lần"
    r"|every six months|every half-year)"
    r"|(?:every|each|per) (?P<en>school year|year|quarter|month|semester)"
    r"|(?P<ly>annually|yearly|quarterly|monthly)"
    r"|(?P<last>tháng cuối(?: của)?(?: mỗi)? quý|last month of (?:the|each|every) quarter)"
    r"|(?P<loose>định k[ỳì]|regularly|periodically)",
    re.IGNORECASE,
)
_STEPS: dict[str, StepWord] = {
    "năm học": "school year", "năm": "year", "quý": "quarter", "tháng": "month",
    "học kỳ": "semester",
    "học kì": "semester", "tuần": "", "school year": "school year", "year": "year",
    "quarter": "quarter", "month": "month", "semester": "semester", "annually": "year",
    "yearly": "year", "quarterly": "quarter", "monthly": "month",
}  # fmt: skip
_DAY = re.compile(
    r"(?P<word>trước|đến|chậm nhất|before|by)(?: hết)?(?: là)? (?:ngày|day) (?P<day>[0-3]?[0-9])"
    r"(?= (?:của |of )?(?:tháng cuối|hàng tháng|hằng tháng|mỗi tháng|cuối quý|its last month"
    r"|the last month|every month|each month))",
    re.IGNORECASE,
)


def recurrences_in(text: str) -> Iterator[Recurrence]:
    """What recurs; a step that is said goes before the word that only says that it does.

    >>> [(each.step, each.day) for each in recurrences_in("hằng quý, trước ngày 15 của tháng cuối")]
    [('quarter', 15)]
    """
    days = [(each, int(each["day"])) for each in _DAY.finditer(text) if 0 < int(each["day"]) < 32]
    found = [each for each in _STEP.finditer(text) if not _names_something(each, text)]
    said = [each for each in found if not each["loose"]]
    for number, each in enumerate(said or found[:1]):
        at = days[min(number, len(days) - 1)] if days else None
        word: TimeWord = "by"
        if at is not None and at[0]["word"].casefold() in ("trước", "before"):
            word = "before"
        start = min(each.start(), at[0].start()) if at else each.start()
        end = max(each.end(), at[0].end()) if at else each.end()
        yield Recurrence(start, end, _step(each), at[1] if at else None, word)


def _step(found: re.Match[str]) -> StepWord:
    if found["half"]:
        return "half-year"
    if found["last"]:
        return "quarter"
    word = found["vi"] or found["en"] or found["ly"] or ""
    return _STEPS.get(word.casefold(), "")


def _names_something(found: re.Match[str], text: str) -> bool:
    """Whether a plan or a budget is called so: a yearly plan."""
    before = text[: found.start()].rstrip().casefold()
    after = text[found.end() :].lstrip().casefold()
    if found[0].startswith("/") and not before.endswith(("%", "lần")):
        return not before[-1:].isalnum()
    return before.endswith(("trung hạn và", "dự toán", "giao dịch")) or after.startswith("của ")
