"""A format that reports are written in."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from dxplan.engine.findings import Report
from dxplan.messages import Language


@attrs.frozen
class Renderer:
    """A format that reports are written in; ``dxplan check --format NAME``.

    :param render: writes a report in a language: as text, or as the bytes of a file.
    :param shows_course: whether it shows what targets came to earlier, see ``Report.course``.
    """

    name: str
    render: Callable[[Report, Language], str | bytes]
    shows_course: bool = False
