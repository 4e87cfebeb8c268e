"""Progress over time: the tallies at the last day of each period, in one sweep."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter, sub
from typing import Final, Literal, get_args

from attrs import fields, frozen

from benelux_tracker.dimensions import (
    PARTING,
    Dimension,
    Key,
    dimensions,
    keys_of,
    keys_without_actions,
    members,
    sentence,
)
from benelux_tracker.errors import RequestError, UnknownKeyError, did_you_mean, only
from benelux_tracker.history import Course, Fold, courses
from benelux_tracker.model import Rules, StatusUpdate, WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.shown import Shown
from benelux_tracker.snapshot import RollUp, Snapshot
from benelux_tracker.state import state_from
from benelux_tracker.tally import (
    Progress,
    SignalRule,
    Tally,
    Thresholds,
    counts_of,
    total,
    verdict_of,
)
from benelux_tracker.vocabulary import Measure, Status

Period = Literal["month", "quarter", "half", "year"]

_CANCELLED: Final = Status.CANCELLED
_MONTHS: Final[Mapping[str, int]] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@frozen(kw_only=True, eq=False)
class Series(Shown, Mapping[date, RollUp]):
    """Roll-ups by the day they are about, in order; a mapping.

    Every one has the figures of a snapshot of that day, without the states of
    single actions (`children` is empty).
    """

    by: tuple[Dimension, ...]
    every: Period
    known_on: date | None
    points: Mapping[date, RollUp]

    def __getitem__(self, day: date | str) -> RollUp:
        try:
            return self.points[as_date(day)]
        except KeyError:
            days = ", ".join(map(str, [*self.points][:1] + [*self.points][-1:]))
            raise UnknownKeyError(f"no figures of {day}; first and last: {days}") from None

    def __iter__(self) -> Iterator[date]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)


def series(  # noqa: PLR0913 - all but the first by name
    programme: WorkProgramme,
    by: Dimension | tuple[Dimension, ...] = "theme",
    every: Period = "month",
    *,
    start: date | str | None = None,
    end: date | str | None = None,
    known_on: date | str | None = None,
    rule: SignalRule | None = None,
) -> Series:
    """How a programme stood at the last day of each month, quarter, half or year.

    The figures are those of snapshots taken one by one; only what changed is added up again.

    Args:
        programme: a loaded programme.
        by: a dimension, or a tuple of them for a matrix.
        every: the length of a period; periods begin with the calendar year.
        start: the first day to look at; the programme's start for None.
        end: the last day to look at; the programme's end for None.
        known_on: only updates recorded by this day count; None: all of them.
        rule: the signal rule; the thresholds of the programme for None.

    Returns:
        A roll-up for every period whose last day lies from `start` to `end`.

    Raises:
        RequestError: for no such dimension or period, or an end before the start.
        DateError: when a day is not one.
    """
    named, programme = dimensions(by), only(programme, WorkProgramme)
    known = None if known_on is None else as_date(known_on, what="known_on")
    days, chosen = _last_days(programme, start, end, every), rule or Thresholds.of(programme.rules)
    sums = _swept(programme, named, days, courses(programme, known).values())
    points = {
        day: _rolled(Snapshot(programme=programme, on=day, known_on=known), named, found, chosen)
        for day, found in zip(days, sums, strict=True)
    }
    return Series(by=named, every=every, known_on=known, points=points)


def _last_days(
    programme: WorkProgramme, start: date | str | None, end: date | str | None, every: Period
) -> Sequence[date]:
    if every not in _MONTHS:
        raise RequestError(
            sentence(f'no period "{every}"', did_you_mean(str(every), get_args(Period)))
        )
    first = programme.start if start is None else as_date(start, what="start")
    last = programme.end if end is None else as_date(end, what="end")
    if last < first:
        raise RequestError(f"the end {last} is before the start {first}")
    days = [
        date(year, month, monthrange(year, month)[1])
        for year in range(first.year, last.year + 1)
        for month in range(_MONTHS[every], 13, _MONTHS[every])
    ]
    return [day for day in days if first <= day <= last]


_Counts = tuple[int, ...]
"""The numbers of a tally."""

_NONE: Final[_Counts] = (0,) * len(fields(Tally))


def _swept(
    programme: WorkProgramme,
    by: tuple[Dimension, ...],
    days: Sequence[date],
    told: Iterable[Course],
) -> Iterator[Mapping[Key, _Counts]]:
    """The sums of every day: those of the day before, with what changes added and subtracted."""
    joined: list[dict[Key, list[_Counts]]] = [{} for _ in days]
    left: list[dict[Key, list[_Counts]]] = [{} for _ in days]
    whole: list[Key] = [] if PARTING.issuperset(by) else [()]
    for course in told:
        keys = [*whole, *keys_of(course.action, programme, by)]
        before = _NONE
        for number, counts in _turns(course, programme.rules, days):
            for key in keys:
                joined[number].setdefault(key, []).append(counts)
                left[number].setdefault(key, []).append(before)
            before = counts
    running: dict[Key, _Counts] = {}
    for more, less in zip(joined, left, strict=True):
        for key, gains in more.items():
            gained = map(sum, zip(running.get(key, _NONE), *gains, strict=True))
            running[key] = tuple(map(sub, gained, map(sum, zip(*less[key], strict=True))))
        each_once = [running.get((), _NONE)] if whole else running.values()
        yield {**running, (): tuple(map(sum, zip(*each_once, strict=True)))}


def _turns(course: Course, rules: Rules, days: Sequence[date]) -> Iterator[tuple[int, _Counts]]:
    """The days on which the numbers of an action change, and what they are from then on."""
    updates, told = course.by(date.min)
    turns: Sequence[date] = ()
    daily = not course.steps_weight and course.action.measure is not Measure.STATUS
    before, seen = _NONE, None
    for number, on in enumerate(days):
        news = len(updates) < len(course.days) and course.days[len(updates)] <= on
        if news or seen is None:
            updates, told = course.by(on)
            turns = ()
        else:
            turns = turns or _turning_days(course, rules, updates, told)
            steady = bisect_right(turns, on) == bisect_right(turns, seen)
            moving = daily and course.start <= on and seen < course.due.last
            if steady and (not moving or told.status is _CANCELLED):
                continue
        state, seen = state_from(course, rules, on, updates, told), on
        counts = counts_of(state)
        if counts != before:
            yield number, counts
            before = counts


def _turning_days(
    course: Course, rules: Rules, updates: Sequence[StatusUpdate], told: Fold
) -> Sequence[date]:
    """The days from which an action may stand otherwise though nothing new is told, in order."""
    action, due = course.action, course.due
    days = [action.adopted or date.min, course.start, due.last, told.due.last]
    for step in action.milestones:
        current = told.milestone_due.get(step.id) or told.due
        days += [current.last, (step.due or due).last]
    if updates:
        heard = max(map(_told, updates)).toordinal()
        stale = min(heard + rules.stale_after_days + 1, date.max.toordinal())
        days.append(date.fromordinal(stale))
    return sorted(days)


_told = attrgetter("recorded")


def _rolled(
    snapshot: Snapshot,
    by: tuple[Dimension, ...],
    sums: Mapping[Key, _Counts],
    rule: SignalRule,
) -> RollUp:
    tallies = {key: Tally(*counts) for key, counts in sums.items()}
    figures = {
        key: Progress(tally=tally, verdict=verdict_of(tally, rule), snapshot=snapshot)
        for key, tally in tallies.items()
    }
    programme = snapshot.programme
    parts = {key: figures[key] for key in members(programme, by) if key in figures}
    return RollUp(
        by=by,
        parts=parts,
        total=figures[()],
        shared=total(part.tally for part in parts.values()) - tallies[()],
        without_actions=keys_without_actions(programme, by, parts),
        snapshot=snapshot,
    )
