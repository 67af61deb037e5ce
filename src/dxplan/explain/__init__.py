"""Why a verdict is what it is, and what it would take: the arithmetic, before any wording."""
