"""A Hypothesis strategy that lays printed rule text out in other ways that say the same."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from dxplan.syntax import lexicon

_PHRASES = sorted((word for word in lexicon.all_words() if " " in word), key=len, reverse=True)
_TOKENS = re.compile(
    r'"(?:[^"\\\n]|\\.)*"'
    r"|(?P<comment>#[^\n]*)"
    rf"|(?:{'|'.join(map(re.escape, _PHRASES))})(?!\w)"
    r"|(?P<gap> )"
    r"|\n *"
    r'|\(|[^\s"#(]+',
    re.IGNORECASE,
)
# The words of a keyword that is a phrase stay on one line, but anything else may go on below
_BREAKS = (
    "  ",
    " \t",
    "\u00a0\n  ",
    "\n\t",
    "\n\n \n  ",
    "  # a\n  ",
    "#b\n # c\n\n   ",
    " # d\n# e\n    ",
)


@st.composite
def laid_out(draw: st.DrawFn, text: str) -> str:
    """The text with some of its blanks turned into other blanks, line breaks and comments."""
    tokens = list(_TOKENS.finditer(text))
    gaps = [number for number, token in enumerate(tokens) if token["gap"]]
    chosen = draw(st.lists(st.tuples(st.integers(0, 500), st.sampled_from(_BREAKS)), max_size=8))
    parts = [token.group() for token in tokens]
    for number, blank in chosen if gaps else ():
        parts[gaps[number % len(gaps)]] = blank
    return "".join(parts)


def comments_of(text: str) -> list[str]:
    """All comments of a file, sorted."""
    return sorted(token["comment"] for token in _TOKENS.finditer(text) if token["comment"])
