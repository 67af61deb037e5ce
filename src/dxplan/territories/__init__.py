"""Provinces and communes over time: dated tables of codes, names and what became of them."""
