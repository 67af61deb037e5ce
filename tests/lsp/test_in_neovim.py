"""The server in Neovim, set up as the page on editors says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.test_editors import those_in

NVIM = shutil.which("nvim")
DRIVE = Path(__file__).with_name("drive.lua")
RULES = """\
kế hoạch demo "Kế hoạch thử 😀"
    giai đoạn 2022 đến 2025

đơn vị so_gddt "Sở Giáo dục và Đào tạo" cấp tỉnh
số liệu lessons "Số tiết" thời kỳ
số liệu total "Tổng số tiết" thời kỳ
chỉ tiêu online "Tỉ trọng 😀" = lessons / total

online    đạt 5% đến năm 2025
    chủ trì so_gdd
    căn cứ "II.2"
"""
EXAMPLES = """\
ví dụ "đúng mức" ngày 31/12/2025
    cho lessons 5, total 100 trong năm 2025
    kết quả online đạt
"""


def version_of(program: str) -> tuple[int, int]:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    found = re.match(r"NVIM v(\d+)\.(\d+)", done.stdout)
    assert found is not None
    return int(found[1]), int(found[2])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A folder with spaces in its name and letters of two kinds."""
    folder = tmp_path / "Kế hoạch năm 2025"
    folder.mkdir()
    (folder / "plan.dxplan").write_text(RULES, "utf-8")
    (folder / "plan.examples.dxplan").write_text(EXAMPLES, "utf-8")
    (folder / "plan.toml").write_text("", "utf-8")
    return folder


@pytest.mark.skipif(NVIM is None, reason="no Neovim is here")
def test_a_plan_is_mended_in_neovim(plan: Path, tmp_path: Path) -> None:
    assert NVIM is not None
    new, old = those_in("lua")
    setting_up = tmp_path / "init.lua"
    setting_up.write_text(new if version_of(NVIM) >= (0, 11) else old, "utf-8")
    homes = {f"XDG_{name}_HOME": str(tmp_path) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [NVIM, "--headless", "-n", "-i", "NONE", "-u", setting_up, "-c", f"luafile {DRIVE}"],
        cwd=plan, env={**os.environ, **homes, "PATH": path},
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads((plan / "seen.json").read_text("utf-8"))
    assert seen["filetype"] == "dxplan"
    assert seen["diagnostics"] == [
        ["unknown-unit", 9, 15, "không có đơn vị `so_gdd`\ncó phải ý bạn là `so_gddt`?"]
    ]
    assert seen["hover"].startswith("**online** (chỉ tiêu) — Tỉ trọng 😀\n")
    assert seen["offered"] == ["phối hợp"]
    assert seen["mended"] is True
    mended = RULES.replace("online    đạt", "online đạt").replace("so_gdd\n", "so_gddt\n")
    assert (plan / "plan.dxplan").read_text("utf-8") == mended.replace("online", "trực_tuyến")
    examples = (plan / "plan.examples.dxplan").read_text("utf-8")
    assert examples == EXAMPLES.replace("online", "trực_tuyến")
