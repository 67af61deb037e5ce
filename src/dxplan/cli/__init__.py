"""The command line: ``dxplan``."""

from dxplan.cli.entry import main

__all__ = ["main"]
