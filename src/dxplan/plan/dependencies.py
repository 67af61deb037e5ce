"""Targets that apply only where another one is met: it must exist, and not in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from dxplan.limits import current
from dxplan.plan.book import Book
from dxplan.plan.condition_names import uses
from dxplan.plan.model import Met, Target
from dxplan.values.scopes import Scope

Subject: TypeAlias = tuple[str, Scope]


@attrs.define
class _Search:
    """A walk from targets to those that they depend on."""

    book: Book
    targets: Mapping[Subject, Sequence[Target]]
    done: set[Subject] = attrs.field(factory=set)

    def visit(self, target: Target, path: tuple[Subject, ...]) -> None:
        subject = (target.indicator.name, target.scope)
        if subject in path:
            circle = (*path[path.index(subject) :], subject)
            names = " → ".join(subject_text(each) for each in circle)
            self.book.say("circular-conditions", target.span, names=names)
            return
        if subject in self.done:
            return
        if len(path) > current().nesting:
            name, limit = subject_text(subject), current().nesting
            self.book.say("chain-too-long", target.span, name=name, limit=limit)
            return
        for wanted in needed_by(self.targets[subject]):
            for other in self.targets.get(wanted, ())[:1]:
                self.visit(other, (*path, subject))
        self.done.add(subject)


def check_dependencies(book: Book, targets: Sequence[Target]) -> None:
    """Collect conditions on targets that there are not, and circles of conditions."""
    known: dict[Subject, list[Target]] = {}
    for target in targets:
        known.setdefault((target.indicator.name, target.scope), []).append(target)
    search = _Search(book, known)
    said: set[object] = set()
    for target in targets:
        for subject in needed_by([target]):
            # The parts of a list share their condition, and one mistake is said once.
            key = (target.when, target.when_text, subject)
            if subject not in known and not book.unread_rules and key not in said:
                said.add(key)
                book.say("no-such-target", target.span, name=subject_text(subject))
        search.visit(target, ())


def needed_by(targets: Iterable[Target]) -> list[Subject]:
    """What the conditions of some targets want to be met, each once, in order."""
    found = (each for target in targets for each in uses(target.when))
    return list(dict.fromkeys((e.indicator, e.scope) for e in found if isinstance(e, Met)))


def subject_text(subject: Subject) -> str:
    """An indicator with its members, as a rule has them."""
    indicator, scope = subject
    return " ".join([indicator, *(member for _, member in scope)])
