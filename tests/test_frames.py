"""Tables as data frames: what stands in them, of which type, and the same in every package."""

import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, assert_type, get_args

import pandas as pd
import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import load, snapshot, what_if
from benelux_tracker.dimensions import PARTING, Dimension
from benelux_tracker.errors import MissingExtraError, RequestError
from benelux_tracker.exchange.columns import COLUMNS, Kind
from benelux_tracker.framed import Backend, Table
from benelux_tracker.model import Consultation, Text
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    Country,
    GroupId,
    IndicatorId,
    Level,
    Output,
    Status,
)
from build_action import RATIFIED, SIGNED, TREATY, named, planned, programme, step, told
from programmes import busy_snapshots

Row = dict[str, Any]

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "worked-example"
TABLES: Final[tuple[Table, ...]] = get_args(Table)
BACKENDS: Final[tuple[Backend, ...]] = get_args(Backend)
DIMENSIONS: Final[tuple[Dimension, ...]] = get_args(Dimension)


@cache
def example() -> Snapshot:
    return snapshot(load(EXAMPLE), "2026-12-31")


def rows(taken: Snapshot, table: Table, **asked: Any) -> list[Row]:  # noqa: ANN401 - as for frame
    """The rows of a table, as plain values."""
    made: list[Row] = taken.frame(table, backend="pyarrow", **asked).to_pylist()
    return made


def some(row: Row, *names: str) -> tuple[object, ...]:
    return tuple(row[name] for name in names)


def column(taken: Snapshot, table: Table, name: str, **asked: Any) -> list[object]:  # noqa: ANN401
    return [row[name] for row in rows(taken, table, **asked)]


# ---- actions


def test_the_table_of_actions_has_every_action_in_the_order_of_the_programme() -> None:
    told_of = [some(row, "action", "weight", "status", "completion") for row in actions()]
    assert told_of == [
        ("a1", 2, "completed", 1.0),
        ("a2", 1, "in_progress", 0.5),
        ("a3", 3, "planned", None),
        ("a4", 2, "cancelled", 0.2),
        ("a5", 1, "in_progress", 0.1),
        ("a6", 1, "in_progress", 0.8),
    ]


def actions() -> list[Row]:
    return rows(example(), "actions")


def test_a_postponed_action_has_both_dues_as_written_and_their_last_days() -> None:
    postponed = actions()[4]
    assert some(postponed, "original_due", "original_due_day") == ("2026-09-30", date(2026, 9, 30))
    assert some(postponed, "current_due", "current_due_day") == ("2027", date(2027, 12, 31))
    assert some(postponed, "slip", "postponed", "schedule") == (457, True, "postponed")


def test_an_overdue_action_nobody_reported_on_has_no_completion_and_its_days_late() -> None:
    silent = actions()[2]
    assert some(silent, "completion", "planned_completion") == (None, 1.0)
    assert some(silent, "overdue", "days_late", "reporting") == (True, 184, "never")
    assert some(silent, "signal", "signal_reason") == ("grey", "nobody has reported on it")
    assert some(silent, "updates", "heard_on", "completed_on") == (0, None, None)


def test_an_action_says_what_it_belongs_to_and_where_it_stands() -> None:
    shared = actions()[5]
    assert some(shared, "theme", "theme_name") == ("market", "Market")
    assert some(shared, "dossier", "dossier_name") == ("trade", "Trade")
    assert some(shared, "lead_group", "lead_group_name") == ("trade", "Working group on trade")
    assert some(shared, "groups", "objective") == ("trade; customs", "less-friction")
    assert some(shared, "file", "line") == ("programme.toml", 80)
    assert some(shared, "output", "reference", "countries", "sources") == (None, None, None, None)
    assert some(shared, "in_scope", "not_due", "stale", "critical") == (True, False, False, False)


