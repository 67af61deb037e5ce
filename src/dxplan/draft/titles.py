"""What a number of a sentence is about, in the sentence's own words."""

from __future__ import annotations

from dxplan.draft.model import Quantity, Sentence
from dxplan.draft.numbers import DURATIONS

_ENDINGS = (
    "đạt trung bình", "trung bình", "bình quân", "đạt", "trên", "tối thiểu", "ít nhất",
    "không dưới", "từ",
    "không quá", "tối đa", "dưới", "khoảng", "tăng thêm", "tăng lên", "tăng", "giảm còn",
    "giảm bớt",
    "giảm", "duy trì", "vượt", "đảm bảo", "bảo đảm", "cho", "là", "với", "và", "riêng", "lên",
    "xuống", "gấp",
    "reaches", "reach", "at least", "over", "no more than", "more than", "by", "to", "and", "mức",
    "tỷ lệ", "phấn đấu", "trong", "vào", "năm", "ngày", "hết", "cuối", "trước", "đến hết", "tháng",
    "vào cuối", "aiming for", "aiming at", "in", "before", "from", "trước ngày",
    "ngay từ", "trong đó", "còn", "đến", "thuộc nhóm", "nhóm", "top",
)  # fmt: skip
_STARTS = ("và ", "của ", "số ", "trở lên", "các ", "or more", "of the ", "of ", "so với")
_CONNECTED = (
    ";",
    ".",
    "(",
    ", trong đó",
    " trong đó",
    "; riêng",
    ", riêng",
    ", tỷ lệ ",
    ", tỉ lệ ",
    ", số ",
)
COUNTS = (
    " tỷ lệ ", " tỉ lệ ", " tỷ trọng ", " tỉ trọng ", " số ", " tổng số ", " số lượng ", " mức ",
    " điểm ", " thời lượng ", " the share ", " the number ", " share of ", " number of ",
)  # fmt: skip
"""What the name of something that is counted or measured begins with."""
_NEAR = 400
"""So far from a number does it say what the number is about."""
_GROUPS = (
    ("trường", "schools"), ("các trường", "schools"), ("cơ sở giáo dục", "schools"),
    ("các cơ sở giáo dục", "schools"), ("nhà trường", "schools"), ("schools", "schools"),
    ("xã", "communes"), ("phường", "communes"), ("số xã", "communes"), ("communes", "communes"),
    ("huyện", "districts"), ("districts", "districts"), ("số trường", "schools"),
)  # fmt: skip


def title_of(sentence: Sentence, number: int) -> str:
    """What the sentence says that the quantity of that number is about; nothing if it does not."""
    quantity = sentence.quantities[number]
    before, after = _around(sentence, number)
    if quantity.unit in ("%", "dong", "rank", "times") or quantity.change:
        behind = _behind(after, sentence, quantity)
        ahead = _ahead(before)
        says_more = len(behind.split()) > 1 and not quantity.scope
        if says_more and not quantity.comparator.startswith("reaches"):
            return behind
        return ahead or behind
    ahead = _ahead(before)
    if quantity.unit in DURATIONS:
        return f"{ahead} ({quantity.unit})" if ahead else quantity.unit
    counted = _cut(after) or quantity.unit
    return ahead if _is_counted_before(ahead, counted) else counted or ahead


def _is_counted_before(ahead: str, counted: str) -> bool:
    """Whether what is counted stands before the number, and the noun behind is only its unit."""
    folded = f" {ahead.casefold()} "
    noun = counted.casefold().partition("/")[0].strip()
    if len(noun.split()) > 2 or len(ahead.split()) < 2:
        return False
    return folded.startswith(COUNTS) or (bool(noun) and f" {noun} " in folded)


def is_fragment(sentence: Sentence, number: int) -> bool:
    """Whether the words before a quantity only name a part of what is counted before it."""
    if not number:
        return False
    own, first = title_of(sentence, number).casefold(), title_of(sentence, 0).casefold()
    before, _ = _around(sentence, number)
    named = own == _ahead(before).casefold()
    return named and f" {first}".startswith(COUNTS) and not f" {own} ".startswith(COUNTS)


def group_of(sentence: Sentence, number: int) -> tuple[str, str] | None:
    """The kind of place that a percentage is of, and what holds there: 70% of communes have …."""
    quantity = sentence.quantities[number]
    if quantity.unit != "%" or quantity.scope or quantity.start < 0:
        return None
    after = _cut(_around(sentence, number)[1])
    folded = after.casefold()
    for words, kind in sorted(_GROUPS, key=lambda each: -len(each[0])):
        if folded.startswith(f"{words} ") and len(after.split()) > len(words.split()) + 1:
            return kind, after
    return None


def _around(sentence: Sentence, number: int) -> tuple[str, str]:
    """What stands between a quantity and the ones beside it, without what belongs to those."""
    all_of = sentence.quantities
    end = all_of[number].end
    until = all_of[number + 1].start if number + 1 < len(all_of) else len(sentence.text)
    # When something is due says nothing of what it is.
    marks = [(time.start, time.end) for time in sentence.times if time.start >= 0]
    marks += [(each.start, each.end) for each in sentence.recurrences]
    until = min((at for at, _ in marks if end <= at < until), default=until)
    after = sentence.text[end:until][:_NEAR].partition(" so với ")[0]
    return _before(sentence, number, marks)[-_NEAR:], after


def _before(sentence: Sentence, number: int, marks: list[tuple[int, int]]) -> str:
    """What stands before a quantity and is not about the one before it, without times."""
    start = sentence.quantities[number].start
    since = sentence.quantities[number - 1].end if number else 0
    between = sentence.text[since:start]
    if number:
        ended = between.rfind(";")
        comma = between.find(",") if ended < 0 else ended
        since = since + comma + 1 if comma >= 0 else start
    since = max((over for at, over in marks if since <= at < start and at == since), default=since)
    inside = [(at, over) for at, over in marks if since <= at < start]
    if not inside:
        return sentence.text[since:start]
    ahead = sentence.text[since : min(at for at, _ in inside)]
    return ahead if trimmed(ahead) else sentence.text[max(over for _, over in inside) : start]


def _behind(text: str, sentence: Sentence, quantity: Quantity) -> str:
    for time in sentence.times:
        if time.start == quantity.end + 1 or (quantity.end <= time.start <= quantity.end + 12):
            return ""  # 70% by 2025
    bare = text.strip()
    if (
        not bare
        or bare.casefold().startswith(("tương ứng", "lần lượt", "respectively"))
        or bare[0] in ",.;):"
        or (bare.casefold().startswith(_STARTS[3:]) and bare.startswith("so với"))
    ):
        return ""
    for each in _STARTS:
        bare = bare.removeprefix(each)
    return _cut(bare)


def _cut(text: str) -> str:
    """The text up to where something else begins."""
    bare = text.strip(" ,")
    ends = [at for at in (bare.find(each) for each in _CONNECTED) if at > 0]
    return trimmed(bare[: min(ends)] if ends else bare)


def _ahead(text: str) -> str:
    bare = text.rsplit("; ", maxsplit=1)[-1].strip(" ,:;(")
    if ":" in bare and len(bare.partition(":")[2].split()) > 1:
        bare = bare.rpartition(":")[2].strip()
    return trimmed(bare)


def trimmed(text: str) -> str:
    """Without words at its end that only lead over to a number."""
    while True:
        text = text.strip(" ,:;(-–")
        found = next(
            (e for e in _ENDINGS if text.casefold().endswith(f" {e}") or text.casefold() == e), ""
        )
        if not found:
            return text
        text = text[: -len(found)]
