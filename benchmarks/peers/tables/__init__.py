"""Libraries that validate tables, at the part that they can do: every row against its targets (T1).

Each is written as its documentation shows, and in the form that is exact where it can say one:
whole numbers multiplied, nothing divided. Beside that each is asked about quotients exactly on a
percentage in the form that a reader of its documentation would write first, ``n / d * 100 >= p``.
"""
