"""The pictures of a report, drawn from figures at hand, as figures of matplotlib.

A notebook shows a figure that stands at the end of a cell; `figure.savefig("name.svg")` saves
one, also as .png or .pdf. Each raises `MissingExtraError` where matplotlib is not installed.
"""

from datetime import date
from typing import TYPE_CHECKING, Final

from benelux_tracker.comparison import Comparison
from benelux_tracker.dimensions import PROGRAMME, Key, sentence, subject_of
from benelux_tracker.errors import RequestError, UnknownKeyError, did_you_mean, only
from benelux_tracker.history import known
from benelux_tracker.language import phrases
from benelux_tracker.language.figures import figures_of
from benelux_tracker.language.words import Words, words
from benelux_tracker.periods import as_date
from benelux_tracker.report.actions import span
from benelux_tracker.report.blocks import Picture
from benelux_tracker.report.drawings import Bar
from benelux_tracker.report.layout import drawn
from benelux_tracker.report.over_time import course_day
from benelux_tracker.snapshot import RollUp, Snapshot
from benelux_tracker.state import ActionState
from benelux_tracker.summary.compared import day_said, view_said
from benelux_tracker.summary.standing import standing_of
from benelux_tracker.summary.telling import Telling
from benelux_tracker.sweep import Series

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["bridge", "progress", "series", "timeline"]

_MARGIN: Final = 8.0
"""The room around a figure on a dark page, in points."""


def progress(roll_up: RollUp, language: str = "en") -> "Figure":
    """Progress part by part: what is done between bounds, what is reported, what was planned.

    Args:
        roll_up: by any dimension, or several.
        language: nl, fr, en or de.

    Raises:
        RequestError: for another language (a `ValueError`).
    """
    stands, said = standing_of(only(roll_up, RollUp), language), words(language)
    lines = [(line.name, line.figures) for line in stands.lines]
    whole = stands.total.name
    if stands.supposed:
        whole = said.say("{day} (with what is supposed)", day=whole)
    return _figure(drawn.ranges([*lines, (whole, stands.total.figures)], said))


def timeline(snapshot: Snapshot, about: Key = PROGRAMME, language: str = "en") -> "Figure":
    """Actions over the years: as planned, as postponed, and how each stands.

    Args:
        snapshot: the day it is about.
        about: whose actions; as the `key` of `Snapshot.explain`.
        language: nl, fr, en or de.

    Raises:
        UnknownKeyError: when nothing goes by that key (a `KeyError`).
        RequestError: when several things do, when there is no action in scope, or for
            another language (a `ValueError`).
    """
    programme, on = only(snapshot, Snapshot).programme, snapshot.on
    tell, subject = Telling.of(programme, language), subject_of(programme, about)
    states = snapshot.progress(subject.actions).children
    if not states:
        raise RequestError(f"no action of {subject} is in scope on {on}")
    bars = [_bar(state, tell) for state in states]
    years, day = (programme.start, programme.end), _day(snapshot, on, tell.words)
    return _figure(drawn.timeline(bars, years, day, tell.words))


def _day(snapshot: Snapshot, on: date, words: Words) -> tuple[date, str]:
    supposed = bool(snapshot.programme.supposed)
    return on, day_said(on, snapshot.known_on, words, supposed=supposed)


def _bar(state: ActionState, tell: Telling) -> Bar:
    start, planned, now = span(state)
    return Bar(
        number="",
        label=tell.name("action", state.action.id),
        start=start,
        planned=planned,
        now=now,
        state=drawn.how_it_stands(state.status, overdue=state.overdue),
    )


def series(
    series: Series, language: str = "en", *, about: Key = PROGRAMME, on: date | str | None = None
) -> "Figure":
    """Figures over time: what is done of all the work, between bounds, and the plan.

    Args:
        series: roll-ups by their day, from `benelux_tracker.series`.
        language: nl, fr, en or de.
        about: a key of the roll-ups, such as `"security"`; all of them together unless given.
        on: what is done is shown up to this day, later days have the plan alone; None: the
            last day on which anything was told.

    Raises:
        UnknownKeyError: when no roll-up has that key (a `KeyError`).
        RequestError: when no period ends within the days asked for, when none of the
            work carries weight, or for another language (a `ValueError`).
        DateError: when `on` is no day.
    """
    said = words(language)
    if not only(series, Series):
        raise RequestError("there is nothing to show: no period ends within the days asked for")
    stood = {
        day: parts.total if about == PROGRAMME else parts.parts[about]
        for day, parts in series.items()
        if about == PROGRAMME or about in parts.parts
    }
    if not stood:
        hint = did_you_mean(str(about), {str(key) for parts in series.values() for key in parts})
        raise UnknownKeyError(sentence(f"no figures of {about!r} in the series", hint))
    taken = series[max(series)].snapshot
    last = _last_told(taken) if on is None else as_date(on, what="on")
    days = [course_day(day, whole, known=day <= last) for day, whole in stood.items()]
    part = (
        "" if about == PROGRAMME else Telling.of(taken.programme, language).part(series.by, about)
    )
    pictures = drawn.course(days, _day(taken, last, said), said, part)
    if not pictures:
        raise RequestError("there is nothing to show: none of the work carries weight")
    return _figure(*pictures)


def _last_told(snapshot: Snapshot) -> date:
    """The last day on which anything was told, up to that of a snapshot."""
    told = (update.recorded for update in known(snapshot.programme.updates, snapshot.known_on))
    return min(snapshot.on, max(told, default=snapshot.programme.start))


def bridge(comparison: Comparison, language: str = "en") -> "Figure":
    """From the earlier figure to the later one, step by step.

    Args:
        comparison: two days compared.
        language: nl, fr, en or de.

    Raises:
        RequestError: when there is no bridge, with the reason; or for another language
            (a `ValueError`).
    """
    said = words(language)
    if missing := only(comparison, Comparison).bridge.missing:
        pillar, reason = missing
        raise RequestError(
            f"there is no bridge. {phrases.PILLARS[pillar]} {phrases.NO_NUMBERS[reason]}"
        )
    before, after = (
        (view_said(view, said), figures_of(view.progress))
        for view in (comparison.opening, comparison.closing)
    )
    return _figure(*drawn.bridge(before, comparison.bridge.steps, after, said))


def _figure(picture: Picture) -> "Figure":
    """A picture as a figure, with its words for those who cannot see it."""
    from benelux_tracker.report.pictures import figure

    return figure(picture.drawing, "\n".join(picture.shows), margin=_MARGIN)
