"""What the work came to in a year: instruments, steps of countries, indicators."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from benelux_tracker.model import Indicator, Milestone, StatusUpdate, in_time
from benelux_tracker.periods import Due
from benelux_tracker.report import registers as r
from benelux_tracker.report.actions import own_due, stated_due
from benelux_tracker.report.reading import Reading
from benelux_tracker.report.said import Said
from benelux_tracker.state import ActionState
from benelux_tracker.vocabulary import IndicatorId, Output

INSTRUMENTS: Final = (
    Output.TREATY,
    Output.DECISION,
    Output.RECOMMENDATION,
    Output.DECLARATION,
    Output.AGREEMENT,
    Output.ACTION_PLAN,
)
"""The kinds of output that are legal or policy instruments, in the order they are listed."""


def instruments(reading: Reading) -> tuple[r.Instrument, ...]:
    """The instruments that the year brought news of, or that were due in it."""
    found = [
        _instrument(state, output, reading)
        for state in reading.states
        if (output := state.action.output) and output in INSTRUMENTS
        if _of_the_year(state, reading)
    ]
    return tuple(sorted(found, key=lambda line: INSTRUMENTS.index(line.output)))


def _of_the_year(state: ActionState, reading: Reading) -> bool:
    dues = (state.action.due, stated_due(state))
    due = any(due is not None and due.last.year == reading.year for due in dues)
    return due or bool(reading.told(state))


def _instrument(state: ActionState, output: Output, reading: Reading) -> r.Instrument:
    action, last = state.action, _last_reached(state)
    return r.Instrument(
        action=action.id,
        title=reading.said(action.title),
        output=output,
        reference=action.reference,
        status=state.status,
        step=reading.said(last.title) if last else None,
        day=state.completed_on or (state.reached[last.id] if last else None),
        due=stated_due(state),
        cited=reading.cited(action.sources),
    )


def _last_reached(state: ActionState) -> Milestone | None:
    """The milestone reached last; of several on one day, the one that the plan names last."""
    reached = (step for step in reversed(state.action.milestones) if step.id in state.reached)
    return max(reached, key=lambda step: state.reached[step.id], default=None)


def implementation(reading: Reading) -> tuple[r.Implementation, ...]:
    """The actions that have steps of countries, each with a part for every such country."""
    found = [(state, _by_country(state)) for state in reading.states]
    countries = list(dict.fromkeys(country for _, steps in found for country in steps))
    return tuple(
        r.Implementation(
            action=state.action.id,
            title=reading.said(state.action.title),
            parts=tuple(
                r.CountryPart(
                    country=country,
                    steps=tuple(_step(step, state, reading) for step in steps.get(country, ())),
                )
                for country in countries
            ),
        )
        for state, steps in found
        if steps
    )


def _by_country(state: ActionState) -> Mapping[str, list[Milestone]]:
    found: dict[str, list[Milestone]] = {}
    for step in state.action.milestones:
        if step.country:
            found.setdefault(step.country, []).append(step)
    return found


def _step(step: Milestone, state: ActionState, reading: Reading) -> r.CountryStep:
    return r.CountryStep(
        title=reading.said(step.title),
        reached=state.reached.get(step.id),
        late=step in state.late_milestones,
        due=own_due(step, state) or stated_due(state),
    )


def indicators(reading: Reading) -> tuple[r.IndicatorLine, ...]:
    """The indicators of which there is something to tell, in the programme's order."""
    programme = reading.programme
    scope: dict[str, Said] = {s.action.id: reading.said(s.action.title) for s in reading.states}
    objectives: dict[str, Said] = {o.id: reading.said(o.title) for o in programme.objectives}
    measured = dict(_measured([u for state in reading.states for u in state.updates]))
    return tuple(
        _indicator(indicator, about, measured.get(indicator.id), reading)
        for indicator in programme.indicators
        if (about := _about(indicator, scope, objectives))
        and (indicator.baseline or indicator.target or indicator.id in measured)
    )


def _measured(updates: Sequence[StatusUpdate]) -> Iterator[tuple[IndicatorId, r.Reached]]:
    """Every value told of an indicator, the latest last."""
    for update in in_time(updates):
        for name, value in update.values.items():
            yield name, r.Reached(value=value, due=Due.on(update.date))


def _about(
    indicator: Indicator, actions: Mapping[str, Said], objectives: Mapping[str, Said]
) -> Said | None:
    if indicator.action:
        return actions.get(indicator.action)
    return objectives.get(indicator.objective or "")


def _indicator(
    indicator: Indicator, about: Said, latest: r.Reached | None, reading: Reading
) -> r.IndicatorLine:
    begin, aim = indicator.baseline, indicator.target
    baseline = r.Reached(value=begin.value, due=Due.on(begin.date)) if begin else None
    target = r.Reached(value=aim.value, due=aim.due) if aim else None
    return r.IndicatorLine(
        id=indicator.id,
        title=reading.said(indicator.title),
        unit=reading.said(indicator.unit),
        action=indicator.action,
        about=about,
        baseline=baseline,
        target=target,
        latest=latest,
        news=latest is not None and latest.due.last.year == reading.year,
        way=_way(baseline, target, latest),
        cited=reading.cited(indicator.sources),
    )


def _way(
    baseline: r.Reached | None, target: r.Reached | None, latest: r.Reached | None
) -> Fraction | None:
    if not (baseline and target and latest) or baseline.value == target.value:
        return None
    start = Fraction(baseline.value)
    return (Fraction(latest.value) - start) / (Fraction(target.value) - start)
