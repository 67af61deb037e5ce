"""Spreadsheets of today are zipped XML; this is what opening a broken one may raise."""

from __future__ import annotations

import zipfile
import zlib
from xml.etree import ElementTree

BROKEN_PACKAGE = (
    OSError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError,
)  # fmt: skip
"""Besides what is damaged: an encrypted part, or one packed in a way that nobody can unpack."""
