"""The pytest plugin: rule files with examples are test files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import tomli

RULES = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025\n"
KEPT = 'example "exactly on the line"\n    given a 5, b 100 in 2025\n    expect x met\n'
FAILS = 'example "one less"\n    given a 4, b 100 in 2025\n    expect x met\n'
MODULE = "dxplan.testing.pytest_plugin"


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """A run with the plugin, whether or not the installed distribution announces it."""
    return pytester.runpytest_inprocess("-p", "no:dxplan", "-p", MODULE, *arguments)


def write(pytester: pytest.Pytester, name: str, text: str) -> Path:
    path = pytester.path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_every_example_is_a_test(pytester: pytest.Pytester) -> None:
    write(pytester, "plans/x.dxplan", RULES + KEPT)
    write(pytester, "plans/x.examples.dxplan", FAILS)
    result = run(pytester, "-v")
    result.assert_outcomes(passed=1, failed=1)
    text = result.stdout.str()
    assert "x.dxplan::exactly on the line PASSED" in text
    assert "x.examples.dxplan::one less FAILED" in text
    assert (
        "x.examples.dxplan:3:5: example “one less” does not come out as expected on 31 Dec 2025\n"
        " 3 |     expect x met\n"
        "   |     ^^^^^^^^^^^^\n"
        "   expected: met\n"
        "   found:    missed; 4% (4 of 100); 1 point short; 1 short\n"
    ) in text
    assert "Traceback" not in text


def test_titles_steer_no_terminal(pytester: pytest.Pytester) -> None:
    write(pytester, "x.dxplan", RULES + FAILS.replace("one less", "a\x1b[31mb"))
    text = run(pytester, "-v").stdout.str()
    assert "x.dxplan::a\ufffd[31mb FAILED" in text
    assert "\x1b" not in text


def test_one_example_can_be_named(pytester: pytest.Pytester) -> None:
    write(pytester, "x.dxplan", RULES + KEPT + FAILS)
    run(pytester, "x.dxplan::exactly on the line").assert_outcomes(passed=1)
    run(pytester, "-k", "less").assert_outcomes(failed=1, deselected=1)


def test_wrong_rules_are_said_where_tests_are_collected(pytester: pytest.Pytester) -> None:
    write(pytester, "x.dxplan", RULES + KEPT.replace("expect x", "expect xx"))
    write(pytester, "y.dxplan", "y >= 5% by 2025\n" + KEPT)
    result = run(pytester)
    result.assert_outcomes(errors=2)
    text = result.stdout.str()
    assert "error[no-such-rule]: `xx` as it is written here is no rule of this plan" in text
    assert "error[unknown-indicator]: there is no indicator `y`" in text
    assert "Traceback" not in text


def test_a_file_without_examples_is_told_of_only_when_it_is_named(
    pytester: pytest.Pytester,
) -> None:
    write(pytester, "x.dxplan", RULES + "# example of a comment\n")
    said = "this rule file has no examples, so there is nothing to run"
    assert said not in run(pytester).stdout.str()
    named = run(pytester, "x.dxplan")
    assert f"{pytester.path / 'x.dxplan'}: {said}" in named.stdout.str()
    assert named.ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_file_that_is_no_text_is_no_test_file(pytester: pytest.Pytester) -> None:
    (pytester.path / "x.dxplan").write_bytes(b"example \xff\xfe\x00")
    assert run(pytester).ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_plugin_of_a_folder_is_found(pytester: pytest.Pytester) -> None:
    write(pytester, "shared/words.dxplan", RULES.rpartition("x >=")[0])
    write(pytester, "plan.dxplan", "use shared\nx >= 5% by 2025\n" + KEPT)
    write(
        pytester,
        "plan.toml",
        'name = "one"\n[plans]\none = "plan.dxplan"\n[vocabularies]\nshared = "shared"\n',
    )
    run(pytester).assert_outcomes(passed=1)


def test_loading_the_plugin_imports_nothing_of_dxplan() -> None:
    script = (
        f"import pytest, sys\nbefore = set(sys.modules)\nimport {MODULE}\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    imported = [name for name in done.stdout.split() if name.split(".")[0] != "importlib"]
    assert imported == ["dxplan", "dxplan._version", "dxplan.testing", MODULE]


def test_a_run_that_meets_no_rule_file_imports_no_more(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_nothing():\n    pass\n")
    script = (
        "import pytest, sys\n"
        f"options = ['-q', '-p', 'no:dxplan', '-p', '{MODULE}', '-p', 'no:cacheprovider']\n"
        "status = pytest.main(options)\n"
        "assert status == 0\n"
        "heavy = ('hypothesis', 'lark', 'rich', 'attrs', 'dxplan.session')\n"
        "print('imported:', *(name for name in heavy if name in sys.modules))"
    )
    environment = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        cwd=pytester.path, env=environment,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "imported:"


def test_the_distribution_announces_the_plugin() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    entry_points = tomli.loads(project.read_text("utf-8"))["project"]["entry-points"]
    assert entry_points["pytest11"] == {"dxplan": MODULE}
