"""Laws about rules alone: they are read and written alike, told apart, cited, led and decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dxplan.analysis.consistency import consistency
from dxplan.analysis.results import Undecided
from dxplan.data.lexicon import lexicon
from dxplan.diagnostics import Outcome
from dxplan.messages import LANGUAGES, Language, Phrase
from dxplan.plan.model import Duty, Indicator, Measure, Plan, Target, Task
from dxplan.report.diagnostic_text import render_diagnostic
from dxplan.source import source_from_text
from dxplan.syntax.nodes import RuleFile
from dxplan.syntax.parse import parse
from dxplan.syntax.printer import print_file
from dxplan.testing.laws.broken import LawBroken

Reasons = Mapping[str, str]
"""What is excepted from a law, with why."""


def sound(outcome: Outcome[Plan], reference: str, language: Language) -> Plan:
    """The plan of an outcome whose rules have no error."""
    errors = [each for each in outcome.diagnostics if each.severity.value == "error"]
    if errors:
        told = "\n".join(render_diagnostic(each, language) for each in errors)
        raise LawBroken("rules-wrong", language, plan=reference, data=told)
    return outcome.value


def written_and_read_alike(files: Iterable[RuleFile], language: Language) -> None:
    """Every file, printed in either language, is read as the same rules again."""
    for file in files:
        for spoken in LANGUAGES:
            again = parse(source_from_text(print_file(file, spoken), f"<{spoken}>"))
            if again.ok and again.value == file:
                continue
            pairs = zip(file.statements, again.value.statements, strict=False)
            about = next((first for first, second in pairs if first != second), None)
            told = "\n".join(render_diagnostic(each, language) for each in again.diagnostics)
            raise LawBroken("not-read-alike", language, about=about, data=told, spoken=spoken)


def told_apart(plan: Plan, language: Language) -> None:
    """No two figures go by one heading: a file of data could not say which it means."""
    words = lexicon(plan)
    for index in (words.names, words.titles):
        for named in index.values():
            for kind in (Measure, Indicator):
                same = [each for each in named if isinstance(each, kind)]
                if len(same) > 1:
                    names = ", ".join(f"`{each.name}`" for each in same)
                    heading = same[-1].title or same[-1].name
                    raise LawBroken(
                        "one-heading", language, about=same[-1], heading=heading, names=names
                    )


def cited(plan: Plan, excepted: Reasons, language: Language) -> None:
    """Every target says where it stands in its document."""
    bare = [each for each in plan.targets if not each.cite]
    _listed("not-cited", bare, excepted, language)


def led(plan: Plan, excepted: Reasons, language: Language) -> None:
    """Every target, task and duty says who answers for it."""
    rules: tuple[Target | Task | Duty, ...] = (*plan.targets, *plan.tasks, *plan.duties)
    bare = [each for each in rules if not each.lead and not getattr(each, "by", ())]
    _listed("not-led", bare, excepted, language)


def _listed(
    code: str, found: Iterable[Target | Task | Duty], excepted: Reasons, language: Language
) -> None:
    listed = list(found)
    for each in listed:
        if each.id not in excepted:
            raise LawBroken(code, language, about=each, id=each.id)
    none_for_nothing(excepted, {each.id for each in listed}, code.replace("-", "_"), language)


def decided(plan: Plan, excepted: Reasons, language: Language) -> None:
    """Every target is held against the others, or it is said why not."""
    found: dict[str, Undecided] = {}
    for each in consistency(plan).undecided:
        if each.target is not None:
            found.setdefault(each.target.id, each)
    for name, each in found.items():
        if name not in excepted:
            why = Phrase(f"undecided.{each.code}", dict(each.params), "analysis")
            raise LawBroken("not-decided", language, about=each.target, id=name, why=why)
    none_for_nothing(excepted, set(found), "not_decided", language)


def none_for_nothing(excepted: Reasons, found: set[str], law: str, language: Language) -> None:
    """What is excepted for nothing hides what comes later."""
    for name in excepted:
        if name not in found:
            raise LawBroken("excepted-for-nothing", language, id=name, law=law)
