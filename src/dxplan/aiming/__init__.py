"""Data that are aimed at a verdict: the least that shows a target met, missed, or on its line.

Data are built from the inequality that a target is, never tried and thrown away; whoever gives the
choices (a strategy of Hypothesis, or always the least) gets data from them.
"""
