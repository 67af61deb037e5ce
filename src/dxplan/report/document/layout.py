"""The page, the letters and the paragraphs of an administrative document.

As the general layout of decree 30/2020/NĐ-CP has it: A4, margins of 20 mm above and below, 30 mm at
the left and 15 mm at the right, Times New Roman of 13 to 14 points, pages numbered in the middle of
the upper margin from the second on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan.engine.findings import Report
from dxplan.messages import Language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
_BODY = 14
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def set_page(document: Document) -> None:
    """Paper, margins and page numbers."""
    from docx.shared import Mm

    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    centred(number)
    _field(number, "PAGE")


def set_letters(document: Document, language: Language) -> None:
    """One typeface everywhere, also where the template's theme would choose another."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    normal, heading = document.styles["Normal"], document.styles["Heading 1"]
    for style in (normal, heading):
        _set_font(style, _LANGUAGES[language])
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    heading.font.bold = True
    heading.font.color.rgb = RGBColor(0, 0, 0)
    heading.paragraph_format.space_before = Pt(12)
    heading.paragraph_format.space_after = Pt(6)
    heading.paragraph_format.first_line_indent = Mm(10)
    heading.paragraph_format.keep_with_next = True


def _set_font(style: ParagraphStyle, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = FONT, Pt(_BODY)
    letters = style.element.get_or_add_rPr()
    fonts = letters.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    letters.append(spoken)


def _field(paragraph: Paragraph, instruction: str) -> None:
    """A field that the program which opens the document fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)


def centred(paragraph: Paragraph) -> Paragraph:
    """The same, in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def say(
    paragraph: Paragraph,
    text: str,
    *,
    size: int | None = None,
    bold: bool = False,
    italic: bool = False,
) -> Paragraph:
    """Text at the end of a paragraph."""
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size is not None:
        run.font.size = Pt(size)
    return paragraph


def tight(paragraph: Paragraph) -> Paragraph:
    """The same, with nothing between it and the next."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def add_line(paragraph: Paragraph, length: int, room: int) -> None:
    """A line in the middle of a column, in an empty paragraph.

    :param length: of the line, in millimetres.
    :param room: of the column.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    borders: Any = OxmlElement("w:pBdr")
    line: Any = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    behind = ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc", "rPr")
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, *(f"w:{name}" for name in behind))
    form, side = paragraph.paragraph_format, (room - length) // 2
    form.left_indent = form.right_indent = Mm(side)
    form.line_spacing = Pt(6)


def body(document: Document, text: str, *, bullet: bool = False) -> Paragraph:
    """A paragraph of running text."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    return say(paragraph, f"- {text}" if bullet else text)


def set_properties(document: Document, report: Report, title: str, language: Language) -> None:
    """What programs show of the file: nothing in it depends on when or where it was made."""
    from datetime import datetime

    day, about = report.as_of, document.core_properties
    about.created = about.modified = datetime(day.year, day.month, day.day)
    about.author = about.last_modified_by = about.comments = ""
    about.title, about.language, about.revision = title[:200], _LANGUAGES[language], 1
