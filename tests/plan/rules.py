"""Rule text bound after some declarations, and what is said about it, as a test reads it."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.diagnostics import Diagnostic, Outcome
from dxplan.plan.bind import bind
from dxplan.plan.environment import Environment, Vocabulary
from dxplan.plan.model import Plan, Target
from dxplan.source import source_from_text
from dxplan.syntax.nodes import RuleFile
from dxplan.syntax.parse import parse

PRELUDE = """
dimension level "cấp học" {
    primary | tiểu_học "tiểu học",
    secondary | trung_học "trung học" { lower_secondary "THCS", upper_secondary "THPT" }
}
dimension tier of organisations { department "sở", office "phòng", school "trường" }
dimension secrecy { ordinary, classified | mật }
measure lessons_online by level flow
measure lessons_total by level flow
measure learners by level stock
measure devices stock
measure files by secrecy flow
measure files_digital by secrecy flow
measure score amount
measure responses
flag has_website
flag has_fibre
fact portal_live | cổng_vận_hành "Cổng dịch vụ công đã vận hành"
fact merged from 2025-07-01
indicator online_share | tỉ_trọng_trực_tuyến = lessons_online / lessons_total
indicator work_files = files_digital / files
indicator device_number = devices
    in "máy"
indicator learners_per_device = learners per devices
    in "người/máy"
unit so_gddt | sở "Sở Giáo dục và Đào tạo"
unit so_khcn "Sở Khoa học và Công nghệ"
unit so_tttt "Sở Thông tin và Truyền thông" until 2025-02-28 then so_khcn
unit phong_gddt "Phòng Giáo dục và Đào tạo" at district
unit school_board "Ban giám hiệu" at school
"""


def read(text: str, name: str = "rules.dxplan") -> Outcome[RuleFile]:
    return parse(source_from_text(text, name))


def sound(text: str, name: str = "rules.dxplan") -> RuleFile:
    """The tree of a text without mistakes."""
    outcome = read(text, name)
    said = told(outcome.diagnostics)
    assert said == [], said
    return outcome.value


def vocabulary(name: str, text: str) -> Vocabulary:
    """A vocabulary of one file that is called like it."""
    return Vocabulary(name, (read(text, f"{name}.dxplan").value,))


def outcome_of(
    text: str, *, environment: Environment | None = None, prelude: str = PRELUDE
) -> Outcome[Plan]:
    """The plan of a text that follows some declarations, and everything said about both."""
    before = [read(prelude, "prelude.dxplan")] if prelude else []
    files = [*before, read(text)]
    bound = bind([file.value for file in files], environment or Environment())
    said = [diagnostic for file in files for diagnostic in file.diagnostics]
    return Outcome(bound.value, (*said, *bound.diagnostics))


def plan_of(text: str, *, environment: Environment | None = None, prelude: str = PRELUDE) -> Plan:
    """The plan of a text about which there is nothing to say."""
    outcome = outcome_of(text, environment=environment, prelude=prelude)
    said = told(outcome.diagnostics)
    assert said == [], said
    return outcome.value


def target_of(text: str) -> Target:
    """The only target of a text."""
    (target,) = plan_of(text).targets
    return target


def told(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Line, column, code and underlined text: ``2:10 unknown-unit so_gdd``.

    The name of the file stands before it when it is not the one under test.
    """
    return [f"{_place(each)}{each.code} {_underlined(each)}".rstrip() for each in diagnostics]


def _place(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    if span is None:
        return ""
    name = "" if span.source.name == "rules.dxplan" else f"{span.source.name}:"
    return f"{name}{span.line}:{span.column} "


def _underlined(diagnostic: Diagnostic) -> str:
    return "" if diagnostic.span is None else diagnostic.span.text


def said_of(text: str, *, environment: Environment | None = None) -> list[str]:
    """Everything said about a text."""
    return told(outcome_of(text, environment=environment).diagnostics)


def only(text: str, *, environment: Environment | None = None) -> Diagnostic:
    """The only thing said about a text."""
    (diagnostic,) = outcome_of(text, environment=environment).diagnostics
    return diagnostic


def related_to(diagnostic: Diagnostic) -> list[str]:
    """The other places that belong to a diagnostic: ``rules.dxplan:1:6 so_x``."""
    return [f"{s.source.name}:{s.line}:{s.column} {s.text}" for s in diagnostic.related]
