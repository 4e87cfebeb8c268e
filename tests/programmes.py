"""Small programmes of every kind, for laws that hold of all of them."""

from datetime import date, timedelta
from typing import Final

from attrs import evolve
from hypothesis import strategies as st

from benelux_tracker.model import (
    Action,
    Dossier,
    Milestone,
    Objective,
    Rules,
    StatusUpdate,
    Text,
    Theme,
    WorkingGroup,
    WorkProgramme,
)
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    Country,
    DossierId,
    GroupId,
    GroupKind,
    Measure,
    MilestoneId,
    ObjectiveId,
    Output,
    ProgrammeId,
    Status,
    ThemeId,
    UpdateId,
)

START: Final = date(2025, 1, 1)
END: Final = date(2028, 12, 31)

DAYS: Final = tuple(
    map(
        date.fromisoformat,
        (
            "2025-01-01",
            "2025-03-30",
            "2025-03-31",
            "2025-06-29",
            "2025-06-30",
            "2025-07-01",
            "2025-12-30",
            "2025-12-31",
            "2026-01-01",
            "2026-06-30",
            "2026-07-01",
            "2026-12-31",
            "2027-06-30",
        ),
    )
)
"""Few days, so that they meet: ends of periods, the days before and the days after."""

DUES: Final = tuple(
    map(
        Due.parse,
        (
            "2025",
            "2025-H1",
            "2025-Q1",
            "2025-06",
            "2025-06-30",
            "2025-07-01",
            "2025-H2",
            "2026",
            "2026-Q2",
            "2026-12-31",
            "2027",
        ),
    )
)
"""Days and periods, several of them due on the same day."""

THEMES: Final = tuple(Theme(id=ThemeId(word), title=Text(word)) for word in ("security", "market"))
DOSSIERS: Final = tuple(
    Dossier(id=DossierId(word), theme=ThemeId(theme), title=Text(word))
    for word, theme in (("police", "security"), ("crises", "security"), ("transport", "market"))
)
OBJECTIVES: Final = tuple(
    Objective(id=ObjectiveId(f"{dossier.id}-{n}"), dossier=dossier.id, title=Text("Objective"))
    for dossier in DOSSIERS
    for n in (1, 2)
)
GROUPS: Final = tuple(
    WorkingGroup(id=GroupId(word), name=Text(word), kind=GroupKind.WORKING_GROUP)
    for word in ("police-chiefs", "customs", "archives")
)

days = st.sampled_from(DAYS)
dues = st.sampled_from(DUES)
seldom_days = st.sampled_from((*[None] * len(DAYS), *DAYS))
weights = st.sampled_from([1, 1, 2, 3, 10, 0])


def milestone_ids(count: int) -> list[MilestoneId]:
    return [MilestoneId(f"m{n}") for n in range(count)]


@st.composite
def actions(draw: st.DrawFn, name: str) -> Action:
    """An action whose due is not before its start."""
    start, adopted = draw(seldom_days), draw(seldom_days)
    due = draw(st.none() | dues)
    first = start or max(START, adopted or START)
    steps = milestone_ids(draw(st.sampled_from([0, 0, 1, 2, 3])))
    return Action(
        id=ActionId(name),
        objective=draw(st.sampled_from(OBJECTIVES)).id,
        title=Text(name),
        groups=draw(groups_involved),
        start=start,
        due=due if due and due.last >= first else None,
        adopted=adopted,
        weight=draw(weights),
        measure=draw(st.none() | st.sampled_from(Measure)),
        milestones=tuple(
            Milestone(id=step, title=Text(step), due=draw(st.none() | dues), weight=draw(weights))
            for step in steps
        ),
        output=draw(st.none() | st.sampled_from([Output.TREATY, Output.STUDY])),
        critical=draw(st.booleans()),
        countries=draw(countries_involved),
    )


groups_involved = st.lists(
    st.sampled_from([group.id for group in GROUPS]), min_size=1, max_size=3, unique=True
).map(tuple)
countries_involved = st.lists(
    st.sampled_from([Country("BE"), Country("NL"), Country("LU")]), max_size=2, unique=True
).map(tuple)


