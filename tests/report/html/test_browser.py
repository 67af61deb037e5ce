"""The page in Chromium: filters, order, links into it, paper, small screens, names that attack."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dxplan
from benchmarks.page import CHROMIUM, FLAGS
from dxplan.engine.findings import Report

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium"),
]
GOLDEN = Path(__file__).parents[2] / "golden" / "html"
SIZES = [(1200, 900), (390, 800)]
DIFFERENT = 0.02
"""Which share of pixels may differ by more than a shade: what another build of the fonts does."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Closed with the module: the loop that playwright runs would be in the way of other tests."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(text: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(text, "utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A window in which nothing may complain, and nothing may be asked of a network."""
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda asked: said.extend([asked.url][asked.url.startswith("file:") :]))
    yield opened
    opened.close()
    assert said == []


def visible(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        ".card", "cards => cards.filter(c => c.checkVisibility()).map(c => c.id)"
    )
    return found


def expect(what: Any) -> Any:
    """What is waited for, without a program in the page, which allows none but its own."""
    from playwright import sync_api

    return sync_api.expect(what)


def test_a_verdict_is_filtered_and_can_be_linked_to(page: Any, address: str) -> None:
    page.goto(address)
    assert len(visible(page)) == 29
    page.check("#f-form input[value=missed]")
    assert len(visible(page)) == 7
    assert page.inner_text("#f-state") == "Đang hiện 7/29"
    assert page.url == address + "#targets?verdict=missed"
    page.check("#f-form input[value=behind]")
    assert len(visible(page)) == 9
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    assert len(visible(page)) == 9
    page.click("#f-reset")
    expect(page.locator(".card:not([hidden])")).to_have_count(29)


def test_a_tile_leads_to_its_targets(page: Any, address: str) -> None:
    page.goto(address)
    page.click(".tile.v-conflict")
    expect(page.locator(".card:not([hidden])")).to_have_count(1)
    assert visible(page) == ["target-service_satisfaction.by.2025"]


def test_search_does_not_mind_missing_accents(page: Any, address: str) -> None:
    page.goto(address)
    page.fill("#f-q", "trang thong tin dien tu")
    assert visible(page) == ["target-website_share.by.2025"]
    page.fill("#f-q", "zzzz")
    assert visible(page) == []
    assert page.is_visible("#f-nothing")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("hồ sơ số", 6),
        ("ho so so", 6),
        ("HỒ SƠ", 11),
        ("hộ sơ", 0),
        ("sở giáo dục và", 0),
        ("website_share", 1),
        ("website_share.by.2025", 1),
        ("II.2.a", 5),
        ("tuyến học cổng", 0),
    ],
)
def test_words_are_found_as_they_are_written(
    page: Any, address: str, query: str, count: int
) -> None:
    page.goto(address)
    page.fill("#f-q", query)
    assert len(visible(page)) == count, page.eval_on_selector_all(
        "h4", "all => all.filter(c => c.checkVisibility()).map(c => c.textContent)"
    )


def matches(page: Any, text: str, query: str) -> bool:
    found = page.evaluate(
        "([text, query]) => searching.finder([0], () => [text])(query)(0)", [text, query]
    )
    return bool(found)


def test_marks_that_are_typed_are_meant(page: Any, address: str) -> None:
    page.goto(address)
    assert matches(page, "Hồ sơ số của người học", "hồ sơ")
    assert matches(page, "Hồ sơ số của người học", "ho so")
    assert matches(page, "Hồ sơ số của người học", "hồ so")
    assert not matches(page, "Hồ sơ số của người học", "hộ sơ")
    assert not matches(page, "Sở Giáo dục", "sơ")
    assert not matches(page, "Trường học", "hồ")
    assert matches(page, "Đoàn kết", "đoa")
    assert matches(page, "Đoàn kết", "doan")
    assert not matches(page, "Doanh nghiệp", "đoan")
    assert matches(page, "Hoà Bình", "hòa bình")
    assert matches(page, "Trường học", "trươ")
    assert not matches(page, "Trường học", "rường")
    assert matches(page, "Trường học 12", "học trường")


