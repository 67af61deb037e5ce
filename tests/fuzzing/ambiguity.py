"""Whether an expression can take more than linear time, told from its form and not by a clock.

Python's `re` goes back over every way in which a text could have been read. There are many ways
when two loops can each take the same letters, one behind the other, and what stands behind them
fails: then a text of n such letters can be parted between them in n places. That is so exactly
when there are places p and q of an automaton and a word v with p –v→ p, p –v→ q and q –v→ q. A
search tries every start as well, which is the same as a loop over all letters before the
expression; it is only slow where the loop that it meets can fail at its end.

Letters are told apart only as far as the expression does. Possessive loops give nothing back: they
are left only where the next letter is none of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

import attrs

Letters: TypeAlias = frozenset[int]
State: TypeAlias = tuple[int, int]
"""A place of the automaton and the letter before it (-1 at the start of the text)."""

_MOST = 12
"""Repetitions up to so many are written out; of more, this many stand for all."""
_SAMPLE = [
    *map(chr, range(0x250)), "\u0300", "\u0301", "\u0323", "\u0430", "\u0431", "\u0110", "\u1ea1",
    "\u1ec9", "\u1ec7", "\u1ed1", "\u1ea3", "\u1eaf", "\u1ebf", "\u01a1", "\u01b0", "\u1edd",
    "\u2009", "\u202f", "\u2013", "\u2014", "\u201c", "\u201d", "\u2018", "\u2265", "\u4e00",
    "\u0661", "\u00b2", "\u3000", "\ufeff", "\u200b", "\U0001f600",
]  # fmt: skip


@attrs.define
class _Automaton:
    """Places with what leads on from them: letters, or a condition on the letters around."""

    steps: list[list[tuple[Letters, int]]] = attrs.field(factory=list)
    free: list[list[tuple[str, Letters, int]]] = attrs.field(factory=list)

    def place(self) -> int:
        self.steps.append([])
        self.free.append([])
        return len(self.steps) - 1

    def skip(self, start: int, end: int, kind: str = "", letters: Letters = frozenset()) -> None:
        self.free[start].append((kind, letters, end))


@attrs.frozen
class _Reader:
    """Turns a parsed expression into an automaton."""

    automaton: _Automaton
    ignore_case: bool
    dot_all: bool
    lines: bool
    kinds: tuple[str, ...]
    _taken: dict[str, Letters] = attrs.field(factory=dict, init=False)

    def sequence(self, items: Iterable[Any], at: int) -> int:
        for kind, argument in items:
            at = self.item(kind, argument, at)
        return at

    def item(self, kind: Any, argument: Any, at: int) -> int:
        automaton = self.automaton
        if kind in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY, op.CATEGORY):
            end = automaton.place()
            automaton.steps[at].append((self.of(kind, argument), end))
            return end
        if kind is op.SUBPATTERN:
            return self.sequence(argument[-1], at)
        if kind is op.ATOMIC_GROUP:
            return self.sequence(argument, at)
        if kind is op.BRANCH:
            end = automaton.place()
            for each in argument[1]:
                automaton.skip(self.sequence(each, at), end)
            return end
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self.repeat(kind is op.POSSESSIVE_REPEAT, *argument, at)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            return self.around(kind is op.ASSERT, *argument, at)
        end = automaton.place()
        if kind is op.AT and argument in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            automaton.skip(at, end, "was", self.line_starts())
        elif kind is op.AT and argument in (op.AT_END, op.AT_END_STRING):
            automaton.skip(at, end, "end")
        else:  # edges of words, what an earlier group took: taken for always so
            automaton.skip(at, end)
        return end

    def line_starts(self) -> Letters:
        """What may stand before the start: nothing (-1), or a line end."""
        ends = {number for number, letter in enumerate(self.kinds) if letter == "\n"}
        return frozenset({-1, *(ends if self.lines else ())})

    def repeat(self, possessive: bool, low: int, high: int, what: Any, at: int) -> int:
        automaton = self.automaton
        for _ in range(min(low, _MOST)):
            at = self.sequence(what, at)
        end = automaton.place()
        single = len(what) == 1 and what[0][0] in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY)
        # What a possessive loop forbids to come next is no way to fail.
        guard = ("given", self.of(*what[0])) if possessive and single else ("", frozenset[int]())
        if high is op.MAXREPEAT or high - low > _MOST:
            loop = automaton.place()
            automaton.skip(at, loop)
            automaton.skip(self.sequence(what, loop), loop)
            automaton.skip(loop, end, *guard)
            return end
        for _ in range(high - low):
            automaton.skip(at, end, *guard)
            at = self.sequence(what, at)
        automaton.skip(at, end)
        return end

    def around(self, wanted: bool, direction: int, what: Any, at: int) -> int:
        """A condition on the one letter before or behind; a longer one is taken for always so."""
        end = self.automaton.place()
        single = len(what) == 1 and what[0][0] in (op.LITERAL, op.NOT_LITERAL, op.IN)
        if not single:
            self.automaton.skip(at, end, "some")
            return end
        kind = ("is" if wanted else "not") if direction > 0 else ("was" if wanted else "was not")
        self.automaton.skip(at, end, kind, self.of(*what[0]))
        return end

    def of(self, kind: Any, argument: Any) -> Letters:
        """Which of the sampled letters a construct takes."""
        key = f"{kind} {argument}"
        if key not in self._taken:
            self._taken[key] = self._of(kind, argument)
        return self._taken[key]

    def _of(self, kind: Any, argument: Any) -> Letters:
        return frozenset(
            number
            for number, letter in enumerate(self.kinds)
            if self.takes(kind, argument, letter)
            or (
                self.ignore_case
                and any(self.takes(kind, argument, each) for each in _cases(letter))
            )
        )

    def takes(self, kind: Any, argument: Any, letter: str) -> bool:
        code = ord(letter)
        if kind is op.LITERAL:
            return bool(code == argument)
        if kind is op.NOT_LITERAL:
            return bool(code != argument)
        if kind is op.ANY:
            return self.dot_all or letter != "\n"
        if kind is op.RANGE:
            return bool(argument[0] <= code <= argument[1])
        if kind is op.CATEGORY:
            return _in_category(argument, letter)
        negated = argument[0][0] is op.NEGATE
        found = any(self.takes(*each, letter) for each in argument if each[0] is not op.NEGATE)
        return found != negated


def _cases(letter: str) -> set[str]:
    return {each for each in (letter.lower(), letter.upper()) if len(each) == 1}


def _in_category(category: Any, letter: str) -> bool:
    for word, positive, negative in (
        ("w", op.CATEGORY_WORD, op.CATEGORY_NOT_WORD),
        ("d", op.CATEGORY_DIGIT, op.CATEGORY_NOT_DIGIT),
        ("s", op.CATEGORY_SPACE, op.CATEGORY_NOT_SPACE),
    ):
        if category in (positive, negative):
            return (re.match(rf"\{word}", letter) is not None) == (category is positive)
    raise AssertionError(category)


def trouble(pattern: re.Pattern[Any], *, searched: bool, whole: bool) -> str:
    """A word that can be repeated until the expression takes more than linear time, or ``""``.

    :param searched: whether it is looked for anywhere in a text.
    :param whole: whether it has to match to the end of the text.

    >>> trouble(re.compile(r"a*a*b"), searched=False, whole=False)
    'a'
    >>> trouble(re.compile(r"a*b"), searched=False, whole=False)
    ''
    >>> trouble(re.compile(r"a*b"), searched=True, whole=False)
    'a'
    >>> trouble(re.compile(r"(?<!a)a*b"), searched=True, whole=False)
    ''
    >>> trouble(re.compile(r"(?:a*x?)*b"), searched=False, whole=False)
    'a'
    """
    text = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    flags = pattern.flags & (re.IGNORECASE | re.DOTALL | re.VERBOSE | re.MULTILINE)
    reader = _reader(text, flags)
    automaton = reader.automaton
    start = automaton.place()
    everything = frozenset(range(len(reader.kinds)))
    if searched:
        automaton.steps[start].append((everything, start))
    end = reader.sequence(parser.parse(text, flags), _entered(automaton, start))
    return _pumped(automaton, reader, start, end, whole)


def _entered(automaton: _Automaton, start: int) -> int:
    inside = automaton.place()
    automaton.skip(start, inside)
    return inside


def _reader(text: str, flags: int) -> _Reader:
    """A reader with one letter for each set of letters that the expression takes alike."""
    parsed = parser.parse(text, flags)
    whole = parsed.state.flags
    trial = _Reader(
        _Automaton(), bool(whole & re.IGNORECASE), bool(whole & re.DOTALL),
        bool(whole & re.MULTILINE), tuple(_sample(text)),
    )  # fmt: skip
    trial.sequence(parsed, trial.automaton.place())
    taken = {s for several in trial.automaton.steps for s, _ in several}
    taken |= {letters for several in trial.automaton.free for _, letters, _ in several}
    alike: dict[tuple[bool, ...], str] = {}
    ordered = sorted(taken, key=sorted)
    for number, letter in enumerate(trial.kinds):
        alike.setdefault(tuple(number in each for each in ordered), letter)
    return attrs.evolve(trial, automaton=_Automaton(), kinds=tuple(alike.values()))


def _sample(text: str) -> list[str]:
    return sorted({*_SAMPLE, *text})


def _left(kind: str, letters: Letters, before: int, allowed: Letters) -> Letters:
    """What may still come next behind a condition on the letters around."""
    if (kind == "was" and before not in letters) or (kind == "was not" and before in letters):
        return frozenset()
    if kind == "is":
        return allowed & letters
    return allowed - letters if kind in ("not", "given") else allowed


@attrs.define
class _Walk:
    """The states of an automaton, with the letter before, and what they lead to."""

    automaton: _Automaton
    size: int
    end: int
    _next: dict[State, list[tuple[int, State]]] = attrs.field(factory=dict)

    def next(self, state: State) -> list[tuple[int, State]]:
        if state not in self._next:
            self._next[state] = sorted(set(self._steps(state)))
        return self._next[state]

    def twice(self, state: State) -> int | None:
        """A letter that leads on and back here, and is reached in two ways: a loop in a loop."""
        met: dict[int, Letters] = {}
        for place, allowed in self._ways(state, frozenset(range(self.size)), ()):
            for letters, target in self.automaton.steps[place]:
                for letter in sorted(letters & allowed & met.get(place, frozenset())):
                    if state in _reachable(self, (target, letter)):
                        return letter
            met[place] = met.get(place, frozenset()) | allowed
        return None

    def _ways(
        self, state: State, allowed: Letters, behind: tuple[int, ...]
    ) -> Iterator[tuple[int, Letters]]:
        """Every way to a place without a letter, and what may come then."""
        place, before = state
        yield place, allowed
        for kind, letters, target in self.automaton.free[place]:
            left = _left(kind, letters, before, allowed)
            if left and target in behind:
                yield target, left
            elif left:
                yield from self._ways((target, before), left, (*behind, place))

    def _steps(self, state: State) -> Iterator[tuple[int, State]]:
        for place, allowed, _ in self.around(state):
            for letters, target in self.automaton.steps[place]:
                for letter in letters & allowed:
                    yield letter, (target, letter)

    def around(self, state: State) -> Iterator[tuple[int, Letters, bool]]:
        """Places that are reached without a letter, what may come then, and whether unguarded."""
        everything = frozenset(range(self.size))
        waiting = [(state[0], everything, True)]
        seen = set(waiting)
        while waiting:
            place, allowed, unguarded = waiting.pop()
            yield place, allowed, unguarded
            for kind, letters, target in self.automaton.free[place]:
                left = _left(kind, letters, state[1], allowed)
                further = (target, left, unguarded and kind in ("", "was", "was not", "given"))
                if further not in seen and left:
                    seen.add(further)
                    waiting.append(further)

    def ends(self, state: State) -> bool:
        """Whether all is well whatever comes now: nothing behind it can fail."""
        return any(place == self.end and unguarded for place, _, unguarded in self.around(state))


def _pumped(automaton: _Automaton, reader: _Reader, start: int, end: int, whole: bool) -> str:
    walk = _Walk(automaton, len(reader.kinds), end)
    reachable = _reachable(walk, (start, -1))
    cyclic = _on_cycles(walk, reachable)
    before = _leading_to(walk, reachable, cyclic)
    for q in sorted(cyclic):
        if not whole and walk.ends(q):
            continue
        twice = walk.twice(q)
        if twice is not None:
            return reader.kinds[twice]
        # Both have read the same word, so the letter before them is the same.
        for p in sorted(p for p in cyclic & before[q] if p != q and p[1] == q[1]):
            word = _common_word(walk, p, q, before)
            if word is not None:
                return "".join(reader.kinds[letter] for letter in word)
    return ""


def _reachable(walk: _Walk, start: State) -> set[State]:
    found, waiting = {start}, [start]
    while waiting:
        for _, target in walk.next(waiting.pop()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _on_cycles(walk: _Walk, states: set[State]) -> set[State]:
    return {
        state
        for state in states
        if any(state in _reachable(walk, target) for _, target in walk.next(state))
    }


def _leading_to(
    walk: _Walk, states: set[State], wanted: Iterable[State]
) -> dict[State, set[State]]:
    """For some states, those from which they are reached."""
    back: dict[State, list[State]] = {each: [] for each in states}
    for each in states:
        for _, target in walk.next(each):
            back[target].append(each)
    found = {}
    for each in wanted:
        found[each], waiting = {each}, [each]
        while waiting:
            further = [one for one in back[waiting.pop()] if one not in found[each]]
            found[each].update(further)
            waiting.extend(dict.fromkeys(further))
    return found


def _common_word(
    walk: _Walk, p: State, q: State, before: Mapping[State, set[State]]
) -> tuple[int, ...] | None:
    """A word that leads from p to p, from p to q and from q to q.

    :param before: the states from which each of them is reached.
    """
    goal = (p, q, q)
    waiting: list[tuple[tuple[State, State, State], tuple[int, ...]]] = [((p, p, q), ())]
    seen = {(p, p, q)}
    for (first, second, third), word in waiting:
        steps_second, steps_third = _by_letter(walk, second), _by_letter(walk, third)
        for letter, one in walk.next(first):
            for two in steps_second.get(letter, ()):
                for three in steps_third.get(letter, ()):
                    found = (one, two, three)
                    if found == goal:
                        return (*word, letter)
                    if (
                        found not in seen
                        and one in before[p]
                        and two in before[q]
                        and three in before[q]
                    ):
                        seen.add(found)
                        waiting.append((found, (*word, letter)))
    return None


def _by_letter(walk: _Walk, state: State) -> dict[int, list[State]]:
    found: dict[int, list[State]] = {}
    for letter, target in walk.next(state):
        found.setdefault(letter, []).append(target)
    return found
