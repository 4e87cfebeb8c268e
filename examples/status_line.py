"""One line per theme, for an intranet page.

python status_line.py 2025-12-31
python status_line.py 2025-12-31 --json
python status_line.py 2026-12-31 --programme worked-example

The day is always given: a page made again next year says the same as today.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from fractions import Fraction
from typing import TypedDict

import benelux_tracker as bt

WHY_NO_NUMBER = {
    bt.NoNumber.EMPTY: "no actions",
    bt.NoNumber.ALL_CANCELLED: "all actions were cancelled",
    bt.NoNumber.ZERO_WEIGHT: "no action carries weight",
    bt.NoNumber.NOT_DUE: "none of the work is due yet",
    bt.NoNumber.UNREPORTED: "nothing of the due work is reported",
}


class Status(TypedDict):
    """What the page shows of a theme; whole percentages, None where there is no number."""

    id: str
    title: str
    signal: str
    reason: str
    done: int | None
    reported: int | None
    low: int | None
    high: int | None
    overdue: int
    line: str


def floor(share: Fraction | None) -> int | None:
    """A share in whole percent, rounded down."""
    return None if share is None else int(100 * share // 1)


def ceiling(share: Fraction | None) -> int | None:
    """A share in whole percent, rounded up."""
    return None if share is None else int(-(-100 * share // 1))


def done(progress: bt.Progress) -> str:
    """Progress as shown: 100 % only when every action is completed."""
    if progress.progress == 1 and progress.tally.completed < progress.tally.actions:
        return ">99 %"
    return f"{floor(progress.progress)} %"


def sentence(progress: bt.Progress, least: Fraction) -> str:
    """How far the work is, in words; no figure where too little of it is reported.

    What nobody reported on may be done or not, so the bounds are told with the figure.
    """
    if progress.no_number:
        return WHY_NO_NUMBER[progress.no_number]
    if progress.low == progress.high:
        return f"{done(progress)} of the due work is done; all of it is reported"
    bounds = f"between {floor(progress.low)} % and {ceiling(progress.high)} % of what is due"
    reported = f"{floor(progress.coverage)} % of the due work is reported"
    if progress.coverage is None or progress.coverage < least:
        return f"{reported}; {bounds} is done"
    return f"{done(progress)} of what is reported is done ({reported}; {bounds})"


def statuses(taken: bt.Snapshot, language: str) -> Iterator[Status]:
    """The status of every theme that has actions, in the programme's order."""
    programme = taken.programme
    parts = taken.roll_up(by="theme")
    for theme in programme.themes:
        if theme.id not in parts:
            continue
        progress = parts[theme.id]
        title, _ = theme.title.read(language, programme.languages)
        said = sentence(progress, programme.rules.min_coverage)
        yield Status(
            id=theme.id,
            title=title,
            signal=progress.signal.value,
            reason=progress.signal_reason,
            done=floor(progress.progress),
            reported=floor(progress.coverage),
            low=floor(progress.low),
            high=ceiling(progress.high),
            overdue=progress.tally.overdue,
            line=f"{title}: {said}. {progress.signal.value}: {progress.signal_reason}.",
        )


def main() -> None:
    """Print the lines, or the same as JSON."""
    parser = ArgumentParser(description="One line per theme, for an intranet page.")
    parser.add_argument("on", help="the day it is about, such as 2025-12-31")
    parser.add_argument("--programme", help="a programme's directory; without it the Benelux one")
    parser.add_argument("--known-on", help="leave out what was recorded after this day")
    parser.add_argument("--language", default="en", help="language of the titles")
    parser.add_argument("--json", action="store_true", help="print JSON for a program to read")
    asked = parser.parse_args()

    programme = bt.load(asked.programme) if asked.programme else bt.load_benelux()
    taken = bt.snapshot(programme, on=asked.on, known_on=asked.known_on)
    found = list(statuses(taken, asked.language))
    if asked.json:
        print(json.dumps({"on": str(taken.on), "themes": found}, ensure_ascii=False, indent=2))
    else:
        print(*(status["line"] for status in found), sep="\n")


if __name__ == "__main__":
    main()
