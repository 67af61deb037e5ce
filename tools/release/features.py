"""Uses each extra once: ``python features.py EXTRA`` in an environment that has it, or ``core``.

It runs in a copy of ``examples/binh_dinh``, with nothing at hand but what was installed, so it
imports nothing of this repository. It exits with 0 when the extra does what it is for, with
``NOT_OFFERED`` when dxplan has nothing that the extra is for, and otherwise says what is wrong.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

NOT_OFFERED = 4
CORE = "core"
_DEMO = ("--register", "register.csv", "--data", "reports.csv", "--as-of", "2025-12-31")
PAGE = """<!DOCTYPE html><html lang="vi"><body><h1>Kế hoạch</h1><h2>II. Chỉ tiêu</h2>
<p>Đến năm 2025, tỷ lệ bài giảng trực tuyến ở tiểu học đạt 5%.</p></body></html>"""
_TEXT = """1. Goals
- 5% of lessons are online by 2025.
2. Ends
"""
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PLAN = """measure lessons_online flow
measure lessons_total flow
indicator online_share = lessons_online / lessons_total
online_share >= 5% by 2025
"""
_ROWS = """school,period,lessons_online,lessons_total
A,2025,4,100
B,2025,3,100
"""
_TEST = """from dxplan.testing import PlanContract
class TestPlan(PlanContract):
    plan = "binh_dinh"
    examples = 1
    def test_every_verdict_is_reached(self): pass
"""


def judged(table: Any) -> list[tuple[str, str, int | None]]:
    """What comes of a small plan with a table of figures."""
    import dxplan

    report = dxplan.check(dxplan.load_text(_PLAN), table, as_of=date(2025, 12, 31))
    return [(each.target, each.verdict, each.gap_count) for each in report]


def same(table: Any) -> None:
    """A library's table must give what the rows give."""
    found = judged(table)
    if found != [("online_share.by.2025", "missed", 3)]:
        sys.exit(f"the table is judged otherwise than its rows: {found}")


def rows() -> str:
    """The path of a file with a few rows."""
    Path("rows.csv").write_text(_ROWS, "utf-8")
    return "rows.csv"


def cli(*words: str, stdin: bytes = b"") -> bytes:
    """What a command prints; ends this process where there is no such command or format."""
    call = [sys.executable, "-m", "dxplan", *words]
    done = subprocess.run(call, input=stdin, capture_output=True, check=False)
    unknown = (b"invalid choice", b"there is no format")
    if done.returncode == 2 and any(each in done.stderr for each in unknown):
        sys.exit(NOT_OFFERED)
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr.decode("utf-8", "replace") or f"exit code {done.returncode}")
    return done.stdout


def written(kind: str, start: bytes) -> None:
    """A report of a format must be written, and begin as such files do."""
    cli("check", "binh_dinh", *_DEMO, "--format", kind, "--output", f"report.{kind}")
    if not Path(f"report.{kind}").read_bytes().lower().startswith(start):
        sys.exit(f"report.{kind} is something else")


def use_core() -> None:
    """Something is done with each library that dxplan needs by itself."""
    import duckdb
    from pygments.lexers import get_lexer_by_name

    written("xlsx", b"pk")
    Path("both.dxplan").write_text(f"{_PLAN}online_share <= 4% by 2025\n", "utf-8")
    for words, says in (
        (("lint", "both.dxplan"), b"warning[contradiction]"),
        (("due", "binh_dinh", "--as-of", "2024-03-01", "--format", "ics"), b"BEGIN:VCALENDAR"),
        (("completion", "bash"), b"dxplan"),
        (
            ("check", "binh_dinh", "--data", "an_lao_2025_q4.xlsx", "--as-of", "2025-12-31"),
            b"31/12/2025",
        ),
        (("sums", "binh_dinh", *_DEMO, "--output", "sums.csv"), b""),
    ):
        if says not in cli(*words):
            sys.exit(f"dxplan {words[0]} does not say {says.decode()}")
    # Before 1.5 a table is closed with its connection, which nothing here keeps
    same(duckdb.connect().read_csv(rows()))
    if len({kind for kind, _ in get_lexer_by_name("dxplan").get_tokens(_PLAN)}) < 3:
        sys.exit("rules are not coloured")


def use_docx() -> None:
    """A progress report is a packed document."""
    written("docx", b"pk")


def use_draft() -> None:
    """The number of a sentence is in what is drafted from each kind of document."""
    Path("page.html").write_text(PAGE, "utf-8")
    Path("page.htm").write_text(PAGE, "utf-8")
    Path("page.txt").write_text(_TEXT, "utf-8")
    Path("page.pdf").write_bytes(_pdf(_TEXT.splitlines()))
    with zipfile.ZipFile("page.docx", "w") as archive:
        body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _TEXT.splitlines())
        archive.writestr("word/document.xml", f"<w:document {_WORD}>{body}</w:document>")
    for kind in ("docx", "htm", "html", "pdf", "txt"):
        if b"5%" not in cli("draft", f"page.{kind}"):
            sys.exit(f"the sentence of page.{kind} was not found")


def _pdf(lines: list[str]) -> bytes:
    """A page of lines in Latin letters."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    content = f"BT /F1 11 Tf 40 800 Td {shown}ET".encode("latin-1")
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>"
        % font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n"
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def use_html() -> None:
    """A report is a page."""
    written("html", b"<!doctype html")


def use_ibis() -> None:
    """A table in a database is judged as the file."""
    import ibis

    same(ibis.duckdb.connect().read_csv(rows()))


def use_lsp() -> None:
    """The server answers an editor's first question."""
    asked: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
    first = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": asked}
    bye = {"jsonrpc": "2.0", "id": 2, "method": "shutdown", "params": None}
    last: dict[str, Any] = {"jsonrpc": "2.0", "method": "exit"}
    told = b"".join(framed(each) for each in (first, bye, last))
    if b'"capabilities"' not in cli("lsp", stdin=told):
        sys.exit("the server did not answer")


def framed(message: dict[str, Any]) -> bytes:
    """A message as the protocol sends it."""
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def use_pandas() -> None:
    """A frame is judged as the file."""
    import pandas

    same(pandas.read_csv(rows()))


def use_polars() -> None:
    """A lazy frame is judged as the file."""
    import polars

    same(polars.scan_csv(rows()))


def use_pyarrow() -> None:
    """A table is judged as the file."""
    from pyarrow import csv

    same(csv.read_csv(rows()))


def use_spark() -> None:
    """A frame of a session of one process is judged as the file."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
    same(session.read.csv(rows(), header=True, inferSchema=True))
    session.stop()


def use_testing() -> None:
    """The laws of every plan are held under pytest."""
    Path("test_laws.py").write_text(_TEST, "utf-8")
    call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_laws.py"]
    done = subprocess.run([*call, "-k", "cited or led or line"], capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stdout.decode("utf-8", "replace"))


# What extras are for, by their names.
USES: dict[str, Callable[[], None]] = {
    "docx": use_docx,
    "draft": use_draft,
    "html": use_html,
    "ibis": use_ibis,
    "lsp": use_lsp,
    "pandas": use_pandas,
    "polars": use_polars,
    "pyarrow": use_pyarrow,
    "spark": use_spark,
    "testing": use_testing,
}

if __name__ == "__main__":
    {CORE: use_core, **USES}[sys.argv[1]]()
