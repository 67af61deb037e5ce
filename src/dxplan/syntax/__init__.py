"""From rule text to a syntax tree and back. The only room that knows Lark."""
