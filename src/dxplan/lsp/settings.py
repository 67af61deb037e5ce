"""What an editor may set: which data the verdicts above targets are from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from dxplan.messages import LANGUAGES, Language


@attrs.frozen
class Settings:
    """The settings of ``dxplan``, as an editor's configuration has them.

    :param data: files of reports; without any there are no verdicts to show.
    :param as_of: the day to judge on; the day it is without one.
    :param lang: the language of what is said; that of each file without one.
    """

    data: tuple[str, ...] = ()
    register: str = ""
    events: str = ""
    as_of: str = ""
    lang: Language | None = None


def settings_of(given: object) -> Settings:
    """Settings from whatever an editor sends; what is no setting of dxplan is left alone.

    >>> settings_of({"dxplan": {"data": "a.csv", "asOf": "2025-12-31"}})
    Settings(data=('a.csv',), register='', events='', as_of='2025-12-31', lang=None)
    >>> settings_of({"dxplan.data": ["a.csv"]}).data
    ('a.csv',)
    """
    found = _plain(given)
    data = found.get("data")
    several = data if isinstance(data, list) else [data]
    return Settings(
        tuple(each for each in several if isinstance(each, str) and each),
        _text(found, "register"),
        _text(found, "events"),
        _text(found, "asOf"),
        language_of(_text(found, "lang")),
    )


def language_of(text: str) -> Language | None:
    """The language of a setting, or of the place where somebody is; ``None`` of no known one.

    >>> language_of("vi-VN"), language_of("fr")
    ('vi', None)
    """
    return next((each for each in LANGUAGES if text.lower().startswith(each)), None)


def has_settings(given: object) -> bool:
    """Whether an editor has sent any setting of dxplan, be it an empty one.

    >>> has_settings({"dxplan": {"data": []}}), has_settings({"dxplan": None})
    (True, False)
    """
    return any(name in _plain(given) for name in _NAMES)


_NAMES = ("data", "register", "events", "asOf", "lang")


def files_of(settings: Settings, folder: Path) -> tuple[Path, ...]:
    """The files from which verdicts are made, seen from the folder that is open."""
    names = (*settings.data, settings.register, settings.events)
    return tuple(placed(name, folder) for name in names if name)


def _plain(given: object) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        return {}
    inner = given.get("dxplan")
    if isinstance(inner, Mapping):
        return inner
    return {str(key).removeprefix("dxplan."): value for key, value in given.items()}


def _text(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""


def day_of(text: str, today: date) -> date | None:
    """The day of a setting; ``None`` for what is no day."""
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        return None


def placed(name: str, folder: Path) -> Path:
    """A file of a setting, seen from the folder that is open.

    >>> placed("~nobody-of-this-name/a.csv", Path("plans")).as_posix()
    'plans/~nobody-of-this-name/a.csv'
    """
    path = Path(name)
    try:
        return folder / path.expanduser()
    except RuntimeError:  # whose home is meant is not known
        return folder / path
