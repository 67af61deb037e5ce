"""What a built site links to is there, and it loads nothing from elsewhere."""

from pathlib import Path

import pytest

from tools.site.links import main

HERE = '<h1 id="here">Here</h1>'


def site(folder: Path, **pages: str) -> Path:
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, "utf-8")
    return folder


def test_site_whose_links_lead_somewhere_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    away = (
        '<a href="other.html#here">x</a><a href="#top" id="top">y</a><a href="https://x.org">z</a>'
    )
    assert main([str(site(tmp_path, one=away, other=HERE))]) == 0
    assert capsys.readouterr().out == "2 pages, 3 links: each leads somewhere, or out of the site\n"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<a href="gone.html">x</a>', "there is nothing at gone.html"),
        ('<a href="other.html#there">x</a>', "there is no such anchor: other.html#there"),
        ('<a href="#there">x</a>', "there is no such anchor: #there"),
        ('<img src="gone.png">', "there is nothing at gone.png"),
        ('<script src="https://x.org/a.js"></script>', "loads https://x.org/a.js"),
        ('<link rel="stylesheet" href="//x.org/a.css">', "loads //x.org/a.css"),
    ],
)
def test_what_leads_nowhere_or_is_loaded_from_elsewhere_is_named(
    html: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(site(tmp_path, one=html, other=HERE))]) == 1
    assert capsys.readouterr().out == f"one.html: {said}\n"


def test_folder_without_pages_is_no_site(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 1


def test_anchors_and_names_may_be_written_as_addresses_are(tmp_path: Path) -> None:
    link = '<a href="m%E1%BB%A5c.html#ti%E1%BB%83u">x</a>'
    assert main([str(site(tmp_path, one=link, mục='<p id="tiểu"></p>'))]) == 0
