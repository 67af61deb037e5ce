"""Tasks and duties of sentences without a number, as rule text."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.draft.deeds import deed_of
from dxplan.draft.model import Responsible, Sentence
from dxplan.draft.naming import Names
from dxplan.draft.targets import Drafted
from dxplan.draft.when import Doubt, day_text, step_text, time_of_work
from dxplan.draft.wording import LONGEST_TITLE, title


def work_of(sentence: Sentence, about: str, names: Names) -> Drafted:
    """A duty where the sentence says how often, else a task.

    :param about: what is to be done.
    """
    about = deed_of(about, LONGEST_TITLE)
    name = names.of(about)
    steps = [each for each in sentence.recurrences if step_text(each)]
    doubts: list[Doubt] = []
    if steps:
        first = steps[0]
        if len({(each.step, each.day) for each in steps}) > 1:
            doubts.append(("several-steps", {}))
        when = " ".join(filter(None, (step_text(first), day_text(first))))
        return Drafted(f'duty {name} "{title(about)}" {when}', tuple(doubts), kind="duty")
    if sentence.recurrences:
        doubts.append(("no-step", {}))
    when, unsure = time_of_work(sentence)
    doubts += unsure
    text = f'task {name} "{title(about)}" {when}'.rstrip()
    return Drafted(text, tuple(doubts), kind="task")


def unit_lines(units: Sequence[Responsible], names: set[str], *, work: bool) -> list[str]:
    """The clauses that say who is responsible.

    :param names: of the units that are declared.
    :param work: whether it may be sent to somebody; a target is not.
    """
    known = [unit for unit in units if unit.name in names]
    lead = list(dict.fromkeys(unit.name for unit in known if unit.role == "lead"))
    others = list(dict.fromkeys(u.name for u in known if u.role == "with" and u.name not in lead))
    sent = list(dict.fromkeys(unit.name for unit in known if unit.role == "to"))
    found = []
    if work and sent:
        found.append(f"    to {', '.join(sent)}")
    if lead:
        found.append(f"    lead {', '.join(lead)}")
    if others:
        found.append(f"    with {', '.join(others)}")
    return found


def unit_doubts(units: Sequence[Responsible]) -> list[Doubt]:
    """What is not certain about who is responsible."""
    lead = [unit for unit in units if unit.role == "lead"]
    if not lead:
        return [("no-unit", {})]
    if not all(unit.from_heading for unit in lead):
        return []
    return [("heading-unit", {"units": ", ".join(dict.fromkeys(unit.title for unit in lead))})]
