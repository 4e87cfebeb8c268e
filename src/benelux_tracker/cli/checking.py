"""The command that checks: errors that stop a load, warnings to judge."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from attrs import evolve
from cyclopts import Parameter

from benelux_tracker.cli import printed
from benelux_tracker.cli.options import AsJson, Directory, opened
from benelux_tracker.errors import LoadError, Problem, RequestError, did_you_mean
from benelux_tracker.history import in_force, known
from benelux_tracker.language.words import LANGUAGES
from benelux_tracker.model import WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.storage.codes import problem_codes
from benelux_tracker.storage.unread import unread


def check(
    *,
    programme: Directory = None,
    on: Annotated[str | None, Parameter(help="leave out updates about later days")] = None,
    known_on: Annotated[str | None, Parameter(help="leave out updates recorded later")] = None,
    language: Annotated[
        str,
        Parameter(
            name=["--language", "-l"], help="look for missing translations into this language only"
        ),
    ] = "",
    strict: Annotated[
        bool,
        Parameter(show_default=False, help="end with 1 for a warning, or a file wrongly named"),
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Check the data: errors stop a load, warnings are for you to judge."""
    from benelux_tracker.findings import findings

    try:
        whole = _up_to(opened(programme), on, known_on)
    except LoadError as error:
        problems, lines = error.problems, _errors_told(error.problems)
    else:
        problems = findings(whole, _expected(language, whole))
        lines = _warnings_told(whole, problems)
    if as_json:
        printed.as_json([printed.problem_as_plain(problem) for problem in problems])
    else:
        printed.lines(lines)
    files = list(unread(programme)) if programme and programme.is_dir() else []
    printed.notes(f"{file} is not read: its name must end in .toml" for file in files)
    wrong = any(strict or problem.severity == "error" for problem in problems)
    return int(wrong or (strict and bool(files)))


def _errors_told(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems:
        yield from str(problem).split("\n")
    count = printed.count(problems, "error")
    yield from ("", f"{count}; warnings are looked for once there are none")


def _warnings_told(whole: WorkProgramme, problems: Sequence[Problem]) -> Iterator[str]:
    count = printed.count(problems, "warning")
    if problems:
        yield from (f"{count}, by code", "")
    for code, kind in problem_codes().items():
        alike = [problem for problem in problems if problem.code == code]
        if alike:
            yield f"{code} ({len(alike)}): {kind.meaning}"
            yield from (*_alike(alike), "")
    tables = ((whole.dossiers, "dossier"), (whole.actions, "action"), (whole.updates, "update"))
    has = ", ".join(printed.count(records, word) for records, word in tables)
    yield f"{whole.id}: {has}; no errors, {count}"


def _alike(problems: Sequence[Problem]) -> Iterator[str]:
    """Problems of one code: each message and each hint once, with the places it is about."""
    told: dict[str, dict[str, list[str]]] = {}
    for problem in problems:
        place = f"    {problem.place}: {problem.path}"
        told.setdefault(problem.hint, {}).setdefault(problem.message, []).append(place)
    for hint, messages in told.items():
        for message, places in messages.items():
            yield from (f"  {message}", *places)
        if hint:
            yield f"  hint: {hint}"


def _up_to(whole: WorkProgramme, on: str | None, known_on: str | None) -> WorkProgramme:
    """A programme without later updates and what they put right. Source: how-it-counts.md."""
    last = as_date(on or "9999-12-31", what="on")
    told = known(whole.updates, as_date(known_on or "9999-12-31", what="known_on"))
    early = [update for update in told if update.date <= last]
    standing = {update.id for update in in_force(told)}
    revived = {update.id for update in in_force(early)} - standing
    return evolve(whole, updates=tuple(u for u in early if u.id not in revived))


def _expected(language: str, programme: WorkProgramme) -> str:
    known = {*LANGUAGES, *programme.languages}
    if language and language not in known:
        hint = did_you_mean(language, known)
        message = f'neither the programme nor a report is written in "{language}"'
        raise RequestError(f"{message}; {hint}")
    return language
