"""Conditions as columns say of everybody what three-valued logic says of each."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dxplan.engine.conditions import holds
from dxplan.engine.tables.judging.truths import Truths, truths
from dxplan.plan.model import Condition, Conjunction, Disjunction, Holds, Negation, SomeOf
from dxplan.values.truth import Truth

NAMES = ("a", "b", "c")
CONDITIONS = st.recursive(
    st.sampled_from(NAMES).map(Holds),
    lambda inner: st.one_of(
        inner.map(Negation),
        st.lists(inner, min_size=1, max_size=3).map(tuple).map(Conjunction),
        st.lists(inner, min_size=1, max_size=3).map(tuple).map(Disjunction),
        st.builds(SomeOf, st.integers(1, 3), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
KNOWN = st.fixed_dictionaries({name: st.sampled_from((True, False, None)) for name in NAMES})


@given(CONDITIONS, st.lists(KNOWN, min_size=1, max_size=4))
def test_a_condition_holds_of_whom_it_holds(
    condition: Condition, known: list[dict[str, Truth]]
) -> None:
    def judge(atom: Condition) -> Truths:
        assert isinstance(atom, Holds)
        yes, no = (
            np.array([each[atom.name] is truth for each in known], dtype=np.bool_)
            for truth in (True, False)
        )
        return Truths(yes, no)

    found = truths(condition, judge)
    numbers = [{name: number(truth) for name, truth in each.items()} for each in known]
    expected = [holds(condition, each) for each in numbers]
    pairs = zip(found.yes.tolist(), found.no.tolist(), strict=True)
    assert [True if yes else False if no else None for yes, no in pairs] == expected


def number(truth: Truth) -> Fraction | None:
    """What a flag is reported as."""
    return None if truth is None else Fraction(truth)
