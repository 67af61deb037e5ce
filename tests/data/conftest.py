"""A small plan, and a way to read data given as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from dxplan.data.observations import Observations
from dxplan.data.reading import read_observations
from dxplan.plan.model import (
    Duty,
    Fact,
    Indicator,
    Measure,
    Plan,
    Recurrence,
    Sum,
    Task,
    Timing,
    Unit,
)
from dxplan.values.scopes import Dimension, Member

Observe = Callable[..., Observations]


def _dimension(
    name: str, title: str, *members: Member, of_organisations: bool = False
) -> Dimension:
    return Dimension(name, title, members=members, of_organisations=of_organisations)


LEVEL = _dimension(
    "level",
    "Cấp học",
    Member("level", "primary", "tiểu học", "tiểu_học", also=("TH",)),
    Member("level", "secondary", "trung học"),
    Member("level", "lower_secondary", "THCS", "thcs", parent="secondary"),
    Member("level", "upper_secondary", "THPT", "thpt", parent="secondary"),
)
TIER = _dimension(
    "tier",
    "Loại đơn vị",
    Member("tier", "department", "cấp sở"),
    Member("tier", "office", "cấp phòng"),
    Member("tier", "school", "cơ sở giáo dục", also=("chung",)),
    of_organisations=True,
)
SECRECY = _dimension(
    "secrecy",
    "Độ mật",
    Member("secrecy", "ordinary", "không mật"),
    Member("secrecy", "classified", "mật", also=("chung",)),
)
MEASURES = (
    Measure("inspected", "Điểm kiểm tra", kind="amount", highest=Fraction(10)),
    Measure(
        "lessons_online",
        "Số tiết dạy học trực tuyến",
        None,
        ("Số tiết trực tuyến",),
        ("level",),
        True,
    ),
    Measure("lessons_total", "Tổng số tiết theo chương trình", None, (), ("level",), True),
    Measure("learners", "Số người học", "người_học", ("Số HS",), ("level",), measured_in="người"),
    Measure("staff", "Số cán bộ", also=("Quy mô",)),
    Measure("trainees", "Số cán bộ tập sự", also=("Quy mô",)),
    Measure("budget", "Kinh phí", None, (), (), True, "amount", "triệu đồng"),
    Measure("files_total", "Số hồ sơ", None, (), ("tier", "secrecy"), True),
    Measure("dti_rank", "Thứ hạng chuyển đổi số", kind="rank"),
    Measure("has_website", "Có trang thông tin điện tử", kind="flag"),
)


def _sum(*terms: tuple[int, str]) -> Sum:
    return Sum(tuple((Fraction(factor), measure, None) for factor, measure in terms))


def _share(name: str, title: str, numerator: Sum, denominator: Sum) -> Indicator:
    return Indicator(name, "share", numerator, denominator, title)


INDICATORS = (
    _share(
        "online_share",
        "Tỉ lệ tiết trực tuyến",
        _sum((1, "lessons_online")),
        _sum((1, "lessons_total")),
    ),
    _share(
        "senior_share",
        "Tỉ lệ cán bộ chính thức",
        _sum((1, "staff"), (-1, "trainees")),
        _sum((1, "staff")),
    ),
)
PLAN = Plan(
    "sample",
    dimensions={each.name: each for each in (LEVEL, TIER, SECRECY)},
    measures={each.name: each for each in MEASURES},
    indicators={each.name: each for each in INDICATORS},
    facts={"portal_live": Fact("portal_live", "Cổng dịch vụ công hoạt động")},
    units={"so_gddt": Unit("so_gddt", "Sở Giáo dục và Đào tạo", also=("Sở GDĐT",))},
    tasks=(Task("it_procurement", "Thuê dịch vụ CNTT", Timing("always")),),
    duties=(
        Duty("quarterly_report", "Báo cáo tiến độ", Recurrence("quarter"), alias="báo_cáo_quý"),
    ),
)


@pytest.fixture
def plan() -> Plan:
    return PLAN


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that relative file names are read from."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def observe(folder: Path) -> Observe:
    """Reads data files given by name and content, with a register and events given as CSV text."""

    def read(
        files: Mapping[str, str | bytes] | str,
        register: str | None = None,
        events: str | None = None,
        plan: Plan = PLAN,
    ) -> Observations:
        given = {"a.csv": files} if isinstance(files, str) else files
        for name, content in {**given, "register.csv": register, "events.csv": events}.items():
            if content is not None:
                data = content.encode() if isinstance(content, str) else content
                (folder / name).write_bytes(data)
        return read_observations(
            plan,
            [Path(name) for name in given],
            register=None if register is None else Path("register.csv"),
            events=None if events is None else Path("events.csv"),
        )

    return read
