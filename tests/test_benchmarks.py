"""The benchmarks run, their rivals agree, and the page shows the figures that were kept last."""

import json
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import attrs
import pytest

from benelux_tracker import load
from benelux_tracker.model import Milestone
from benelux_tracker.storage.structure import RENAMED, TABLES
from build_documents import tool

ROOT: Final = Path(__file__).parents[1]
BENCHMARKS: Final = ROOT / "benchmarks"
PAGE: Final = ROOT / "docs" / "explanation" / "benchmarks.md"
KEPT: Final = BENCHMARKS / "last.json"
PLACE: Final = re.compile(r"<!-- begin ([a-z-]+) -->")
READINGS: Final = {
    "the floor": ["floor.py", "."],
    "polars over CSV": ["polars_status.py", "csv", "."],
    "polars over a spreadsheet": ["polars_status.py", "openpyxl", "programme.xlsx"],
    "pandas": ["spreadsheet_status.py", "programme.xlsx"],
    "pandas, figures alone": ["spreadsheet_status.py", "figures.xlsx"],
}
"""How each rival is asked, beside the csv script, in the folder of a programme."""


def told(script: str, *arguments: str | Path, at: Path = ROOT) -> str:
    """What a script of the benchmarks prints."""
    command = [sys.executable, "-X", "utf8", BENCHMARKS / script, *arguments]
    run = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=at)  # noqa: S603 - our own scripts
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up programme, and the files of the rivals beside it."""
    directory = tmp_path_factory.mktemp("benchmarks") / "programme"
    told("generate.py", directory, "--actions", "40", "--updates", "400", "--rivals")
    return directory


def test_the_page_shows_the_figures_that_were_kept_last(tmp_path: Path) -> None:
    copy = Path(shutil.copy(PAGE, tmp_path))
    told("page.py", KEPT, copy)
    assert copy.read_text("utf-8") == PAGE.read_text("utf-8"), "run: make pages"


def test_the_page_has_a_place_for_every_table_and_for_what_was_missed() -> None:
    kept = json.loads(KEPT.read_text("utf-8"))
    places = PLACE.findall(PAGE.read_text("utf-8"))
    assert sorted(places) == sorted([*kept["tables"], "machine", "missed"])


def test_the_mean_of_a_theme_is_that_of_the_last_percentages_by_weight(tmp_path: Path) -> None:
    actions = ["id,theme,weight", "treaty,security,3", "patrol,security,1", "rail,market,2"]
    updates = [
        "action,date,percent",
        "treaty,2026-03-01,80",
        "treaty,2026-02-01,10",
        "patrol,2026-01-01,",
        "patrol,2026-01-01,30",
        "patrol,2026-01-01,40",
        "patrol,2026-05-01,",
    ]
    (tmp_path / "actions.csv").write_text("\n".join(actions), "utf-8")
    (tmp_path / "updates.csv").write_text("\n".join(updates), "utf-8")
    # (3 × 80 + 1 × 40) / 4; nobody reported on rail
    assert told("rivals/csv_status.py", tmp_path).split() == ["security", "70.0"]
    assert told("rivals/polars_status.py", "csv", tmp_path).split() == ["security", "70.0"]


@pytest.mark.parametrize("rival", READINGS)
def test_every_rival_prints_the_same_means(rival: str, programme: Path) -> None:
    script, *arguments = READINGS[rival]
    expected = told("rivals/csv_status.py", programme)
    assert len(expected.splitlines()) == 5
    assert told(f"rivals/{script}", *arguments, at=programme) == expected


def test_the_page_of_pandas_has_the_same_means_and_a_row_for_each_action(
    programme: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    told("rivals/spreadsheet_report.py", programme / "programme.xlsx", page)
    means = re.findall(r"<h2>([a-z-]+): ([0-9.]+) %</h2>", page.read_text("utf-8"))
    assert [cell for pair in means for cell in pair] == told(
        "rivals/csv_status.py", programme
    ).split()
    assert page.read_text("utf-8").count("<tr><td>") == 40


def test_taskjuggler_reads_the_same_plan(programme: Path, tmp_path: Path) -> None:
    command: list[str | Path] = [tool("tj3"), "--silent", "--no-color", programme / "plan.tjp"]
    subprocess.run([*command, "--report", "status"], check=True, cwd=tmp_path)  # noqa: S603 - our own plan
    heads, *themes = (tmp_path / "status.csv").read_text("utf-8").splitlines()
    assert heads == '"Name";"Completion"'
    assert [theme.split(";")[0] for theme in themes] == [
        '"Internal market"',
        '"Sustainability"',
        '"Security"',
        '"Across borders"',
        '"Between regions"',
    ]


def test_the_floor_makes_records_with_the_fields_of_the_library() -> None:
    floor = runpy.run_path(str(BENCHMARKS / "rivals" / "floor.py"))
    assert floor["RECORDS"].keys() == TABLES.keys()
    for name, ours in [*TABLES.items(), ("milestone", Milestone)]:
        bare = floor["RECORDS"].get(name, floor["Milestone"])
        fields = {RENAMED.get(field.name, field.name) for field in attrs.fields(ours)}
        fields -= {"origin"}
        if name == "programme":  # what the other tables become is no field of its table
            fields = {"id", "title", "start", "end", "languages", "presidencies", "rules"}
        assert {field.name for field in attrs.fields(bare)} == fields, name


def test_one_file_holds_the_same_programme_as_files_by_month(
    programme: Path, tmp_path: Path
) -> None:
    one = tmp_path / "one"
    told("generate.py", one, "--actions", "40", "--updates", "400", "--one-file")
    assert [path.name for path in one.rglob("*")] == ["programme.toml"]
    assert load(one) == load(programme)


def test_every_table_can_be_measured_kept_and_shown(tmp_path: Path) -> None:
    tables = ["medium", "loading", "growth", "memory", "questions-small"]
    kept, page = tmp_path / "kept.json", tmp_path / "page.md"
    arguments = ("--pairs", "1", "--trial", "100", "--day", "2026-11-30", "--write", kept)
    told("run.py", *tables, *arguments)
    figures = json.loads(kept.read_text("utf-8"))
    assert list(figures["tables"]) == tables
    assert all(figures["tables"].values())
    places = "".join(f"<!-- begin {name} -->\n<!-- end {name} -->\n" for name in tables)
    page.write_text(f"{places}<!-- begin machine -->\n<!-- end machine -->\n", "utf-8")
    told("page.py", kept, page)
    shown = page.read_text("utf-8")
    assert "Measured on 2026-11-30, 1 pairs: " in shown
    assert "| library alone / the floor | " in shown
    assert shown.count("| what | ratio | target | ours | theirs |") == len(tables)
