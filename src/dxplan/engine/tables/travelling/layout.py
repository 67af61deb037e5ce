"""The columns of a file of sums, and what is said about the file as a whole.

See ``docs/reference/sums-file.md``. A change that an older dxplan would misread gets a new number.
"""

from __future__ import annotations

FAMILY = "dxplan.sums"
VERSION = 1
SCHEMA = f"{FAMILY}/{VERSION}"

COLUMNS = {
    "record": "VARCHAR",
    "kind": "INTEGER",
    "organisation": "INTEGER",
    "point": "INTEGER",
    "name": "VARCHAR",
    "number": "BIGINT",
    "large": "VARCHAR",
    "count": "BIGINT",
    "says": "VARCHAR",
}
"""One row a thing; a column that a kind of row does not need is empty in it."""

PLAIN, ODD, APART = 0, 1, 2
"""How much of an organisation is in the file: what is needed; its numbers of some measures; all."""
