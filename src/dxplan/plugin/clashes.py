"""Which plugins cannot be used together.

What only one plugin may bring is a claim: its own name, a plan, a vocabulary, a calendar, a
format, a file name ending, a lint code, a document's number for an indicator and scope. Of two
plugins with the same claim the one of the higher rank is used: the built-in one, then a folder that
the user names, then what is installed. Between equals nothing decides, so that neither is used, and
the order in which plugins are found never matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dxplan.diagnostics import Diagnostic
from dxplan.plugin.answers import names_of
from dxplan.plugin.complaints import complaint
from dxplan.plugin.hookspecs import HookValue
from dxplan.plugin.origin import Answers, Kind, PluginInfo

Claim = tuple[str, str]

# Values made in Python join the vocabulary that is called like their plugin
_JOINING = frozenset({"dxplan_measures", "dxplan_indicators", "dxplan_units"})
_RANKS: tuple[Kind, ...] = ("folder", "installed")


def settle(
    plugins: Sequence[Answers], builtin: PluginInfo, ask: Callable[[str], Iterable[HookValue]]
) -> tuple[tuple[Answers, ...], tuple[Diagnostic, ...]]:
    """The plugins that can be used together, and why the others are left out.

    :param ask: gives the built-in plugin's values of a hook; called for no more hooks than needed.
    """
    claims = {answers.info: frozenset(_claims(answers)) for answers in plugins}
    hooks = {hook for mine in claims.values() for hook, _ in mine}
    taken = _builtin_claims(builtin, hooks, ask)
    diagnostics: list[Diagnostic] = []
    staying: list[Answers] = []
    for rank in _RANKS:
        here = [answers for answers in plugins if answers.info.kind == rank]
        free = [a for a in here if not any(claim in taken for claim in claims[a.info])]
        rivals = _rivals({a.info: claims[a.info] for a in free})
        stay = [a for a in free if not any(claim in rivals for claim in claims[a.info])]
        diagnostics += _outranked({a.info: claims[a.info] for a in here}, taken)
        diagnostics += [_clash(claim, infos) for claim, infos in sorted(rivals.items())]
        taken = taken | {claim: a.info for a in stay for claim in claims[a.info]}
        staying += stay
    return tuple(staying), tuple(diagnostics)


def _claims(answers: Answers) -> Iterable[Claim]:
    yield "name", answers.info.name
    for hook, values in answers.values.items():
        if hook in _JOINING:
            if values:
                yield "dxplan_vocabularies", answers.info.name
        else:
            yield from ((hook, name) for value in values for name in names_of(value))


def _builtin_claims(
    builtin: PluginInfo, hooks: Iterable[str], ask: Callable[[str], Iterable[HookValue]]
) -> dict[Claim, PluginInfo]:
    taken = {("name", builtin.name): builtin}
    for hook in hooks:
        if hook != "name":
            taken |= {(hook, name): builtin for value in ask(hook) for name in names_of(value)}
    return taken


def _rivals(claims: Mapping[PluginInfo, Iterable[Claim]]) -> dict[Claim, list[PluginInfo]]:
    """Claims of more than one plugin."""
    claimants: defaultdict[Claim, list[PluginInfo]] = defaultdict(list)
    for info, mine in claims.items():
        for claim in mine:
            claimants[claim].append(info)
    return {claim: sorted(infos) for claim, infos in claimants.items() if len(infos) > 1}


def _outranked(
    claims: Mapping[PluginInfo, Iterable[Claim]], taken: Mapping[Claim, PluginInfo]
) -> list[Diagnostic]:
    return [
        complaint("plugin-outranked", info, claim=" ".join(claim), other=taken[claim].label)
        for info, mine in sorted(claims.items())
        for claim in sorted(mine)
        if claim in taken
    ]


def _clash(claim: Claim, infos: Iterable[PluginInfo]) -> Diagnostic:
    return complaint("plugin-clash", *infos, claim=" ".join(claim))
