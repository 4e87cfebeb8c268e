"""Write a made-up programme in the library's file format, and the same facts as others keep them.

    python benchmarks/generate.py DIR --actions 300 --updates 5000 --rivals

`DIR` receives the TOML files, updates by the month they were recorded, or one file of it all with
`--one-file`. With `--rivals` it also receives `programme.xlsx` with the same updates and actions,
every field a column; `figures.xlsx` with only the columns that a mean by theme needs;
`updates.csv` and `actions.csv` with all columns; and `plan.tjp` for TaskJuggler.

The same arguments give the same files, byte for byte (the spreadsheets: the same cells).
"""

import argparse
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Final

from openpyxl import Workbook  # type: ignore[import, unused-ignore]

from benelux_tracker import Due
from facts import (
    DOSSIERS,
    END,
    GROUPS,
    LANGUAGES,
    START,
    THEMES,
    Table,
    in_languages,
    made_up,
    titled,
)

FIGURES: Final = ("action", "date", "status", "percent")
WEIGHTS: Final = ("id", "theme", "weight")


def toml(value: object) -> str:
    """A value in TOML; a JSON string is a TOML one too."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def written(name: str, table: Mapping[str, object]) -> Iterator[str]:
    """The lines of one table; milestones are tables of their own."""
    yield f"\n[[{name}]]"
    steps = table.get("milestone", [])
    yield from (f"{key} = {toml(value)}" for key, value in table.items() if key != "milestone")
    for step in steps if isinstance(steps, list) else []:
        yield from written(f"{name}.milestone", step)


def frame() -> Iterator[str]:
    """The programme with what does not depend on its size."""
    yield "[programme]"
    yield 'id = "made-up-2025-2028"'
    yield f"title = {toml(in_languages(['Werkprogramma', 'Programme de travail', 'Programme']))}"
    yield f"start = {START}\nend = {END}\nlanguages = {toml(list(LANGUAGES))}"
    yield 'presidencies = { 2025 = "LU", 2026 = "NL", 2027 = "BE", 2028 = "LU" }'
    for theme, *titles in THEMES:
        yield from written("theme", {"id": theme, "title": in_languages(titles)})
    for number in range(DOSSIERS):
        keys: Table = {"id": f"dossier-{number}", "theme": theme_of(number)}
        yield from written("dossier", keys | {"title": titled("Dossier", number)})
        aim = {"id": f"objective-{number}", "dossier": f"dossier-{number}"}
        yield from written("objective", {**aim, "title": titled("Benelux", number)})
    for number in range(GROUPS):
        kind = "steering-group" if number % 10 == 0 else "working-group"
        keys = {"id": f"group-{number}", "name": titled("Benelux", number), "kind": kind}
        yield from written("working_group", keys)
    yield from written("source", {"id": "minutes", "title": "Minutes", "publisher": "Secretariat"})


def theme_of(dossier: int) -> str:
    return THEMES[dossier % len(THEMES)][0]


def files_of(plan: Sequence[Table], told: Sequence[Table]) -> dict[str, Iterator[str]]:
    """The lines of every file of the programme, by its path."""
    found = {"programme.toml": frame()}
    for number in range(DOSSIERS):
        found[f"dossiers/dossier-{number}.toml"] = lines("action", plan[number::DOSSIERS])
    months: dict[str, list[Table]] = {}
    for update in told:
        months.setdefault(f"updates/{update['recorded']:%Y/%Y-%m}.toml", []).append(update)
    return found | {path: lines("update", tables) for path, tables in months.items()}


def lines(name: str, tables: Sequence[Table]) -> Iterator[str]:
    return (line for table in tables for line in written(name, table))


def cells(table: Mapping[str, object]) -> dict[str, object]:
    """A table as the cells of a row, texts one per language; a due is text: mostly it is no day."""
    row: dict[str, object] = {}
    for key, value in table.items():
        if key == "due":
            row[key] = str(value)
        elif isinstance(value, dict):
            row |= {f"{key} {inner}": str(cell) for inner, cell in value.items()}
        elif key != "milestone":
            row[key] = ", ".join(map(str, value)) if isinstance(value, list) else value
    return row


def grid(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str] = ()
) -> Iterator[list[object]]:
    """Heads and rows: the columns asked for, or every column there is, those of `FIGURES` first."""
    every = dict.fromkeys(head for row in rows for head in row)
    heads = columns or sorted(every, key=lambda head: head not in FIGURES)
    yield list(heads)
    yield from ([row.get(head) for head in heads] for row in rows)


def write_spreadsheet(path: Path, sheets: Mapping[str, Iterator[list[object]]]) -> None:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def write_csv(path: Path, rows: Iterator[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def task(row: Mapping[str, object], percents: Mapping[object, object]) -> Iterator[str]:
    """An action as a task of TaskJuggler: fixed days, and how far it is."""
    ends = Due.parse(str(row["due"])).last + timedelta(days=1)
    name, title = str(row["id"]).replace("-", "_"), json.dumps(row["title en"], ensure_ascii=False)
    yield f"task {name} {title} {{ start {row['start']} end {ends}"
    if row["id"] in percents:
        yield f"complete {percents[row['id']]}"
    yield "}"


def plan_of_tasks(
    actions: Sequence[Mapping[str, object]], updates: Sequence[Mapping[str, object]]
) -> Iterator[str]:
    """The plan for TaskJuggler: themes, dossiers and actions, and three reports."""
    told = sorted(
        (row for row in updates if row.get("percent") is not None), key=lambda row: str(row["date"])
    )
    percents = {row["action"]: row["percent"] for row in told}
    yield f'project made_up "Programme" {START} - {END + timedelta(days=400)}'
    yield f'{{ timezone "UTC" now {END} }}'
    for theme, *_, title in THEMES:
        yield f'task {theme.replace("-", "_")} "{title}" {{'
        for number in range(DOSSIERS):
            if theme_of(number) == theme:
                yield f'task dossier_{number} "Dossier {number}" {{'
                of = actions[number::DOSSIERS]
                yield from chain.from_iterable(task(row, percents) for row in of)
                yield "}"
        yield "}"
    yield 'taskreport status "status" {'
    yield "formats csv columns name, complete hidetask treelevel() > 1 }"
    yield 'taskreport report "report" {'
    yield "formats html columns no, name, start, end, complete, status }"
    yield 'taskreport pictures "pictures" {'
    yield "formats html columns no, name, start, end, complete, status, chart }"


def write_for_rivals(directory: Path, plan: Sequence[Table], told: Sequence[Table]) -> None:
    """The same facts as others keep them: one row per update, one per action."""
    updates = [cells(table) for table in told]
    actions = [
        cells(table) | {"theme": theme_of(number % DOSSIERS)} for number, table in enumerate(plan)
    ]
    write_spreadsheet(
        directory / "programme.xlsx", {"updates": grid(updates), "actions": grid(actions)}
    )
    less = {"updates": grid(updates, FIGURES), "actions": grid(actions, WEIGHTS)}
    write_spreadsheet(directory / "figures.xlsx", less)
    write_csv(directory / "updates.csv", grid(updates))
    write_csv(directory / "actions.csv", grid(actions))
    text = "\n".join(plan_of_tasks(actions, updates))
    (directory / "plan.tjp").write_text(text, encoding="utf-8", newline="\n")


def generate(
    directory: Path,
    *,
    actions: int,
    updates: int,
    seed: int = 2025,
    rivals: bool = False,
    one_file: bool = False,
) -> None:
    """Write the programme into a directory; and, which is slower, the files of its rivals."""
    plan, told = made_up(actions, updates, seed)
    files = files_of(plan, told)
    if one_file:
        files = {"programme.toml": chain.from_iterable(files.values())}
    for path, text in files.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(text) + "\n", encoding="utf-8", newline="\n")
    if rivals:
        write_for_rivals(directory, plan, told)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up programme of a given size.")
    parser.add_argument("directory", type=Path, metavar="DIR", help="an empty or new directory")
    parser.add_argument("--actions", type=int, default=300)
    parser.add_argument("--updates", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--rivals", action="store_true", help="write the files of others too")
    parser.add_argument("--one-file", action="store_true", help="one file instead of one a month")
    chosen = parser.parse_args()
    if chosen.actions < 1 or not 0 <= chosen.updates <= 100 * chosen.actions:
        parser.error("at least 1 action, and 0 to 100 updates for each action")
    if chosen.directory.exists() and any(chosen.directory.iterdir()):
        parser.error(f"{chosen.directory} is not empty")
    generate(**vars(chosen))


if __name__ == "__main__":
    main()
