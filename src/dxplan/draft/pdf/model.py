"""A page of a PDF as it was read: letters, drawn lines and pictures, in hundredths of a point.

All of it is turned so that the text runs to the right and up is up.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Style:
    """How a piece of text is set.

    :param size: of its letters.
    :param turn: how it runs, as a quarter of a circle: 0 to the right, 1 upwards; nothing when it
        stands at another angle.
    :param mode: how it is drawn: 3 and 7 are not to be seen.
    """

    font: str
    size: int
    bold: bool
    turn: int | None
    mode: int
    is_white: bool


@attrs.frozen
class Letter:
    """A letter on its line of writing.

    :param is_known: whether the file says which letter it is.
    """

    text: str
    left: int
    right: int
    base: int
    style: Style
    is_known: bool = True


@attrs.frozen
class Ruling:
    """A drawn line: where it stands, and from where to where it goes."""

    at: int
    start: int
    end: int


@attrs.frozen
class Page:
    """What is on a page.

    :param width: along its lines of text.
    :param is_picture: whether a picture covers at least half of it.
    :param is_blank: whether there is nothing on it at all.
    :param turned: how many letters run in another direction than most, which were left out.
    """

    number: int
    letters: tuple[Letter, ...]
    width: int = 0
    across: tuple[Ruling, ...] = ()
    down: tuple[Ruling, ...] = ()
    is_picture: bool = False
    is_blank: bool = False
    turned: int = 0


@attrs.frozen
class Line:
    """Letters beside each other, put together to text.

    :param text: with a tab where a wide gap parts columns.
    :param lefts: where each part begins; one where there is no such gap.
    :param first: how wide the first word is.
    :param initial: how wide its first letter is.
    :param is_ended: whether a blank is written behind it.
    """

    text: str
    left: int
    right: int
    base: int
    size: int
    bold: bool
    lefts: tuple[int, ...]
    first: int
    initial: int = 0
    is_ended: bool = False
