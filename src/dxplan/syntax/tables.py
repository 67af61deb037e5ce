"""The LALR tables of the grammar, made once a machine and kept in the user's cache folder.

Making them takes longer than a small check; loading them takes milliseconds. The file is named
after the grammar, the keyword table, and the versions of Lark and Python, so a change of any of
them never meets old tables. A cache that is missing, damaged or not writable only costs time.
"""

from __future__ import annotations

import hashlib
import io
import sys
from functools import cache

import lark
from lark import Lark

from dxplan.syntax import grammar_files, lexicon
from dxplan.syntax.cache_folder import keep, kept


@cache
def parser() -> Lark:
    """The parser of one statement."""
    grammar = grammar_files.read(grammar_files.GRAMMAR) + "\n" + lexicon.terminal_definitions()
    name = f"grammar-{_fingerprint(grammar)}.tables"
    return _load(name) or _make(grammar, name)


def make(grammar: str) -> Lark:
    """A parser made from a grammar's text, without the cache."""
    return Lark(
        grammar,
        parser="lalr",
        lexer="contextual",
        start="statement",
        propagate_positions=True,
        maybe_placeholders=True,
    )


def _fingerprint(grammar: str) -> str:
    versions = f"{lark.__version__} {sys.version_info[:3]} {sys.implementation.cache_tag}"
    return hashlib.sha256(f"{versions}\n{grammar}".encode()).hexdigest()[:32]


def _load(name: str) -> Lark | None:
    body = kept(name)
    if body is None:
        return None
    try:
        return Lark.load(io.BytesIO(body))
    except Exception:  # what was kept by mistake may unpickle to anything
        return None


def _make(grammar: str, name: str) -> Lark:
    made = make(grammar)
    buffer = io.BytesIO()
    made.save(buffer)
    keep(name, buffer.getvalue(), at_most=8)
    return made
