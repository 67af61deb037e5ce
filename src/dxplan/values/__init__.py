"""Exact numbers, periods and calendars, scopes, intervals, three-valued logic.

Pure: no I/O, no clock.
"""
