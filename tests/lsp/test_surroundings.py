"""Settings, folders and files that change around what is open, as an editor tells of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.lsp.client import Client, place, with_server

RULES = """\
kế hoạch thử "Kế hoạch thử"
    giai đoạn 2022 đến 2025

số liệu lessons "Số tiết" thời kỳ
số liệu total "Tổng số tiết" thời kỳ
chỉ tiêu online "Tỉ trọng" = lessons / total

online đạt 5% đến năm 2025
    căn cứ "II.2"
"""
DATA = "school,period,lessons,total\nA,2025,{lessons},100\n"
SETTINGS = {"data": "data.csv", "asOf": "2025-12-31"}
ABLE = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        configuration=True,
        code_lens=types.CodeLensWorkspaceClientCapabilities(refresh_support=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True, relative_pattern_support=True
        ),
    )
)
MISSED = "không đạt: 4%, tính đến 31/12/2025"
MET = "đạt: 6%, tính đến 31/12/2025"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.dxplan").write_text(RULES, "utf-8")
    (tmp_path / "data.csv").write_text(DATA.format(lessons=4), "utf-8")
    return tmp_path


def test_settings_are_asked_for_and_taken_from_whoever_tells_them_last(folder: Path) -> None:
    async def talk(client: Client) -> list[object]:
        found: list[object] = []
        await client.until(lambda: client.refreshes >= 1)
        uri = client.open(folder / "plan.dxplan")
        found.append(await client.lenses(uri, 2))
        # Without a word of what has changed, the editor is asked
        client.settings = {"data": "missing.csv"}
        client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        found.append(await client.lenses(uri, 3))
        # Told, in either form
        told: tuple[dict[str, Any], ...] = (
            {"dxplan": SETTINGS},
            {"dxplan": {"data": []}},
            {f"dxplan.{name}": value for name, value in SETTINGS.items()},
        )
        for given in told:
            params = types.DidChangeConfigurationParams(given)
            refreshes = client.refreshes + 1
            client.workspace_did_change_configuration(params)
            found.append(await client.lenses(uri, refreshes))
        assert set(client.asked) == {"dxplan"}
        return found

    found = with_server(talk, folder, capabilities=ABLE, settings=SETTINGS)
    assert found == [[MISSED], [], [MISSED], [], [MISSED]]


@pytest.mark.parametrize(
    ("arguments", "options"), [((), {"dxplan": {"lang": "en"}}), (("--lang", "en"), None)]
)
def test_what_is_said_is_in_the_language_that_is_set(
    folder: Path, arguments: tuple[str, ...], options: dict[str, object] | None
) -> None:
    async def talk(client: Client) -> list[str]:
        uri = client.open(folder / "plan.dxplan", RULES.replace("lessons /", "lesson /"))
        await client.codes(uri, "unknown-measure")
        said = [client.told[uri][0].message]
        params = types.DidChangeConfigurationParams({"dxplan": {"lang": "vi"}})
        client.workspace_did_change_configuration(params)
        await client.until(lambda: client.told[uri][0].message not in said)
        return [*said, client.told[uri][0].message]

    assert with_server(talk, folder, options, arguments=arguments) == [
        "there is no measure `lesson`\ndid you mean `lessons`?",
        "không có số liệu `lesson`\ncó phải ý bạn là `lessons`?",
    ]


def test_an_answer_that_comes_after_newer_settings_is_passed_over(folder: Path) -> None:
    async def talk(client: Client) -> list[str]:
        client.answers.clear()
        client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
        await client.until(lambda: len(client.asked) > 1)
        params = types.DidChangeConfigurationParams({"dxplan": {"lang": "en"}})
        client.workspace_did_change_configuration(params)
        uri = client.open(folder / "plan.dxplan", RULES.replace("lessons /", "lesson /"))
        await client.until(
            lambda: any("there is no" in d.message for d in client.told.get(uri, []))
        )
        client.answers.set()
        await client.text_document_hover_async(types.HoverParams(**place(uri, 0, 0)))
        client.change(uri, RULES.replace("lessons /", "lesso /"))
        await client.until(lambda: any("`lesso`" in each.message for each in client.told[uri]))
        return [each.message.splitlines()[0] for each in client.told[uri]]

    found = with_server(talk, folder, capabilities=ABLE, settings={"lang": "vi"})
    assert found == ["there is no measure `lesso`"]


def test_an_empty_file_is_begun_in_the_language_of_the_editor_marks_or_not(folder: Path) -> None:
    async def talk(client: Client) -> list[types.CompletionItem]:
        uri = client.open(folder / "new.dxplan", "ke ho")
        asked = types.CompletionParams(**place(uri, 0, 5))
        found = await client.text_document_completion_async(asked)
        assert isinstance(found, types.CompletionList)
        return list(found.items)

    first, *_ = with_server(talk, folder, locale="vi-VN")
    assert (first.label, first.filter_text, first.sort_text) == ("kế hoạch", "ke hoach", "00000")
    assert isinstance(first.text_edit, types.TextEdit)
    whole = types.Range(types.Position(0, 0), types.Position(0, 5))
    assert first.text_edit.range == whole


def test_an_editor_that_answers_nothing_keeps_the_settings_of_its_start(folder: Path) -> None:
    async def talk(client: Client) -> list[list[str]]:
        uri = client.open(folder / "plan.dxplan")
        first = await client.lenses(uri, 1)
        client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
        client.save(uri)
        return [first, await client.lenses(uri, 2)]

    found = with_server(talk, folder, {"dxplan": SETTINGS}, capabilities=ABLE)
    assert found == [[MISSED], [MISSED]]


def test_a_home_that_is_not_there_is_a_file_that_is_not_there(folder: Path) -> None:
    async def talk(client: Client) -> list[str]:
        client.open(folder / "plan.dxplan")
        await client.until(lambda: bool(client.shown))
        return client.shown

    settings = {**SETTINGS, "data": "~nobody-of-this-name/data.csv"}
    (said,) = with_server(talk, folder, {"dxplan": settings}, capabilities=ABLE)
    assert said.endswith(": không tìm thấy tệp")


def test_verdicts_follow_figures_that_others_write(folder: Path) -> None:
    data = folder / "data.csv"

    async def talk(client: Client) -> list[object]:
        uri = client.open(folder / "plan.dxplan")
        found: list[object] = [await client.lenses(uri, 1)]

        async def after(change: Any) -> None:
            change()
            refreshes = client.refreshes + 1
            client.happened(data)
            found.append(await client.lenses(uri, refreshes))

        await after(lambda: data.write_text(DATA.format(lessons=6), "utf-8"))
        await after(lambda: data.write_bytes(b"\xff\xfe\x00\x00"))
        await after(data.unlink)
        await after(lambda: None)
        await after(lambda: data.write_text(DATA.format(lessons=4), "utf-8"))
        return [*found, len(client.shown)]

    found = with_server(talk, folder, {"dxplan": SETTINGS}, capabilities=ABLE)
    # What is wrong is shown once for each thing that is wrong, not at every change.
    assert found == [[MISSED], [MET], [], [], [], [MISSED], 2]


def test_the_editor_is_asked_to_watch_rules_and_the_files_of_the_settings(folder: Path) -> None:
    async def talk(client: Client) -> list[list[Any]]:
        await client.until(lambda: bool(client.watched))
        first = list(client.watched)
        given = {"dxplan": {"data": ["a[1].csv"], "register": "../sổ.csv"}}
        client.workspace_did_change_configuration(types.DidChangeConfigurationParams(given))
        await client.until(lambda: client.watched not in ([], first))
        return [first, list(client.watched)]

    found = with_server(talk, folder, capabilities=ABLE)
    rules = ["**/*.dxplan", "**/plan.toml", "**/*.lock.json"]
    patterns = [[each["globPattern"] for each in some["watchers"]] for [some] in found]
    assert patterns == [
        rules,
        [
            *rules,
            {"baseUri": folder.as_uri(), "pattern": "a?1?.csv"},
            {"baseUri": (folder / "..").as_uri(), "pattern": "sổ.csv"},
        ],
    ]


def test_rules_that_somebody_else_changes_on_disk_are_read_again(folder: Path) -> None:
    examples = folder / "plan.examples.dxplan"
    examples.write_text('ví dụ "một" ngày 31/12/2025\n    kết quả onlin đạt\n', "utf-8")

    async def talk(client: Client) -> None:
        client.open(folder / "plan.dxplan")
        other = examples.as_uri()
        await client.codes(other, "no-such-rule")
        examples.write_text(
            'ví dụ "một" ngày 31/12/2025\n    cho lessons 5, total 100 trong năm 2025\n'
            "    kết quả online đạt\n",
            "utf-8",
        )
        client.happened(examples)
        await client.codes(other)
        # What is open stands in for the file, whoever writes that.
        (folder / "plan.dxplan").write_text("kế hoạch khác\n", "utf-8")
        client.happened(folder / "plan.dxplan")
        client.save(other)
        await client.codes(other)
        examples.unlink()
        client.happened(examples)
        asked = types.DocumentSymbolParams(types.TextDocumentIdentifier(other))
        assert await client.text_document_document_symbol_async(asked) == []

    with_server(talk, folder)


def test_folders_come_and_go_and_figures_are_seen_from_the_first(tmp_path: Path) -> None:
    first, second = tmp_path / "một hai", tmp_path / "ba"
    for each, lessons in ((first, 4), (second, 6)):
        each.mkdir()
        (each / "data.csv").write_text(DATA.format(lessons=lessons), "utf-8")
    (second / "plan.dxplan").write_text(RULES, "utf-8")

    async def talk(client: Client) -> list[list[str]]:
        uri = client.open(second / "plan.dxplan")
        found = [await client.lenses(uri, 1)]
        one, other = (types.WorkspaceFolder(each.as_uri(), each.name) for each in (first, second))
        for added, removed in (([], [one]), ([one], [other]), ([], [one, one])):
            refreshes = client.refreshes + 1
            event = types.WorkspaceFoldersChangeEvent(added, removed)
            client.workspace_did_change_workspace_folders(
                types.DidChangeWorkspaceFoldersParams(event)
            )
            found.append(await client.lenses(uri, refreshes))
        return found

    found = with_server(talk, first, {"dxplan": SETTINGS}, capabilities=ABLE, others=(second,))
    assert found == [[MISSED], [MET], [MISSED], [MET]]


def test_diagnostics_say_of_which_version_they_are_and_the_last_one_is_the_last(
    folder: Path,
) -> None:
    other = folder / "other.dxplan"
    other.write_text(RULES, "utf-8")

    async def talk(client: Client) -> list[list[int | None]]:
        uris = [client.open(folder / "plan.dxplan"), client.open(other)]
        for number in range(2, 40):
            for uri in uris:
                client.change(uri, RULES.replace("5%", "5 %" * (number % 2)), number)
        for uri in uris:
            client.change(uri, RULES + "đơn vị\n", 40)
        for uri in uris:
            await client.until(lambda: all(40 in client.versions.get(e, []) for e in uris))
            assert [str(each.code) for each in client.told[uri]] == ["statement-unfinished"]
        return [client.versions[uri] for uri in uris]

    for versions in with_server(talk, folder):
        assert versions == sorted(versions, key=lambda each: each or 0)
        assert versions[-1] == 40


def test_a_folder_with_blanks_and_letters_in_parts_is_the_same_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Kế hoạch năm học 2025 %20"
    folder.mkdir()
    path = folder / "chuyển đổi số #1.dxplan"
    path.write_text(RULES.replace("lessons /", "lesson /"), "utf-8")
    written = path.as_uri()
    # As VS Code writes it, which leaves fewer letters as they are
    other = written.replace("%23", "%23").replace("ế", "%E1%BA%BF").replace("(", "%28")

    async def talk(client: Client) -> list[types.Diagnostic]:
        item = types.TextDocumentItem(other, "dxplan", 1, path.read_text("utf-8"))
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await client.codes(other, "unknown-measure")
        asked = types.DefinitionParams(**place(other, 7, 2))
        found = await client.text_document_definition_async(asked)
        assert isinstance(found, types.Location)
        assert found.uri == other
        return client.told[other]

    with_server(talk, folder)


@pytest.mark.parametrize(
    "uri",
    [
        "file:///c%3A/K%E1%BA%BF%20ho%E1%BA%A1ch/plan.dxplan",
        "file:///C:/plans/plan.dxplan",
        "file://server/share/plan.dxplan",
        "C:\\plans\\plan.dxplan",
        "vscode-notebook-cell:/a.dxplan#x",
    ],
)
def test_addresses_of_other_systems_are_answered_by_the_same_address(
    tmp_path: Path, uri: str
) -> None:
    async def talk(client: Client) -> list[str]:
        item = types.TextDocumentItem(uri, "dxplan", 7, "đơn vị a\nđơn vị a\n")
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await client.until(lambda: bool(client.told.get(uri)))
        found = await client.text_document_hover_async(types.HoverParams(**place(uri, 0, 8)))
        assert found is not None
        assert client.versions[uri] == [7] * len(client.versions[uri])
        return [str(each.code) for each in client.told[uri]]

    assert with_server(talk, tmp_path) == ["duplicate-name"]
