"""Every code of texts/problems.toml: data that bring it about, and all that is told and kept."""

from __future__ import annotations

import io
import string
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

import attrs
import pytest
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from dxplan.data.files import BUILTIN_READERS
from dxplan.data.observations import Observations
from dxplan.data.problems import Problem
from dxplan.data.reading import read_observations
from dxplan.data.tables import Reader, Table
from dxplan.messages import LANGUAGES, catalogue
from dxplan.plan.model import Plan
from tests.hostile.files import HOSTILE

Cells: TypeAlias = dict[str, dict[str, object]]
Told: TypeAlias = tuple[str, str, str]

REGISTER = "id,name,tier\ns1,Trường Một,school\ns2,Trường Hai,school\n0123,Trường Ba,school\n"


HEAD = "old,new,on\n"
CODES = "id\nN1\nB1\n"
MERGED = "A1,M1,2025-07-01\nA2,M1,2025-07-01\n"
PARTS = "id\nA1\nA2\nM1\n"


@attrs.frozen
class Case:
    """Data and what comes of them.

    :param data: files by name: text, bytes, or the cells of each sheet of a workbook.
    :param told: every problem as (code, file, ``sheet!cell``).
    :param kept: every number that is kept as (organisation, measure, value).
    :param left_out: how many rows are left out.
    """

    data: Mapping[str, str | bytes | Cells | None]
    told: tuple[Told, ...]
    kept: tuple[tuple[str, str, int], ...] = ()
    left_out: int = 0
    register: str | Cells | None = None
    events: str | None = None
    crosswalk: str | None = None
    fatal: bool = False
    given: tuple[str, ...] = ()
    readers: tuple[Reader, ...] = BUILTIN_READERS


def one(text: str, *told: Told, **more: object) -> Case:
    """A case of a single CSV file."""
    return Case({"a.csv": text}, told, **more)  # type: ignore[arg-type]


def listed(text: str, *told: Told, **more: object) -> Case:
    """A case of a register only."""
    return Case({}, told, register=text, **more)  # type: ignore[arg-type]


def changed(text: str, *told: Told, data: str = "", register: str = CODES, **more: object) -> Case:
    """A case of a crosswalk."""
    given = {"a.csv": "id,period,learners,budget\n" + data} if data else {}
    return Case(given, told, register=register, crosswalk=HEAD + text, **more)  # type: ignore[arg-type]


def unusable(text: str, *told: Told, **more: object) -> Case:
    """A case of a crosswalk that is not used."""
    return changed(text, *told, fatal=True, **more)


def happened(text: str, *told: Told) -> Case:
    """A case of an event list only."""
    return Case({}, told, events=text)


def sheet(area: str, *values: object) -> dict[str, object]:
    """The cells of an area of at most nine rows, row by row."""
    first, last = area.split(":")
    columns = [chr(code) for code in range(ord(first[0]), ord(last[0]) + 1)]
    addresses = (f"{c}{r}" for r in range(int(first[1:]), int(last[1:]) + 1) for c in columns)
    return dict(zip(addresses, values, strict=False))


def _fails(_: Path) -> tuple[list[Table], list[Problem]]:
    raise LookupError("a bug in a plugin")


def _locked(_: Path) -> tuple[list[Table], list[Problem]]:
    raise PermissionError(13, "Permission denied")


def form(**marks: str) -> bytes:
    """A form that holds one number, made for some plan and rules."""
    workbook, content = Workbook(), io.BytesIO()
    sheet = workbook.worksheets[0]
    for row in (("id", "period", "learners"), ("s1", 2024, 5)):
        sheet.append(row)
    for name, value in marks.items():
        workbook.custom_doc_props.append(StringProperty(name=f"dxplan.{name}", value=value))
    workbook.save(content)
    return content.getvalue()


GOOD = "id,period,learners\ns1,2024,5\n"
KEPT = (("s1", "learners", 5),)

