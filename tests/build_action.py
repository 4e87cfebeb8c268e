"""One action of a small programme, what is told of it, and its state on a day."""

from datetime import date
from functools import partial
from typing import Final

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
from benelux_tracker.snapshot import snapshot
from benelux_tracker.state import ActionState
from benelux_tracker.vocabulary import (
    ActionId,
    DossierId,
    GroupId,
    GroupKind,
    MilestoneId,
    ObjectiveId,
    ProgrammeId,
    ThemeId,
    UpdateId,
)

TREATY: Final = ActionId("police-treaty")
SIGNED: Final = MilestoneId("signed")
RATIFIED: Final = MilestoneId("ratified")

planned = partial(
    Action,
    id=TREATY,
    objective=ObjectiveId("joint-patrols"),
    title=Text("Police treaty"),
    groups=(GroupId("police-chiefs"),),
)
"""An action; one working group, weight 1, nothing else said unless given."""

told = partial(StatusUpdate, action=TREATY)
"""What is told of that action; recorded on its own day unless given."""

step = partial(Milestone, title=Text("A step"))
"""A milestone of weight 1 without a due of its own unless given."""


def named(word: str) -> UpdateId:
    """An update's id."""
    return UpdateId(word)


def programme(
    *actions: Action, updates: tuple[StatusUpdate, ...] = (), rules: Rules | None = None
) -> WorkProgramme:
    """A programme of 2025 to 2028: one theme, one dossier, one objective, one working group."""
    return WorkProgramme(
        id=ProgrammeId("small"),
        title=Text("Small"),
        start=date(2025, 1, 1),
        end=date(2028, 12, 31),
        rules=rules or Rules(),
        themes=(Theme(id=ThemeId("security"), title=Text("Security")),),
        dossiers=(
            Dossier(id=DossierId("police"), theme=ThemeId("security"), title=Text("Police")),
        ),
        working_groups=(
            WorkingGroup(
                id=GroupId("police-chiefs"), name=Text("Police"), kind=GroupKind.WORKING_GROUP
            ),
        ),
        objectives=(
            Objective(
                id=ObjectiveId("joint-patrols"), dossier=DossierId("police"), title=Text("Patrols")
            ),
        ),
        actions=actions,
        updates=updates,
    )


def state(
    action: Action,
    *updates: StatusUpdate,
    on: date,
    known_on: date | None = None,
    rules: Rules | None = None,
) -> ActionState:
    """The state of an action on a day, from what is told of it."""
    whole = programme(action, updates=updates, rules=rules)
    return snapshot(whole, on, known_on).state(action.id)
