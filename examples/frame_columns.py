"""Print, as Markdown, the columns of every table that can be had as a data frame.

    python examples/frame_columns.py

The page docs/reference/columns.md is made with it (`make pages`).
"""

import sys
from collections.abc import Iterator
from enum import StrEnum

from benelux_tracker.exchange.columns import COLUMNS, Column, Kind

LEAD = """\
# The columns of every table

This page lists the tables that `Snapshot.frame` and `export` give, with the meaning and the unit \
of each column. [Data frames](../how-to/frames.md) shows how to get them. \
[How it counts](../explanation/how-it-counts.md) \
explains the figures.

What stands in a column, and its type in each package:

| | what it is | pandas | polars | pyarrow, Parquet | CSV |
|---|---|---|---|---|---|
| text | an id, or words in the language asked for | `string` | `String` | `string` | text |
| list | a text, with several things joined by `; ` | `string` | `String` | `string` | text |
| category | one word of a closed list, in its order | `category` | `Enum` | `dictionary` | text |
| day | a calendar day | `datetime64[us]` | `Date` | `date32` | `2026-12-31` |
| whole number | a count, days, or units of weight | `Int64` | `Int64` | `int64` | `-3` |
| share | a part of 1: `0.68` is 68 % | `float64` | `Float64` | `double` | `0.68` |
| flag | whether something is so | `boolean` | `Boolean` | `bool` | `true`, `false` |

What is missing is missing (`NA`, `null`, an empty cell), never `0` and never an empty text. The \
library works with exact fractions; a share is the nearest float, not rounded in any other way. \
Columns and types are the same for a table without rows.

With `by=`, each dimension puts two columns in front: one of its name with the key, and one \
that ends in `_name` with what that is called. A key is `none` for actions without a country or \
output. The two take the place of columns of the table that go by the same names."""

TABLES = {
    "actions": """\
A row for each action, those that are cancelled or not in scope too: take the rows where \
`in_scope` is so and `status` is not `cancelled` before you add up. With `by=` a row for each \
action and key: an action of two groups has two rows by `working_group`.""",
    "progress": """\
A row for each key that an action in scope has, by theme unless `by=` says otherwise; the two \
columns of the key come first. There is no row for the total: it would double every sum. By \
`working_group` and `country` an action counts for each one involved, so the rows sum to more than \
the total, which is `snap.progress()`. That something is only supposed, by `what_if`, no row says: \
`snap.programme.supposed` does.""",
    "updates": """\
A row for each update known on the day of knowledge, those that do not count too, in the order of \
the actions and of time. `counts` says which count on the day of the snapshot: `yes`; `later`, if \
it tells of a later day; `corrected` or `retracted`, if another update does away with it \
(`retracted` where both do); `retraction`, if all it does is retract.""",
    "milestones": "A row for each milestone of each action, those not in scope too.",
    "consultations": "A row for each entry in the files, whatever the day of the snapshot.",
    "findings": "A row for each thing that `check` finds in the files, whatever the day.",
}


def page() -> str:
    """The page as Markdown: a section per table, a row per column."""
    parts = [LEAD]
    for table, columns in COLUMNS.items():
        parts += [f"## {table}", TABLES[table], "\n".join(rows(columns))]
    return "\n\n".join(parts) + "\n"


def rows(columns: tuple[Column, ...]) -> Iterator[str]:
    """The lines of a table's section."""
    yield "| column | | what it means |"
    yield "|---|---|---|"
    for column in columns:
        yield f"| `{column.name}` | {kind(column.kind)} | {column.meaning}{words(column.kind)} |"


def kind(of: Kind | type[StrEnum]) -> str:
    """What stands in a column, in a word."""
    return of if isinstance(of, Kind) else "category"


def words(of: Kind | type[StrEnum]) -> str:
    """The words of a closed list."""
    return "" if isinstance(of, Kind) else f" One of {', '.join(f'`{word}`' for word in of)}."


if __name__ == "__main__":
    sys.stdout.write(page())
