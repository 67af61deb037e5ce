"""A plan's territory: as the document has it, and what became of it."""

from __future__ import annotations

from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.plan.territory import areas_of
from dxplan.report.time_text import day_text
from dxplan.report.words import word
from dxplan.territories import DISTRICT_LEVEL_ENDED, REORGANISED, became, parts
from dxplan.territories.areas import Area


def territory_text(plan: Plan, language: Language) -> str:
    """The territory in the document's words; behind it the code, and where it belongs since.

    >>> from datetime import date
    >>> from dxplan.values.periods import Period
    >>> years = Period(date(2022, 1, 1), date(2025, 12, 31))
    >>> territory_text(Plan("p", period=years, territory="Bình Định"), "vi")
    'Bình Định (mã 52, từ 01/7/2025 thuộc tỉnh Gia Lai)'
    """
    said = [part for area in areas_of(plan) for part in _about(area, language)]
    return f"{plan.territory} ({', '.join(said)})" if said else plan.territory


def _about(area: Area, language: Language) -> list[str]:
    province = area.province
    said = [word("phrase", "area_code", language, number=province.code)]
    today = became(province)
    grew = today is not None and area.level == "province" and parts(today) != parts(province)
    if today is not None and (grew or today.name != province.name):
        since = day_text(REORGANISED, language)
        said.append(word("phrase", "area_today", language, since=since, provinces=today.title))
    if area.level == "district":
        until = day_text(DISTRICT_LEVEL_ENDED, language)
        said.append(word("phrase", "area_district", language, until=until))
    return said
