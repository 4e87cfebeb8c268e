"""The actions of a report: their lines, what stalls, and what comes next."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from benelux_tracker.model import Milestone, StatusUpdate
from benelux_tracker.periods import Due
from benelux_tracker.report import contents as c
from benelux_tracker.report import registers as r
from benelux_tracker.report.reading import Reading, place_of
from benelux_tracker.report.said import Said
from benelux_tracker.state import WHOLE, ActionState, Reporting
from benelux_tracker.vocabulary import GroupId, Status


def action_line(
    state: ActionState, objective: Said, known_weight: int, reading: Reading
) -> c.ActionLine:
    """An action as a report shows it, in a theme whose known work has so much weight."""
    action = state.action
    begins, planned_end, ends = span(state)
    successor = reading.programme.action_by_id[action.successor] if action.successor else None
    return c.ActionLine(
        id=action.id,
        title=reading.said(action.title),
        objective=objective,
        reference=action.reference,
        output=action.output,
        groups=reading.groups(action.groups),
        countries=action.countries,
        partners=tuple(reading.partner_names[partner] for partner in action.partners),
        successor=successor.id if successor else None,
        successor_title=reading.said(successor.title) if successor else None,
        status=state.status,
        stated=state.fold.status is not None,
        verdict=state.verdict,
        schedule=state.schedule,
        completion=state.completion,
        planned_completion=state.planned_completion,
        weight=action.weight,
        points=_points(state, known_weight),
        critical=action.critical,
        original_due=action.due,
        due=stated_due(state),
        begins=begins,
        planned_end=planned_end,
        ends=ends,
        days_late=state.days_late,
        slip=state.slip,
        steps=tuple(_step(milestone, state, reading) for milestone in action.milestones),
        news=tuple(_news(update, reading) for update in reading.told(state)),
        note=reading.maybe_said(action.note),
        cited=reading.cited(action.sources),
        place=place_of(action),
    )


def span(state: ActionState) -> tuple[dt.date, dt.date, dt.date]:
    """The days on which an action begins, was to end, and ended or is to end now."""
    return state.start, state.original_due.last, state.completed_on or state.current_due.last


def _points(state: ActionState, known_weight: int) -> Fraction | None:
    """What an action adds to the progress of its theme."""
    if not known_weight or not state.live or state.not_due or state.completion is None:
        return None
    return Fraction(state.action.weight * state.completion, WHOLE * known_weight)


def stated_due(state: ActionState) -> Due | None:
    """The due of now, None where nobody named one: the programme's end counts then."""
    moved = state.current_due != state.original_due
    return state.current_due if moved else state.action.due


def own_due(milestone: Milestone, state: ActionState) -> Due | None:
    """The due of a milestone now, None where nobody named one: its action's counts then."""
    return state.fold.milestone_due.get(milestone.id) or milestone.due


def _step(milestone: Milestone, state: ActionState, reading: Reading) -> c.Step:
    return c.Step(
        title=reading.said(milestone.title),
        due=own_due(milestone, state),
        original_due=milestone.due,
        reached=state.reached.get(milestone.id),
        late=milestone in state.late_milestones,
        country=milestone.country,
        weight=milestone.weight,
    )


def _news(update: StatusUpdate, reading: Reading) -> c.News:
    return c.News(
        date=update.date,
        recorded=update.recorded,
        status=update.status,
        summary=reading.maybe_said(update.summary),
        reason=reading.maybe_said(update.reason),
        unchanged=update.unchanged,
        cited=reading.cited(update.sources),
        place=place_of(update),
    )


def stalls(reading: Reading) -> r.Stalls:
    """Where it stalls at the close of the year."""
    states = reading.states
    return r.Stalls(
        overdue=tuple(_stalled(s, s.days_late, reading) for s in states if s.overdue),
        milestones=tuple(_late_milestones(states, reading)),
        suspended=tuple(_stalled(s, 0, reading) for s in states if s.status is Status.SUSPENDED),
        cancelled=tuple(_stalled(s, 0, reading) for s in states if s.status is Status.CANCELLED),
        postponed=tuple(_stalled(s, s.slip, reading) for s in states if s.live and s.postponed),
    )


def _late_milestones(states: Sequence[ActionState], reading: Reading) -> Iterator[r.Coming]:
    for state in states:
        if not state.overdue:
            yield from (_coming(state, step, reading) for step in state.late_milestones)


def _stalled(state: ActionState, days: int, reading: Reading) -> r.Stalled:
    reasons = [update.reason for update in state.updates if update.reason]
    return r.Stalled(
        action=state.action.id,
        title=reading.said(state.action.title),
        groups=reading.groups(state.action.groups),
        original_due=state.action.due,
        due=stated_due(state),
        days=days,
        reason=reading.said(reasons[-1]) if reasons else None,
        slips=tuple(_slips(state, reading)),
    )


def _slips(state: ActionState, reading: Reading) -> Iterator[r.Slip]:
    due = state.original_due
    for update in state.updates:
        if update.due and update.due.last != due.last:
            due = update.due
            yield r.Slip(due=due, stated=update.date, reason=reading.maybe_said(update.reason))


def _coming(state: ActionState, milestone: Milestone | None, reading: Reading) -> r.Coming:
    return r.Coming(
        action=state.action.id,
        title=reading.said(state.action.title),
        milestone=reading.said(milestone.title) if milestone else None,
        due=state.due_of(milestone) if milestone else state.current_due,
        groups=reading.groups(state.action.groups),
    )


def next_year(reading: Reading) -> r.NextYear:
    """What falls due in the year after, what is carried over, and who is silent."""
    waiting = [state for state in reading.states if state.live and state.open]
    coming = [
        _coming(state, milestone, reading)
        for state in waiting
        for milestone in (None, *state.action.milestones)
        if _falls_due(state, milestone, reading)
    ]
    return r.NextYear(
        due=tuple(sorted(coming, key=lambda c: (c.due.last, c.due.first))),
        carried_over=(
            *(_coming(state, None, reading) for state in waiting if state.overdue),
            *_late_milestones(waiting, reading),
        ),
        silent=tuple(_silent(waiting, reading)),
    )


def _falls_due(state: ActionState, milestone: Milestone | None, reading: Reading) -> bool:
    """Whether something is due after the report's day, until the end of the year after."""
    if milestone is None:
        due = stated_due(state)
        return due is not None and _ahead(due, reading)
    if milestone.id in state.reached:
        return False
    own = own_due(milestone, state)
    return own is not None and own != state.current_due and _ahead(own, reading)


def _ahead(due: Due, reading: Reading) -> bool:
    return reading.snapshot.on < due.last and due.last.year <= reading.year + 1


def _silent(waiting: Sequence[ActionState], reading: Reading) -> Iterator[r.Silence]:
    leads: dict[GroupId, list[ActionState]] = {}
    for state in waiting:
        if state.reporting in {Reporting.NEVER, Reporting.STALE}:
            leads.setdefault(state.action.groups[0], []).append(state)
    for group in reading.group_names:
        if group in leads:
            yield r.Silence(
                group=reading.group_names[group],
                never=_titles(leads[group], Reporting.NEVER, reading),
                stale=_titles(leads[group], Reporting.STALE, reading),
            )


def _titles(
    states: Sequence[ActionState], reporting: Reporting, reading: Reading
) -> tuple[Said, ...]:
    wanted = [state for state in states if state.reporting is reporting]
    return tuple(reading.said(state.action.title) for state in wanted)
