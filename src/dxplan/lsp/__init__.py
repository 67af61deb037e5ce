"""A language server for rule files: a thin shell over :mod:`dxplan.editing`, by pygls."""

from dxplan.lsp.server import serve

__all__ = ["serve"]
