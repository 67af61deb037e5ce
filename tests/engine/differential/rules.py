"""Random rules of every form that sums are judged by, as text."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache

import attrs
from hypothesis import strategies as st

from dxplan.diagnostics import Severity
from dxplan.plan.bind import bind
from dxplan.plan.model import Plan
from dxplan.session import Session, open_session
from dxplan.source import source_from_text
from dxplan.syntax.nodes import RuleFile
from dxplan.syntax.parse import parse
from tests.engine.rules import DECLARED

HEAD = """plan p "P"
    period {period}
"""

MORE = """
measure tv by level flow
measure grants by level, secrecy flow
measure place rank
indicator tv_share = tv / total
indicator away_share = online_share + tv_share
indicator grant_count = grants
indicator spare = 2 * rooms - devices + 1
indicator placing = place
indicator fitted = (recorded + plans_digital) / (pupils + plans)
indicator unrecorded = pupils - recorded
indicator missing_share = (pupils - recorded) / pupils
indicator lessons_each = total per pupils
indicator devices_each = mean of devices
indicator rooms_and_devices = (rooms + 2 * devices) per pupils
indicator seen_online = online / pupils
indicator long_sessions = share of schools where sessions >= 6 among those where rooms < 4
indicator small = count of schools where not (rooms > 2 or devices = 3) and merged
indicator devices_rate = devices per 10000 pupils
indicator well_recorded = share of schools where recorded_share >= 50%
indicator busy = count of schools where lesson_count >= 4 and not portal
indicator wired = share of schools where fibre among those where website
indicator ready = share of schools where at least 2 of (website, fibre, rooms >= 2)
indicator roomy_districts = share of districts where rooms >= 2
indicator wired_districts = share of districts where websites >= 50% and lesson_count >= 3
indicator pooled_districts = share of districts where pooled >= 20% among those where rooms >= 1
indicator open_communes = count of communes where fitted > 10% or devices_each >= 1
indicator strong_districts = count of districts where recorded_share >= 50% and rooms >= 2
"""

SCALE = """
scale digital
    reported by school
    group teaching of 10 points {
        t_1 mandatory,
        t_2 6 points,
        t_3 4 points where website and rooms >= 2
    }
    band low under 5
    band fair from 5 to 7.5
    band good over 7.5
    gate unmet gives low
indicator fair_schools = share of schools where digital.teaching >= fair
"""


@attrs.frozen
class Subject:
    """An indicator, and what a rule about it may say.

    :param percent: whether it is held against percentages; else against plain numbers.
    :param numbers: thresholds that figures of a few schools come near.
    :param scopes: members that it may be narrowed to; the empty text is everything.
    :param grows: whether it may be counted from an earlier value, and be asked of every group.
    :param ranked: whether it is a place, where smaller is better.
    """

    indicator: str
    percent: bool
    numbers: tuple[str, ...]
    scopes: tuple[str, ...] = ("",)
    excepts: tuple[str, ...] = ()
    grows: bool = True
    ranked: bool = False


PERCENTS = ("50", "0", "25", "29", "33.3", "57", "58", "7", "55", "66.7", "12.5", "75", "100")
COUNTS = ("3", "0", "1", "2", "5", "8", "20")
LEVELS = ("", "primary", "secondary", "lower_secondary")
TIERS = ("", "school", "office")


def share(name: str, *scopes: str, excepts: tuple[str, ...] = (), grows: bool = True) -> Subject:
    return Subject(name, True, PERCENTS, ("", *scopes), excepts, grows)


def count(name: str, *scopes: str, grows: bool = True) -> Subject:
    return Subject(name, False, COUNTS, ("", *scopes), (), grows)


PLAIN = (
    share("online_share", *LEVELS[1:], "primary school", excepts=("upper_secondary", "office")),
    share("recorded_share", *LEVELS[1:], *TIERS[1:], excepts=("primary", "department")),
    share("files_share", "ordinary", excepts=("classified",)),
    share("spending"),
    count("room_count", *TIERS[1:]),
    count("lesson_count", *LEVELS[1:]),
    count("spent_total"),
    count("grant_count", "primary", "primary ordinary"),
    count("pupils_per_room"),
    share("plan_share"),
    Subject("devices_rate", False, ("9", "5000", "0", "20000", "2500.5")),
)
"""Quotients of a measure by another one, or by nothing."""
OTHERS = (
    count("spare"),
    count("satisfaction"),
    Subject("rooms_each", False, ("2", "1.5", "0", "3.25")),
    share("fitted", "school"),
    count("unrecorded", "primary", "secondary"),
    share("missing_share", "primary"),
    count("lessons_each", "primary"),
    count("devices_each"),
    count("rooms_and_devices", "school"),
    share("seen_online", "secondary"),
    share("long_sessions"),
    count("small"),
    share("websites"),
    share("sites_or_fibre"),
    share("sites_and_fibre", "school"),
    count("equipped"),
    share("active"),
    share("signed"),
    share("pooled"),
    share("rest_share", "primary"),
    share("away_share", "primary"),
    share("well_recorded", "primary"),
    count("busy"),
    share("wired"),
    share("ready"),
    share("roomy_districts", grows=False),
    count("strong_districts", grows=False),
    share("wired_districts", grows=False),
    share("pooled_districts", grows=False),
    count("open_communes", grows=False),
    Subject("placing", False, ("2", "1", "3"), grows=False, ranked=True),
)
OF_SCALE = share("fair_schools", grows=False)


# --- times ----------------------------------------------------------------------------------------

DEADLINES = (
    "by 2025", "by 2025-Q2", "by 2025-Q1", "before 2025-10-01", "by 2026", "by 2024",
    "by 31/5/2025", "before 2025-07-01",
    "by school year 2024-2025",
)  # fmt: skip
OTHER_TIMES = (
    "in 2025", "in 2025-Q3", "in 2024", "in school year 2024-2025", "in 2025-05", "from 2025-Q2",
    "from 2024-Q3 to 2025-Q2", "every quarter", "every year", "every half-year", "every semester",
    "every month from 2025-06 to 2025-09", "",
)  # fmt: skip
MILESTONES = ("by 2024-Q4", "by 2025-Q3")
"""Not among the deadlines, so that no two rules are one."""

COMPARATORS = (">=", ">", "<=", "<", "=", "over", "no more than")


@attrs.frozen
class Rule:
    """A target as it is written; rules that differ in the key may stand in one plan."""

    subject: Subject
    scope: str
    time: str
    text: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What no two rules of a plan share."""
        return self.subject.indicator, self.scope, self.time


