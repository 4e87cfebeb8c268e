# ruff: noqa: D101 - what a record is stands in benelux_tracker.model
"""The floor: what nobody goes below who reads these files with tomli into attrs records.

    python benchmarks/rivals/floor.py DIR

Every `*.toml` file is read with `tomli.load`, as it comes (no `parse_float`). Every table with a
header, milestones too, becomes one bare record, `Update(**table)`: an attrs class with the fields
of the library's record, frozen and with keywords only as the library's are, and no validator,
converter or hook. Texts stay the dictionaries that tomli gives; dues and words stay strings. Then
`dictionary_roll_up` goes once over the updates, and the mean of every theme is printed.

It answers a smaller question than the library, as the other scripts of this folder do, and trusts
what it reads: no check of any kind, no line numbers.
"""

import datetime as dt
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli
from attrs import field, frozen


@frozen(kw_only=True)
class Programme:
    id: str
    title: object
    start: dt.date
    end: dt.date
    languages: Sequence[str] = ()
    presidencies: Mapping[str, str] = field(factory=dict)
    rules: object = None


@frozen(kw_only=True)
class Theme:
    id: str
    title: object


@frozen(kw_only=True)
class Dossier:
    id: str
    theme: str
    title: object


@frozen(kw_only=True)
class WorkingGroup:
    id: str
    name: object
    kind: str


@frozen(kw_only=True)
class Objective:
    id: str
    dossier: str
    title: object


@frozen(kw_only=True)
class Milestone:
    id: str
    title: object
    due: object = None
    weight: int = 1
    country: str | None = None


@frozen(kw_only=True)
class Action:
    id: str
    objective: str
    title: object
    groups: Sequence[str]
    start: dt.date | None = None
    due: object = None
    adopted: dt.date | None = None
    weight: int = 1
    measure: str | None = None
    milestone: Sequence[Milestone] = ()
    output: str | None = None
    reference: str | None = None
    critical: bool = False
    countries: Sequence[str] = ()
    partners: Sequence[str] = ()
    successor: str | None = None
    note: object = None
    sources: Sequence[str] = ()


@frozen(kw_only=True)
class Update:
    action: str
    date: dt.date
    recorded: dt.date | None = None
    id: str | None = None
    group: str | None = None
    status: str | None = None
    confidence: str | None = None
    percent: int | None = None
    reached: Sequence[str] = ()
    due: object = None
    milestone_due: Mapping[str, object] = field(factory=dict)
    values: Mapping[str, object] = field(factory=dict)
    unchanged: bool = False
    summary: object = None
    reason: object = None
    highlight: bool = False
    corrects: str | None = None
    retracts: str | None = None
    sources: Sequence[str] = ()


@frozen(kw_only=True)
class Indicator:
    id: str
    title: object
    unit: object
    action: str | None = None
    objective: str | None = None
    baseline: object = None
    target: object = None
    sources: Sequence[str] = ()


@frozen(kw_only=True)
class Consultation:
    level: str
    count: int = 1
    date: dt.date | None = None
    year: int | None = None
    group: str | None = None
    sources: Sequence[str] = ()


@frozen(kw_only=True)
class Event:
    id: str
    date: object
    title: object
    kind: str
    end: dt.date | None = None
    place: object = None
    dossier: str | None = None
    action: str | None = None
    highlight: bool = False
    sources: Sequence[str] = ()


@frozen(kw_only=True)
class Partner:
    id: str
    name: object
    kind: str


@frozen(kw_only=True)
class Narrative:
    about: str
    year: int
    text: object
    sources: Sequence[str] = ()


@frozen(kw_only=True)
class Source:
    id: str
    title: object
    publisher: str = ""
    published: object = None
    url: str | None = None
    language: str | None = None
    reliability: str | None = None


RECORDS: Mapping[str, type] = {
    "programme": Programme,
    "theme": Theme,
    "dossier": Dossier,
    "working_group": WorkingGroup,
    "objective": Objective,
    "action": Action,
    "update": Update,
    "indicator": Indicator,
    "consultation": Consultation,
    "event": Event,
    "partner": Partner,
    "narrative": Narrative,
    "source": Source,
}

Content = Mapping[str, Any]
"""The tables of one file."""
Records = Mapping[str, Sequence[Any]]
"""All records by the name of their table."""


def parse(path: Path) -> Content:
    with path.open("rb") as file:
        return tomli.load(file)


def construct(content: Content, records: Mapping[str, list[Any]]) -> None:
    """One bare record for each table of a file."""
    for name, found in content.items():
        make, kept = RECORDS[name], records[name]
        for table in found if isinstance(found, list) else [found]:
            if "milestone" in table:
                table["milestone"] = [Milestone(**step) for step in table["milestone"]]
            kept.append(make(**table))


def read(directory: Path) -> Records:
    records: dict[str, list[Any]] = {name: [] for name in RECORDS}
    for path in sorted(directory.rglob("*.toml")):
        construct(parse(path), records)
    return records


def dictionary_roll_up(
    updates: Iterable[Any],
    actions: Iterable[Any],
    objectives: Iterable[Any],
    dossiers: Iterable[Any],
) -> dict[str, float]:
    """The mean by theme, weighted, of the last percentage that each action ever reported.

    It knows no day, corrections, milestones, statuses or coverage.
    """
    latest: dict[str, tuple[dt.date, int]] = {}
    for update in updates:
        if update.percent is not None:
            known = latest.get(update.action)
            if known is None or known[0] <= update.date:
                latest[update.action] = (update.date, update.percent)
    theme_of_dossier = {dossier.id: dossier.theme for dossier in dossiers}
    theme_of = {aim.id: theme_of_dossier[aim.dossier] for aim in objectives}
    earned: dict[str, int] = {}
    weights: dict[str, int] = {}
    for action in actions:
        if action.id in latest:
            theme = theme_of[action.objective]
            earned[theme] = earned.get(theme, 0) + latest[action.id][1] * action.weight
            weights[theme] = weights.get(theme, 0) + action.weight
    return {theme: earned[theme] / weights[theme] for theme in earned}


def main() -> None:
    records = read(Path(sys.argv[1]))
    means = dictionary_roll_up(
        records["update"], records["action"], records["objective"], records["dossier"]
    )
    for theme in sorted(means):
        print(f"{theme:<30} {means[theme]:6.1f}")


if __name__ == "__main__":
    main()
