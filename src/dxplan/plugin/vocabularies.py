"""The vocabularies that plugins brought: their rule files, and what they made in Python."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dxplan.plan.environment import Vocabulary
from dxplan.plugin.collected import Loaded
from dxplan.syntax.nodes import RuleFile


def vocabularies(
    loaded: Loaded, files: Mapping[str, tuple[RuleFile, ...]]
) -> dict[str, Vocabulary]:
    """All vocabularies by name; what a plugin made in Python is in the one called like it.

    :param files: the rule files of every vocabulary that has any.
    """
    found = {
        name: Vocabulary(name, trees, plugin=loaded.vocabularies[name].plugin)
        for name, trees in files.items()
    }
    for name in sorted(_python_plugins(loaded)):
        known = found.get(name) or Vocabulary(name, plugin=name)
        found[name] = attrs.evolve(
            known,
            measures=tuple(given.value for given in loaded.measures if given.plugin == name),
            indicators=tuple(given.value for given in loaded.indicators if given.plugin == name),
            units=tuple(given.value for given in loaded.units if given.plugin == name),
        )
    return found


def _python_plugins(loaded: Loaded) -> set[str]:
    """Plugins that made names in Python."""
    return {
        *(given.plugin for given in loaded.measures),
        *(given.plugin for given in loaded.indicators),
        *(given.plugin for given in loaded.units),
    }
