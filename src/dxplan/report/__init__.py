"""Reports and exports: one module a format, and the wordings that they share."""
