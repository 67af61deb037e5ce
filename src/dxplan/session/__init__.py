"""A session: loads plugins and rule files, holds the environment, and drives the passes.

Nothing here prints, exits or reads the clock.
"""

from dxplan.session.checking import Data, Listed, Rows, Session, open_session
from dxplan.session.plans import PathLike

__all__ = ["Data", "Listed", "PathLike", "Rows", "Session", "open_session"]
