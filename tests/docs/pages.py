"""The pages of the documentation, cut into the blocks that are examples.

The words behind the language of a block say how it is run:

- ``dxplan``: read after ``tests/language/prelude.dxplan``; ``education``:
  after ``education.dxplan`` beside this file; ``alone``: by itself; ``wrong=CODE``: it must bring
  that diagnostic about;
- ``same``: it says the same as the ``dxplan`` block before it;
- ``file=NAME``: the block is a file of the page's folder;
- ``python``: run in the page's folder, or in the folder of ``in=NAME`` there; a ``text printed``
  block behind it is what it prints;
- ``console``: each ``$`` line is run in the page's folder, ``exit=N`` is the exit code of the last;
  the lines below a command are what it prints, and ``…`` alone on a line stands for any lines;
- ``lua``: looked at by ``test_editors.py``;
- ``pycon``: the example of a docstring, which is run where it stands;
- ``text``: not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

REPO = Path(__file__).parents[2]
_FENCE = re.compile(r"^( *)```(\w*)[ ]?(.*?)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@attrs.frozen
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    words: tuple[str, ...]
    text: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(REPO).as_posix()}:{self.line}"

    def option(self, name: str) -> str | None:
        """The value of a word such as ``exit=1``."""
        for word in self.words:
            if word.startswith(f"{name}="):
                return word.removeprefix(f"{name}=")
        return None


# Its examples are plugins, which tests/plugin runs
HOOKS = REPO / "docs" / "reference" / "hooks.md"


def pages() -> list[Path]:
    """The pages of the documentation."""
    top = [REPO / name for name in ("README.md", "README.vi.md", "CONTRIBUTING.md", "SECURITY.md")]
    return [*top, REPO / "plugins" / "README.md", *sorted((REPO / "docs").glob("**/*.md"))]


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text("utf-8")
    for match in _FENCE.finditer(text):
        indent, language, words, body = match.groups()
        line = text.count("\n", 0, match.start()) + 1
        inner = re.sub(f"^{indent}", "", body, flags=re.MULTILINE)
        yield Block(page, line, language, tuple(words.split()), inner)
