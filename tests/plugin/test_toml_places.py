"""Where the keys of a TOML text stand."""

import pytest

from dxplan.plugin.toml_places import place
from dxplan.source import source_from_text

TEXT = """\
# plans
name = "city"
plans.a = "a.dxplan"
"quoted key" = 1

[plans]  # comment
"north.2024" = "n"
  indented = "i"

[calendars . city]
opens = "09-05"

[[thresholds]]
value = "1"
scope = { level = "primary" }
[[ thresholds ]]
value = "2"
[thresholds.scope]
level = "primary"
note = '''
a line "of text = with a quotation mark
'''
"""


@pytest.mark.parametrize(
    ("path", "line", "text"),
    [
        (("name",), 2, "name"),
        (("plans", "a"), 3, "plans.a"),
        (("quoted key",), 4, '"quoted key"'),
        (("plans",), 6, "plans"),
        (("plans", "north.2024"), 7, '"north.2024"'),
        (("plans", "indented"), 8, "indented"),
        (("calendars", "city"), 10, "calendars . city"),
        (("calendars", "city", "opens"), 11, "opens"),
        (("thresholds", 0), 13, "thresholds"),
        (("thresholds", 0, "value"), 14, "value"),
        (("thresholds", 0, "scope", "level"), 15, "scope"),
        (("thresholds", 1), 16, "thresholds"),
        (("thresholds", 1, "value"), 17, "value"),
        (("thresholds", 1, "cite"), 16, "thresholds"),
        (("thresholds", "scope", "note"), 20, "note"),
        (("missing",), 1, ""),
        ((), 1, ""),
    ],
)
def test_a_key_is_found_or_else_what_holds_it(path, line, text):
    span = place(source_from_text(TEXT), path)
    assert (span.line, span.text) == (line, text)
