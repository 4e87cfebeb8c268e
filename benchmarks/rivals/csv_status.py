"""Print mean progress by theme from two CSV files, with the standard library alone."""

import csv
import sys
from collections import defaultdict
from pathlib import Path


def main() -> None:
    directory = Path(sys.argv[1])
    latest: dict[str, tuple[str, int]] = {}
    with (directory / "updates.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        heads = next(rows)
        action, date, percent = map(heads.index, ("action", "date", "percent"))
        for row in rows:
            if row[percent] and latest.get(row[action], ("",))[0] <= row[date]:
                latest[row[action]] = (row[date], int(row[percent]))
    earned: defaultdict[str, int] = defaultdict(int)
    weights: defaultdict[str, int] = defaultdict(int)
    with (directory / "actions.csv").open(encoding="utf-8", newline="") as file:
        for known in csv.DictReader(file):
            if known["id"] in latest:
                earned[known["theme"]] += latest[known["id"]][1] * int(known["weight"])
                weights[known["theme"]] += int(known["weight"])
    for theme in sorted(earned):
        print(f"{theme:<30} {earned[theme] / weights[theme]:6.1f}")


if __name__ == "__main__":
    main()
