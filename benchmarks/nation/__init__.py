"""The nation's schools, invented, and what is measured on them."""
