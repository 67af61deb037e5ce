"""How long an editor waits for what is said of a keystroke, and for answers.

    python -m benchmarks.editing [--rounds N]

A letter is added to a name in the middle of a plan, and everything is looked at that is looked at
while somebody types: all files of the plan and its examples, and what is told of each of them. It
is the time of the processor, so that a busy machine changes nothing. The plans are those that
ship, and one of 500 lines that repeats the longest.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import attrs

from dxplan.editing.completion import proposals
from dxplan.editing.desk import Desk
from dxplan.editing.hovering import hover
from dxplan.editing.tokens import tokens
from dxplan.lsp.open_documents import OpenDocuments
from dxplan.lsp.publishing import published
from dxplan.session import Session, open_session

ROOT = Path(__file__).parent.parent
LIMIT = 100
"""Milliseconds within which every plan is looked at, also one of 500 lines."""
LINES = 500


def shipped() -> list[Path]:
    """The files of the plans that ship."""
    found = sorted((ROOT / "plugins").glob("*/src/*/*.dxplan"))
    return [each.resolve() for each in found if not each.name.endswith(".examples.dxplan")]


def plans() -> dict[Path, str]:
    """Texts by the file that they are typed in; the last one has exactly 500 lines."""
    texts = {path: path.read_text("utf-8") for path in shipped()}
    longest = max(texts.values(), key=len).split("\n")
    tasks = "\n".join(
        f'nhiệm vụ việc_{number} "Việc số {number}" đến năm 2025 chủ trì so_gddt'
        for number in range(LINES)
    )
    whole = ["\n".join(longest), tasks]
    lines = "\n".join(whole).split("\n")[:LINES]
    return {**texts, ROOT / "five_hundred.dxplan": "\n".join(lines) + "\n"}


def milliseconds(rounds: int, step: Callable[[int], object]) -> float:
    """The median of some rounds, after one that is not counted."""
    found = []
    for number in range(rounds + 1):
        begun = process_time()
        step(number)
        found.append((process_time() - begun) * 1000)
    return median(found[1:])


def in_several_files(folder: Path, parts: int) -> dict[Path, str]:
    """The longest plan that ships, with its examples, as a plugin of some files."""
    path = max(shipped(), key=lambda each: each.stat().st_size)
    examples = path.with_suffix(".examples.dxplan")
    statements = path.read_text("utf-8").split("\n\n")
    size = -(-len(statements) // parts)
    texts = {
        folder / f"{number}.dxplan": "\n\n".join(statements[number * size :][:size]) + "\n"
        for number in range(parts)
    }
    texts[folder / "0.examples.dxplan"] = examples.read_text("utf-8")
    for each, text in texts.items():
        each.write_text(text, "utf-8")
    (folder / "plan.toml").write_text('name = "several"\n[plans]\nseveral = "."\n', "utf-8")
    return texts


@attrs.frozen
class Row:
    """What a keystroke and three questions take, in milliseconds."""

    name: str
    files: int
    lines: int
    key: float
    completion: float
    hover: float
    colours: float


def row(name: str, session: Session, texts: dict[Path, str], rounds: int) -> Row:
    """A plan whose files are all open, while somebody types in the first of them."""
    documents = OpenDocuments(Desk(session))
    desk = documents.desk
    for each, open_text in texts.items():
        documents.put(each.as_uri(), open_text, 1)
    path, text = next(iter(texts.items()))
    middle = text.index(" ", len(text) // 2)

    def typed(number: int) -> None:
        desk.put(path, text[:middle] + "x" * (number + 1) + text[middle:])
        view = desk.view(path)
        published(documents, view, documents.outcome(view))

    desk.view(path)
    key = milliseconds(rounds, typed)
    desk.put(path, text)
    view = desk.view(path)
    file = view.file(path)
    assert file is not None
    assert len(view.files) >= len(texts), "not all of the files are of one plan"
    lines = sum(each.count("\n") for each in texts.values())
    return Row(
        name,
        len(view.files),
        lines,
        key,
        milliseconds(rounds, lambda _: proposals(view, text, middle, file.language)),
        milliseconds(rounds, lambda _: hover(view, None, file, middle)),
        milliseconds(rounds, lambda _: tokens(view, file)),
    )


def rows(rounds: int) -> Iterator[Row]:
    """The plans that ship, the one of 500 lines, and one in several files."""
    for path, text in plans().items():
        yield row(path.stem, open_session(), {path: text}, rounds)
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        texts = in_several_files(folder, 4)
        yield row("four_files", open_session([folder]), texts, rounds)


def main() -> int:
    """Print the table; 1 when a keystroke in any plan takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    head = f"{'plan':<14}{'files':>6}{'lines':>6}{'keystroke':>12}"
    print(f"{head}{'completion':>13}{'hover':>9}{'colours':>10}")
    longest = 0.0
    for each in rows(rounds):
        print(
            f"{each.name:<14}{each.files:>6}{each.lines:>6}{each.key:>9.1f} ms"
            f"{each.completion:>10.1f} ms{each.hover:>6.1f} ms{each.colours:>7.1f} ms"
        )
        longest = max(longest, each.key)
    reached = longest < LIMIT
    print(f"all within {LIMIT} ms: {'yes' if reached else 'no'}")
    return 0 if reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
