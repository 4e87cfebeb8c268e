"""What a return form asks of a group: its sheets, their columns, a row for each action and step."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Final

from attrs import frozen

from benelux_tracker.dimensions import subject_of
from benelux_tracker.language import phrases
from benelux_tracker.language.names import Names
from benelux_tracker.language.words import one_line
from benelux_tracker.model import Milestone, StatusUpdate, WorkProgramme
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import ActionState
from benelux_tracker.vocabulary import ActionId

FORMAT: Final = "benelux-tracker/return-form/1"
TICK: Final = "x"
HEAD: Final = 2
"""The row of the headings; the one above it names the columns for the reader of the form."""

FIRST: Final = date(2000, 1, 1)
"""The first day that news may be of; one before it is a slip, as of a number typed as a day."""

Value = str | int | date | None


@frozen
class Column:
    """A column: its key, its width in signs, and whether the group fills it in."""

    key: str
    width: int
    filled: bool = False


ACTIONS: Final[tuple[Column, ...]] = (
    Column("title", 36),
    Column("dossier", 18),
    Column("lead", 18),
    Column("now_due", 15),
    Column("last_news", 12),
    Column("last_status", 13),
    Column("last_percent", 13),
    Column("last_summary", 40),
    Column("since", 12, filled=True),
    Column("status", 14, filled=True),
    Column("percent", 13, filled=True),
    Column("due", 13, filled=True),
    Column("confidence", 14, filled=True),
    Column("reason", 28, filled=True),
    Column("summary", 40, filled=True),
    Column("unchanged", 10, filled=True),
    Column("action", 0),
)
"""The columns of the sheet of actions; those without a width are hidden."""

MILESTONES: Final[tuple[Column, ...]] = (
    Column("title", 36),
    Column("milestone", 36),
    Column("country", 13),
    Column("now_due", 15),
    Column("reached_on", 12),
    Column("since", 12, filled=True),
    Column("reached", 10, filled=True),
    Column("due", 13, filled=True),
    Column("reason", 40, filled=True),
    Column("action", 0),
    Column("step", 0),
)
"""The columns of the sheet of milestones."""

SHEETS: Final[Mapping[str, Sequence[Column]]] = {"actions": ACTIONS, "milestones": MILESTONES}


@frozen
class Row:
    """A row of a form: what stands in its columns, whether it is over, and can be filled in."""

    cells: Mapping[str, Value]
    over: bool
    asked: bool = True


def rows(snapshot: Snapshot, group: str, names: Names) -> Mapping[str, Sequence[Row]]:
    """The rows of a group's form by sheet: its actions in scope, those that are open first.

    Raises:
        UnknownKeyError: when the programme has no such working group.
    """
    of = subject_of(snapshot.programme, f"working_group:{group}").actions
    states = [state for action in of if (state := snapshot.states[action]).in_scope]
    states.sort(key=lambda state: not state.open)
    return {
        "actions": [_action(state, names) for state in states],
        "milestones": [
            _step(step, state, names) for state in states for step in state.action.milestones
        ],
    }


def _action(state: ActionState, names: Names) -> Row:
    action, told, words = state.action, state.fold, names.words
    dossier = names.programme.dossier_of[action.id]
    last = state.updates[-1] if state.updates else None
    summaries = [update.summary for update in state.updates if update.summary]
    cells: dict[str, Value] = {
        "title": one_line(names.said(action.title)),
        "dossier": one_line(names.said(dossier.title)),
        "lead": one_line(names.name("working_group", action.groups[0])),
        "now_due": words.due(told.due),
        "last_news": last.date if last else None,
        "last_status": words.say(phrases.STATUSES[told.status]) if told.status else None,
        "last_percent": None if state.completion is None else state.completion // 100,
        "last_summary": names.said(summaries[-1]) if summaries else None,
        "action": action.id,
    }
    return Row(cells, over=not state.open)


def _step(step: Milestone, state: ActionState, names: Names) -> Row:
    reached = state.reached.get(step.id)
    cells: dict[str, Value] = {
        "title": one_line(names.said(state.action.title)),
        "milestone": one_line(names.said(step.title)),
        "country": names.words.country(step.country) if step.country else None,
        "now_due": names.words.due(state.due_of(step)),
        "reached_on": reached,
        "action": state.action.id,
        "step": step.id,
    }
    return Row(cells, over=bool(reached) or not state.open, asked=not reached)


def mark(update: StatusUpdate) -> str:
    """A short sign for one update."""
    return sha256(update.id.encode()).hexdigest()[:12]


def marks(programme: WorkProgramme, sheets: Mapping[str, Sequence[Row]]) -> Sequence[str]:
    """The signs of the updates that were told of a form's actions when it was made."""
    of = (ActionId(str(row.cells["action"])) for row in sheets["actions"])
    return [mark(update) for action in of for update in programme.history[action]]


def digest(sheets: Mapping[str, Sequence[Row]], seen: Sequence[str]) -> str:
    """What tells whether a form was made from the same data."""
    told = [(name, *sorted(row.cells.items())) for name in SHEETS for row in sheets[name]]
    return sha256(repr((told, seen)).encode()).hexdigest()
