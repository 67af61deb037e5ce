"""What one plugin brings, looked at value by value before anything uses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import attrs

from dxplan.diagnostics import Diagnostic
from dxplan.plugin import hookspecs
from dxplan.plugin.complaints import complaint, raised
from dxplan.plugin.fitness import fault
from dxplan.plugin.hookspecs import PROJECT, Hooks, HookValue, RuleFiles
from dxplan.plugin.origin import Answers, PluginInfo
from dxplan.plugin.owned import owned
from dxplan.syntax.files import rule_paths

T = TypeVar("T")

HOOKS: tuple[str, ...] = tuple(name for name in vars(Hooks) if name.startswith(f"{PROJECT}_"))


@cache
def value_type(hook: str) -> type[HookValue]:
    """What a hook returns a list of.

    >>> value_type("dxplan_plans").__name__
    'RuleFiles'
    """
    returned: str = getattr(Hooks, hook).__annotations__["return"]
    answer: type[HookValue] = getattr(hookspecs, returned.removeprefix("list[").removesuffix("]"))
    return answer


def attempt(call: Callable[[], T], refuse: Callable[[BaseException], Diagnostic]) -> T | Diagnostic:
    """The result of a call into a plugin, or what to say of whatever it raised instead.

    A plugin may also call ``sys.exit``. Only the user's own interrupt goes through.
    """
    try:
        return call()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return refuse(error)


def answers_of(
    info: PluginInfo,
    replies: Mapping[str, Sequence[Any] | Diagnostic],
    remarks: Sequence[Diagnostic] = (),
) -> Answers:
    """The answers of a plugin whose hooks gave these values, or what is wrong with them.

    The values are dxplan's own from here on: what the plugin does to its own changes nothing.
    """
    complaints = [reply for reply in replies.values() if isinstance(reply, Diagnostic)]
    values = {
        hook: tuple(reply) for hook, reply in replies.items() if not isinstance(reply, Diagnostic)
    }
    for hook, given in values.items():
        complaints += _looked_at(hook, given, info)
    mine = {} if complaints else {hook: owned(given) for hook, given in values.items()}
    return Answers(info, mine, tuple(complaints), tuple(remarks))


def _looked_at(hook: str, values: Sequence[Any], info: PluginInfo) -> list[Diagnostic]:
    found = attempt(
        lambda: [*_unusable(hook, values, info), *_twice(hook, values, info)],
        lambda error: raised(error, hook, info),
    )
    return [found] if isinstance(found, Diagnostic) else found


def _unusable(hook: str, values: Sequence[Any], info: PluginInfo) -> Iterable[Diagnostic]:
    for value in values:
        if type(value) is not value_type(hook):
            yield rubbish(hook, f"[{type(value).__name__}]", info)
        elif (wrong := fault(value)) is not None:
            yield rubbish(hook, wrong, info)
        elif isinstance(value, RuleFiles) and not has_rules(value.path):
            yield complaint("plugin-no-rules", info, hook=hook, path=value.path.as_posix())


def _twice(hook: str, values: Sequence[Any], info: PluginInfo) -> Iterable[Diagnostic]:
    sound = [v for v in values if type(v) is value_type(hook) and fault(v) is None]
    counts = Counter(name for value in sound for name in names_of(value))
    for name, count in sorted(counts.items()):
        if count > 1:
            yield complaint("plugin-duplicate", info, hook=hook, name=name)


def names_of(value: Any) -> tuple[str, ...]:
    """The names that only one value of a hook may carry.

    >>> from dxplan.plugin.hookspecs import Reader
    >>> names_of(Reader("csv", (".csv", ".tsv"), list))
    ('csv', '.csv', '.tsv')
    """
    if hasattr(value, "document"):
        scope = (f"{dimension}={member}" for dimension, member in value.scope)
        return (" ".join((value.document, value.indicator, *scope)),)
    if hasattr(value, "suffixes"):
        return (value.name, *value.suffixes)
    return (value.code if hasattr(value, "code") else value.name,)


def has_rules(path: Path) -> bool:
    """Whether a path is a ``.dxplan`` file, or a folder that holds one."""
    if path.is_dir():
        return bool(rule_paths(path))
    return path.suffix == ".dxplan" and path.is_file()


def rubbish(hook: str, found: str, info: PluginInfo) -> Diagnostic:
    """A hook did not return a list of what it should."""
    expected = value_type(hook)
    fields = ", ".join(
        field.name for field in attrs.fields(expected) if field.default is attrs.NOTHING
    )
    return complaint(
        "plugin-returned-rubbish",
        info,
        hook=hook,
        found=found,
        expected=f"{expected.__name__}({fields})",
    )
