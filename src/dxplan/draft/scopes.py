"""The parts that a number is for: levels of schooling, kinds of places, tiers."""

from __future__ import annotations

import attrs


@attrs.frozen
class Part:
    """A part of a whole.

    :param name: as a rule names it, in ``dimension``; ``words`` are how sentences say it.
    """

    name: str
    dimension: str
    words: tuple[str, ...]


PARTS = (
    Part("thcs", "cap_hoc", ("trung học cơ sở", "thcs", "lower secondary")),
    Part("thpt", "cap_hoc", ("trung học phổ thông", "thpt", "upper secondary")),
    Part("trung_hoc", "cap_hoc", ("trung học", "secondary")),
    Part("tieu_hoc", "cap_hoc", ("tiểu học", "primary")),
    Part("mam_non", "cap_hoc", ("mầm non", "preschool")),
    Part("gdtx", "cap_hoc", ("giáo dục thường xuyên", "gdtx")),
    Part("do_thi", "vung", ("đô thị", "thành thị", "urban")),
    Part("nong_thon", "vung", ("nông thôn", "rural")),
    Part("cap_tinh", "cap_quan_ly", ("cấp tỉnh", "cấp sở")),
    Part("cap_huyen", "cap_quan_ly", ("cấp huyện", "cấp phòng")),
    Part("cap_xa", "cap_quan_ly", ("cấp xã",)),
    Part("cap_truong", "cap_quan_ly", ("cấp trường", "các cơ sở giáo dục", "cơ sở giáo dục")),
)
DIMENSIONS = {
    "cap_hoc": ("Cấp học", False),
    "vung": ("Vùng", True),
    "cap_quan_ly": ("Cấp quản lý", True),
}
"""Their titles, and whether the organisation has the part, not the figure."""
_LEADS = ("ở ", "tại ", "đối với ", "với ", "cho ", "trong ", "in ", "for ", "at ")
_KINDS = ("cấp ", "bậc ", "bậc học ", "các trường ", "trường ", "khu vực ", "vùng ", "the ")
_GROUPS = (
    ("mỗi xã", "commune"), ("mỗi phường", "commune"), ("từng xã", "commune"),
    ("mỗi huyện", "district"), ("mỗi quận", "district"), ("mỗi tỉnh", "province"),
    ("mỗi trường", "school"), ("từng trường", "school"), ("mỗi cơ sở giáo dục", "school"),
    ("mỗi nhà trường", "school"), ("each school", "school"), ("every school", "school"),
    ("each commune", "commune"), ("each district", "district"),
)  # fmt: skip
_FURTHEST = 60


def scope_after(text: str) -> str:
    """The name of the part that is named behind a number, or nothing.

    >>> scope_after(" ở cấp tiểu học, "), scope_after(" hồ sơ công việc tại cấp xã được xử lý")
    ('tieu_hoc', 'cap_xa')
    """
    near = text.casefold()[:_FURTHEST].replace(",", " ,").replace(";", " ;").replace(".", " .")
    for lead in ("", *_LEADS):
        at = 0 if not lead else near.find(f" {lead}")
        if at >= 0:
            rest = near[at:].lstrip().removeprefix(lead)
            for part in PARTS:
                # 80% of schools is no share of what lies in them.
                is_whole = part.name == "cap_truong" and lead not in ("ở ", "tại ")
                if not is_whole and _said(rest, part):
                    return part.name
    return ""


def _said(rest: str, part: Part) -> bool:
    kinds = ("", *(each for each in _KINDS if rest.startswith(each)))
    return any(
        f"{rest.removeprefix(kind)} ".startswith(f"{word} ")
        for kind in kinds
        for word in part.words
    )


def part_named(name: str) -> Part:
    """A part by its name."""
    return next(each for each in PARTS if each.name == name)


def words_in(name: str, text: str) -> str:
    """How a sentence says a part."""
    near = text.casefold()
    return next(
        (word for word in part_named(name).words if word in near), part_named(name).words[0]
    )


def each_in(text: str) -> str:
    """The kind of place of which a sentence means every single one, or nothing."""
    near = text.casefold()
    return next((kind for said, kind in _GROUPS if said in near), "")
