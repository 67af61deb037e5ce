"""The language server, asked by a real client over standard input and output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.lsp.client import Client, place, with_server

RULES = """\
kế hoạch demo "Kế hoạch thử"
    giai đoạn 2022 đến 2025

đơn vị so_gddt "Sở Giáo dục và Đào tạo" cấp tỉnh
số liệu lessons "Số tiết 😀" thời kỳ
số liệu total "Tổng số tiết" thời kỳ
chỉ tiêu online "Tỉ trọng" = lessons / total
    giả định "Tính theo tiết."

# --- Mục tiêu ---

online đạt 5% đến năm 2025
    chủ trì so_gddt
    căn cứ "II.2"
"""
EXAMPLES = """\
ví dụ "đúng mức" ngày 31/12/2025
    cho lessons 5, total 100 trong năm 2025
    kết quả online đạt
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "demo.dxplan").write_text(RULES, "utf-8")
    (tmp_path / "demo.examples.dxplan").write_text(EXAMPLES, "utf-8")
    return tmp_path


def at(text: str, part: str, more: int = 0) -> tuple[int, int]:
    """Line and column in UTF-16 of a part of a text."""
    offset = text.index(part) + more
    before = text[:offset]
    column = before[before.rfind("\n") + 1 :]
    return before.count("\n"), len(column.encode("utf-16-le")) // 2


def ask(uri: str, text: str, part: str, more: int = 0) -> dict[str, Any]:
    return place(uri, *at(text, part, more))


def test_what_is_wrong_is_told_while_it_is_typed_and_taken_back_when_it_is_mended(
    folder: Path,
) -> None:
    async def talk(client: Client) -> list[types.Diagnostic]:
        uri = client.open(folder / "demo.dxplan")
        await client.codes(uri)
        line, column = at(RULES, "chủ trì so_gddt", 15)
        client.edit(uri, (line, column), (line, column), "x")
        await client.codes(uri, "unknown-unit")
        found = client.told[uri]
        client.edit(uri, (line, column), (line, column + 1), "")
        await client.codes(uri)
        return found

    (said,) = with_server(talk, folder)
    assert said.message == "không có đơn vị `so_gddtx`\ncó phải ý bạn là `so_gddt`?"
    assert said.severity == types.DiagnosticSeverity.Error
    assert said.source == "dxplan"
    assert said.range == types.Range(types.Position(12, 12), types.Position(12, 20))


def test_columns_are_counted_in_utf_16_also_behind_letters_in_parts(folder: Path) -> None:
    # ế in three code points, and a letter that takes two units.
    text = 'number "\U0001f600 e\u0302\u0301" x\n'
    rules = RULES + f"nhiệm vụ x {text[7:-3]} đến năm 2025 chủ trì nobody\n"

    async def talk(client: Client) -> types.Diagnostic:
        uri = client.open(folder / "demo.dxplan", rules)
        await client.until(lambda: bool(client.told.get(uri)))
        return next(d for d in client.told[uri] if d.code == "unknown-unit")

    said = with_server(talk, folder)
    line = rules.split("\n")[said.range.start.line].encode("utf-16-le")
    part = line[2 * said.range.start.character : 2 * said.range.end.character]
    assert part.decode("utf-16-le") == "nobody"


def test_mistakes_in_other_files_of_the_plan_are_told_of_those(folder: Path) -> None:
    async def talk(client: Client) -> list[types.Diagnostic]:
        uri = client.open(folder / "demo.dxplan", RULES.replace("online", "on_line"))
        other = (folder / "demo.examples.dxplan").as_uri()
        await client.codes(other, "no-such-rule")
        assert uri in client.told
        return client.told[other]

    (said,) = with_server(talk, folder)
    assert said.range.start == types.Position(2, 12)


def test_names_lead_to_their_declarations_and_back(folder: Path) -> None:
    async def talk(client: Client) -> tuple[object, object]:
        uri = client.open(folder / "demo.dxplan")
        asked = ask(uri, RULES, "online đạt", 2)
        found = await client.text_document_definition_async(types.DefinitionParams(**asked))
        context = types.ReferenceContext(include_declaration=False)
        params = types.ReferenceParams(context=context, **asked)
        return found, await client.text_document_references_async(params)

    declared, used = with_server(talk, folder)
    assert isinstance(declared, types.Location)
    assert declared.range == types.Range(types.Position(6, 9), types.Position(6, 15))
    assert isinstance(used, list | tuple)
    assert [(each.uri.rpartition("/")[2], each.range.start.line) for each in used] == [
        ("demo.dxplan", 11),
        ("demo.examples.dxplan", 2),
    ]


