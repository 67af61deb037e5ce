"""Runs every check on another Python: ``python -m tools.release.pythons trixie``, as root.

A Debian of its own, made up by ``debootstrap`` in ``build/debian``, gets a clone of what is
committed, an empty home, and nothing else of this machine but what it trusts and how it reaches the
network. Tests of what is not in it are skipped, and say so. The Debian stays for the next time, the
clone does not. It exits with what ``make check`` exits with.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.release.debian import lacking, make_up
from tools.release.projects import ROOT

DEBIANS = ROOT / "build" / "debian"
NEEDED = ("debootstrap", "git", "unshare")
PACKAGES = ("python3", "python3-venv", "ca-certificates", "git", "make")
_NETWORK = ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt")
_ENVIRONMENT = {
    "HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
    "SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt",
    "PIP_CERT": "/etc/ssl/certs/ca-certificates.crt",
}  # fmt: skip
# What is mounted is gone with the process, however it ends.
_INSIDE = """
mount --rbind /dev "$0/dev"
mount -t proc proc "$0/proc"
exec chroot "$0" sh -c "cd '$1' && python3 --version && make check"
"""


def main(argv: list[str] | None = None) -> int:
    """Run the checks; 2 when they cannot be run here."""
    ask = argparse.ArgumentParser(prog="python -m tools.release.pythons", description=__doc__)
    ask.add_argument("suite", help="the Debian with that Python: trixie has 3.13, sid the newest")
    suite = ask.parse_args(argv).suite
    if why := unable():
        print(why, file=sys.stderr)
        return 2
    return checked(debian(suite))


def unable() -> str:
    """Why it cannot be done on this machine; empty when it can."""
    return lacking(NEEDED, "a Debian")


def debian(suite: str) -> Path:
    """The folder of a Debian, made once."""
    top = DEBIANS / suite
    if not top.is_dir():
        DEBIANS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="made-", dir=DEBIANS) as folder:
            made = Path(folder) / "top"
            make_up(suite, PACKAGES, made)
            made.rename(top)
    for name in _NETWORK:
        if (own := Path("/") / name).is_file():
            shutil.copyfile(own, top / name)
    return top


def checked(top: Path) -> int:
    """Clone what is committed into a Debian, and run every check in it."""
    with tempfile.TemporaryDirectory(prefix="dxplan-", dir=top / "root") as folder:
        clone = Path(folder) / "dxplan"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        call = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", _INSIDE]
        where = f"/{clone.relative_to(top)}"
        return subprocess.run([*call, top, where], env=_ENVIRONMENT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
