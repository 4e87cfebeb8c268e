"""How the time grows with the size: seconds per update, each size in a process of its own.

    python benchmarks/growth.py roll-up WARM DIR

prints the seconds that loading the programme in `DIR`, its snapshot and its roll-up took; with
`report` those of a year report of a programme that is loaded already. The programme in `WARM` is
read before, uncounted: what a process does once (importing, making the hooks that read tables)
would make the small size look slow and the growth look slight. The garbage collector works as
Python has it. Seconds are those of the processor, which what else the machine does hardly changes.
"""

import gc
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import process_time

import benelux_tracker as bt
from facts import END
from rows import Row


def roll_up(directory: Path) -> float:
    gc.collect()
    begin = process_time()
    bt.snapshot(bt.load(directory), END).roll_up("theme")
    return process_time() - begin


def report(directory: Path) -> float:
    programme = bt.load(directory)
    gc.collect()
    begin = process_time()
    bt.year_report(programme, 2026)
    return process_time() - begin


WORK = {"roll-up": roll_up, "report": report}


def growth(
    work: str, sizes: Mapping[int, Path], rounds: int, env: Mapping[str, str], target: float | None
) -> Iterator[Row]:
    """The time per update of each size against the first of them, which also warms up."""
    first, *others = sizes
    times: dict[int, list[float]] = {count: [] for count in sizes}
    for _ in range(rounds):
        for count, path in sizes.items():
            command: list[str | Path] = [sys.executable, Path(__file__), work, sizes[first], path]
            told = subprocess.run(command, check=True, env=env, capture_output=True, text=True)
            times[count].append(float(told.stdout) / count)
    for count in others:
        name = f"{work}, per update: {count:,} / {first:,}"
        yield Row(name, times[count], times[first], target, unit="µs")


def main() -> None:
    work, warm, directory = sys.argv[1:]
    WORK[work](Path(warm))
    print(WORK[work](Path(directory)))


if __name__ == "__main__":
    main()
