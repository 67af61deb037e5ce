"""The files of a new province plugin, from the templates beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from string import Template

from dxplan._version import __version__

_FILES = {
    "pyproject.toml": "pyproject.toml.template",
    "plan.toml": "plan.toml.template",
    "README.md": "README.md.template",
    "src/dxplan_{name}/__init__.py": "module.py.template",
    "src/dxplan_{name}/py.typed": None,
    "src/dxplan_{name}/{name}.dxplan": "rules.dxplan.template",
    "tests/test_{name}.py": "tests.py.template",
}
"""The files by path, with their templates; ``None`` for an empty one."""


def province_files(name: str, title: str, year: int) -> Mapping[str, str]:
    """The text of every file of a new plugin, by its path in the plugin's folder.

    Name and title are those that :mod:`dxplan.scaffold.names` lets pass.

    :param title: what the province is called, such as ``Đồng Tháp``.
    :param year: the first year of the plan.
    """
    major, minor = __version__.split(".")[:2]
    values = {
        "name": name,
        "distribution": f"dxplan-{name.replace('_', '-')}",
        "title": title,
        "title_in_rules": title.replace("\\", "\\\\").replace('"', '\\"'),
        "title_in_toml": json.dumps(title, ensure_ascii=False),
        "year": year,
        "dxplan": f"{major}.{minor}",
    }
    return {
        path.format(name=name): _filled(template, values) if template else ""
        for path, template in _FILES.items()
    }


def _filled(template: str, values: Mapping[str, object]) -> str:
    file = resources.files("dxplan.scaffold") / "templates" / template
    return Template(file.read_text("utf-8")).substitute(values)
