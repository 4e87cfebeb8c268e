"""The words of the closed lists, and the sentences that several chapters use."""

from collections.abc import Iterable
from typing import Final

from benelux_tracker.report import blocks as b
from benelux_tracker.report import contents as c
from benelux_tracker.report.words import Words
from benelux_tracker.state import Schedule, Signal
from benelux_tracker.tally import NoNumber
from benelux_tracker.vocabulary import Level, Output, Status

SIGNALS: Final = {
    Signal.GREEN: "green",
    Signal.AMBER: "amber",
    Signal.RED: "red",
    Signal.GREY: "unknown",
    Signal.NOT_DUE: "not due yet",
    Signal.NONE: "nothing to assess",
}
STATUSES: Final = {
    Status.PLANNED: "planned",
    Status.IN_PROGRESS: "in progress",
    Status.SUSPENDED: "suspended",
    Status.COMPLETED: "completed",
    Status.CANCELLED: "cancelled",
}
COUNTS: Final = {
    Status.PLANNED: "{number} planned",
    Status.IN_PROGRESS: "{number} in progress",
    Status.SUSPENDED: "{number} suspended",
    Status.COMPLETED: "{number} completed",
    Status.CANCELLED: "{number} cancelled",
}
"""A number of actions by status; English says one and many alike, other languages do not."""
SCHEDULES: Final = {
    Schedule.NONE: "",
    Schedule.DONE_LATE: "done, later than planned",
    Schedule.DONE_ON_TIME: "done on time",
    Schedule.NOT_DUE: "not due yet",
    Schedule.UNKNOWN: "schedule unknown",
    Schedule.LATE: "late",
    Schedule.POSTPONED: "postponed",
    Schedule.ON_TIME: "on schedule",
}
LEVELS: Final = {
    Level.EXPERT: "working groups and experts",
    Level.STRATEGIC: "strategic consultations",
    Level.MINISTERIAL: "ministerial consultations",
    Level.WORKSHOP: "workshops and study days",
    Level.VISIT: "working visits",
}
OUTPUTS: Final = {
    Output.TREATY: "treaty",
    Output.DECISION: "decision",
    Output.RECOMMENDATION: "recommendation",
    Output.DECLARATION: "declaration",
    Output.AGREEMENT: "agreement",
    Output.ACTION_PLAN: "action plan",
    Output.STUDY: "study",
    Output.EVENT: "event",
    Output.EXERCISE: "exercise",
    Output.SERVICE: "service",
    Output.CONSULTATION: "consultation",
    Output.OTHER: "other",
}
NO_NUMBERS: Final = {
    NoNumber.EMPTY: "There are no actions, so there is no figure.",
    NoNumber.ALL_CANCELLED: "All actions were cancelled, so there is no figure.",
    NoNumber.ZERO_WEIGHT: "None of the actions carries weight, so there is no figure.",
    NoNumber.NOT_DUE: "None of the work is due yet, so there is no figure.",
    NoNumber.UNREPORTED: "Nothing of the due work is reported: 0% to 100% may be done.",
}
FINDINGS: Final = {
    "completed-with-open-milestones": "An action is completed, but not all of its milestones.",
    "completed-without-source": "An action is completed, but no source says so.",
    "contradiction": "Two updates of one day contradict each other.",
    "correction-leaves-out": "A correction leaves out something that its target stated.",
    "missing-reason": "A change or a judgement has no reason.",
    "missing-translation": "A text lacks a language; another language is shown instead.",
    "more-meetings-than-published": "More meetings are listed than were published.",
    "objective-without-actions": "An objective has no actions yet.",
    "percent-and-milestones-apart": "The percentage reported and the milestones are far apart.",
    "percent-while-planned": "Progress is reported of an action that is planned.",
    "progress-went-down": "Progress went down without a reason.",
    "strange-group": "A group reports on an action that is not one of its own.",
    "unknown-figure": "A narrative cites a figure that does not exist.",
    "whole-but-not-completed": "All of an action is reported as done, but it is not completed.",
}


def capital(text: str) -> str:
    """A text as a sentence starts."""
    return text[:1].upper() + text[1:]


def badge(signal: Signal, words: Words) -> b.Badge:
    """A signal with its word."""
    return b.Badge(signal, words.say(SIGNALS[signal]))


def notes(cited: Iterable[c.Cited]) -> b.Runs:
    """Marks of source notes."""
    return tuple(b.NoteMark(note.number, note.where) for note in cited)


def all_completed(figures: c.Figures) -> bool:
    """Whether every live action is completed."""
    return figures.tally.completed == figures.tally.actions


def progress(figures: c.Figures, words: Words) -> str:
    """Progress as shown, a dash where it has no number."""
    return words.done(figures.progress, all_completed=all_completed(figures))


def bounds(figures: c.Figures, words: Words) -> str:
    """The bounds as shown: the least and the most of the due work."""
    if figures.low is None:
        return "–"
    if figures.low == figures.high:
        return progress(figures, words)
    low, high = words.share(figures.low), words.share(figures.high, up=True)
    return words.say("{low} to {high}", low=low, high=high)


def headline(figures: c.Figures, words: Words, *, enough: bool) -> str:
    """The line to print: progress with its coverage and bounds, or why there is none.

    Args:
        figures: what the line is about.
        words: the language.
        enough: whether coverage reaches the rules' least; else no progress is given.
    """
    if figures.no_number is not None:
        return words.say(NO_NUMBERS[figures.no_number])
    low, high = words.share(figures.low), words.share(figures.high, up=True)
    coverage = words.share(figures.coverage)
    if not enough:
        return words.say(
            "{coverage} of the due work is reported; between {low} and {high} of it is done.",
            coverage=coverage,
            low=low,
            high=high,
        )
    if figures.low == figures.high:
        return words.say(
            "{progress} of the due work is done; all of it is reported.",
            progress=progress(figures, words),
        )
    return words.say(
        "{progress} of what is reported is done ({coverage} of the due work is reported); "
        "of all that is due, between {low} and {high}.",
        progress=progress(figures, words),
        coverage=coverage,
        low=low,
        high=high,
    )


def joined(parts: Iterable[b.Run], separator: str = ", ") -> b.Runs:
    """Runs with a separator between them."""
    runs: list[b.Run] = []
    for part in parts:
        runs += [separator, part] if runs else [part]
    return tuple(runs)


def names(said: Iterable[c.Said]) -> b.Runs:
    """Names one after the other."""
    return joined(said)
