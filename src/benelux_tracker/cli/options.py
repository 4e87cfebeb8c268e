"""The options that several commands share, and what they open."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, cast

from cyclopts import Group, Parameter, Token

from benelux_tracker.cli import printed
from benelux_tracker.dimensions import PROGRAMME, Key
from benelux_tracker.language.words import LANGUAGES
from benelux_tracker.model import WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.snapshot import Snapshot, snapshot
from benelux_tracker.storage import load, load_benelux
from benelux_tracker.storage.unread import holds_programme

Spoken = Literal["nl", "fr", "en", "de"]

LOOK, WORK, GIVE = (
    Group(name, sort_key=number)
    for number, name in enumerate(("Look", "Work on a programme", "For other programs"), 1)
)
"""Where a command stands in the help."""

Directory = Annotated[
    Path | None,
    Parameter(
        name=["--programme", "-p"],
        help="the programme's directory; without it the Benelux programme",
    ),
]
Own = Annotated[
    Path | None,
    Parameter(name=["--programme", "-p"], help="the directory of a programme of your own"),
]
On = Annotated[
    str | None, Parameter(name="--on", help="the day it is about, at its close; today without it")
]
KnownOn = Annotated[
    str | None, Parameter(name="--known-on", help="only what was recorded by this day counts")
]
BeforeKnownOn = Annotated[
    str | None,
    Parameter(name="--before-known-on", help="the earlier day as it was known on this day"),
]
Language = Annotated[
    Spoken | None,
    Parameter(name=["--language", "-l"], help="the language; without it the programme's first"),
]
AsJson = Annotated[
    bool, Parameter(show_default=False, name="--json", help="print JSON for a program to read")
]
Keys = Annotated[
    str,
    Parameter(
        help="an id of a theme, dossier, working group or action; several ask for what they share"
    ),
]
Every = Annotated[
    bool,
    Parameter(
        show_default=False,
        name="--all",
        help="in a terminal, all updates of an action and not only the last three",
    ),
]


def opened(programme: Path | None) -> WorkProgramme:
    """The programme in a directory, or the Benelux programme."""
    if programme is not None:
        return load(programme)
    if holds_programme(Path()):
        printed.notes(["this is about the Benelux programme; -p . is about the one in this folder"])
    return load_benelux()


def taken(programme: Path | None, on: str | None, known_on: str | None) -> Snapshot:
    """A programme on a day: today, if none is given."""
    return snapshot(opened(programme), on or today(), known_on)


def spoken(language: Spoken | None, programme: WorkProgramme) -> Spoken:
    """The language asked for, else the first of the programme's that reports are written in."""
    first = next((code for code in programme.languages if code in LANGUAGES), "en")
    return language or cast("Spoken", first)


def about(keys: Sequence[str]) -> Key:
    """What a question is about: the whole programme without any key."""
    return tuple(keys) if len(keys) > 1 else "".join(keys) or PROGRAMME


def whole(_: object, typed: Sequence[Token]) -> int:
    """A whole number as it was typed; 99.9 is none, nor is 40%."""
    text = typed[0].value
    if not re.fullmatch("-?[0-9]{1,9}", text):
        raise ValueError(f'must be a whole number, got "{text}"')
    return int(text)


def calendar_year(_: object, typed: Sequence[Token]) -> int:
    """A year as it was typed, in four digits."""
    text = typed[0].value
    if not re.fullmatch("(?:19|2[0-9])[0-9]{2}", text):
        raise ValueError(f'a year has four digits, such as 2025; got "{text}"')
    return int(text)


def day_of(given: str | None, what: str) -> date | None:
    """A day that may be left out."""
    return None if given is None else as_date(given, what=what)


def today() -> date:
    """The calendar day of the person who asks."""
    return date.today()  # noqa: DTZ011, TID251 - below here, days are passed in
