"""``python -m dxplan`` is the same as ``dxplan``."""

import sys

from dxplan.cli import main

sys.exit(main())
