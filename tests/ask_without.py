"""All that is asked of the package where what the extras bring cannot be imported.

python ask_without.py DIRECTORY PACKAGE ...

Prints, as JSON, what each question says of what is not installed; nothing where it is answered.
"""

import io
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import benelux_tracker as bt
from benelux_tracker.cli import run

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "worked-example"
ON: Final = "2026-12-31"

Told = Mapping[str, tuple[str, str]]
"""The packages that a question needs, in the order in which they are missed: what for, and the
extra that brings them."""

PICTURE: Final[Told] = {"matplotlib": ("a picture", "plot")}
PDF: Final[Told] = {"typst": ("a PDF", "pdf"), **PICTURE}
WORD: Final[Told] = {"docx": ("a DOCX", "docx"), **PICTURE}
FORM: Final[Told] = {"openpyxl": ("a return form", "excel")}
CALENDAR: Final[Told] = {"icalendar": ("a calendar", "calendar")}


def frames(what: str, *packages: str) -> Told:
    return dict.fromkeys(packages, (what, "frames"))


PARQUET: Final = frames("a Parquet file", "narwhals", "pyarrow")


@cache
def programme() -> bt.WorkProgramme:
    return bt.load(EXAMPLE)


@cache
def year_end() -> bt.Snapshot:
    return bt.snapshot(programme(), ON)


@cache
def report() -> bt.YearReport:
    return bt.year_report(programme(), 2026, "en")


def compared() -> bt.Comparison:
    return bt.compare(bt.snapshot(programme(), "2026-06-30"), year_end())


class Question(NamedTuple):
    """What is asked, with a directory to write into, and what it needs."""

    ask: Callable[[Path], object]
    needs: Told


FUNCTIONS: Final[Mapping[str, Question]] = {
    "plot.progress": Question(lambda _: bt.plot.progress(year_end().roll_up("theme")), PICTURE),
    "plot.timeline": Question(lambda _: bt.plot.timeline(year_end()), PICTURE),
    "plot.series": Question(lambda _: bt.plot.series(bt.series(programme())), PICTURE),
    "plot.bridge": Question(lambda _: bt.plot.bridge(compared()), PICTURE),
    "render html": Question(lambda _: bt.render(report(), "html"), PICTURE),
    "render pdf": Question(lambda _: bt.render(report(), "pdf"), PDF),
    "render docx": Question(lambda _: bt.render(report(), "docx"), WORD),
    "render html, no pictures": Question(lambda _: bt.render(report(), "html", pictures=False), {}),
    "render markdown": Question(lambda _: bt.render(report(), "markdown"), {}),
    "render text": Question(lambda _: bt.render(report(), "text"), {}),
    "render json": Question(lambda _: bt.render(report(), "json"), {}),
    "save html": Question(lambda here: bt.save(report(), here / "r.html"), PICTURE),
    "save htm": Question(lambda here: bt.save(report(), here / "r.htm"), PICTURE),
    "save pdf": Question(lambda here: bt.save(report(), here / "r.pdf"), PDF),
    "save docx": Question(lambda here: bt.save(report(), here / "r.docx"), WORD),
    "save_form": Question(
        lambda here: bt.save_form(year_end(), "customs", here / "f.xlsx", "en"), FORM
    ),
    "read_form": Question(
        lambda here: bt.read_form(programme(), returned(here), recorded=ON), FORM
    ),
    "Snapshot.frame pandas": Question(
        lambda _: year_end().frame("actions"), frames("a frame of pandas", "narwhals")
    ),
    "Snapshot.frame polars": Question(
        lambda _: year_end().frame("actions", backend="polars"),
        frames("a frame of polars", "narwhals"),
    ),
    "Snapshot.frame pyarrow": Question(
        lambda _: year_end().frame("actions", backend="pyarrow"),
        frames("a frame of pyarrow", "narwhals", "pyarrow"),
    ),
    "export parquet": Question(
        lambda here: bt.export(year_end(), "actions", here / "a.parquet"), PARQUET
    ),
    "export csv": Question(lambda here: bt.export(year_end(), "actions", here / "a.csv"), {}),
    "calendar": Question(lambda _: bt.calendar(year_end()), CALENDAR),
}


def returned(here: Path) -> Path:
    """A file in the place of a form that came back; without the package nobody looks into it."""
    form = here / "back.xlsx"
    form.write_bytes(b"")
    return form


def typed(line: str, needs: Told | None = None) -> Question:
    """A command line about the example; DIR in it is the directory to write into."""

    def ask(here: Path) -> int:
        returned(here)
        words = [word.replace("DIR", str(here)) for word in line.split()]
        return run([*words, *about(words[0])])

    return Question(ask, needs or {})


def about(command: str) -> list[str]:
    """The programme that a command is about, for those that take one."""
    return [] if command in {"init", "schema", "completion"} else ["--programme", str(EXAMPLE)]


COMMANDS: Final[Mapping[str, Question]] = {
    question: typed(question, needs)
    for question, needs in {
        "status": {},
        "find customs": {},
        "explain programme": {},
        "compare 2026-06-30 2026-12-31": {},
        "chase": {},
        "report 2026": {},
        "report 2026 --no-figures --output DIR/r.html": {},
        "report 2026 --output DIR/r.html": PICTURE,
        "report 2026 --output DIR/r.pdf": PDF,
        "report 2026 --output DIR/r.docx": WORD,
        "init DIR/new": {},
        "form customs DIR/f.xlsx": FORM,
        "record --form DIR/back.xlsx --dry-run": FORM,
        "record a5 --percent 20 --recorded 2027-01-31 --dry-run": {},
        "check": {},
        "export actions DIR/a.csv": {},
        "export actions DIR/a.parquet": PARQUET,
        "calendar": CALENDAR,
        "schema": {},
        "completion bash": {},
    }.items()
}

QUESTIONS: Final = {**FUNCTIONS, **COMMANDS}


def said(question: Question, here: Path) -> str:
    """What a question says of what is not installed; nothing where it is answered."""
    told = io.StringIO()
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(told):
            answer = question.ask(here)
    except bt.MissingExtraError as error:
        return str(error)
    failed = isinstance(answer, int) and answer
    return told.getvalue().strip().removeprefix("error: ") if failed else ""


def expected(question: Question, *lacking: str) -> str:
    """What it ought to say: the line that brings the first package that it misses."""
    missed = [told for package, told in question.needs.items() if package in lacking]
    if not missed:
        return ""
    what, extra = missed[0]
    return f'{what} needs packages that are not installed: pip install "benelux-tracker[{extra}]"'


def main(directory: str, *lacking: str) -> None:
    sys.modules.update(dict.fromkeys(lacking))  # type: ignore[arg-type] # what cannot be imported
    here = Path(directory)
    print(json.dumps({name: said(it, here) for name, it in QUESTIONS.items()}))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
