"""Why an organisation has its level, in sentences: points, gates, the band, and the next one."""

from __future__ import annotations

from dxplan.data.observations import Cell
from dxplan.explain.model import CriterionPart, LevelExplanation, NextBand
from dxplan.messages import Language
from dxplan.plan.model import Band
from dxplan.report.explanation_rule import written
from dxplan.report.explanation_words import (
    Line,
    Section,
    exactly,
    fact_lines,
    interval_amount,
    name_text,
    place_text,
    say,
)
from dxplan.report.quantity_text import condition_text, wording_of
from dxplan.report.rule_text import document_text
from dxplan.report.scale_text import band_text, unsettled
from dxplan.report.time_text import day_text
from dxplan.report.words import plain

_STATES = {True: "met", False: "unmet", None: "open"}


def level_sections(explanation: LevelExplanation, language: Language) -> list[Section]:
    """The scale, the criteria, the bands, why this one, and what the next one would take."""
    return [
        Section("rule", _lines(_rule(explanation, language))),
        Section("criteria", tuple(_criteria(explanation, language))),
        Section("bands", tuple(_bands(explanation, language))),
        Section("why", _why(explanation, language)),
        Section("remedy", tuple(_remedy(explanation, language))),
    ]


def _lines(texts: list[str]) -> tuple[Line, ...]:
    return tuple(Line(plain(text)) for text in texts)


def level_sentence(explanation: LevelExplanation, language: Language) -> str:
    """What came out, in one sentence."""
    level = explanation.level
    text = say(
        "levels", "verdict" if level.is_certain else "verdict_open", language,
        scale=explanation.scale.title or explanation.scale.name,
        group=explanation.group.title or explanation.group.name,
        name=name_text(explanation.report, level.organisation),
        date=day_text(level.date, language),
        band=_band_names(explanation, level.bands),
    )  # fmt: skip
    return plain(text)


def _band_names(explanation: LevelExplanation, names: tuple[str, ...]) -> str:
    found = [band for band in explanation.group.bands if band.name in names]
    return ", ".join(band.title or band.name for band in found)


def _rule(explanation: LevelExplanation, language: Language) -> list[str]:
    scale, plan = explanation.scale, explanation.report.plan
    document = document_text(plan.document, language) or plan.title or plan.id
    cited = {"cite": scale.cite, "document": document}
    texts = [say("rule", "cited" if scale.cite else "uncited", language, **cited)]
    return [*texts, *written(scale.span, language), *unsettled(scale, language)]


# --- criteria -------------------------------------------------------------------------------------


def _criteria(explanation: LevelExplanation, language: Language) -> list[Line]:
    lines = [
        Line(plain(_criterion(part, explanation, language)), item=True)
        for part in explanation.criteria
    ]
    if any(part.points is not None for part in explanation.criteria):
        score = interval_amount(explanation.level.score, language)
        lines.append(Line(say("levels", "score", language, score=score)))
    return [*lines, *fact_lines(explanation.facts, language)]


def _criterion(part: CriterionPart, explanation: LevelExplanation, language: Language) -> str:
    """What it gives, of how much, and where that stands."""
    criterion = part.criterion
    params: dict[str, object] = {"title": criterion.title or criterion.name}
    if criterion.mandatory:
        code = f"gate_{_STATES[part.met]}"
    elif criterion.points is None or part.points is None:
        code = "unsettled"
    else:
        code = "points" if part.known else "points_open"
        params["points"] = interval_amount(part.points, language)
        params["most"] = exactly(criterion.points, language)
    text = say("levels", code, language, **params)
    if criterion.condition is not None:
        condition = condition_text(
            criterion.condition, wording_of(explanation.report.plan, language)
        )
        state = say("grounds", {True: "true", False: "false", None: "unknown"}[part.met], language)
        params = {"text": text, "condition": condition, "state": state}
        text = say("levels", "by_condition", language, **params)
    places = "; ".join(place for cell in part.cells if (place := _place(cell, language)))
    return say("levels", "from", language, text=text, places=places) if places else text


