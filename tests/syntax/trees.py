"""Hypothesis strategies for syntax trees: one a node, and only trees that rule text can say.

Everything is built, nothing is filtered out: a name that is a keyword gets an underscore, a list of
comments is put in order, blank lines in a row become one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TypeAlias, TypeVar, get_args

import attrs
from hypothesis import strategies as st

from dxplan.source import normalise
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.nodes import Word
from dxplan.values.durations import Duration, DurationUnit
from dxplan.values.periods import Step

T = TypeVar("T")
S: TypeAlias = st.SearchStrategy

_ASCII = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VIETNAMESE = "ăâđêôơưáàảãạằắẳẵặầấẩẫậéèẻẽẹềếểễệíìỉĩịóòỏõọồốổỗộờớởỡợúùủũụừứửữựýỳỷỹỵĂÂĐÊÔƠƯÁẾỆỐỜỮỴ"
_LETTERS = _ASCII + _VIETNAMESE

_SYMBOLS: tuple[Word, ...] = ("GE", "GT", "LE", "LT", "EQ")
_WORDS: tuple[Word, ...] = get_args(Word)
_BEFORE_A_NUMBER = [word for word in _WORDS if word != "OR_MORE"]


# --- names, texts, numbers ------------------------------------------------------------------------


@cache
def _reserved() -> frozenset[str]:
    """Keywords, and every word of those that are phrases."""
    return lexicon.all_words() | {part for word in lexicon.all_words() for part in word.split()}


def _no_keyword(text: str) -> str:
    return f"{text}_" if text.casefold() in _reserved() else text


def _plain() -> S[str]:
    head = st.sampled_from(_LETTERS)
    tail = st.text(st.sampled_from(_LETTERS + "0123456789_"), max_size=8)
    any_word = st.builds("".join, st.tuples(head, tail))
    keywords = st.sampled_from(sorted(filter(str.isidentifier, _reserved())))
    usual = st.sampled_from(["online_share", "so_gddt", "tiểu_học", "Q2", "II", "V", "đạt_chuẩn"])
    return st.one_of(any_word, usual, keywords).map(_no_keyword)


def names() -> S[nodes.Name]:
    """Names that may be declared."""
    return st.builds(nodes.Name, _plain())


def references() -> S[nodes.Name]:
    """Names of documents, perhaps dotted."""
    return st.builds(nodes.Name, st.lists(_plain(), min_size=1, max_size=3).map(".".join))


def _lines() -> S[str]:
    """One line of any characters, in the form in which source text is read."""
    characters = st.one_of(
        st.sampled_from('"\\#“”,{}()|= \u00a0\u0301' + _VIETNAMESE),
        st.characters(exclude_categories=("Cc", "Cs")),
    )
    return st.text(characters, max_size=12).map(normalise)


def texts() -> S[nodes.Text]:
    usual = st.sampled_from(["Tỉ lệ", "II.2.a", 'Đề án "06"', "Sở Giáo dục và Đào tạo " * 4])
    return st.builds(nodes.Text, st.one_of(usual, _lines()))


def declared() -> S[nodes.Declared]:
    return st.builds(nodes.Declared, names(), st.none() | names(), st.none() | texts())


def _decimals(lowest: int = 0) -> S[Fraction]:
    digits = st.integers(lowest, 10**9)
    return st.builds(lambda whole, places: Fraction(whole, 10**places), digits, st.integers(0, 4))


def numbers() -> S[nodes.Number]:
    return st.one_of(
        st.builds(nodes.Number, _decimals(), st.booleans()),
        st.builds(_large, _decimals(), st.sampled_from(sorted(nodes.SIZE_OF)), st.booleans()),
        st.builds(nodes.Number, _decimals(), money=st.just(True)),
    )


def _large(written: Fraction, magnitude: nodes.Magnitude, money: bool) -> nodes.Number:
    return nodes.Number(written * nodes.SIZE_OF[magnitude], False, magnitude, money)


# --- time -----------------------------------------------------------------------------------------


def literals() -> S[nodes.TimeLiteral]:
    years = st.integers(1900, 2199)
    days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
    parts: dict[nodes.LiteralKind, S[tuple[int, ...]]] = {
        "year": st.tuples(years),
        "quarter": st.tuples(years, st.integers(1, 4)),
        "month": st.tuples(years, st.integers(1, 12)),
        "day": days.map(lambda day: (day.year, day.month, day.day)),
        "school_year": st.tuples(years),
        "semester": st.tuples(years, st.integers(1, 2)),
    }
    return st.one_of(
        *(st.builds(nodes.TimeLiteral, st.just(kind), those) for kind, those in parts.items())
    )


def _dated_times() -> S[nodes.Time]:
    return st.builds(nodes.Time, st.sampled_from(("by", "before", "in")), literals())


def _recurring_times() -> S[nodes.Time]:
    return st.builds(nodes.Time, st.just("every"), step=st.sampled_from(get_args(Step)))


def times() -> S[nodes.Time]:
    since = st.builds(nodes.Time, st.just("from"), literals(), st.none() | literals())
    bounds = st.tuples(literals(), st.none() | literals()) | st.tuples(st.none(), literals())
    bounded = st.builds(
        lambda between, step: nodes.Time("every", *between, step=step),
        bounds,
        st.sampled_from(get_args(Step)),
    )
    return st.one_of(_dated_times(), since, _recurring_times(), bounded)


# --- thresholds and targets -----------------------------------------------------------------------


def comparisons() -> S[nodes.Comparison]:
    set_elsewhere = st.sampled_from(_BEFORE_A_NUMBER)
    return st.one_of(
        st.builds(nodes.Comparison, st.sampled_from(_WORDS), numbers()),
        st.builds(nodes.Comparison, set_elsewhere, st.none()),
    )


def thresholds() -> S[nodes.Threshold]:
    return st.one_of(
        comparisons(),
        st.builds(nodes.Range, numbers(), numbers()),
        st.builds(nodes.Carried, numbers()),
        changes(),
        st.builds(nodes.Multiple, st.sampled_from(_BEFORE_A_NUMBER), numbers()),
        st.builds(nodes.LevelOf, literals()),
        st.builds(nodes.Eliminated),
        st.builds(nodes.About, numbers(), st.none() | numbers()),
    )


def changes() -> S[nodes.Change]:
    """What a value does against an earlier one, or keeps up."""
    verbs = st.sampled_from([verb for verb in get_args(nodes.Verb) if verb != "GROWS_TO"])
    return st.one_of(
        st.builds(nodes.Change, verbs, st.none() | st.sampled_from(_WORDS), numbers()),
        st.builds(nodes.Change, verbs, st.none(), numbers(), numbers()),
        st.builds(nodes.Change, st.just("GROWS_TO"), st.none(), numbers()),
    )


def _scopes(lowest: int = 0) -> S[tuple[nodes.Name, ...]]:
    return _tuples(names(), lowest, 3)


def arms() -> S[nodes.Arm]:
    against, each = st.none() | literals(), st.none() | eaches()
    named = st.builds(nodes.Arm, _scopes(), thresholds(), st.none() | times(), against, each=each)
    rest = st.builds(
        nodes.Arm, st.just(()), thresholds(), st.none() | times(), against, st.just(True), each
    )
    return named | rest


def eaches() -> S[nodes.Each]:
    levels = st.sampled_from(("province", "district", "commune", "school"))
    return st.builds(nodes.Each, st.one_of(levels, texts()))


def scope_arms() -> S[nodes.Arm]:
    """Parts of a list that only name a scope."""
    return st.builds(nodes.Arm, _scopes(1), st.none())


def _arm_lists() -> S[tuple[nodes.Arm, ...]]:
    some = st.lists(st.one_of(arms(), scope_arms()), max_size=3)
    of_which = st.builds(
        lambda arm, name: attrs.evolve(arm, of_which=name), st.one_of(arms(), scope_arms()), names()
    )
    further = st.lists(of_which, max_size=2)
    return st.builds(lambda first, last, more: (*first, last, *more), some, arms(), further)


# --- conditions and expressions -------------------------------------------------------------------


def conditions() -> S[nodes.Condition]:
    words = st.sampled_from([word for word in _WORDS if word != "OR_MORE"])
    holding = st.builds(nodes.Holding, names())
    comparing = st.builds(nodes.Comparing, names(), words, numbers())
    met = st.builds(nodes.Met, names(), _scopes())
    whole = st.builds(nodes.Number, st.integers(0, 9).map(Fraction))
    levelled = st.builds(nodes.Levelled, references(), words, names())

    def extended(inner: S[nodes.Condition]) -> S[nodes.Condition]:
        several = _tuples(inner, 2, 3)
        return st.one_of(
            st.builds(nodes.Not, inner),
            st.builds(nodes.And, several),
            st.builds(nodes.Or, several),
            st.builds(nodes.SomeOf, whole, _tuples(inner, 1, 3)),
        )

    atoms = st.one_of(holding, comparing, levelled, met)
    return st.recursive(atoms, extended, max_leaves=6)


def linears() -> S[nodes.Linear]:
    signed = st.builds(lambda factor, sign: factor * sign, _factors(), st.sampled_from((1, -1)))
    first = st.builds(nodes.Term, _factors(), st.none() | names())
    further = st.lists(st.builds(nodes.Term, signed, st.none() | names()), max_size=2)
    return st.builds(lambda term, terms: (term, *terms), first, further)


def _factors() -> S[Fraction]:
    return st.one_of(st.just(Fraction(1)), _decimals(lowest=1))


def expressions() -> S[nodes.Expression]:
    counted = st.sampled_from(get_args(nodes.Counted))
    return st.one_of(
        st.builds(nodes.Share, linears(), linears()),
        st.builds(nodes.Rate, linears(), linears(), _factors()),
        st.builds(nodes.Count, linears()),
        st.builds(nodes.ShareWhere, conditions(), counted, st.none() | conditions()),
        st.builds(nodes.CountWhere, conditions(), counted),
        st.builds(nodes.Mean, names(), st.none() | names()),
    )


# --- clauses --------------------------------------------------------------------------------------


def name_lists(*kinds: str) -> S[nodes.Clause]:
    return st.builds(nodes.NamesClause, st.sampled_from(kinds), _tuples(names(), 1, 3))


def text_clauses(*kinds: str) -> S[nodes.Clause]:
    return st.builds(nodes.TextClause, st.sampled_from(kinds), texts())


def when_clauses() -> S[nodes.Clause]:
    return st.builds(nodes.WhenClause, conditions())


def document_clauses() -> S[nodes.Clause]:
    issued = st.none() | literals()
    numbered = st.builds(nodes.DocumentClause, st.none() | texts(), texts(), issued)
    draft = st.builds(nodes.DocumentClause, st.none(), texts(), issued, st.just(True))
    return st.one_of(numbered, draft)


def plan_clauses() -> S[nodes.Clause]:
    return st.one_of(
        document_clauses(),
        st.builds(nodes.PeriodClause, literals(), st.none() | literals()),
        st.builds(nodes.NameClause, st.just("parent"), references()),
        st.builds(nodes.NameClause, st.just("calendar"), names()),
        text_clauses("territory", "note"),
    )


def unit_clauses() -> S[nodes.Clause]:
    levels = st.sampled_from(get_args(nodes.AdminLevel))
    return st.one_of(
        st.builds(nodes.LevelClause, levels),
        st.builds(nodes.EndsClause, literals(), _tuples(names(), 0, 2)),
        st.builds(nodes.BeginsClause, literals()),
        text_clauses("also", "cite", "note"),
    )


def measure_clauses() -> S[nodes.Clause]:
    return st.one_of(
        name_lists("by_dimension", "reported_by"),
        st.builds(nodes.MarkClause, st.sampled_from(("flow", "stock", "amount", "rank"))),
        text_clauses("measured_in", "also", "note"),
    )


def fact_clauses() -> S[nodes.Clause]:
    holds = st.builds(nodes.HoldsClause, literals(), st.none() | literals())
    return st.one_of(holds, text_clauses("also", "cite", "note"))


def indicator_clauses() -> S[nodes.Clause]:
    return text_clauses("assume", "also", "measured_in", "cite", "note")


def rule_clauses() -> S[nodes.Clause]:
    return st.one_of(
        name_lists("lead", "with", "except"),
        text_clauses("cite", "assume", "note"),
        when_clauses(),
        st.builds(nodes.BaselineClause, numbers(), literals()),
    )


def day_clauses() -> S[nodes.Clause]:
    days = st.integers(1, 31)
    last_month = st.builds(nodes.DayClause, st.booleans(), days, st.booleans())
    of_month = st.builds(nodes.DayClause, st.booleans(), days, month=st.integers(1, 12))
    return st.one_of(last_month, of_month)


def within_clauses() -> S[nodes.Clause]:
    units: S[DurationUnit] = st.sampled_from(("day", "working_day", "week", "month"))
    durations = st.builds(Duration, st.integers(1, 9999), units)
    origins = st.sampled_from(("event", "deadline"))
    named = st.builds(nodes.WithinClause, durations, origins, names())
    return st.one_of(named, st.builds(nodes.WithinClause, durations, st.just("end")))


def work_clauses() -> S[nodes.Clause]:
    return st.one_of(
        name_lists("lead", "with", "done_by", "sent_to"),
        text_clauses("cite", "assume", "note"),
        when_clauses(),
        st.builds(nodes.TimeClause, st.one_of(_dated_times(), _recurring_times())),
        st.builds(nodes.BeginsClause, literals()),
        day_clauses(),
        within_clauses(),
    )


def pledge_clauses() -> S[nodes.Clause]:
    return st.one_of(name_lists("lead", "with"), text_clauses("cite", "assume", "note"))


def check_clauses() -> S[nodes.Clause]:
    return text_clauses("cite", "note")


def waive_clauses() -> S[nodes.Clause]:
    until = st.builds(nodes.UntilClause, literals())
    return st.one_of(until, text_clauses("because", "cite"))


def criteria() -> S[nodes.CriterionNode]:
    also = _tuples(texts(), 0, 2)
    kinds = st.sampled_from(("mandatory", "points_open"))
    where = st.none() | conditions()
    return st.one_of(
        st.builds(nodes.CriterionNode, declared(), kinds, st.none(), also, where),
        st.builds(nodes.CriterionNode, declared(), st.just("points"), numbers(), also, where),
    )


def scale_clauses() -> S[nodes.Clause]:
    ends = st.sampled_from(("GE", "OVER"))
    limits = st.one_of(
        st.builds(nodes.LimitsNode, st.sampled_from(_WORDS), numbers()),
        st.builds(nodes.LimitsNode, ends, numbers(), numbers(), st.booleans()),
    )
    some = _tuples(criteria(), 1, 3)
    return st.one_of(
        st.builds(nodes.GroupClause, declared(), some, st.none() | numbers()),
        st.builds(nodes.BandClause, declared(), st.none() | limits),
        st.builds(nodes.GateClause, names()),
        st.builds(nodes.JudgedClause, _tuples(literals(), 1, 3)),
        name_lists("reported_by", "except"),
        text_clauses("incomplete", "assume", "cite", "note"),
    )


# --- statements, without comments -----------------------------------------------------------------


def _clauses(clauses: S[nodes.Clause]) -> S[tuple[nodes.Clause, ...]]:
    return _tuples(clauses, 0, 4)


def plans() -> S[nodes.Statement]:
    clauses = _clauses(plan_clauses())
    return st.builds(nodes.PlanStatement, references(), st.none() | texts(), clauses)


def uses() -> S[nodes.Statement]:
    return st.builds(nodes.UseStatement, references())


def declarations() -> S[nodes.Statement]:
    kinds = {
        "unit": unit_clauses(),
        "measure": measure_clauses(),
        "flag": measure_clauses(),
        "fact": fact_clauses(),
    }
    return st.one_of(
        *(
            st.builds(nodes.DeclarationStatement, st.just(kind), declared(), _clauses(clauses))
            for kind, clauses in kinds.items()
        )
    )


def members() -> S[nodes.MemberNode]:
    also = _tuples(texts(), 0, 2)
    leaf = st.builds(nodes.MemberNode, declared(), also)
    return st.recursive(
        leaf,
        lambda inner: st.builds(nodes.MemberNode, declared(), also, _tuples(inner, 1, 3)),
        max_leaves=5,
    )


def dimensions() -> S[nodes.Statement]:
    return st.builds(nodes.DimensionStatement, declared(), st.booleans(), _tuples(members(), 1, 3))


def indicators() -> S[nodes.Statement]:
    clauses = _clauses(indicator_clauses())
    return st.builds(nodes.IndicatorStatement, declared(), expressions(), clauses)


def scales() -> S[nodes.Statement]:
    return st.builds(nodes.ScaleStatement, declared(), _clauses(scale_clauses()))


def targets() -> S[nodes.Statement]:
    return st.builds(nodes.TargetStatement, names(), _arm_lists(), _clauses(rule_clauses()))


def pledges() -> S[nodes.Statement]:
    return st.builds(nodes.PledgeStatement, _clauses(pledge_clauses()))


def works() -> S[nodes.Statement]:
    kinds = st.sampled_from(("task", "duty"))
    return st.builds(nodes.WorkStatement, kinds, declared(), _clauses(work_clauses()))


def checks() -> S[nodes.Statement]:
    symbols = st.sampled_from(_SYMBOLS)
    title = st.none() | texts()
    clauses = _clauses(check_clauses())
    return st.builds(nodes.CheckStatement, linears(), symbols, linears(), title, clauses)


def waivers() -> S[nodes.Statement]:
    return st.builds(nodes.WaiveStatement, names(), _scopes(), _clauses(waive_clauses()))


def _groups() -> S[nodes.GroupOf]:
    columns = st.sampled_from(("province", "district", "commune", "school"))
    return st.builds(nodes.GroupOf, columns | texts(), texts())


def _schools() -> S[nodes.Schools]:
    members, groups = _scopes(), _tuples(_groups(), 0, 2)
    counted = st.builds(nodes.Schools, st.integers(1, 1000), st.none(), members, groups)
    return counted | st.builds(nodes.Schools, st.just(1), texts(), members, groups)


def _given_items() -> S[nodes.GivenItem]:
    return st.one_of(
        st.builds(nodes.Figure, names(), _scopes(), numbers()),
        st.builds(nodes.Answer, names(), _scopes(), st.booleans()),
        st.builds(nodes.Done, names(), st.none() | literals(), _scopes()),
    )


def given_clauses() -> S[nodes.Clause]:
    """What is given; who reports nothing does so without a time."""
    items = _tuples(_given_items(), 1, 3)
    time = st.none() | st.builds(nodes.GivenTime, literals(), st.none() | literals())
    return st.one_of(
        st.builds(nodes.GivenClause, st.none() | _schools(), items, time),
        st.builds(nodes.GivenClause, _schools(), st.just(())),
    )


def expect_clauses() -> S[nodes.Clause]:
    outcomes: S[nodes.Expected] = st.sampled_from(get_args(nodes.Expected))
    units = {"lead": _scopes(), "cooperating": _scopes()}
    verdicts = st.builds(dict, outcome=st.none() | outcomes, **units)
    bands = st.builds(dict, band=names())
    subjects = st.builds(dict, subject=_scopes(1), time=st.none() | times())
    ids = st.builds(dict, subject=texts())
    return st.builds(
        lambda subject, found, group: nodes.ExpectClause(**subject, **found, group=group),
        subjects | ids,
        verdicts | bands,
        st.none() | _groups(),
    )


def examples() -> S[nodes.Statement]:
    clauses = given_clauses() | expect_clauses() | text_clauses("cite", "note")
    return st.builds(
        nodes.ExampleStatement, texts(), st.none() | literals(), _clauses(clauses)
    )  # fmt: skip


def wide_givens() -> S[nodes.GivenClause]:
    """What is given of one organisation, mostly wider than a line; no texts are in it."""
    time = st.none() | st.builds(nodes.GivenTime, literals())
    return st.builds(nodes.GivenClause, st.none(), _tuples(_given_items(), 4, 12), time)


def wide_examples() -> S[nodes.Statement]:
    """Examples with clauses that are wider than a line, and comments between these."""
    given = st.builds(attrs.evolve, wide_givens(), schools=st.none() | _schools())
    units = _tuples(names(), 2, 9)
    found: S[nodes.Expected] = st.sampled_from(get_args(nodes.Expected))
    expect = st.builds(nodes.ExpectClause, _scopes(1), outcome=found, lead=units, cooperating=units)
    clauses = _tuples(given | expect, 1, 3)
    return _commented(st.builds(nodes.ExampleStatement, texts(), st.none(), clauses))


# --- comments and files --------------------------------------------------------------------------


def comment_lines() -> S[str]:
    """A comment with its ``#``, without blanks at its end."""
    return _lines().map(lambda text: f"#{text}".rstrip())


