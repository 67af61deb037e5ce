"""How words are looked up in the site: with diacritics or without.

Whoever types ``chi tieu`` finds ``chỉ tiêu``: words lose their marks in the index, and in the
browser before they are looked up there. Both do it alike, or nothing would be found.
"""

from __future__ import annotations

import unicodedata


def folded(word: str) -> str:
    """A word without its marks, in small letters.

    >>> folded("Chỉ"), folded("Đề"), folded("tiêu")
    ('chi', 'de', 'tieu')
    """
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in apart if not "\u0300" <= c <= "\u036f").replace("đ", "d")


IN_BROWSERS = """
(() => {
  const Plain = window.Stemmer;
  window.Stemmer = function () {
    const plain = new Plain();
    this.stemWord = (word) =>
      plain.stemWord(
        word.toLowerCase().normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").replace(/đ/g, "d"),
      );
  };
})();
"""
"""The same, put around the stemmer that the site brings along."""
