"""The command line: a thin skin over the library.

Exit codes: 0 all is well, 1 the data has errors (or warnings, for a strict check), 2 the
question cannot be answered as asked.
"""

import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from attrs import evolve
from cyclopts import App, CycloptsError, Parameter

from benelux_tracker.dimensions import PROGRAMME, Dimension, Key
from benelux_tracker.errors import (
    BeneluxTrackerError,
    LoadError,
    Problem,
    RequestError,
    did_you_mean,
)
from benelux_tracker.language.words import LANGUAGES, words
from benelux_tracker.model import WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.report.render import TextFormat
from benelux_tracker.snapshot import snapshot
from benelux_tracker.storage import load, load_benelux
from benelux_tracker.storage.codes import problem_codes
from benelux_tracker.summary.standing import Standing, as_plain, head, rows, standing
from benelux_tracker.visible import visible

if TYPE_CHECKING:
    from benelux_tracker.report.contents import YearReport

app: App = App(
    name="benelux-tracker",
    help="Track a multi-year work programme: how it stands, what is odd, the year-end report.",
    help_format="plaintext",
)

Directory = Annotated[Path | None, Parameter(name=["--programme", "-p"])]
On = Annotated[str | None, Parameter(name="--on")]
KnownOn = Annotated[str | None, Parameter(name="--known-on")]
Language = Annotated[str, Parameter(name=["--language", "-l"])]
AsJson = Annotated[bool, Parameter(name="--json", negative="")]
Strict = Annotated[bool, Parameter(name="--strict", negative="")]
Files = Annotated[list[Path] | None, Parameter(name=["--output", "-o"], negative="")]
Languages = Annotated[list[str] | None, Parameter(name=["--language", "-l"], negative="")]
NoFigures = Annotated[bool, Parameter(name="--no-figures", negative="")]


@app.command
def report(  # noqa: PLR0913 - options of a command
    year: int,
    *,
    output: Files = None,
    format: TextFormat = "text",  # noqa: A002
    programme: Directory = None,
    on: On = None,
    known_on: KnownOn = None,
    before_known_on: Annotated[str | None, Parameter(name="--before-known-on")] = None,
    language: Languages = None,
    no_figures: NoFigures = False,
) -> int:
    """Write the year-end report.

    Args:
        year: the year to report on.
        output: a file that ends in .html, .pdf, .docx, .md, .txt or .json; may be given again.
        format: what to print where no file is asked for.
        programme: the programme's directory; without it the Benelux programme.
        on: another day of the year than 31 December.
        known_on: only what was recorded by this day counts.
        before_known_on: show the year before as it was known on this day.
        language: nl, fr, en or de; given again, report.pdf becomes report.nl.pdf and so on.
        no_figures: draw no pictures; words say what they would show.
    """
    from benelux_tracker.publish import editions, save_editions
    from benelux_tracker.report.compose import year_report
    from benelux_tracker.report.render import render

    spoken, asked = language or ["nl"], editions(output or (), language or ["nl"])
    days = {"on": on, "known_on": known_on, "before_known_on": before_known_on}
    whole = _opened(programme)
    made = {one: year_report(whole, year, one, **days) for one in spoken}
    if asked:
        _tell_saved(save_editions(asked, made, pictures=not no_figures), asked, made)
    elif len(made) > 1:
        raise RequestError("say with --output where to write a report in several languages")
    else:
        sys.stdout.write(render(made[spoken[0]], format))
    return 0


def _tell_saved(
    saved: Iterable[object], asked: Sequence[tuple[str, Path]], made: Mapping[str, "YearReport"]
) -> None:
    """Wait until all is saved, on a terminal with a bar of how far it is; then tell what is."""
    from benelux_tracker.language.figures import headline

    if sys.stderr.isatty() and len(asked) > 1:
        from benelux_tracker.terminal import followed

        saved = followed(saved, len(asked))
    for _ in saved:
        pass
    for language, report in made.items():
        line = headline(report.glance.figures, report.annex.rules.min_coverage, words(language))
        sys.stdout.write(f"{line}\n")
    sys.stdout.writelines(f"{path}\n" for _, path in asked)


