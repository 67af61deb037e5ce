"""Data in: file formats, headings, the register, and what organisations reported."""