CASES: dict[str, Case] = {
    # --- files ------------------------------------------------------------------------------------
    "file-not-found": Case(
        {"a.csv": None, "b.csv": GOOD}, (("file-not-found", "a.csv", ""),), KEPT, fatal=True
    ),
    "is-a-folder": Case({}, (("is-a-folder", "..", ""),), fatal=True, given=("..",)),
    "cannot-read-file": Case(
        {"a.locked": "x", "b.csv": GOOD},
        (("cannot-read-file", "a.locked", ""),),
        KEPT,
        fatal=True,
        readers=(Reader("locked", (".locked",), _locked), *BUILTIN_READERS),
    ),
    "empty-file": Case(
        {"a.csv": b"", "b.csv": "\n\n,,\n", "c.csv": b"\xef\xbb\xbf"},
        (("empty-file", "a.csv", ""), ("empty-file", "b.csv", ""), ("empty-file", "c.csv", "")),
        fatal=True,
    ),
    "file-given-twice": Case(
        {"a.csv": GOOD}, (("file-given-twice", "a.csv", ""),), KEPT, given=("a.csv",)
    ),
    "unknown-format": Case({"a.pdf": "x"}, (("unknown-format", "a.pdf", ""),), fatal=True),
    "not-utf-8": Case(
        {
            "a.csv": "id,period\nTrường,2024\n".encode("cp1258", "replace"),
            "b.csv": "id".encode("utf-16"),
        },
        (("not-utf-8", "a.csv", ""), ("not-utf-8", "b.csv", "")),
        fatal=True,
    ),
    "not-a-text-file": Case(
        {"a.csv": b"PK\x03\x04abc", "b.csv": b"id\0\n"},
        (("not-a-text-file", "a.csv", ""), ("not-a-text-file", "b.csv", "")),
        fatal=True,
    ),
    "broken-csv": one(
        'id,period,learners\ns1,2024,5\n"s2,2024,7\ns3,2024,9\n',
        ("broken-csv", "a.csv", ""),
        fatal=True,
    ),
    "not-a-workbook": Case(
        {"a.xlsx": "<html><table><tr><td>id</td></tr></table></html>"},
        (("not-a-workbook", "a.xlsx", ""),),
        fatal=True,
    ),
    "misnamed-file": Case({"a.xlsx": GOOD}, (("misnamed-file", "a.xlsx", ""),), KEPT),
    "password-protected": Case(
        {"a.secret": "x"},
        (("password-protected", "a.secret", ""),),
        fatal=True,
        readers=(
            Reader(
                "secret",
                (".secret",),
                lambda path: ([], [Problem("password-protected", str(path), fatal=True)]),
            ),
        ),
    ),
    "sheet-too-large": Case(
        {"a.xlsx": {"S": {"A1": "id", "XFD1048576": 1}}},
        (("sheet-too-large", "a.xlsx", "S!XFD1048576"),),
        fatal=True,
    ),
    "plugin-reader-failed": Case(
        {"a.odd": "x", "b.csv": GOOD},
        (("plugin-reader-failed", "a.odd", ""),),
        KEPT,
        fatal=True,
        readers=(Reader("odd", (".odd",), _fails), *BUILTIN_READERS),
    ),
    # --- sheets and columns -----------------------------------------------------------------------
    "hidden-sheet": Case(
        {
            "a.xlsx": {
                "S": {
                    "A1": "id",
                    "B1": "period",
                    "C1": "learners",
                    "A2": "s1",
                    "B2": 2024,
                    "C2": 5,
                },
                "~Hidden": {"A1": "id", "B1": "period", "C1": "learners"},
            }
        },
        (("hidden-sheet", "a.xlsx", "Hidden"),),
        KEPT,
    ),
    "sheet-not-used": Case(
        {
            "a.xlsx": {
                "Hướng dẫn": {"A1": "Điền số liệu vào sheet S"},
                "S": {
                    "A1": "id",
                    "B1": "period",
                    "C1": "learners",
                    "A2": "s1",
                    "B2": 2024,
                    "C2": 5,
                },
            }
        },
        (("sheet-not-used", "a.xlsx", "Hướng dẫn"),),
        KEPT,
    ),
    "person-sheet": Case(
        {
            "a.csv": "SỞ\nSTT,id,period,Họ và tên,Ngày sinh,learners\n1,s1,2024,A,1/1/2010,5\n",
            "b.csv": "id,period,Số CCCD,learners\ns1,2024,001,5\n",
            "c.csv": "id,period,learners,Số HS có CCCD\ns1,2024,5,4\n",
        },
        (
            ("person-sheet", "a.csv", ""),
            ("person-sheet", "b.csv", ""),
            ("unknown-column", "c.csv", "D1"),
        ),
        KEPT,
        fatal=True,
    ),
    "no-header": one("learners,staff\n5,6\n", ("no-header", "a.csv", ""), fatal=True),
    "missing-column": Case(
        {
            "a.csv": "id,learners\ns1,5\n",
            "b.csv": "\nperiod,learners\n2024,5\n",
            "c.csv": "id,period,measure\ns1,2024,learners\n",
            "d.csv": "id;period;value\ns1;2024;5\n",
        },
        (
            ("missing-column", "a.csv", "A1"),
            ("missing-column", "b.csv", "A2"),
            ("missing-column", "c.csv", "A1"),
            ("missing-column", "d.csv", "A1"),
        ),
        fatal=True,
    ),
    "no-measure-column": one(
        "id,period,name\ns1,2024,x\n", ("no-measure-column", "a.csv", "A1"), fatal=True
    ),
    "duplicate-column": Case(
        {
            "a.csv": "id,period,learners,Số HS,staff\ns1,2024,5,6,7\n",
            "b.csv": "id,mã trường,period,staff\ns1,s2,2024,7\n",
            "c.csv": "id,period,level,Cấp học,learners\ns1,2024,primary,secondary,5\n",
        },
        (
            ("duplicate-column", "a.csv", "D1"),
            ("duplicate-column", "b.csv", "B1"),
            ("duplicate-column", "c.csv", "D1"),
        ),
        (("s1", "staff", 7),),
        fatal=True,
    ),
    "ambiguous-heading": one(
        "id,period,Quy mô,learners\ns1,2024,9,5\n", ("ambiguous-heading", "a.csv", "C1"), kept=KEPT
    ),
    "look-alike-letter": one(
        "id,period,learners,Số tiết dạy học trực tuyến,Ðộ mật\ns1,2024,5,6,mật\n",
        ("look-alike-letter", "a.csv", "E1"),
        kept=(("s1", "learners", 5), ("s1", "lessons_online", 6)),
    ),
    "unknown-column": one(
        "id,period,learners,lerners,Ghi chú\ns1,2024,5,6,x\n",
        ("unknown-column", "a.csv", "D1"),
        ("unknown-column", "a.csv", "E1"),
        kept=KEPT,
    ),
    "unnamed-column": one(
        "id,period,learners,,\ns1,2024,5,x,\n", ("unnamed-column", "a.csv", "D1"), kept=KEPT
    ),
    "heading-passed-over": Case(
        {
            "a.xlsx": {
                "S": {
                    **sheet("A1:D1", None, None, "Thông tin chung", None),
                    **sheet("A2:D3", "id", "period", "learners", "staff", "s1", 2024, 5, 6),
                    "+C1:D1": None,
                }
            }
        },
        (
            ("heading-passed-over", "a.xlsx", "S!C2"),
            ("heading-passed-over", "a.xlsx", "S!D2"),
        ),
        (*KEPT, ("s1", "staff", 6)),
    ),
    "unit-converted": one(
        'id,period,budget (tỷ đồng),Kinh phí (đồng) cũ\ns1,2024,"2,5",\n',
        ("unit-converted", "a.csv", "C1"),
        ("unknown-column", "a.csv", "D1"),
        kept=(("s1", "budget", 2500),),
    ),
    "unit-does-not-fit": one(
        "id,period,learners,budget (%)\ns1,2024,5,12\n",
        ("unit-does-not-fit", "a.csv", "D1"),
        kept=KEPT,
    ),
    "period-from-banner": one(
        "BÁO CÁO NĂM 2024,\nid,learners\ns1,5\n", ("period-from-banner", "a.csv", "A1"), kept=KEPT
    ),
    "member-from-banner": one(
        "Cấp học: Tiểu học,,\nid,period,learners\ns1,2024,5\n",
        ("member-from-banner", "a.csv", "A1"),
        kept=KEPT,
    ),
    "organisation-from-banner": one(
        "Mã trường:,s1,\nKỳ báo cáo:,2024,\nSTT,Chỉ tiêu,Giá trị\n1,learners,5\n",
        ("organisation-from-banner", "a.csv", "A1"),
        ("period-from-banner", "a.csv", "A2"),
        kept=KEPT,
    ),
    "contradicting-banner": Case(
        {
            "a.csv": "BÁO CÁO QUÝ I NĂM 2024,\n(Quý II/2024),\nid,learners\ns1,5\n",
            "b.csv": "CẤP THCS,,\nCấp học:,Tiểu học,\nid,period,learners\ns1,2024,5\n",
        },
        (("contradicting-banner", "a.csv", "A1"), ("contradicting-banner", "b.csv", "A1")),
        fatal=True,
    ),
    "no-figures": one("id,period,learners\ns1,2024,\ns2,2024,-\n", ("no-figures", "a.csv", "")),
    "form-of-another-plan": Case(
        {"a.xlsx": form(plan="another", rules="x")}, (("form-of-another-plan", "a.xlsx", ""),), KEPT
    ),
    "form-of-other-rules": Case(
        {"a.xlsx": form(plan="sample", rules="x")}, (("form-of-other-rules", "a.xlsx", ""),), KEPT
    ),
    # --- organisations and the register -----------------------------------------------------------
    "empty-register": listed("id,name\n", ("empty-register", "register.csv", ""), fatal=True),
    "missing-organisation": one(
        "id,period,learners\n,2024,5\n,2024,\ns1,2024,6\n",
        ("missing-organisation", "a.csv", "A2"),
        kept=(("s1", "learners", 6),),
        left_out=1,
    ),
    "unknown-organisation": one(
        "id,period,learners\ns1,2024,5\ns9,2024,7\n",
        ("unknown-organisation", "a.csv", "A3"),
        register=REGISTER,
        kept=KEPT,
        left_out=1,
    ),
    "ambiguous-organisation": one(
        "id,period,learners\n123,2024,5\n0123,2024,6\n",
        ("ambiguous-organisation", "a.csv", "A2"),
        ("alike-organisations", "register.csv", "A3"),
        register="id\n0123\n00123\n",
        kept=(("0123", "learners", 6),),
        left_out=1,
    ),
    "id-with-decimals": Case(
        {"a.csv": "id,period,learners\n123.0,2024,5\n"},
        (
            ("id-with-decimals", "a.csv", "A2"),
            ("id-with-decimals", "register.csv", "A2"),
            ("empty-register", "register.csv", ""),
        ),
        register="id\n123.0\n",
        left_out=1,
        fatal=True,
    ),
    "foreign-letter-in-id": one(
        "id,period,learners\n\u0405\u0410 1,2024,5\ns1,2024,5\n",
        ("foreign-letter-in-id", "a.csv", "A2"),
        kept=KEPT,
        left_out=1,
    ),
    "unit-conflict": one(
        "id,period,budget (tỷ đồng),learners\n,,nghìn đồng,\ns1,2024,7,5\n",
        ("unit-conflict", "a.csv", "C2"),
        kept=KEPT,
    ),
    "taken-for-a-group": Case(
        {},
        (("taken-for-a-group", "register.csv", "B1"),),
        register="id,Loại đơn vi,huyện\ns1,cấp sở,Quy Nhơn\n",
    ),
    "unused-column": Case(
        {},
        (("unused-column", "events.csv", "C1"),),
        events="rule,date,Đơn vị thực hien,Ghi chú\nportal_live,2024-05-01,so_gddt,cũ\n",
    ),
    "alike-organisations": one(
        "id,period,learners\ns1,2024,5\nS 1,2024,6\n",
        ("alike-organisations", "a.csv", "A3"),
        kept=(("S 1", "learners", 6), ("s1", "learners", 5)),
    ),
    "repeated-organisation": listed(
        "id,name\ns1,A\ns1,A\n", ("repeated-organisation", "register.csv", "A3")
    ),
    "contradicting-organisation": listed(
        "id,name\ns1,A\ns1,B\n", ("contradicting-organisation", "register.csv", "A3"), fatal=True
    ),
    "changed-members": listed(
        "id,tier,until,since\ns1,school,2024,\ns1,office,,2025\n",
        ("changed-members", "register.csv", "A3"),
        fatal=True,
    ),
    "gap-between-rows": listed(
        "id,district,since,until\ns1,A,,2024-12-31\ns1,B,2025-02-01,\ns1,C,2024,2024\n",
        ("contradicting-organisation", "register.csv", "A4"),
        ("gap-between-rows", "register.csv", "A3"),
        fatal=True,
    ),
    # --- the crosswalk ----------------------------------------------------------------------------
    "empty-crosswalk": unusable("", ("empty-crosswalk", "crosswalk.csv", "")),
    "crosswalk-without-register": Case(
        {"a.csv": GOOD},
        (("crosswalk-without-register", "crosswalk.csv", ""),),
        KEPT,
        crosswalk="old,new,on\nA1,N1,2025-07-01\n",
        fatal=True,
    ),
    "missing-code": unusable(
        "A1,,2025-07-01\n,N1,2025-07-01\nA2,-,2025-07-01\nA3,N1,\nA4,N1,2025\nA5.0,N1,1/7/2025\n",
        ("missing-code", "crosswalk.csv", "B2"),
        ("missing-code", "crosswalk.csv", "A3"),
        ("missing-date", "crosswalk.csv", "C5"),
        ("unknown-date", "crosswalk.csv", "C6"),
    ),
    "repeated-change": changed(
        "A1,N1,2025-07-01\nA1,N1,1/7/2025\n", ("repeated-change", "crosswalk.csv", "A3")
    ),
    "code-unchanged": unusable("N1,N1,2025-07-01\n", ("code-unchanged", "crosswalk.csv", "A2")),
    "closed-and-continued": unusable(
        "A1,N1,2025-07-01\nA1,-,2025-07-01\n",
        ("closed-and-continued", "crosswalk.csv", "A3"),
    ),
    "code-in-use": unusable(
        "A1,N1,2024-07-01\nA2,N1,2025-07-01\n", ("code-in-use", "crosswalk.csv", "A3")
    ),
    "unclear-code": unusable(
        "A1,N1,2025-07-01\nN1,B1,2025-07-01\n", ("unclear-code", "register.csv", "A2")
    ),
    "row-outside-its-code": unusable(
        "A1,N1,2025-07-01\n",
        ("row-outside-its-code", "register.csv", "A3"),
        register="id,until\nA1,\nN1,2020-12-31\n",
    ),
    "code-not-in-register": changed(
        "A1,N1,2025-07-01\nN1,N1,2025-07-01\nX1,X2,2025-07-01\n",
        ("code-not-in-register", "crosswalk.csv", "A2"),
        data="A1,2024,5,\nN1,2024,7,\n",
        kept=(("A1", "learners", 5), ("N1", "learners", 7)),
    ),
    "contradicting-codes": changed(
        "A1,N1,2025-07-01\n",
        ("contradicting-codes", "a.csv", "C2"),
        ("contradicting-codes", "a.csv", "C3"),
        data="A1,2024,5,\nN1,2024,7,\n",
        left_out=2,
    ),
    "code-changed-hands": changed(
        "B1,N1,2025-07-01\nA1,B1,2025-07-01\n",
        ("code-changed-hands", "a.csv", "A2"),
        data="B1,2025,5,\nB1,2024,6,\nB1,2026,7,\n",
        register="id,since\nB1,2025-07-01\nN1,2025-07-01\n",
        kept=(("N1", "learners", 6), ("B1", "learners", 7)),
        left_out=1,
    ),
    "code-not-in-use": changed(
        "A1,N1,2025-07-01\n",
        ("code-not-in-use", "a.csv", "A3"),
        data="A1,2025,5,\nA1,2026,6,\nA1,2024,7,\n",
        kept=(("N1", "learners", 5), ("N1", "learners", 7)),
        left_out=1,
    ),
    "before-it-came-about": changed(
        MERGED,
        ("before-it-came-about", "a.csv", "A2"),
        data="M1,2024,5,\nA1,2024,6,\nM1,2025,7,\n",
        register=PARTS,
        kept=(("A1", "learners", 6), ("M1", "learners", 7)),
        left_out=1,
    ),
    "flow-from-before": changed(
        MERGED,
        ("flow-from-before", "a.csv", "D2"),
        data="M1,2025,5,6\nM1,2025-Q4,7,8\n",
        register=PARTS,
        kept=(("M1", "learners", 7), ("M1", "budget", 8)),
        left_out=1,
    ),
    "unclear-province": listed(
        "id,Mã tỉnh,until\ns1,52,\ns2,52,2025-06-30\ns3,22,\ns4,64,\n",
        ("unclear-province", "register.csv", "B2"),
    ),
    "unknown-province": listed(
        "id,tỉnh,since\ns1,Bình Dịnh,\ns2,99,\ns3,64,2025-07-01\ns4,Bình Định,2025-07-01\n",
        ("unknown-province", "register.csv", "B2"),
        ("unknown-province", "register.csv", "B3"),
        ("unknown-province", "register.csv", "B4"),
    ),
    "ends-before-it-starts": listed(
        "id,since,until\ns1,2024-05-31,2024-05-30\ns2,2024,2024\n",
        ("ends-before-it-starts", "register.csv", "C2"),
    ),
    "member-not-of-organisation": one(
        "id,period,tier,learners\ns1,2024,office,5\ns2,2024,cơ sở giáo dục,6\n",
        ("member-not-of-organisation", "a.csv", "C2"),
        register=REGISTER,
        kept=(("s2", "learners", 6),),
        left_out=1,
    ),
    # --- periods and members ----------------------------------------------------------------------
    "missing-period": one(
        "id,period,learners\ns1,,5\ns1,,\ns1,2024,5\n",
        ("missing-period", "a.csv", "B2"),
        kept=KEPT,
        left_out=1,
    ),
    "unknown-period": one(
        "id,period,learners\ns1,Quý V/2024,5\ns1,2024,5\n",
        ("unknown-period", "a.csv", "B2"),
        kept=KEPT,
        left_out=1,
    ),
    "unknown-date": Case(
        {},
        (("unknown-date", "events.csv", "B2"), ("unknown-date", "register.csv", "B2")),
        register="id,since\ns1,soon\n",
        events="task,date\nit_procurement,5/2024\n",
    ),
    "date-as-number": Case(
        {"a.xlsx": {"S": sheet("A1:C2", "id", "period", "learners", "s1", 45473, 5)}},
        (("date-as-number", "a.xlsx", "S!B2"),),
        KEPT,
    ),
    "date-may-be-a-month": Case(
        {"a.xlsx": {"S": sheet("A1:C2", "id", "period", "learners", "s1", date(2024, 6, 1), 5)}},
        (("date-may-be-a-month", "a.xlsx", "S!B2"),),
        KEPT,
    ),
    "flow-of-one-day": one(
        "id,period,learners,lessons_total\ns1,31/12/2024,5,\ns2,31/12/2024,5,9\ns3,31/12/2024,,9\n",
        ("flow-of-one-day", "a.csv", "B3"),
        kept=(
            ("s1", "learners", 5),
            ("s2", "learners", 5),
            ("s2", "lessons_total", 9),
            ("s3", "lessons_total", 9),
        ),
    ),
    "unknown-member": Case(
        {
            "a.csv": "id,period,level,learners\ns1,2024,tiểu họ,5\ns1,2024,TH,6\n",
            "b.csv": "id,period,learners[primery],staff\ns2,2024,7,8\n",
        },
        (
            ("unknown-member", "a.csv", "C2"),
            ("unknown-member", "b.csv", "C1"),
            ("unknown-member", "register.csv", "B2"),
        ),
        (("s1", "learners", 6), ("s2", "staff", 8)),
        left_out=1,
        register="id,level\ns1,tiểu hoc\ns2,\n",
    ),
    "ambiguous-member": one(
        "id,period,learners[TH],files_total[Chung],Số hồ sơ[mật]\ns1,2024,5,6,7\n",
        ("ambiguous-member", "a.csv", "D1"),
        kept=(("s1", "files_total", 7), ("s1", "learners", 5)),
    ),
    "member-conflict": one(
        "id,period,level,learners[primary],learners[secondary]\n"
        "s1,2024,primary,5,6\ns2,2024,primary,7,\ns3,2024,THCS,,8\n",
        ("member-conflict", "a.csv", "E2"),
        kept=(("s2", "learners", 7), ("s3", "learners", 8)),
        left_out=1,
    ),
    "not-broken-down": Case(
        {
            "a.csv": "id,period,level,learners,staff\n"
            "s1,2024,primary,5,6\ns1,2024,THCS,7,8\ns2,2024,,9,9\n",
            "b.csv": "id,period,level,measure,value\n"
            "s3,2024,primary,staff,5\ns3,2024,primary,learners,6\n",
        },
        (("not-broken-down", "a.csv", "E2"), ("not-broken-down", "b.csv", "D2")),
        (
            ("s1", "learners", 7),
            ("s1", "learners", 5),
            ("s2", "learners", 9),
            ("s2", "staff", 9),
            ("s3", "learners", 6),
        ),
        left_out=1,
    ),
    # --- numbers ----------------------------------------------------------------------------------
    "missing-measure": one(
        "id,period,measure,value\ns1,2024,,5\ns1,2024,,\ns1,2024,learners,5\n",
        ("missing-measure", "a.csv", "C2"),
        kept=KEPT,
        left_out=1,
    ),
    "unknown-pair": one(
        "id,period,indicator,numerator,denominator\n"
        "s1,2024,online_shore,1,2\ns1,2024,learners,1,2\ns2,2024,online_share,,\n",
        ("unknown-pair", "a.csv", "C2"),
        ("unknown-pair", "a.csv", "C3"),
        left_out=2,
    ),
    "indicator-of-several": one(
        "id,period,indicator,numerator,denominator\n"
        "s1,2024,senior_share,1,2\ns1,2024,online_share,1,2\n",
        ("indicator-of-several", "a.csv", "C2"),
        kept=(("s1", "lessons_online", 1), ("s1", "lessons_total", 2)),
        left_out=1,
    ),
    "unknown-measure": one(
        "id,period,measure,value\ns1,2024,lerners,5\ns1,2024,level,5\ns1,2024,learners,5\n",
        ("unknown-measure", "a.csv", "C2"),
        ("unknown-measure", "a.csv", "C3"),
        kept=KEPT,
        left_out=2,
    ),
    "not-a-number": one(
        "id,period,learners,staff\ns1,2024,5,không\ns2,2024,12 HS,7%\ns3,2024,-,0\n",
        ("not-a-number", "a.csv", "D2"),
        ("not-a-number", "a.csv", "C3"),
        ("not-a-number", "a.csv", "D3"),
        kept=(("s3", "staff", 0),),
        left_out=2,
    ),
    "formula-error": Case(
        {
            "a.xlsx": {
                "S": sheet("A1:C3", "id", "period", "learners", "s1", 2024, "#REF!", "s2", 2024, 5)
            }
        },
        (("formula-error", "a.xlsx", "S!C2"),),
        (("s2", "learners", 5),),
        left_out=1,
    ),
    "formula-without-result": Case(
        {"a.xlsx": {"S": sheet("A1:C2", "id", "period", "learners", "s1", 2024, "=1+1")}},
        (("formula-without-result", "a.xlsx", "S!C2"),),
        left_out=1,
    ),
    "merged-number": Case(
        {
            "a.xlsx": {
                "S": {
                    **sheet("A1:C3", "id", "period", "learners", "s1", 2024, 5, "s2", 2024),
                    "+C2:C3": None,
                }
            }
        },
        (("merged-number", "a.xlsx", "S!C2"), ("merged-number", "a.xlsx", "S!C3")),
        left_out=2,
    ),
    "not-a-place": one(
        "id,period,dti_rank (hạng)\ns1,2024,0\ns2,2024,1\n",
        ("not-a-place", "a.csv", "C2"),
        kept=(("s2", "dti_rank", 1),),
        left_out=1,
    ),
    "negative-number": one(
        'id,period,learners,budget\ns1,2024,-1,5\ns2,2024,6,"-0,5"\ns3,2024,0,0\n',
        ("negative-number", "a.csv", "C2"),
        ("negative-number", "a.csv", "D3"),
        kept=(("s3", "budget", 0), ("s3", "learners", 0)),
        left_out=2,
    ),
    "above-points": one(
        'id,period,inspected\ns1,2024,"10,5"\ns2,2024,10\n0123,2024,11\n',
        ("above-points", "a.csv", "C2"),
        ("above-points", "a.csv", "C4"),
        kept=(("s2", "inspected", 10),),
        left_out=2,
    ),
    "not-a-whole-number": one(
        'id,period,learners,staff\ns1,2024,"12,5",7\ns2,2024,"12,0",7\n',
        ("not-a-whole-number", "a.csv", "C2"),
        kept=(("s2", "learners", 12), ("s2", "staff", 7)),
        left_out=1,
    ),
    "ambiguous-number": one(
        'id,period,learners,staff\ns1,2024,1.265,7\ns2,2024,"17,083",8\ns3,2024,1265,"1.234.567"\n',
        ("ambiguous-number", "a.csv", "C2"),
        ("ambiguous-number", "a.csv", "C3"),
        kept=(("s3", "learners", 1265), ("s3", "staff", 1234567)),
        left_out=2,
    ),
    "inexact-number": Case(
        {
            "a.xlsx": {
                "S": {
                    "A1": "id",
                    "B1": "period",
                    "C1": "budget",
                    "A2": "s1",
                    "B2": 2024,
                    "C2": 0.1234567890123456,
                    "A3": "s2",
                    "B3": 2024,
                    "C3": 7,
                }
            }
        },
        (("inexact-number", "a.xlsx", "S!C2"),),
        (("s2", "budget", 7),),
        left_out=1,
    ),
    "unknown-flag-value": one(
        "id,period,has_website\ns1,2024,có thể\ns2,2024,x\ns3,2024,Không\ns4,2024,\n",
        ("unknown-flag-value", "a.csv", "C2"),
        kept=(("s2", "has_website", 1), ("s3", "has_website", 0)),
        left_out=1,
    ),
    "unclear-percentage": one(
        "id,period,learners,online_share\ns1,2024,5,0.9\n",
        ("unclear-percentage", "a.csv", "D2"),
        kept=KEPT,
    ),
    "too-many-cells": one(
        "id,period,learners\ns1,2024,17,083\ns1,2024,5,\n",
        ("too-many-cells", "a.csv", "D2"),
        kept=KEPT,
        left_out=1,
    ),
    "total-row": one(
        "STT,id,Tên trường,period,learners\n"
        "1,s1,Cộng Hòa,2024,5\n,Tổng cộng,,2024,5\n,,TỔNG:,2024,5\n",
        ("total-row", "a.csv", "B3"),
        ("total-row", "a.csv", "C4"),
        kept=KEPT,
    ),
    "total-differs": one(
        "id,period,learners\ns1,2024,5\ns2,2024,6\nTổng cộng,,12\n",
        ("total-row", "a.csv", "A4"),
        ("total-differs", "a.csv", "C4"),
        kept=(("s1", "learners", 5), ("s2", "learners", 6)),
    ),
    # --- numbers held against one another ---------------------------------------------------------
    "numerator-above-denominator": one(
        "id,period,lessons_online[primary],lessons_total[primary],lessons_online[THCS]\n"
        "s1,2024,11,10,1\ns2,2024,10,10,1\ns3,2024,11,,1\n",
        ("numerator-above-denominator", "a.csv", "C2"),
        kept=(
            ("s2", "lessons_online", 1),
            ("s2", "lessons_online", 10),
            ("s2", "lessons_total", 10),
            ("s3", "lessons_online", 1),
            ("s3", "lessons_online", 11),
        ),
        left_out=1,
    ),
    "numerator-below-zero": one(
        "id,period,staff,trainees\ns1,2024,5,6\ns2,2024,6,6\n",
        ("numerator-below-zero", "a.csv", "C2"),
        kept=(("s2", "staff", 6), ("s2", "trainees", 6)),
        left_out=1,
    ),
    "contradicting-values": Case(
        {
            "a.csv": "id,period,learners,staff\ns1,2024,5,6\ns2,2024,5,6\n",
            "b.csv": "id,period,staff\ns1,năm 2024,7\n",
        },
        (("contradicting-values", "a.csv", "D2"), ("contradicting-values", "b.csv", "C2")),
        (("s2", "learners", 5), ("s2", "staff", 6)),
        left_out=2,
    ),
    "repeated-values": Case(
        {
            "a.csv": "id,period,learners,staff\ns1,2024,5,6\n",
            "b.csv": "id,period,staff,trainees\ns1,2024,6,1\n",
            "c.csv": "id,period,staff,learners\ns1,2024,6,5\n",
        },
        (("repeated-values", "b.csv", "C2"), ("repeated-values", "c.csv", "D2")),
        (("s1", "learners", 5), ("s1", "staff", 6), ("s1", "trainees", 1)),
    ),
    "overlapping-periods": one(
        "id,period,lessons_total,learners\ns1,2024,40,5\ns1,2024-Q2,10,6\ns1,2025-Q1,10,7\n",
        ("overlapping-periods", "a.csv", "C2"),
        ("overlapping-periods", "a.csv", "C3"),
        kept=(("s1", "learners", 7), ("s1", "lessons_total", 10)),
        left_out=2,
    ),
    # --- events -----------------------------------------------------------------------------------
    "missing-rule": happened("task,date\n,31/5/2024\n", ("missing-rule", "events.csv", "A2")),
    "missing-date": happened("task,date\nit_procurement,\n", ("missing-date", "events.csv", "B2")),
    "unknown-rule": happened(
        "task,date\nit_procuremnt,31/5/2024\n", ("unknown-rule", "events.csv", "A2")
    ),
    "unknown-unit": happened(
        "duty,date,unit\nquarterly_report,31/5/2024,Sở GDDT\n", ("unknown-unit", "events.csv", "C2")
    ),
    "contradicting-events": happened(
        "fact,date,value\nportal_live,31/5/2024,có\nportal_live,31/5/2024,không\n",
        ("contradicting-events", "events.csv", "A2"),
        ("contradicting-events", "events.csv", "A3"),
    ),
}


