"""What goes in: updates recorded or supposed, programmes begun, loaded and written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, assert_type

import benelux_tracker as bt


def updates_are_recorded_one_by_one_or_together(
    directory: Path, update: bt.StatusUpdate, updates: Iterator[bt.StatusUpdate]
) -> None:
    assert_type(bt.record(directory, update), tuple[bt.StatusUpdate, ...])
    assert_type(bt.record("my-programme", [update]), tuple[bt.StatusUpdate, ...])
    assert_type(
        bt.record(directory, updates, file="updates/2026/x.toml"), tuple[bt.StatusUpdate, ...]
    )
    bt.record(bt.load(directory), update)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.record(directory, {"action": "a1"})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    bt.record(directory, None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.record("my-programme")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.record(directory, update, "x.toml")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def what_would_be_if(programme: bt.WorkProgramme, update: bt.StatusUpdate) -> None:
    assert_type(bt.what_if(programme, update), bt.WorkProgramme)
    assert_type(bt.what_if(programme, (update, update)), bt.WorkProgramme)
    assert_type(programme.supposed, tuple[bt.UpdateId, ...])
    bt.what_if(programme, {"a1": 50})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    bt.what_if(programme, ["a1"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    bt.what_if("my-programme", update)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_programme_begins_as_an_example(directory: Path) -> None:
    assert_type(bt.begin(directory), tuple[str, ...])
    assert_type(
        bt.begin(
            "new", language="fr", title="Programme", start="2026-01-01", end=date(2029, 12, 31)
        ),
        tuple[str, ...],
    )
    bt.begin("new", "fr")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.begin("new", start=2026)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_programme_is_loaded_and_written(directory: Path) -> None:
    assert_type(bt.load("my-programme"), bt.WorkProgramme)
    programme = bt.load(directory)
    bt.write(programme, "copy")
    bt.write("copy", programme)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.load(programme)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.load(b"my-programme")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def an_editor_is_told_of_the_files() -> None:
    assert_type(bt.file_schema(), dict[str, Any])
