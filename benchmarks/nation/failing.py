"""Print by target how many rows fail, exactly.

python -m benchmarks.nation.failing [--scale S]
"""

from __future__ import annotations

import argparse
import json
from fractions import Fraction

from benchmarks.nation.answers import rows
from benchmarks.nation.figures import draw
from benchmarks.nation.plan import sixty
from benchmarks.nation.size import size_of


def main() -> None:
    """Print them as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scale", type=Fraction, default=Fraction(1))
    counts = rows(draw(size_of(parser.parse_args().scale)), sixty())
    print(json.dumps({name: every - kept for name, (kept, every) in counts.items()}))


if __name__ == "__main__":
    main()
