"""Names that several plans share, renamed by a real client."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.docs.pages import REPO
from tests.lsp.client import Client, place, with_server

ABOVE = """\
kế hoạch tinh "Kế hoạch tỉnh"
    giai đoạn 2022 đến 2025
số liệu a "Số A" thời kỳ
số liệu b "Số B" thời kỳ
chỉ tiêu x "Tỉ trọng" = a / b
x đạt 5% đến năm 2025
"""
BELOW = ABOVE.replace("tinh", "xa", 1).replace("2025\n", "2025\n    cấp trên tinh\n", 1)
HERE = (4, 9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A province that is a plugin, a commune below it, and a plan with the same names."""
    (tmp_path / "tỉnh").mkdir()
    (tmp_path / "tỉnh" / "plan.toml").write_text(
        'name = "tinh"\n[plans]\ntinh = "tinh.dxplan"\n', "utf-8"
    )
    (tmp_path / "tỉnh" / "tinh.dxplan").write_text(ABOVE, "utf-8")
    (tmp_path / "xã").mkdir()
    (tmp_path / "xã" / "xa.dxplan").write_text(BELOW, "utf-8")
    (tmp_path / "khác.dxplan").write_text(ABOVE.replace("tinh", "khac", 1), "utf-8")
    return tmp_path


async def renamed(client: Client, uri: str, at: tuple[int, int], name: str) -> Mapping[str, object]:
    """By file, how many places change; or why none do."""
    try:
        found = await client.text_document_rename_async(
            types.RenameParams(new_name=name, **place(uri, *at))
        )
    except JsonRpcException as why:
        return {"refused": why.message}
    assert found is not None
    changes = found.changes or {}
    assert {each.new_text for some in changes.values() for each in some} == {name}
    return {Path(uri).name: len(some) for uri, some in changes.items()}


@pytest.mark.parametrize("is_open", [True, False])
def test_a_name_changes_in_the_plans_below_open_or_not_and_in_no_other(
    folder: Path, is_open: bool
) -> None:
    async def talk(client: Client) -> Mapping[str, object]:
        uri = client.open(folder / "tỉnh" / "tinh.dxplan")
        if is_open:
            client.open(folder / "xã" / "xa.dxplan", BELOW.replace("x đạt", "# ế\nx đạt"))
        return await renamed(client, uri, HERE, "tỉ_trọng")

    arguments = ("--plugins", str(folder / "tỉnh"))
    assert with_server(talk, folder, arguments=arguments) == {"tinh.dxplan": 2, "xa.dxplan": 2}


def test_a_name_that_a_plan_elsewhere_takes_over_is_refused(folder: Path) -> None:
    async def talk(client: Client) -> list[Mapping[str, object]]:
        above = client.open(folder / "tỉnh" / "tinh.dxplan")
        below = client.open(folder / "xã" / "xa.dxplan")
        found = [await renamed(client, above, HERE, "số_mới")]
        client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(below))
        )
        return [*found, await renamed(client, above, HERE, "số_mới")]

    # Only the province is open as a folder; the commune comes from a plugin beside it.
    (folder / "xã" / "plan.toml").write_text('name = "xa"\n[plans]\nxa = "xa.dxplan"\n', "utf-8")
    arguments = ("--plugins", str(folder / "tỉnh"), str(folder / "xã"))
    first, then = with_server(talk, folder / "tỉnh", arguments=arguments)
    assert first == {"tinh.dxplan": 2, "xa.dxplan": 2}
    [why] = then.values()
    assert str(why).startswith("“x” còn được dùng tại ")
    assert str(why).endswith(
        "xa.dxplan:6, không thuộc các thư mục đang mở ở đây nên không đổi tên ở đó được."
    )


def test_nothing_is_written_to_standard_error_when_a_question_is_refused(folder: Path) -> None:
    async def talk(client: Client) -> tuple[Client, list[str]]:
        uri = client.open(folder / "xã" / "xa.dxplan")
        refused = await renamed(client, uri, HERE, "hai tên")
        with pytest.raises(JsonRpcException) as why:
            await client.text_document_prepare_rename_async(
                types.PrepareRenameParams(**place(uri, 0, 1))
            )
        return client, [str(refused["refused"]), why.value.message]

    client, (no_name, no_place) = with_server(talk, folder)
    assert no_name.startswith("“hai tên” ")
    assert no_place == "Tại vị trí này không có tên nào."
    assert client.errors == ""


def test_names_of_a_province_that_is_installed_are_changed_where_it_is_made(
    tmp_path: Path,
) -> None:
    text = (
        'kế hoạch xa "Xã"\n    giai đoạn 2024 đến 2025\n    cấp trên binh_dinh\n'
        "sử dụng education\nplatform_use đạt 60% đến năm 2025\n    chủ trì so_gddt\n"
    )
    path = tmp_path / "xa.dxplan"
    path.write_text(text, "utf-8")
    installed = REPO / "plugins" / "binh_dinh" / "src" / "dxplan_binh_dinh" / "binh_dinh.dxplan"

    async def talk(client: Client) -> list[Mapping[str, object]]:
        uri = client.open(path)
        found = [await renamed(client, uri, (4, 3), "khác")]
        # Looked at from beside the plan, a file of the province is not to be changed either.
        line = (
            installed.read_text("utf-8")
            .split("\n")
            .index('đơn vị so_gddt "Sở Giáo dục và Đào tạo" cấp tỉnh')
        )
        return [*found, await renamed(client, installed.as_uri(), (line, 8), "khác")]

    for found in with_server(talk, tmp_path):
        [why] = found.values()
        assert "không thuộc các thư mục đang mở ở đây. Hãy đổi tên tại nơi đó." in str(why)


def test_letters_in_parts_are_renamed_formatted_and_told_of_at_their_places(
    tmp_path: Path,
) -> None:
    text = unicodedata.normalize("NFD", ABOVE.replace("x", "tỉ_trọng") + "    chủ trì sở\n")
    path = tmp_path / unicodedata.normalize("NFD", "kế hoạch.dxplan")
    path.write_text(text, "utf-8")

    async def talk(client: Client) -> tuple[types.Diagnostic, object, list[types.TextEdit]]:
        uri = client.open(path)
        await client.until(lambda: bool(client.told.get(uri)))
        said = next(each for each in client.told[uri] if each.code == "unknown-unit")
        params = types.RenameParams(new_name="y", **place(uri, 5, 1))
        found = await client.text_document_rename_async(params)
        assert found is not None
        assert found.changes is not None
        options = types.FormattingOptions(tab_size=4, insert_spaces=True)
        asked = types.DocumentFormattingParams(types.TextDocumentIdentifier(uri), options)
        formatted = await client.text_document_formatting_async(asked)
        return said, found.changes[uri], list(formatted or ())

    said, changes, formatted = with_server(talk, tmp_path)
    lines = text.split("\n")

    def written(stretch: types.Range) -> str:
        return lines[stretch.start.line][stretch.start.character : stretch.end.character]

    assert written(said.range) == unicodedata.normalize("NFD", "sở")
    assert isinstance(changes, list | tuple)
    assert [written(each.range) for each in changes] == [
        unicodedata.normalize("NFD", "tỉ_trọng")
    ] * 2
    # All is put together, and nothing else changes.
    assert "".join(each.new_text for each in formatted).replace("\n", "") in (
        unicodedata.normalize("NFC", text).replace("\n", "")
    )
    assert len(formatted) == 1
