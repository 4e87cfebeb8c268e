"""A report over time: from the year before to this one, and the whole programme day by day."""

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from benelux_tracker.comparison import Change, ChangeKind, Comparison
from benelux_tracker.report import registers as r
from benelux_tracker.report.reading import Reading
from benelux_tracker.snapshot import compare
from benelux_tracker.sweep import series
from benelux_tracker.tally import Progress


def year_on_year(reading: Reading) -> r.YearOnYear:
    """The bridge from last year's figure to this year's, and what was completed and started."""
    compared = compare(reading.before, reading.snapshot)
    bridge = compared.bridge
    missing, reason = bridge.missing or (None, None)
    return r.YearOnYear(
        since=reading.before.on,
        known_on=reading.before.known_on,
        opening=bridge.opening,
        steps=tuple(
            r.BridgeStep(step=step, points=points, actions=len(bridge.shares[step]))
            for step, points in bridge.steps.items()
        ),
        closing=bridge.closing,
        missing=missing,
        reason=reason,
        completed=tuple(_turns(compared, ChangeKind.COMPLETED, reading)),
        started=tuple(_turns(compared, ChangeKind.STARTED, reading)),
    )


def _turns(compared: Comparison, kind: ChangeKind, reading: Reading) -> Iterator[r.Turn]:
    """The actions that changed in a way, by the day they did."""
    for change in sorted(compared.of(kind), key=_day):
        action = reading.programme.action_by_id[change.action]
        yield r.Turn(
            action=action.id,
            title=reading.said(action.title),
            day=_day(change),
            groups=reading.groups(action.groups),
        )


def _day(change: Change) -> date:
    return change.updates[0].date


def course(reading: Reading) -> tuple[r.CourseDay, ...]:
    """The whole programme at the end of each month, and on the report's own day.

    Later days are as the plan stood on that one: what is told of them is no part of the report.
    """
    programme, on = reading.programme, reading.snapshot.on
    counted = tuple(u for state in reading.snapshot.states.values() for u in state.updates)
    stood = evolve(programme, updates=counted)
    found = {day: sums.total for day, sums in series(stood, "theme").items()}
    if programme.start <= on <= programme.end:
        found[on] = reading.snapshot.progress()
    return tuple(course_day(day, found[day], known=day <= on) for day in sorted(found))


def course_day(day: date, progress: Progress, *, known: bool) -> r.CourseDay:
    """A day of a course; what is done is left out where it is not `known`."""
    return r.CourseDay(
        day=day,
        low=progress.whole_low if known else None,
        high=progress.whole_high if known else None,
        planned=progress.planned_progress,
    )
