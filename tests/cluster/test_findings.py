"""A plan is checked where the rows lie, with the findings of a check of the rows themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa
import pytest

from dxplan.data.reading import observations_from_rows
from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from dxplan.session import open_session
from tests.cluster import postgres
from tests.cluster.rows import (
    REGISTER,
    RULES,
    RULES_ABOUT_NUMBERS_OF_SCHOOLS,
    RULES_ABOUT_SCHOOLS,
)
from tests.cluster.travelled import from_postgres, from_spark
from tests.engine.rules import plan
from tests.engine.tables.test_figures import LAYOUTS, TWISTS, Row, columns, figures, same
from tests.engine.tables.test_figures import REGISTER as FEW
from tests.engine.tables.test_figures import RULES as ONE_RULE

if TYPE_CHECKING:
    from ibis import BaseBackend
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.cluster
DAY = date(2025, 12, 31)


@attrs.frozen
class Checked:
    """Rules, and what the reference evaluator finds when it reads the rows one by one.

    :param register: the register as a file.
    """

    rules: Plan
    register: Path
    expected: tuple[Finding, ...]

    def found(self, table: object) -> tuple[Finding, ...]:
        """What a program finds that hands a table over."""
        session = open_session(entry_points=False)
        report = session.check(self.rules, table, self.register, as_of=DAY, group_by="district")
        return tuple(report.findings)


@pytest.fixture(scope="session")
def of_sums(rows: pa.Table, register: Path) -> Checked:
    """Rules about what schools reported together."""
    return checked(RULES, rows, register)


@pytest.fixture(scope="session")
def of_schools(rows: pa.Table, register: Path) -> Checked:
    """Rules about how many schools are so and so."""
    return checked(RULES_ABOUT_SCHOOLS, rows, register)


@pytest.fixture(scope="session")
def of_numbers(rows: pa.Table, register: Path) -> Checked:
    """Rules about how many schools come to so much in a year."""
    return checked(RULES_ABOUT_NUMBERS_OF_SCHOOLS, rows, register)


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register as a file."""
    path = tmp_path_factory.mktemp("register") / "register.csv"
    lines = [REGISTER[0].keys(), *(each.values() for each in REGISTER)]
    path.write_text("\n".join(map(",".join, lines)), "utf-8")
    return path


def checked(text: str, rows: pa.Table, register: Path) -> Checked:
    """What rules find in the rows."""
    rules = plan(text)
    read = observations_from_rows(rules, rows.to_pylist(), register=REGISTER)
    report = evaluate(rules, read, DAY, group_by="district")
    return Checked(rules, register, tuple(report.findings))


def test_findings_tell_districts_apart(of_sums: Checked, of_schools: Checked) -> None:
    assert len({finding.verdict for finding in of_sums.expected}) >= 3
    assert len({finding.verdict for finding in of_schools.expected}) >= 2


def test_sums_give_the_findings_of_the_rows_that_stay_on_a_cluster(
    spark_session: SparkSession, folder_of_parquet: Path, rows: pa.Table, of_sums: Checked
) -> None:
    frame = spark_session.read.parquet(str(folder_of_parquet))
    with from_spark(spark_session) as travelled:
        assert of_sums.found(frame) == of_sums.expected
    assert 0 < travelled.rows < rows.num_rows / 2


def test_sums_give_the_findings_of_the_rows_that_stay_in_a_database(
    database: BaseBackend, rows: pa.Table, of_sums: Checked
) -> None:
    with from_postgres(database.con) as travelled:
        assert of_sums.found(database.table("rows")) == of_sums.expected
    assert 0 < travelled.rows < rows.num_rows / 2


def test_counts_of_schools_leave_the_rows_on_a_cluster(
    spark_session: SparkSession, folder_of_parquet: Path, rows: pa.Table, of_schools: Checked
) -> None:
    frame = spark_session.read.parquet(str(folder_of_parquet))
    with from_spark(spark_session) as travelled:
        assert of_schools.found(frame) == of_schools.expected
    assert 0 < travelled.rows < rows.num_rows / 2


def test_counts_of_schools_leave_the_rows_in_a_database(
    database: BaseBackend, rows: pa.Table, of_schools: Checked
) -> None:
    with from_postgres(database.con) as travelled:
        assert of_schools.found(database.table("rows")) == of_schools.expected
    assert 0 < travelled.rows < rows.num_rows / 2


def test_numbers_of_schools_are_fetched_from_a_cluster(
    spark_session: SparkSession, folder_of_parquet: Path, of_numbers: Checked
) -> None:
    frame = spark_session.read.parquet(str(folder_of_parquet))
    assert of_numbers.found(frame) == of_numbers.expected


def test_numbers_of_schools_are_fetched_from_a_database(
    database: BaseBackend, of_numbers: Checked
) -> None:
    assert of_numbers.found(database.table("rows")) == of_numbers.expected


def test_findings_of_the_folder_are_those_of_the_rows(
    folder_of_parquet: Path, of_sums: Checked
) -> None:
    assert of_sums.found(folder_of_parquet) == of_sums.expected


def in_database(database: BaseBackend, rows: list[Row]) -> object:
    """Rows as a table of a database."""
    name = f"some_{len(database.list_tables())}"
    postgres.load(database.con, name, arrow(rows))
    return database.table(name)


def arrow(rows: list[Row]) -> pa.Table:
    """Rows as a table in memory, whose columns have a type even where nothing stands in them."""
    named = columns(rows)
    texts = {name for name, found in named.items() if any(isinstance(v, str) for v in found)}
    types = {name: pa.string() if name in texts else pa.int64() for name in named}
    return pa.table({name: pa.array(named[name], types[name]) for name in named})


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("twist", TWISTS)
def test_what_is_odd_in_a_database_is_looked_at_by_itself(
    twist: str, layout: str, database: BaseBackend
) -> None:
    one, some = plan(ONE_RULE), LAYOUTS[layout]
    odd = [*some, {**some[-1], **TWISTS[twist]}] if TWISTS[twist] else some
    same(figures(one, in_database(database, odd), FEW), one, odd, FEW)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_layouts_are_read_on_a_cluster(layout: str, spark_session: SparkSession) -> None:
    one, some = plan(ONE_RULE), LAYOUTS[layout]
    odd = [*some, {**some[-1], **TWISTS["without zeros"]}]
    frame = spark_session.createDataFrame(arrow(odd))
    same(figures(one, frame, FEW), one, odd, FEW)