@app.command
def status(
    *,
    by: Dimension = "theme",
    programme: Directory = None,
    on: On = None,
    known_on: KnownOn = None,
    language: Language = "en",
    as_json: AsJson = False,
) -> int:
    """Print how the programme stands.

    Args:
        by: what to add up by.
        programme: the programme's directory; without it the Benelux programme.
        on: the day it is about, at its close; without it today.
        known_on: only what was recorded by this day counts.
        language: nl, fr, en or de.
        as_json: print JSON for a program to read.
    """
    taken = snapshot(_opened(programme), on or _today(), known_on)
    stands = standing(taken, by, language)
    if as_json:
        days = {"on": str(taken.on), "known_on": taken.known_on and str(taken.known_on)}
        sys.stdout.write(json.dumps({**days, **as_plain(stands)}, ensure_ascii=False) + "\n")
    else:
        known = f" (known on {taken.known_on})" if taken.known_on else ""
        _print(stands, language, f"{taken.on}{known}")
    return 0


@app.command
def explain(  # noqa: PLR0913 - options of a command
    *key: str,
    programme: Directory = None,
    on: On = None,
    known_on: KnownOn = None,
    since: Annotated[str | None, Parameter(name="--since")] = None,
    language: Language = "en",
    every: Annotated[bool, Parameter(name="--all", negative="")] = False,
    as_json: AsJson = False,
) -> int:
    """Print why a figure is what it is, what changed, and what would change its signal.

    Args:
        key: an id of a theme, dossier, working group or action; several ask for what they share.
        programme: the programme's directory; without it the Benelux programme.
        on: the day it is about, at its close; without it today.
        known_on: only what was recorded by this day counts.
        since: the day to compare with; without it the close of the year before.
        language: nl, fr, en or de.
        every: in a terminal, all updates of an action and not only the last three.
        as_json: print JSON for a program to read.
    """
    about: Key = key if len(key) > 1 else "".join(key) or PROGRAMME
    day = None if since is None else as_date(since, what="since")
    why = snapshot(_opened(programme), on or _today(), known_on).explain(about, since=day)
    if as_json:
        from benelux_tracker.summary.plain import explanation_as_plain

        told = json.dumps(explanation_as_plain(why, language), ensure_ascii=False)
        sys.stdout.write(f"{told}\n")
    elif sys.stdout.isatty():
        from benelux_tracker.terminal import print_record

        print_record(why, language, every=every)
    else:
        sys.stdout.write(why.text(language))
    return 0


@app.command
def check(
    *,
    programme: Directory = None,
    on: On = None,
    known_on: KnownOn = None,
    language: Language = "",
    strict: Strict = False,
    as_json: AsJson = False,
) -> int:
    """Check the data: errors stop a load, warnings are for you to judge.

    Args:
        programme: the programme's directory; without it the Benelux programme.
        on: leave out updates about later days.
        known_on: leave out updates recorded later.
        language: look for missing translations into this language only.
        strict: end with 1 when there is a warning, as for an error.
        as_json: print JSON for a program to read.
    """
    from benelux_tracker.findings import findings

    try:
        whole = _up_to(_opened(programme), on, known_on)
    except LoadError as error:
        problems, lines = error.problems, _errors_told(error.problems)
    else:
        problems = findings(whole, _expected(language, whole))
        lines = _warnings_told(whole, problems)
    if as_json:
        sys.stdout.write(json.dumps([_plain(problem) for problem in problems]) + "\n")
    else:
        sys.stdout.writelines(f"{_fitted(visible(line))}\n" for line in lines)
    return int(any(strict or problem.severity == "error" for problem in problems))


def _errors_told(problems: Sequence[Problem]) -> Iterator[str]:
    count = _count(problems, "error")
    yield from (count, "")
    for problem in problems:
        yield from str(problem).split("\n")
    yield from ("", f"{count}; warnings are looked for once there are none")


