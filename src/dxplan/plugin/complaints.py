"""What to say of a plugin that is left out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from dxplan.diagnostics import Diagnostic, Severity
from dxplan.limits import current
from dxplan.messages import Phrase
from dxplan.plugin.origin import PluginInfo


class OutOfTime(BaseException):
    """A plugin took longer than it may.

    :param place: where it was by then.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(place)


def complaint(code: str, *plugins: PluginInfo, **params: object) -> Diagnostic:
    """A diagnostic that names plugins.

    A plugin that is merely installed must not keep anybody from working; a folder that the user
    names is what the call is about, so that what is wrong with it is an error.
    """
    named = any(plugin.kind == "folder" for plugin in plugins)
    return Diagnostic(
        code,
        None,
        {"plugin": ", ".join(plugin.label for plugin in plugins), **params},
        severity=Severity.ERROR if named else Severity.WARNING,
    )


def told(error: BaseException) -> str:
    r"""An exception on one line, with the place that raised it.

    >>> told(ValueError("no such sheet\nat all"))
    'ValueError: no such sheet'
    """
    try:
        text = str(error).strip().partition("\n")[0][:200]
    except KeyboardInterrupt:
        raise
    except BaseException:  # its own __str__ may be what is broken
        text = ""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = f" [{place_of(frames[-1].filename, frames[-1].lineno)}]" if frames else ""
    return type(error).__name__ + (f": {text}" if text else "") + place


def place_of(file: str, line: int | None) -> str:
    """A place in the code of a plugin."""
    return f"{Path(file).name}:{line}"


def raised(error: BaseException, hook: str, plugin: PluginInfo) -> Diagnostic:
    """A hook, or what it brought, raised or did not end."""
    if isinstance(error, OutOfTime):
        return out_of_time(error, hook, plugin)
    return complaint("plugin-raised", plugin, hook=hook, error=told(error))


def out_of_time(error: OutOfTime, hook: str, plugin: PluginInfo) -> Diagnostic:
    """A call of a plugin took longer than it may."""
    seconds = current().plugin_seconds
    return complaint("plugin-out-of-time", plugin, hook=hook, seconds=seconds, place=error.place)


def traces(plugin: PluginInfo, hook: str, left: tuple[Phrase, ...]) -> Diagnostic:
    """A plugin changed what belongs to all of the process; it is used all the same."""
    params = {"plugin": plugin.label, "hook": hook, "left": left}
    return Diagnostic("plugin-left-traces", None, params)


def nearest(name: str, known: Collection[str]) -> Phrase:
    """The name that somebody may have meant, or else all that there are.

    >>> nearest("vesion", ("name", "title", "version")).text("en")
    'did you mean `version`?'
    """
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return Phrase("did-you-mean", {"suggestion": near[0]})
    return Phrase("known-are", {"names": ", ".join(known)})


def unknown_plan(name: str, known: Collection[str]) -> Diagnostic:
    """What to say of a plan that no plugin brought and that is no file."""
    import difflib

    near = difflib.get_close_matches(name, list(known), 1, 0.5)
    hint = Phrase("known-are", {"names": ", ".join(sorted(known)) or "-"})
    if near:
        hint = Phrase("did-you-mean", {"suggestion": near[0]})
    return Diagnostic("unknown-plan", None, {"name": name, "hint": hint})
