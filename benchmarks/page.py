"""Fill the tables of the page on benchmarks with the figures that were kept last.

    python benchmarks/page.py                          # make pages
    python benchmarks/page.py FIGURES.json PAGE.md

What stands between `<!-- begin small -->` and `<!-- end small -->` becomes the table `small`, and
so for each table; `machine` is what the figures were measured on, `missed` the targets missed.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
FIGURES: Final = ROOT / "benchmarks" / "last.json"
PAGE: Final = ROOT / "docs" / "explanation" / "benchmarks.md"
PLACE: Final = re.compile(r"(<!-- begin ([a-z-]+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)

Row = Mapping[str, Any]


def table(rows: Sequence[Row]) -> Iterator[str]:
    """A table: the ratio and its target first, what was measured beside them."""
    yield "| what | ratio | target | ours | theirs |"
    yield "|---|---:|---:|---:|---:|"
    for row in rows:
        target = f"{row['met']}: at most {row['target']:,g}" if row["target"] is not None else ""
        if row["ratio"] is None and target:
            target += f" {row['unit']}"
        name = re.sub("^ +", lambda indent: "… " * (len(indent[0]) // 2), row["name"])
        ratio = "" if row["ratio"] is None else two_digits(row["ratio"])
        ours, theirs = (measure(row[key], row["unit"]) for key in ("ours", "theirs"))
        yield f"| {name} | {ratio} | {target} | {ours} | {theirs} |"


def two_digits(ratio: float) -> str:
    """Two decimals, or as many as show two digits."""
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.2g}"  # noqa: PLR2004 - one tenth


def measure(figure: float | None, unit: str) -> str:
    if figure is None:
        return ""
    return f"{figure:,.0f} {unit}" if figure >= 100 else f"{figure:.3g} {unit}"  # noqa: PLR2004


def machine(kept: Mapping[str, Any]) -> Iterator[str]:
    found = dict(kept["machine"])
    day, processor, cores, system = (
        found.pop(key) for key in ("day", "processor", "cores", "system")
    )
    versions = ", ".join(f"{name} {number}" for name, number in found.items())
    yield f"Measured on {day}, {kept['pairs']} pairs: {processor}, {cores} cores, {system}."
    yield f"With {versions}."


def missed(kept: Mapping[str, Any]) -> Iterator[str]:
    """The rows that missed their targets, over all tables."""
    rows = [row for rows in kept["tables"].values() for row in rows if row["met"] == "missed"]
    yield from table(rows) if rows else ["Every target was met."]


def filled(page: str, kept: Mapping[str, Any]) -> str:
    """The page with every table as it was kept."""
    places = {key: list(table(rows)) for key, rows in kept["tables"].items()}
    places |= {"machine": list(machine(kept)), "missed": list(missed(kept))}
    return PLACE.sub(lambda at: at[1] + "\n".join(places[at[2]]) + "\n" + at[3], page)


def main() -> None:
    figures, page = map(Path, sys.argv[1:]) if sys.argv[1:] else (FIGURES, PAGE)
    text = filled(page.read_text("utf-8"), json.loads(figures.read_text("utf-8")))
    page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
