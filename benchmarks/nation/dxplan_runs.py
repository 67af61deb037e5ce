"""dxplan at the same work, called as a program calls it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from benchmarks.nation.plan import AS_OF
from benchmarks.nation.work import Found, Work, run

if TYPE_CHECKING:
    from dxplan import Plan, Report


def done(work: Work) -> Found | int:
    """The work, from rules and file to findings, all of which are looked at."""
    import dxplan

    plan = dxplan.load(work.folder / work.plan)
    if work.task == "T1F":
        return height(dxplan.rows(plan, work.path).failing())
    if work.task == "T1":
        return counted(plan, work.path)
    return judged(plan, work.task, work.path, work.folder / work.register)


def counted(plan: Plan, data: Any) -> Found:
    """T1: how many rows keep each target, and how many there are."""
    import dxplan

    return [(each.rule, each.kept, each.kept + each.failing) for each in dxplan.rows(plan, data)]


def judged(plan: Plan, task: str, data: Any, register: Any, sums: Any = None) -> Found:
    """T2 and T2b: verdicts with their sums; of the nation in T2b only."""
    import dxplan

    report = dxplan.check(
        plan,
        data,
        as_of=date.fromisoformat(AS_OF),
        register=register,
        by=("province", "district") if task == "T2b" else "province",
        sums=sums,
    )
    if any(problem.fatal for problem in report.problems):
        raise SystemExit(f"not read: {report.problems[0].code}")
    return [row for row in told(report) if task == "T2b" or row[0] != plan.id]


def height(frame: Any) -> int:
    """How many rows a frame has, once they are all in memory."""
    table = frame.to_arrow_table() if hasattr(frame, "to_arrow_table") else frame
    return int(table.shape[0])


def told(report: Report) -> Iterable[Any]:
    """Place, target, date, verdict and sums; what stands in is what the numerator may gain."""
    found = report.columns()
    days = {day: str(day) for day in set(found["date"])}
    places, targets = found["organisation"], found["target"]
    sums = zip(
        found["numerator_low"], found["numerator_high"], found["denominator_low"], strict=True
    )
    keys = zip(places, targets, found["date"], found["verdict"], strict=True)
    for (place, target, day, verdict), (least, most, whole) in zip(keys, sums, strict=True):
        if least is None or whole is None:
            yield place, target, days[day], verdict, 0, 0, 0, 0
        else:
            missing = 0 if most is None else int(most - least)
            yield (
                place,
                target,
                days[day],
                verdict,
                int(least),
                int(whole) - missing,
                missing,
                int(most is None),
            )


if __name__ == "__main__":
    run(done)
