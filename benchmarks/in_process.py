"""Time the calculation in one process, on programmes of two sizes that are loaded already.

What is measured, and why it is fair:

1. `snapshot(…).roll_up("theme")` on a programme of which nothing was computed
   yet, against `dictionary_roll_up` over the same update objects: what somebody
   would write who only wants a mean by theme.
2. The same for another day of the same programme, right after it, against the first.
3. `what_if` with one update and the roll-up of the programme it gives, against
   the full roll-up of 1; the snapshot without the supposition exists already, as
   it does for whoever asks "what if". The first one of a programme and a later
   one, about another action, are apart: the first also notes which ids are taken.
4. `series` by month over all four years, against one full roll-up; both of a
   programme of which nothing was computed yet.
5. `Snapshot.frame("updates")` as a pandas frame, of a programme of which nothing was
   computed yet, against the same frame made by pandas, with the same types, from
   lists that hold its columns already.
6. `record` of one update, less the time of one flush to the disk of a file of that
   size, against `load` of the same directory; of a copy, to which each pair adds a file.

1 to 3 take turns in each pair, and so do the two of 4, 5 and 6. Every pair begins with a
copy of the programme, which shares its records and nothing that was computed
from them. The garbage collector runs between the pairs, and during them as
Python has it. Each row is the worst of several days (or pairs of days).
"""

import argparse
import gc
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final, ParamSpec

import pandas as pd
from attrs import evolve

import benelux_tracker as bt
from benelux_tracker.exchange.frames import values_of
from facts import END
from generate import generate
from rivals.floor import dictionary_roll_up
from rows import Row, show

P = ParamSpec("P")

DAYS: Final = (
    (date(2027, 6, 30), date(2026, 6, 30)),
    (date(2026, 6, 30), END),
    (END, date(2027, 6, 30)),
)
"""The days of the first snapshot and of the second: back, and forward, and back."""


@dataclass(frozen=True)
class Size:
    """A size of programme, how often it is measured, and the most each ratio may be."""

    actions: int
    updates: int
    pairs: int
    supposed: float
    snapshot: float | None = None
    second: float | None = None
    series: float | None = None
    frame: float | None = None
    record: float | None = None

    def __str__(self) -> str:
        return f"{self.actions:,} actions, {self.updates:,} updates"


SMALL: Final = Size(300, 5_000, pairs=9, supposed=1 / 10, series=12, frame=4, record=1.5)
LARGE: Final = Size(10_000, 200_000, pairs=5, supposed=1 / 50, snapshot=10, second=1 / 2)


def roll_up(programme: bt.WorkProgramme, on: date) -> bt.RollUp:
    return bt.snapshot(programme, on).roll_up("theme")


def by_dictionary(known: bt.WorkProgramme) -> dict[str, float]:
    return dictionary_roll_up(known.updates, known.actions, known.objectives, known.dossiers)


def suppose(programme: bt.WorkProgramme, action: bt.Action, on: date) -> bt.RollUp:
    """The roll-up if an action had been reported as completed on a day."""
    told = bt.StatusUpdate(action=action.id, date=on, status=bt.Status.COMPLETED)
    return roll_up(bt.what_if(programme, [told]), on)


def untouched(programme: bt.WorkProgramme) -> bt.WorkProgramme:
    """The same records, of which nothing was computed yet; and a tidy memory."""
    copy = evolve(programme)
    gc.collect()
    return copy


