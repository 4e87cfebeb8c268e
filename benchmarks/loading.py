"""Time `load` against its floor in one process: tomli and bare attrs records, in turns.

    python benchmarks/loading.py [DIR] --pairs 9

`rivals/floor.py` says what a bare record is. Both sides begin with a tidy memory and the same
garbage collector: as Python has it, and, as rows of their own, switched off around both, so that
nobody wins by what the collector happens to do. Seconds are those of the processor, which what
else the machine does hardly changes; files are read from the memory of the disk.
"""

import argparse
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benelux_tracker import load
from generate import generate
from rivals import floor
from rows import Row, show


def seconds(work: Callable[[Path], object], directory: Path, *, collected: bool) -> float:
    gc.collect()
    (gc.enable if collected else gc.disable)()
    begin = process_time()
    held = work(directory)
    taken = process_time() - begin
    gc.enable()
    del held
    return taken


def parse(directory: Path) -> object:
    return [floor.parse(path) for path in sorted(directory.rglob("*.toml"))]


def loading(directory: Path, pairs: int) -> Iterator[Row]:
    load(directory)
    for collected, where in ((True, ""), (False, ", no collector")):
        ours, theirs, parsing = [], [], []
        for _ in range(pairs):
            ours.append(seconds(load, directory, collected=collected))
            theirs.append(seconds(floor.read, directory, collected=collected))
            parsing.append(seconds(parse, directory, collected=collected))
        yield Row(f"load / tomli, bare records{where}", ours, theirs, target=1.3)
        yield Row("  tomli, bare records / tomli alone", theirs, parsing)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time load against tomli and bare records.")
    parser.add_argument("directory", nargs="?", type=Path, help="else one of 300 / 5,000 is made")
    parser.add_argument("--pairs", type=int, default=9, help="how often each is run")
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        directory = chosen.directory or Path(name)
        if not any(directory.iterdir()):
            generate(directory, actions=300, updates=5_000)
        show(f"{chosen.pairs} pairs", loading(directory, chosen.pairs))


if __name__ == "__main__":
    main()
