"""Commands that work on a programme of one's own: begin it, ask the groups, record."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from attrs import frozen
from cyclopts import Parameter

from benelux_tracker.cli import printed
from benelux_tracker.cli.options import (
    AsJson,
    Directory,
    KnownOn,
    Language,
    On,
    Own,
    Spoken,
    taken,
    today,
)
from benelux_tracker.cli.stated import Stated
from benelux_tracker.errors import LoadError, Place, Problem, RequestError
from benelux_tracker.model import StatusUpdate, WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.storage import load
from benelux_tracker.suppose import what_if

if TYPE_CHECKING:
    from benelux_tracker.exchange.form.returned import MovedRow


def init(
    directory: Annotated[Path, Parameter(help="the directory to make")],
    *,
    language: Annotated[
        Spoken | None, Parameter(name=["--language", "-l"], help="the language; nl without it")
    ] = None,
    title: Annotated[str | None, Parameter(help="what the programme is called")] = None,
    start: Annotated[
        str | None, Parameter(help="its first day; without it 1 January of this year")
    ] = None,
    end: Annotated[
        str | None, Parameter(help="its last day; without it the end of the fourth year")
    ] = None,
    benelux: Annotated[
        bool, Parameter(show_default=False, help="a copy of the Benelux programme to go on with")
    ] = False,
) -> int:
    """Make the directory of a new programme, with comments that tell what to write where."""
    from benelux_tracker.storage.begin import begin

    if not benelux:
        first = as_date(start or f"{today().year}-01-01", what="start")
        start, end = str(first), end or f"{first.year + 3:04}-12-31"
    made = begin(directory, language=language, title=title, start=start, end=end, benelux=benelux)
    printed.lines(f"{directory / name}" for name in made)
    return 0


def form(
    group: Annotated[str, Parameter(help="the id of a working group")],
    file: Annotated[Path, Parameter(help="the file to write; it ends in .xlsx")],
    *,
    programme: Directory = None,
    on: On = None,
    known_on: KnownOn = None,
    language: Language = "nl",
) -> int:
    """Write the return form of a working group, an Excel workbook that it fills in."""
    from benelux_tracker.publish import save_form

    save_form(taken(programme, on, known_on), group, file, language)
    printed.lines([str(file)])
    return 0


@frozen(kw_only=True)
class FromForms:
    """The options of `record` for return forms, and what to do with what is read."""

    form: Annotated[
        list[Path] | None,
        Parameter(help="a return form that was filled in; may be given again"),
    ] = None
    anyway: Annotated[
        bool,
        Parameter(show_default=False, help="also rows of a form that others reported on meanwhile"),
    ] = False
    recorded: Annotated[
        str | None, Parameter(help="the day it was told or came back; today without it")
    ] = None
    language: Annotated[
        str | None,
        Parameter(
            name=["--language", "-l"],
            help="the language of the texts; without it the programme's first",
        ),
    ] = None
    dry_run: Annotated[
        bool, Parameter(show_default=False, help="check it and show it, but write nothing")
    ] = False


def record(
    action: Annotated[
        str, Parameter(show_default=False, help="the id of the action that it is about")
    ] = "",
    *,
    programme: Own = None,
    stated: Annotated[Stated | None, Parameter(name="*")] = None,
    forms: Annotated[FromForms | None, Parameter(name="*")] = None,
    as_json: AsJson = False,
) -> int:
    """Record a status update of an action, or the return forms that came back.

    All is checked against the programme first; then it stands in a new file, or nothing does.
    """
    stated, asked = stated or Stated(), forms or FromForms()
    if programme is None:
        hint = '"benelux-tracker init DIR" makes a directory to begin with'
        raise RequestError(f"say with --programme where to record; {hint}")
    if asked.form and (action or stated.given):
        given = ", ".join(filter(None, (action, *stated.given)))
        raise RequestError(f"a form says itself what it reports; leave {given} away")
    if not (asked.form or action):
        raise RequestError("say what to record: the id of an action, or --form and a file")
    whole, day = load(programme), as_date(asked.recorded or today(), what="recorded")
    if asked.form:
        updates = _returned(asked, whole, day)
    else:
        updates = [stated.update(action, day, asked.language or whole.languages[0])]
    updates = _recorded(programme, whole, updates, dry_run=asked.dry_run)
    if as_json:
        from benelux_tracker.summary.plain import plain

        printed.as_json(plain(updates))
    else:
        _tell(updates, whole, dry_run=asked.dry_run)
    return 0


def _recorded(
    directory: Path, whole: WorkProgramme, updates: Sequence[StatusUpdate], *, dry_run: bool
) -> Sequence[StatusUpdate]:
    """The updates as they stand in the files now; or, checked alike, as they would."""
    if dry_run:
        what_if(whole, updates)
        return updates
    from benelux_tracker.storage.record import record as recorded

    return recorded(directory, updates)


def _returned(asked: FromForms, whole: WorkProgramme, day: date) -> Sequence[StatusUpdate]:
    """What the forms say, all of them or none."""
    from benelux_tracker.archive import read_form

    problems: list[Problem] = []
    found: list[StatusUpdate] = []
    for path in asked.form or ():
        try:
            back = read_form(whole, path, recorded=day)
        except LoadError as error:
            problems += error.problems
            continue
        found += back.updates
        if not asked.anyway:
            problems += (_moved(back.file, row) for row in back.moved)
    if problems:
        raise LoadError(problems)
    if not found:
        raise RequestError("nothing is filled in")
    return found


def _moved(file: str, row: "MovedRow") -> Problem:
    """That others reported on an action since a form was made."""
    news = ", ".join(f"{update.id} ({update.origin})" for update in row.updates)
    return Problem(
        code="told-meanwhile",
        place=Place(file),
        path=row.where,
        message=f'since the form was made, this was told of "{row.action}": {news}',
        hint="look at it with explain; then record the form with --anyway, or leave the row away",
    )


def _tell(updates: Sequence[StatusUpdate], whole: WorkProgramme, *, dry_run: bool) -> None:
    """What is recorded now, and where; or would be."""
    from benelux_tracker.summary.telling import Telling

    tell = Telling.of(whole, "en")
    for update in updates:
        printed.lines([tell.update(update, of_action=True).said])
        if update.origin:
            printed.lines([f"    id: {update.id}"])
    nil = sum(update.unchanged for update in updates)
    said = f", {nil} of them with nothing to report" if nil else ""
    done = "checked; nothing is written" if dry_run else "recorded"
    printed.lines([f"{printed.count(updates, 'update')} {done}{said}"])
