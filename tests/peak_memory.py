"""How much memory a process has had at most, for tests that read in a process of their own."""

from __future__ import annotations

import re
import resource
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_memory() -> int:
    """The most memory that this process has had, in KiB.

    What the system says of a process that was started by another one (``ru_maxrss``) begins with
    the size of that one; Linux also tells that of the program alone.
    """
    if STATUS.exists():
        told = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text("ascii"))
        if told:
            return int(told[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