def seconds(work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> float:
    begin = perf_counter()
    work(*args, **kwargs)
    return perf_counter() - begin


@dataclass
class Times:
    """The seconds of each pair."""

    full: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    dictionary: list[float] = field(default_factory=list)
    supposed: list[float] = field(default_factory=list)
    supposed_next: list[float] = field(default_factory=list)


def snapshots(programme: bt.WorkProgramme, first: date, second: date, pairs: int) -> Times:
    """The measures 1 to 3 for one pair of days; each pair supposes something of other actions."""
    times = Times()
    for number in range(pairs):
        known = untouched(programme)
        one, other = programme.actions[number], programme.actions[-1 - number]
        times.full.append(seconds(roll_up, known, first))
        times.second.append(seconds(roll_up, known, second))
        times.dictionary.append(seconds(by_dictionary, known))
        times.supposed.append(seconds(suppose, known, one, first))
        times.supposed_next.append(seconds(suppose, known, other, first))
    return times


def months(programme: bt.WorkProgramme, on: date, pairs: int) -> Row:
    ours, theirs = [], []
    for _ in range(pairs):
        known = untouched(programme)
        ours.append(seconds(bt.series, known, by="theme", every="month"))
        known = untouched(programme)
        theirs.append(seconds(roll_up, known, on))
    return Row("series of 48 months / a snapshot", ours, theirs, SMALL.series)


def frames(programme: bt.WorkProgramme, on: date, pairs: int) -> Row:
    held = bt.snapshot(programme, on)
    types = held.frame("updates").dtypes
    ready = {column.name: cells for column, cells in values_of(held, "updates", None, "en").items()}
    ours, theirs = [], []
    for _ in range(pairs):
        known = untouched(programme)
        ours.append(seconds(frame_of_updates, known, on))
        gc.collect()
        theirs.append(seconds(from_columns, ready, types))
    return Row("frame of updates / from its columns", ours, theirs, SMALL.frame)


def frame_of_updates(programme: bt.WorkProgramme, on: date) -> pd.DataFrame:
    return bt.snapshot(programme, on).frame("updates")


def from_columns(ready: Mapping[str, Any], types: "pd.Series[Any]") -> pd.DataFrame:
    return pd.DataFrame({name: pd.array(cells, types[name]) for name, cells in ready.items()})


def recordings(directory: Path, on: date, pairs: int) -> Row:
    ours, theirs = [], []
    with TemporaryDirectory(dir=directory.parent) as place:
        copy = Path(shutil.copytree(directory, Path(place, "programme")))
        action = bt.load(copy).actions[0].id
        for _ in range(pairs):
            gc.collect()
            theirs.append(seconds(bt.load, copy))
            told = bt.StatusUpdate(action=action, date=on, percent=40)
            gc.collect()
            taken = seconds(bt.record, copy, told)
            ours.append(taken - seconds(flush, Path(place, "flushed")))
    return Row("record one update / load", ours, theirs, SMALL.record)


def flush(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"x" * 150)
        file.flush()
        os.fsync(file.fileno())


def measured(size: Size, directory: Path) -> Iterator[Row]:
    """The rows of one size; the programme is written into the directory unless it is there."""
    if not directory.exists():
        generate(directory, actions=size.actions, updates=size.updates)
    programme = bt.load(directory)
    taken = [snapshots(programme, *days, size.pairs) for days in DAYS]
    yield worst(
        Row("snapshot by theme / dictionary", t.full, t.dictionary, size.snapshot) for t in taken
    )
    yield worst(Row("a second snapshot / the first", t.second, t.full, size.second) for t in taken)
    yield worst(
        Row("the first what-if / snapshot", t.supposed, t.full, size.supposed) for t in taken
    )
    yield worst(
        Row("a later what-if / snapshot", t.supposed_next, t.full, size.supposed) for t in taken
    )
    if size.series is not None:
        yield worst(months(programme, on, size.pairs) for on, _ in DAYS)
    if size.frame is not None:
        yield worst(frames(programme, on, size.pairs) for on, _ in DAYS)
    if size.record is not None:
        yield worst(recordings(directory, on, size.pairs) for on, _ in DAYS)


def worst(rows: Iterator[Row]) -> Row:
    return max(rows, key=lambda row: row.figure)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the calculation in one process.")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the programmes for next time"
    )
    parser.add_argument("--only", choices=("small", "large"), help="one of the two sizes")
    chosen = parser.parse_args()
    sizes = {"small": (SMALL,), "large": (LARGE,)}.get(chosen.only, (SMALL, LARGE))
    with TemporaryDirectory() as name:
        for size in sizes:
            directory = (chosen.keep or Path(name)) / f"{size.actions}-{size.updates}"
            show(str(size), measured(size, directory))


if __name__ == "__main__":
    main()
