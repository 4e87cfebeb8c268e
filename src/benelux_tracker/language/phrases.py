"""The words of the closed lists, in English; translation files say them in other languages."""

from typing import Final

from benelux_tracker.chase import ChaseKind
from benelux_tracker.comparison import ChangeKind, Pillar, Step
from benelux_tracker.explain import FlipKind
from benelux_tracker.state import Schedule, Signal
from benelux_tracker.tally import NoNumber
from benelux_tracker.vocabulary import Confidence, Level, Output, Reliability, Status

SIGNALS: Final = {
    Signal.GREEN: "green",
    Signal.AMBER: "amber",
    Signal.RED: "red",
    Signal.GREY: "unknown",
    Signal.NOT_DUE: "not due yet",
    Signal.NONE: "nothing to assess",
}
STATUSES: Final = {status: status.replace("_", " ") for status in Status}
COUNTS: Final = {status: f"{{number}} {word}" for status, word in STATUSES.items()}
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
STATES: Final = {
    "done": "completed",
    "open": "open",
    "late": "late",
    "suspended": "suspended",
    "cancelled": "cancelled",
}
"""How actions and steps stand, in pictures."""
LEVELS: Final = {
    Level.EXPERT: "working groups and experts",
    Level.STRATEGIC: "strategic consultations",
    Level.MINISTERIAL: "ministerial consultations",
    Level.WORKSHOP: "workshops and study days",
    Level.VISIT: "working visits",
}
DIMENSIONS: Final = {
    "theme": "Theme",
    "dossier": "Dossier",
    "objective": "Objective",
    "lead_group": "Lead group",
    "working_group": "Working group",
    "output": "Kind",
    "country": "Country",
    "due_year": "Year of the original due",
}
"""What a roll-up may be by, as the head of a column."""
OUTPUTS: Final = {output: output.replace("-", " ") for output in Output}
RELIABILITIES: Final = {
    Reliability.MEDIUM: "of medium reliability",
    Reliability.LOW: "of low reliability",
}
"""What is said of a source; of one of the parties themselves nothing."""
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
    "outdated-narrative": "A figure moved more than a year after the text that cites it.",
    "percent-and-milestones-apart": "The percentage reported and the milestones are far apart.",
    "percent-while-planned": "Progress is reported of an action that is planned.",
    "progress-went-down": "Progress went down without a reason.",
    "strange-group": "A group reports on an action that is not one of its own.",
    "whole-but-not-completed": "All of an action is reported as done, but it is not completed.",
}

RULES_IN_FORCE: Final = {
    "unknown": "Unknown is not zero: an action that nobody reported on has no completion. It "
    "counts neither as done nor as not done, but lowers the coverage and widens the bounds.",
    "completion": "Completion of an action is the share of its milestones reached, by weight, or "
    "the percentage reported. A completed action counts in full; cancelled ones not at all.",
    "plan": "What the plan foresaw is made from the original dates: the milestones due by then, "
    "by weight, or else the days passed between start and due.",
    "objectives": "An objective has actions when at least one of them was adopted by the day.",
    "way": "The share of the way of an indicator is the distance from its baseline to its latest "
    "value, held against that from its baseline to its target.",
    "progress": "Progress is the mean completion, by weight, of the actions that are due and "
    "reported. Coverage is the share of the due weight that is reported. The bounds count what is "
    "unknown once as nothing and once as done.",
    "distinct": "Every figure is taken over the set of distinct actions, so an action shared by "
    "several groups counts once in its theme and in the programme.",
    "whole": "Of the whole programme, work that is not due yet counts as not done.",
    "weight": "An action of weight 0 is listed, but counts for nothing in the progress.",
    "points": "From one year to the next, the steps add up exactly to the difference: "
    "corrections, what left, progress of the same actions, and what joined.",
    "rounding": "Levels are rounded down, differences and contributions to the nearest, each by "
    "itself: figures as shown may differ from their sum in the last digit.",
    "reporting": "News is stale after {days}. An action is behind its plan when it is more than "
    "{points} short of it.",
    "signal": "A group of actions is grey when less than {coverage} of its due work can be "
    "assessed, red when {red} or more of that is red, amber when {amber} or more is red or amber, "
    "when any of it is red, or when a critical action is amber; a critical action that is red "
    "makes it red.",
}
"""How figures are made: by what the figures of a report lead to."""