def _write(path: Path, content: str | bytes | Cells) -> None:
    if isinstance(content, str):
        path.write_text(content, "utf-8")
    elif isinstance(content, bytes):
        path.write_bytes(content)
    else:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for title, cells in content.items():
            sheet = workbook.create_sheet(title.removeprefix("~"))
            sheet.sheet_state = "hidden" if title.startswith("~") else "visible"
            for address, value in cells.items():
                if address.startswith("+"):
                    sheet.merge_cells(address.removeprefix("+"))
                else:
                    sheet[address] = value
        workbook.save(path)


def _observe(case: Case, plan: Plan, folder: Path) -> Observations:
    for name, content in case.data.items():
        if content is not None:
            _write(folder / name, content)
    beside = {"register": case.register, "events": case.events, "crosswalk": case.crosswalk}
    for name, content in ((f"{name}.csv", content) for name, content in beside.items()):
        if content is not None:
            _write(folder / name, content)
    return read_observations(
        plan,
        [Path(name) for name in (*case.data, *case.given)],
        **{name: Path(f"{name}.csv") for name, content in beside.items() if content is not None},
        readers=case.readers,
    )


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_case_tells_its_problems_and_keeps_the_rest(code: str, plan: Plan, folder: Path) -> None:
    case = CASES[code]
    found = _observe(case, plan, folder)
    told = [(each.code, each.file, _at(each)) for each in found.problems]
    kept = [(each.organisation, each.measure, int(each.value)) for each in found.cells]
    assert (sorted(told), sorted(kept)) == (sorted(case.told), sorted(case.kept))
    assert found.rows_left_out == case.left_out
    assert any(each.fatal for each in found.problems) == case.fatal


