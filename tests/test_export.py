"""Tables as files: CSV that no spreadsheet runs, Parquet to the letter, whole or not at all."""

import csv
import io
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benelux_tracker import export, load, snapshot
from benelux_tracker.errors import MissingExtraError, RequestError
from benelux_tracker.exchange.frames import as_csv, as_parquet, values_of
from benelux_tracker.model import Text
from benelux_tracker.snapshot import Snapshot
from build_action import named, planned, programme, told

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "worked-example"


@cache
def example() -> Snapshot:
    return snapshot(load(EXAMPLE), "2026-12-31")


def telling(*texts: str) -> Snapshot:
    """A snapshot with an update for each text."""
    news = tuple(
        told(date=date(2025, 7, 1), id=named(f"u{n:03}"), summary=Text(text))
        for n, text in enumerate(texts)
    )
    return snapshot(programme(planned(), updates=news), "2025-12-31")


def cells_of(text: str, **dialect: Any) -> list[dict[str, str]]:  # noqa: ANN401 - as for csv
    """The rows of a CSV, as Python's own reader has them."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), **dialect))


def summaries(*texts: str) -> list[str]:
    """What stands in a CSV for some texts."""
    csv_text = as_csv(values_of(telling(*texts), "updates", None, "en"))
    return [row["summary"] for row in cells_of(csv_text)]


# ---- CSV


def test_a_csv_begins_with_its_mark_and_the_names_of_the_columns(tmp_path: Path) -> None:
    export(example(), "progress", tmp_path / "progress.csv", by="working_group")
    content = (tmp_path / "progress.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfworking_group,working_group_name,progress,coverage,")
    assert content.splitlines()[1].startswith(b"trade,Working group on trade,0.825,1.0,0.825,")


def test_a_csv_has_iso_days_plain_numbers_and_empty_cells(tmp_path: Path) -> None:
    export(example(), "actions", tmp_path / "a.CSV")
    rows = cells_of((tmp_path / "a.CSV").read_text("utf-8"))
    names = ("current_due_day", "slip", "completion", "overdue", "critical", "status", "output")
    assert [rows[2][name] for name in names] == [
        *("2026-06-30", "0", "", "true", "false", "planned", "")
    ]
    assert (rows[4]["slip"], rows[4]["completion"]) == ("457", "0.1")


def test_a_number_below_0_is_written_as_it_is() -> None:
    values = values_of(example(), "progress", None, "en")
    (row,) = cells_of(as_csv(values))
    assert row["variance"].startswith("-0.")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+32 2 519 38 11", "'+32 2 519 38 11"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("＝1", "'＝1"),
        ('"=1"', '\'"=1"'),
        ("a;=1", "a;'=1"),
        ("a\n-1", "a\n'-1"),
        ("a\t@b", "a\t'@b"),
        ("a = b - c; d", "a = b - c; d"),
        ("a-b@c.eu", "a-b@c.eu"),
        ('a "quoted", comma', 'a "quoted", comma'),
        ("two\nlines", "two\nlines"),
        ("nought \x00, bell \x07, \x1b[31m", "nought �, bell �, �[31m"),
        ("a\r=1", "a�=1"),
        ("\r=1", "�=1"),
        ("half \ud800", "half �"),
        ("\u202e=1", "�=1"),
        ("'=1", "'=1"),
        ("é 漢字 😀", "é 漢字 😀"),
    ],
)
def test_a_text_is_written_so_that_no_spreadsheet_runs_it(text: str, written: str) -> None:
    assert summaries(text) == [written]


BEGINNINGS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

texts = st.text(st.sampled_from("=+-@＝;,\t\r\n\"' a1|!\\")) | st.text()


@given(st.lists(texts, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_no_cell_begins_like_a_formula_wherever_a_spreadsheet_splits(
    said: list[str], delimiter: str
) -> None:
    written = as_csv(values_of(telling(*said), "updates", None, "en"))
    for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter):
        assert not [cell for cell in row if cell.startswith(BEGINNINGS)]


harmless = st.text(st.sampled_from("=+-@,\"' é€")).map(lambda text: f"a {text}\nb; c")


@given(st.lists(harmless, max_size=5))
def test_harmless_texts_come_back_from_a_csv_as_they_were(said: list[str]) -> None:
    assert summaries(*said) == said


def test_a_csv_is_read_back_by_pandas_and_polars(tmp_path: Path) -> None:
    path = tmp_path / "updates.csv"
    export(example(), "updates", path)
    frame = example().frame("updates")
    in_pandas = pd.read_csv(path, parse_dates=["date", "recorded", "due_day"])
    assert in_pandas.columns.tolist() == frame.columns.tolist()
    again = in_pandas.astype({name: kind for name, kind in frame.dtypes.items() if name != "due"})
    assert again["due"].dropna().tolist() == [2027.0]
    pd.testing.assert_frame_equal(again.drop(columns="due"), frame.drop(columns="due"))
    in_polars = pl.read_csv(path, schema_overrides={"due": pl.String}, try_parse_dates=True)
    shown = ["action", "date", "counts", "percent", "due", "due_day", "unchanged"]
    expected = example().frame("updates", backend="polars").select(shown)
    assert in_polars.select(shown).to_dicts() == expected.to_dicts()


def test_an_empty_table_is_a_line_of_names(tmp_path: Path) -> None:
    export(example(), "milestones", tmp_path / "m.csv")
    (line,) = (tmp_path / "m.csv").read_text("utf-8-sig").splitlines()
    assert line.startswith("action,milestone,title,step_country,weight,original_due,")


# ---- Parquet


def test_a_parquet_file_has_the_types_and_texts_of_the_frame(tmp_path: Path) -> None:
    taken = telling("=1+1", "two\nlines", "\x00 \u202e", "NA", "")
    export(taken, "updates", tmp_path / "u.parquet")
    held = taken.frame("updates", backend="polars")
    again = pl.read_parquet(tmp_path / "u.parquet")
    assert again["summary"].to_list() == ["=1+1", "two\nlines", "\x00 \u202e", "NA", ""]
    assert again.to_dicts() == held.to_dicts()
    assert (again.schema["date"], again.schema["percent"]) == (pl.Date(), pl.Int64())


def test_the_same_table_gives_the_same_bytes() -> None:
    values = values_of(example(), "actions", "working_group", "fr")
    assert as_parquet(values) == as_parquet(values)
    assert as_csv(values) == as_csv(values_of(example(), "actions", "working_group", "fr"))


# ---- files


def test_another_suffix_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        export(example(), "actions", tmp_path / "actions.xlsx")
    assert 'suffix ".xlsx"' in str(caught.value)
    assert str(caught.value).endswith("known: .csv, .parquet")


def test_a_refused_table_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    path.write_text("before", "utf-8")
    with pytest.raises(RequestError, match='takes no "by"'):
        export(example(), "findings", path, by="theme")
    assert path.read_text("utf-8") == "before"
    export(example(), "findings", path, language="nl")
    assert len(cells_of(path.read_text("utf-8"))) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["findings.csv"]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"nowhere.a\.csv"):
        export(example(), "actions", tmp_path / "nowhere" / "a.csv")


def test_a_csv_needs_no_package_and_parquet_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("narwhals", "pandas", "polars", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    export(example(), "actions", tmp_path / "a.csv")
    with pytest.raises(
        MissingExtraError, match=r"a Parquet file needs .*benelux-tracker\[frames\]"
    ):
        export(example(), "actions", tmp_path / "a.parquet")
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
