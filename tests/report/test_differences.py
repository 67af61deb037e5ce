"""Differences in words and as JSON: every code has its texts, and the schemas know them all."""

from __future__ import annotations

from string import Formatter
from typing import Any, get_args

import pytest

from dxplan.analysis.differences import differences
from dxplan.messages import LANGUAGES, Language, catalogue
from dxplan.plan import differences as model
from dxplan.plan.differences import KINDS, REVERSED
from dxplan.report.differences_text import differences_text
from dxplan.report.schemas import schema
from tests.plan.rules import plan_of

CODES = {
    "kind": get_args(model.Kind),
    "effect": get_args(model.Effect),
    "aspect": get_args(model.Aspect),
    "what": get_args(model.What),
}


@pytest.mark.parametrize("table", CODES)
def test_every_code_has_its_words_and_no_word_is_left_over(table: str) -> None:
    assert set(catalogue("differences")[table]) == set(CODES[table])
    assert all(set(entry) == set(LANGUAGES) for entry in catalogue("differences")[table].values())


@pytest.mark.parametrize("table", catalogue("differences"))
def test_both_languages_have_the_same_fields(table: str) -> None:
    for entry in catalogue("differences")[table].values():
        fields = [
            {field for _, field, _, _ in Formatter().parse(entry[each])} for each in LANGUAGES
        ]
        assert fields[0] == fields[1]


@pytest.mark.parametrize("name", ["differences-1", "report-1"])
def test_the_schemas_know_every_code(name: Any) -> None:
    properties = schema(name)["$defs"]["difference"]["properties"]
    for table, codes in CODES.items():
        assert set(properties[table]["enum"]) == set(codes)


def test_every_kind_stands_in_the_order_once_and_its_reverse_is_its_own() -> None:
    assert sorted(KINDS) == sorted(CODES["kind"])
    assert all(REVERSED[REVERSED[kind]] == kind for kind in REVERSED)


def told(old: str, new: str, language: Language = "en") -> list[str]:
    """What stands below the headings, without the lines of places."""
    lines = differences_text(differences(plan_of(old), plan_of(new)), language).splitlines()
    return [line[2:] for line in lines if line.startswith("- ")]


RULE = "online_share primary >= 5% by 2025"
DUTY = 'duty d "Report" every quarter before day 20 of its last month\n    by so_gddt'


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (RULE, RULE.replace("primary ", ""), "online_share – scope: tiểu học → everybody"),
        (RULE, f"{RULE} except secondary",
         "online_share (tiểu học) – left out: none → trung học"),
        (RULE, RULE.replace(" by", " in each commune by"),
         "online_share (tiểu học) – judged: all together → in each commune"),
        (RULE, f"{RULE} when portal_live",
         "online_share (tiểu học) – condition: none → “Cổng dịch vụ công đã vận hành”"),
        (f"{RULE}\n    baseline 2% in 2021", RULE,
         "online_share (tiểu học) – baseline: 2% on 31 Dec 2021 → none"),
        (RULE, f'{RULE}\nwaive online_share until 2026 because "flood"',
         "waiver: online_share, until 31 Dec 2026: flood"),
        (DUTY, DUTY.replace("quarter", "year"),
         "duty Report – when it recurs: every quarter, before day 20 of its last month → every "
         "year, before"),
        (DUTY, DUTY.replace("quarter", "quarter from 2025"),
         "duty Report – time: every quarter, before day 20 of its last month → every quarter, "
         "before day 20"),
        ('task t "T" by 2025', 'task t "T"', "task T – time: by 2025 → no deadline stated"),
        ("fact f from 2025-01-01\n" + RULE + " when f", "fact f\n" + RULE + " when f",
         "fact f – time: since 1 Jan 2025 → when an event says so"),
        (RULE + "\n    lead so_gddt", RULE + "\n    lead so_gddt\n    with so_khcn, school_board",
         "online_share (tiểu học) – with: none → Sở Khoa học và Công nghệ, Ban giám hiệu"),
        ("plan p\n    period 2022 to 2025", "plan p",
         "plan p – period: 2022–2025 → none"),
        (f"{RULE}\ncheck lessons_online <= lessons_total", RULE,
         "check: lessons_online <= lessons_total"),
    ],
)  # fmt: skip
def test_what_was_and_what_is_stand_side_by_side(old: str, new: str, sentence: str) -> None:
    assert sentence in told(old, new)


def test_a_figure_that_is_declared_otherwise_is_named() -> None:
    rules = "measure pages {}\nindicator page_count = pages\npage_count >= 5 by 2025"
    assert told(rules.format("flow"), rules.format("stock")) == [
        "indicator page_count – definition: pages (adds up over a time) → pages (as it is on a day)"
    ]
