"""Time the library against what people would use instead, and say which targets are met.

    python benchmarks/run.py                     all tables
    python benchmarks/run.py memory growth       some of them

What is measured, and why it is fair, stands at the top of `cold.py`, `loading.py`, `growth.py`
and `in_process.py`. With `--write`, figures and machine are kept in a file, from which `page.py`
fills the page of the documentation. The exit code is 0, met or missed: a machine can be slow.
"""

import argparse
import json
import os
import platform
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Final

import cold
from generate import generate
from growth import growth
from in_process import LARGE, SMALL, Size, measured
from loading import loading
from rows import Row, show

MEDIUM: Final = Size(3_000, 50_000, pairs=5, supposed=1 / 50)
FEW: Final = 3
"""How often what is slow and has no target is run."""
LIBRARIES: Final = (
    "attrs",
    "cattrs",
    "pendulum",
    "tomli",
    "jinja2",
    "openpyxl",
    "pandas",
    "polars",
    "fastexcel",
)


@dataclass(frozen=True)
class Bench:
    """Where programmes are made, how often pairs run, and what sizes are divided by in a trial."""

    folder: Path
    pairs: int
    trial: int

    @property
    def env(self) -> Mapping[str, str]:
        """The environment of every process."""
        return cold.environment(self.folder / "compiled")

    def size(self, full: Size) -> Size:
        """The size that is really measured, and how often."""
        actions, updates = full.actions // self.trial, full.updates // self.trial
        return replace(full, actions=actions, updates=updates, pairs=min(self.pairs, full.pairs))

    def programme(self, full: Size, *, one_file: bool = False) -> Path:
        """The directory of a programme; it is made unless it is there."""
        size = self.size(full)
        path = self.folder / f"{size.actions}-{size.updates}{'-one-file' * one_file}"
        if not path.exists():
            asked = {"one_file": one_file, "rivals": full is not LARGE}
            generate(path, actions=size.actions, updates=size.updates, **asked)
        return path

    def starting(self) -> Iterator[Row]:
        """Importing."""
        return cold.starting(self.pairs, self.env)

    def small(self) -> Iterator[Row]:
        """Cold processes on the small programme."""
        directory, few = self.programme(SMALL), min(self.pairs, FEW)
        yield from cold.compared(directory, cold.OFTEN, self.pairs, self.env)
        yield from cold.compared(directory, cold.SELDOM, few, self.env)

    def medium(self) -> Iterator[Row]:
        """Cold processes on the ten times larger one: no pictures, and no target for `status`."""
        directory, few = self.programme(MEDIUM), min(self.pairs, FEW)
        often = [
            pair._replace(target=None) if pair.ours == "status" else pair for pair in cold.OFTEN
        ]
        yield from cold.compared(directory, often, self.pairs, self.env)
        yield from cold.compared(directory, cold.QUICK, few, self.env)

    def loading(self) -> Iterator[Row]:
        """Reading files in one process."""
        return loading(self.programme(SMALL), self.pairs)

    def growth(self) -> Iterator[Row]:
        """The time per update of larger programmes."""
        for work, sizes, target in (
            ("roll-up", (SMALL, MEDIUM, LARGE), 1.5),
            ("report", (SMALL, MEDIUM), None),
        ):
            paths = {self.size(size).updates: self.programme(size) for size in sizes}
            yield from growth(work, paths, self.pairs if target else FEW, self.env, target)

    def memory(self) -> Iterator[Row]:
        """The peaks."""
        one_file = self.programme(LARGE, one_file=True)
        return cold.memory(self.programme(SMALL), self.programme(LARGE), one_file, self.env)

    def shipped(self) -> Iterator[Row]:
        """The reports of the Benelux programme, and a form."""
        with TemporaryDirectory() as folder:
            yield from cold.shipped(Path(folder), self.pairs, self.env)

    def questions_small(self) -> Iterator[Row]:
        """The calculation in one process."""
        return measured(self.size(SMALL), self.programme(SMALL))

    def questions_large(self) -> Iterator[Row]:
        """The same for 200,000 updates."""
        return measured(self.size(LARGE), self.programme(LARGE))


TABLES: Final[Mapping[str, Callable[[Bench], Iterator[Row]]]] = {
    "starting": Bench.starting,
    "small": Bench.small,
    "medium": Bench.medium,
    "loading": Bench.loading,
    "growth": Bench.growth,
    "memory": Bench.memory,
    "shipped": Bench.shipped,
    "questions-small": Bench.questions_small,
    "questions-large": Bench.questions_large,
}


def machine(day: str) -> dict[str, str]:
    """What the figures were measured on, and with."""
    about = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    names = [line.partition(":")[2].strip() for line in about.splitlines() if "model name" in line]
    found = {
        "day": day,
        "processor": names[0] if names else platform.machine(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }
    found |= {name: version(name) for name in LIBRARIES if find_spec(name)}
    if juggler := which("tj3"):
        told = subprocess.run([juggler, "--version"], check=False, capture_output=True, text=True)
        found["TaskJuggler"] = told.stdout.split()[-1]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the library; print ratios and targets.")
    parser.add_argument("tables", nargs="*", choices=[*TABLES, []], help="else all")
    parser.add_argument("--pairs", type=int, default=9, help="how often each pair is run")
    parser.add_argument("--day", default="", help="the day of the measures, for the file")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the figures in a file")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the programmes")
    parser.add_argument("--trial", type=int, default=1, help="divide all sizes, to try a script")
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        bench = Bench((chosen.keep or Path(name)).resolve(), max(1, chosen.pairs), chosen.trial)
        tables = {key: show(key, TABLES[key](bench)) for key in chosen.tables or TABLES}
    if chosen.write:
        kept = {"machine": machine(chosen.day), "pairs": bench.pairs, "tables": tables}
        text = json.dumps(kept, ensure_ascii=False, indent=1)
        chosen.write.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
