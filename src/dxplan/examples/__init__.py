"""Examples of rules: run, counted, and held against rules with a mistake in them."""
