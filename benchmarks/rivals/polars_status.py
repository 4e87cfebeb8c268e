"""Print mean progress by theme with polars, from CSV files or from a spreadsheet.

    python polars_status.py csv DIR
    python polars_status.py calamine DIR/programme.xlsx    # needs fastexcel
    python polars_status.py openpyxl DIR/programme.xlsx

CSV files are scanned: polars parses only the columns that the answer needs, in all cores.
"""

import sys
from pathlib import Path
from typing import Literal

import polars as pl


def tables(kind: str, path: Path) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """The updates and the actions."""
    if kind == "csv":
        return pl.scan_csv(path / "updates.csv"), pl.scan_csv(path / "actions.csv")
    engine: Literal["openpyxl", "calamine"] = "openpyxl" if kind == "openpyxl" else "calamine"
    sheets = pl.read_excel(path, sheet_name=["updates", "actions"], engine=engine)
    return sheets["updates"].lazy(), sheets["actions"].lazy()


def main() -> None:
    updates, actions = tables(sys.argv[1], Path(sys.argv[2]))
    latest = (
        updates.drop_nulls("percent")
        .sort("date", maintain_order=True)
        .group_by("action")
        .agg(pl.col("percent").last())
    )
    weight = pl.col("weight")
    means = (
        actions.join(latest, left_on="id", right_on="action")
        .group_by("theme")
        .agg((pl.col("percent") * weight).sum() / weight.sum())
        .sort("theme")
    )
    for theme, mean in means.collect().iter_rows():
        print(f"{theme:<30} {mean:6.1f}")


if __name__ == "__main__":
    main()
