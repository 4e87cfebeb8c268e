"""Print mean progress by theme from a spreadsheet, with pandas and openpyxl.

This is what a skilled analyst would write, and what `benelux-tracker status`
is timed against: one reading of the file, the latest percent of each action,
the weighted mean by theme, nothing that is slow for no reason. It does less
than the library (no texts, milestones, corrections, coverage or signals), so
the comparison leans to its side.
"""

import sys

import pandas as pd  # type: ignore[import, unused-ignore]


def main() -> None:
    sheets = pd.read_excel(sys.argv[1], sheet_name=["updates", "actions"])
    updates = sheets["updates"].dropna(subset="percent").sort_values("date", kind="stable")
    latest = updates.groupby("action")["percent"].last()
    actions = sheets["actions"].join(latest, on="id").dropna(subset="percent")
    earned = (actions["percent"] * actions["weight"]).groupby(actions["theme"]).sum()
    print((earned / actions.groupby("theme")["weight"].sum()).round(1).to_string())


if __name__ == "__main__":
    main()