def pieces(statement: nodes.Statement) -> int:
    """How many pieces a statement has, as :class:`dxplan.syntax.nodes.Comment` counts them."""
    match statement:
        case nodes.UseStatement():
            return 1
        case nodes.DimensionStatement():
            return 1 + _size(statement.members)
        case nodes.TargetStatement():
            return len(statement.arms) + len(statement.clauses)
        case nodes.ScaleStatement():
            groups = (each for each in statement.clauses if isinstance(each, nodes.GroupClause))
            return 1 + len(statement.clauses) + sum(len(group.criteria) for group in groups)
    return 1 + len(statement.clauses)


def _size(parts: Iterable[nodes.MemberNode]) -> int:
    return sum(1 + _size(member.members) for member in parts)


def comments(count: int) -> S[tuple[nodes.Comment, ...]]:
    """Comments of a statement of so many pieces, in order, at most one behind a piece."""
    places = st.tuples(st.integers(1, count), comment_lines())
    alone = st.lists(places, max_size=2).map(
        lambda found: [nodes.Comment(piece, True, text) for piece, text in found]
    )
    behind = st.dictionaries(st.integers(0, count - 1), comment_lines(), max_size=2).map(
        lambda found: [nodes.Comment(piece, False, text) for piece, text in found.items()]
    )
    none: S[tuple[nodes.Comment, ...]] = st.just(())
    return none | st.builds(
        lambda a, b: tuple(sorted(a + b, key=lambda item: (item.piece, not item.own_line))),
        alone,
        behind,
    )


