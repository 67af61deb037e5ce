"""Tables added up in one pass over their rows, batch by batch, where Arrow can hand them over.

A plain table (texts, whole numbers, nothing that needs a second look in its columns) need not be
asked question after question: its texts come as codes and its numbers as columns, and everything
that :class:`dxplan.engine.tables.figures.Figures` says is gathered on the way. What is not plain is
left to :mod:`dxplan.engine.tables.scanning`, which can be asked about any table.
"""
