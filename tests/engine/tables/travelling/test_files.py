"""Files of sums: what is in them, and what is refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import duckdb
import pytest

from dxplan.data.observations import Observations, Organisation, ReportedValue, Stay
from dxplan.engine.findings import Report
from dxplan.engine.reference import evaluate
from dxplan.engine.tables.travelling import Sums, SumsError, kept_sums, merged, read_sums, writing
from dxplan.messages import LANGUAGES
from dxplan.plan.model import Plan
from dxplan.session import open_session
from tests.engine.rules import day, during, observed, plan, report, school

RULES = "online_share primary >= 5% by 2025\nroom_count >= 10 by 2025"
AS_OF = day("2025-12-31")


def rows(name: str, *quarters: int, **numbers: int | Fraction) -> list[object]:
    return [
        cell
        for quarter in quarters
        for cell in report(name, f"2025-Q{quarter}", "primary", **numbers)
    ]


def reported(*names: str, quarters: tuple[int, ...] = (1, 2, 3, 4)) -> Observations:
    cells = [rows(name, *quarters, online=3, total=40 + len(name)) for name in names]
    rooms = [report(name, f"2025-Q{q}", rooms=4) for name in names for q in quarters]
    register = [school(name, "primary", district=name[0]) for name in names]
    return observed(*cells, *rooms, register=register)  # type: ignore[arg-type]


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes the sums of some observations."""

    def write(
        name: str, read: Observations, *, rules: Plan | None = None, with_rows: bool = False
    ) -> Path:
        path = tmp_path / name
        bound = plan(RULES) if rules is None else rules
        kept_sums(bound, read, (f"/somewhere/{name}.csv",)).write(path, with_rows=with_rows)
        return path

    return write


def checked(*paths: Path, rules: Plan | None = None) -> Report:
    bound = plan(RULES) if rules is None else rules
    return merged(bound, [read_sums(bound, path) for path in paths]).check(bound, AS_OF)


def code(*paths: Path, rules: Plan | None = None) -> str:
    with pytest.raises(SumsError) as refused:
        checked(*paths, rules=rules)
    problem = refused.value.problem
    for language in LANGUAGES:
        assert problem.message(language)
        assert problem.help(language)
    return problem.code


# --- what is in a file ----------------------------------------------------------------------------


def test_two_files_give_what_all_rows_give(written: Callable[..., Path]) -> None:
    everybody = reported("A1", "A22", "B1")
    found = checked(
        written("a.parquet", reported("A1", "A22")), written("b.parquet", reported("B1"))
    )
    assert tuple(found.findings) == evaluate(plan(RULES), everybody, AS_OF).findings


def test_the_same_sums_give_the_same_bytes(written: Callable[..., Path]) -> None:
    read = reported("A1", "A22", "B1")
    other = attrs.evolve(read, cells=tuple(reversed(read.cells)))
    first, second = written("first.parquet", read), written("first2.parquet", other)
    bound = plan(RULES)
    again = attrs.evolve(read_sums(bound, first), sources=("first2.parquet.csv",))
    path = first.with_name("again.parquet")
    again.write(path)
    assert path.read_bytes() == second.read_bytes()


def test_numbers_of_organisations_that_lack_nothing_stay_at_home(
    written: Callable[..., Path],
) -> None:
    path = written("a.parquet", reported("A1", "A22"))
    kinds = dict(duckdb.sql(f"SELECT record, count(*) FROM '{path}' GROUP BY record").fetchall())
    assert kinds.keys() == {"kind", "measure", "organisation", "point", "reported", "sum"}
    path = written("rows.parquet", reported("A1", "A22"), with_rows=True)
    (cells,) = duckdb.sql(f"SELECT count(*) FROM '{path}' WHERE record = 'cell'").fetchall()
    assert cells == (24,)


def test_no_folder_of_the_machine_is_in_a_file(written: Callable[..., Path]) -> None:
    content = written("a.parquet", reported("A1")).read_bytes()
    assert b"a.parquet.csv" in content
    assert b"somewhere" not in content


