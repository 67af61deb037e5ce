"""dxplan beside what else does the same: everything is measured in turn, and told as ratios."""
