"""The lints: one module a code, gathered in :mod:`dxplan.analysis.lints.registry`."""

from dxplan.analysis.lints.registry import builtin_lints

__all__ = ["builtin_lints"]
