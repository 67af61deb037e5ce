"""The LALR tables of the grammar, made once a machine and kept in the user's cache folder.

Making them takes longer than a small check; loading them takes milliseconds. The file is named
after the grammar, the keyword table, and the versions of Lark and Python, so a change of any of
them never meets old tables. A cache that is missing, damaged or not writable only costs time.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
import tempfile
from functools import cache
from pathlib import Path

import lark
from lark import Lark

from dxplan.syntax import grammar_files, lexicon


@cache
def parser() -> Lark:
    """The parser of one statement."""
    grammar = grammar_files.read(grammar_files.GRAMMAR) + "\n" + lexicon.terminal_definitions()
    path = _cache_folder() / f"grammar-{_fingerprint(grammar)}.tables"
    return _load(path) or _make(grammar, path)


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


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base:
        return Path(base) / "dxplan"
    try:
        return Path.home() / ".cache" / "dxplan"
    except RuntimeError:
        # No home folder is known; a folder that cannot be written is simply not used.
        return Path(os.devnull) / "dxplan"


def _load(path: Path) -> Lark | None:
    """The tables of a cache file, which begins with the digest of the rest.

    A torn one is not used.
    """
    try:
        data = path.read_bytes()
        digest, body = data[:64], data[64:]
        if hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        return Lark.load(io.BytesIO(body))
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, LookupError):
        return None


def _make(grammar: str, path: Path) -> Lark:
    made = make(grammar)
    buffer = io.BytesIO()
    made.save(buffer)
    body = buffer.getvalue()
    with contextlib.suppress(OSError):
        _write(path, hashlib.sha256(body).hexdigest().encode() + body)
    return made


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
