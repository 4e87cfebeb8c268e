"""A return form that came back: the updates in it, or every mistake with its sheet and cell."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import frozen

from benelux_tracker.errors import DateError, Place, did_you_mean
from benelux_tracker.exchange.form.answers import AnswerError, Read, answer, readers
from benelux_tracker.exchange.form.blank import choices
from benelux_tracker.exchange.form.rows import TICK, digest, mark, marks, rows
from benelux_tracker.exchange.form.workbook import Line, Mistakes, Returned, opened
from benelux_tracker.language.names import Names
from benelux_tracker.language.words import LANGUAGES
from benelux_tracker.model import StatusUpdate, Text, WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.snapshot import snapshot
from benelux_tracker.vocabulary import ActionId, GroupId, MilestoneId

_Answers = Mapping[str, Any]
"""What a group filled into a row, by the keys of its columns."""

_OF_STEPS: Final = {"reached", "due"}
"""What the rows of milestones say of a milestone; the rest is of its action."""


@frozen(kw_only=True)
class MovedRow:
    """A filled row of which others told something after the form was made.

    `where` is its place in the form, such as `Actions!14`; `updates` is what was told.
    """

    where: str
    action: ActionId
    updates: tuple[StatusUpdate, ...]


@frozen(kw_only=True)
class GroupReturn:
    """What came back with a return form.

    `updates` is what it reports, ready for `record`; the `origin` of each
    tells sheet and row. `on` is the day that the form was made for. `outdated`:
    the data it was made from has changed since; `moved` are the filled rows
    that others reported on.
    """

    file: str
    group: GroupId
    language: str
    on: date
    updates: tuple[StatusUpdate, ...]
    moved: tuple[MovedRow, ...]
    outdated: bool


def returned(
    programme: WorkProgramme, content: bytes, *, recorded: date, file: str = "form.xlsx"
) -> GroupReturn:
    """What a filled-in return form says.

    Args:
        programme: the programme as it is now.
        content: the file.
        recorded: the day on which it is read.
        file: what the file is called in messages.

    Raises:
        LoadError: with every mistake, its sheet and cell (a `ValueError`).
        MissingExtraError: openpyxl is not installed (an `ImportError`).
    """
    mistakes = Mistakes(file)
    book = opened(content, mistakes)
    on, facts = _ours(book.facts, programme, mistakes), book.facts
    names = Names.of(programme, facts["language"])
    read = readers(choices(names.words))
    days: dict[tuple[str, date], list[tuple[Line, _Answers]]] = {}
    for line in book.lines:
        before, said = len(mistakes.problems), _answers(line, read, recorded, mistakes)
        _belongs(line, programme, mistakes)
        if len(mistakes.problems) == before:
            days.setdefault((line.action, said["since"]), []).append((line, said))
    _silence(book.lines, mistakes)
    updates = [_update(pieces, facts, programme, recorded, mistakes) for pieces in days.values()]
    mistakes.stop()
    made = rows(snapshot(programme, on, facts.get("known_on") or None), facts["group"], names)
    return GroupReturn(
        file=file,
        group=GroupId(facts["group"]),
        language=facts["language"],
        on=on,
        updates=tuple(updates),
        moved=tuple(_moved(book, programme)),
        outdated=digest(made, marks(programme, made)) != facts.get("digest"),
    )


def _ours(facts: Mapping[str, str], programme: WorkProgramme, mistakes: Mistakes) -> date:
    """The day that a form was made for, if it is one of this programme."""
    name, group, language = (facts.get(key, "") for key in ("programme", "group", "language"))
    groups, on = [group.id for group in programme.working_groups], date.min
    if name != programme.id:
        message = f'is a form of the programme "{name}", not of "{programme.id}"'
        mistakes.tell("other-programme", "", message)
    elif group not in groups:
        message, hint = f'no working group "{group}"', did_you_mean(group, groups)
        mistakes.tell("unknown-working-group", "", message, hint)
    try:
        on = as_date(facts.get("on", ""), what="the day it was made for")
        as_date(facts.get("known_on") or on, what="the day of what it knows")
    except DateError as error:
        mistakes.tell("not-a-form", "", str(error))
    if language not in LANGUAGES:
        message = f'must be in one of {", ".join(LANGUAGES)}, got "{language}"'
        mistakes.tell("not-a-form", "", message)
    mistakes.stop()
    return on


def _answers(line: Line, read: Mapping[str, Read], recorded: date, mistakes: Mistakes) -> _Answers:
    """What a group filled into a row; something is missing where there is a mistake."""
    said: dict[str, Any] = {}
    for key in line.given:
        try:
            said[key] = answer(key, line.cells[key], read)
        except AnswerError as error:
            mistakes.tell(error.code, line.cells[key].where, str(error), error.hint)
    if "unchanged" in line.given:
        said.setdefault("since", recorded)
    elif "since" not in line.given:
        hint = "write the day since which this has been so, such as 2026-03-15"
        mistakes.tell("missing-field", line.cells["since"].where, "since is missing", hint)
    if said.get("since", recorded) > recorded:
        message = f"since {said['since']} is after {recorded}, the day it is recorded"
        mistakes.tell("recorded-before-date", line.cells["since"].where, message)
    return said


def _belongs(line: Line, programme: WorkProgramme, mistakes: Mistakes) -> None:
    """Tell of a row whose action, or milestone, the programme does not have."""
    action, step = line.action, line.step
    plan = programme.action_by_id.get(ActionId(action))
    if plan is None:
        message = f'no action "{action}"' if action else "the row is of no action"
        mistakes.tell("unknown-action", line.where, message, "leave added rows away")
    elif line.sheet == "milestones" and step not in {each.id for each in plan.milestones}:
        message = f'no milestone "{step}" in action "{action}"'
        mistakes.tell("unknown-milestone", line.where, message)


def _silence(lines: Sequence[Line], mistakes: Mistakes) -> None:
    """Tell of rows where nothing is new, although a row of that action has news."""
    news: dict[str, str] = {}
    for line in lines:
        for key in line.given:
            if key not in {"since", "unchanged"}:
                news.setdefault(line.action, line.cells[key].where)
    for line in lines:
        if "unchanged" in line.given and line.action in news:
            message = f"unchanged is ticked, but {news[line.action]} has news"
            mistakes.tell("nil-with-news", line.cells["unchanged"].where, message)


def _update(
    pieces: Sequence[tuple[Line, _Answers]],
    facts: Mapping[str, str],
    programme: WorkProgramme,
    recorded: date,
    mistakes: Mistakes,
) -> StatusUpdate:
    """What the rows of an action say of one day, as one update."""
    told, first = _together(pieces, mistakes), pieces[0][0]
    own = {key: value for (key, step), value in told.items() if not step}
    reasons = dict.fromkeys(said["reason"] for _, said in pieces if "reason" in said)
    texts = {"summary": own.get("summary", ""), "reason": "\n".join(reasons)}
    language, action, group = facts["language"], ActionId(first.action), GroupId(facts["group"])
    own |= {key: Text(translations={language: text}) for key, text in texts.items() if text}
    dues = {step: value for (key, step), value in told.items() if key == "due" and step}
    return StatusUpdate(
        action=action,
        date=own.pop("since"),
        recorded=recorded,
        group=None if group == programme.action_by_id[action].groups[0] else group,
        reached=tuple(step for key, step in told if key == "reached"),
        milestone_due=dues,
        origin=Place(mistakes.file, None, first.where),
        **own,
    )


def _together(
    pieces: Sequence[tuple[Line, _Answers]], mistakes: Mistakes
) -> Mapping[tuple[str, MilestoneId], Any]:
    """What rows say together of an action, or of a milestone; of reasons only the first."""
    told: dict[tuple[str, MilestoneId], Any] = {}
    places: dict[tuple[str, MilestoneId], str] = {}
    for line, said in pieces:
        for key, value in said.items():
            what = key, MilestoneId(line.step if key in _OF_STEPS else "")
            where = line.cells[key].where
            first = places.setdefault(what, where)
            if told.setdefault(what, value) != value and key != "reason":
                message = f"{key} is at odds with {first}, of the same action and day"
                mistakes.tell("rows-at-odds", where, message)
    if not {key for key, _ in told} - {"since", "reason"}:
        *_, last = places.values()
        hint = f"fill in what is so since then, or put an {TICK} where there is nothing to report"
        mistakes.tell("says-nothing", last, "a day or a reason alone reports nothing", hint)
    return told


def _moved(book: Returned, programme: WorkProgramme) -> Iterator[MovedRow]:
    """The filled rows of whose actions an update is told that the form does not know."""
    for line in book.lines:
        action = ActionId(line.action)
        news = tuple(u for u in programme.history[action] if mark(u) not in book.seen)
        if news:
            yield MovedRow(where=line.where, action=action, updates=news)
