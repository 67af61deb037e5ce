"""Mutation testing of dxplan's own code: one small mistake at a time, and which test notices it.

``make mutants`` goes through four steps, each of which keeps what it found in ``build/mutants/``:

1. ``generate`` writes down the mutants: edits of a text, by the operators of mutmut, in an
   environment of its own.
2. ``reach`` runs the tests once and notes which lines each of them reaches, and what it takes.
3. ``trying`` collects the tests once, and tries each mutant in a process forked from there.
4. ``page`` writes ``docs/reference/mutants.md``.
"""
