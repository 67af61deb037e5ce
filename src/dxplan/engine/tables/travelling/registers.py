"""The registers of several sums as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dxplan.data.observations import Organisation
from dxplan.engine.tables.travelling.errors import some_of, sums_error
from dxplan.engine.tables.travelling.kept import Sums


def one_register(parts: Sequence[Sums]) -> Mapping[str, Organisation] | None:
    """Everybody of all registers; ``None`` when there is none.

    :raises SumsError: when some have a register and others none, or two contradict each other.
    """
    without = [each for each in parts if each.register is None]
    some = [each for each in parts if each.register is not None]
    if not some:
        return None
    if without:
        if not some[0].sources:
            raise sums_error("sums-made-without-register", without[0].named)
        raise sums_error("sums-register-mixed", without[0].named, other=some[0].named)
    found: dict[str, Organisation] = {}
    whose: dict[str, Sums] = {}
    for part in some:
        register = part.register or {}
        differing = [n for n in sorted(register.keys() & found.keys()) if found[n] != register[n]]
        if differing:
            other = whose[differing[0]].named
            raise sums_error(
                "sums-registers-differ", part.named, other=other, organisations=some_of(differing)
            )
        whose.update((name, part) for name in register if name not in found)
        found.update(register)
    return found
