"""The same verdicts, written by hand for one plan and one engine, as an expert of it would."""
