"""Commands as whole processes that start cold, in turns: their seconds, and their peak memory.

What is measured, and why it is fair:

1. `import benelux_tracker` in a fresh interpreter, against importing attrs, cattrs, pendulum
   and tomli, on which it is built. The start of a bare interpreter is in both; the ratio without
   it is told too. A plain import puts off what reading files needs, so the import of `load` and
   `check`, which needs it, is told as well.
2. Mean progress by theme of a made-up programme (`generate.py`): the library alone (`ALONE`) and
   the command `status`, against what others would use (`rivals/`), each on the same facts in the
   files it reads best. Both sides read all that is there, but for CSV, of which they take the
   columns that they need.
3. `report` as a page in HTML, against a page made with pandas and Jinja2, and TaskJuggler's.
4. `report 2025` for the Benelux programme, and `record --form` for a return form of 200 rows
   that are all filled in (`forms.py`), against the time that each may take.

All runs take turns (A, B, A, B, ...), so that what else the machine does meets both; a ratio is
the median of the ratios of the pairs. Bytecode is compiled into a folder of its own by one run of
each command that is not counted, so no side pays for compiling, and files are read from the
memory of the disk. The memory of a process is the most that it ever held (its peak resident set,
as the system tells it when the process ends), interpreter and libraries included.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final, NamedTuple

from facts import END
from forms import recording
from rows import Row, Seconds

Command = Sequence[str | Path]

RIVALS: Final = Path(__file__).resolve().parent / "rivals"
LANGUAGES: Final = ("nl", "fr", "en", "de")
WHOLE: Final = "from benelux_tracker import check, load"
NEEDED: Final = "import attrs, cattrs, pendulum, tomli"
ALONE: Final = f"""\
import sys
import benelux_tracker as bt
taken = bt.snapshot(bt.load(sys.argv[1]), "{END}")
for theme, row in taken.roll_up("theme").items():
    print(f"{{theme:<30}} {{float(row.progress):6.1%}}" if row.progress is not None else theme)
"""
WAITER: Final = """\
import os, sys
nowhere = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[nowhere])
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss)
sys.exit(status != 0)
"""
"""A small parent: the system counts what a parent holds when it starts a child as the child's."""


class Pair(NamedTuple):
    """Two commands by name, and the most the ratio may be."""

    ours: str
    theirs: str
    target: float | None = None


OFTEN: Final = (
    Pair("library alone", "pandas, openpyxl", 0.25),
    Pair("library alone", "the floor", 1.6),
    Pair("status", "pandas, openpyxl", 0.35),
    Pair("the floor", "pandas, openpyxl"),
    Pair("library alone", "polars, CSV"),
    Pair("library alone", "csv script"),
)
SELDOM: Final = (
    Pair("report", "TaskJuggler, charts"),
    Pair("report", "pandas, Jinja2"),
    Pair("library alone", "pandas, figures alone"),
    Pair("library alone", "polars, openpyxl"),
    Pair("library alone", "polars, calamine"),
    Pair("status", "TaskJuggler, CSV"),
    Pair("report, no pictures", "pandas, Jinja2"),
    Pair("report, no pictures", "TaskJuggler, HTML"),
)
"""Slow ones without a target: a few rounds are enough."""
QUICK: Final = SELDOM[1:]
"""Those for a large programme, for which TaskJuggler draws its charts for minutes."""


def console_script() -> str:
    found = shutil.which("benelux-tracker", path=sysconfig.get_path("scripts"))
    if found is None:
        sys.exit("the command benelux-tracker is not installed beside this Python")
    return found


def commands(directory: Path) -> dict[str, Command]:
    """What can be run here, by its name; what it writes it writes where it runs."""
    python, tracker = sys.executable, console_script()
    sheet, plan = directory / "programme.xlsx", directory / "plan.tjp"
    report: Command = [tracker, "report", "2026", "--programme", directory, "--output", "r.html"]
    polars: Command = [python, RIVALS / "polars_status.py"]
    status: Command = [python, RIVALS / "spreadsheet_status.py"]
    found: dict[str, Command] = {
        "library alone": [python, "-c", ALONE, directory],
        "status": [tracker, "status", "--programme", directory, "--on", str(END)],
        "report": report,
        "report, no pictures": [*report, "--no-figures"],
        "the floor": [python, RIVALS / "floor.py", directory],
        "csv script": [python, RIVALS / "csv_status.py", directory],
        "pandas, openpyxl": [*status, sheet],
        "pandas, figures alone": [*status, directory / "figures.xlsx"],
        "pandas, Jinja2": [python, RIVALS / "spreadsheet_report.py", sheet, "page.html"],
        "polars, CSV": [*polars, "csv", directory],
        "polars, openpyxl": [*polars, "openpyxl", sheet],
    }
    if find_spec("fastexcel"):
        found["polars, calamine"] = [*polars, "calamine", sheet]
    if shutil.which("tj3"):
        juggle: Command = ["tj3", "--silent", "--no-color", plan, "--report"]
        found |= {
            "TaskJuggler, CSV": [*juggle, "status"],
            "TaskJuggler, HTML": [*juggle, "report"],
            "TaskJuggler, charts": [*juggle, "pictures"],
        }
    return found


