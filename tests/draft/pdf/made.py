"""PDFs made by hand: each text where it is said to stand, in fonts that name letters or not."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import attrs

WIDTH = 500
"""Of every letter, in thousandths of the size."""


@attrs.frozen
class Text:
    """Letters beside each other, from a place to the right, or as ``matrix`` turns them."""

    text: str
    x: float = 40
    y: float = 800
    size: float = 10
    font: str = "Times"
    mode: int = 0
    white: bool = False
    matrix: str = "1 0 0 1"


@attrs.frozen
class Drawn:
    """Any content of a page."""

    content: str


Part = Text | Drawn


def lines(*texts: str, x: float = 40, y: float = 800) -> list[Text]:
    """Lines below each other."""
    return [Text(text, x, y - 12 * number) for number, text in enumerate(texts)]


def table(columns: Sequence[int], heights: Sequence[int]) -> Drawn:
    """The lines around the cells of a table."""
    across = [f"{columns[0]} {y} m {columns[-1]} {y} l S" for y in heights]
    down = [f"{x} {heights[0]} m {x} {heights[-1]} l S" for x in columns]
    return Drawn("\n".join((*across, *down)))


PICTURE = Drawn("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q")


def pdf(
    path: Path, *pages: Sequence[Part], unnamed: Sequence[str] = (), names: bool = True
) -> Path:
    """Write a PDF of pages.

    :param unnamed: fonts that do not name their letters.
    """
    path.write_bytes(data_of(*pages, unnamed=() if names else fonts_in(pages), more=unnamed))
    return path


def fonts_in(pages: Sequence[Sequence[Part]]) -> list[str]:
    texts = [part for page in pages for part in page if isinstance(part, Text)]
    return list(dict.fromkeys(part.font for part in texts))


def data_of(*pages: Sequence[Part], unnamed: Sequence[str] = (), more: Sequence[str] = ()) -> bytes:
    """The bytes of a PDF of pages."""
    codes = _codes(pages)
    fonts = fonts_in(pages)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    listed = []
    for font in fonts:
        listed.append(f"/F{len(listed)} {len(objects) + 1} 0 R")
        named = font not in (*unnamed, *more)
        objects += _font(font, codes, len(objects) + 2, named=named)
    resources = f"<< /Font << {' '.join(listed)} >> >>".encode()
    kids = []
    for page in pages:
        kids.append(len(objects) + 1)
        content = "\n".join(_content(part, fonts, codes) for part in page).encode("latin-1")
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources %s >>" % (len(objects) + 2, resources),
            stream(content),
        ]
    shown = " ".join(f"{number} 0 R" for number in kids)
    objects[1] = f"<< /Type /Pages /Kids [{shown}] /Count {len(kids)} >>".encode()
    return assembled(objects)


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """An object with content; ``packed`` says that it is already."""
    data = content if packed else zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (
        len(data), entries, data,
    )  # fmt: skip


def assembled(objects: Sequence[bytes]) -> bytes:
    """A file of objects, the first of them its root."""
    data, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size, start = len(objects) + 1, len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return data


def _codes(pages: Sequence[Sequence[Part]]) -> dict[str, int]:
    """A code for each letter: its own where it is of ASCII or Latin-1."""
    every = {c for page in pages for part in page if isinstance(part, Text) for c in part.text}
    codes = {c: ord(c) for c in every if ord(c) < 256}
    used = set(codes.values())
    # Letters whose shapes PDFium knows: what has none does not stand anywhere.
    free = [code for code in (*range(48, 123), *range(192, 256)) if code not in used]
    return codes | dict(zip(sorted(every - set(codes)), free, strict=False))


def _font(font: str, codes: dict[str, int], place: int, *, named: bool) -> list[bytes]:
    widths = " ".join([str(WIDTH)] * 256)
    head = (
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{font} /FirstChar 0 /LastChar 255"
        f" /Widths [{widths}] /Encoding /WinAnsiEncoding /FontDescriptor {place + 1} 0 R"
        f"{f' /ToUnicode {place} 0 R' if named else ''} >>"
    )
    listed = "\n".join(
        f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()
    )
    names = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{listed}\nendbfchar\nendcmap end end"
    )
    about = (
        f"<< /Type /FontDescriptor /FontName /{font} /Flags 32 /Ascent 800 /Descent -200"
        " /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -200 1000 800] >>"
    )
    return [head.encode(), stream(names.encode()), about.encode()]


def _content(part: Part, fonts: Sequence[str], codes: dict[str, int]) -> str:
    if isinstance(part, Drawn):
        return part.content
    shown = "".join(f"{codes[letter]:02x}" for letter in part.text)
    colour = "1 g " if part.white else "0 g "
    return (
        f"{colour}BT /F{fonts.index(part.font)} {part.size} Tf {part.mode} Tr"
        f" {part.matrix} {part.x} {part.y} Tm <{shown}> Tj ET"
    )
