"""Who the texts of a column mean: few of many are not simply an id of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np

from dxplan.data.cell_values import is_missing
from dxplan.data.faults import Fault
from dxplan.data.id_forms import id_fault, is_of_citizen
from dxplan.data.observations import Place
from dxplan.data.odd_ids import nearly_the_same
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.problems import Problem
from dxplan.data.register import Register
from dxplan.data.totals import is_average, is_total
from dxplan.data.wording import shown
from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.kinds import Codes, Kinds, everybody_alike

# So many ids that nobody knows are named one by one.
_NAMED = 50


@attrs.frozen(eq=False)
class Names:
    """The texts that name organisations, each with the code of the one it means."""

    texts: tuple[str, ...]
    codes: Codes


@attrs.frozen
class Refused:
    """A text that names no organisation.

    :param counted: whether its rows are left out, or are no data at all.
    """

    text: str
    fault: Fault
    counted: bool = True


def names_of(kinds: Kinds) -> Names:
    """The ids themselves."""
    count = len(kinds.organisations)
    return Names(kinds.organisations, np.arange(count, dtype=np.int64))


def with_others(names: Names, kinds: Kinds, meant: Mapping[str, str]) -> Names:
    """Names with further texts.

    :param meant: ids by text.
    """
    at = {name: code for code, name in enumerate(kinds.organisations)}
    more = {text: at[name] for text, name in meant.items() if name in at}
    codes = np.concatenate([names.codes, np.array(list(more.values()), dtype=np.int64)])
    return Names((*names.texts, *more), codes)


def identified(
    texts: Iterable[str], register: Register | None, ids: OrganisationIds, table: str
) -> tuple[dict[str, str], list[Refused]]:
    """The ids that texts mean, and the texts that mean none."""
    meant: dict[str, str] = {}
    refused: list[Refused] = []
    for text in texts:
        if is_missing(text):
            refused.append(Refused(text, Fault("missing-organisation")))
        elif is_total(text, {}) or is_average(text):
            told = Fault("total-row", {"text": shown(text)})
            refused.append(Refused(text, told, counted=False))
        else:
            found = _identified(text, register, ids, table)
            if isinstance(found, Fault):
                refused.append(Refused(text, found))
            else:
                meant[text] = found
    return meant, refused


def _identified(
    text: str, register: Register | None, ids: OrganisationIds, table: str
) -> str | Fault:
    found = ids.identify(text)
    if isinstance(found, str) and register is not None:
        return found
    if is_of_citizen(text):
        raise table_error("person-sheet", table)
    return id_fault(text) or found


def everybody(names: Iterable[str]) -> Kinds:
    """The kinds of whoever reports, where there is no register."""
    return everybody_alike(tuple(sorted(set(names))))


def alike(names: Iterable[str], table: str, column: str) -> list[Problem]:
    """Ids that may be one and the same, where no register says so."""
    return nearly_the_same((name, Place(table, "", column)) for name in sorted(names))


def refusals(
    refused: Sequence[Refused], times: Mapping[str, int], table: str, column: str
) -> tuple[list[Problem], int]:
    """What is wrong with texts that name no organisation, and how many rows are left out.

    :param times: the rows of every text.
    """
    problems = [
        Problem(
            each.fault.code, table, "", column, {**each.fault.params, "count": times[each.text]}
        )
        for each in sorted(refused, key=lambda each: each.text)[:_NAMED]
    ]
    if len(refused) > _NAMED:
        more = {"count": len(refused) - _NAMED}
        problems.append(Problem("more-organisations", table, "", column, more))
    return problems, sum(times[each.text] for each in refused if each.counted)
