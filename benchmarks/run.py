"""Time the library against what people would use instead, and say which targets are met.

What is measured, and why it is fair:

1. `import benelux_tracker` in a fresh interpreter, against importing attrs,
   cattrs, pendulum and tomli, on which it is built. The start of a bare
   interpreter is in both; the ratio without it is printed too. A plain import
   puts off what reading files needs, so the import of `load` and `check`, which
   needs it, is printed as well, for information.
2. `benelux-tracker status`, the whole process, against a pandas and openpyxl
   script that takes mean progress by theme from a spreadsheet with the same
   300 actions and 5,000 updates, every field a column (`generate.py`,
   `spreadsheet_status.py`). Both read all that is there; the library also checks
   every record and weighs milestones, corrections and coverage. For information
   the same script on a spreadsheet of four columns, without any text: less data.
3. `benelux-tracker report 2025` for the Benelux programme, the whole process: the
   HTML page in one language, with and without pictures, and all six formats in all
   four languages at once; and how large the page is. Beside it `record --form`, the
   whole process, for a return form of 200 rows that are all filled in (`forms.py`).
4. For information: reading and adding up in a running process, and its parts.
5. The calculation in one process, on two sizes of programme: see `in_process.py`.

All runs take turns (A, B, A, B, ...), so that what else the machine does meets
both; a ratio is the median of the ratios of the pairs. Bytecode is compiled
into a folder of its own by one run of each command that is not counted, so no
side pays for compiling. The exit code is 0, met or missed: a machine can be slow.
"""

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import tomli

from benelux_tracker import load, snapshot
from benelux_tracker.checks import errors
from benelux_tracker.storage.structure import structure
from forms import recording
from generate import END, generate
from in_process import show
from rows import WIDTH, Row, Seconds, heading, judge, spell

Command = Sequence[str | Path]

HERE = Path(__file__).parent
LANGUAGES = ("nl", "fr", "en", "de")
WHOLE = "from benelux_tracker import check, load"
NEEDED = "import attrs, cattrs, pendulum, tomli"


def in_turn(commands: Sequence[Command], rounds: int, env: Mapping[str, str]) -> list[list[float]]:
    """The seconds of every command, which take turns; the first round compiles and is left out."""
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(rounds + 1):
        for command, taken in zip(commands, times, strict=True):
            begin = perf_counter()
            subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
            taken.append(perf_counter() - begin)
    return [taken[1:] for taken in times]


def net(times: Seconds, bare: Seconds) -> list[float]:
    start = median(bare)
    return [taken - start for taken in times]


def compare(directory: Path, rounds: int, env: Mapping[str, str]) -> list[Row]:
    """The pairs of whole processes."""
    python, tracker = sys.executable, console_script()
    starts = ("import benelux_tracker", WHOLE, NEEDED, "pass")
    ours, whole, theirs, bare = in_turn([[python, "-c", code] for code in starts], rounds, env)
    status: Command = [tracker, "status", "--programme", directory, "--on", str(END)]
    script = python, HERE / "spreadsheet_status.py"
    whole_sheet, figures = directory / "programme.xlsx", directory / "figures.xlsx"
    runs: list[Command] = [status, [*script, whole_sheet], [*script, figures]]
    told, read, less = in_turn(runs, rounds, env)
    return [
        Row("import / its four dependencies", ours, theirs, target=1.3),
        Row("  the same, less a bare start", net(ours, bare), net(theirs, bare)),
        Row("  import load, check / the same", whole, theirs),
        Row("status / spreadsheet script", told, read, target=0.5),
        Row("  the script without the texts", told, less),
    ]


def console_script() -> str:
    found = shutil.which("benelux-tracker", path=sysconfig.get_path("scripts"))
    if found is None:
        sys.exit("the command benelux-tracker is not installed beside this Python")
    return found


def show_reports(folder: Path, rounds: int, env: Mapping[str, str]) -> None:
    """The report in one language and in all, and a form, against the seconds they may take."""
    report: list[str | Path] = [console_script(), "report", "2025"]
    one: list[str | Path] = [*report, "--output", folder / "one.html"]
    every = [*report, *(f"--language={language}" for language in LANGUAGES)]
    for ending in ("html", "pdf", "docx", "md", "txt", "json"):
        every += ["--output", folder / f"all.{ending}"]
    with_pictures, without, formats = in_turn([one, [*one, "--no-figures"], every], rounds, env)
    rows = (
        ("report 2025, HTML with pictures", with_pictures, 3),
        ("  the same without pictures", without, 1),
        ("  six formats in four languages", formats, 25),
        ("record --form, of 200 rows", recording(console_script(), folder, rounds, env), 2),
    )
    for name, taken, most in rows:
        print(f"{name:<{WIDTH}} {spell(taken)} {'':<35} {judge(median(taken), most)}")
    for language in LANGUAGES:
        size = (folder / f"all.{language}.html").stat().st_size / 1e6
        told = f"{f'  its HTML in {language}, in MB':<{WIDTH}} {size:>8.2f}"
        print(f"{told} {'':<44} {judge(size, 1.5)}")


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    begin = perf_counter()
    yield
    seconds[name] = perf_counter() - begin


def parts(directory: Path) -> dict[str, float]:
    """Seconds of one reading and adding up in this process; an indented name is part of `load`."""
    seconds: dict[str, float] = {}
    with timed(seconds, "load"):
        programme = load(directory)
    with timed(seconds, "  reading and parsing TOML"):
        files = read(directory)
    with timed(seconds, "  structuring records"):
        build(files)
    with timed(seconds, "  checks between records"):
        errors(programme)
    taken = snapshot(programme, END)
    with timed(seconds, "states"):
        _ = taken.states
    with timed(seconds, "tallies"):
        _ = taken.tallies
    with timed(seconds, "roll-up by theme"):
        taken.roll_up("theme")
    return seconds


def read(directory: Path) -> list[dict[str, Any]]:
    return [
        tomli.loads(path.read_text("utf-8"), parse_float=Decimal)
        for path in sorted(directory.rglob("*.toml"))
    ]


def build(files: Sequence[Mapping[str, Any]]) -> None:
    for name, found in (item for content in files for item in content.items()):
        for table in found if isinstance(found, list) else [found]:
            structure(name, table)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the library; print ratios and targets.")
    parser.add_argument("--pairs", type=int, default=9, help="how often each pair is run")
    rounds = max(1, parser.parse_args().pairs)
    with TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder / "programme", actions=300, updates=5000)
        env = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        print(heading(f"{rounds} pairs, in ms"))
        for row in compare(folder / "programme", rounds, env):
            print(row)
        show_reports(folder, rounds, env)
        inside = [parts(folder / "programme") for _ in range(rounds)]
    wholes = [sum(t for part, t in run.items() if part[0] != " ") for run in inside]
    print(f"\n{'in a running process':<{WIDTH}} {spell(wholes)}")
    for part in inside[0]:
        print(f"  {part:<{WIDTH - 2}} {spell([run[part] for run in inside])}")
    with TemporaryDirectory() as name:
        show(Path(name))


if __name__ == "__main__":
    main()
