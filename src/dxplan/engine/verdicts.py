"""From the sums of a target to its finding: what is said, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from dxplan.engine.changes import resolved
from dxplan.engine.contributions import Contribution
from dxplan.engine.earlier import from_base, is_ambiguous
from dxplan.engine.findings import Base, Finding, Verdict
from dxplan.engine.judge import gap, gap_count, in_unit, line_at, on_line
from dxplan.engine.judged_together import Group
from dxplan.engine.moments import Moment
from dxplan.engine.responsible import Note, responsible_on
from dxplan.engine.sums import Sums, with_every_group, with_groups
from dxplan.engine.world import waived
from dxplan.plan.model import Indicator, Plan, Sum, Target
from dxplan.shown import Shown
from dxplan.values.truth import Truth

if TYPE_CHECKING:
    from dxplan.data.left_out import LeftOut


@attrs.frozen(repr=False)
class Response(Shown):
    """How some organisations answered what a target asks for.

    :param group: that they are.
    :param expected: how many should report.
    :param missing: ids of those that did not report all, sorted.
    :param assumed: how many have a denominator from the register or an earlier report.
    :param anything: whether any of them reported anything that was used.
    :param ambiguous: whether several of them report a place in a ranking.
    :param disputed: what contradicts itself in what was used.
    """

    group: Group
    expected: int
    missing: tuple[str, ...]
    assumed: int
    anything: bool
    ambiguous: bool
    disputed: Sequence[Note]


def response_of(
    group: Group,
    indicator: Indicator,
    parts: Mapping[str, Contribution],
    disputed: Sequence[Note],
) -> Response:
    """The response of organisations whose contributions are at hand."""
    return Response(
        group,
        len(parts),
        tuple(sorted(key for key, part in parts.items() if not part.complete)),
        sum(part.assumed for part in parts.values()),
        any(part.used for part in parts.values()),
        is_ambiguous(indicator, parts),
        disputed,
    )


@attrs.frozen(repr=False)
class Verdicts(Shown):
    """Gives the findings of a plan.

    :param has_register: whether it is known who should report.
    :param applies: whether the condition of a target holds at a moment for a group, and what is
        not known of it.
    :param left_out: by id of the organisation, rows that entered no sum because of a problem.
    """

    plan: Plan
    has_register: bool
    applies: Callable[[Target, Moment, Group], tuple[Truth, list[Note]]]
    left_out: Mapping[str, LeftOut] = attrs.field(factory=dict)

    def find(
        self,
        target: Target,
        moment: Moment,
        response: Response,
        sums: Sums,
        base: Base | None,
    ) -> Finding:
        """The finding of a target on a day."""
        threshold = resolved(target.threshold, None if base is None else base.value)
        responsible = responsible_on(self.plan, target.lead, moment.on)
        cooperating = responsible_on(self.plan, target.cooperating, moment.on)
        finding = Finding(
            "target",
            target.id,
            response.group.name,
            moment.on,
            "no_data",
            deadline=None if target.time.kind == "every" else target.time.end,
            threshold=threshold,
            base=base,
            reported=response.expected - len(response.missing),
            expected=response.expected,
            missing=response.missing,
            unusable=self.unusable(target, moment, response.missing),
            lead=responsible.units,
            cooperating=cooperating.units,
            ended=responsible.ended + cooperating.ended,
            cite=target.cite,
            notes=responsible.notes + cooperating.notes,
            by=response.group.by,
        )
        if response.anything and not response.ambiguous:
            finding = self.with_sums(finding, target, sums, response)
        return self.with_verdict(finding, target, moment, sums, response)

    def unusable(self, target: Target, moment: Moment, missing: tuple[str, ...]) -> tuple[str, ...]:
        """Those of whom something is missing who sent rows that are about it."""
        if not self.left_out or not missing:
            return ()
        from dxplan.engine.unusable import unusable

        return unusable(self.plan, target, moment, missing, self.left_out)

    def with_sums(
        self, finding: Finding, target: Target, sums: Sums, response: Response
    ) -> Finding:
        """The finding with the sums and what follows from them."""
        threshold, totals = finding.threshold, sums.totals
        assert threshold is not None
        value = in_unit(totals.value, threshold)
        assumed = ("denominator-assumed", (("count", str(response.assumed)),))
        notes = (assumed,) if response.assumed else ()
        whole = counts_things(self.plan, target.indicator)
        unsettled = tuple(_unsettled(self.plan, target.indicator))
        finding = attrs.evolve(finding, notes=finding.notes + notes + unsettled)
        if sums.groups is not None:
            finding = with_groups(finding, sums.groups)
        if sums.every is not None:
            return with_every_group(finding, sums, whole)
        return attrs.evolve(
            finding,
            numerator=totals.numerators,
            denominator=totals.denominators,
            value=value,
            gap=gap(value, threshold),
            gap_count=gap_count(totals, threshold) if whole else None,
            on_line=on_line(value, threshold),
        )

    def with_verdict(
        self, finding: Finding, target: Target, moment: Moment, sums: Sums, response: Response
    ) -> Finding:
        """The verdict, the first of the table that applies."""
        applies, unknown = self.applies(target, moment, response.group)
        if applies is False:
            condition = ("condition-false", (("condition", target.when_text),))
            excepted = waived(self.plan, target, moment) or ("not_applicable", (condition,))
            return _say(finding, excepted[0], *excepted[1])
        for verdict, notes in self.exceptions(finding, target, moment, sums, response):
            return _say(finding, verdict, *notes)
        assert finding.threshold is not None
        if moment.due:
            if applies is None:
                return _say(finding, "undetermined", *unknown)
            known = None if finding.base is None else finding.base.value
            return _say(finding, *from_base(finding, sums.due_verdict(finding.threshold, known)))
        return self.on_the_way(finding, target, sums, response)

    def exceptions(
        self, finding: Finding, target: Target, moment: Moment, sums: Sums, response: Response
    ) -> Iterator[tuple[Verdict, Sequence[Note]]]:
        """What keeps a target from being judged, in order of precedence."""
        covered = waived(self.plan, target, moment)
        if covered is not None:
            yield covered
        threshold = finding.threshold
        if threshold is None or (threshold.low is None and threshold.change is None):
            document = self.plan.parent or ""
            yield "unset", [("threshold-unset", (("document", document),))]
        if not response.expected and self.has_register:
            yield "not_applicable", [("no-population", ())]
        if sums.split_by:
            yield "not_applicable", [("group-split", (("column", sums.split_by),))]
        conflicts = [*response.disputed, *(finding.base.conflicts if finding.base else ())]
        if response.ambiguous:
            conflicts.append(("rank-of-several", (("count", str(response.expected)),)))
        if conflicts:
            yield "conflict", sorted(conflicts)
        if not response.anything and (moment.due or self.has_line(target, finding)):
            yield "no_data", []
        if response.anything and sums.totals.divides is False:
            yield "not_applicable", [("nothing-to-divide-by", ())]

    def has_line(self, target: Target, finding: Finding) -> bool:
        """Whether a target that is not due yet is held against a line to its threshold."""
        assert finding.threshold is not None
        return line_at(self.plan, target, finding.threshold, finding.date, finding.base) is not None

    def on_the_way(
        self, finding: Finding, target: Target, sums: Sums, response: Response
    ) -> Finding:
        """The verdict of a target that is not due yet."""
        assert finding.threshold is not None
        line = line_at(self.plan, target, finding.threshold, finding.date, finding.base)
        if line is None or not response.anything:
            return _say(finding, "not_due")
        far_enough = sums.pace(finding.threshold, line)
        finding = attrs.evolve(finding, expected_value=line.value)
        if far_enough is None:
            return _say(finding, "not_due", ("pace-not-certain", ()))
        return _say(finding, "on_track" if far_enough else "behind")


_NO_THINGS = ("amount", "rank")


def counts_things(plan: Plan, indicator: Indicator) -> bool:
    """Whether the numerator is a number of things, so that a gap can be told in counts."""
    terms = indicator.numerator.terms if isinstance(indicator.numerator, Sum) else ()
    if any(weight or plan.measures[name].kind in _NO_THINGS for _, name, weight in terms):
        return False
    return not indicator.measured_in or indicator.kind == "count"


def _unsettled(plan: Plan, indicator: Indicator) -> Iterator[Note]:
    """What is not settled about the scales whose levels an indicator counts."""
    names = dict.fromkeys(group.scale for group in indicator.numerator.groups)
    for scale in (plan.scales[name] for name in names):
        for text in scale.incomplete:
            yield "scale-incomplete", (("scale", scale.title), ("text", text))


def _say(finding: Finding, verdict: Verdict, *notes: Note) -> Finding:
    return attrs.evolve(finding, verdict=verdict, notes=finding.notes + notes)
