"""Run a Spark cluster of one master and two workers on this machine until it is interrupted.

``make cluster`` does that. The cluster is reached from this machine alone, and what it writes is
gone with it.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.cluster.spark import missing, spark_cluster


def run() -> int:
    """Run a cluster until Ctrl-C."""
    if reason := missing():
        print(reason, file=sys.stderr)
        return 1
    # Whoever asks it to end wants what Ctrl-C does
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        suppress(KeyboardInterrupt),
        tempfile.TemporaryDirectory(prefix="dxplan-spark-") as folder,
        spark_cluster(Path(folder)) as master,
    ):
        print(f"A Spark cluster of two workers is ready at {master}; Ctrl-C ends it.", flush=True)
        signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(run())
