"""A bound plan goes through the lints that plugins brought; a lint that fails is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
from dxplan.diagnostics import Outcome, Severity
from dxplan.plan.bind import sorted_diagnostics
from dxplan.plan.model import Plan
from dxplan.plugin.guarded import PluginFailed
from dxplan.plugin.origin import Provided

Lints = Mapping[str, Provided[Lint]]


def linted(loaded: Outcome[Plan], lints: Lints) -> Outcome[Plan]:
    """An outcome with what the lints have to say, and what is wrong with comments that silence."""
    said = list(loaded.diagnostics)
    all_said = loaded.ok
    for given in lints.values() if loaded.ok else ():
        try:
            said.extend(run_lints(loaded.value, [given.value]))
        except PluginFailed as failed:
            said.append(failed.diagnostic)
            all_said = False
    silences = _silences(loaded.value, lints)
    found = Outcome(loaded.value, sorted_diagnostics(said), loaded.silenced)
    found = silenced(found, silences)
    return with_complaints(found, silences, _known(lints), all_said=all_said)


def fixes_of(found: Outcome[Plan], lints: Lints) -> tuple[Fix, ...]:
    """How to mend what was said about a plan, as far as that changes nothing of its meaning.

    :param found: what :func:`linted` gave.
    """
    said = {(each.code, each.span) for each in found.diagnostics if each.span is not None}
    offered = [*_offered(found, lints), *mend(found, _silences(found.value, lints))]
    # What a comment silences is left as it is
    return tuple(fix for fix in offered if (fix.code, fix.span) in said)


def _offered(found: Outcome[Plan], lints: Lints) -> Iterator[Fix]:
    for given in lints.values() if found.ok else ():
        if given.value.mend is not None:
            try:
                yield from given.value.mend(found.value)
            except PluginFailed:  # it was named when it was to speak
                continue


def _known(lints: Lints) -> dict[str, Severity]:
    return {**severities(), **{code: given.value.severity for code, given in lints.items()}}


def _silences(plan: Plan, lints: Lints) -> tuple[Silence, ...]:
    """Those of the plan's own files; a vocabulary's are for whoever looks after it."""
    return silences_of([plan.files], _known(lints))
