"""What organisations may add that perhaps do not belong to a group."""

from __future__ import annotations

from dxplan.engine.attained import optional
from dxplan.engine.contributions import Contribution, Piece
from tests.engine.rules import plan, span

SHARE = plan("online_share >= 5% by 2023").targets[0].indicator
RATIO = plan("room_count >= 5 by 2023").targets[0].indicator


def test_who_perhaps_belongs_to_a_group_adds_all_of_its_share_or_nothing() -> None:
    open_part = Piece(span(0, 4), span(4, 6), True)
    told = [Contribution(2, 5), Contribution(0, 0), Contribution(2, 5, [open_part])]
    assert optional(SHARE, told) == [
        Piece(span(0, 2), span(0, 5), True),
        Piece(span(0, 0), span(0, 0), True),
        Piece(span(0, 6), span(0, 11), True),
    ]


def test_what_is_more_than_its_whole_is_not_held_to_it() -> None:
    loose = Piece(span(0, 9), span(1, 2), False)
    told = [Contribution(6, 5), Contribution(1, 5, [loose])]
    assert optional(SHARE, told) == [
        Piece(span(0, 6), span(0, 5), False),
        Piece(span(0, 10), span(0, 7), False),
    ]


def test_a_count_may_be_below_nothing_or_without_an_end() -> None:
    below = Piece(span(-3, 1), span(0), False)
    endless = Piece(span(2, None), span(0), False)
    told = [Contribution(1, 1, [below]), Contribution(1, 1, [endless])]
    assert optional(RATIO, told) == [
        Piece(span(-2, 2), span(0, 1), False),
        Piece(span(0, None), span(0, 1), False),
    ]
