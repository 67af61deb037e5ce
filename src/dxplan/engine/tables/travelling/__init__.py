"""Sums that are kept, written to a file, read back and put together.

What organisations reported of a plan is added up once (:class:`~.kept.Sums`). A file of sums holds
them by kind of organisation, and numbers of single organisations only where a verdict may need them
(:mod:`.carried`). Several of them, and rows that are read today, become one (:mod:`.merged`), and
their findings are those of all rows.
"""

from dxplan.engine.tables.travelling.errors import SumsError
from dxplan.engine.tables.travelling.gathered import GivenSums
from dxplan.engine.tables.travelling.kept import Sums, kept_sums
from dxplan.engine.tables.travelling.merged import merged
from dxplan.engine.tables.travelling.reading import read_sums

__all__ = ["GivenSums", "Sums", "SumsError", "kept_sums", "merged", "read_sums"]
