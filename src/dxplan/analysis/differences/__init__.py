"""What is different between two states of a plan, by meaning."""

from dxplan.analysis.differences.run import differences

__all__ = ["differences"]