def _at(problem: Problem) -> str:
    return "!".join(part for part in (problem.sheet, problem.cell) if part)


# See tests/engine/tables/test_bad_tables.py
OF_TABLES = frozenset(
    (
        "column-holds-nan", "column-not-numbers", "column-not-texts", "column-not-whole",
        "column-twice", "empty-table", "folder-without-tables", "formats-mixed",
        "more-organisations", "no-key-columns", "not-a-table", "unknown-table-format",
        "unreadable-table",
    )
)  # fmt: skip


# See tests/engine/tables/travelling
OF_SUMS = frozenset(
    (
        "sums-beside-crosswalk", "sums-broken", "sums-divided", "sums-lack-numbers",
        "sums-made-without-register", "sums-not-a-file", "sums-not-found", "sums-of-other-plan",
        "sums-of-other-rules", "sums-of-other-version", "sums-overlap",
        "sums-register-mixed", "sums-registers-differ",
    )
)  # fmt: skip


def test_every_code_has_a_case_that_tells_it() -> None:
    told = {code: {each for each, _, _ in case.told} for code, case in CASES.items()}
    # Two plans, see tests/data/test_event_lists.py, and a table, see tests/session/test_sdk.py
    elsewhere = {"rule-of-several-plans", "crosswalk-over-table", *OF_TABLES, *OF_SUMS}
    # See tests/plugin/test_contained.py and tests/hostile
    elsewhere |= {"plugin-left-traces"}
    elsewhere |= {each.code for each in HOSTILE.values()} | {"too-many-rows"}
    assert set(told) | elsewhere == set(catalogue("problems"))
    assert [code for code, codes in told.items() if code not in codes] == []


@pytest.mark.parametrize("code", sorted(CASES))
def test_its_problems_read_as_one_line_in_every_language(
    code: str, plan: Plan, folder: Path
) -> None:
    for problem in _observe(CASES[code], plan, folder).problems:
        for language in LANGUAGES:
            lines = (problem.message(language), problem.help(language))
            assert [line for line in lines if not line or "\n" in line or "{" in line] == []


@pytest.mark.parametrize("code", sorted(catalogue("problems")))
def test_both_languages_of_a_text_say_the_same_things(code: str) -> None:
    texts = catalogue("problems")[code]
    assert set(texts) == {"en", "vi", "help_en", "help_vi"}
    assert _fields(texts["en"]) == _fields(texts["vi"])
    assert _fields(texts["help_en"]) == _fields(texts["help_vi"])
    assert not texts["en"][0].isupper()
    assert not texts["vi"][0].isupper()


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
