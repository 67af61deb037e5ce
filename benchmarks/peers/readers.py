"""Bare reading of a workbook into memory, by the fastest readers there are.

python -m benchmarks.peers.readers LIBRARY PATH
"""

from __future__ import annotations

import sys


def fastexcel(path: str) -> int:
    import fastexcel as library

    return int(library.read_excel(path).load_sheet(0).to_arrow().num_rows)


READERS = {"fastexcel": fastexcel}

if __name__ == "__main__":
    print(READERS[sys.argv[1]](sys.argv[2]))
