"""The engine over tables: the findings of :mod:`dxplan.engine.reference`, from columns of sums.

Organisations that are alike in all that the register says of them are one *kind*
(:mod:`.kinds`). What is reported is read once, added up by kind and point
(:mod:`.figures`: who reported a point, and the sum of it), and everything else is worked out on
these sums: larger groups from kinds, organisations that lack a report from a small list of their
own. Whatever does not fit into columns is judged by the reference evaluator on its own rows, so
that the findings are always the same.

:mod:`.scanning` makes figures of a table, :mod:`.plain` of what was read cell by cell, and
:mod:`.travelling` of files of sums; :mod:`.judging` makes findings of figures.
:mod:`.row_checking` holds single rows against a plan.
"""
