"""Which examples of a plan do not come out, and what came out instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dxplan.engine.findings import Finding
from dxplan.examples.running import ExampleResult, ExpectationResult
from dxplan.messages import Language
from dxplan.plan.model import Plan, Unit
from dxplan.report.excerpt import excerpt
from dxplan.report.finding_text import gap_text, value_text, verdict_text
from dxplan.report.note_text import note_sentence
from dxplan.report.number_text import interval_text
from dxplan.report.page import toned
from dxplan.report.rule_text import title_of
from dxplan.report.time_text import day_text
from dxplan.report.words import counted, plain, word
from dxplan.source import Span


def examples_text(plan: Plan, results: Sequence[ExampleResult], language: Language) -> str:
    """What does not come out, each with its place, and how many examples there are; lines."""
    if not results:
        return f"{word('test', 'none', language)}\n\n{word('test', 'how_to', language)}\n"
    blocks = [example_failure(plan, result, language) for result in results if not result.kept]
    return "\n\n".join([*blocks, count_line(results, language)]) + "\n"


def count_line(results: Sequence[ExampleResult], language: Language) -> str:
    """How many examples come out, and how many do not."""
    kept = sum(result.kept for result in results)
    failed = len(results) - kept
    if not kept:
        return toned(counted("test", "all_failed", failed, language), "bad")
    parts = [toned(counted("test", "kept", kept, language), "good")]
    parts += [toned(counted("test", "failed", failed, language), "bad")] if failed else []
    return ", ".join(parts)


def example_failure(plan: Plan, result: ExampleResult, language: Language) -> str:
    """Everything in one example that does not come out."""
    failed = [each for each in result.results if not each.kept]
    return "\n\n".join(_failure(plan, result, each, language) for each in failed)


def _failure(
    plan: Plan, result: ExampleResult, each: ExpectationResult, language: Language
) -> str:  # fmt: skip
    example, span = result.example, each.expectation.span
    title = plain(example.title)
    day = day_text(example.day, language)
    head = word("test", "fails", language, title=title, day=day)
    place = [] if span is None else [f"{place_of(span)}: {head}", *excerpt(span)]
    pairs = [pair for pair in _pairs(plan, each, language) if pair is not None]
    lines = [line for wanted, found in pairs for line in _beside(wanted, found, language)]
    notes = [f"   – {note}" for note in _notes(plan, each, language)]
    return "\n".join([*(place or [head]), *lines, *notes])


def place_of(span: Span) -> str:
    """File, line and column."""
    return f"{plain(span.source.name)}:{span.line}:{span.column}"


def _beside(wanted: str, found: str, language: Language) -> Iterable[str]:
    labels = [word("test", code, language) for code in ("expected", "found")]
    width = max(map(len, labels)) + 1
    for label, text in zip(labels, (wanted, found), strict=True):
        yield f"   {f'{label}:'.ljust(width)} {plain(text)}"


def _pairs(
    plan: Plan, each: ExpectationResult, language: Language
) -> Iterable[tuple[str, str] | None]:
    """What was expected beside what came out, for whatever differs."""
    wanted, finding = each.expectation, each.finding
    if not each.verdict_kept:
        yield expected_text(plan, each, language), found_text(plan, each, language)
    elif finding is None:
        yield None
    if finding is not None and not each.lead_kept:
        yield _units("lead", plan, wanted.lead, finding.lead, language)
    if finding is not None and not each.cooperating_kept:
        yield _units("with", plan, wanted.cooperating, finding.cooperating, language)


def _notes(plan: Plan, each: ExpectationResult, language: Language) -> Iterable[str]:
    """Why it came out so, as far as the finding says: a condition, a conflict.

    What became of a unit is said where other units were expected.
    """
    of_units = not (each.lead_kept and each.cooperating_kept)
    for code, params in () if each.finding is None else each.finding.notes:
        if code not in _PLAIN and (of_units or not code.startswith("unit-")):
            yield plain(note_sentence(code, params, language, plan))


_PLAIN = ("territory-unclear", "groups-unplaced")
"""Notes that nearly every example would have: it rarely says where its schools lie."""


# --- what was expected ----------------------------------------------------------------------------


def expected_text(plan: Plan, each: ExpectationResult, language: Language) -> str:
    """The verdict or level that is expected, in the words of reports."""
    wanted = each.expectation
    if wanted.rule == "level":
        return _band(plan, wanted.id, wanted.band)
    if wanted.verdict is None:
        return word("test", "any_verdict", language)
    own = wanted.rule != "target" and wanted.verdict in ("met", "missed", "no_data")
    return word("work_verdict" if own else "verdict", wanted.verdict, language)


def _band(plan: Plan, group: str, name: str) -> str:
    """A band by its title and its name."""
    bands = plan.scales[group.partition(".")[0]].bands
    band = next(each for each in bands if each.name == name)
    return name if band.title in ("", name) else f"{band.title} ({name})"


def _units(
    kind: str,
    plan: Plan,
    wanted: Iterable[str] | None,
    found: Iterable[Unit],
    language: Language,
) -> tuple[str, str]:
    names = [plan.units[name] for name in sorted(wanted or ())]
    return tuple(  # type: ignore[return-value]
        word("test", kind, language, units=_listed(units) or word("test", "nobody", language))
        for units in (names, sorted(found, key=lambda unit: unit.name))
    )


def _listed(units: Iterable[Unit]) -> str:
    return ", ".join(
        unit.name if not unit.title else f"{title_of(unit)} ({unit.name})" for unit in units
    )


# --- what came out --------------------------------------------------------------------------------


def found_text(plan: Plan, each: ExpectationResult, language: Language) -> str:
    """What came out in one line: the verdict, the sums behind it, and what is lacking."""
    if each.expectation.rule == "level":
        return _levels(plan, each, language)
    if each.finding is None:
        return word("test", "nothing", language)
    finding = each.finding
    parts = [verdict_text(finding, language), *_figures(plan, finding, language)]
    if finding.missing:
        names = ", ".join(_school(name, language) for name in finding.missing)
        parts.append(word("test", "missing", language, names=names))
    return "; ".join(parts)


def _school(name: str, language: Language) -> str:
    """A school by its name; one that was only counted by its number."""
    number = name.isdecimal() and word("test", "school", language, number=name)
    return number or plain(name)


def _figures(plan: Plan, finding: Finding, language: Language) -> Iterable[str]:
    target = next((t for t in plan.targets if t.id == finding.target), None)
    if target is None or finding.numerator is None or finding.value is None:
        return
    value = value_text(finding, language)
    if target.indicator.kind == "count" or finding.denominator is None:
        yield value
    else:
        sums = [interval_text(s, "", language) for s in (finding.numerator, finding.denominator)]
        yield word("test", "quotient", language, value=value, part=sums[0], whole=sums[1])
    gap = gap_text(finding, target, plan, language)
    if gap != "—":
        yield gap.replace("\n", "; ")


def _levels(plan: Plan, each: ExpectationResult, language: Language) -> str:
    wrong = [level for level in each.levels if level.bands != (each.expectation.band,)]
    if not wrong:
        return word("test", "nothing", language)
    level = wrong[0]
    between = f" {word('test', 'or', language)} "
    bands = between.join(_band(plan, each.expectation.id, name) for name in level.bands)
    score = interval_text(level.score, "", language)
    return word("test", "level", language, bands=bands, score=score)
