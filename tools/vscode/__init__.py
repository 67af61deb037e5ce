"""The extension for VS Code: what of it is written from the keyword table, and how it is packed."""
