"""Examples that rule files carry: what they give as figures, and whether they come out."""