def _between_statements() -> S[tuple[str, ...]]:
    """Comment lines and blank ones, never two blank ones in a row."""
    lines = st.lists(st.one_of(st.just(""), comment_lines()), max_size=4)
    return lines.map(
        lambda found: tuple(
            line for line, before in zip(found, ["#", *found], strict=False) if line or before
        )
    )


def statements() -> S[nodes.Statement]:
    """Statements of every kind, with comments inside and before."""
    bare = st.one_of(
        plans(),
        uses(),
        declarations(),
        dimensions(),
        indicators(),
        scales(),
        targets(),
        pledges(),
        works(),
        checks(),
        waivers(),
        examples(),
    )
    return _commented(bare)


def _commented(bare: S[nodes.Statement]) -> S[nodes.Statement]:
    """Statements with comments inside and before."""
    return bare.flatmap(
        lambda statement: st.builds(
            lambda leading, inner: attrs.evolve(statement, leading=leading, comments=inner),
            _between_statements(),
            comments(pieces(statement)),
        )
    )


def rule_files() -> S[nodes.RuleFile]:
    """Files that neither begin nor end with a blank line."""
    return st.builds(_file, st.lists(statements(), max_size=3), _between_statements())


def _file(found: list[nodes.Statement], trailing: tuple[str, ...]) -> nodes.RuleFile:
    if found:
        first = found[0]
        found = [attrs.evolve(first, leading=_without_first_blank(first.leading)), *found[1:]]
    else:
        trailing = _without_first_blank(trailing)
    end = _without_first_blank(trailing[::-1])[::-1]
    return nodes.RuleFile(tuple(found), end)


def _without_first_blank(lines: tuple[str, ...]) -> tuple[str, ...]:
    return lines[1:] if lines[:1] == ("",) else lines


def _tuples(items: S[T], lowest: int, highest: int) -> S[tuple[T, ...]]:
    return st.lists(items, min_size=lowest, max_size=highest).map(tuple)
