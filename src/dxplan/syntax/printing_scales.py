"""The clauses that only a scale has, as text; a group stands on several lines."""

from __future__ import annotations

from dxplan.messages import Language
from dxplan.syntax import nodes
from dxplan.syntax import printing_phrases as phrases
from dxplan.syntax.lexicon import word


def band(node: nodes.BandClause, language: Language) -> str:
    """``band basic "…" from 50 to 75``."""
    words = [word("BAND", language), phrases.declared(node.declared)]
    if node.limits is not None:
        words.append(_limits(node.limits, language))
    return " ".join(words)


def _limits(node: nodes.LimitsNode, language: Language) -> str:
    first = phrases.number(node.first)
    if node.last is None:
        return phrases.compared(node.word, first, language)
    begin = "FROM" if node.word == "GE" else node.word
    words = [word(begin, language), first, word("TO", language)]
    if node.below_last:
        words.append(word("UNDER", language))
    return " ".join([*words, phrases.number(node.last)])


def gate(node: nodes.GateClause, language: Language) -> str:
    """``gate unmet gives not_met``."""
    return f"{word('GATE', language)} {node.band.text}"


def judged(node: nodes.JudgedClause, language: Language) -> str:
    """``judged in 2023, in school year 2024-2025``."""
    times = (f"{word('IN', language)} {phrases.literal(each, language)}" for each in node.times)
    return f"{word('JUDGED', language)} {', '.join(times)}"


def group_head(node: nodes.GroupClause, language: Language) -> str:
    """``group teaching "…" of 100 points {``."""
    words = [word("GROUP", language), phrases.declared(node.declared)]
    if node.points is not None:
        number = phrases.number(node.points)
        words += [word("TOTAL", language), number, word("POINTS", language)]
    return " ".join([*words, "{"])


def criterion(node: nodes.CriterionNode, language: Language) -> str:
    """``c1_3 "…" 30 points``, without the comma behind it."""
    worth = word(node.kind.upper(), language)
    if node.points is not None:
        worth = f"{phrases.number(node.points)} {worth}"
    words = [phrases.declared(node.declared), *_also(node.also, language), worth]
    if node.condition is not None:
        words += [word("MET_WHERE", language), phrases.condition(node.condition, language)]
    return " ".join(words)


def _also(texts: tuple[nodes.Text, ...], language: Language) -> list[str]:
    return [f"{word('ALSO', language)} {phrases.text(text)}" for text in texts]
