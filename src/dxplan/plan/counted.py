"""Deadlines that are counted from something else: what from, and that there is no circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dxplan.messages import Phrase
from dxplan.plan.book import Book
from dxplan.plan.model import Origin, Task, Within
from dxplan.syntax import nodes
from dxplan.syntax.printing_clauses import within as printed


def within_clause(clauses: Iterable[nodes.Clause]) -> nodes.WithinClause | None:
    """The clause that counts a deadline, if there is one."""
    return next((c for c in clauses if isinstance(c, nodes.WithinClause)), None)


def bind_within(book: Book, clause: nodes.WithinClause) -> Within | None:
    """What a deadline is counted from; a name that means nothing is collected."""
    name = clause.name
    if name is None:
        return Within(clause.duration, "end")
    fact = book.facts.find(name.text)
    if fact is not None and clause.origin == "event":
        return Within(clause.duration, "fact", fact.name)
    work = book.works.get(name.text)
    if work is None:
        if fact is not None:
            book.say("no-deadline", name.span, name=name.text)
        elif name.text not in book.facts.broken:
            book.say("unknown-origin", name.span, name=name.text, hint=_hint(book, clause, name))
        return None
    if work.kind == "duty":
        book.say("counted-from-a-duty", name.span, name=name.text)
        return None
    origin: Origin = "deadline" if clause.origin == "deadline" else "task"
    return Within(clause.duration, origin, work.declared.name.text)


def _hint(book: Book, clause: nodes.WithinClause, name: nodes.Name) -> Phrase:
    known = [text for text, work in book.works.items() if work.kind == "task"]
    if clause.origin == "event":
        known += [*book.facts.entries, *book.facts.aliases]
    return book.suggestions.near(name.text, known) or Phrase("declare-origin")


def within_text(within: Within) -> str:
    """How it is counted, in English: ``within 5 working days of received``."""
    name = nodes.Name(within.name) if within.name else None
    if within.origin in {"deadline", "end"}:
        return printed(nodes.WithinClause(within.duration, within.origin, name), "en")
    return printed(nodes.WithinClause(within.duration, "event", name), "en")


def check_origins(book: Book, tasks: Sequence[Task]) -> None:
    """Say which deadlines are counted from one that there is not, or from each other."""
    known = {task.id: task for task in tasks}
    for task in tasks:
        within = task.time.within
        if within is None or within.origin != "deadline":
            continue
        if known[within.name].time.kind in ("from", "always"):
            clause = within_clause(book.works[task.id].clauses)
            assert clause is not None and clause.name is not None
            book.say("no-deadline", clause.name.span, name=within.name)
    _check_circles(book, known)


def _check_circles(book: Book, tasks: Mapping[str, Task]) -> None:
    """Each circle once, where its first task is counted."""
    place = {name: number for number, name in enumerate(tasks)}
    for circle in _circles(tasks):
        first = circle.index(min(circle, key=place.__getitem__))
        path = [*circle[first:], *circle[: first + 1]]
        clause = within_clause(book.works[path[0]].clauses)
        assert clause is not None
        book.say("circular-deadlines", clause.span, tasks=" → ".join(path))


def _circles(tasks: Mapping[str, Task]) -> Iterator[list[str]]:
    """The tasks whose deadlines lead back to themselves; every task is looked at once."""
    done: set[str] = set()
    for task in tasks:
        path: dict[str, int] = {}
        name: str | None = task
        while name is not None and name not in path and name not in done:
            path[name] = len(path)
            name = _counted_from(tasks, name)
        if name is not None and name in path:
            yield [*path][path[name] :]
        done.update(path)


def _counted_from(tasks: Mapping[str, Task], name: str) -> str | None:
    within = tasks[name].time.within
    known = within is not None and within.name in tasks and within.origin != "fact"
    return within.name if within is not None and known else None
