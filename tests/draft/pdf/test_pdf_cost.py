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
import json, os, resource, sys
from pathlib import Path
from dxplan.draft.reading import blocks_of
from dxplan.draft import CannotDraft
from tests.draft.pdf.test_pdf_cost import MEBIBYTES, SECONDS
import pypdf, pypdfium2  # so that no child has to

def read(path):
    resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS,) * 2)
    try:
        return ["read", len(blocks_of(path)[0])]
    except CannotDraft as refused:
        return [refused.code, refused.params.get("limit", "")]

for name in sys.argv[1:]:
    if not os.fork():
        try:
            print(json.dumps([name, read(Path(name))]), flush=True)
        finally:
            os._exit(0)
    _, status = os.wait()
    if status:
        print(json.dumps([name, ["killed", status]]), flush=True)
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


def drawn_by_a_byte() -> bytes:
    """A drawing drawn again and again, whose name is a byte that is no letter of UTF-8."""
    drawing = stream(LETTER * 20_000, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    known = FONTS + b"/XObject << /\xe9 6 0 R >>"
    return page(b"5 0 R", stream(b"/\xe9 Do " * 100), drawing, resources=known)


def named_often(names: int) -> bytes:
    """A long page with many names of one drawing, none of which it draws."""
    every = b" ".join(b"/X%d 6 0 R" % n for n in range(names))
    drawing = stream(b" ", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    known = FONTS + b"/XObject << %s >>" % every
    content = stream(LETTER + b"n " * (3 << 20))
    return page(b"5 0 R", content, drawing, resources=known)


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
    "a drawing named by a byte": (drawn_by_a_byte, PAGE),
    "a font": (lambda: in_a_font(100 << 20), WHOLE),
}  # fmt: skip


def crowded(letters: int) -> bytes:
    rows = b"".join(
        b"BT /F0 9 Tf 1 0 0 1 0 %d Tm (%s) Tj ET\n" % (n * 20, b"a%04d" % n * 20)
        for n in range(letters // 100)
    )
    return page(b"5 0 R", stream(rows))


def crossed() -> bytes:
    cells = b"".join(b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (n, n, n, n) for n in range(1, 590))
    return page(b"5 0 R", stream(cells + LETTER))


def stairs(steps: int) -> bytes:
    """Lines of which each meets the next alone, a step of a stair."""
    lines = b"".join(
        b"%d %d m %d %d l S %d %d m %d %d l S\n"
        % (n * 4, n * 4, n * 4 + 4, n * 4, n * 4, n * 4 - 4, n * 4, n * 4)
        for n in range(1, steps)
    )
    return page(b"5 0 R", stream(lines + LETTER))


OTHERS = {
    "a million letters": (lambda: crowded(1_000_000), "page-too-long"),
    "as many letters as are allowed": (lambda: crowded(90_000), "read"),
    "a page full of lines": (crossed, "read"),
    "a long page with many names": (lambda: named_often(20_000), "read"),
    "a content that is not there": (
        lambda: page(b"[5 0 R 99 0 R]", stream(LETTER)), "read",
    ),
    "a stair of lines": (lambda: stairs(740), "read"),
    "brackets in a page": (lambda: page(b"5 0 R", stream(b"[" * 1_000_000 + LETTER)), "no-text"),
    "brackets in the file": (
        lambda: page(b"5 0 R", stream(LETTER), b"[" * 300_000 + b"]" * 300_000), "read",
    ),
    "pages of themselves": (
        lambda: data_of([Text("a")]).replace(b"/Kids [", b"/Kids [2 0 R "), "broken",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What came of each file, by its name."""
    folder = tmp_path_factory.mktemp("harm")
    for name, (make, _) in (FILES | OTHERS).items():
        (folder / f"{name}.pdf").write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", READ, *map(str, folder.glob("*.pdf"))],
        capture_output=True, encoding="utf-8", check=False, cwd=REPO,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(path).stem: outcome for path, outcome in told}


@pytest.mark.parametrize("name", FILES)
def test_what_unpacks_to_too_much_is_told_with_its_limit(
    outcomes: dict[str, list[object]], name: str
) -> None:
    assert outcomes[name] == ["unpacks-too-large", FILES[name][1]]


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_large_in_another_way_ends(outcomes: dict[str, list[object]], name: str) -> None:
    assert outcomes[name][0] == OTHERS[name][1]
