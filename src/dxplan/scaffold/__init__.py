"""New plugins, from templates that stand beside this file."""

from dxplan.scaffold.names import NameRefused, check_name, check_title, proposed_title
from dxplan.scaffold.province import province_files

__all__ = ["NameRefused", "check_name", "check_title", "proposed_title", "province_files"]
