"""The options that several commands share, and what they open."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Group, Parameter

from benelux_tracker.model import WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.snapshot import Snapshot, snapshot
from benelux_tracker.storage import load, load_benelux

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
Language = Annotated[Spoken, Parameter(name=["--language", "-l"], help="the language")]
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
    return load_benelux() if programme is None else load(programme)


def taken(programme: Path | None, on: str | None, known_on: str | None) -> Snapshot:
    """A programme on a day: today, if none is given."""
    return snapshot(opened(programme), on or today(), known_on)


def day_of(given: str | None, what: str) -> date | None:
    """A day that may be left out."""
    return None if given is None else as_date(given, what=what)


def today() -> date:
    """The calendar day of the person who asks."""
    return date.today()  # noqa: DTZ011, TID251 - below here, days are passed in
