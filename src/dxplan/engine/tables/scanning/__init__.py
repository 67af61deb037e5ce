"""From a table to figures: added up where it is, in one set of questions for all libraries."""
