"""How a law says that it is broken: what, where, with which data, and what to do."""

from __future__ import annotations

from dxplan.messages import Language, catalogue, help_line, sentence
from dxplan.source import Placed


class LawBroken(AssertionError):
    """A law of the contract does not hold for a plan.

    :param code: of ``texts/contract.toml``.
    :param about: the rule that it is about, which is shown with its place.
    :param data: shown below.
    """

    def __init__(
        self,
        code: str,
        language: Language,
        *,
        about: Placed | None = None,
        data: object = None,
        **params: object,
    ) -> None:
        templates = catalogue("contract")[code]
        lines = [sentence(templates, language, params), *written(about)]
        lines += [] if data is None else [str(data)]
        lines.append(help_line(templates, language, params))
        super().__init__("\n".join(line for line in lines if line))
        self.code = code


def written(about: Placed | None) -> list[str]:
    """A rule as it is written, below its place."""
    if about is None or about.span is None:
        return []
    span = about.span
    place = f"  {span.source.name}:{span.line}:{span.column}"
    return [place, f"    {span.source.line(span.line).strip()}"]
