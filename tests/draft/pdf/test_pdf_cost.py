"""PDFs that were made to do harm end soon and take little memory, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.draft.pdf.made import Text, assembled, data_of, stream

REPO = Path(__file__).parents[3]
MEBIBYTES, SECONDS = 2048, 20
FONTS = b"/Font << /F0 4 0 R >>"
LETTER = b"BT /F0 9 Tf 40 800 Td (a) Tj ET\n"
READ = """
import json, resource, sys
from pathlib import Path
from dxplan.draft.reading import blocks_of
from dxplan.draft import CannotDraft
from tests.draft.pdf.test_pdf_cost import MEBIBYTES, SECONDS
resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS,) * 2)
try:
    told = ["read", len(blocks_of(Path(sys.argv[1]))[0])]
except CannotDraft as refused:
    told = [refused.code, refused.params.get("limit", "")]
print(json.dumps(told))
"""


def repeated(unit: bytes, size: int) -> bytes:
    """A packed stream of the same again and again."""
    packer, whole = zlib.compressobj(9), unit * (65536 // len(unit) + 1)
    packed = b"".join(packer.compress(whole) for _ in range(size // len(whole)))
    return packed + packer.flush()


def page(contents: bytes, *more: bytes, resources: bytes = FONTS) -> bytes:
    """A file with a page, a font, and other objects from the fifth on."""
    return assembled([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %s /Resources << %s >> >>"
        % (contents, resources),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ])  # fmt: skip


def drawn(depth: int, width: int, *, of_their_own: bool = True) -> bytes:
    """Drawings that draw the next one several times each: ten of ten are ten thousand million."""
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    every = b" ".join(b"/X%d %d 0 R" % (n, 6 + n) for n in range(depth + 1))
    forms = [
        stream(b"/X%d Do " % (n + 1) * width,
               head + (b"/Resources << /XObject << %s >> >>" % every if of_their_own else b""))
        for n in range(depth)
    ]  # fmt: skip
    last = stream(LETTER, head + b"/Resources << %s >>" % FONTS)
    known = FONTS + b"/XObject << %s >>" % every
    return page(b"5 0 R", stream(b"/X0 Do"), *forms, last, resources=known)


def in_a_font(size: int) -> bytes:
    """A font whose letters are drawn, and whose names unpack to a lot."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    known = b"/Font << /F0 7 0 R >>"
    names = stream(repeated(b" ", size), packed=True)
    return page(b"5 0 R", stream(LETTER), names, font, resources=known)


PAGE, WHOLE = "document_page_unpacked", "document_unpacked"
FILES = {
    "blanks": (lambda: page(b"5 0 R", stream(repeated(b" ", 100 << 20), packed=True)), WHOLE),
    "packed twice": (
        lambda: page(b"5 0 R", stream(
            zlib.compress(repeated(b" ", 200 << 20), 9), b"/DecodeParms [null null]", packed=True,
        ).replace(b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]")), WHOLE,
    ),
    "the same content often": (
        lambda: page(b"[" + b"5 0 R " * 900 + b"]",
                     stream(repeated(b" ", 20 << 20), packed=True)), PAGE,
    ),
    "states inside each other": (
        lambda: page(b"5 0 R", stream(repeated(b"q ", 20 << 20), packed=True)), PAGE,
    ),
    "lines": (lambda: page(b"5 0 R", stream(repeated(b"0 0 m 9 9 l S\n", 20 << 20),
                                            packed=True)), PAGE),
    "drawings of drawings": (lambda: drawn(10, 10), PAGE),
    "drawings with what is around them": (lambda: drawn(10, 10, of_their_own=False), PAGE),
    "a font": (lambda: in_a_font(100 << 20), WHOLE),
}  # fmt: skip


def read(path: Path) -> list[object]:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True, encoding="utf-8", check=False, cwd=REPO,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    found: list[object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", FILES)
def test_what_unpacks_to_too_much_is_told_with_its_limit(tmp_path: Path, name: str) -> None:
    make, limit = FILES[name]
    path = tmp_path / "page.pdf"
    path.write_bytes(make())
    assert read(path) == ["unpacks-too-large", limit]


def test_a_page_of_a_million_letters_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    rows = b"".join(b"BT /F0 9 Tf 1 0 0 1 0 %d Tm (%s) Tj ET\n" % (n * 20, b"%05d" % n * 200)
                    for n in range(1_000))  # fmt: skip
    path.write_bytes(page(b"5 0 R", stream(rows)))
    assert read(path) == ["page-too-long", ""]


@pytest.mark.parametrize("many", [90_000, 1_000])
def test_as_many_as_are_allowed_are_read(tmp_path: Path, many: int) -> None:
    path = tmp_path / "page.pdf"
    rows = b"".join(
        b"BT /F0 9 Tf 1 0 0 1 0 %d Tm (%s) Tj ET\n" % (n * 12, b"ab " * 30)
        for n in range(many // 90)
    )
    path.write_bytes(page(b"5 0 R", stream(rows)))
    assert read(path)[0] == "read"


def test_a_page_full_of_lines_is_read(tmp_path: Path) -> None:
    cells = b"".join(b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (n, n, n, n) for n in range(1, 590))
    path = tmp_path / "page.pdf"
    path.write_bytes(page(b"5 0 R", stream(cells + LETTER)))
    assert read(path) == ["read", 1]


def test_brackets_and_pages_inside_each_other_end(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(page(b"5 0 R", stream(b"[" * 1_000_000 + LETTER)))
    assert read(path)[0] in ("no-text", "read")
    path.write_bytes(page(b"5 0 R", stream(LETTER), b"[" * 300_000 + b"]" * 300_000))
    assert read(path)[0] in ("read", "broken")
    around = data_of([Text("a")]).replace(b"/Kids [", b"/Kids [2 0 R ")
    path.write_bytes(around)
    assert read(path)[0] in ("read", "broken")