def treaty() -> Snapshot:
    """An action with everything that the worked example has nothing of, on 30 June 2026."""
    action = planned(
        due=Due.parse("2025"),
        adopted=date(2025, 2, 1),
        output=Output.TREATY,
        reference="M(2025)1",
        critical=True,
        countries=(Country("BE"), Country("LU")),
        sources=("press#1", "press#2"),
        milestones=(
            step(id=SIGNED, weight=3, due=Due.parse("2025-H1")),
            step(id=RATIFIED, country=Country("LU")),
        ),
    )
    news = told(
        date=date(2025, 7, 1),
        recorded=date(2025, 8, 1),
        reached=(SIGNED,),
        confidence=Confidence.AMBER,
        milestone_due={RATIFIED: Due.parse("2026-Q1"), SIGNED: Due.parse("2025-07-01")},
        values={IndicatorId("held"): Decimal(4), IndicatorId("rate"): Decimal("2.50")},
        summary=Text("", {"nl": "Getekend", "fr": "Signé"}),
        reason=Text("Late"),
        highlight=True,
    )
    return snapshot(programme(action, updates=(news,)), "2026-06-30")


def test_what_an_action_may_have_stands_in_its_row() -> None:
    (row,) = rows(treaty(), "actions")
    assert some(row, "output", "reference", "critical") == ("treaty", "M(2025)1", True)
    assert some(row, "countries", "sources") == ("BE; LU", "press#1; press#2")
    assert some(row, "adopted", "start") == (date(2025, 2, 1), date(2025, 2, 1))
    assert some(row, "milestones", "milestones_reached", "milestones_due") == (2, 1, 2)
    assert some(row, "completion", "confidence", "heard_on") == (0.75, "amber", date(2025, 8, 1))
    assert some(row, "file", "line") == (None, None)  # it was made in Python


def test_an_action_without_a_group_has_no_lead() -> None:
    taken = snapshot(
        programme(planned(groups=()), updates=(told(date=date(2025, 7, 1)),)), "2026-06-30"
    )
    assert some(rows(taken, "actions")[0], "lead_group", "lead_group_name", "groups") == (None,) * 3
    assert column(taken, "updates", "group") == [None]


def test_an_action_not_adopted_yet_is_in_the_table_and_says_so() -> None:
    taken = snapshot(programme(planned(adopted=date(2027, 1, 1))), "2026-12-31")
    assert column(taken, "actions", "in_scope") == [False]


# ---- milestones


def test_the_table_of_milestones_tells_of_each_step() -> None:
    signed, ratified = rows(treaty(), "milestones")
    assert some(signed, "action", "milestone", "weight", "title") == (TREATY, SIGNED, 3, "A step")
    assert some(signed, "original_due", "original_due_day") == ("2025-H1", date(2025, 6, 30))
    assert some(signed, "current_due", "reached_on") == ("2025-07-01", date(2025, 7, 1))
    assert some(ratified, "original_due", "original_due_day") == ("2025", date(2025, 12, 31))
    assert some(ratified, "current_due_day", "reached_on") == (date(2026, 3, 31), None)
    assert some(signed, "step_country", "late") == (None, False)
    assert some(ratified, "step_country", "late") == ("LU", True)


# ---- updates


def test_the_table_of_updates_has_what_each_of_them_states() -> None:
    first = rows(example(), "updates")[4]
    assert some(first, "action", "update", "group") == ("a5", "a5@2026-09-01", "customs")
    assert some(first, "date", "recorded") == (date(2026, 9, 1), date(2026, 9, 1))
    assert some(first, "status", "percent", "confidence") == ("in_progress", 10, None)
    assert some(first, "due", "due_day") == ("2027", date(2027, 12, 31))
    assert some(first, "reason", "summary") == ("Waiting for a study", None)
    assert some(first, "counts", "unchanged", "highlight") == ("yes", False, False)
    assert some(first, "file", "line") == ("updates/2026.toml", 26)


def test_lists_and_tables_of_an_update_are_texts() -> None:
    (row,) = rows(treaty(), "updates")
    assert some(row, "reached", "sources") == ("signed", None)
    assert row["milestone_due"] == "ratified: 2026-Q1; signed: 2025-07-01"
    assert row["values"] == "held: 4; rate: 2.50"
    assert some(row, "status", "percent", "due", "due_day") == (None, None, None, None)