def _warnings_told(whole: WorkProgramme, problems: Sequence[Problem]) -> Iterator[str]:
    count = _count(problems, "warning")
    if problems:
        yield from (f"{count}, by code", "")
    for code, kind in problem_codes().items():
        alike = [problem for problem in problems if problem.code == code]
        if alike:
            yield f"{code} ({len(alike)}): {kind.meaning}"
            yield from (*_alike(alike), "")
    tables = ((whole.dossiers, "dossier"), (whole.actions, "action"), (whole.updates, "update"))
    has = ", ".join(_count(records, word) for records, word in tables)
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


def _fitted(line: str) -> str:
    """A line as it is, or, on a terminal, broken between words where the screen ends."""
    if not sys.stdout.isatty():
        return line
    from shutil import get_terminal_size
    from textwrap import TextWrapper

    width = get_terminal_size().columns
    return TextWrapper(
        width, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False
    ).fill(line)


def _up_to(whole: WorkProgramme, on: str | None, known_on: str | None) -> WorkProgramme:
    last = as_date(on or "9999-12-31", what="on")
    known = as_date(known_on or "9999-12-31", what="known_on")
    updates = tuple(u for u in whole.updates if u.date <= last and u.recorded <= known)
    return evolve(whole, updates=updates)


def _expected(language: str, programme: WorkProgramme) -> str:
    known = {*LANGUAGES, *programme.languages}
    if language and language not in known:
        hint = did_you_mean(language, known)
        message = f'neither the programme nor a report is written in "{language}"'
        raise RequestError(f"{message}; {hint}")
    return language


def _opened(programme: Path | None) -> WorkProgramme:
    return load_benelux() if programme is None else load(programme)


def _count(things: Sequence[object], word: str) -> str:
    return f"1 {word}" if len(things) == 1 else f"{len(things)} {word}s"


def _today() -> date:
    return date.today()  # noqa: DTZ011, TID251 - the calendar day of the person who asks


def _print(stands: Standing, language: str, day: str) -> None:
    cells = [tuple(map(visible, line)) for line in (head(language), *rows(stands, language))]
    sys.stdout.write(f"{visible(stands.title)} – {day}\n")
    sys.stdout.writelines(f"{notice}\n" for notice in stands.notices)
    if sys.stdout.isatty():
        from benelux_tracker.terminal import print_standing

        print_standing(stands, cells)
    else:
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        padded = (map(str.ljust, line, widths) for line in cells)
        lines = ["  ".join(line).rstrip() for line in padded]
        sys.stdout.write("\n".join([stands.headline, *lines]) + "\n")
    if stands.reconciled:
        sys.stdout.write(f"{stands.reconciled}\n")


def _plain(problem: Problem) -> dict[str, str | int | None]:
    place = problem.place
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "path": problem.path,
        "message": problem.message,
        "hint": problem.hint,
    }


def _complain(problems: Sequence[Problem]) -> None:
    for problem in problems:
        sys.stderr.write(f"{visible(str(problem))}\n")


def run(arguments: Sequence[str]) -> int:
    """Run a command line and tell its exit code."""
    try:
        answer = app(list(arguments), result_action="return_value", exit_on_error=False)
        sys.stdout.flush()
    except CycloptsError:  # it has told already what is wrong
        return 2
    except LoadError as error:
        _complain(error.problems)
        sys.stderr.write(f"{_count(error.problems, 'error')}\n")
        return 1
    except BeneluxTrackerError as error:
        sys.stderr.write(f"error: {visible(str(error))}\n")
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except OSError as error:
        sys.stderr.write(f"error: {error.filename}: {error.strerror}\n")
        return 2
    return answer if isinstance(answer, int) else 0


def main() -> None:
    """The command `benelux-tracker`."""
    gc.disable()  # a short life: what is read is kept until the end
    sys.exit(run(sys.argv[1:]))
