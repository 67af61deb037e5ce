"""From figures to findings: what targets ask, summed by group, and the verdicts as columns."""
