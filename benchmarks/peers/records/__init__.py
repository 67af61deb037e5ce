"""Rule languages that judge one record: all 40 targets of a plan, one organisation at a time.

Each is given whole numbers to multiply, so that its answers can be exact, and is allowed what makes
it fastest: everything that depends on the rules alone is done before.
"""