# Explanations, comparisons and chases
RULES: Final = {
    "progress": "Weighted, of what is due and reported",
    "unweighted": "Each action the same weight",
    "completed_share": "Only completed work counts, of everything",
    "as_adopted": "As adopted: cancelled work still counts",
}
CONFIDENCES: Final = {
    Confidence.GREEN: "the working group judges it green",
    Confidence.AMBER: "the working group judges it amber",
    Confidence.RED: "the working group judges it red",
}
JUDGEMENTS: Final = {
    Confidence.GREEN: "if the working group judges {action} green again",
    Confidence.AMBER: "if the working group judges {action} amber",
    Confidence.RED: "if the working group judges {action} red",
}
FLIPS: Final = {
    FlipKind.NEWS: "if there is news of {action}",
    FlipKind.RESUMED: "if {action} goes on",
    FlipKind.AT_LEAST: "if {action} reports at least {percent}",
    FlipKind.AT_MOST: "if {action} reports no more than {percent}",
    FlipKind.COMPLETED: "if {action} is completed",
}
CHANGES: Final = {
    ChangeKind.NEW: "New in the programme",
    ChangeKind.REMOVED: "No longer in the programme",
    ChangeKind.STARTED: "Started",
    ChangeKind.COMPLETED: "Completed",
    ChangeKind.CANCELLED: "Cancelled",
    ChangeKind.SUSPENDED: "Suspended",
    ChangeKind.RESUMED: "Resumed",
    ChangeKind.REOPENED: "Reopened",
    ChangeKind.POSTPONED: "Postponed",
    ChangeKind.BROUGHT_FORWARD: "Brought forward",
    ChangeKind.FIRST_REPORTED: "Reported on for the first time",
    ChangeKind.GONE_STALE: "No news for too long",
    ChangeKind.SIGNAL_CHANGED: "Another signal",
    ChangeKind.CORRECTED: "Corrected",
    ChangeKind.TOLD_LATE: "Told only later",
}
STEPS: Final = {
    Step.CORRECTIONS: "corrections of what was known",
    Step.LEFT: "actions that left: cancelled, or no longer known",
    Step.SAME: "progress of the same actions",
    Step.JOINED: "actions that joined: new, newly due or newly reported",
}
BRIDGE: Final = {
    Step.CORRECTIONS: "corrections",
    Step.LEFT: "actions that left",
    Step.SAME: "the same actions",
    Step.JOINED: "actions that joined",
}
"""The steps in a few words, for pictures."""
PILLARS: Final = {
    Pillar.OPENING: "The earlier day has no figure to start from.",
    Pillar.CORRECTED: "The earlier day, as known now, has no figure.",
    Pillar.COMMON: "The two days have no known work in common.",
    Pillar.CLOSING: "The later day has no figure to arrive at.",
}
CHASES: Final = {
    ChaseKind.NEVER_REPORTED: "Never reported",
    ChaseKind.STALE: "No news for too long",
    ChaseKind.UNSAID: "Reported on, but not how far it is",
    ChaseKind.OVERDUE: "Overdue",
    ChaseKind.COMING: "Falling due",
}

FORM_HEADS: Final = {
    "title": "Action",
    "dossier": "Dossier",
    "lead": "Lead group",
    "now_due": "Current due date",
    "last_news": "Last news",
    "last_status": "Last status",
    "last_percent": "Percentage done",
    "last_summary": "What was last reported",
    "since": "Since when",
    "status": "New status",
    "percent": "New percentage",
    "due": "New due date",
    "confidence": "Judgement",
    "reason": "Reason",
    "summary": "What happened",
    "unchanged": "Nothing new",
    "milestone": "Milestone",
    "country": "Country",
    "reached_on": "Reached on",
    "reached": "Reached now",
}
"""The columns of a return form."""
FORM_HINTS: Final = {
    "since": "The day on which what you write became true, such as 2026-03-15; not the day on "
    "which you fill in the form.",
    "status": "Choose from the list. Leave it empty if the status has not changed.",
    "percent": "A whole number from 0 to 100. Not needed for actions whose milestones are listed "
    "on the other sheet.",
    "due": "Only when the date moves: a day such as 2027-03-15, or a period such as 2027, "
    "2027-H1, 2027-Q3 or 2027-09.",
    "confidence": "How you judge the road ahead; with amber and red, give a reason.",
    "reason": "Why work is postponed, suspended or cancelled, or why you judge it amber or red.",
    "summary": "A few sentences for readers outside your group.",
    "unchanged": "Put an x here when there is nothing to report: that is an answer too. Then leave "
    "the other cells of the row empty; only the day may be given.",
    "reached": "Put an x here when the milestone has been reached.",
}
"""What is to be written into the cells of a return form that are to be filled in."""
