"""What a keystroke costs, by counting what is called."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from dxplan.editing import desk as desk_module
from dxplan.syntax import parse as parse_module
from tests.docs.pages import REPO
from tests.editing.desks import desk_with

FOLDER = REPO / "plugins" / "binh_dinh" / "src" / "dxplan_binh_dinh"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often files are parsed, by name, and plans bound."""
    found: Counter[str] = Counter()
    parse = parse_module.parse
    from dxplan.plan import bind as bind_module

    bind = bind_module.bind

    def parsing(source):  # type: ignore[no-untyped-def]
        found[f"parse {source.name}"] += 1
        return parse(source)

    def binding(*args, **given):  # type: ignore[no-untyped-def]
        found["bind"] += 1
        return bind(*args, **given)

    monkeypatch.setattr(parse_module, "parse", parsing)
    monkeypatch.setattr(bind_module, "bind", binding)
    monkeypatch.setattr(desk_module, "bind", binding)
    return found


def test_a_keystroke_parses_the_changed_file_and_binds_once(counted: Counter[str]) -> None:
    path = (FOLDER / "binh_dinh.dxplan").resolve()
    text = path.read_text("utf-8")
    desk = desk_with(path, text)
    before = desk.view(path)
    assert before.outcome.ok
    counted.clear()
    desk.put(path, text + "\n# x")
    after = desk.view(path)
    assert counted == {"parse binh_dinh.dxplan": 1, "bind": 1}
    assert after is not before
    assert desk.view(path) is after
    assert counted == {"parse binh_dinh.dxplan": 1, "bind": 1}


def test_a_keystroke_in_a_plan_below_another_does_not_read_that_again(
    counted: Counter[str], tmp_path: Path
) -> None:
    path = tmp_path.resolve() / "child.dxplan"
    text = "plan child\n    parent binh_dinh\nuse education\nplatform_use >= parent by 2025\n"
    desk = desk_with(path, text)
    desk.view(path)
    counted.clear()
    desk.put(path, text + "\n")
    desk.view(path)
    assert counted == {"parse " + str(path): 1, "bind": 1}


def test_the_solver_is_asked_on_saving_and_not_while_typing(tmp_path: Path) -> None:
    path = tmp_path.resolve() / "plan.dxplan"
    text = (
        "unit u\nmeasure a\nmeasure b\nindicator x = a / b\n"
        'x >= 60% by 2025\n    lead u\n    cite "1"\nx <= 40% in 2025\n    lead u\n    cite "2"\n'
    )
    desk = desk_with(path, text)
    view = desk.view(path)
    assert "contradiction" not in {each.code for each in view.diagnostics}
    assert "contradiction" in {each.code for each in desk.thorough(view).diagnostics}
    assert "dxplan.analysis.lints.contradiction" in sys.modules


def test_what_is_said_after_all_is_what_lint_says() -> None:
    path = (FOLDER / "binh_dinh.dxplan").resolve()
    desk = desk_with(path, path.read_text("utf-8"))
    assert desk.thorough(desk.view(path)).diagnostics == desk.session.lint("binh_dinh").diagnostics


def test_a_text_that_is_not_saved_counts_for_the_plans_below_it(tmp_path: Path) -> None:
    parent = (FOLDER / "binh_dinh.dxplan").resolve()
    child = tmp_path.resolve() / "child.dxplan"
    text = (
        "plan child\n    parent binh_dinh\nuse education\n"
        "platform_use >= parent by 2025\n    except preschool\n"
    )
    desk = desk_with(child, text)
    desk.put(parent, parent.read_text("utf-8"))
    assert [target.low for target in desk.view(child).plan.targets] == [50]
    desk.view(parent)
    changed = parent.read_text("utf-8").replace("platform_use trên 50%", "platform_use trên 70%")
    desk.put(parent, changed)
    assert [target.low for target in desk.view(child).plan.targets] == [70]
    desk.drop(parent)
    assert [target.low for target in desk.view(child).plan.targets] == [50]
