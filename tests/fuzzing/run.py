"""Fuzzing of everything that takes bytes, for as long as FUZZ_SECONDS says.

``python -m tests.fuzzing.run [TARGET …]`` gives each target an equal share of the time. With
atheris (see `requirements/fuzz.in`) what is drawn follows what it reaches in dxplan; without it,
Hypothesis draws it. A find is written to `build/fuzz/finds`: the bytes, and beside them what went
wrong. Every find becomes a vector of `tests/language`, or a case of `test_finds.py`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

BUILD = Path(__file__).parents[2] / "build" / "fuzz"
FINDS = BUILD / "finds"
MOST_MEMORY = 3 << 30
PACKED = (".xlsx", ".ods")
SLOW = 20
"""Seconds after which an input is a find."""


def main() -> int:
    """Fuzz each target in a process of its own; how many finds there are decides the exit code."""
    from tests.fuzzing.targets import TARGETS

    chosen = sys.argv[1:] or list(TARGETS)
    unknown = [name for name in chosen if name not in TARGETS]
    if unknown:
        print(f"no such target: {', '.join(unknown)}; there are: {', '.join(TARGETS)}")
        return 2
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed (it has no wheel for this Python or system): what is drawn")
        print("comes from Hypothesis, and does not follow what it reaches")
    FINDS.mkdir(parents=True, exist_ok=True)
    before = set(FINDS.iterdir())
    seconds = int(os.environ.get("FUZZ_SECONDS", "60")) / len(chosen)
    broke_off = [name for name in chosen if not _in_its_own_process(name, seconds)]
    found = sorted({each for each in FINDS.iterdir() if each.suffix != ".txt"} - before)
    for path in found:
        print(f"find: {path.relative_to(BUILD.parents[1])}")
    print(f"{len(found)} finds; {len(broke_off)} targets broke off")
    return 1 if found or broke_off else 0


def _in_its_own_process(name: str, seconds: float) -> bool:
    """Fuzz a target; whether its process came to an end of its own."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzzing.run",
        "--alone",
        name,
        str(max(1, int(seconds))),
    ]
    environment = {**os.environ, "DXPLAN_CACHE": "off", "RUST_BACKTRACE": "0"}
    ended = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = ended.stdout.decode("utf-8", "replace").splitlines()
    line = next((each for each in reversed(said) if each.startswith(f"{name}: ")), f"{name}: ended")
    print(line, "" if ended.returncode == 0 else f"(exit code {ended.returncode})", flush=True)
    if ended.returncode:
        (FINDS / f"{name}-log.txt").write_text("\n".join(said[-200:]), "utf-8")
    return ended.returncode == 0


def alone(name: str, seconds: int) -> None:
    """Fuzz one target for so many seconds."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        import atheris
    except ImportError:
        _by_hypothesis(name, seconds)
        return
    with atheris.instrument_imports(include=["dxplan", "lark"]):
        from tests.fuzzing.changes import PIECES
        from tests.fuzzing.seeds import seeds
        from tests.fuzzing.targets import TARGETS
    corpus = BUILD / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds(name):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    with tempfile.TemporaryDirectory() as folder:
        held = _Held(name, TARGETS[name].run, Path(folder))
        packed = TARGETS[name].suffix in PACKED
        options = [
            f"-max_total_time={seconds}", f"-timeout={SLOW}", f"-report_slow_units={SLOW}",
            "-rss_limit_mb=0", f"-max_len={400_000 if packed else 40_000}",
            f"-artifact_prefix={FINDS}/{name}-", "-print_final_stats=0", "-verbosity=0",
            f"-dict={_dictionary(PIECES)}",
        ]  # fmt: skip
        for data in seeds(name):  # the first one waits for the tables of the grammar to be made
            held.take(data)
        made = {"custom_mutator": _inside} if packed else {}
        atheris.Setup([sys.argv[0], *options, str(corpus)], held.take, **made)
        held.until = time.monotonic() + seconds
        atheris.Fuzz()


def _inside(data: bytes, most: int, seed: int) -> bytes:
    """A change; of a packed file mostly in one of its parts, else all is refused at once."""
    import atheris

    from tests.fuzzing.seeds import packed, unpacked

    parts = unpacked(data) if seed % 8 else None
    if not parts:
        return bytes(atheris.Mutate(data, most))
    part = sorted(parts)[seed % len(parts)]
    made = bytes(atheris.Mutate(parts[part], len(parts[part]) + 100))
    return packed({**parts, part: made})[:most]


def _dictionary(pieces: Iterable[bytes]) -> Path:
    """A file of what changes are put together from, keywords as well, as libFuzzer reads it."""
    from dxplan.syntax import lexicon

    path = BUILD / "dictionary.txt"
    words = {*pieces, *(word.encode() for word in lexicon.all_words())}
    lines = ("".join(f"\\x{byte:02x}" for byte in each) for each in sorted(words) if each)
    path.write_text("".join(f'"{each}"\n' for each in lines), "ascii")
    return path


class _Held:
    """Takes inputs one after the other, and writes down what goes wrong, once for each place."""

    def __init__(self, name: str, run: Callable[[bytes, Path], None], folder: Path) -> None:
        self.name, self.run, self.folder = name, run, folder
        self.taken = 0
        self.known: set[tuple[str, int]] = set()
        self.until = float("inf")

    def take(self, data: bytes) -> None:
        self.taken += 1
        try:
            self.run(data, self.folder)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            self.write(data, error)
        if time.monotonic() > self.until:
            self.until = float("inf")
            print(f"{self.name}: {self.taken} inputs", flush=True)

    def write(self, data: bytes, error: BaseException) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        if (last.filename, last.lineno or 0) in self.known:
            return
        self.known.add((last.filename, last.lineno or 0))
        path = FINDS / f"{self.name}-{hashlib.sha256(data).hexdigest()[:12]}"
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), "utf-8")


def _by_hypothesis(name: str, seconds: int) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    from tests.fuzzing.changes import inputs
    from tests.fuzzing.targets import TARGETS

    until = time.monotonic() + seconds
    first = int(os.environ.get("FUZZ_SEED", str(time.time_ns() % 10**9)))
    with tempfile.TemporaryDirectory() as folder:
        held = _Held(name, TARGETS[name].run, Path(folder))
        while time.monotonic() < until:
            drawn = settings(
                max_examples=200, database=None, deadline=None, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            drawn(seeded(first)(given(inputs(name))(held.take)))()
            first += 1
    print(f"{name}: {held.taken} inputs", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main())
