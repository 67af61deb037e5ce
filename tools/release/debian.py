"""Debians that are made up by ``debootstrap``: what that takes, and how it is done."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path


def lacking(programs: Sequence[str], what: str) -> str:
    """Why it cannot be done on this machine; empty when it can.

    :param what: only root can make up.
    """
    missing = [each for each in programs if shutil.which(each) is None]
    if missing:
        return f"{', '.join(missing)}: not here; install the Debian packages of these names"
    return "" if os.geteuid() == 0 else f"only root can make up {what}: run it as root"


def make_up(suite: str, packages: Sequence[str], top: Path) -> None:
    """Make up a small Debian in a folder."""
    how = ("--variant=minbase", f"--include={','.join(packages)}", suite)
    subprocess.run(["debootstrap", *how, top], check=True, stdout=subprocess.DEVNULL)
