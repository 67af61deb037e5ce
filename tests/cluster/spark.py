"""A Spark cluster for tests: one master and two workers on loopback, gone afterwards."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.cluster.servers import served

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOOPBACK = "127.0.0.1"
WORKERS = 2
DAEMON_MEMORY = "256m"
"""Of the master and of each worker, beside what a worker has for the executors it starts."""
EXECUTOR_MEMORY = "768m"
"""Of the one executor of each worker, and of the driver."""
SETTINGS = {
    "spark.driver.bindAddress": LOOPBACK,
    "spark.driver.host": LOOPBACK,
    "spark.driver.memory": EXECUTOR_MEMORY,
    "spark.executor.memory": EXECUTOR_MEMORY,
    # Work begins when both workers are there
    "spark.scheduler.maxRegisteredResourcesWaitingTime": "300s",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.session.timeZone": "UTC",
    # The monitoring interface, at any free port
    "spark.ui.port": "0",
    "spark.ui.showConsoleProgress": "false",
}
JAVA = 17
"""The oldest release of Java that Spark 4 runs on."""


def missing() -> str | None:
    """Why there can be no cluster on this machine, or None."""
    if find_spec("pyspark") is None:
        return "Spark is not installed: run `make spark`"
    if java_home() is None:
        return f"Spark needs Java {JAVA} or newer, which is not installed: run `make machine`"
    return None


def java_home() -> Path | None:
    """Where a Java is that Spark runs on: one that is set up, else one that Debian installed."""
    candidates = [
        *([Path(home)] if (home := os.environ.get("JAVA_HOME")) else []),
        *([Path(java).resolve().parent.parent] if (java := shutil.which("java")) else []),
        *sorted(Path("/usr/lib/jvm").glob("java-*-openjdk-*")),
    ]
    return next((each for each in candidates if _release(each / "bin" / "java") >= JAVA), None)


def _release(java: Path) -> int:
    """The release of a Java, 0 if there is none."""
    if not java.is_file():
        return 0
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def environment(folder: Path) -> dict[str, str]:
    """What Spark's processes are to know: this Java, loopback, this folder for what they write."""
    import pyspark

    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("SPARK_", "PYSPARK_"))}
    return inherited | {
        "JAVA_HOME": str(java_home()),
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        # An empty folder: no settings of this machine
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": LOOPBACK,
        "SPARK_PUBLIC_DNS": LOOPBACK,
        "SPARK_LOCAL_DIRS": str(folder / "scratch"),
        "SPARK_DAEMON_MEMORY": DAEMON_MEMORY,
        # No door for jobs from elsewhere, which would be on a port of its own
        "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",
    }


@contextmanager
def spark_cluster(folder: Path) -> Iterator[str]:
    """A cluster, by the address of its master; it is reached from this machine alone.

    :param folder: Takes what the servers write, their logs too.
    """
    env = environment(folder)
    start = [Path(env["SPARK_HOME"], "bin", "spark-class")]
    anywhere = ["--host", LOOPBACK, "--port", "0", "--webui-port", "0"]
    with ExitStack() as stack:
        master = stack.enter_context(
            served(
                [*start, "org.apache.spark.deploy.master.Master", *anywhere],
                folder / "master.log",
                r"Starting Spark master at (spark://\S+)",
                env=env,
            )
        )[1]
        size = ["--cores", "1", "--memory", EXECUTOR_MEMORY, "--work-dir", str(folder / "work")]
        for number in range(WORKERS):
            stack.enter_context(
                served(
                    [*start, "org.apache.spark.deploy.worker.Worker", *anywhere, *size, master],
                    folder / f"worker-{number}.log",
                    r"Successfully registered with master",
                    env=env,
                )
            )
        yield master


@contextmanager
def spark_session(master: str, folder: Path) -> Iterator[SparkSession]:
    """A session on a cluster, ended afterwards; its driver ends with this process at the latest.

    :param folder: The one that the cluster was started with.
    """
    with patch.dict(os.environ, environment(folder)):
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master(master).appName("dxplan")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        try:
            # Tests provoke errors, and read them where they are raised
            session.sparkContext.setLogLevel("OFF")
            yield session
        finally:
            session.stop()
