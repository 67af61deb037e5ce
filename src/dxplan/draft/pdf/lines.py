"""Letters put in order by where they stand: lines of text, with blanks and gaps between columns."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.draft.markers import marker_of
from dxplan.draft.pdf.model import Letter, Line
from dxplan.source import composed

_FEW, _FEWEST = 8, 4
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def lines_of(letters: Sequence[Letter]) -> list[Line]:
    """The lines of a page or of a cell, from the top."""
    rows: list[list[Letter]] = []
    for each in sorted(letters, key=lambda letter: (-letter.base, letter.left)):
        if rows and (rows[-1][0].base - each.base) * 4 <= _smaller(rows[-1][0], each):
            rows[-1].append(each)
        else:
            rows.append([each])
    rows = _with_raised([row for row in rows if any(not each.text.isspace() for each in row)])
    return [_line(row) for row in rows]


def _smaller(one: Letter, other: Letter) -> int:
    return min(one.style.size, other.style.size)


def _with_raised(rows: list[list[Letter]]) -> list[list[Letter]]:
    """Rows of small letters beside a row of large ones put into it: notes, squares, ordinals.

    Their digits become raised ones, so that ``70%`` with note 1 does not read ``70%1``.
    """
    found: list[list[Letter]] = []
    for number, row in enumerate(rows):
        near = [*found[-1:], *rows[number + 1 : number + 2]]
        home = next((each for each in near if _stands_at(row, each)), None)
        if home is None:
            found.append(row)
        else:
            home += [_raised(each) for each in row]
    return found


def _raised(letter: Letter) -> Letter:
    import attrs

    return attrs.evolve(letter, text=letter.text.translate(_RAISED))


def _stands_at(small: list[Letter], large: list[Letter]) -> bool:
    """Whether letters hang above or below the line of larger ones, right behind one of them."""
    size = max(each.style.size for each in large)
    if max(each.style.size for each in small) * 10 > size * 8 or len(small) > len(large):
        return False
    if not -size // 3 <= small[0].base - large[0].base <= size * 2 // 3:
        return False
    ends = sorted(each.right for each in large if not each.text.isspace())
    begins = min(each.left for each in small)
    return any(abs(begins - end) * 3 <= size for end in ends)


def _line(row: list[Letter]) -> Line:
    letters = _once(sorted(row, key=lambda each: each.left))
    size = max(each.style.size for each in letters if not each.text.isspace())
    gaps = _gaps(letters, size)
    wide = _wide([gap for gap in gaps if gap > 0], size)
    text, lefts, first = "", [], 0
    for letter, gap in zip(
        (each for each in letters if not each.text.isspace()), gaps, strict=True
    ):
        if not text:
            lefts.append(letter.left)
        elif gap >= wide and marker_of(f"{text.strip()} x") is None:
            text += "\t"
            lefts.append(letter.left)
        elif gap:
            text += " "
        if " " not in text and len(lefts) == 1:
            first = letter.right - lefts[0]
        text += letter.text
    seen = [each for each in letters if not each.text.isspace()]
    return Line(
        composed(text),
        seen[0].left,
        max(each.right for each in seen),
        row[0].base,
        size,
        sum(each.style.bold for each in seen) * 2 > len(seen),
        tuple(lefts),
        first,
        seen[0].right - seen[0].left,
        letters[-1].text.isspace(),
    )


def _once(letters: list[Letter]) -> list[Letter]:
    """Letters without those that were printed twice, to look bold.

    Letters of one piece of text at one place are those of a ligature.
    """
    found: list[Letter] = []
    for each in letters:
        last = found[-1] if found else None
        if (
            last is not None
            and each.text == last.text
            and each.style is not last.style
            and not each.text.isspace()
            and (each.left - last.left) * 12 < each.style.size
        ):
            continue
        found.append(each)
    return found


def _gaps(letters: list[Letter], size: int) -> list[int]:
    """How wide the gap before each letter is; nothing where there is no blank.

    A blank may be there as a sign or as a gap alone, so both are looked at.
    """
    found: list[tuple[int, bool]] = []
    end: int | None = None
    blank: Letter | None = None
    for each in letters:
        if each.text.isspace():
            blank = blank or each
            continue
        signed = blank is not None and end is not None and _is_left_free(blank, each)
        found.append((0 if end is None else each.left - end, signed))
        end, blank = each.right if end is None else max(end, each.right), None
    inside = [gap for gap, signed in found[1:] if not signed]
    least = _narrowest(inside, size, is_told=len(inside) < len(found) - 1)
    return [max(gap, 1) if signed or gap > least else 0 for gap, signed in found]


def _is_left_free(blank: Letter, letter: Letter) -> bool:
    """Whether a blank keeps a letter off: where the font changes, one may lie below a letter."""
    return (letter.left - blank.left) * 4 > blank.right - blank.left


def _narrowest(gaps: list[int], size: int, *, is_told: bool) -> int:
    """How wide a gap is at most that is no blank: by as much as letters were set apart, or closer.

    What is wider than letters are parts columns.

    :param is_told: whether the line has signs for blanks, so that these gaps are hardly any.
    """
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0
    small = size // 16
    if len(gaps) < _FEW:  # one letter close to another says nothing of the others
        usual = max(usual, 0)
    if len(gaps) < _FEWEST and not is_told:  # words of a letter each look as if set apart
        usual = min(usual, small)
    return size * 7 // 50 + (max(usual, -small) if usual < size else 0)


def _wide(gaps: list[int], size: int) -> int:
    """From which gap on columns are parted: not by the blanks of a line that was stretched."""
    least = min(gaps, default=0)
    return max(size * 2, least * 5 // 2 if len(gaps) > 2 else 0)
