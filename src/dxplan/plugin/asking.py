"""Asks one plugin for everything it brings, whatever it does instead of answering.

Every plugin is asked through a manager of its own, so that nothing it registers reaches another.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable

from pluggy import HookCaller, PluginManager, PluginValidationError

from dxplan.diagnostics import Diagnostic
from dxplan.limits import current
from dxplan.plugin.answers import HOOKS, answers_of, attempt, rubbish
from dxplan.plugin.complaints import (
    OutOfTime,
    complaint,
    nearest,
    out_of_time,
    raised,
    told,
)
from dxplan.plugin.contained import contained
from dxplan.plugin.hookspecs import PROJECT, Hooks, HookValue
from dxplan.plugin.origin import Answers, PluginInfo


def new_manager() -> PluginManager:
    """A manager that knows the hooks and no plugin."""
    manager = PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    return manager


def ask(plugin: object, info: PluginInfo, heard: list[Diagnostic] | None = None) -> Answers:
    """All that a plugin returns from its hooks, or what is wrong with it.

    :param heard: what there was to say of its import.
    """
    heard = [] if heard is None else heard
    callers = attempt(lambda: _registered(plugin, info), lambda error: refused(error, info))
    if isinstance(callers, Diagnostic):
        return Answers(info, {}, (callers,), tuple(heard))
    complaints = [*_unknown(callers, info), *_unmarked(plugin, callers, info)]
    if not callers and not complaints:
        complaints = [complaint("plugin-no-hooks", info)]
    if complaints:
        return Answers(info, {}, tuple(complaints), tuple(heard))
    replies = {caller.name: _answer(caller, info, heard) for caller in callers if caller.has_spec()}
    return answers_of(info, replies, heard)


def imported(
    load: Callable[[], object], info: PluginInfo, heard: list[Diagnostic]
) -> object | Diagnostic:
    """A plugin, or why it could not be imported.

    :param heard: takes what else there is to say.
    """
    seconds = current().plugin_seconds
    return attempt(
        lambda: contained(load, info, info.module, heard, seconds=seconds),
        lambda error: refused(error, info),
    )


def refused(error: BaseException, info: PluginInfo) -> Diagnostic:
    """It could not be imported, or pluggy would not have it."""
    if isinstance(error, OutOfTime):
        return out_of_time(error, info.module, info)
    if isinstance(error, PluginValidationError):
        return complaint("plugin-hook-arguments", info)
    return complaint("plugin-import-failed", info, module=info.module, error=told(error))


def _registered(plugin: object, info: PluginInfo) -> list[HookCaller]:
    manager = new_manager()
    manager.register(plugin, info.name)
    return sorted(manager.get_hookcallers(plugin) or (), key=lambda caller: caller.name)


def _unknown(callers: Iterable[HookCaller], info: PluginInfo) -> Iterable[Diagnostic]:
    """Hooks that dxplan does not have; a plugin may mark one as optional, for a later dxplan."""
    for caller in callers:
        optional = all(impl.optionalhook for impl in caller.get_hookimpls())
        if not caller.has_spec() and not optional:
            hint = nearest(caller.name, HOOKS)
            yield complaint("plugin-unknown-hook", info, hook=caller.name, hint=hint)


def _unmarked(
    plugin: object, callers: Iterable[HookCaller], info: PluginInfo
) -> Iterable[Diagnostic]:
    """Functions that are called like a hook and would never be asked."""
    asked = {caller.name for caller in callers}
    for hook in HOOKS:
        if hook not in asked and callable(inspect.getattr_static(plugin, hook, None)):
            yield complaint("plugin-unmarked-hook", info, hook=hook)


def _answer(
    caller: HookCaller, info: PluginInfo, heard: list[Diagnostic]
) -> tuple[HookValue, ...] | Diagnostic:
    seconds = current().plugin_seconds
    return attempt(
        lambda: contained(lambda: _call(caller, info), info, caller.name, heard, seconds=seconds),
        lambda error: raised(error, caller.name, info),
    )


def _call(caller: HookCaller, info: PluginInfo) -> tuple[HookValue, ...] | Diagnostic:
    results = caller()
    if not isinstance(results, list):  # a wrapper of the plugin's own replaced them
        return rubbish(caller.name, type(results).__name__, info)
    # pluggy drops a result of None
    asked = [impl for impl in caller.get_hookimpls() if not (impl.wrapper or impl.hookwrapper)]
    silent = len(results) < len(asked)
    wrong = [None] if silent else [result for result in results if not isinstance(result, list)]
    if wrong:
        return rubbish(caller.name, type(wrong[0]).__name__, info)
    return tuple(value for result in results for value in result)
