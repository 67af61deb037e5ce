"""A bound plan goes through the lints that plugins brought; a lint that fails is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dxplan.analysis.lint import Fix, Lint
from dxplan.analysis.run import run_lints
from dxplan.analysis.silences import (
    Silence,
    mend,
    severities,
    silenced,
    silences_of,
    with_complaints,
)
from dxplan.diagnostics import Diagnostic, Outcome, Severity, sorted_diagnostics
from dxplan.plan.model import Plan
from dxplan.plugin.guarded import PluginFailed
from dxplan.plugin.origin import Provided

Lints = Mapping[str, Provided[Lint]]


def linted_at_once(loaded: Outcome[Plan], lints: Lints) -> Outcome[Plan]:
    """An outcome with what those lints have to say that neither ask a solver nor are a plugin's."""
    from dxplan.analysis.lints.registry import AT_ONCE
    from dxplan.plugin.builtin import NAME

    said = list(loaded.diagnostics)
    for code, given in lints.items() if loaded.ok else ():
        if code in AT_ONCE and given.plugin == NAME:
            said.extend(run_lints(loaded.value, [given.value]))
    silences = _silences(loaded.value, lints)
    found = silenced(Outcome(loaded.value, sorted_diagnostics(said), loaded.silenced), silences)
    return with_complaints(found, silences, _known(lints), all_said=False)


def linted(
    loaded: Outcome[Plan], lints: Lints, parent: Callable[[], Outcome[Plan] | None]
) -> Outcome[Plan]:
    """An outcome with what the lints have to say, and what is wrong with comments that silence.

    :param parent: loads the plan above, for one that promises not to be below it.
    """
    said = list(loaded.diagnostics)
    all_said = loaded.ok
    above = parent() if loaded.ok and loaded.value.pledge is not None else None
    said.extend(_unusable(loaded, above))
    usable = above.value if above is not None and above.ok else None
    for given in lints.values() if loaded.ok else ():
        try:
            said.extend(run_lints(loaded.value, [given.value], usable))
        except PluginFailed as failed:
            said.append(failed.diagnostic)
            all_said = False
    silences = _silences(loaded.value, lints)
    found = Outcome(loaded.value, sorted_diagnostics(said), loaded.silenced)
    found = silenced(found, silences)
    return with_complaints(found, silences, _known(lints), all_said=all_said)


def _unusable(loaded: Outcome[Plan], above: Outcome[Plan] | None) -> Iterator[Diagnostic]:
    """That a promise cannot be checked, because the rules of the parent have errors."""
    everything = (*loaded.diagnostics, *(each.diagnostic for each in loaded.silenced))
    known = {each.code for each in everything} & {"parent-has-errors", "parent-circle"}
    pledge = loaded.value.pledge
    if above is not None and not above.ok and pledge is not None and not known:
        yield Diagnostic("parent-has-errors", pledge.span, {"name": loaded.value.parent})


def fixes_of(found: Outcome[Plan], lints: Lints) -> Outcome[tuple[Fix, ...]]:
    """How to mend what was said about a plan, as far as that changes nothing of its meaning.

    :param found: what :func:`linted` gave.
    """
    offered = list(mend(found, _silences(found.value, lints)))
    failures: list[Diagnostic] = []
    for given in lints.values() if found.ok else ():
        try:
            offered.extend(given.value.mend(found.value) if given.value.mend else ())
        except PluginFailed as failed:
            failures.append(failed.diagnostic)
    # What a comment silences is left as it is
    said = {(each.code, each.span) for each in found.diagnostics if each.span is not None}
    return Outcome(tuple(f for f in offered if (f.code, f.span) in said), tuple(failures))


def _known(lints: Lints) -> dict[str, Severity]:
    return {**severities(), **{code: given.value.severity for code, given in lints.items()}}


def _silences(plan: Plan, lints: Lints) -> tuple[Silence, ...]:
    """Those of the plan's own files; a vocabulary's are for whoever looks after it."""
    return silences_of([plan.files], _known(lints))
