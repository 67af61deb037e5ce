"""A scale in words: its groups with their criteria, its bands, and what is not settled about it."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.messages import Language
from dxplan.plan.model import Band, Criterion, Group, Plan, Scale
from dxplan.report.layout import paragraph
from dxplan.report.number_text import exact_number_text
from dxplan.report.quantity_text import Wording, condition_text, wording_of
from dxplan.report.time_text import period_text
from dxplan.report.words import word


def scales_text(plan: Plan, language: Language) -> str:
    """All scales of a plan."""
    wording = wording_of(plan, language)
    return "\n".join(_scale(scale, plan, wording) for scale in plan.scales.values())


def _scale(scale: Scale, plan: Plan, wording: Wording) -> str:
    language = wording.language
    cited = f" ({scale.cite})" if scale.cite else ""
    lines = [paragraph(f"{scale.title or scale.name}{cited}", lead="- ")]
    for group in scale.groups:
        lines.append(paragraph(_group(group, language), lead="    - "))
        lines += [paragraph(_criterion(c, wording), lead="        - ") for c in group.criteria]
    lines += [paragraph(band_text(band, scale, language), lead="    ") for band in scale.bands]
    lines += [paragraph(text, lead="    ") for text in _remarks(scale, plan, language)]
    return "\n".join(lines)


def _group(group: Group, language: Language) -> str:
    title = group.title or group.name
    if not group.highest:
        return title
    points = exact_number_text(group.highest, language)
    return word("phrase", "group_points", language, title=title, points=points)


def _criterion(criterion: Criterion, wording: Wording) -> str:
    language, title = wording.language, criterion.title or criterion.name
    if criterion.mandatory:
        text = word("phrase", "criterion_mandatory", language, title=title)
    elif criterion.points is None:
        text = word("phrase", "criterion_open", language, title=title)
    else:
        points = exact_number_text(criterion.points, language)
        text = word("phrase", "criterion_points", language, title=title, points=points)
    if criterion.condition is None:
        return text
    condition = condition_text(criterion.condition, wording)
    return word("phrase", "criterion_where", language, criterion=text, condition=condition)


def band_text(band: Band, scale: Scale, language: Language) -> str:
    """A band with the scores it holds.

    >>> from fractions import Fraction
    >>> basic = Band("basic", "đáp ứng cơ bản", low=Fraction(50), high=Fraction(75))
    >>> band_text(basic, Scale("x"), "vi")
    'đáp ứng cơ bản: từ 50 đến 75'
    """
    title = band.title or band.name
    if band.low is None and band.high is None:
        code = "band_gate" if band.without_scores else "band_always"
        return word("phrase", code, language, title=title)
    return word("phrase", "band_limits", language, title=title, limits=_limits(band, language))


def _limits(band: Band, language: Language) -> str:
    ends = [None if e is None else exact_number_text(e, language) for e in (band.low, band.high)]
    low, high = ends
    if low is not None and high is not None and not band.above_low and not band.below_high:
        code = "eq" if band.low == band.high else "limits_closed"
        return word("phrase", code, language, low=low, high=high, value=low)
    above = word("phrase", "gt" if band.above_low else "limits_from", language, value=low)
    below = word("phrase", "lt" if band.below_high else "le", language, value=high)
    if low is None or high is None:
        return below if low is None else above
    return word("phrase", "limits_both", language, low=above, high=below)


def _remarks(scale: Scale, plan: Plan, language: Language) -> Iterator[str]:
    first = scale.groups[0] if scale.groups else None
    for group in [first] if first else []:
        for code, members in (
            ("scale_for", group.reported_by),
            ("scale_except", group.excluded),
        ):
            if members:
                titles = ", ".join(member.title or member.name for member in members)
                yield word("phrase", code, language, members=titles)
        gate = next((band for band in scale.bands if band.name == group.gate), None)
        if gate is not None:
            yield word("phrase", "scale_gate", language, band=gate.title or gate.name)
    if scale.judged:
        times = ", ".join(period_text(each, language, plan.calendar) for each in scale.judged)
        yield word("phrase", "scale_judged", language, times=times)
    yield from unsettled(scale, language)


def unsettled(scale: Scale, language: Language) -> Iterator[str]:
    """What must be known to read a level of a scale: what is open, and how it was read."""
    for text in scale.incomplete:
        yield word("phrase", "scale_incomplete", language, text=text)
    for text in scale.assumptions:
        yield word("phrase", "scale_assumed", language, text=text)
