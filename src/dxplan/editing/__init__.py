"""What an editor asks of rule files while they are written: pure functions over trees and plans.

Nothing here knows a protocol. Offsets are those of :class:`dxplan.source.Source`.
"""
