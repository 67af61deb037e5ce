"""What is found, and rules themselves, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan.messages import Language
from dxplan.rule_errors import RuleError
from dxplan.source import source_from_text

if TYPE_CHECKING:
    from dxplan.analysis.comparison import Comparison
    from dxplan.explain import Explanation


def comparison_text(comparison: Comparison, language: Language | None = None) -> str:
    r"""Plans side by side for people, in a language or else in that of the first plan.

    >>> from dxplan import compare, load_text
    >>> rules = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= {} by 2025"
    >>> found = compare([load_text(rules.format("5%"), "p"), load_text(rules.format("8%"), "q")])
    >>> "at least 8%" in comparison_text(found, "en")
    True
    """
    from dxplan.report.comparison_text import comparison_text as text

    spoken = language or (comparison.plans[0].language if comparison.plans else "en")
    return text(comparison, spoken)


def explanation_text(explanation: Explanation, language: Language | None = None) -> str:
    r"""An explanation in whole sentences, in a language or else in that of its plan.

    >>> from datetime import date
    >>> from dxplan import explain_rule, load_text
    >>> plan = load_text("measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025")
    >>> rows = [{"school": "A", "period": "2025", "a": 4, "b": 100}]
    >>> why = explain_rule(plan, "x.by.2025", rows, as_of=date(2025, 12, 31))
    >>> "missed" in explanation_text(why, "en")
    True
    """
    from dxplan.report.explanation_text import explanation_text as text

    return text(explanation, language or explanation.report.plan.language)


def format_text(text: str, language: Language | None = None) -> str:
    r"""The canonical form of rule text, in its own vocabulary or another.

    :raises RuleError: when the text cannot be read.

    >>> format_text("online_share primary>=5% by 2025", "vi")
    'online_share primary >= 5% đến năm 2025\n'
    """
    from dxplan.syntax.parse import parse
    from dxplan.syntax.printer import print_file

    parsed = parse(source_from_text(text))
    if not parsed.ok:
        raise RuleError(parsed.diagnostics)
    return print_file(parsed.value, language)