@st.composite
def thresholds(draw: st.DrawFn, subject: Subject, magnitude: int) -> str:
    """A comparator and a number, or a range."""
    sign = "%" if subject.percent else ""
    factor = 1 if subject.percent or subject.ranked else magnitude
    numbers = st.sampled_from(subject.numbers).map(lambda number: scaled(number, factor))
    if draw(st.integers(0, 7)) == 7:
        low, high = sorted((draw(numbers), draw(numbers)), key=Fraction)
        return f"{low} .. {high}{sign}"
    comparators = ("<=", "<", "=") if subject.ranked else COMPARATORS
    return f"{draw(st.sampled_from(comparators))} {draw(numbers)}{sign}"


def scaled(number: str, factor: int) -> str:
    """A number times a whole one, as it is written."""
    return number if factor == 1 or "." in number else str(int(number) * factor)


GROWTHS = (
    "increases {p}% every year to 2025", "decreases {p}% against 2024 by 2025",
    "adds {d} every year from 2025", "drops {d} against 2024 in 2025",
    "reaches 2 times against 2024 by 2025", "maintains the level of 2024 to 2025",
    "increases over {p}% against 2024 in 2025", "increases {p}% every quarter",
    "decreases {p}% by 2025\n    baseline {d} in 2024",
    "increases {p}% by 2025\n    baseline {d} in 2024",
)  # fmt: skip


@st.composite
def growths(draw: st.DrawFn, subject: Subject) -> tuple[str, str]:
    """A threshold that is counted from an earlier value, with its time; its form before that.

    Two of one form are one target, whatever their numbers.
    """
    form = draw(st.sampled_from(GROWTHS))
    small = draw(st.sampled_from(("10", "0", "50", "100")))
    return form, form.format(p=small, d=f"{small}%" if subject.percent else small)


EACH = ("district", "district", "commune")
FORMS = (*["plain"] * 8, "milestones", "milestones", "each", "growth", "growth")
CONDITIONS = (
    "portal", "not portal", "merged or pilot", "pilot and not portal", "merged",
    "room_count >= 3", "online_share >= 50%",
    "recorded_share > 25% and portal", "equipped >= 1", "satisfaction >= 5",
)  # fmt: skip


