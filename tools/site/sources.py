"""What Sphinx reads of a page: the same Markdown, with what only a site has.

The pages are written for a code host. Lists of pages stand in ``README.md``, once: a list there
becomes navigation here. Links that leave ``docs/`` lead to files of the repository, which a site
does not have as pages; it hands them out instead.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
# Linear by form: what repeats cannot match what ends it
_FENCE = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]\[]*+)\]\(([^()\s]++)\)")
_ENTRY = re.compile(r"^(?:- |\| )\[[^\]\[]*+\]\(([^()\s#]++)\)", re.MULTILINE)


def source(docname: str, text: str) -> str:
    """The page as Sphinx is to read it.

    :param docname: its path in ``docs/``, without the ending.
    """
    folder = posixpath.dirname(docname)
    trees = _trees(text) if posixpath.basename(docname) == "README" else ""
    return _outside_fences(text, lambda prose: _handed_out(folder, prose)) + trees


def _outside_fences(text: str, change: Callable[[str], str]) -> str:
    """The text with everything but its code blocks changed."""
    made, start = [], 0
    for fence in _FENCE.finditer(text):
        made += [change(text[start : fence.start()]), _coloured(fence[0])]
        start = fence.end()
    return "".join([*made, change(text[start:])])


def _coloured(fence: str) -> str:
    """A block as it is to be coloured: rules that are wrong on purpose as far as they can be."""
    head, _, body = fence.partition("\n")
    if not head.startswith("```dxplan ") or "wrong=" not in head:
        return fence
    return f"```{{code-block}} dxplan\n:force:\n\n{body}"


def _handed_out(folder: str, prose: str) -> str:
    """Links that leave ``docs/``: files to be taken along, folders by their names."""

    def changed(link: re.Match[str]) -> str:
        words, target = link.groups()
        path = posixpath.normpath(posixpath.join(folder, target.partition("#")[0]))
        if "://" in target or not path.startswith(".."):
            return link[0]
        if (DOCS / path).is_dir():
            return words
        return f"{{download}}`{words.replace('`', '')} <{target.partition('#')[0]}>`"

    return _LINK.sub(changed, prose)


def listed(text: str) -> Mapping[str, list[str]]:
    """The pages that the lists of a page name, by the heading above the list."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"^##? ", _FENCE.sub("", text), flags=re.MULTILINE):
        pages = [page for page in dict.fromkeys(_ENTRY.findall(part)) if page.endswith(".md")]
        if pages:
            found[part.partition("\n")[0]] = pages
    return found


def _trees(text: str) -> str:
    return "".join(_tree(title, pages) for title, pages in listed(text).items())


def _tree(title: str, pages: list[str]) -> str:
    names = "\n".join(page.removesuffix(".md") for page in pages)
    return f"\n```{{toctree}}\n:hidden:\n:caption: {title}\n\n{names}\n```\n"


def reached(docs: Path, start: str = "README.md") -> Iterator[str]:
    """The pages that the lists lead to from one page on, itself among them; each once."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        page = ahead.pop()
        if page in seen:
            continue
        seen.add(page)
        yield page
        if posixpath.basename(page) == "README.md":
            lists = listed((docs / page).read_text("utf-8")).values()
            folder = posixpath.dirname(page)
            ahead += [
                posixpath.normpath(posixpath.join(folder, x)) for pages in lists for x in pages
            ]
