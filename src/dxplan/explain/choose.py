"""Which rule, organisation, group and day somebody means who asks for an explanation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from dxplan.data.groupings import column_named
from dxplan.data.observations import Observations
from dxplan.data.register_rows import grouping_columns
from dxplan.data.wording import fold, folded_once, suggestion
from dxplan.engine.findings import Finding
from dxplan.messages import Language, Phrase, catalogue, sentence
from dxplan.plan.model import Duty, Group, Plan, Target, Task

Rule = Target | Task | Duty | Group


class CannotExplain(LookupError):
    """What was asked about is not there, or is several things.

    :param code: key of ``texts/explanations.toml``, table ``error``.
    """

    def __init__(self, code: str, params: Mapping[str, object]) -> None:
        self.code, self.params = code, params
        super().__init__(self.message())

    def message(self, language: Language = "en") -> str:
        """One sentence that says what is wrong and what to write instead."""
        return sentence(catalogue("explanations")["error"][self.code], language, self.params)


def find_rule(plan: Plan, text: str) -> Rule:
    """The rule or group of a scale of an id, an unambiguous beginning of one, or a name.

    :raises CannotExplain: when there is none, or several.
    """
    levels = [group for scale in plan.scales.values() for group in scale.groups]
    rules: list[Rule] = [*plan.targets, *plan.tasks, *plan.duties, *levels]
    for found in (
        [rule for rule in rules if rule.id == text],
        [rule for rule in rules if text in _names(rule)],
        [rule for rule in rules if fold(text) in map(fold, _names(rule))],
        [rule for rule in rules if text and rule.id.startswith(text)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise CannotExplain("several-rules", {"text": text, "ids": _ids(found)})
    near = _nearest(rules, text)
    code = "unknown-rule" if near else "unknown-rule-of"
    raise CannotExplain(code, {"text": text, "hint": _hint(near), "ids": _ids(rules) or "-"})


def _names(rule: Rule) -> list[str]:
    """What else a rule is called."""
    if isinstance(rule, Target):
        named = rule.indicator
        found = [named.name, named.alias, named.title]
    else:
        found = [rule.alias, rule.title]
    return [name for name in found if name]


def _ids(rules: Iterable[Rule]) -> str:
    return ", ".join(rule.id for rule in rules)


def _nearest(rules: Iterable[Rule], text: str) -> str:
    """The id or name that is spelt most like a text; names are shorter and come first."""
    listed = list(rules)
    names = [name for rule in listed for name in _names(rule)]
    near = suggestion(text, folded_once(names))
    if near:
        return near
    found = get_close_matches(text, [rule.id for rule in listed], n=1, cutoff=0.6)
    return found[0] if found else ""


def _hint(near: str) -> Phrase | str:
    return Phrase("did-you-mean", {"suggestion": near}) if near else ""


def find_organisation(observations: Observations, text: str) -> str:
    """The id of an organisation by its id or title.

    :raises CannotExplain: when there is none, or several of that title.
    """
    register = observations.organisations
    ids = {cell.organisation for cell in observations.cells} if register is None else set(register)
    if text in ids:
        return text
    titles = {o.id: o.title for o in (register or {}).values() if o.title}
    found = sorted(key for key, title in titles.items() if fold(title) == fold(text))
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotExplain("several-organisations", {"text": text, "ids": ", ".join(found)})
    near = suggestion(text, folded_once([*sorted(ids), *titles.values()]))
    code = "unknown-organisation-like" if near else "unknown-organisation"
    raise CannotExplain(code, {"text": text, "hint": _hint(near)})


def find_column(observations: Observations, text: str) -> str:
    """A column of the register by which organisations are grouped on any day.

    :raises CannotExplain: when the register has no such column.
    """
    columns = grouping_columns(observations.organisations or {})
    column = column_named(text, columns)
    if column is None:
        known = ", ".join(sorted(columns)) or "-"
        raise CannotExplain("unknown-column", {"column": text, "known": known})
    return column


def find_group(names: Collection[str], column: str, text: str) -> str:
    """The name of a group as findings have it.

    :param names: the groups of the column that were judged.
    :raises CannotExplain: when the column has no such group.
    """
    groups = sorted(names)
    found = [name for name in groups if name == text] or [
        name for name in groups if fold(name) == fold(text)
    ]
    if not found:
        params = {"column": column, "text": text, "known": ", ".join(groups) or "-"}
        raise CannotExplain("unknown-group", params)
    return found[0]


def on_day(findings: Sequence[Finding], wanted: date) -> Finding:
    """The finding of a judgement date or a deadline.

    :raises CannotExplain: when nothing is judged on that day; the message names the days.
    """
    for finding in findings:
        if wanted in (finding.date, finding.deadline) and finding.rule != "target":
            return finding
        if wanted == finding.date:
            return finding
    days = tuple(sorted({finding.date for finding in findings}))
    raise CannotExplain("not-judged-on", {"date": wanted, "days": days})