@st.composite
def reports(draw: st.DrawFn, action: Action, name: str) -> StatusUpdate:
    """An update that states something, or that there is nothing to report."""
    day = draw(days)
    nil = StatusUpdate(
        action=action.id,
        date=day,
        recorded=day + timedelta(days=draw(st.sampled_from([0, 0, 1, 100, 400]))),
        id=UpdateId(name),
        unchanged=True,
    )
    steps = [step.id for step in action.milestones]
    stated = evolve(
        nil,
        unchanged=False,
        status=draw(st.none() | st.sampled_from(Status)),
        confidence=draw(st.none() | st.sampled_from(Confidence)),
        percent=draw(st.integers(0, 100) | st.none()),
        due=draw(st.none() | dues),
        reached=tuple(step for step in steps if draw(st.booleans())),
        milestone_due={step: draw(dues) for step in steps if draw(st.booleans())},
    )
    return stated if says_something(stated) else nil


def says_something(update: StatusUpdate) -> bool:
    facts = update.status, update.confidence, update.due, update.reached, update.milestone_due
    return update.percent is not None or any(facts)


@st.composite
def changes(draw: st.DrawFn, action: Action, told: list[StatusUpdate], name: str) -> StatusUpdate:
    """A retraction, or a correction, of an update told before."""
    corrected = {update.corrects for update in told}
    target = draw(st.sampled_from(told))
    if draw(st.booleans()) or target.retracts or target.id in corrected:
        return retraction_of(target, name)
    stated = draw(reports(action, name))
    return evolve(stated, recorded=max(stated.recorded, target.recorded), corrects=target.id)


def retraction_of(target: StatusUpdate, name: str) -> StatusUpdate:
    """A retraction told on the day that its target was told."""
    return StatusUpdate(
        action=target.action, date=target.recorded, id=UpdateId(name), retracts=target.id
    )


@st.composite
def histories(draw: st.DrawFn, action: Action) -> list[StatusUpdate]:
    """Up to four reports on an action, and up to three corrections and retractions."""
    count = draw(st.sampled_from([2, 3, 4, 1, 0]))
    told = [draw(reports(action, f"{action.id}-{n}")) for n in range(count)]
    for n in range(draw(st.integers(0, 3)) if told else 0):
        told.append(draw(changes(action, told, f"{action.id}-c{n}")))
    return told


rules = st.builds(
    Rules,
    stale_after_days=st.sampled_from([365, 183, 30]),
    behind_tolerance=st.sampled_from([1500, 0, 5000]),
)


@st.composite
def programmes(draw: st.DrawFn) -> WorkProgramme:
    """A programme of two themes with up to five actions and what is told of them."""
    planned = [draw(actions(f"a{n}")) for n in range(draw(st.sampled_from([3, 4, 5, 2, 1, 0])))]
    return WorkProgramme(
        id=ProgrammeId("small"),
        title=Text("Small"),
        start=START,
        end=END,
        rules=draw(rules),
        themes=THEMES,
        dossiers=DOSSIERS,
        working_groups=GROUPS,
        objectives=OBJECTIVES,
        actions=tuple(planned),
        updates=tuple(update for action in planned for update in draw(histories(action))),
    )


@st.composite
def progress_reports(draw: st.DrawFn, action: Action, day: date, *, stops: bool) -> StatusUpdate:
    """A report in percent and milestones; one that stops the work tells of a suspension or end."""
    stopped = [Status.CANCELLED, Status.SUSPENDED] if stops else []
    return StatusUpdate(
        action=action.id,
        date=day,
        recorded=max(day, draw(st.sampled_from(DAYS[:9]))),
        id=UpdateId(f"{action.id}-of-{day.year}"),
        status=draw(st.sampled_from([Status.IN_PROGRESS, Status.IN_PROGRESS, *stopped])),
        percent=draw(st.sampled_from([0, 20, 50, 80])),
        reached=tuple(step.id for step in action.milestones if draw(st.booleans())),
    )


@st.composite
def busy_programmes(draw: st.DrawFn) -> WorkProgramme:
    """A programme of which most is told in 2025, and in 2026 goes on or is stopped."""
    whole = draw(programmes())
    busy_weights = st.sampled_from([2, 1, 3, 0])
    planned = tuple(evolve(a, start=START, weight=draw(busy_weights)) for a in whole.actions)
    told = [
        draw(progress_reports(action, day, stops=day.year > START.year))
        for action in planned
        for day in (DAYS[1], DAYS[9])
        if draw(st.sampled_from([True, True, False]))
    ]
    return evolve(whole, actions=planned, updates=(*whole.updates, *told))


known_days = st.none() | days
snapshots = st.builds(Snapshot, programme=programmes(), on=days, known_on=known_days)
busy_snapshots = st.builds(
    Snapshot, programme=programmes() | busy_programmes(), on=days, known_on=known_days
)
