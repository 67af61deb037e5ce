"""Forms that reporting units fill in: which cells a plan needs, as a spreadsheet."""
