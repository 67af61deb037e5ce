"""Ids of organisations as cells write them, matched against the register.

An id is text. A spreadsheet that took it for a number has lost its leading zeros or added ``.0``;
the register says which id was meant, and where it does not, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

import attrs

from dxplan.data.faults import Fault
from dxplan.data.identities import Identities
from dxplan.data.observations import Organisation
from dxplan.data.wording import fold, hint, plain, shown
from dxplan.shown import Shown
from dxplan.source import composed
from dxplan.values.periods import Period

_DIGITS = re.compile("([0-9]+)(?:[.,]0+)?")
_WITH_DECIMALS = re.compile("[0-9]+[.,]0+")
_LONGEST = 60


def id_text(raw: object) -> str:
    """An id as text, spaces tidied; a number becomes its digits.

    >>> id_text(" 0123 "), id_text(123)
    ('0123', '123')
    """
    if isinstance(raw, Decimal) and raw == raw.to_integral_value():
        raw = int(raw)
    text = "" if raw is None else str(raw)
    return composed(" ".join(text.split()))


@attrs.frozen(slots=False, repr=False)
class OrganisationIds(Shown):
    """The ids that data may name.

    :param register: organisations by id; ``None`` when no register was given, and any id will do.
    :param identities: whose a code is on a day, when there is a crosswalk.
    """

    register: Mapping[str, Organisation] | None
    identities: Identities | None = None

    @cached_property
    def written(self) -> Mapping[str, Organisation] | None:
        """The organisations by what rows may call them."""
        if self.identities is None or self.register is None:
            return self.register
        return self.identities.written(self.register)

    def reporting(self, code: str, period: Period) -> str | Fault:
        """The organisation that had a code in a period."""
        return code if self.identities is None else self.identities.reporting(code, period)

    @cached_property
    def _without_zeros(self) -> Mapping[str, tuple[str, ...]]:
        known = (each for each in self.written or () if each.isdigit())
        return _grouped((each.lstrip("0"), each) for each in known)

    @cached_property
    def _alike(self) -> Mapping[str, str]:
        return {plain(known): known for known in sorted(self.written or ())}

    @cached_property
    def _by_title(self) -> Mapping[str, tuple[str, ...]]:
        entries = (self.written or {}).values()
        return _grouped((fold(each.title), each.id) for each in entries if each.title)

    @cached_property
    def _by_part(self) -> Mapping[str, tuple[str, ...]]:
        known = sorted(self.written or ())
        return _grouped((part, each) for each in known for part in _without_a_letter(each))

    def identify(self, raw: object) -> str | Fault:
        """The id that a cell names."""
        text = id_text(raw)
        if self.written is None:
            suspicious = _WITH_DECIMALS.fullmatch(text)
            return Fault("id-with-decimals", {"text": shown(text)}) if suspicious else text
        if isinstance(raw, str) and text in self.written:
            return text
        candidates = self._candidates(text)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            params = {"text": shown(text), "candidates": ", ".join(candidates)}
            return Fault("ambiguous-organisation", params)
        return Fault("unknown-organisation", {"text": shown(text), "hint": hint(self._near(text))})

    def _candidates(self, text: str) -> list[str]:
        """The ids that may have been meant: the digits, with or without zeros before them."""
        register = self.written or {}
        digits = _digits(text)
        exact = [known for known in (text, digits) if known in register]
        padded = self._without_zeros.get(digits, ()) if digits else ()
        return sorted({*exact, *padded})

    def _near(self, text: str) -> str:
        """An id to suggest: alike but for case or look-alikes, by title, or one letter off."""
        alike = self._alike.get(plain(text), "")
        titled = self._by_title.get(fold(text), ())
        if alike or len(titled) == 1:
            return alike or titled[0]
        parts = _without_a_letter(text) if len(text) <= _LONGEST else ()
        return min((each for part in parts for each in self._by_part.get(part, ())), default="")


def _digits(text: str) -> str:
    match = _DIGITS.fullmatch(text)
    return match[1] if match else ""


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in pairs:
        found[key] = (*found.get(key, ()), value)
    return found


def _without_a_letter(text: str) -> set[str]:
    """The text itself and all texts that lack one of its characters.

    Two texts that differ in one place, or in two neighbours exchanged, share one of them.
    """
    return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}
