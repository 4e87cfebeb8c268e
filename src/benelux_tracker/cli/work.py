"""Commands that work on a programme of one's own: begin it, ask the groups, record."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from attrs import evolve, frozen
from cyclopts import Parameter

from benelux_tracker.cli import options, printed
from benelux_tracker.cli.stated import Stated, as_typed
from benelux_tracker.errors import LoadError, Place, Problem, RequestError, did_you_mean
from benelux_tracker.language.words import LANGUAGES
from benelux_tracker.model import StatusUpdate, WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.storage import load
from benelux_tracker.storage.record import record as recorded
from benelux_tracker.storage.record import recordable
from benelux_tracker.storage.write import possible
from benelux_tracker.vocabulary import Measure

if TYPE_CHECKING:
    from benelux_tracker.exchange.form.returned import GroupReturn


def init(
    directory: Annotated[Path, Parameter(help="the directory to make")],
    *,
    language: Annotated[
        options.Spoken | None,
        Parameter(name=["--language", "-l"], help="the language; nl without it"),
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
        first = as_date(start or f"{options.today().year}-01-01", what="start")
        start, end = str(first), end or f"{first.year + 3:04}-12-31"
    made = begin(directory, language=language, title=title, start=start, end=end, benelux=benelux)
    printed.lines(f"{directory / name}" for name in made)
    return 0


def form(
    group: Annotated[str, Parameter(help="the id of a working group")],
    output: Annotated[
        Path, Parameter(name=["--output", "-o"], help="the file to write; it ends in .xlsx")
    ],
    *,
    programme: options.Directory = None,
    on: options.On = None,
    known_on: options.KnownOn = None,
    language: options.Language = None,
) -> int:
    """Write the return form of a working group, an Excel workbook that it fills in."""
    from benelux_tracker.publish import save_form

    if output.exists():  # it may be one that came back
        raise RequestError(f"{output} exists, and no form is overwritten; name another file")
    shown = options.taken(programme, on, known_on)
    save_form(shown, group, output, options.spoken(language, shown.programme))
    printed.lines([str(output)])
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
    programme: options.Own = None,
    stated: Annotated[Stated | None, Parameter(name="*")] = None,
    forms: Annotated[FromForms | None, Parameter(name="*")] = None,
    as_json: options.AsJson = False,
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
        raise RequestError(f"a form says itself what it reports; leave {given} out")
    if not (asked.form or action):
        raise RequestError("say what to record: the id of an action, or --form and a file")
    whole, day = load(programme), as_date(asked.recorded or options.today(), what="recorded")
    if asked.form:
        updates = _returned(asked, whole, day)
    else:
        updates = [stated.update(action, day, _spoken_in(asked.language, whole), whole)]
    try:
        updates = recordable(whole, updates) if asked.dry_run else recorded(programme, updates)
    except LoadError as error:
        raise error if asked.form else LoadError([*map(as_typed, error.problems)]) from None
    if as_json:
        from benelux_tracker.summary.plain import plain

        printed.as_json(plain(updates))
    else:
        _tell(updates, whole, dry_run=asked.dry_run)
    printed.notes(_warned(updates, whole))
    return 0


def _spoken_in(language: str | None, programme: WorkProgramme) -> str:
    known = dict.fromkeys((*programme.languages, *LANGUAGES))
    if language and language not in known:
        hint = did_you_mean(language, known)
        raise RequestError(f'no text of the programme is in "{language}"; {hint}')
    return language or programme.languages[0]


def _returned(asked: FromForms, whole: WorkProgramme, day: date) -> Sequence[StatusUpdate]:
    """What the forms say, all of them or none."""
    from benelux_tracker.archive import read_form

    problems: list[Problem] = []
    back: list[GroupReturn] = []
    paths = [possible(path).resolve() for path in asked.form or ()]
    if again := [str(path) for path in paths if paths.count(path) > 1]:
        raise RequestError(f"{again[0]} is given twice; it would be recorded twice")
    for path in asked.form or ():
        try:
            back.append(read_form(whole, path, recorded=day))
        except LoadError as error:
            problems += error.problems
    if not asked.anyway:
        problems += (problem for form in back for problem in (*_moved(form), *_again(form, back)))
    if problems:
        raise LoadError(problems)
    for form in back:
        printed.notes(_noted(form))
    if not any(form.updates for form in back):
        raise RequestError("there is nothing to record")
    return [update for form in back for update in form.updates]


def _moved(form: "GroupReturn") -> Iterator[Problem]:
    """What others told of the actions of filled rows since a form was made."""
    for action in dict.fromkeys(row.action for row in form.moved):
        row = next(row for row in form.moved if row.action == action)
        news = ", ".join(f"{update.id} ({update.origin})" for update in row.updates)
        yield Problem(
            code="told-meanwhile",
            place=Place(form.file),
            path=row.where,
            message=f'since the form was made, this was told of "{action}": {news}',
            hint="look at it with explain; then record the form with --anyway, or clear its rows",
        )


def _again(form: "GroupReturn", forms: Sequence["GroupReturn"]) -> Iterator[Problem]:
    """What an earlier one of the forms tells too, of the same action and day."""
    earlier = forms[: forms.index(form)]
    told = {(u.action, u.date): other.file for other in earlier for u in other.updates}
    for update in form.updates:
        if other := told.get((update.action, update.date)):
            yield Problem(
                code="told-meanwhile",
                place=Place(form.file),
                path=update.origin.table if update.origin else "",
                message=f'{other} tells of "{update.action}" on {update.date} too',
                hint="leave one of them out; or record both with --anyway: the later one counts",
            )


def _warned(updates: Sequence[StatusUpdate], whole: WorkProgramme) -> Iterator[str]:
    """What is odd about updates, or has another effect than somebody may expect."""
    from benelux_tracker.explain import by_percent
    from benelux_tracker.findings import findings
    from benelux_tracker.history import in_force

    about, places = {u.action for u in updates}, {u.origin: u.action for u in updates}
    before = [u for u in whole.updates if u.action in about]
    actions = tuple(action for action in whole.actions if action.id in about)
    now = evolve(whole, actions=actions, updates=(*before, *updates), narratives=())
    for problem in findings(now):
        if problem.place in places and problem.code != "missing-translation":
            of_which = f' of "{places[problem.place]}"' if len(about) > 1 else ""
            yield f"{problem.code}{of_which}: {problem.message}"
    standing = {update.id for update in in_force(before)}
    corrected = {u.corrects: u.id for u in before if u.corrects and u.id in standing}
    for update in updates:
        plan = now.action_by_id[update.action]
        if update.percent is not None and not by_percent(plan):
            by = "status" if plan.measure is Measure.STATUS else "milestones"
            yield f'"{update.action}" is measured by its {by}: a percentage changes nothing'
        if update.retracts and (right := corrected.get(update.retracts)):
            counting = f'"{update.retracts}" is corrected by "{right}", which goes on counting'
            yield f"{counting}: retract it"


def _noted(form: "GroupReturn") -> Iterator[str]:
    """What is good to know of a form."""
    if not form.updates:
        yield f"{form.file}: nothing is filled in"
    elif form.outdated:
        yield f"{form.file}: the plan, or what was told, has changed since it was made"


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