HISTORY: Final[Mapping[str, tuple[dict[str, Any], str]]] = {
    "plain": ({}, "yes"),
    "of-tomorrow": ({"date": date(2026, 1, 1)}, "later"),
    "was-wrong": ({}, "corrected"),
    "was-wrong-too": ({"corrects": "was-wrong"}, "corrected"),
    "right": ({"corrects": "was-wrong-too"}, "yes"),
    "withdrawn": ({}, "retracted"),
    "withdrawal": ({"retracts": "withdrawn"}, "retraction"),
    "revived": ({}, "yes"),
    "hasty": ({"retracts": "revived"}, "retraction"),
    "hasty-withdrawn": ({"retracts": "hasty"}, "retraction"),
    "corrected-in-vain": ({}, "yes"),
    "in-vain": ({"corrects": "corrected-in-vain"}, "retracted"),
    "in-vain-withdrawn": ({"retracts": "in-vain"}, "retraction"),
    "doubly-gone": ({}, "retracted"),
    "doubly-corrected": ({"corrects": "doubly-gone"}, "yes"),
    "doubly-withdrawn": ({"retracts": "doubly-gone"}, "retraction"),
    "gone-ahead": ({}, "corrected"),
    "correction-of-tomorrow": ({"corrects": "gone-ahead", "date": date(2026, 1, 1)}, "later"),
}
"""Updates with what they do, and whether they count on the last day of 2025."""


def test_each_update_says_whether_it_counts_and_why_not() -> None:
    news = tuple(
        told(**{"date": date(2025, 7, 1), "id": named(name), **changed})
        for name, (changed, _) in HISTORY.items()
    )
    taken = snapshot(programme(planned(), updates=news), "2025-12-31")
    found = {row["update"]: row["counts"] for row in rows(taken, "updates")}
    assert found == {name: counts for name, (_, counts) in HISTORY.items()}


def test_what_was_told_after_the_day_of_knowledge_is_not_in_the_table() -> None:
    early, late = (
        told(date=date(2025, month, 1), recorded=date(2026, month, 1)) for month in (6, 7)
    )
    taken = snapshot(programme(planned(), updates=(early, late)), "2025-12-31", "2026-06-30")
    assert column(taken, "updates", "update") == [early.id]


def test_a_supposed_update_says_that_it_is_only_supposed() -> None:
    whole = programme(planned(), updates=(told(date=date(2025, 6, 1), percent=40),))
    guess = told(date=date(2025, 7, 1), status=Status.COMPLETED)
    taken = snapshot(what_if(whole, [guess]), "2025-12-31")
    assert column(taken, "updates", "supposed") == [False, True]
    assert column(taken, "actions", "completion") == [1.0]


def test_an_action_that_something_is_supposed_of_says_so_and_so_do_its_milestones() -> None:
    other = evolve(planned(), id=ActionId("other"), milestones=(step(id=RATIFIED),))
    whole = programme(planned(milestones=(step(id=SIGNED),)), other)
    taken = snapshot(what_if(whole, told(date=date(2025, 7, 1), reached=(SIGNED,))), "2025-12-31")
    assert column(taken, "actions", "supposed") == [True, False]
    assert column(taken, "milestones", "supposed") == [True, False]
    assert column(example(), "actions", "supposed") == [False] * 6


@given(busy_snapshots)
@settings(max_examples=60)
def test_the_updates_that_count_are_those_a_state_rests_on(taken: Snapshot) -> None:
    counted = [row["update"] for row in rows(taken, "updates") if row["counts"] == "yes"]
    assert counted == [u.id for state in taken.states.values() for u in state.updates]


# ---- progress


def test_progress_by_theme_has_the_figures_of_the_worked_example() -> None:
    (market,) = rows(example(), "progress")
    assert some(market, "theme", "theme_name") == ("market", "Market")
    assert some(market, "progress", "coverage", "low", "high") == (0.68, 0.625, 0.425, 0.8)
    assert some(market, "weight", "known_weight", "earned") == (8, 5, 34_000)
    assert some(market, "actions", "cancelled", "overdue", "postponed") == (5, 1, 1, 1)
    assert some(market, "green", "amber", "grey", "signal", "no_number") == (3, 2, 3, "amber", None)
    assert market["foreseen"] == pytest.approx(0.68 - market["variance"])


