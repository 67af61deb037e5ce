"""``dxplan test --coverage`` and ``--mutate``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxplan.report.schemas import schema

Run = Callable[..., Any]

RULES = """\
kế hoạch mang "Kết nối mạng"
    giai đoạn 2026 đến 2028
đơn vị phong "Phòng Văn hóa - Xã hội"
đơn vị cong_an "Công an xã"
số liệu a thời kỳ
số liệu b thời kỳ
chỉ tiêu x = a / b
x đạt 5% đến năm 2027
    chủ trì phong
nhiệm vụ survey "Khảo sát"
    chủ trì phong
"""
ON_THE_LINE = """
ví dụ "đúng ngưỡng"
    cho a 5, b 100 trong năm 2027
    kết quả x đạt chủ trì phong
"""
OTHERS = """
ví dụ "thiếu một"
    cho a 4, b 100 trong năm 2027
    kết quả x không đạt
ví dụ "một năm trước hạn" ngày 31/12/2026
    kết quả x chưa đến hạn
    kết quả survey chủ trì phong
"""


@pytest.fixture
def write(workplace: Path) -> Callable[[str], None]:
    """Writes the rules with some examples."""

    def written(examples: str) -> None:
        (workplace / "mang.dxplan").write_text(RULES + examples, "utf-8")

    return written


Write = Callable[[str], None]


def test_coverage_tells_what_is_reached_and_what_is_not(run: Run, write: Write) -> None:
    write(ON_THE_LINE)
    found = run("test", "mang.dxplan", "--coverage", "--lang", "en")
    assert (found.status, found.out) == (0, (
        "mang: examples: 1\n"
        "targets with an example: 1 of 1\n"
        "tasks with an example: 0 of 1\n"
        "Rules by verdict: met 1\n"
        "no example shows: missed, undetermined, on track, behind, not due, no data, "
        "conflicting data, not\napplicable, no figure set, waived\n"
        "\n"
        "rule                                               verdicts that examples show\n"
        f"{'─' * 100}\n"
        "x.by.2027                                          met 1\n"
        "\n"
        "RULES WITHOUT AN EXAMPLE (1)\n"
        "\n"
        "mang.dxplan:10  survey\n"
    ))  # fmt: skip


def test_coverage_as_json_keeps_to_its_schema(run: Run, write: Write) -> None:
    write(ON_THE_LINE + OTHERS)
    found = run("test", "mang.dxplan", "--coverage", "--format", "json")
    document = json.loads(found.out)
    jsonschema.validate(document, schema("coverage-1"))
    assert document["reached"] == 2
    assert [(each["id"], each["expectations"], each["verdicts"]) for each in document["rules"]] == [
        ("x.by.2027", 3, {"met": 1, "missed": 1, "not_due": 1}),
        ("survey", 1, {}),
    ]


def test_a_verdict_that_does_not_come_out_is_not_shown_by_an_example(
    run: Run, write: Write
) -> None:
    write(ON_THE_LINE.replace("a 5", "a 4"))
    found = run("test", "mang.dxplan", "--coverage", "--format", "json")
    assert found.status == 1
    assert json.loads(found.out)["rules"][0]["verdicts"] == {}


def test_a_change_that_no_example_notices_is_told_with_one_that_would(
    run: Run, write: Write
) -> None:
    write(ON_THE_LINE + OTHERS.replace("    kết quả survey chủ trì phong\n", ""))
    found = run("test", "mang.dxplan", "--mutate")
    assert found.status == 1
    assert found.out.split("\n\n", 2)[2] == (
        "THAY ĐỔI MÀ KHÔNG VÍ DỤ NÀO PHÁT HIỆN (2)\n"
        "\n"
        "mang.dxplan:10  đơn vị\n"
        '      nhiệm vụ survey "Khảo sát"\n'
        "    -     chủ trì phong\n"
        "    +     chủ trì cong_an\n"
        "    ví dụ sẽ phát hiện được:\n"
        '        ví dụ "survey, ngày 01/01/2026: đơn vị chịu trách nhiệm" ngày 1/1/2026\n'
        "            kết quả survey chủ trì phong\n"
        "\n"
        "mang.dxplan:10  đơn vị\n"
        '      nhiệm vụ survey "Khảo sát"\n'
        "    -     chủ trì phong\n"
        "    ví dụ “survey, ngày 01/01/2026: đơn vị chịu trách nhiệm” ở trên cũng phát hiện được\n"
        "\n"
        "2 thay đổi không ví dụ nào phát hiện: sai ở đó sẽ không ai thấy\n"
    )


def test_examples_that_notice_everything_let_a_build_pass(run: Run, write: Write) -> None:
    write(ON_THE_LINE + OTHERS)
    found = run("test", "mang.dxplan", "--mutate", "--lang", "en")
    assert (found.status, found.out.splitlines()[0], found.out.splitlines()[-1]) == (
        0,
        "mang: changes to the rules, one at a time: 10; examples: 3",
        "every change that makes a difference is noticed by an example",
    )


def test_changes_as_json_keep_to_their_schema(run: Run, workplace: Path) -> None:
    named = RULES.replace("đơn vị phong", "    cấp trên tinh.kh_1\nđơn vị phong", 1)
    (workplace / "mang.dxplan").write_text(named + "x đạt cấp trên trong năm 2026\n", "utf-8")
    found = run("test", "mang.dxplan", "--mutate", "--format", "json", "--output", "changes.json")
    assert (found.status, found.out) == (1, "")
    document = json.loads(Path("changes.json").read_text("utf-8"))
    jsonschema.validate(document, schema("mutants-1"))
    kinds = document["kinds"]
    assert kinds["comparator"] == {"noticed": 0, "not_noticed": 2, "same": 2}
    assert sum(sum(each.values()) for each in kinds.values()) == len(document["changes"])
    last = document["changes"][-1]
    assert (last["kind"], last["place"], last["outcome"]) == (
        "unit", {"file": "mang.dxplan", "line": 11}, "not_noticed"
    )  # fmt: skip
    assert last["rule"]["vi"] == {
        "head": 'nhiệm vụ survey "Khảo sát"', "before": ["    chủ trì phong"], "after": []
    }  # fmt: skip
    assert last["suggestion"]["en"].endswith("expect survey lead phong")


def test_a_file_without_examples_gets_all_of_them(run: Run, write: Write) -> None:
    write("")
    found = run("test", "mang.dxplan", "--mutate", "--format", "json")
    document = json.loads(found.out)
    assert (found.status, document["examples"]) == (1, 0)
    assert document["summary"] == {"noticed": 0, "not_noticed": 10, "same": 0}
    assert [each for each in document["changes"] if each["suggestion"] is None] == []


def test_suggestions_that_are_pasted_notice_everything(run: Run, write: Write) -> None:
    write("")
    document = json.loads(run("test", "mang.dxplan", "--mutate", "--format", "json").out)
    texts = dict.fromkeys(each["suggestion"]["vi"] for each in document["changes"])
    write("\n".join(texts) + "\n")
    assert run("test", "mang.dxplan").status == 0
    assert run("test", "mang.dxplan", "--mutate").status == 0


def test_examples_that_fail_are_told_before_anything_is_changed(run: Run, write: Write) -> None:
    write(ON_THE_LINE.replace("a 5", "a 4"))
    found = run("test", "mang.dxplan", "--mutate")
    assert found.status == 1
    assert "ví dụ “đúng ngưỡng” cho kết quả khác mong đợi" in found.out
    assert found.err == (
        "có ví dụ cho kết quả khác mong đợi; hãy sửa trước rồi mới xem ví dụ phát hiện được gì\n"
    )


def test_a_plan_without_rules_has_nothing_to_change(run: Run, workplace: Path) -> None:
    (workplace / "leer.dxplan").write_text('plan leer "Empty"\n', "utf-8")
    found = run("test", "leer.dxplan", "--mutate")
    assert (found.status, found.out) == (
        0, "leer has no target, task or duty in a rule file, so there is nothing to change\n"
    )  # fmt: skip


def test_examples_in_a_file_of_their_own_count_as_well(run: Run, workplace: Path) -> None:
    (workplace / "mang.dxplan").write_text(RULES, "utf-8")
    (workplace / "mang.examples.dxplan").write_text(ON_THE_LINE + OTHERS, "utf-8")
    assert run("test", "mang.dxplan", "--mutate").status == 0


def test_coverage_and_changes_are_asked_for_one_at_a_time(run: Run, write: Write) -> None:
    write("")
    found = run("test", "mang.dxplan", "--mutate", "--coverage")
    assert (found.status, found.out) == (2, "")
    assert "argument --coverage: not allowed with argument --mutate" in found.err
