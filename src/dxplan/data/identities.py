"""Whose report a row is: a code is read together with the days that the row reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import attrs

from dxplan.data.codes import Codes, Tenure
from dxplan.data.faults import Fault
from dxplan.data.observations import Organisation
from dxplan.data.wording import hint
from dxplan.shown import Shown
from dxplan.values.periods import Period


@attrs.frozen(slots=False, repr=False)
class Identities(Shown):
    """The organisations that had the codes of a crosswalk.

    :param names: the ids of organisations, by who they are.
    :param born: the days on which organisations came about, by id.
    """

    codes: Codes
    names: Mapping[Tenure, str]
    born: Mapping[str, date]

    @cached_property
    def by_code(self) -> Mapping[str, str]:
        """The id of an organisation that had a code at some time, by code."""
        found: dict[str, str] = {}
        for code in sorted(self.codes.all):
            for unit in map(self.codes.unit, self.codes.between(code, None, None)):
                if unit in self.names:
                    found[code] = self.names[unit]
        return found

    def written(self, register: Mapping[str, Organisation]) -> Mapping[str, Organisation]:
        """The organisations of a register by every code that rows may name."""
        ids = set(self.names.values())
        plain = {name: each for name, each in register.items() if name not in ids}
        return {**plain, **{code: register[name] for code, name in self.by_code.items()}}

    def reporting(self, code: str, period: Period) -> str | Fault:
        """The organisation that had a code in a period."""
        if code not in self.codes.all:
            return code
        found = self._had(code, period)
        if len(found) > 1:
            return Fault("code-changed-hands", {"text": code, "candidates": "; ".join(found)})
        if not found:
            return Fault("code-not-in-use", {"text": code, "hint": hint(self._since(code, period))})
        born = self.born.get(found[0])
        if born is not None and period.end < born:
            return Fault("before-it-came-about", {"text": code, "day": born})
        return found[0]

    def _had(self, code: str, period: Period) -> tuple[str, ...]:
        tenures = self.codes.between(code, period.start, period.end)
        units = (self.codes.unit(each) for each in tenures)
        return tuple(dict.fromkeys(self.names[unit] for unit in units if unit in self.names))

    def _since(self, code: str, period: Period) -> str:
        """The new code of whoever had a code before, empty if that is not one."""
        _, number = self.codes.on(code, period.start)
        if not number:
            return ""
        former = self.codes.unit((code, number - 1))
        heirs = self.codes.heirs(former) if self.codes.until(former) else (former,)
        return heirs[0][0] if len(heirs) == 1 else ""
