"""What a figure means, as the comment beside it says."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.forms.readable import tidy
from dxplan.messages import Language
from dxplan.plan.model import Indicator, Measure, Plan, Target
from dxplan.report.rule_text import title_of
from dxplan.report.words import word

_LONGEST = 2000


def definition(
    plan: Plan, measure: Measure, targets: tuple[Target, ...], language: Language
) -> str:
    """The full title, the unit, what the figure covers, and which targets need it."""
    lines = [title_of(measure), *_kind(measure, language)]
    indicators = dict.fromkeys(t.indicator for t in targets if _needs(t.indicator, measure))
    lines += [word("form", "used_for", language, title=title_of(each)) for each in indicators]
    assumed = dict.fromkeys(text for each in indicators for text in each.assumptions)
    lines += [word("form", "assumed", language, text=text) for text in assumed]
    text = "\n".join(tidy(line) for line in lines if line)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _needs(indicator: Indicator, measure: Measure) -> bool:
    return measure.name in indicator.measures()


def _kind(measure: Measure, language: Language) -> Iterator[str]:
    if measure.kind != "flag":
        unit = measure.measured_in
        yield word("form", "unit", language, unit=unit) if unit else ""
    yield word("form", f"is_{measure.kind}", language)
    yield word("form", "flow" if measure.flow else "stock", language)
    yield measure.note
