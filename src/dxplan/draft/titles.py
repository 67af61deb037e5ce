"""What a number of a sentence is about, in the sentence's own words."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.draft.model import Quantity, Sentence, Time

_ENDINGS = (
    "đạt trung bình", "trung bình", "bình quân", "đạt", "trên", "tối thiểu", "ít nhất",
    "không dưới", "từ",
    "không quá", "tối đa", "dưới", "khoảng", "tăng thêm", "tăng lên", "tăng", "giảm còn",
    "giảm bớt",
    "giảm", "duy trì", "vượt", "đảm bảo", "bảo đảm", "cho", "là", "với", "và", "riêng", "lên",
    "gấp",
    "reaches", "reach", "at least", "over", "no more than", "more than", "by", "to", "and", "mức",
    "tỷ lệ", "phấn đấu", "trong", "vào", "năm", "ngày", "hết", "cuối", "trước", "đến hết", "tháng",
    "vào cuối", "in", "before", "from", "trước ngày",
    "ngay từ", "trong đó", "đến", "thuộc nhóm", "nhóm", "top",
)  # fmt: skip
_STARTS = ("và ", "của ", "số ", "trở lên", "các ", "or more", "of the ", "of ", "so với")
_CONNECTED = (";", ".", "(", ", trong đó", " trong đó", "; riêng", ", riêng")
_NEAR = 400
"""So far from a number does it say what the number is about."""
_GROUPS = (
    ("trường", "schools"), ("các trường", "schools"), ("cơ sở giáo dục", "schools"),
    ("các cơ sở giáo dục", "schools"), ("nhà trường", "schools"), ("schools", "schools"),
    ("xã", "communes"), ("phường", "communes"), ("số xã", "communes"), ("communes", "communes"),
    ("huyện", "districts"), ("districts", "districts"), ("số trường", "schools"),
)  # fmt: skip


def title_of(sentence: Sentence, number: int) -> str:
    """What the quantity of that number is about."""
    quantity = sentence.quantities[number]
    before, after = _around(sentence, number)
    if quantity.unit in ("%", "dong", "rank", "times") or quantity.change:
        behind = _behind(after, sentence, quantity)
        ahead = _ahead(before)
        says_more = len(behind.split()) > 1 and not quantity.scope
        if says_more and not quantity.comparator.startswith("reaches"):
            return behind
        return ahead or behind or sentence.heading
    counted = f"{quantity.unit}{after.removeprefix(f' {quantity.unit}')}"
    return _cut(counted) or _ahead(before)


def group_of(sentence: Sentence, number: int) -> tuple[str, str] | None:
    """The kind of place that a percentage is of, and what holds there: 70% of communes have …."""
    quantity = sentence.quantities[number]
    if quantity.unit != "%" or quantity.scope:
        return None
    after = _cut(_around(sentence, number)[1])
    folded = after.casefold()
    for words, kind in sorted(_GROUPS, key=lambda each: -len(each[0])):
        if folded.startswith(f"{words} ") and len(after.split()) > len(words.split()) + 1:
            return kind, after
    return None


def same_subject(sentence: Sentence, number: int, times: Sequence[Time]) -> bool:
    """Whether a quantity is of the same as the one before it: another part, or another time."""
    one, other = sentence.quantities[number - 1], sentence.quantities[number]
    if one.unit != other.unit or one.change != other.change or one.each or other.each:
        return False
    if one.scope and other.scope:
        return one.scope != other.scope
    if one.scope or other.scope:
        return False
    paired = len(times) == len(sentence.quantities) > 1
    between = sentence.text[one.end : other.start]
    return paired and ";" not in between and len(between.split()) <= 9


def _around(sentence: Sentence, number: int) -> tuple[str, str]:
    """What stands between a quantity and the ones beside it."""
    all_of = sentence.quantities
    since = all_of[number - 1].end if number else 0
    until = all_of[number + 1].start if number + 1 < len(all_of) else len(sentence.text)
    text = sentence.text
    start, end = all_of[number].start, all_of[number].end
    marks = [(time.start, time.end) for time in sentence.times if time.start >= 0]
    marks += [(each.start, each.end) for each in sentence.recurrences]
    # When something is due says nothing of what it is.
    since = max((over for at, over in marks if since <= at < start and not at), default=since)
    ahead = text[since : min((at for at, _ in marks if since < at < start), default=start)]
    until = min((at for at, _ in marks if end <= at < until), default=until)
    return ahead[-_NEAR:], text[end:until][:_NEAR].partition(" so với ")[0]


def _behind(text: str, sentence: Sentence, quantity: Quantity) -> str:
    for time in sentence.times:
        if time.start == quantity.end + 1 or (quantity.end <= time.start <= quantity.end + 12):
            return ""  # 70% by 2025
    bare = text.strip()
    if (
        not bare
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
    return _bare(bare[: min(ends)] if ends else bare)


def _ahead(text: str) -> str:
    bare = text.rsplit("; ", maxsplit=1)[-1].strip(" ,:;(")
    if ":" in bare and len(bare.partition(":")[2].split()) > 1:
        bare = bare.rpartition(":")[2].strip()
    return _bare(bare)


def _bare(text: str) -> str:
    """Without words at its end that only lead over to a number."""
    while True:
        text = text.strip(" ,:;(-–")
        found = next(
            (e for e in _ENDINGS if text.casefold().endswith(f" {e}") or text.casefold() == e), ""
        )
        if not found:
            return text
        text = text[: -len(found)]
