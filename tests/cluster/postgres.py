"""A PostgreSQL server of its own for tests: no network, no password, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.cluster.servers import served

if TYPE_CHECKING:
    import psycopg
    import pyarrow as pa

DEBIAN = Path("/usr/lib/postgresql")
OWNER = "dxplan"
"""The role that owns the database."""
SERVANT = "postgres"
"""Whom the server runs as when root runs the tests, because PostgreSQL refuses root."""

TYPES = {"string": "text", "int64": "bigint", "double": "double precision"}
"""What columns are called there."""

SETTINGS = {
    # Reached through a file in the server's folder alone
    "listen_addresses": "",
    # What a test needs to survive is nothing
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "20",
    "shared_buffers": "32MB",
    "work_mem": "16MB",
    # Counts the rows of every statement
    "shared_preload_libraries": "pg_stat_statements",
}


def missing() -> str | None:
    """Why there can be no server on this machine, or None."""
    if programs() is None:
        return "PostgreSQL is not installed: run `make machine`"
    if os.geteuid() == 0 and servant() is None:
        return f"PostgreSQL refuses to run as root, and this machine has no user {SERVANT}"
    return None


def programs() -> Path | None:
    """The folder of PostgreSQL's newest server programs."""
    folders = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    if folders:
        return folders[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def servant() -> pwd.struct_passwd | None:
    """The user whom the server runs as when root runs the tests."""
    try:
        return pwd.getpwnam(SERVANT)
    except KeyError:
        return None


@contextmanager
def postgres() -> Iterator[Path]:
    """A server with one empty database, by the folder of its socket: to clients, its host."""
    folder = programs()
    assert folder is not None, missing()
    # Not below the folder of the test run, which only the user who runs the tests may enter
    with tempfile.TemporaryDirectory(prefix="dxplan-postgres-") as home:
        user = _hand_over(Path(home)) if os.geteuid() == 0 else ""
        data = Path(home, "data")
        _initialise(folder / "initdb", data, user)
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with served(
            [folder / "postgres", "-D", data, "-k", home, *settings],
            Path(home, "postgres.log"),
            r"ready to accept connections",
            # To PostgreSQL, an interrupt means: end now, without waiting for clients
            farewell=signal.SIGINT,
            user=user,
        ):
            yield Path(home)


def _hand_over(home: Path) -> str:
    found = servant()
    assert found is not None, missing()
    os.chown(home, found.pw_uid, found.pw_gid)
    return found.pw_name


def _initialise(initdb: Path, data: Path, user: str) -> None:
    as_user: dict[str, Any] = {"user": user, "group": user, "extra_groups": ()} if user else {}
    subprocess.run(
        [initdb, "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        check=True,
        capture_output=True,
        cwd="/",
        **as_user,
    )


def load(connection: psycopg.Connection[Any], name: str, table: pa.Table) -> None:
    """Make a table of a database from one in memory."""
    columns = ", ".join(f'"{field.name}" {TYPES[str(field.type)]}' for field in table.schema)
    connection.execute(f"CREATE TABLE {name} ({columns})")
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {name} FROM STDIN") as copy,
    ):
        for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
            copy.write_row(row)
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    connection.commit()
