"""How large the page of a province is, how long it takes to write, and how soon a browser shows it.

    python -m benchmarks.page [SCHOOLS [TARGETS]]

The report is invented: it has a finding for every school and target, and one in thirty reports is
missing. Needs the extra ``html``; the time in a browser needs playwright and Debian's chromium.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Literal

import dxplan
from dxplan.engine.findings import Finding, Report, Verdict
from dxplan.plan.model import Plan, Target
from dxplan.values.intervals import Interval

SCHOOLS, TARGETS, SEED = 3000, 60, 2025
DAY = date(2025, 12, 31)
EARLIER = tuple(date(year, month, 28) for year in (2024, 2025) for month in (3, 6, 9))
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
)  # fmt: skip


def big_report(schools: int = SCHOOLS, targets: int = TARGETS) -> Report:
    """An invented report with a finding for every school and target."""
    rng, plan = Random(SEED), _plan(targets)
    names = [f"74{number:06}" for number in range(schools)]
    findings = [found for target in plan.targets for found in _of(target, plan, names, rng)]
    course = tuple(
        _whole(target, plan, on, _value(rng), ()) for target in plan.targets for on in EARLIER
    )
    titles = {name: f"Trường Tiểu học và THCS Ví dụ số {number}"
              for number, name in enumerate(names)}  # fmt: skip
    return Report(plan, DAY, tuple(findings), titles=titles, course=course)


def _plan(targets: int) -> Plan:
    lines = ['kế hoạch province "Kế hoạch của một tỉnh ví dụ"', "    giai đoạn 2024 đến 2025"]
    lines += [f'đơn vị u_{n} "Phòng Ví dụ {n}"' for n in range(6)]
    for n in range(targets):
        title = f"Tỉ lệ cơ sở giáo dục và người học đạt nội dung ví dụ thứ {n}"
        lines += [f"số liệu a_{n}", f"số liệu b_{n}"]
        lines += [f'chỉ số i_{n} "{title}" = a_{n} / b_{n}']
        lines += [f"i_{n} đạt {50 + n % 40}% đến năm 2025", f"    chủ trì u_{n % 6}"]
        lines += [f'    căn cứ "II.{n // 10 + 1}"']
    return dxplan.load_text("\n".join(lines) + "\n")


def _of(target: Target, plan: Plan, names: list[str], rng: Random) -> Iterator[Finding]:
    missing = tuple(name for name in names if rng.random() < 1 / 30)
    yield _whole(target, plan, DAY, _value(rng), missing)
    absent = frozenset(missing)
    for name in names:
        value = None if name in absent else _value(rng)
        yield Finding(
            "target", target.id, name, DAY, _verdict(value, target), value=value,
            threshold=target.threshold, reported=int(value is not None), expected=1,
            by="organisation",
        )  # fmt: skip


def _whole(
    target: Target, plan: Plan, on: date, value: Interval, missing: tuple[str, ...]
) -> Finding:
    return Finding(
        "target", target.id, plan.id, on, _verdict(value, target), value=value,
        threshold=target.threshold, reported=1000 - len(missing), expected=1000,
        missing=missing, lead=target.lead, cite=target.cite,
    )  # fmt: skip


def _value(rng: Random) -> Interval:
    low = Fraction(rng.randrange(20_000, 99_000), 1000)
    wide = rng.random() < 0.2
    return Interval(low, min(low + rng.randrange(1, 9), Fraction(100)) if wide else low)


def _verdict(value: Interval | None, target: Target) -> Verdict:
    threshold = target.threshold.low
    if value is None or value.low is None or value.high is None or threshold is None:
        return "no_data"
    kept: Literal["met", "missed", "undetermined"] = "undetermined"
    if value.low >= threshold:
        kept = "met"
    elif value.high < threshold:
        kept = "missed"
    return kept


def opening(path: Path) -> int:
    """Milliseconds until a browser has loaded a page and run its script."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page()
        page.goto(path.as_uri(), wait_until="load")
        found = float(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        browser.close()
    return round(float(found))


def main(arguments: list[str]) -> None:
    schools, targets = [*map(int, arguments), *(SCHOOLS, TARGETS)[len(arguments) :]]
    report = big_report(schools, targets)
    begun = time.perf_counter()
    text = dxplan.render(report, "html", language="vi")
    written = time.perf_counter() - begun
    size = len(text.encode("utf-8"))
    print(
        f"{schools:,} schools, {targets} targets: {size / 1e6:.2f} MB, written in {written:.1f} s"
    )
    if not Path(CHROMIUM).exists():
        print("no chromium: nothing is said of opening it")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(text, "utf-8")
        print(f"opened in {min(opening(path) for _ in range(3)):,} ms, the best of three")


if __name__ == "__main__":
    main(sys.argv[1:])