@st.composite
def rules(draw: st.DrawFn, magnitude: int, *, scale: bool) -> Rule:
    """A target, or several in a list that share an indicator and members."""
    others = (*OTHERS, OF_SCALE) if scale else OTHERS
    plain = draw(st.integers(0, 1)) == 0
    subject = draw(st.sampled_from(PLAIN if plain else others))
    scope = draw(st.sampled_from(subject.scopes))
    form = draw(st.sampled_from(FORMS))
    form = form if subject.grows or form == "milestones" else "plain"
    clauses: list[str] = []
    if form == "growth":
        time, judged = draw(growths(subject))
        written, _, more = judged.partition("\n    ")
        clauses += [more] if more else []
    elif form == "milestones":
        time = ", ".join(MILESTONES)
        first, second = (draw(thresholds(subject, magnitude)) for _ in MILESTONES)
        written = f"{first} {MILESTONES[0]}, {second} {MILESTONES[1]}"
    else:
        time = draw(st.sampled_from(DEADLINES if draw(st.booleans()) else OTHER_TIMES))
        each = f" in each {draw(st.sampled_from(EACH))}" if form == "each" else ""
        written = f"{draw(thresholds(subject, magnitude))}{each} {time}".rstrip()
        clauses += [draw(baselines(subject))] if time in DEADLINES and not each else []
    if subject.excepts and not scope and draw(st.booleans()):
        clauses.append(f"except {draw(st.sampled_from(subject.excepts))}")
    if draw(st.integers(0, 4)) == 4:
        clauses.append(f"when {draw(st.sampled_from(CONDITIONS))}")
    clauses += draw(st.sampled_from(([], [], ["lead old_office"], ['cite "II.2"'])))
    kept = [each for each in clauses if each]
    text = "\n    ".join([" ".join(filter(None, (subject.indicator, scope, written))), *kept])
    return Rule(subject, scope, f"{form} {time}", text)


@st.composite
def baselines(draw: st.DrawFn, subject: Subject) -> str:
    """Where the line to a threshold begins, or nothing."""
    sign = "%" if subject.percent else ""
    return draw(
        st.sampled_from(("", "", f"baseline 10{sign} in 2023", f"baseline 2{sign} in 2024"))
    )


STATEMENTS = (
    "check online <= total", "check rooms <= 3", "check devices >= rooms",
    "check spent <= budget", "check recorded <= pupils", "check online + tv = total",
    'task t "T" by 2025-Q3 when portal', 'task s "S" in 2025-07\n    lead old_office',
    'duty d "D" every quarter before day 15 of its last month\n    by old_office, helper',
)  # fmt: skip


@attrs.frozen
class Rules:
    """A plan as text.

    :param magnitude: what counts in thresholds are multiplied by, so that figures can be as large.
    """

    rules: tuple[Rule, ...]
    statements: tuple[str, ...] = ()
    magnitude: int = 1
    scale: bool = False
    period: str = "2024 to 2025"

    @property
    def text(self) -> str:
        """All of it but what every plan declares."""
        head = HEAD.format(period=self.period)
        lines = [each.text for each in self.rules]
        return "\n".join([head, *([SCALE] if self.scale else ()), *lines, *self.statements])

    @property
    def plan(self) -> Plan:
        """The plan; rules that cannot be bound are a mistake in the strategies."""
        return bound(self.text)


@cache
def session() -> Session:
    """A session without plugins of others."""
    return open_session(entry_points=False)


@cache
def _declared() -> RuleFile:
    """What every plan declares."""
    return parse(source_from_text(DECLARED + MORE)).value


@lru_cache(maxsize=64)
def bound(text: str) -> Plan:
    """The plan of a text and of what every plan declares."""
    parsed = parse(source_from_text(text))
    outcome = bind([parsed.value, _declared()], session().environment)
    said = (*parsed.diagnostics, *outcome.diagnostics)
    wrong = [each.message() for each in said if each.severity is Severity.ERROR]
    assert wrong == [], (text, wrong)
    return outcome.value


MAGNITUDES = (1, 1, 1, 100, 10**6, 10**15, 10**17, 10**18, 10**18)


@st.composite
def plans(draw: st.DrawFn, most: int = 3) -> Rules:
    """A plan of a few rules, perhaps with checks, waivers and work."""
    magnitude = draw(st.sampled_from(MAGNITUDES))
    scale = draw(st.integers(0, 9)) == 9
    one = rules(magnitude, scale=scale)
    found = draw(st.lists(one, min_size=1, max_size=most, unique_by=lambda rule: rule.key))
    statements = draw(st.lists(st.sampled_from(STATEMENTS), max_size=2, unique=True))
    if draw(st.integers(0, 9)) == 9:
        waived = f"waive {found[0].subject.indicator} {found[0].scope}".rstrip()
        until = draw(st.sampled_from(("2025", "2024", "2025-Q3")))
        statements.append(f'{waived} until {until} because "storm" cite "12/QĐ"')
    period = draw(st.sampled_from(("2024 to 2025", "2024 to 2025", "2025", "2023 to 2026")))
    return Rules(waiting(draw, found), tuple(statements), magnitude, scale, period)


def waiting(draw: st.DrawFn, found: Sequence[Rule]) -> tuple[Rule, ...]:
    """Rules of which the last may wait until the first is met."""
    first, last = found[0], found[-1]
    plain = "\n" not in first.text and not first.time.startswith(("each", "growth"))
    others = (first.subject, first.scope) != (last.subject, last.scope)
    if not plain or not others or "when" in last.text or draw(st.integers(0, 2)) < 2:
        return tuple(found)
    met = f"{last.text}\n    when met {first.subject.indicator} {first.scope}".rstrip()
    return (*found[:-1], attrs.evolve(last, text=met))
