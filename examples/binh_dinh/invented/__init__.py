"""Invented schools, offices, reports and deeds: no figure here is anybody's."""
