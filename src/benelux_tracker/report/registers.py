"""The registers of a report: lists across all themes, of instruments, meetings, delays and so on.

Shares are exact fractions of 1. Source: report.md.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from benelux_tracker.comparison import Pillar
from benelux_tracker.comparison import Step as BridgePart
from benelux_tracker.periods import Due
from benelux_tracker.report.said import Cited, Said
from benelux_tracker.tally import NoNumber
from benelux_tracker.vocabulary import Level, Output, Status


@frozen(kw_only=True)
class GroupMeetings:
    """How often a group met in the year, and where that stands."""

    name: Said
    count: int
    places: tuple[str, ...]


@frozen(kw_only=True)
class Meetings:
    """Consultations of a level; `published` where the total is as published, else summed up."""

    level: Level
    count: int | None
    before: int | None
    published: bool
    groups: tuple[GroupMeetings, ...]
    cited: tuple[Cited, ...]
    places: tuple[str, ...]


@frozen(kw_only=True)
class Instrument:
    """A legal or policy instrument of the year: an action whose output is one.

    `step` is the milestone reached last, `day` when it was, or when the
    action was completed; both None where nothing was reached yet.
    """

    action: str
    title: Said
    output: Output
    reference: str | None
    status: Status
    step: Said | None
    day: dt.date | None
    due: Due | None
    cited: tuple[Cited, ...]


@frozen(kw_only=True)
class CountryStep:
    """A step that one country takes: done on a day, or late, or open until its due.

    `due` is None where the plan names none.
    """

    title: Said
    reached: dt.date | None
    late: bool
    due: Due | None


@frozen(kw_only=True)
class CountryPart:
    """The steps of one country in an action; none where it has none of its own."""

    country: str
    steps: tuple[CountryStep, ...]


@frozen(kw_only=True)
class Implementation:
    """An action that has steps of countries, with a part for every country of the table."""

    action: str
    title: Said
    parts: tuple[CountryPart, ...]


@frozen(kw_only=True)
class Reached:
    """A value of an indicator on a day; a target is due then."""

    value: Decimal
    due: Due


@frozen(kw_only=True)
class IndicatorLine:
    """An indicator: where it began, where it should go, and where it was last.

    `way` is the share of the way from baseline to target; None where one of
    the three is missing, or baseline and target are the same. `about` is the
    action or the objective that it measures. `news` says whether the latest
    value is of the year.
    """

    id: str
    title: Said
    unit: Said
    action: str | None
    about: Said
    baseline: Reached | None
    target: Reached | None
    latest: Reached | None
    news: bool
    way: Fraction | None
    cited: tuple[Cited, ...]


@frozen(kw_only=True)
class Slip:
    """A new due of an action: when it was stated and why."""

    due: Due
    stated: dt.date
    reason: Said | None


@frozen(kw_only=True)
class Stalled:
    """An action that stalls, with what was given as the reason."""

    action: str
    title: Said
    groups: tuple[Said, ...]
    original_due: Due | None
    due: Due | None
    days: int
    reason: Said | None
    slips: tuple[Slip, ...] = ()


@frozen(kw_only=True)
class Coming:
    """Something that is or was to be done: an action, or a milestone of one."""

    action: str
    title: Said
    milestone: Said | None
    due: Due
    groups: tuple[Said, ...]


@frozen(kw_only=True)
class Stalls:
    """Where it stalls: what is overdue, suspended, cancelled or postponed."""

    overdue: tuple[Stalled, ...]
    milestones: tuple[Coming, ...]
    suspended: tuple[Stalled, ...]
    cancelled: tuple[Stalled, ...]
    postponed: tuple[Stalled, ...]


@frozen(kw_only=True)
class Silence:
    """What a leading group has never reported on, or not for too long."""

    group: Said
    never: tuple[Said, ...]
    stale: tuple[Said, ...]


@frozen(kw_only=True)
class NextYear:
    """What is due next year, what is carried over, and who is silent."""

    due: tuple[Coming, ...]
    carried_over: tuple[Coming, ...]
    silent: tuple[Silence, ...]


@frozen(kw_only=True)
class Turn:
    """An action that was completed or started in the year, and the day it was."""

    action: str
    title: Said
    day: dt.date
    groups: tuple[Said, ...]


@frozen(kw_only=True)
class BridgeStep:
    """A step from one figure to the other, in exact points, and the actions that make it."""

    step: BridgePart
    points: Fraction
    actions: int


@frozen(kw_only=True)
class YearOnYear:
    """From the figure of the year before to this year's, and what was finished and begun.

    The steps sum exactly to `closing` less `opening`. `opening` is last year's
    figure as it was known on `known_on` (None: as it is known now). Where a
    figure that the bridge stands on does not exist, `missing` says which,
    `reason` why, and there are no steps.
    """

    since: dt.date
    known_on: dt.date | None
    opening: Fraction | None
    steps: tuple[BridgeStep, ...]
    closing: Fraction | None
    missing: Pillar | None
    reason: NoNumber | None
    completed: tuple[Turn, ...]
    started: tuple[Turn, ...]


@frozen(kw_only=True)
class CourseDay:
    """The whole programme at the close of a day, future work at 0, and what the plan foresaw.

    The bounds are None for days after the report's own.
    """

    day: dt.date
    low: Fraction | None
    high: Fraction | None
    planned: Fraction | None
