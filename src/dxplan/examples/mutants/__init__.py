"""Rules with one thing changed, to see which of these mistakes the examples would notice."""
