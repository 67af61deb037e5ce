"""What ``dxplan`` exits with."""

NOTHING_MISSED = 0
MISSED = 1
"""Something that is due is missed; for ``fmt --check``, a file is not in its canonical form."""
NOT_AS_EXPECTED = 1
"""An example of a plan does not come out as it expects; for ``test``."""
NOT_NOTICED = 1
"""No example notices some change of the rules; for ``test --mutate``."""
FALLS_SHORT = 1
"""A plan is weaker than its parent somewhere; for ``refine``."""
NOT_COVERED = 1
"""A sentence of a document has no rule, or a rule no sentence; for ``coverage``."""
LEFT = 1
"""An editor has gone without a word; for ``lsp``, as the protocol has it."""
WRONG = 2
"""The rules or the call are wrong; argparse uses the same number."""
UNREADABLE = 3
"""The data could not be read."""
STOPPED = 130
"""The user or the reader of the output had enough; what a shell says after Ctrl-C."""
FAULT = 70
"""dxplan itself is at fault; no script shall take a crash for a verdict."""


class OutputLost(Exception):
    """Standard output takes no more, which has been said: there is no result."""
