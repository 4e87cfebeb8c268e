"""A programme and a year to a `YearReport`. Source: report.md."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import SupportsIndex

from attrs import evolve

from benelux_tracker.errors import RequestError, only
from benelux_tracker.history import known
from benelux_tracker.language.figures import figures_of
from benelux_tracker.language.words import words
from benelux_tracker.model import Dossier, Event, StatusUpdate, Theme, WorkProgramme
from benelux_tracker.periods import Due, as_date
from benelux_tracker.report import contents as c
from benelux_tracker.report.actions import action_line, next_year, stalls
from benelux_tracker.report.annex import annex, meetings
from benelux_tracker.report.outcomes import implementation, indicators, instruments
from benelux_tracker.report.over_time import course, year_on_year
from benelux_tracker.report.reading import Reading
from benelux_tracker.snapshot import RollUp, Snapshot
from benelux_tracker.state import ActionState
from benelux_tracker.tally import Progress, total
from benelux_tracker.vocabulary import DossierId, GroupId


def year_report(
    programme: WorkProgramme,
    year: int,
    language: str = "nl",
    known_on: date | str | None = None,
    *,
    on: date | str | None = None,
    before_known_on: date | str | None = None,
) -> c.YearReport:
    """The year-end progress report of a programme, as data.

    The programme is taken as it stood at the close of 31 December of the
    year. A report made with `known_on` stays the same, byte for byte, when later
    updates are added in new files, or below what stands in the old ones.

    Args:
        programme: a loaded programme.
        year: the year to report on.
        language: `nl`, `fr`, `en` or `de`.
        known_on: only updates recorded by this day count; None: all of them.
        on: another day of the year, for a report before the year is over.
        before_known_on: the year before is shown as it was known on this day, such as the
            one on which its report was made; None: as it is known now.

    Returns:
        The report; `render` and `save` write it.

    Raises:
        RequestError: for a language or year no report can be made of.
        DateError: when one of the days is none.
    """
    words(language)
    snapshot = _close(programme, year, known_on, on)
    known_day, then = snapshot.known_on, snapshot.known_on
    if before_known_on is not None:
        then = as_date(before_known_on, what="before_known_on")
    if known_day and then and known_day < then:
        raise RequestError(f"the year before cannot be known on {then}, later than {known_day}")
    before = evolve(snapshot, on=date(year - 1, 12, 31), known_on=then)
    return _report(Reading(snapshot=snapshot, before=before, year=year, language=language))


def _close(
    programme: WorkProgramme, year: int, known_on: date | str | None, on: date | str | None
) -> Snapshot:
    """The programme as it stood at the close of a year, or on another day of it."""
    if not date.min.year < only(year, SupportsIndex) < date.max.year:
        raise RequestError(f"there is no report of the year {year}")
    known_day = None if known_on is None else as_date(known_on, what="known_on")
    told = evolve(
        programme, updates=tuple(known(only(programme, WorkProgramme).updates, known_day))
    )
    close = date(year, 12, 31) if on is None else as_date(on, what="on")
    if close.year != year:
        raise RequestError(f"{close} is not a day of the year {year}")
    return Snapshot(programme=told, on=close, known_on=known_day)


def _report(reading: Reading) -> c.YearReport:
    snapshot, programme, year = reading.snapshot, reading.programme, reading.year
    return c.YearReport(
        programme=programme.id,
        title=reading.said(programme.title),
        start=programme.start,
        end=programme.end,
        year=year,
        language=reading.language,
        presidency=programme.presidencies.get(year),
        on=snapshot.on,
        known_on=snapshot.known_on,
        provisional=snapshot.provisional,
        supposed=sum(update.id in programme.supposed for update in programme.updates),
        stories=(*reading.stories("programme"), *_stories_of_idle_groups(reading)),
        glance=_glance(reading),
        timeline=_timeline(reading),
        course=course(reading),
        themes=_chapters(reading),
        instruments=instruments(reading),
        implementation=implementation(reading),
        indicators=indicators(reading),
        meetings=meetings(reading),
        stalls=stalls(reading),
        year_on_year=year_on_year(reading),
        next_year=next_year(reading),
        annex=annex(reading),  # the last, when all sources are numbered
    )


def _glance(reading: Reading) -> c.Glance:
    snapshot = reading.snapshot
    before = reading.before.progress()
    themes = snapshot.roll_up("theme")
    active = [state for state in reading.states if state.live and not state.not_due]
    involved = {group for state in active for group in state.action.groups}
    heard = {group for state in reading.states for group in _reporters(state, reading)}
    used = {state.action.objective for state in reading.states}
    now, due_weight = themes.total.progress, themes.total.tally.due_weight
    updated = sum(state.action.weight for state in active if reading.told(state))
    known_both = now is not None and before.progress is not None
    return c.Glance(
        figures=figures_of(themes.total),
        before=figures_of(before),
        change=now - before.progress if known_both else None,  # type: ignore[operator]
        objectives=len(reading.programme.objectives),
        objectives_with_actions=len(used),
        groups_involved=len(involved),
        groups_reported=len(involved & heard),
        updated_share=Fraction(updated, due_weight) if due_weight else None,
        weightless=sum(state.live and not state.action.weight for state in reading.states),
        themes=tuple(
            c.ThemeLine(
                id=theme.id,
                title=reading.said(theme.title),
                figures=figures_of(_part(themes, theme.id, reading)),
            )
            for theme in reading.programme.themes
        ),
    )


def _part(parts: RollUp, key: str, reading: Reading) -> Progress:
    return dict(parts).get(key) or reading.snapshot.progress(())


def _reporters(state: ActionState, reading: Reading) -> set[GroupId]:
    return {update.group or state.action.groups[0] for update in reading.told(state)}


def _timeline(reading: Reading) -> tuple[c.Moment, ...]:
    events = [event for event in reading.events if event.highlight]
    moments = [_event_moment(event, reading) for event in events]
    shown = {(event.action, event.date.last) for event in events}
    for state in reading.states:
        moments += [
            _update_moment(update, state, reading)
            for update in reading.told(state)
            if update.highlight and (update.action, update.date) not in shown
        ]
    return _by_date(moments)


def _by_date(moments: Iterable[c.Moment]) -> tuple[c.Moment, ...]:
    return tuple(sorted(moments, key=lambda m: (m.date.last, m.date.first)))


def _event_moment(event: Event, reading: Reading) -> c.Moment:
    return c.Moment(
        date=event.date,
        end=event.end,
        title=reading.said(event.title),
        place=reading.maybe_said(event.place),
        cited=reading.cited(event.sources),
    )


def _update_moment(update: StatusUpdate, state: ActionState, reading: Reading) -> c.Moment:
    return c.Moment(
        date=Due.on(update.date),
        end=None,
        title=reading.said(update.summary or state.action.title),
        place=None,
        cited=reading.cited(update.sources),
    )


def _chapters(reading: Reading) -> tuple[c.ThemeChapter, ...]:
    themes = reading.snapshot.roll_up("theme")
    parts = reading.parts_of_groups
    homes = {group: theme for theme in reversed([*parts]) for group in parts[theme]}
    return tuple(
        _chapter(theme, _part(themes, theme.id, reading), parts.get(theme.id, {}), homes, reading)
        for theme in reading.programme.themes
    )


def _stories_of_idle_groups(reading: Reading) -> Iterator[c.Story]:
    """What is told of groups that have no part in any theme."""
    busy = {group for cells in reading.parts_of_groups.values() for group in cells}
    for group in reading.group_names:
        if group not in busy:
            yield from reading.stories(f"working_group:{group}")


def _chapter(
    theme: Theme,
    whole: Progress,
    cells: Mapping[GroupId, Progress],
    homes: Mapping[GroupId, str],
    reading: Reading,
) -> c.ThemeChapter:
    """A theme; the stories of a group stand in the first theme that it has a part in."""
    return c.ThemeChapter(
        id=theme.id,
        title=reading.said(theme.title),
        stories=reading.stories(f"theme:{theme.id}"),
        figures=figures_of(whole),
        groups=tuple(
            c.GroupLine(
                id=group,
                name=reading.group_names[group],
                figures=figures_of(progress),
                stories=reading.stories(f"working_group:{group}")
                if homes[group] == theme.id
                else (),
            )
            for group, progress in cells.items()
        ),
        shared=total(progress.tally for progress in cells.values()) - whole.tally,
        dossiers=tuple(
            _section(dossier, whole.tally.known_weight, reading)
            for dossier in reading.programme.dossiers
            if dossier.theme == theme.id
        ),
    )


def _dossier_of(event: Event, programme: WorkProgramme) -> DossierId | None:
    return programme.dossier_of[event.action].id if event.action else event.dossier


def _section(dossier: Dossier, known_weight: int, reading: Reading) -> c.DossierSection:
    programme = reading.programme
    objectives = {o.id: reading.said(o.title) for o in programme.objectives}
    states: Sequence[ActionState] = [
        state for state in reading.states if programme.dossier_of[state.action.id] is dossier
    ]
    return c.DossierSection(
        id=dossier.id,
        title=reading.said(dossier.title),
        stories=reading.stories(f"dossier:{dossier.id}"),
        moments=_by_date(
            _event_moment(event, reading)
            for event in reading.events
            if _dossier_of(event, programme) == dossier.id
        ),
        figures=figures_of(reading.snapshot.progress([state.action.id for state in states])),
        actions=tuple(
            action_line(state, objectives[state.action.objective], known_weight, reading)
            for state in states
        ),
    )