def environment(compiled: Path) -> dict[str, str]:
    """The environment of all processes: bytecode is written, into a folder of its own."""
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def in_turn(
    runs: Sequence[Command], rounds: int, env: Mapping[str, str], at: Path | None = None
) -> list[list[float]]:
    """The seconds of every command, which take turns; the first round compiles and is left out."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds + 1):
        for command, taken in zip(runs, times, strict=True):
            begin = perf_counter()
            subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL, cwd=at)
            taken.append(perf_counter() - begin)
    return [taken[1:] for taken in times]


def compared(
    directory: Path, pairs: Sequence[Pair], rounds: int, env: Mapping[str, str]
) -> Iterator[Row]:
    """A row for each pair of which both are installed."""
    out = directory.parent / "out"
    out.mkdir(exist_ok=True)
    known = commands(directory)
    there = [pair for pair in pairs if pair.theirs in known]
    names = list(dict.fromkeys(name for pair in there for name in (pair.ours, pair.theirs)))
    times = dict(zip(names, in_turn([known[n] for n in names], rounds, env, out), strict=True))
    for pair in there:
        name = f"{pair.ours} / {pair.theirs}"
        yield Row(name, times[pair.ours], times[pair.theirs], pair.target)


def net(times: Seconds, bare: Seconds) -> list[float]:
    start = median(bare)
    return [taken - start for taken in times]


def starting(rounds: int, env: Mapping[str, str]) -> Iterator[Row]:
    starts = ("import benelux_tracker", WHOLE, NEEDED, "pass")
    runs: list[Command] = [[sys.executable, "-c", code] for code in starts]
    ours, whole, theirs, bare = in_turn(runs, rounds, env)
    yield Row("import / attrs, cattrs, pendulum, tomli", ours, theirs, target=1.3)
    yield Row("  the same, less a bare start", net(ours, bare), net(theirs, bare))
    yield Row("  import load, check / the same", whole, theirs)


def shipped(folder: Path, rounds: int, env: Mapping[str, str]) -> Iterator[Row]:
    """The report of the Benelux programme in one language and in all, and a form."""
    report: list[str | Path] = [console_script(), "report", "2025"]
    one: list[str | Path] = [*report, "--output", folder / "one.html"]
    every = [*report, *(f"--language={language}" for language in LANGUAGES)]
    for ending in ("html", "pdf", "docx", "md", "txt", "json"):
        every += ["--output", folder / f"all.{ending}"]
    with_pictures, without = in_turn([one, [*one, "--no-figures"]], rounds, env)
    yield Row("report 2025, HTML with pictures", with_pictures, target=3_000)
    yield Row("  the same without pictures", without, target=1_000)
    (formats,) = in_turn([every], min(rounds, 3), env)
    yield Row("  six formats in four languages", formats, target=25_000)
    recorded = recording(console_script(), folder, rounds, env)
    yield Row("record --form, of 200 rows", recorded, target=2_000)
    for language in LANGUAGES:
        size = (folder / f"all.{language}.html").stat().st_size / 1e6
        yield Row(f"  the HTML in {language}", [size], target=1.5, unit="MB")


def peak(command: Command, env: Mapping[str, str]) -> float:
    """The most memory that a process held, in MiB; Linux counts it in KiB."""
    waiter = [sys.executable, "-I", "-S", "-c", WAITER, *command]
    told = subprocess.run(waiter, check=True, env=env, capture_output=True, text=True)
    return int(told.stdout) / 1024


def memory(small: Path, months: Path, one_file: Path, env: Mapping[str, str]) -> Iterator[Row]:
    python = sys.executable
    known = commands(small)

    def held(command: Command) -> list[float]:
        return [peak(command, env) for _ in range(3)]

    def row(name: str, command: Command, target: float | None = None) -> Row:
        return Row(name, held(command), target=target, unit="MiB")

    yield row("library alone", known["library alone"], 45)
    yield row("  a bare interpreter", [python, "-c", "pass"])
    yield row("  after the import", [python, "-c", WHOLE])
    for name in ("status", "the floor", "csv script", "polars, CSV", "pandas, openpyxl"):
        yield row(f"  {name}", known[name])
    ours, theirs = ([peak([python, "-c", ALONE, path], env)] for path in (months, one_file))
    yield Row("200,000 updates, in months / in one file", ours, theirs, 0.6, unit="MiB")
