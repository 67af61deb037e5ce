"""What argparse says of a call, in the language of the call.

argparse hands every sentence to ``gettext``, by two names of its module. Catalogues of gettext are
compiled files in folders of the machine; the texts of dxplan are data of the package, gated to be
complete. So while a call is read in Vietnamese, the two names look into ours.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dxplan.messages import Language, catalogue


@contextmanager
def argparse_in(language: Language) -> Iterator[None]:
    """Let argparse speak a language, both while a parser is made and while it reads a call."""
    names = argparse.__dict__
    said = _said_in(language)
    kept = {name: names[name] for name in said if name in names}
    names.update({name: said[name] for name in kept})
    try:
        yield
    finally:
        names.update(kept)


def _said_in(language: Language) -> dict[str, Callable[..., str]]:
    if language == "en":
        return {}
    entries = catalogue("arguments")["argparse"].values()
    texts = {str(entry["en"]): str(entry[language]) for entry in entries}

    def one(text: str) -> str:
        return texts.get(text, text)

    def counted(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    return {"_": one, "ngettext": counted}


def placeholder(name: str, language: Language) -> str:
    """What stands for a value in a call; a name without a word of its own stands as it is.

    >>> placeholder("PLAN", "vi"), placeholder("A4", "vi")
    ('KẾ_HOẠCH', 'A4')
    """
    words = catalogue("arguments")["metavar"].get(name)
    return name if words is None else str(words[language])


def usage(text: str, language: Language) -> str:
    """A line of usage with the words for its values in a language.

    >>> usage("check PLAN --data FILE [FILE ...] [options]", "vi")
    'check KẾ_HOẠCH --data TỆP [TỆP ...] [tùy_chọn]'
    """
    return re.sub(r"\b[A-Z]{3,}\b|\boptions\b", lambda found: placeholder(found[0], language), text)
