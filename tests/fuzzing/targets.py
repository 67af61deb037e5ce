"""What may be handed any bytes, and what must come of it: a result, or words about what is wrong.

Each target takes bytes and a folder of its own to write them to. It returns when all is well. An
exception that it lets through, or an assertion, is a find.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

import attrs

from dxplan.data.problems import Problem
from dxplan.diagnostics import Diagnostic
from dxplan.engine.tables.travelling.errors import SumsError
from dxplan.messages import LANGUAGES
from dxplan.plan.model import Plan
from dxplan.report.diagnostic_text import render_diagnostics
from dxplan.report.problem_text import problem_line
from dxplan.session import Session, open_session
from dxplan.source import Source, source_from_text
from dxplan.syntax.files import source_of
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file

HERE = Path(__file__).parent
PRELUDE = (HERE.parent / "language" / "prelude.dxplan").read_text("utf-8")
DATA_PLAN = HERE.parent / "data" / "corpus" / "plan.dxplan"
SCHOOLS = "id,name\nA,Trường\nB,Trường\n"


@attrs.frozen
class Target:
    """Something that takes bytes.

    :param suffix: how a file of such bytes is called.
    """

    name: str
    suffix: str
    run: Callable[[bytes, Path], None]


# --- rules ----------------------------------------------------------------------------------------


def rules(data: bytes, folder: Path) -> None:
    """Parser and formatter: what can be read is printed, and read again means the same."""
    source = _source(data)
    if source is None:
        return
    outcome = parse(source)
    assert_placed(outcome.diagnostics, source)
    assert_said(outcome.diagnostics[:20])
    if not outcome.ok:
        return
    for language in LANGUAGES:
        text = print_file(outcome.value, language)
        again = parse(source_from_text(text))
        assert again.ok, (text, again.diagnostics[:1])
        assert again.value.statements == outcome.value.statements, text
        assert print_file(again.value, language) == text


def plan(data: bytes, folder: Path) -> None:
    """Binding: whatever rules say, a plan or diagnostics come of them, with lints."""
    source = _source(PRELUDE.encode() + data)
    if source is not None:
        found = session().load_source(source)
        assert_placed(found.diagnostics, None)
        assert_said(found.diagnostics[:20])


def _source(data: bytes) -> Source | None:
    found = source_of(data, "rules.dxplan")
    assert_said(found.diagnostics)
    return found.value


def assert_placed(diagnostics: Iterable[Diagnostic], source: Source | None) -> None:
    """Every diagnostic of a text stands in it."""
    for each in diagnostics:
        if each.span is not None:
            assert 0 <= each.span.start <= each.span.end <= len(each.span.source.text)
            assert source is None or each.span.source is source


def assert_said(diagnostics: Iterable[Diagnostic]) -> None:
    """Every diagnostic has its sentences in each language."""
    found = list(diagnostics)
    for language in LANGUAGES:
        assert render_diagnostics(found, language)


# --- data -----------------------------------------------------------------------------------------


def report(suffix: str, data: bytes, folder: Path) -> None:
    """A file of figures: observations come of it, with problems or without."""
    assert_told(session().read(data_plan(), _file(folder, f"a{suffix}", data)).problems)


def register(suffix: str, data: bytes, folder: Path) -> None:
    """A register."""
    found, problems = session().register(data_plan(), _file(folder, f"r{suffix}", data))
    assert found is not None or problems
    assert_told(problems)


def events(suffix: str, data: bytes, folder: Path) -> None:
    """A list of what was done."""
    path = _file(folder, f"e{suffix}", data)
    assert_told(session().read(data_plan(), (), events=path).problems)


def crosswalk(suffix: str, data: bytes, folder: Path) -> None:
    """A list of codes that became others."""
    known = _file(folder, "r.csv", SCHOOLS.encode())
    path = _file(folder, f"c{suffix}", data)
    assert_told(session().read(data_plan(), (), register=known, crosswalk=path).problems)


def sums(data: bytes, folder: Path) -> None:
    """Sums that were kept: they are read whole, or not used."""
    try:
        session().sums(data_plan(), sums=[_file(folder, "a.parquet", data)])
    except SumsError as error:
        assert_told([error.problem])


def assert_told(problems: Iterable[Problem]) -> None:
    """Every problem has its sentence in each language."""
    for each in list(problems)[:20]:
        for language in LANGUAGES:
            assert problem_line(each, language)


# --- what dxplan and its plug-ins write -----------------------------------------------------------


def lock(data: bytes, folder: Path) -> None:
    """A lock file."""
    found = session().load(_file(folder, "p.lock.json", data))
    assert found.diagnostics or found.value.id
    assert_said(found.diagnostics)


def manifest(data: bytes, folder: Path) -> None:
    """A plug-in's ``plan.toml``."""
    place = folder / "plugin"
    place.mkdir(exist_ok=True)
    (place / "plan.toml").write_bytes(data)
    (place / "rules.dxplan").write_text("use education\n", "utf-8")
    found = open_session([place], entry_points=False)
    assert_said(found.diagnostics)
    for info in found.plan_names():
        assert_said(found.load(info.name).diagnostics[:20])


def cached_plan(data: bytes, folder: Path) -> None:
    """What was kept of a plan, changed by somebody who also made its digest right."""
    rule = folder / "kept.dxplan"
    rule.write_text("use education\n", "utf-8")
    with cache_in(folder / "cache") as place:
        expected = session().load(rule)
        for name in place.glob("plan-*"):
            name.write_bytes(hashlib.sha256(data).hexdigest().encode("ascii") + data)
        assert session().load(rule).value.id == expected.value.id


def cached_bytes(data: bytes, folder: Path) -> None:
    """What was kept of anything, damaged: nothing of it is used."""
    from dxplan.syntax.cache_folder import keep, kept

    with cache_in(folder / "cache") as place:
        keep("thing-1", b"whole", at_most=2)
        (place / "thing-1").write_bytes(data)
        intact = data[:64] == hashlib.sha256(data[64:]).hexdigest().encode("ascii")
        assert (kept("thing-1") is not None) == intact


@contextmanager
def cache_in(place: Path) -> Iterator[Path]:
    """A cache folder for a stretch of the program."""
    before = os.environ.get("DXPLAN_CACHE")
    place.mkdir(exist_ok=True, mode=0o700)
    os.environ["DXPLAN_CACHE"] = str(place)
    try:
        yield place
    finally:
        if before is None:
            del os.environ["DXPLAN_CACHE"]
        else:
            os.environ["DXPLAN_CACHE"] = before


# --- all of them ----------------------------------------------------------------------------------


@cache
def session() -> Session:
    return open_session(entry_points=False)


@cache
def data_plan() -> Plan:
    found = session().load(DATA_PLAN)
    assert found.ok
    return found.value


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _all() -> Iterable[Target]:
    yield Target("rules", ".dxplan", rules)
    yield Target("plan", ".dxplan", plan)
    for suffix in (".csv", ".xlsx", ".ods", ".xls"):
        yield Target(f"report{suffix}", suffix, partial(report, suffix))
    for name, take in (("register", register), ("events", events), ("crosswalk", crosswalk)):
        yield Target(f"{name}.csv", ".csv", partial(take, ".csv"))
    yield Target("register.xlsx", ".xlsx", partial(register, ".xlsx"))
    yield Target("sums", ".parquet", sums)
    yield Target("lock", ".json", lock)
    yield Target("manifest", ".toml", manifest)
    yield Target("cached-plan", ".json", cached_plan)
    yield Target("cached-bytes", ".bin", cached_bytes)


TARGETS: Mapping[str, Target] = {target.name: target for target in _all()}
