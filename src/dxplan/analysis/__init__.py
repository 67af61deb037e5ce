"""What rules say about themselves, before any data: lints."""