@pytest.mark.parametrize("number", [2**62, 2**64 + 1, 10**40, Fraction(1, 3), Fraction(10**30, 7)])
def test_numbers_of_any_size_stay_exact(
    written: Callable[..., Path], number: int | Fraction
) -> None:
    rules = plan("spent_total >= 10 in 2025\nlesson_count >= 1 in 2025")
    read = observed(
        report("A", "2025", spent=number, total=5),
        report("B", "2025", spent=2, total=7),
        register=[school("A"), school("B"), school("C")],
    )
    found = checked(written("a.parquet", read, rules=rules), rules=rules)
    assert tuple(found.findings) == evaluate(rules, read, AS_OF).findings


def test_a_register_comes_back_as_it_was(written: Callable[..., Path]) -> None:
    stay = Stay(None, day("2025-06-30"), {"district": "X"}, {("pupils", ()): Fraction(7, 2)})
    moved = Organisation(
        "M1",
        "Trường “M1”",
        {"district": "Y", "province": "Z"},
        {"level": frozenset({"primary"})},
        {("pupils", (("level", "primary"),)): Fraction(9)},
        day("2020-09-01"),
        None,
        stays=(stay, Stay(day("2025-07-01"), None, {"district": "Y", "province": "Z"})),
    )
    register = [moved, school("A1", "primary", until="2025-12-31")]
    path = written("a.parquet", observed(rows("A1", 1, online=1, total=2), register=register))  # type: ignore[arg-type]
    back = read_sums(plan(RULES), path).register
    assert back == {each.id: each for each in register}


def test_nothing_that_a_register_says_is_left_out() -> None:
    # A field that is new has to be written too, and makes a new version of the file.
    assert [field.name for field in attrs.fields(Organisation)] == [
        "id", "title", "parents", "members", "known", "since", "until", "place", "stays",
        # Sums of who became another one are refused.
        "formed", "into",
    ]  # fmt: skip
    assert [field.name for field in attrs.fields(Stay)] == ["since", "until", "parents", "known"]


def test_contradictions_travel_with_their_place(written: Callable[..., Path]) -> None:
    read = reported("A1", "A22")
    value = ReportedValue(
        "A1", during("2025-Q4"), "online_share", Fraction(90), 0, {"level": "primary"}
    )
    read = attrs.evolve(read, reported_values=(value,))
    found = checked(written("a.parquet", read))
    assert tuple(found.findings) == evaluate(plan(RULES), read, AS_OF).findings
    assert "conflict" in {finding.verdict for finding in found}


# --- what is refused ------------------------------------------------------------------------------


def test_the_same_reports_twice_are_refused(written: Callable[..., Path]) -> None:
    first = written("a.parquet", reported("A1", "A22"))
    second = written("b.parquet", reported("A22", quarters=(4,)))
    assert code(first, second) == "sums-overlap"
    with pytest.raises(SumsError, match=r"A22 reported `online` for 2025-Q4"):
        checked(first, second)


def test_numbers_that_belong_together_are_not_taken_from_two_places(
    written: Callable[..., Path],
) -> None:
    first = observed(rows("A1", 1, online=3))  # type: ignore[arg-type]
    second = observed(rows("A1", 1, total=3))  # type: ignore[arg-type]
    assert code(written("a.parquet", first), written("b.parquet", second)) == "sums-divided"


def test_a_flow_for_days_that_are_counted_already_is_refused(written: Callable[..., Path]) -> None:
    first = observed(rows("A1", 1, online=3, total=4))  # type: ignore[arg-type]
    second = observed(report("A1", "2025", "primary", online=3, total=4))
    assert code(written("a.parquet", first), written("b.parquet", second)) == "sums-overlap"


