"""The bound model of a plan, and how it comes from syntax trees."""
