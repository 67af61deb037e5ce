"""Every row of a table held against the thresholds and checks of a plan."""
