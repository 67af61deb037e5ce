"""The release checklist: ``python -m tools.release VERSION`` says what would be done.

``--do`` goes through the steps, stops at the first that is not as it should be, and goes on from
there the next time; ``--only STEP`` does one of them, ``--again`` forgets what was done, and
``--passed STEP`` takes your word for a step that passed on these very files.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Container
from datetime import date
from pathlib import Path

from tools.release.checklist import STEPS, Release, Step, state
from tools.release.projects import ROOT

KEPT = ROOT / "build" / "release"


def main(argv: list[str] | None = None) -> int:
    """Go through the checklist; 1 when a step is not as it should be."""
    asked = arguments().parse_args(argv)
    release = Release(asked.version, asked.day)
    kept = KEPT / f"{asked.version}.json"
    if asked.again:
        kept.unlink(missing_ok=True)
    chosen = [step for step in STEPS if asked.only in {None, step.name}]
    if not asked.do:
        told(chosen, done(kept))
        return 0
    return go(chosen, release, kept, again=asked.only is not None, passed=asked.passed)


def arguments() -> argparse.ArgumentParser:
    """What may be asked for."""
    ask = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    ask.add_argument("version")
    ask.add_argument("--do", action="store_true", help="do it, instead of saying what would be")
    ask.add_argument("--only", choices=[step.name for step in STEPS], help="this step alone")
    following = [step.name for step in STEPS if step.follows]
    taken = "take your word that this step passed on these files"
    ask.add_argument("--passed", action="append", default=[], choices=following, help=taken)
    ask.add_argument("--again", action="store_true", help="forget what was done before")
    today = date.today()
    ask.add_argument("--day", type=date.fromisoformat, default=today, help="of the release (today)")
    return ask


def told(chosen: list[Step], before: dict[str, str]) -> None:
    """What would be done."""
    for step in chosen:
        print(f"{step.name:<10} {step.does}{' (done)' if is_done(step, before) else ''}")
    print("nothing was done: --do does it")


def go(
    chosen: list[Step], release: Release, kept: Path, *, again: bool, passed: Container[str]
) -> int:
    """Do the steps that are not done, nor said to have passed, one after the other."""
    for step in chosen:
        before = done(kept)
        if not again and is_done(step, before):
            print(f"{step.name}: done before", flush=True)
            continue
        if step.name in passed:
            print(f"{step.name}: passed, by your word", flush=True)
        elif wrong := begun(step, release):
            print(f"stopped at {step.name}: {wrong}")
            return 1
        keep(kept, step.name)
    return 0


def begun(step: Step, release: Release) -> str:
    """Do a step, and say so first."""
    print(f"{step.name}: {step.does}", flush=True)
    return step.run(release)


def keep(kept: Path, name: str) -> None:
    """Remember that a step is done, on the checkout as it stands."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({**done(kept), name: state()}, indent=1), "utf-8")


def done(kept: Path) -> dict[str, str]:
    """The steps that were done, each with the state of the checkout after it."""
    found: dict[str, str] = json.loads(kept.read_text("utf-8")) if kept.is_file() else {}
    return found


def is_done(step: Step, before: dict[str, str]) -> bool:
    """Whether a step need not be done again."""
    if step.opens:
        return any(each.name in before for each in STEPS if not each.opens)
    return step.name in before and (not step.follows or before[step.name] == state())


if __name__ == "__main__":
    sys.exit(main())
