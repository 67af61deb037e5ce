"""What a developer calls about plans alone: load them, lint, freeze and compare them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dxplan.diagnostics import Diagnostic
from dxplan.plan.model import Plan
from dxplan.rule_errors import usable
from dxplan.session import PathLike, open_session
from dxplan.source import source_from_text

if TYPE_CHECKING:
    from dxplan.analysis.comparison import Comparison
    from dxplan.analysis.results import Refinement
    from dxplan.examples.running import ExampleResult
    from dxplan.plan.differences import Differences


def load(reference: PathLike, *, plugins: Sequence[PathLike] = ()) -> Plan:
    """The plan of an installed plan's name, a ``.dxplan`` file or a folder.

    :raises RuleError: when its rules have errors; it carries all of them.
    """
    return usable(open_session(plugins).load(reference))


def load_text(text: str, name: str = "<text>") -> Plan:
    r"""The plan that a text says.

    :raises RuleError: when the rules have errors.

    >>> plan = load_text("measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025")
    >>> plan.targets[0].id
    'x.by.2025'
    """
    return usable(open_session().load_source(source_from_text(text, name)))


def lint(reference: PathLike, *, plugins: Sequence[PathLike] = ()) -> tuple[Diagnostic, ...]:
    r"""Everything there is to say about the rules of a plan.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     rules = Path(folder, "p.dxplan")
    ...     written = rules.write_text("use education\nonline_share >= 5 by 2025", "utf-8")
    ...     [each.code for each in lint(rules)]
    ['missing-percent']
    """
    return open_session(plugins).lint(reference).diagnostics


def run_examples(
    plan: Plan | PathLike, *, plugins: Sequence[PathLike] = ()
) -> tuple[ExampleResult, ...]:
    r"""What comes out of the examples of a plan, beside what they expect.

    :param plan: a plan, for the examples among its rules, or what :func:`load` takes, also for
        those in files beside it.
    :raises RuleError: when its rules have errors, or its examples.

    >>> rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025\n"
    >>> text = 'example "on the line"\n  given a 5, b 100 in 2025\n  expect x missed'
    >>> [(each.example.title, each.kept) for each in run_examples(load_text(rules + text))]
    [('on the line', False)]
    """
    from dxplan.examples.running import run_example
    from dxplan.plan.example_binding import bind_examples

    if isinstance(plan, Plan):
        bound, examples = plan, bind_examples(plan, plan.files)
    else:
        session = open_session(plugins)
        bound = usable(session.load(plan))
        examples = session.examples(bound, plan)
    return tuple(run_example(bound, each) for each in usable(examples))


def diff(
    old: Plan | PathLike, new: Plan | PathLike, *, plugins: Sequence[PathLike] = ()
) -> Differences:
    r"""What is different between two states of a plan, by meaning.

    :param old: a plan, or what :func:`load` takes; also a lock file.
    :raises RuleError: when one of them is a reference and its rules have errors.

    >>> rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 80% by {}"
    >>> found = diff(load_text(rules.format(2025)), load_text(rules.format(2026)))
    >>> [(each.kind, each.name) for each in found], found.weakens
    ([('postponed', 'x.by.2026')], True)
    """
    from dxplan.analysis.differences import differences

    session = open_session(plugins)
    given = (old, new)
    before, after = (p if isinstance(p, Plan) else usable(session.load(p)) for p in given)
    return differences(before, after)


def freeze(reference: PathLike, *, on: date, plugins: Sequence[PathLike] = ()) -> str:
    """The text of the lock file of a plan as it is now.

    :param reference: what :func:`load` takes, but no lock file.
    :param on: the day that it is said to be frozen on, such as the day of issue.
    :raises RuleError: when its rules have errors.
    :raises ValueError: when it is a lock file already.

    >>> import json
    >>> from datetime import date
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     rules = Path(folder, "p.dxplan")
    ...     written = rules.write_text("task report before 20/6/2024", "utf-8")
    ...     json.loads(freeze(rules, on=date(2024, 1, 2)))["frozen_on"]
    '2024-01-02'
    """
    frozen = usable(open_session(plugins).freeze(reference, on=on))
    if not frozen.text:
        raise ValueError(f"a lock file already: {reference}")
    return frozen.text


def compare(plans: Sequence[Plan | PathLike], *, plugins: Sequence[PathLike] = ()) -> Comparison:
    r"""What several plans ask about the same things, and which of them asks for most.

    :param plans: plans, or what :func:`load` takes, in the order of the columns.
    :raises RuleError: when one of them is a reference and its rules have errors.

    >>> rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= {} by 2025"
    >>> found = compare([load_text(rules.format("5%"), "p"), load_text(rules.format("8%"), "q")])
    >>> [cell.mark for row in found for cell in row.cells]
    ['weaker', 'strictest']
    """
    from dxplan.analysis.comparison import compare as compare_plans

    session = open_session(plugins)
    given = [each if isinstance(each, Plan) else usable(session.load(each)) for each in plans]
    return compare_plans(given)


def refine(
    child: Plan | PathLike,
    parent: Plan | PathLike | None = None,
    *,
    plugins: Sequence[PathLike] = (),
    work: int | None = None,
) -> Refinement:
    """What a plan makes of every target of its parent: restated, stricter, weaker, and so on.

    A child that is loaded here takes its ``>= parent`` numbers from ``parent``, when it names that
    as its parent; a plan that was loaded before keeps the numbers that it has.

    :param child: a plan, or what :func:`load` takes.
    :param parent: likewise; without it the installed plan that the child names as its parent.
    :param work: how much the solver may work on one question, in its own units, and twenty times
        that on all; what it does not answer within is not decided. A million, some seconds, when
        it is not given.
    :raises RuleError: when one of them is a reference and its rules have errors.
    :raises LookupError: when there is no parent, or it is not installed.
    """
    from dxplan.analysis.linear.work import work_on_a_question
    from dxplan.analysis.refinement import refine as refined

    session = open_session(plugins)
    above = parent if isinstance(parent, Plan | None) else usable(session.load(parent))
    below = child if isinstance(child, Plan) else usable(session.load(child, above=above))
    if above is not None:
        return refined(below, above, work_on_a_question(work))
    found = session.parent(below)
    if found is None:
        said = "names no parent" if below.parent is None else f"has no installed {below.parent}"
        raise LookupError(f"the plan {below.id} {said}; give its parent")
    return refined(below, usable(found), work_on_a_question(work))