def test_a_hover_speaks_the_language_of_the_file(folder: Path) -> None:
    async def talk(client: Client) -> str:
        uri = client.open(folder / "demo.dxplan")
        asked = ask(uri, RULES, "online đạt", 2)
        found = await client.text_document_hover_async(types.HoverParams(**asked))
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    text = with_server(talk, folder)
    assert text.startswith("**online** (chỉ tiêu) — Tỉ trọng")
    assert "Giả định: Tính theo tiết." in text
    assert "Mã: online.by.2025" in text
    assert "Chủ trì: Sở Giáo dục và Đào tạo" in text
    assert text.endswith("Căn cứ: II.2")


def test_completion_knows_units_where_units_stand_and_replaces_what_is_typed(folder: Path) -> None:
    text = RULES.replace("chủ trì so_gddt", "chủ trì so_")

    async def talk(client: Client) -> types.CompletionList:
        uri = client.open(folder / "demo.dxplan", text)
        asked = ask(uri, text, "chủ trì so_", 11)
        found = await client.text_document_completion_async(types.CompletionParams(**asked))
        assert isinstance(found, types.CompletionList)
        return found

    items = with_server(talk, folder).items
    assert [item.label for item in items] == ["so_gddt"]
    assert items[0].detail == "Sở Giáo dục và Đào tạo"
    edit = items[0].text_edit
    assert isinstance(edit, types.TextEdit)
    assert edit.range == types.Range(types.Position(12, 12), types.Position(12, 15))


def test_a_name_is_changed_in_every_file_of_its_plan(folder: Path) -> None:
    async def talk(client: Client) -> types.WorkspaceEdit | None:
        uri = client.open(folder / "demo.dxplan")
        asked = ask(uri, RULES, "online đạt", 2)
        params = types.RenameParams(new_name="trực_tuyến", **asked)
        return await client.text_document_rename_async(params)

    edit = with_server(talk, folder)
    assert edit is not None
    assert edit.changes is not None
    assert {uri.rpartition("/")[2]: len(each) for uri, each in edit.changes.items()} == {
        "demo.dxplan": 2,
        "demo.examples.dxplan": 1,
    }
    assert {each.new_text for some in edit.changes.values() for each in some} == {"trực_tuyến"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("đến", "“đến” là từ khóa của ngôn ngữ quy tắc nên không dùng làm tên được."),
        ("total", "“total” đã được khai báo (số liệu) tại demo.dxplan:6."),
        ("2x", "“2x” không phải là tên"),
    ],
)
def test_a_renaming_is_refused_with_its_reason(folder: Path, name: str, why: str) -> None:
    async def talk(client: Client) -> str:
        uri = client.open(folder / "demo.dxplan")
        asked = ask(uri, RULES, "online đạt", 2)
        with pytest.raises(JsonRpcException) as refused:
            await client.text_document_rename_async(types.RenameParams(new_name=name, **asked))
        return refused.value.message

    found = with_server(talk, folder)
    assert found.replace(str(folder) + "/", "").startswith(why)


def test_names_of_an_installed_vocabulary_are_not_renamed_from_here(tmp_path: Path) -> None:
    text = "use education\nonline_share >= 5% by 2025\n"
    (tmp_path / "a.dxplan").write_text(text, "utf-8")

    async def talk(client: Client) -> str:
        uri = client.open(tmp_path / "a.dxplan")
        with pytest.raises(JsonRpcException) as refused:
            await client.text_document_prepare_rename_async(
                types.PrepareRenameParams(**place(uri, 1, 3))
            )
        return refused.value.message

    assert with_server(talk, tmp_path) == (
        "“online_share” comes from education/teaching.dxplan, which is not among the folders that "
        "are open here. Rename it there."
    )


def test_what_was_meant_is_offered_as_a_fix(folder: Path) -> None:
    text = RULES.replace("chủ trì so_gddt", "chủ trì so_gdt")

    async def talk(client: Client) -> list[types.CodeAction]:
        uri = client.open(folder / "demo.dxplan", text)
        here = types.Position(*at(text, "so_gdt\n", 2))
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri), types.Range(here, here), types.CodeActionContext([])
        )
        found = await client.text_document_code_action_async(params)
        return [each for each in found or () if isinstance(each, types.CodeAction)]

    (action,) = with_server(talk, folder)
    assert action.title == "Sửa thành “so_gddt”"
    assert action.edit is not None
    assert action.edit.changes is not None
    ((edit,),) = action.edit.changes.values()
    assert (edit.range.start, edit.new_text) == (types.Position(12, 12), "so_gddt")