def test_progress_by_working_group_counts_a_shared_action_for_each_of_them() -> None:
    trade, customs = rows(example(), "progress", by="working_group")
    assert some(trade, "working_group", "progress", "weight") == ("trade", 0.825, 4)
    assert some(customs, "working_group", "progress", "weight") == ("customs", 0.45, 5)
    assert trade["working_group_name"] == "Working group on trade"


def test_several_dimensions_are_several_columns_of_keys() -> None:
    found = rows(example(), "progress", by=("theme", "lead_group"))
    keys = [some(row, "theme", "lead_group", "actions") for row in found]
    assert keys == [("market", "trade", 3), ("market", "customs", 2)]
    assert list(found[0])[:4] == ["theme", "theme_name", "lead_group", "lead_group_name"]


def test_progress_without_a_number_says_why() -> None:
    (row,) = rows(snapshot(programme(planned()), "2026-12-31"), "progress")
    assert some(row, "progress", "foreseen", "variance") == (None, None, None)
    assert some(row, "no_number", "low", "high") == ("unreported", 0.0, 1.0)


def test_a_part_without_a_key_goes_by_none() -> None:
    found = rows(example(), "progress", by="country", language="nl")
    assert [some(row, "country", "country_name") for row in found] == [("none", "niet opgegeven")]


# ---- consultations and findings


def test_the_table_of_consultations_has_details_and_published_totals() -> None:
    meetings = (
        Consultation(level=Level.EXPERT, date=date(2025, 3, 1), group=GroupId("police-chiefs")),
        Consultation(level=Level.MINISTERIAL, year=2024, count=7),
    )
    whole = evolve(programme(planned()), consultations=meetings)
    detail, published = rows(snapshot(whole, "2024-12-31"), "consultations")
    assert some(detail, "level", "count", "date") == ("expert", 1, date(2025, 3, 1))
    assert some(detail, "year", "group", "group_name") == (2025, "police-chiefs", "Police")
    assert some(published, "level", "count", "date") == ("ministerial", 7, None)
    assert some(published, "year", "group", "group_name") == (2024, None, None)


def test_the_table_of_findings_has_what_check_finds() -> None:
    (found,) = rows(example(), "findings")
    assert some(found, "severity", "code") == ("warning", "completed-without-source")
    assert some(found, "file", "line", "path") == ("updates/2026.toml", 3, "update[0].sources")
    assert found["message"] == '"a1" is completed, but nothing says by which source'
    assert found["hint"] is None


# ---- by


def test_by_adds_a_row_of_an_action_for_each_group_involved() -> None:
    found = rows(example(), "actions", by="working_group")
    keys = [some(row, "working_group", "action") for row in found]
    assert keys[-2:] == [("trade", "a6"), ("customs", "a6")]
    assert list(found[0])[:3] == ["working_group", "working_group_name", "action"]
    assert len(found) == 7


def test_by_adds_rows_of_updates_and_milestones_for_the_keys_of_their_action() -> None:
    found = rows(treaty(), "milestones", by="country")
    assert [some(row, "country", "country_name", "step_country") for row in found] == [
        ("BE", "Belgium", None),
        ("BE", "Belgium", "LU"),
        ("LU", "Luxembourg", None),
        ("LU", "Luxembourg", "LU"),
    ]
    (update,) = rows(treaty(), "updates", by=("theme", "due_year"))
    assert some(update, "theme", "theme_name", "due_year") == ("security", "Security", "2025")


def test_a_key_takes_the_place_of_a_column_of_that_name() -> None:
    found = rows(example(), "actions", by=("output", "output"))
    assert list(found[0])[:3] == ["output", "output_name", "action"]
    assert some(found[0], "output", "output_name") == ("none", "none")
    assert len(found[0]) == len(COLUMNS["actions"]) + 1


@given(busy_snapshots, st.sampled_from(DIMENSIONS))
@settings(max_examples=60)
def test_the_keys_of_a_table_are_those_of_a_roll_up(taken: Snapshot, by: Dimension) -> None:
    found = rows(taken, "actions", by=by)
    assert {row[by] for row in found if row["in_scope"]} == set(taken.roll_up(by))
    for table in ("updates", "milestones"):
        assert set(column(taken, table, by, by=by)) <= {row[by] for row in found}


