"""What a shell is answered that asks how a call may go on."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from dxplan.cli.argument_words import argparse_in
from dxplan.cli.arguments import parser
from dxplan.cli.exits import WRONG
from dxplan.cli.languages import spoken_language

if TYPE_CHECKING:
    from dxplan.plan.model import Plan
    from dxplan.session import Session

ENVIRONMENT_VARIABLE = "_ARGCOMPLETE"
"""Is set by the code of the shell when it asks."""
Completer: TypeAlias = Callable[[str, Namespace], Iterable[str]]
_RULES = (".dxplan", ".lock.json")


def complete() -> None:
    """Answer what a shell asks through the environment; never says anything else.

    :raises SystemExit: when it is answered.
    """
    import argcomplete

    spoken = spoken_language(())
    with argparse_in(spoken):
        top = parser(spoken)
    for action in _arguments(top):
        # argcomplete looks for it there
        vars(action)["completer"] = _asked(_COMPLETERS.get(action.dest, _files))
    try:
        argcomplete.autocomplete(top, always_complete_options="long", exit_method=sys.exit)
    # A shell that asks for what cannot be answered gets nothing, not a message in its line.
    except Exception:
        sys.exit(WRONG)


def _arguments(top: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from (each for each in command._actions if each.choices is None)


def _asked(completer: Completer) -> Callable[..., list[str]]:
    """A completer that says nothing where it cannot, and nothing that would steer a terminal."""

    def answer(prefix: str, parsed_args: Namespace, **_: Any) -> list[str]:
        try:
            found = list(completer(prefix, parsed_args))
        # Nobody asked for a message in the middle of a line that is being written.
        except Exception:
            return []
        return [each for each in found if each.startswith(prefix) and each.isprintable()]

    return answer


# --- what may stand somewhere ---------------------------------------------------------------------


def _nothing(prefix: str, given: Namespace) -> Iterable[str]:
    return ()


def _files(prefix: str, given: Namespace) -> Iterator[str]:
    return _files_ending(prefix, ("",))


def _rule_files(prefix: str, given: Namespace) -> Iterator[str]:
    return _files_ending(prefix, _RULES)


def _folders(prefix: str, given: Namespace) -> Iterator[str]:
    return _files_ending(prefix, ())


def _files_ending(prefix: str, endings: tuple[str, ...]) -> Iterator[str]:
    """The files with some endings and all folders that a path may go on with, hidden ones not."""
    folder, slash, begun = prefix.rpartition("/")
    inside = Path((folder + slash) or ".").expanduser()
    for path in sorted(inside.iterdir()):
        if not path.name.startswith(begun) or (path.name.startswith(".") and not begun):
            continue
        if path.is_dir():
            yield f"{folder}{slash}{path.name}/"
        elif path.name.endswith(endings):
            yield f"{folder}{slash}{path.name}"


def _plans(prefix: str, given: Namespace) -> Iterator[str]:
    yield from _session(given).loaded.plans
    yield from _rule_files(prefix, given)


def _targets(prefix: str, given: Namespace) -> Iterator[str]:
    plan = _plan(given)
    for rules in (plan.targets, plan.tasks, plan.duties):
        yield from (rule.id for rule in rules)


def _units(prefix: str, given: Namespace) -> Iterable[str]:
    return _plan(given).units


def _formats(prefix: str, given: Namespace) -> Iterable[str]:
    return _session(given).renderers()


def _groupings(prefix: str, given: Namespace) -> Iterator[str]:
    """Each organisation by itself, and the columns of the register once the call has named it."""
    from dxplan.data.asked_columns import ORGANISATION

    yield ORGANISATION
    if given.register is not None:
        from dxplan.data.register_rows import grouping_columns

        register, _ = _session(given).register(_plan(given), given.register)
        yield from sorted(grouping_columns(register or {}) - {ORGANISATION})


def _session(given: Namespace) -> Session:
    from dxplan.session import open_session

    return open_session(getattr(given, "plugins", ()) or ())


def _plan(given: Namespace) -> Plan:
    """The plan that the call has named, the first of several."""
    named = getattr(given, "plan", None) or given.plans[0]
    return _session(given).load(named).value


_COMPLETERS: dict[str, Completer] = {
    **dict.fromkeys(("plan", "plans", "child", "parent", "old", "new"), _plans),
    **dict.fromkeys(
        ("as_of", "on", "date", "within", "period", "organisation", "group", "reaching", "title",
         "name", "text"),
        _nothing,
    ),
    "target": _targets,
    "unit": _units,
    "format": _formats,
    "by": _groupings,
    "files": _rule_files,
    "plugins": _folders,
}  # fmt: skip
