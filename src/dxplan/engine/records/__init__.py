"""Plans compiled into a check of one organisation's record: exact, without tables or files."""

from dxplan.engine.records.checker import Checker, Extra, Result, compile_plan
from dxplan.engine.records.errors import RecordError

__all__ = ["Checker", "Extra", "RecordError", "Result", "compile_plan"]
