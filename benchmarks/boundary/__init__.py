"""Quotients that are exactly a percentage, or next to it."""
