"""What the keywords of the language say."""

from __future__ import annotations

from dxplan.editing.wording import word
from dxplan.highlighting.words import words_of
from dxplan.messages import Language
from dxplan.source import Source, Span, composed
from dxplan.syntax import lexicon


def meaning(terminal: str, language: Language) -> str:
    """What the words of a row of the keyword table say, in a sentence of Markdown.

    :param terminal: of that row.

    >>> meaning("LEAD", "en")
    'The unit that is responsible.'
    """
    return word("keyword", terminal, language)


def keyword_at(source: Source, offset: int) -> tuple[Span, str] | None:
    """The whole keyword that an offset lies in, with its row of the table; none in a comment.

    >>> from dxplan.source import source_from_text
    >>> span, terminal = keyword_at(source_from_text("x at  least 5%"), 7)
    >>> span.text, terminal
    ('at  least', 'AT_LEAST')
    """
    start = source.text.rfind("\n", 0, offset) + 1
    end = source.text.find("\n", offset)
    line = source.text[start:] if end < 0 else source.text[start:end]
    for each in words_of(line):
        first, last = start + each.start, start + each.start + len(each.text)
        if first <= offset < last and each.kind in _KEYWORDS:
            terminal = lexicon.terminal_of(composed(each.text))
            return None if terminal is None else (Span(source, first, last), terminal)
    return None


_KEYWORDS = ("head", "comparator", "outcome", "keyword")
