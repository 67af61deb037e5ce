"""Results for a code review, as SARIF 2.1.0 (OASIS, errata 01) has them.

Columns count UTF-16 code units from 1, as the format wants them, and an end is the first column
behind what is meant.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

import attrs

from dxplan._version import __version__
from dxplan.messages import Language
from dxplan.report.analysis_words import say
from dxplan.source import Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE = "%SRCROOT%"
FINGERPRINT = "dxplanRule/v1"

Level = Literal["error", "warning", "note"]
Locate: TypeAlias = Callable[[str], str | None]
"""From the name of a source to its path under the folder of the review; none when outside."""


@attrs.frozen
class ReviewRule:
    """What results may be about: a code, and what to do about it.

    :param title: what it says, as a part of a sentence.
    """

    id: str
    level: Level
    title: str
    help: str = ""


@attrs.frozen
class ReviewPlace:
    """A place in a file.

    :param text: what it has to do with the result.
    """

    span: Span
    locate: Locate
    text: str = ""


@attrs.frozen
class ReviewResult:
    """One thing to say in a code review.

    :param text: what to say, several lines of plain text.
    :param markdown: the same as Markdown, in which texts of plans are escaped.
    :param identity: what makes it the same result after the file was edited elsewhere.
    :param silenced: the reason that the file gives for not saying it, when it does.
    """

    rule: ReviewRule
    text: str
    identity: tuple[str, ...]
    markdown: str = ""
    at: ReviewPlace | None = None
    related: tuple[ReviewPlace, ...] = ()
    silenced: str | None = None


def nowhere(_: str) -> None:
    """Say of no source where it lies; only the name of its file is told."""
    return


def sarif_text(results: Sequence[ReviewResult], language: Language) -> str:
    """Results as a SARIF log with a line end."""
    return json.dumps(sarif(results, language), ensure_ascii=False, indent=2) + "\n"


def sarif(results: Sequence[ReviewResult], language: Language) -> dict[str, Any]:
    """Results as a SARIF log of one run, in their order."""
    rules = list({result.rule.id: result.rule for result in results}.values())
    rules.sort(key=lambda rule: rule.id)
    index = {rule.id: number for number, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    base = _message(say("review", "base", language))
    # The format wants to know of every result whether it is suppressed, or of none
    tells = any(result.silenced is not None for result in results)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "dxplan",
                        "version": __version__,
                        "language": language,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "language": language,
                "columnKind": "utf16CodeUnits",
                "originalUriBaseIds": {BASE: {"description": base}},
                "results": [
                    {**_result(result, index, seen), **(_suppressed(result) if tells else {})}
                    for result in results
                ],
            }
        ],
    }


def _rule(rule: ReviewRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": _message(rule.title),
        "fullDescription": _message(rule.title),
        "help": _message(rule.help or rule.title),
        "defaultConfiguration": {"level": rule.level},
    }


def _result(result: ReviewResult, index: dict[str, int], seen: Counter[str]) -> dict[str, Any]:
    identity = "\0".join((result.rule.id, *result.identity)).encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(identity).hexdigest()[:32]
    seen[digest] += 1
    places = [_location(place) for place in result.related if _is_in_a_file(place)]
    related = [{"id": number, **place} for number, place in enumerate(places, start=1)]
    return {
        "ruleId": result.rule.id,
        "ruleIndex": index[result.rule.id],
        "level": result.rule.level,
        "message": _message(result.text, result.markdown),
        "locations": [_location(place) for place in [result.at] if place and _is_in_a_file(place)],
        **({"relatedLocations": related} if related else {}),
        # Of several results that are alike, their order tells them apart.
        "partialFingerprints": {FINGERPRINT: f"{digest}:{seen[digest]}"},
    }


def _suppressed(result: ReviewResult) -> dict[str, Any]:
    if result.silenced is None:
        return {"suppressions": []}
    accepted = {"kind": "inSource", "status": "accepted", "justification": result.silenced}
    return {"suppressions": [accepted]}


def _is_in_a_file(place: ReviewPlace) -> bool:
    """Whether a file is behind it, and not a text that a program gave, such as ``<text>``."""
    return not place.span.source.name.startswith("<")


def _message(text: str, markdown: str = "") -> dict[str, str]:
    """A message; in plain text a pair of braces is a place to fill in and `[a](b)` a link."""
    literal = text.replace("{", "{{").replace("}", "}}").replace("](", "]\\(")
    written = {"text": literal}
    if markdown:
        written["markdown"] = markdown.replace("{", "{{").replace("}", "}}")
    return written


def _location(place: ReviewPlace) -> dict[str, Any]:
    found: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _artifact(place),
            "region": _region(place.span),
        }
    }
    return {**found, "message": _message(place.text)} if place.text else found


def _artifact(place: ReviewPlace) -> dict[str, str]:
    """The file: under the folder of the review, or its name alone, without folders."""
    path = place.locate(place.span.source.name)
    if path is None:
        return {"uri": uri_of(PurePath(place.span.source.name).name)}
    return {"uri": uri_of(path), "uriBaseId": BASE}


def uri_of(path: str) -> str:
    """A relative path as a URI reference.

    >>> uri_of("kế hoạch/a:b.dxplan")
    'k%E1%BA%BF%20ho%E1%BA%A1ch/a%3Ab.dxplan'
    """
    return quote(path.encode("utf-8", "surrogatepass"), safe="/")


def _region(span: Span) -> dict[str, int]:
    source = span.source
    return {
        "startLine": span.line,
        "startColumn": source.written_column(span.start) + 1,
        "endLine": source.position(span.end)[0],
        "endColumn": source.written_column(span.end) + 1,
    }
