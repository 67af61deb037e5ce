"""A checker as a program holds it: threads, processes, imports, and what is exactly on a line."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest

import dxplan
from dxplan.engine.records import Checker, RecordError, code, compile_plan
from tests.engine.records.cases import DECLARED_TOO, RULES
from tests.engine.rules import day, plan

CHECKS = "\ncheck devices <= 3 * rooms\n"


PERCENTS = range(1, 101)
SIZES = (*range(1, 53), 10**18, 10**18 + 7, 3 * 10**40)
"""Hundredths of the whole, so that every percentage is a whole number of it."""


def boundaries() -> Checker:
    lines = ["measure whole"]
    for percent in PERCENTS:
        lines += [
            f"measure part_{percent}",
            f"indicator share_{percent} = part_{percent} / whole",
            f"share_{percent} >= {percent}% by 2025",
            f"share_{percent} > {percent}% in 2025",
        ]
    return compile_plan(plan("", declared="\n".join(lines)), day("2025-12-31"))


@pytest.mark.parametrize(
    ("beside", "expected"),
    [(-1, ("missed", "missed")), (0, ("met", "missed")), (1, ("met", "met"))],
)
def test_every_boundary_is_decided_exactly_however_large_the_counts(
    beside: int, expected: tuple[str, str]
) -> None:
    check = boundaries()
    for size in SIZES:
        parts = {percent: min(percent * size + beside, 100 * size) for percent in PERCENTS}
        record = {f"part_{percent}": part for percent, part in parts.items()}
        found = {each[0]: each[1] for each in check({"whole": 100 * size, **record})}
        wrong = [
            (percent, size)
            for percent in (PERCENTS if beside < 1 else PERCENTS[:-1])
            if (found[f"share_{percent}.by.2025"], found[f"share_{percent}.in.2025"]) != expected
        ]
        assert wrong == []


# --- threads and processes ------------------------------------------------------------------------


def records_with_gaps(keys: Sequence[str]) -> list[dict[str, int | None]]:
    """Records of several kinds: complete, with gaps, and with keys left out."""
    found = []
    wholes = {"total", "pupils", "files", "plans", "budget"}
    for number in range(120):
        values = {
            key: (number * 7 + place) % 2 + 2 * (key in wholes) for place, key in enumerate(keys)
        }
        left_out = set(keys[number % 5 :: 5]) if number % 3 == 1 else set()
        gaps = set(keys[number % 7 :: 7]) if number % 3 == 2 else set()
        found.append(
            {key: None if key in gaps else n for key, n in values.items() if key not in left_out}
        )
    return found


def outcome(check: Checker, record: Mapping[str, object]) -> object:
    try:
        return check(record)
    except RecordError as error:
        return str(error)


def test_a_checker_says_the_same_in_every_thread() -> None:
    text = DECLARED_TOO + "\n".join(rules[0] for rules in RULES.values()) + CHECKS
    bound = plan(text, period="2022 to 2026")
    alone, shared = (compile_plan(bound, day("2025-12-31")) for _ in range(2))
    records = records_with_gaps(alone.measures)
    expected = [outcome(alone, record) for record in records]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(partial(outcome, shared), records * 3))
    assert found == expected * 3
    assert sum(isinstance(each, tuple) for each in expected) > 30


def test_a_checker_goes_to_another_process() -> None:
    rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025"
    check = dxplan.compile(dxplan.load_text(rules), as_of=date(2025, 12, 31), extra="ignore")
    again = pickle.loads(pickle.dumps(check))
    record = {"a": 5, "b": 100, "remark": ""}
    assert again(record) == check(record) == (("x.by.2025", "met", 5, 100),)


def test_no_text_of_a_plan_becomes_code(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    compiled = compile

    def keep(text: str, *rest: str) -> object:
        written.append(text)
        return compiled(text, *rest)

    monkeypatch.setattr(code, "compile", keep, raising=False)
    text = DECLARED_TOO + "\n".join(rules[0] for rules in RULES.values()) + CHECKS
    bound = plan(text, period="2022 to 2026")
    check = compile_plan(bound, day("2025-12-31"))
    check({"rooms": 3, "devices": 1, "website": True, "level": None})
    check(dict.fromkeys(check.measures, 1))
    assert written
    names = {*bound.measures, *bound.indicators, *bound.facts, *(t.id for t in bound.targets)}
    for each in written:
        assert not [name for name in names if len(name) > 3 and name in each]


IMPORTED = """
import dxplan
from datetime import date
rules = "measure a flow\\nmeasure b flow\\nindicator x = a / b\\nx >= 5% by 2025"
checker = dxplan.compile(dxplan.load_text(rules), as_of=date(2025, 12, 31))
checker({{"a": 5, "b": 100}}), checker({{"a": 5, "b": None}}), checker({{"b": 5}})
import sys
print(*(name for name in {names!r} if name in sys.modules))
"""
HEAVY = (
    "narwhals", "polars", "pandas", "pyarrow", "numpy", "duckdb", "ibis", "pyspark",
    "python_calamine", "rich", "z3", "dxplan.engine.reference", "dxplan.engine.population",
    "dxplan.data.reading", "dxplan.data.lexicon", "dxplan.data.register", "dxplan.analysis.run",
)  # fmt: skip


def test_judging_records_imports_no_table_no_reader_and_no_reference() -> None:
    script = IMPORTED.format(names=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.stdout.split(), done.stderr, done.returncode) == ([], "", 0)


# --- what compile takes ---------------------------------------------------------------------------

RULES_OF_A_SCHOOL = """
dimension level of organisations { primary, secondary }
measure plans_online stock reported by primary
measure plans_all stock reported by secondary
measure pupils stock
fact portal
indicator share = plans_online per pupils
indicator all_plans = plans_all
share >= 2 by 2025 when portal
all_plans >= 1 by 2025
"""


def test_the_row_of_a_register_says_who_is_asked_for_what() -> None:
    bound = dxplan.load_text(RULES_OF_A_SCHOOL)
    row = {"id": "S1", "level": "primary", "pupils": 10}
    events = [{"fact": "portal", "date": date(2025, 1, 1)}]
    check = dxplan.compile(bound, as_of=date(2025, 12, 31), organisation=row, events=events)
    found = check({"plans_online": 30})
    assert [each[1:] for each in found] == [
        ("met", 30, 10), ("not_applicable", None, None),
    ]  # fmt: skip
    unknown = dxplan.compile(bound, as_of=date(2025, 12, 31))({"plans_online": 30, "pupils": 10})
    assert [each[1] for each in unknown] == ["undetermined", "no_data"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"period": "sometime"}, "no period, such as 2025-Q4 or Quý IV/2025: sometime"),
        ({"period": "2026"}, "the period ends after the day of the check: 2026-12-31 > 2025-12-31"),
        ({"extra": "maybe"}, "extra is either refuse or ignore: maybe"),
        ({"as_of": date(1066, 10, 14)}, "the day lies outside the years 1900 to 2199: 1066-10-14"),
    ],
)
def test_what_compile_cannot_use_is_named(options: dict[str, object], said: str) -> None:
    bound = dxplan.load_text(RULES_OF_A_SCHOOL)
    with pytest.raises(ValueError, match=f"^{said}$".replace("(", r"\(")):
        dxplan.compile(bound, **{"as_of": date(2025, 12, 31), **options})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "options",
    [
        {"organisation": {"name": "A"}},
        {"organisation": {"id": "A", "level": "nursery"}},
        {"events": [{"fact": "portal", "date": "soon"}]},
        {"events": "no_such_file.csv"},
    ],
)
def test_rows_that_cannot_be_used_are_refused(options: dict[str, object]) -> None:
    bound = dxplan.load_text(RULES_OF_A_SCHOOL)
    with pytest.raises(ValueError, match=r"."):
        dxplan.compile(bound, as_of=date(2025, 12, 31), **options)  # type: ignore[arg-type]


def test_a_checker_names_the_targets_that_it_leaves_to_the_reference() -> None:
    text = DECLARED_TOO + "\n".join(RULES["online_share"][::9]) + "\nwebsites >= 1% by 2025"
    check = compile_plan(plan(text, period="2022 to 2026"), day("2025-12-31"))
    assert set(check.interpreted) == {
        t.id for t in check.plan.targets if t.threshold.change is not None
    }  # fmt: skip
    assert "websites.by.2025" in check.targets


def test_findings_tell_what_the_results_rest_on() -> None:
    rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025"
    check = dxplan.compile(dxplan.load_text(rules), as_of=date(2025, 12, 31))
    (finding,) = check.findings({"a": 4, "b": 100})
    assert (finding.verdict, finding.gap_count, finding.missing) == ("missed", 1, ())
    (finding,) = check.findings({"a": 4})
    assert (finding.verdict, finding.missing) == ("undetermined", ("record",))


def test_a_large_plan_is_written_in_no_more_text_than_it_has_targets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes: list[int] = []
    compiled = compile

    def keep(text: str, *rest: str) -> object:
        sizes.append(len(text))
        return compiled(text, *rest)

    monkeypatch.setattr(code, "compile", keep, raising=False)
    for count in (20, 200):
        lines = [
            f"measure a{n}\nmeasure b{n}\nindicator x{n} = a{n} / b{n}\nx{n} >= 5% by 2025"
            for n in range(count)
        ]
        check = dxplan.compile(dxplan.load_text("\n".join(lines)), as_of=date(2025, 12, 31))
        check(dict.fromkeys(check.measures, 1))
        check({**dict.fromkeys(check.measures, 1), "a0": None})
    small, large = sum(sizes[: len(sizes) // 2]), sum(sizes[len(sizes) // 2 :])
    assert large < 15 * small


def test_a_plan_without_targets_has_no_results() -> None:
    check = dxplan.compile(dxplan.load_text("measure a"), as_of=date(2025, 12, 31))
    assert (check({}), check({"a": 1}), check.findings({})) == ((), (), ())


def test_a_checker_remembers_only_so_many_kinds_of_records() -> None:
    rules = "measure a\nmeasure b\nindicator x = a / b\nx >= 5% by 2025"
    check = dxplan.compile(dxplan.load_text(rules), as_of=date(2025, 12, 31), extra="ignore")
    for number in range(600):
        assert check({"a": 5, "b": 100, f"odd {number}": number})[0][1] == "met"
    assert len(check._columns) <= 256
    assert len(check._readings) <= 256
