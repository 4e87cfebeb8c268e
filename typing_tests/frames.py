"""Tables as data frames, each of the package that was asked for, and as files."""

from typing import assert_type

import pandas as pd
import polars as pl

import benelux_tracker as bt


def a_table_is_a_frame_of_the_package_asked_for(snapshot: bt.Snapshot) -> None:
    assert_type(snapshot.frame("actions"), pd.DataFrame)
    assert_type(snapshot.frame("progress", by="theme", language="nl"), pd.DataFrame)
    assert_type(snapshot.frame("updates", backend="pandas"), pd.DataFrame)
    assert_type(snapshot.frame("milestones", backend="polars"), pl.DataFrame)
    assert_type(snapshot.frame("actions", by=("theme", "country"), backend="polars"), pl.DataFrame)


def no_other_table_package_or_dimension(snapshot: bt.Snapshot, name: str) -> None:
    snapshot.frame("action")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    snapshot.frame(name)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    snapshot.frame("actions", backend="dask")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    snapshot.frame("progress", by="themes")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    snapshot.frame("progress", "theme")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]


def a_table_goes_to_a_file(snapshot: bt.Snapshot) -> None:
    bt.export(snapshot, "actions", "actions.csv")
    bt.export(snapshot, "progress", "progress.parquet", by=("theme", "country"), language="fr")
    bt.export(snapshot, "actions.csv", "actions")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.export(snapshot.programme, "actions", "actions.csv")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