def _place(cell: Cell, language: Language) -> str:
    return place_text(cell.place, language)


# --- bands ----------------------------------------------------------------------------------------


def _bands(explanation: LevelExplanation, language: Language) -> list[Line]:
    scale = explanation.scale
    lines = [
        Line(plain(band_text(band, scale, language)), item=True) for band in explanation.group.bands
    ]
    gate = next((b for b in explanation.group.bands if b.name == explanation.group.gate), None)
    if gate is not None:
        lines.append(Line(say("levels", "gate_gives", language, band=_title(gate))))
    return lines


def _title(band: Band) -> str:
    return band.title or band.name


def _why(explanation: LevelExplanation, language: Language) -> tuple[Line, ...]:
    level, texts = explanation.level, []
    score = interval_amount(level.score, language)
    unmet = _titles(explanation, level.unmet)
    band = _band_names(explanation, level.bands)
    by_score = _band_names(explanation, explanation.by_score)
    if not level.reported:
        texts.append(say("levels", "why_nothing", language, bands=band))
    elif unmet:
        texts.append(say("levels", "why_unmet", language, criteria=unmet, band=band))
        texts.append(say("levels", "without_gates", language, score=score, bands=by_score))
    elif level.is_certain:
        texts.append(say("levels", "why_score", language, score=score, band=band))
    else:
        missing = _titles(explanation, level.missing)
        code = "why_open" if missing else "why_unsettled"
        texts.append(say("levels", code, language, score=score, bands=band, criteria=missing))
    if explanation.history:
        past = ", ".join(
            say(
                "why", "past", language, date=day_text(each.date, language),
                verdict=_band_names(explanation, each.bands),
            )
            for each in reversed(explanation.history)
        )  # fmt: skip
        texts.append(say("levels", "history", language, past=past))
    return _lines(texts)


def _titles(explanation: LevelExplanation, names: tuple[str, ...]) -> str:
    found = [c for c in explanation.group.criteria if c.name in names]
    return ", ".join(each.title or each.name for each in found)


# --- what it would take ---------------------------------------------------------------------------


def _remedy(explanation: LevelExplanation, language: Language) -> list[Line]:
    level, following = explanation.level, explanation.next_band
    if not level.is_certain:
        missing = _titles(explanation, level.missing)
        code = "report" if missing else "unsettled_decide"
        return [Line(say("levels", code, language, criteria=missing))]
    if following is None:
        return [Line(say("levels", "highest", language))]
    lines = [Line(say("levels", "next", language, band=_title(following.band)))]
    in_the_way = [part for part in explanation.criteria if part.criterion.mandatory]
    lines += [
        Line(plain(_to_meet(part, language)), item=True)
        for part in in_the_way
        if part.met is not True
    ]
    return [*lines, *_points(following, explanation, language)]


def _to_meet(part: CriterionPart, language: Language) -> str:
    title = part.criterion.title or part.criterion.name
    return say("levels", "to_meet" if part.met is False else "to_report", language, title=title)


def _points(following: NextBand, explanation: LevelExplanation, language: Language) -> list[Line]:
    """How many points are lacking, and the fewest criteria that could give them."""
    if not following.lacking and not following.beyond:
        return []
    code = "lacking_beyond" if following.beyond else "lacking"
    lacking = exactly(following.lacking, language)
    score = exactly(explanation.level.score.low or following.lacking * 0, language)
    lines = [Line(say("levels", code, language, points=lacking, score=score), item=True)]
    if following.fewest is None:
        lines.append(Line(say("levels", "no_room", language), item=True))
        return lines
    lines.append(Line(say("levels", "fewest", language, count=len(following.fewest))))
    for part in following.fewest:
        room = exactly(part.room, language)
        title = part.criterion.title or part.criterion.name
        lines.append(
            Line(plain(say("levels", "room", language, title=title, points=room)), item=True)
        )
    return lines
