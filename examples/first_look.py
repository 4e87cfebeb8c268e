"""A first look at the Benelux programme: a table of its themes, and the report of the year.

python first_look.py report.html
python first_look.py report.md --on 2024-12-31 --language nl

The suffix of the file says which format is wanted.
"""

from argparse import ArgumentParser
from datetime import date
from fractions import Fraction

import benelux_tracker as bt


def percent(share: Fraction | None, *, up: bool = False) -> str:
    """A share as a whole percentage: rounded down, or up for an upper bound; a dash for none."""
    if share is None:
        return "–"
    return f"{-(-100 * share // 1) if up else 100 * share // 1} %"


def done(progress: bt.Progress) -> str:
    """Progress as shown: 100 % only when every action is completed."""
    if progress.progress == 1 and progress.tally.completed < progress.tally.actions:
        return ">99 %"
    return percent(progress.progress)


def bounds(progress: bt.Progress) -> str:
    """The least and the most that is done of all due work; one figure where all is reported."""
    if progress.low == progress.high:
        return done(progress)
    return f"{percent(progress.low)} to {percent(progress.high, up=True)}"


def table(taken: bt.Snapshot, language: str) -> list[tuple[str, ...]]:
    """A row of text for each theme, and one for the programme as a whole."""
    programme = taken.programme
    themes = taken.roll_up(by="theme")
    names = {
        theme.id: theme.title.read(language, programme.languages)[0] for theme in programme.themes
    }
    parts = [(names[theme], themes[theme]) for theme in names if theme in themes]
    return [
        (
            name,
            str(progress.tally.actions),
            done(progress),
            percent(progress.coverage),
            bounds(progress),
            progress.signal,
        )
        for name, progress in [*parts, ("Programme", themes.total)]
    ]


def main() -> None:
    """Print the table, then write the report."""
    parser = ArgumentParser(description="A first look at the Benelux programme.")
    parser.add_argument("report", help="the file to write: .html, .md, .txt or .json")
    parser.add_argument("--on", default="2025-12-31", help="the day it is about")
    parser.add_argument("--language", default="en", help="nl, fr or en")
    asked = parser.parse_args()

    programme = bt.load_benelux()
    taken = bt.snapshot(programme, on=asked.on)
    print(f"{programme.title.read(asked.language, programme.languages)[0]}, {taken.on}")
    head = ("", "actions", "done", "reported", "of all due", "signal")
    for name, *cells in [head, *table(taken, asked.language)]:
        print(f"{name:<38}" + "".join(f"{cell:>14}" for cell in cells))

    day = date.fromisoformat(asked.on)
    report = bt.year_report(programme, day.year, asked.language, on=day)
    bt.save(report, asked.report)
    print(f"The report of {report.year} is in {asked.report}")


if __name__ == "__main__":
    main()
