"""From observations to findings.

``reference`` is the plain evaluator that every faster one is held against.
"""