def test_back_takes_back_what_a_link_filtered(page: Any, address: str) -> None:
    page.goto(address)
    page.click(".verdicts .tile.v-missed")
    expect(page.locator(".card:not([hidden])")).to_have_count(7)
    page.go_back()
    expect(page.locator(".card:not([hidden])")).to_have_count(29)
    assert page.url == address
    page.go_forward()
    expect(page.locator(".card:not([hidden])")).to_have_count(7)
    page.click("text=Theo đơn vị chủ trì")
    page.wait_for_url(address + "#units")
    assert len(visible(page)) == 7
    page.click(".verdicts .tile.v-met")
    expect(page.locator(".card:not([hidden])")).to_have_count(8)
    page.go_back()
    expect(page.locator(".card:not([hidden])")).to_have_count(7)


def printed(page: Any, path: Path) -> str:
    pypdf = pytest.importorskip("pypdf")
    path.write_bytes(page.pdf(prefer_css_page_size=True))
    sheets = pypdf.PdfReader(path).pages
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)


def test_paper_says_what_is_left_out(page: Any, address: str, tmp_path: Path) -> None:
    page.goto(address + "#targets?verdict=missed&q=trường")
    said = "".join(printed(page, tmp_path / "page.pdf").split())
    shown = len(visible(page))
    assert f"Đãlọc:khôngđạt,“trường”.Bảninnàycó{shown}/29." in said
    assert "Bảninnàycó100/639dòng." in said
    page.click("#f-reset")
    expect(page.locator(".card:not([hidden])")).to_have_count(29)
    assert "Đãlọc:" not in "".join(printed(page, tmp_path / "page.pdf").split())


def working(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "#work tbody tr", "rows => rows.filter(r => r.checkVisibility()).map(r => r.id)"
    )
    return found


def test_work_is_filtered_sorted_and_linked_to(page: Any, address: str) -> None:
    page.goto(address)
    assert len(working(page)) == 32
    plan = working(page)
    page.click(".tile[data-verdict=open]")
    page.wait_for_url(address + "#work?verdict=open")
    assert len(working(page)) == 17
    assert page.inner_text("#w-state") == "Đang hiện 17/32"
    page.fill("#w-q", "giáo viên")
    page.click("#work thead th:nth-child(1) button")
    page.click("#work thead th:nth-child(1) button")
    assert page.url.startswith(address + "#work?verdict=open&q=")
    assert page.url.endswith("&sort=-title")
    link, found = page.url, working(page)
    assert 0 < len(found) < 17
    page.goto("about:blank")
    page.goto(link)
    assert working(page) == found
    assert page.get_attribute("#work thead th:nth-child(1)", "aria-sort") == "descending"
    page.click("#w-reset")
    page.wait_for_url(address + "#work")
    assert working(page) == plan
    page.evaluate("location.hash = '#work?verdict=met'")
    expect(page.locator("#w-state")).to_have_text("Đang hiện 13/32")
    page.evaluate("location.hash = '#task-sector_database'")
    page.wait_for_selector("#task-sector_database.here")
    assert len(working(page)) == 32


def test_a_number_beside_a_place_leads_to_its_own_verdict(page: Any, address: str) -> None:
    page.goto(address)
    link = "#place-district-Hoai-Nhon td:last-child a >> nth=1"
    number = page.inner_text(link).removeprefix("#")
    assert page.get_attribute(link, "aria-label").startswith(f"#{number} Tỉ lệ")
    page.click(link)
    page.wait_for_selector(f"#place-district-Hoai-Nhon + .inner tr.here[data-number='{number}']")
    assert page.url.endswith(f"#place-district-Hoai-Nhon?target={number}")
    page.click("#place-district-Hoai-Nhon td:last-child a >> nth=0")
    expect(page.locator("#places-district .inner")).to_have_count(1)


def test_a_link_to_what_is_not_there_says_so(page: Any, address: str) -> None:
    page.goto(address + "#target-<b>nope</b>")
    assert page.inner_text("#gone") == (
        "Báo cáo này không có “target-<b>nope</b>”. Có thể liên kết được lấy từ báo cáo khác."
    )
    page.evaluate("location.hash = '#targets'")
    page.wait_for_selector("#gone", state="hidden")


