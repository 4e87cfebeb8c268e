"""What the options of `record` state, as an update."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date as day
from decimal import Decimal, InvalidOperation
from typing import Annotated, Final, TypeVar

from attrs import evolve, fields, frozen
from cyclopts import Parameter

from benelux_tracker.cli.options import whole
from benelux_tracker.errors import Problem, RequestError
from benelux_tracker.model import StatusUpdate, Text, WorkProgramme
from benelux_tracker.periods import Due, as_date
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    GroupId,
    IndicatorId,
    MilestoneId,
    Status,
    UpdateId,
)

K = TypeVar("K")
T = TypeVar("T")

Flag = Annotated[bool, Parameter(show_default=False)]


_TYPED: Final = {"": "", "action": "ACTION", "values": "--value", "sources": "--source"}
"""What is typed for a key, where that is not the key itself."""


def _word(name: str) -> str:
    """A status as it stands in the files, also where it was typed with a hyphen."""
    return name.lower().replace("-", "_")


@frozen(kw_only=True)
class Stated:
    """The options of `record` that state something, as they were typed."""

    date: Annotated[
        str | None, Parameter(help="the day since which it is so; without it that of the telling")
    ] = None
    status: Annotated[
        Status | None, Parameter(name_transform=_word, help="where the action is in its life")
    ] = None
    percent: Annotated[
        int | None, Parameter(converter=whole, help="how much is done, 0 to 100")
    ] = None
    reached: Annotated[
        list[str] | None, Parameter(help="the id of a milestone; may be given again")
    ] = None
    due: Annotated[str | None, Parameter(help="new due: 2027-03-15, 2027, 2027-H1, 2027-Q3")] = None
    milestone_due: Annotated[
        list[str] | None,
        Parameter(help="a milestone's new due: signed=2027-Q1; may be given again"),
    ] = None
    value: Annotated[
        list[str] | None, Parameter(help="an indicator's value: e-cmr=1500; may be given again")
    ] = None
    confidence: Annotated[Confidence | None, Parameter(help="how the road ahead looks")] = None
    unchanged: Annotated[Flag, Parameter(help="there is nothing to report")] = False
    summary: Annotated[str | None, Parameter(help="what happened, for readers")] = None
    reason: Annotated[str | None, Parameter(help="why it is so")] = None
    highlight: Annotated[Flag, Parameter(help="worth a line in the year in dates")] = False
    group: Annotated[str | None, Parameter(help="who reports; the lead group without it")] = None
    source: Annotated[
        list[str] | None, Parameter(help="a source's id, # and where in it; may be given again")
    ] = None
    corrects: Annotated[str | None, Parameter(help="the id of an update to put right")] = None
    retracts: Annotated[str | None, Parameter(help="the id of an update to take back")] = None

    @property
    def given(self) -> list[str]:
        """The options that were given."""
        stated = [
            field.name for field in fields(Stated) if getattr(self, field.name) != field.default
        ]
        return [f"--{name.replace('_', '-')}" for name in stated]

    def update(
        self, action: str, recorded: day, language: str, programme: WorkProgramme
    ) -> StatusUpdate:
        """The update that is to be recorded; one that changes another is about the same day.

        Args:
            action: the action's id.
            recorded: the day it is told.
            language: the language of the texts.
            programme: the programme, with the update that is changed.

        Raises:
            RequestError, DateError: when something cannot be read (a `ValueError`).
        """
        changed = self.corrects or self.retracts
        same = (update.date for update in programme.updates if update.id == changed)
        return StatusUpdate(
            action=ActionId(action),
            date=as_date(self.date or next(same, recorded)),
            recorded=recorded,
            group=GroupId(self.group) if self.group else None,
            status=self.status,
            confidence=self.confidence,
            percent=self.percent,
            reached=tuple(map(MilestoneId, dict.fromkeys(self.reached or ()))),
            due=Due.parse(self.due) if self.due else None,
            milestone_due=_pairs("--milestone-due", MilestoneId, self.milestone_due, Due.parse),
            values=_pairs("--value", IndicatorId, self.value, _number),
            unchanged=self.unchanged,
            summary=_text(self.summary, language),
            reason=_text(self.reason, language),
            highlight=self.highlight,
            corrects=UpdateId(self.corrects) if self.corrects else None,
            retracts=UpdateId(self.retracts) if self.retracts else None,
            sources=tuple(self.source or ()),
        )


def as_typed(problem: Problem) -> Problem:
    """A problem that names the options of `record` instead of keys of a file."""
    keys = re.findall(r"@\d{4}-\d\d-\d\d\.?(\w*)", problem.path) or [""]
    option = _TYPED.get(keys[0], f"--{keys[0].replace('_', '-')}")
    hint = re.sub("unchanged = true|corrects = …|(?<=write )retracts", _option, problem.hint)
    return evolve(problem, path=option, hint=hint)


def _option(said: re.Match[str]) -> str:
    return f"--{said[0].partition(' ')[0]}"


def _text(said: str | None, language: str) -> Text | None:
    return Text(translations={language: said.replace("\r\n", "\n")}) if said else None


def _pairs(
    option: str, name: Callable[[str], K], given: Sequence[str] | None, read: Callable[[str], T]
) -> Mapping[K, T]:
    told: dict[K, T] = {}
    for pair in given or ():
        key, sign, value = pair.partition("=")
        if not (key and sign):
            raise RequestError(f'{option} takes an id, = and a value, got "{pair}"')
        if name(key) in told:
            raise RequestError(f'{option} is given twice for "{key}"')
        told[name(key)] = read(value)
    return told


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise RequestError(f'--value takes a number such as 1500.5, got "{text}"') from None
