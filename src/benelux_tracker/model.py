"""What there is: a programme with its themes, dossiers, actions and status updates.

All records are frozen and compare by value; `origin` says where a record was
read and never takes part in a comparison. Source: how-it-counts.md.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from operator import attrgetter, lt
from typing import Any

from attrs import Factory, field, frozen

from benelux_tracker import given
from benelux_tracker.errors import Place
from benelux_tracker.periods import Due
from benelux_tracker.shown import Shown
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    Country,
    DossierId,
    EventId,
    GroupId,
    GroupKind,
    IndicatorId,
    Language,
    Level,
    Measure,
    MilestoneId,
    ObjectiveId,
    Output,
    PartnerId,
    PartnerKind,
    ProgrammeId,
    Reliability,
    SourceId,
    Status,
    ThemeId,
    UpdateId,
    Url,
)


@frozen
class Text:
    """A text in one or more languages.

    `plain` is a text without a language of its own: it counts as written in
    the programme's first language. Otherwise `translations` maps language
    codes to texts.
    """

    plain: str = ""
    translations: Mapping[str, str] = field(factory=given.empty)

    def languages(self, order: Sequence[str]) -> tuple[str, ...]:
        """The languages this text exists in, in the programme's order."""
        if not self.translations:
            return tuple(order[:1])
        known = [code for code in order if code in self.translations]
        return (*known, *(code for code in self.translations if code not in known))

    def read(self, language: str, order: Sequence[str]) -> tuple[str, str]:
        """The text in a language, else in the first of the order it exists in.

        Returns:
            The text, and the language it is really in.
        """
        if language in self.translations:
            return self.translations[language], language
        found = self.languages(order)[0]
        return self.translations.get(found, self.plain), found


@frozen(kw_only=True)
class Rules:
    """The rules in force: when news is stale, what is behind, when a colour may be shown.

    `stale_after_days` in days, `behind_tolerance` in basis points, the others
    as exact shares of 1. Source: how-it-counts.md.
    """

    stale_after_days: int = 365
    behind_tolerance: int = 1500
    min_coverage: Fraction = Fraction(3, 5)
    red: Fraction = Fraction(1, 4)
    amber: Fraction = Fraction(1, 4)


@frozen(kw_only=True)
class Theme:
    """A chapter of the programme, such as Security."""

    id: ThemeId = field(converter=given.as_str)
    title: Text
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Dossier:
    """A policy file inside a theme, such as the police treaty."""

    id: DossierId = field(converter=given.as_str)
    theme: ThemeId = field(converter=given.as_str)
    title: Text
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class WorkingGroup:
    """A body that does the work and reports on it."""

    id: GroupId = field(converter=given.as_str)
    name: Text
    kind: GroupKind
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Objective:
    """What a dossier wants to achieve."""

    id: ObjectiveId = field(converter=given.as_str)
    dossier: DossierId = field(converter=given.as_str)
    title: Text
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Milestone:
    """A step of an action; for a legal instrument a rung of its ladder."""

    id: MilestoneId = field(converter=given.as_str)
    title: Text
    due: Due | None = None
    weight: int = 1
    country: Country | None = field(default=None, converter=given.as_str_or_none)
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Action:
    """A piece of work that can be finished.

    `groups` are the working groups involved, the first one leads. `start`
    defaults to the later of the programme's start and `adopted`, `due` to the
    programme's end; `weight` is a whole number. `sources` are source ids,
    each with `#` and where in it.
    """

    id: ActionId = field(converter=given.as_str)
    objective: ObjectiveId = field(converter=given.as_str)
    title: Text
    groups: tuple[GroupId, ...] = field(converter=given.as_strs)
    start: dt.date | None = None
    due: Due | None = None
    adopted: dt.date | None = None
    weight: int = 1
    measure: Measure | None = None
    milestones: tuple[Milestone, ...] = ()
    output: Output | None = None
    reference: str | None = None
    critical: bool = False
    countries: tuple[Country, ...] = field(default=(), converter=given.as_strs)
    partners: tuple[PartnerId, ...] = field(default=(), converter=given.as_strs)
    successor: ActionId | None = field(default=None, converter=given.as_str_or_none)
    note: Text | None = None
    sources: tuple[str, ...] = ()
    origin: Place | None = field(default=None, eq=False, repr=False)


def _its_day(update: "StatusUpdate") -> dt.date:
    return update.date


def _its_name(update: "StatusUpdate") -> UpdateId:
    return UpdateId(f"{update.action}@{update.date}")


@frozen(kw_only=True)
class StatusUpdate:
    """A dated report on one action: what was so on `date`, as told on `recorded`.

    Updates are only ever added: one that was wrong is corrected or retracted
    by a later one. Source: how-it-counts.md.
    """

    action: ActionId = field(converter=given.as_str)
    date: dt.date
    recorded: dt.date = field(default=Factory(_its_day, takes_self=True))
    id: UpdateId = field(default=Factory(_its_name, takes_self=True), converter=given.as_str)
    group: GroupId | None = field(default=None, converter=given.as_str_or_none)
    status: Status | None = None
    confidence: Confidence | None = None
    percent: int | None = None
    reached: tuple[MilestoneId, ...] = field(default=(), converter=given.as_strs)
    due: Due | None = None
    milestone_due: Mapping[MilestoneId, Due] = field(factory=given.empty, converter=given.as_dues)
    values: Mapping[IndicatorId, Decimal] = field(factory=given.empty, converter=given.as_values)
    unchanged: bool = False
    summary: Text | None = None
    reason: Text | None = None
    highlight: bool = False
    corrects: UpdateId | None = field(default=None, converter=given.as_str_or_none)
    retracts: UpdateId | None = field(default=None, converter=given.as_str_or_none)
    sources: tuple[str, ...] = ()
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Baseline:
    """What an indicator measured at the outset."""

    value: Decimal
    date: dt.date


