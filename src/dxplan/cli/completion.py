"""``dxplan completion``: what a shell reads to complete calls of ``dxplan``."""

from __future__ import annotations

from argparse import Namespace

from dxplan.cli.exits import NOTHING_MISSED, WRONG
from dxplan.cli.output import deliver


def run(options: Namespace) -> int:
    """Write the code of a shell; it asks dxplan itself whenever somebody presses Tab."""
    from argcomplete.shell_integration import shellcode

    # Without the shell's own guesses: files are offered where a file is meant, and nowhere else.
    code = shellcode(["dxplan"], shell=options.shell, complete_arguments=["-o", "nospace"])
    written = deliver(f"{code.rstrip()}\n", None, options.spoken)
    return NOTHING_MISSED if written else WRONG