def test_the_outline_has_the_sections_of_the_plan(folder: Path) -> None:
    async def talk(client: Client) -> list[types.DocumentSymbol]:
        uri = client.open(folder / "demo.dxplan")
        params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
        found = await client.text_document_document_symbol_async(params)
        return [each for each in found or () if isinstance(each, types.DocumentSymbol)]

    symbols = with_server(talk, folder)
    assert [each.name for each in symbols] == [
        "demo", "so_gddt", "lessons", "total", "online", "Mục tiêu",
    ]  # fmt: skip
    children = symbols[-1].children or ()
    assert [(each.name, each.detail) for each in children] == [("online", "đạt 5% đến năm 2025")]


def test_a_document_is_formatted_with_its_own_line_ends_left_to_the_editor(folder: Path) -> None:
    text = RULES.replace("online đạt 5%", "online   đạt   5%").replace("\n", "\r\n")

    async def talk(client: Client) -> list[types.TextEdit]:
        uri = client.open(folder / "demo.dxplan", text)
        options = types.FormattingOptions(tab_size=4, insert_spaces=True)
        params = types.DocumentFormattingParams(types.TextDocumentIdentifier(uri), options)
        return list(await client.text_document_formatting_async(params) or ())

    (edit,) = with_server(talk, folder)
    assert "online đạt 5% đến năm 2025\n" in edit.new_text


def test_every_word_has_a_colour_by_what_it_is(folder: Path) -> None:
    async def talk(client: Client) -> tuple[list[str], list[int]]:
        uri = client.open(folder / "demo.dxplan", "đơn vị 😀_x\nuse education # 😀\n")
        params = types.SemanticTokensParams(types.TextDocumentIdentifier(uri))
        found = await client.text_document_semantic_tokens_full_async(params)
        assert found is not None
        options = client.capabilities.capabilities.semantic_tokens_provider
        assert options is not None
        return list(options.legend.token_types), list(found.data)

    kinds, data = with_server(talk, folder)
    rows = [data[at : at + 5] for at in range(0, len(data), 5)]
    assert [(line, column, length, kinds[kind]) for line, column, length, kind, _ in rows][-3:] == [
        (1, 0, 3, "keyword"),
        (0, 4, 9, "namespace"),
        (0, 10, 4, "comment"),
    ]


DATA = "school,period,lessons,total\nA,2025,4,100\n"


def lenses(folder: Path, options: dict[str, object]) -> tuple[list[str], list[str]]:
    """The texts above targets, and the messages that were shown."""
    support = types.CodeLensWorkspaceClientCapabilities(refresh_support=True)
    workspace = types.WorkspaceClientCapabilities(code_lens=support)

    async def talk(client: Client) -> tuple[list[str], list[str]]:
        uri = client.open(folder / "demo.dxplan")
        client.save(uri)
        await client.until(lambda: client.refreshes >= 2)
        params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
        found = await client.text_document_code_lens_async(params)
        return [each.command.title for each in found or () if each.command], client.shown

    capabilities = types.ClientCapabilities(workspace=workspace)
    return with_server(talk, folder, options, capabilities=capabilities)


def test_the_last_verdict_stands_above_a_target(folder: Path) -> None:
    (folder / "data.csv").write_text(DATA, "utf-8")
    found, shown = lenses(folder, {"dxplan": {"data": "data.csv", "asOf": "2025-12-31"}})
    assert shown == []
    assert found == ["không đạt: 4%, tính đến 31/12/2025"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"data": "nothing.csv", "asOf": "2025-12-31"}, "Không dùng được số liệu"),
        ({"data": "data.csv", "asOf": "soon"}, "“soon” không phải là ngày"),
        ({"data": "data.csv", "register": "\0", "asOf": "2025-12-31"}, "Không dùng được số liệu"),
    ],
)
def test_data_that_cannot_be_used_are_told_of(
    folder: Path, settings: dict[str, object], said: str
) -> None:
    (folder / "data.csv").write_text(DATA, "utf-8")
    found, shown = lenses(folder, {"dxplan": settings})
    assert found == []
    assert shown
    assert all(each.startswith(said) for each in shown)


def test_a_parents_number_is_shown_over_a_target_that_takes_it(tmp_path: Path) -> None:
    text = (
        "plan child\n    period 2024 to 2025\n    parent binh_dinh\nuse education\n"
        'platform_use >= parent by 2025\n    except preschool\n    cite "1"\n'
    )
    (tmp_path / "child.dxplan").write_text(text, "utf-8")

    async def talk(client: Client) -> str:
        uri = client.open(tmp_path / "child.dxplan")
        found = await client.text_document_hover_async(types.HoverParams(**place(uri, 4, 3)))
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    text = with_server(talk, tmp_path)
    assert "The parent plan binh\\_dinh sets:\n\n- " in text
    assert "over 50% by 2025, except" in text