def test_contradicting_registers_are_refused(written: Callable[..., Path]) -> None:
    first, second = reported("A1", quarters=(1,)), reported("A1", quarters=(2,))
    register = {"A1": school("A1", "primary", district="elsewhere")}
    other = written("b.parquet", attrs.evolve(second, organisations=register))
    assert code(written("a.parquet", first), other) == "sums-registers-differ"
    bare = written("b.parquet", attrs.evolve(second, organisations=None))
    assert code(written("a.parquet", first), bare) == "sums-register-mixed"


def test_other_thresholds_and_deadlines_will_do(written: Callable[..., Path]) -> None:
    path, read = written("a.parquet", reported("A1", "A22")), reported("A1", "A22")
    rules = plan("room_count >= 11 by 2025-06-30\nonline_share primary > 7% in 2025-Q3")
    found = checked(path, rules=rules)
    assert tuple(found.findings) == evaluate(rules, read, AS_OF).findings


@pytest.mark.parametrize(
    "rules",
    ["online_share >= 5% by 2025\nroom_count >= 10 by 2025", "check online <= total\n" + RULES],
)
def test_sums_of_other_rules_are_refused(written: Callable[..., Path], rules: str) -> None:
    assert code(written("a.parquet", reported("A1")), rules=plan(rules)) == "sums-of-other-rules"


def test_sums_of_another_plan_are_refused(written: Callable[..., Path]) -> None:
    other = attrs.evolve(plan(RULES), id="other")
    assert code(written("a.parquet", reported("A1")), rules=other) == "sums-of-other-plan"


def test_a_single_number_that_is_not_there_is_asked_for(written: Callable[..., Path]) -> None:
    path, bound = written("a.parquet", reported("A1", "A22")), plan(RULES)
    with pytest.raises(SumsError, match="--with-rows"):
        read_sums(bound, path).check(bound, AS_OF, None, "organisation")


@pytest.mark.parametrize("size", [0, 3, 100, 1000, -1])
def test_a_truncated_file_is_refused(written: Callable[..., Path], size: int) -> None:
    path = written("a.parquet", reported("A1", "A22"))
    path.write_bytes(path.read_bytes()[:size])
    assert code(path) == "sums-not-a-file"


def test_other_files_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.parquet"
    duckdb.sql(f"COPY (SELECT 1 AS a) TO '{other}' (FORMAT parquet)")
    assert code(other) == "sums-not-a-file"
    assert code(tmp_path / "nothing.parquet") == "sums-not-found"
    assert code(tmp_path) == "sums-not-found"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"schema": "dxplan.sums/2"}, "sums-of-other-version"),
        ({"schema": "other/1"}, "sums-not-a-file"),
        ({"until": "yesterday"}, "sums-broken"),
        ({"whole": "{"}, "sums-broken"),
    ],
)
def test_a_file_that_says_something_else_is_refused(
    written: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    said: Mapping[str, str],
    expected: str,
) -> None:
    own = writing.said_of
    monkeypatch.setattr(writing, "said_of", lambda *given: {**own(*given), **said})
    assert code(written("a.parquet", reported("A1"))) == expected


def test_rows_that_were_changed_are_refused(written: Callable[..., Path], tmp_path: Path) -> None:
    path = written("a.parquet", reported("A1", "A22"))
    (said,) = duckdb.sql(
        "SELECT map_from_entries(list((decode(key), decode(value)))) "
        f"FROM parquet_kv_metadata('{path}')"
    ).fetchall()
    pairs = ", ".join(f"{key}: '{value}'" for key, value in said[0].items())
    for broken in ("record <> 'kind'", "record <> 'point'", "record <> 'organisation'"):
        other = tmp_path / "broken.parquet"
        duckdb.sql(
            f"COPY (SELECT * FROM '{path}' WHERE {broken}) TO '{other}' "
            f"(FORMAT parquet, KV_METADATA {{{pairs}}})"
        )
        assert code(other) == "sums-broken"


# --- writing --------------------------------------------------------------------------------------


