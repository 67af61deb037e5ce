"""A package of an office program with nothing in it that depends on when it was written."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LEAST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that such a package can have."""


def sealed(content: bytes) -> bytes:
    """The same parts in the same order, all of the same day."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(written, "w", ZIP_DEFLATED) as made:
        for part in parts.infolist():
            info = ZipInfo(part.filename, _LEAST_DAY)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3
            made.writestr(info, parts.read(part))
    return written.getvalue()