def test_a_unit_is_filtered(page: Any, address: str) -> None:
    page.goto(address + "#targets?unit=unit-so_khcn")
    assert visible(page) == ["target-fibre_share.by.2025"]


def test_targets_are_put_in_another_order_and_back(page: Any, address: str) -> None:
    page.goto(address)
    before = visible(page)
    page.select_option("#f-sort", "verdict")
    ranks = page.eval_on_selector_all(".card", "all => all.map(c => Number(c.dataset.rank))")
    assert ranks == sorted(ranks)
    assert page.url.endswith("#targets?sort=verdict")
    page.select_option("#f-sort", "plan")
    assert visible(page) == before


def test_a_link_to_a_filtered_target_shows_it(page: Any, address: str) -> None:
    page.goto(address + "#targets?verdict=met")
    page.evaluate("location.hash = '#target-website_share.by.2025'")
    page.wait_for_selector("#target-website_share\\.by\\.2025.here")
    assert page.evaluate("document.activeElement.id") == "target-website_share.by.2025"
    assert len(visible(page)) == 29


def test_a_link_to_a_place_that_is_not_in_the_page_draws_it(page: Any, address: str) -> None:
    page.goto(address)
    rows = page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).places['places-organisation']"
    )
    last = rows[-1][0]
    assert page.query_selector(f"#{last}") is None
    page.goto("about:blank")
    page.goto(f"{address}#{last}")
    assert page.is_visible(f"#{last}")
    assert page.get_attribute(f"#{last} .open", "aria-expanded") == "true"
    values = page.eval_on_selector_all(f"#{last} + .inner tr", "all => all.length")
    assert values == sum(letter != "." for letter in rows[-1][3])


def test_places_are_found_sorted_and_shown_piece_by_piece(page: Any, address: str) -> None:
    page.goto(address)
    table = "#places-organisation"
    assert page.locator(f"{table} tbody tr").count() == 100
    page.click(f"{table} .more")
    assert page.locator(f"{table} tbody tr").count() == 200
    page.fill(f"{table} input", "tieu hoc vi du 31")
    assert page.inner_text(f"{table} tbody th") == "Trường Tiểu học Ví dụ 31"
    page.fill(f"{table} input", "")
    page.click(f"{table} thead th:nth-child(6) button")
    counts = page.eval_on_selector_all(
        f"{table} tbody td:nth-child(6)", "all => all.map(c => Number(c.textContent))"
    )
    assert counts == sorted(counts, reverse=True)
    assert page.get_attribute(f"{table} thead th:nth-child(6)", "aria-sort") == "descending"
    page.click(f"{table} thead th:nth-child(1) button")
    assert page.inner_text(f"{table} tbody tr:first-child th").startswith("Phòng GDĐT An")


def test_reporters_are_filtered_by_target(page: Any, address: str) -> None:
    page.goto(address)
    page.click("#target-online_share\\.primary\\.by\\.2025 [data-target]")
    expect(page.locator("#reporters tbody tr")).to_have_count(18)


def test_tables_of_work_are_sorted(page: Any, address: str) -> None:
    page.goto(address)
    page.click("#work thead th:nth-child(3) button")
    keys = page.eval_on_selector_all(
        "#work tbody td:nth-child(3)", "all => all.map(c => c.dataset.key)"
    )
    assert keys == sorted(keys)


