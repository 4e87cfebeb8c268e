"""The year-end report as data: every figure and text of it, free of markup.

Renderers turn a `YearReport` into a page; none of them computes a figure.
Shares are exact fractions of 1, completions basis points, days calendar days.
Source: report.md.
"""

import datetime as dt
from fractions import Fraction

from attrs import frozen

from benelux_tracker.language.figures import Figures
from benelux_tracker.model import Rules
from benelux_tracker.periods import Due
from benelux_tracker.report.registers import (
    CourseDay,
    Implementation,
    IndicatorLine,
    Instrument,
    Meetings,
    NextYear,
    Stalls,
    YearOnYear,
)
from benelux_tracker.report.said import Cited, Said
from benelux_tracker.shown import Displayed
from benelux_tracker.state import Schedule, Verdict
from benelux_tracker.tally import Tally
from benelux_tracker.vocabulary import Output, Reliability, Status


@frozen(kw_only=True)
class CitedFigure:
    """A figure cited in a text: as it stands there, as it is shown, and what it is about."""

    key: str
    shown: str
    about: str


@frozen(kw_only=True)
class Story:
    """A narrative of the year, in Markdown, and the figures that it cites."""

    text: Said
    figures: tuple[CitedFigure, ...]
    cited: tuple[Cited, ...]


@frozen(kw_only=True)
class Moment:
    """A dated moment of the year's timeline."""

    date: Due
    end: dt.date | None
    title: Said
    place: Said | None
    cited: tuple[Cited, ...]


@frozen(kw_only=True)
class ThemeLine:
    """A theme in the table of themes."""

    id: str
    title: Said
    figures: Figures


@frozen(kw_only=True)
class Glance:
    """The year at a glance.

    `change` is this year's progress less last year's, None where either has
    no number. `groups_involved` are the working groups with a live action
    that is due, `groups_reported` those of them that reported in the year;
    `updated_share` is the share of the due weight with an update in the year,
    `weightless` the number of live actions of weight 0.
    """

    figures: Figures
    before: Figures
    change: Fraction | None
    objectives: int
    objectives_with_actions: int
    groups_involved: int
    groups_reported: int
    updated_share: Fraction | None
    weightless: int
    themes: tuple[ThemeLine, ...]


@frozen(kw_only=True)
class Step:
    """A milestone as a rung of an action's ladder."""

    title: Said
    due: Due | None
    original_due: Due | None
    reached: dt.date | None
    late: bool
    country: str | None
    weight: int


@frozen(kw_only=True)
class News:
    """What an update of the year told of an action."""

    date: dt.date
    recorded: dt.date
    status: Status | None
    summary: Said | None
    reason: Said | None
    unchanged: bool
    cited: tuple[Cited, ...]
    place: str


@frozen(kw_only=True)
class ActionLine:
    """An action with its state at the close of the year.

    `due` is None where the plan names none (the programme's end counts then);
    `begins`, `planned_end` and `ends` are the days it spans: `ends` is the day it was
    completed, else the last day of its due now. `completion` and
    `planned_completion` are in basis points, None is unknown. `points` is its part
    of the theme's progress, None where it has none. `place` is the file and line
    it stands at.
    """

    id: str
    title: Said
    objective: Said
    reference: str | None
    output: Output | None
    groups: tuple[Said, ...]
    countries: tuple[str, ...]
    partners: tuple[Said, ...]
    successor: str | None
    successor_title: Said | None
    status: Status
    stated: bool
    verdict: Verdict
    schedule: Schedule
    completion: int | None
    planned_completion: int
    weight: int
    points: Fraction | None
    critical: bool
    original_due: Due | None
    due: Due | None
    begins: dt.date
    planned_end: dt.date
    ends: dt.date
    days_late: int
    slip: int
    steps: tuple[Step, ...]
    news: tuple[News, ...]
    note: Said | None
    cited: tuple[Cited, ...]
    place: str


@frozen(kw_only=True)
class DossierSection:
    """A dossier of a theme: its stories, its dated moments and its actions."""

    id: str
    title: Said
    stories: tuple[Story, ...]
    moments: tuple[Moment, ...]
    figures: Figures
    actions: tuple[ActionLine, ...]


@frozen(kw_only=True)
class GroupLine:
    """A working group's part in a theme.

    Its stories stand in the first theme that it has a part in.
    """

    id: str
    name: Said
    figures: Figures
    stories: tuple[Story, ...]


@frozen(kw_only=True)
class ThemeChapter:
    """A chapter of the report; groups less shared is the theme."""

    id: str
    title: Said
    stories: tuple[Story, ...]
    figures: Figures
    groups: tuple[GroupLine, ...]
    shared: Tally
    dossiers: tuple[DossierSection, ...]


@frozen(kw_only=True)
class Finding:
    """Findings of one code: how many, and the first of them."""

    code: str
    count: int
    example: str
    place: str


@frozen(kw_only=True)
class SourceNote:
    """A numbered source."""

    number: int
    id: str
    title: Said
    publisher: str
    published: Due | None
    url: str | None
    language: str | None
    reliability: Reliability | None


@frozen(kw_only=True)
class Colophon:
    """What it takes to make the same report again.

    `digest` is the SHA-256 of the plan and of the updates known on the day;
    of these, `used` count for the year, `later` are of later days,
    `superseded` were corrected or retracted, or retract another.
    """

    digest: str
    used: int
    later: int
    superseded: int
    version: str


@frozen(kw_only=True)
class Annex:
    """How the figures are made, and from what."""

    rules: Rules
    findings: tuple[Finding, ...]
    sources: tuple[SourceNote, ...]
    colophon: Colophon


@frozen(kw_only=True)
class YearReport(Displayed):
    """A year-end progress report, complete and free of markup.

    `start` and `end` are the first and the last day of the programme,
    `supposed` is the number of updates known on the day that somebody only
    supposes. Asked for with `year_report`, written with `render` and `save`; `print` and
    a notebook show its headline and what is in it.
    """

    programme: str
    title: Said
    start: dt.date
    end: dt.date
    year: int
    language: str
    presidency: str | None
    on: dt.date
    known_on: dt.date | None
    provisional: bool
    supposed: int
    stories: tuple[Story, ...]
    glance: Glance
    timeline: tuple[Moment, ...]
    course: tuple[CourseDay, ...]
    themes: tuple[ThemeChapter, ...]
    instruments: tuple[Instrument, ...]
    implementation: tuple[Implementation, ...]
    indicators: tuple[IndicatorLine, ...]
    meetings: tuple[Meetings, ...]
    stalls: Stalls
    year_on_year: YearOnYear
    next_year: NextYear
    annex: Annex

    @property
    def interim(self) -> bool:
        """Whether its year was not over on the day that it is about."""
        return self.on < dt.date(self.year, 12, 31)

    @property
    def _spoken(self) -> str:
        return self.language
