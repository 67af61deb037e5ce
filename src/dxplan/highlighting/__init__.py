"""Rule text in colours: which words are which, and a lexer for Pygments.

Nothing here parses. A text that is half written, or wrong, is coloured as far as its words go.
"""

from dxplan.highlighting.lexer import DxplanLexer
from dxplan.highlighting.words import Kind, Word, keyword_phrases, words_of

__all__ = ["DxplanLexer", "Kind", "Word", "keyword_phrases", "words_of"]