@pytest.mark.parametrize("table", ["consultations", "findings"])
def test_tables_of_no_actions_take_no_by(table: Table) -> None:
    with pytest.raises(RequestError, match=f'the table "{table}" takes no "by"'):
        example().frame(table, by="theme")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"table": "action"}, 'no table "action"; did you mean "actions"?'),
        ({"by": "themes"}, 'no dimension "themes"; did you mean "theme"?'),
        ({"by": ()}, "no dimension; known: country, dossier, due_year"),
        ({"backend": "panda"}, 'there are no frames of "panda"; did you mean "pandas"?'),
        ({"backend": "duckdb"}, 'there are no frames of "duckdb"; known: pandas, polars, pyarrow'),
        ({"language": "es"}, 'nothing is written in "es"'),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(asked: Row, message: str) -> None:
    with pytest.raises(RequestError) as caught:
        example().frame(**{"table": "progress", **asked})
    assert str(caught.value).startswith(message)


# ---- languages


def test_titles_and_reasons_come_in_the_language_asked_for() -> None:
    reasons = {
        language: rows(example(), "actions", language=language)[2]["signal_reason"]
        for language in ("en", "fr")
    }
    assert reasons["en"] == "nobody has reported on it"
    assert reasons["fr"] == "personne n'en a rendu compte"
    assert column(treaty(), "updates", "summary", language="fr") == ["Signé"]
    assert column(treaty(), "updates", "summary", language="de") == ["Getekend"]


# ---- types

PANDAS: Final = {
    Kind.TEXT: "string",
    Kind.LIST: "string",
    Kind.DAY: "datetime64[us]",
    Kind.NUMBER: "Int64",
    Kind.SHARE: "float64",
    Kind.FLAG: "boolean",
}
POLARS: Final = {
    Kind.TEXT: pl.String(),
    Kind.LIST: pl.String(),
    Kind.DAY: pl.Date(),
    Kind.NUMBER: pl.Int64(),
    Kind.SHARE: pl.Float64(),
    Kind.FLAG: pl.Boolean(),
}
PYARROW: Final = {
    Kind.TEXT: "string",
    Kind.LIST: "string",
    Kind.DAY: "date32[day]",
    Kind.NUMBER: "int64",
    Kind.SHARE: "double",
    Kind.FLAG: "bool",
}


def bare() -> Snapshot:
    """A programme without anything in it."""
    return snapshot(programme(), "2025-12-31")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("taken", [example, treaty, bare])
def test_a_column_has_its_type_whatever_is_in_the_table(table: Table, taken: Any) -> None:  # noqa: ANN401
    known = {c.name: c.kind for c in COLUMNS[table]}
    in_pandas, in_polars, in_pyarrow = (taken().frame(table, backend=b) for b in BACKENDS)
    for name, kind in known.items():
        if isinstance(kind, Kind):
            assert str(in_pandas[name].dtype) == PANDAS[kind]
            assert in_polars.schema[name] == POLARS[kind]
            assert str(in_pyarrow.schema.field(name).type) == PYARROW[kind]
        else:
            words = [str(word) for word in kind]
            assert in_pandas[name].cat.categories.tolist() == words
            assert in_polars.schema[name] == pl.Enum(words)
            kept = in_pyarrow.schema.field(name).type
            assert str(kept).startswith("dictionary<values=string")
    assert [*in_pandas.columns][-len(known) :] == [*known]


def test_a_frame_of_pandas_has_rows_numbered_from_0_and_sorts_words_by_their_list() -> None:
    frame = example().frame("actions")
    assert frame.index.tolist() == [0, 1, 2, 3, 4, 5]
    assert frame.sort_values("status")["action"].tolist() == ["a3", "a2", "a5", "a6", "a1", "a4"]


def test_any_day_of_the_calendar_fits_into_a_frame_of_pandas() -> None:
    far = told(date=date(2025, 7, 1), due=Due.parse("9999"))
    frame = snapshot(programme(planned(), updates=(far,)), "2025-12-31").frame("updates")
    assert str(frame["due_day"][0]) == "9999-12-31 00:00:00"