def test_everything_can_be_reached_by_keys(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    expect(page.locator("#targets-h")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-q"


def test_without_scripts_all_of_it_is_there(browser: Any, address: str) -> None:
    opened = browser.new_page(java_script_enabled=False)
    opened.goto(address)
    assert opened.locator(".card:visible").count() == 29
    assert opened.locator(".controls:visible").count() == 0
    assert opened.locator("#places-district tbody tr").count() == 11
    assert opened.locator(".noscript:visible").count() == 1
    opened.close()


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1200])
def test_nothing_runs_over_the_edge(page: Any, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_telephone_places_are_cards_and_contents_are_whole(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    cells = page.eval_on_selector_all(
        "#place-district-Tuy-Phuoc > *",
        "all => all.filter(c => c.checkVisibility()).map(c => c.dataset.label || c.innerText)",
    )
    assert cells == [
        "Tuy Phước", "không đạt", "chậm tiến độ", "đạt", "khác", "Chỉ tiêu còn yếu"
    ]  # fmt: skip
    assert page.eval_on_selector(".contents ul", "list => list.scrollWidth <= list.clientWidth")


def test_it_prints_on_a4_with_every_target(page: Any, address: str, tmp_path: Path) -> None:
    page.goto(address)
    printed = page.pdf(prefer_css_page_size=True)
    pypdf = pytest.importorskip("pypdf")
    path = tmp_path / "page.pdf"
    path.write_bytes(printed)
    sheets = pypdf.PdfReader(path).pages
    for sheet in sheets:
        width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
        assert (round(width), round(height)) == (595, 842)
    said = " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)
    for title in page.eval_on_selector_all("h4", "all => all.map(each => each.textContent)"):
        assert "".join(title.split()) in "".join(said.split())
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 1


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_it_looks_as_it_did(page: Any, address: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    look_alike(page.screenshot(), GOLDEN / f"top_{size[0]}.png")
    page.goto(address + "#target-content_share.by.2025")
    page.mouse.move(1, 1)
    look_alike(page.screenshot(), GOLDEN / f"target_{size[0]}.png")


def look_alike(picture: bytes, path: Path) -> None:
    """Hold a picture against one that was looked at; DXPLAN_UPDATE_GOLDEN=1 writes it anew."""
    from io import BytesIO

    image: Any = pytest.importorskip("PIL.Image")
    chops: Any = pytest.importorskip("PIL.ImageChops")
    if os.environ.get("DXPLAN_UPDATE_GOLDEN"):
        path.write_bytes(picture)
    now = image.open(BytesIO(picture)).convert("L")
    before = image.open(path).convert("L")
    assert now.size == before.size
    shades = chops.difference(now, before).histogram()
    assert sum(shades[48:]) / sum(shades) < DIFFERENT


ATTACKS = (
    "</script><script>window.hit = 1</script>", "<img src=x onerror='window.hit = 1'>",
    '"><svg onload="window.hit = 1">', "javascript:window.hit=1", "<!--<script>", "{{ 7 * 7 }}",
    "]]><b>b</b>", "&lt;b&gt;", "${window.hit = 1}", "' onclick='window.hit=1",
)  # fmt: skip


def test_names_that_attack_are_shown_and_do_nothing(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(dxplan.render(attacked(), "html", language="en"), "utf-8")
    page.goto(path.as_uri())
    for button in page.query_selector_all(".open"):
        button.click()
    shown = page.inner_text("main")
    for attack in ATTACKS:
        assert attack in shown
    assert page.evaluate("window.hit") is None
    tags = page.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.tagName))]")
    assert {"IMG", "B"} & set(tags) == set()


def attacked() -> Report:
    """A report in which everything that has a title is called an attack."""
    from datetime import date

    rules = ['plan p "<b>P</b>"', "    period 2024 to 2025"]
    for number, attack in enumerate(ATTACKS):
        title = '"' + attack.replace("\\", "\\\\").replace('"', '\\"') + '"'
        rules += [f"unit u_{number} {title}", f"measure a_{number}", f"measure b_{number}",
                  f"indicator i_{number} {title} = a_{number} / b_{number}",
                  f"i_{number} >= 50% by 2024", f"    lead u_{number}", f"    cite {title}",
                  f"    note {title}", f"    assume {title}",
                  f"task t_{number} {title} by 2025"]  # fmt: skip
    plan = dxplan.load_text("\n".join(rules) + "\n")
    register = [{"id": f"S{n}", "name": name, "district": name} for n, name in enumerate(ATTACKS)]
    rows = [
        {
            "school": f"S{number}",
            "period": "2024",
            **{f"{m}_{n}": 1 for n in range(3) for m in "ab"},
        }
        for number in range(5)
    ]
    return dxplan.check(
        plan, rows, register=register, as_of=date(2025, 6, 30), by=["district", "organisation"]
    )