def test_a_file_is_written_as_a_whole_or_not_at_all(
    written: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written("a.parquet", reported("A1"))
    before = path.read_bytes()
    for error in (KeyboardInterrupt, OSError):

        def stop(*_: object, stopped: type[BaseException] = error) -> None:
            raise stopped

        monkeypatch.setattr(os, "fsync", stop)
        with pytest.raises(error):
            written("a.parquet", reported("A22"))
        assert [each.name for each in path.parent.iterdir()] == ["a.parquet"]
        assert path.read_bytes() == before


def test_a_file_that_may_not_be_written_stays(written: Callable[..., Path], tmp_path: Path) -> None:
    path = written("a.parquet", reported("A1"))
    path.chmod(0o400)
    with pytest.raises(PermissionError):
        written("a.parquet", reported("A22"))
    with pytest.raises(OSError, match="No such file"):
        written("nowhere/a.parquet", reported("A22"))
    assert [each.name for each in tmp_path.iterdir()] == ["a.parquet"]


def test_names_with_signs_that_patterns_use_are_names(written: Callable[..., Path]) -> None:
    odd = written("a [1]'s *.parquet", reported("A1"))
    written("a 1's x.parquet", reported("B1"))
    assert checked(odd).findings[0].expected == 1


# --- sums that are kept ---------------------------------------------------------------------------


def test_kept_sums_are_asked_again_without_reading(tmp_path: Path) -> None:
    bound, read = plan(RULES), reported("A1", "A22")
    kept = kept_sums(bound, read)
    for rules in (RULES, "online_share primary >= 50% by 2025-06-30\nroom_count >= 8 by 2025"):
        found = kept.check(plan(rules), AS_OF)
        assert tuple(found.findings) == evaluate(plan(rules), read, AS_OF).findings


def test_what_is_of_a_later_day_does_not_count(written: Callable[..., Path]) -> None:
    read, bound = reported("A1", "A22"), plan(RULES)
    sums: Sums = read_sums(bound, written("a.parquet", read))
    for as_of in (date(2024, 1, 1), day("2025-05-31"), day("2025-09-30"), day("2026-12-31")):
        assert tuple(sums.check(bound, as_of).findings) == evaluate(bound, read, as_of).findings
    cut = kept_sums(bound, read, as_of=day("2025-06-30"))
    assert {point.period.end.month for point in cut.figures.points} == {3, 6}


def test_kept_sums_of_a_table_read_nothing_again(tmp_path: Path) -> None:
    table, register = tmp_path / "figures.parquet", tmp_path / "register.csv"
    values = "('A1', '2025', 3, 50), ('A2', '2025', NULL, 60), ('A3', '2024', 1, 40)"
    columns = 'school, period, "online (primary)", "total (primary)"'
    duckdb.sql(f"COPY (FROM (VALUES {values}) AS t({columns})) TO '{table}' (FORMAT parquet)")
    register.write_text("school id,level\nA1,primary\nA2,primary\nA3,primary\n", "utf-8")
    rules = [plan(f"online_share primary >= {level}% by 2025") for level in (5, 6)]
    session = open_session(entry_points=False)
    kept = session.sums(rules[0], [table], register)
    expected = [session.check(each, [table], register, as_of=AS_OF).findings for each in rules]
    assert session.check(rules[0], sums=kept, as_of=AS_OF, data=()).findings == expected[0]
    table.unlink()
    found = session.check(rules[1], sums=kept, as_of=AS_OF, data=()).findings
    assert tuple(found) == tuple(expected[1])
    assert found[0].missing == ("A2", "A3")


def test_who_became_another_one_is_not_in_sums() -> None:
    session, bound = open_session(entry_points=False), plan(RULES)
    with pytest.raises(SumsError, match="--data"):
        session.check(bound, (), sums=kept_sums(bound, reported("A1")), as_of=AS_OF, crosswalk="c")
    became = attrs.evolve(school("A1", "primary"), into=("A2",))
    read = observed(register=[became, school("A2", "primary")])
    with pytest.raises(SumsError, match="became others"):
        kept_sums(bound, read)
