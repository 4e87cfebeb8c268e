"""The tables that leave as data frames: their columns, what each means, and how it is read."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from enum import StrEnum
from fractions import Fraction
from functools import partial
from operator import attrgetter
from typing import Any, Final

from attrs import field, frozen

from benelux_tracker.dimensions import Dimension
from benelux_tracker.errors import Severity
from benelux_tracker.exchange.rows import ActionRow, Counts, ProgressRow, UpdateRow
from benelux_tracker.framed import Table
from benelux_tracker.language.names import Names
from benelux_tracker.state import WHOLE, Reporting, Schedule, Signal, Verdict
from benelux_tracker.tally import NoNumber
from benelux_tracker.vocabulary import Confidence, Level, Output, Status


class Kind(StrEnum):
    """What stands in a column; a closed list of words, a category, is a kind of its own."""

    TEXT = "text"
    LIST = "list"
    DAY = "day"
    NUMBER = "whole number"
    SHARE = "share"
    FLAG = "flag"


TEXT, LIST, DAY, NUMBER, SHARE, FLAG = Kind

Then = Callable[[Names, Any], object]
"""What becomes of a value, in a language."""


def _reader(read: str | Callable[[Any], Any]) -> Callable[[Any], Any]:
    return attrgetter(read) if isinstance(read, str) else read


@frozen
class Column:
    """A column: its name, what stands in it, how it is read off a row, and what it means.

    `read` finds a value, or None, by a path of attributes or a function; `then`
    makes of a value what the table holds.
    """

    name: str
    kind: Kind | type[StrEnum]
    read: Callable[[Any], Any] = field(converter=_reader)
    meaning: str
    then: Then | None = None

    def values(self, rows: Iterable[object], names: Names) -> list[object]:
        """What stands in the column, row by row; None where there is nothing."""
        found, then = map(self.read, rows), self.then or _OF_KIND.get(self.kind)
        if then is None:
            return list(found)
        made = partial(then, names)
        return [None if value is None else made(value) for value in found]


def _joined(_: Names, several: Iterable[str]) -> str | None:
    return "; ".join(several) or None


def _paired(_: Names, table: Mapping[str, object]) -> str | None:
    return "; ".join(f"{name}: {value}" for name, value in table.items()) if table else None


def _float(_: Names, share: Fraction) -> float:
    return float(share)


def _of_1(_: Names, points: int) -> float:
    return points / WHOLE


_OF_KIND: Final[Mapping[object, Then]] = {LIST: _joined, SHARE: _float}


def _why(names: Names, verdict: Verdict) -> str:
    return names.words.why(verdict)


def _number(_: Names, several: Sized) -> int:
    return len(several)


def _named(kind: str) -> Then:
    return lambda names, key: names.name(kind, key)


def _lead(row: ActionRow | UpdateRow) -> str | None:
    return next(iter(row.action.groups), None)


def _dues(prefix: str, path: str, what: str) -> tuple[Column, ...]:
    written = f"{what}, as written: a day, or a period such as `2025-H2`."
    return (
        Column(prefix, TEXT, path, written, lambda _, due: due.text),
        Column(f"{prefix}_day", DAY, path, "The last day of that.", lambda _, due: due.last),
    )


def _place(path: str) -> tuple[Column, ...]:
    return (
        Column("file", TEXT, path, "The file it stands in.", lambda _, place: place.file),
        Column("line", NUMBER, path, "The line it begins on, from 1.", lambda _, place: place.line),
    )


def _sources(path: str) -> tuple[Column, ...]:
    meaning = "The ids of its sources, each with where in it."
    return Column("sources", LIST, f"{path}sources", meaning), *_place(f"{path}origin")


def key_columns(by: Sequence[Dimension]) -> Iterable[Column]:
    """The columns of the keys of rows, and of what these are called."""
    for place, dimension in enumerate(by):
        key = partial(_key, place)
        yield Column(dimension, TEXT, key, "The key.")
        yield Column(f"{dimension}_name", TEXT, key, "The name of that.", _named(dimension))


def _key(place: int, row: ActionRow | ProgressRow) -> str:
    return row.key[place]


_ACTIONS: Final = (
    Column("action", TEXT, "action.id", "Its id."),
    Column("title", TEXT, "action.title", "Its title.", Names.said),
    Column("theme", TEXT, "dossier.theme", "The id of its theme."),
    Column("theme_name", TEXT, "dossier.theme", "The name of that.", _named("theme")),
    Column("dossier", TEXT, "dossier.id", "The id of its dossier."),
    Column("dossier_name", TEXT, "dossier.title", "The name of that.", Names.said),
    Column("objective", TEXT, "action.objective", "The id of its objective."),
    Column("lead_group", TEXT, _lead, "The id of the leading group."),
    Column("lead_group_name", TEXT, _lead, "The name of that.", _named("lead_group")),
    Column("groups", LIST, "action.groups", "Ids of the groups involved, the lead first."),
    Column("output", Output, "action.output", "What it brings forth."),
    Column("reference", TEXT, "action.reference", "The instrument's own number."),
    Column("critical", FLAG, "action.critical", "Whether it is critical."),
    Column("countries", LIST, "action.countries", "Codes of the countries involved."),
    Column("partners", LIST, "action.partners", "Ids of the partners that take part."),
    Column("weight", NUMBER, "action.weight", "How much it counts, in units of weight."),
    Column("adopted", DAY, "action.adopted", "The day it was adopted, if one is given."),
    Column("in_scope", FLAG, "state.in_scope", "Whether it had been adopted by the day."),
    Column("start", DAY, "state.start", "Its first day, as planned."),
    *_dues("original_due", "state.original_due", "The due as planned"),
    *_dues("current_due", "state.current_due", "The due last told"),
    Column("slip", NUMBER, "state.slip", "Days between those two; below 0: brought forward."),
    Column("postponed", FLAG, "state.postponed", "Whether the current due is after the original."),
    Column("status", Status, "state.status", "Where it is in its life."),
    Column("confidence", Confidence, "state.confidence", "The judgement that still stands."),
    Column("completion", SHARE, "state.completion", "How far it is; missing: unknown.", _of_1),
    Column(
        "planned_completion", SHARE, "state.planned_completion", "What the plan foresaw.", _of_1
    ),
    Column("not_due", FLAG, "state.not_due", "Whether it has not begun and need not have."),
    Column("overdue", FLAG, "state.overdue", "Whether it should be done by the day and is not."),
    Column("days_late", NUMBER, "state.days_late", "Days since the current due; 0 unless overdue."),
    Column("stale", FLAG, "state.stale", "Whether the last news is too old."),
    Column("schedule", Schedule, "state.schedule", "How it stands to its original due."),
    Column("reporting", Reporting, "state.reporting", "How it is reported on."),
    Column("signal", Signal, "state.signal", "Its colour."),
    Column("signal_reason", TEXT, "state.verdict", "Why it has that, in words.", _why),
    Column("updates", NUMBER, "state.updates", "How many updates count.", _number),
    Column("heard_on", DAY, "state.heard_on", "The day of the last news."),
    Column("completed_on", DAY, "state.completed_on", "The day it was completed."),
    Column("milestones", NUMBER, "action.milestones", "How many milestones it has.", _number),
    Column("milestones_reached", NUMBER, "state.reached", "How many of them are reached.", _number),
    Column("milestones_due", NUMBER, "state.milestones_due", "How many were due by the plan."),
    Column("supposed", FLAG, "supposed", "Whether something is only supposed of it, by `what_if`."),
    *_sources("action."),
)

_MILESTONES: Final = (
    Column("action", TEXT, "action.id", "The id of its action."),
    Column("milestone", TEXT, "step.id", "Its id, which is its own within the action."),
    Column("title", TEXT, "step.title", "Its title.", Names.said),
    Column("step_country", TEXT, "step.country", "The code of the country whose step it is."),
    Column("weight", NUMBER, "step.weight", "How much of its action it is, in units of weight."),
    *_dues("original_due", "original_due", "The due as planned, the action's where it has none"),
    *_dues("current_due", "current_due", "The due last told, the action's where it has none"),
    Column("reached_on", DAY, "reached_on", "The first day it was told as reached."),
    Column("late", FLAG, "late", "Whether its current due has passed, of open work that is due."),
    Column("supposed", FLAG, "supposed", "Whether something is only supposed of its action."),
    *_place("step.origin"),
)

_UPDATES: Final = (
    Column("action", TEXT, "action.id", "The id of the action it tells of."),
    Column("update", TEXT, "update.id", "Its id."),
    Column("date", DAY, "update.date", "The day on which it was so."),
    Column("recorded", DAY, "update.recorded", "The day on which it was told."),
    Column("counts", Counts, "counts", "Whether it counts on the day, or why not."),
    Column("supposed", FLAG, "supposed", "Whether it is only supposed, by `what_if`."),
    Column(
        "group",
        TEXT,
        lambda row: row.update.group or _lead(row),
        "The id of who told it: the lead, where it does not say.",
    ),
    Column("status", Status, "update.status", "The status it states."),
    Column("confidence", Confidence, "update.confidence", "The judgement it states."),
    Column("percent", NUMBER, "update.percent", "The completion it states, in percent: 0 to 100."),
    Column("reached", LIST, "update.reached", "Ids of the milestones it calls reached."),
    *_dues("due", "update.due", "The new due it states"),
    Column(
        "milestone_due", LIST, "update.milestone_due", "New dues of milestones: `id: due`.", _paired
    ),
    Column("values", LIST, "update.values", "Of indicators: `id: number`.", _paired),
    Column("unchanged", FLAG, "update.unchanged", "Whether it says there is nothing to report."),
    Column("summary", TEXT, "update.summary", "What it tells.", Names.said),
    Column("reason", TEXT, "update.reason", "The reason it gives.", Names.said),
    Column("highlight", FLAG, "update.highlight", "Whether it is worth the year's timeline."),
    Column("corrects", TEXT, "update.corrects", "The id of the update it corrects."),
    Column("retracts", TEXT, "update.retracts", "The id of the update it retracts."),
    *_sources("update."),
)

_PUBLISHED: Final = (
    "The id of the group that met; missing: it is the published total of that level and year, "
    "which is not to be added to the meetings of groups."
)

_CONSULTATIONS: Final = (
    Column("level", Level, "level", "At what level people met."),
    Column("count", NUMBER, "count", "How many meetings."),
    Column("date", DAY, "date", "The day, where it is known."),
    Column("year", NUMBER, lambda row: row.date.year if row.date else row.year, "The year."),
    Column("group", TEXT, "group", _PUBLISHED),
    Column("group_name", TEXT, "group", "The name of that.", _named("working_group")),
    *_sources(""),
)

_FINDINGS: Final = (
    Column("severity", Severity, "severity", "How bad it is."),
    Column("code", TEXT, "code", "What kind of problem it is; see [the list](problems.md)."),
    *_place("place"),
    Column("path", TEXT, lambda row: row.path or None, "Where in the file, as `update[3].due`."),
    Column("message", TEXT, "message", "What is wrong or odd, in English."),
    Column("hint", TEXT, lambda row: row.hint or None, "What to write instead, in English."),
)


def _share(name: str, meaning: str) -> Column:
    return Column(name, SHARE, f"progress.{name}", meaning)


def _sum(name: str, meaning: str) -> Column:
    return Column(name, NUMBER, f"progress.tally.{name}", meaning)


_PROGRESS: Final = (
    _share("progress", "What is done of the work that is due and reported."),
    _share("coverage", "The part of the due weight that progress is known of."),
    _share("low", "The least that is done of the due work: what is unknown at 0."),
    _share("high", "The most that may be done of the due work: what is unknown at 1."),
    _share("foreseen", "What the plan foresaw of what `progress` is about."),
    _share("variance", "`progress` less `foreseen`."),
    _share("whole_low", "The least that is done of everything, what is not due at 0."),
    _share("whole_high", "The most that may be done of everything, what is not due at 0."),
    _share("planned_progress", "What the plan foresaw of everything by the day."),
    _share("unweighted", "Another rule: each action of known completion counts the same."),
    _share("completed_share", "Another rule: only completed weight counts, of everything."),
    _share("as_adopted", "Another rule: cancelled actions of known completion still count."),
    Column("no_number", NoNumber, "progress.no_number", "Why there is no `progress`."),
    Column("signal", Signal, "progress.signal", "The colour."),
    Column("signal_reason", TEXT, "progress.verdict", "Why it has that, in words.", _why),
    _sum("actions", "Live actions: in scope and not cancelled."),
    _sum("cancelled", "Cancelled actions."),
    _sum("planned", "Live actions that are planned."),
    _sum("in_progress", "Live actions in progress."),
    _sum("suspended", "Suspended actions."),
    _sum("completed", "Completed actions."),
    _sum("weight", "Weight of live actions, in units of weight."),
    _sum("green", "Weight of live actions that are green."),
    _sum("amber", "Weight of live actions that are amber."),
    _sum("red", "Weight of live actions that are red."),
    _sum("grey", "Weight of live actions that are grey."),
    _sum("not_due", "Weight of live actions that are not due."),
    _sum("known_weight", "Weight of due actions of known completion."),
    _sum("known_actions", "Due actions of known completion."),
    _sum("earned", "Weight × completion of those; 10,000 basis points are all of it."),
    _sum("earned_unweighted", "Completion of those, in basis points."),
    _sum("known_planned_value", "Weight × planned completion of those, in basis points."),
    _sum("planned_value", "Weight × planned completion of all live ones, in basis points."),
    _sum("completed_weight", "Weight of completed actions."),
    _sum("critical_red", "Critical actions that are red."),
    _sum("critical_amber", "Critical actions that are amber."),
    _sum("overdue", "Overdue actions."),
    _sum("postponed", "Live actions with a current due after the original."),
    _sum("stale", "Actions of which the last news is too old."),
    _sum("never_reported", "Actions that are due and were never reported on."),
    _sum("milestones", "Milestones of live actions."),
    _sum("milestones_reached", "Milestones reached."),
    _sum("milestones_due", "Milestones due by the plan, reached or not."),
    _sum("cancelled_weight", "Weight of cancelled actions whose last completion is known."),
    _sum("cancelled_earned", "Weight × last completion of those, in basis points."),
)

COLUMNS: Final[Mapping[Table, tuple[Column, ...]]] = {
    "actions": _ACTIONS,
    "progress": _PROGRESS,
    "updates": _UPDATES,
    "milestones": _MILESTONES,
    "consultations": _CONSULTATIONS,
    "findings": _FINDINGS,
}