@frozen(kw_only=True)
class Target:
    """What an indicator should measure, and by when."""

    value: Decimal
    due: Due


@frozen(kw_only=True)
class Indicator:
    """A measured quantity of an action or an objective."""

    id: IndicatorId = field(converter=given.as_str)
    title: Text
    unit: Text
    action: ActionId | None = field(default=None, converter=given.as_str_or_none)
    objective: ObjectiveId | None = field(default=None, converter=given.as_str_or_none)
    baseline: Baseline | None = None
    target: Target | None = None
    sources: tuple[str, ...] = ()
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Consultation:
    """Meetings held at a level, on a day or in a year.

    With a group it is a detail; without one it is the total as published.
    """

    level: Level
    count: int = 1
    date: dt.date | None = None
    year: int | None = None
    group: GroupId | None = field(default=None, converter=given.as_str_or_none)
    sources: tuple[str, ...] = ()
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Event:
    """A dated moment: a signature, a meeting, a visit; `end` is the last of several days.

    An event of an action belongs to its dossier; `dossier` says it of one without an action.
    """

    id: EventId = field(converter=given.as_str)
    date: Due
    title: Text
    kind: str
    end: dt.date | None = None
    place: Text | None = None
    dossier: DossierId | None = field(default=None, converter=given.as_str_or_none)
    action: ActionId | None = field(default=None, converter=given.as_str_or_none)
    highlight: bool = False
    sources: tuple[str, ...] = ()
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Partner:
    """A country, region or organisation outside the Benelux that takes part."""

    id: PartnerId = field(converter=given.as_str)
    name: Text
    kind: PartnerKind
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Narrative:
    """A text for one year about the programme, a theme, a dossier or a group (Markdown)."""

    about: str
    year: int
    text: Text
    sources: tuple[str, ...] = ()
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Source:
    """A document or page that a fact rests on."""

    id: SourceId = field(converter=given.as_str)
    title: Text
    publisher: str = ""
    published: Due | None = None
    url: Url | None = field(default=None, converter=given.as_str_or_none)
    language: Language | None = field(default=None, converter=given.as_str_or_none)
    reliability: Reliability | None = None
    origin: Place | None = field(default=None, eq=False, repr=False)


def _in_any_order(records: tuple[object, ...]) -> list[object]:
    return sorted(records, key=lambda record: getattr(record, "id", "") or repr(record))


def _records() -> tuple[()]:
    return field(default=(), eq=_in_any_order)


@frozen(kw_only=True)
class WorkProgramme(Shown):
    """The multi-year programme with everything in it.

    Records stand in reading order (files by path, tables as written), which
    is the order of a report; two programmes with the same records in another
    order are equal. `supposed` names the updates that somebody only supposes
    (see `what_if`). `memory` is what was computed from the records and may be
    asked again; it is no part of the programme and is never copied with it.
    """

    id: ProgrammeId = field(converter=given.as_str)
    title: Text
    start: dt.date
    end: dt.date
    languages: tuple[Language, ...] = field(default=(Language("en"),), converter=given.as_strs)
    presidencies: Mapping[int, Country] = field(factory=given.empty, converter=given.as_countries)
    rules: Rules = Rules()
    themes: tuple[Theme, ...] = _records()
    dossiers: tuple[Dossier, ...] = _records()
    working_groups: tuple[WorkingGroup, ...] = _records()
    objectives: tuple[Objective, ...] = _records()
    actions: tuple[Action, ...] = _records()
    updates: tuple[StatusUpdate, ...] = _records()
    indicators: tuple[Indicator, ...] = _records()
    consultations: tuple[Consultation, ...] = _records()
    events: tuple[Event, ...] = _records()
    partners: tuple[Partner, ...] = _records()
    narratives: tuple[Narrative, ...] = _records()
    sources: tuple[Source, ...] = _records()
    supposed: tuple[UpdateId, ...] = field(default=(), eq=sorted, converter=given.as_strs)
    memory: dict[tuple[object, ...], Any] = field(
        init=False, factory=dict[tuple[object, ...], Any], eq=False, repr=False
    )
    origin: Place | None = field(default=None, eq=False, repr=False)

    @cached_property
    def action_by_id(self) -> Mapping[ActionId, Action]:
        """Every action by its id."""
        return {action.id: action for action in self.actions}

    @cached_property
    def dossier_of(self) -> Mapping[ActionId, Dossier]:
        """The dossier of every action."""
        dossiers = {dossier.id: dossier for dossier in self.dossiers}
        objectives = {objective.id: dossiers[objective.dossier] for objective in self.objectives}
        return {action.id: objectives[action.objective] for action in self.actions}

    @property
    def told(self) -> Mapping[ActionId, list[StatusUpdate]]:
        """The updates of every action, as they stand in the files."""
        lists: dict[ActionId, list[StatusUpdate]] = {action.id: [] for action in self.actions}
        for update in self.updates:
            lists[update.action].append(update)
        return lists

    @cached_property
    def history(self) -> Mapping[ActionId, tuple[StatusUpdate, ...]]:
        """The updates of every action in the order of their day, recording and id."""
        return {action: tuple(in_time(updates)) for action, updates in self.told.items()}


def in_time(updates: Sequence[StatusUpdate]) -> Sequence[StatusUpdate]:
    """Updates in the order of their day, recording and id."""
    days = list(map(_day, updates))
    if not all(map(lt, days, days[1:])):
        days.sort()
        same_day = not all(map(lt, days, days[1:]))
        return sorted(updates, key=_in_time if same_day else _day)  # a day is quicker to hold
    return updates


_day = attrgetter("date")
_in_time = attrgetter("date", "recorded", "id")