# ---- the same in every package


def of_pandas(frame: pd.DataFrame) -> list[Row]:
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        {str(name): it.date() if isinstance(it, pd.Timestamp) else it for name, it in row.items()}
        for row in plain.to_dict("records")
    ]


@given(busy_snapshots, st.sampled_from(TABLES), st.sampled_from([None, *DIMENSIONS]))
@settings(max_examples=60)
def test_rows_are_the_same_in_every_package(
    taken: Snapshot, table: Table, by: Dimension | None
) -> None:
    by = None if table in {"consultations", "findings"} else by
    expected = rows(taken, table, by=by)
    assert taken.frame(table, by=by, backend="polars").to_dicts() == expected
    assert of_pandas(taken.frame(table, by=by)) == expected


@given(busy_snapshots, st.sampled_from(DIMENSIONS))
@settings(max_examples=60)
def test_the_sums_of_the_rows_are_the_total_and_what_is_shared(
    taken: Snapshot, by: Dimension
) -> None:
    whole, found = taken.roll_up(by), rows(taken, "progress", by=by)
    for name in ("actions", "weight", "earned", "known_weight", "planned_value", "milestones"):
        shared = getattr(whole.shared, name)
        assert sum(row[name] for row in found) == getattr(whole.total.tally, name) + shared
        assert shared == 0 or by not in PARTING


@given(busy_snapshots)
@settings(max_examples=60)
def test_progress_can_be_made_of_the_table_of_actions(taken: Snapshot) -> None:
    live = [r for r in rows(taken, "actions") if r["in_scope"] and r["status"] != "cancelled"]
    known = [r for r in live if not r["not_due"] and r["completion"] is not None]
    tally = taken.progress().tally
    assert sum(row["weight"] for row in live) == tally.weight
    assert sum(row["weight"] * row["completion"] for row in known) == pytest.approx(
        tally.earned / 10_000
    )


HOSTILE: Final = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    'a "quoted", comma; semicolon',
    "two\nlines\r\n",
    "\x00 nought",
    "\u202e backwards",
    "NA",
    "null",
    "é 漢字 😀",
    " ",
    "",
]


@pytest.mark.parametrize("backend", BACKENDS)
def test_texts_stand_in_frames_as_they_are(backend: Backend) -> None:
    news = tuple(
        told(date=date(2025, 7, 1), id=named(f"u{n}"), summary=Text(text))
        for n, text in enumerate(HOSTILE)
    )
    frame: Any = snapshot(programme(planned(), updates=news), "2025-12-31").frame(
        "updates", backend=backend
    )
    held = dict(zip(list(frame["update"]), list(frame["summary"]), strict=True))
    assert [
        str(held[name]) for name in sorted(held, key=lambda name: int(str(name)[1:]))
    ] == HOSTILE


# ---- what is not installed


@pytest.mark.parametrize(
    ("backend", "lacking", "command"),
    [
        ("pandas", ["pandas"], "pip install pandas"),
        ("polars", ["polars"], "pip install polars"),
        ("pandas", ["narwhals"], 'pip install "benelux-tracker[frames]"'),
        ("polars", ["narwhals", "polars"], 'pip install "benelux-tracker[frames]" polars'),
        ("pyarrow", ["pyarrow"], 'pip install "benelux-tracker[frames]"'),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_brings_it(
    backend: Backend, lacking: list[str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in lacking:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError) as caught:
        example().frame("actions", backend=backend)
    said = f"a frame of {backend} needs packages that are not installed: {command}"
    assert str(caught.value) == said


def test_a_frame_of_pandas_needs_no_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert str(example().frame("actions")["current_due_day"].dtype) == "datetime64[us]"


def test_a_type_checker_knows_whose_frame_it_is() -> None:
    in_pandas = assert_type(example().frame("actions"), pd.DataFrame)
    in_polars = assert_type(example().frame("actions", backend="polars"), pl.DataFrame)
    assert in_pandas.shape == in_polars.shape == (6, len(COLUMNS["actions"]))
