"""A path that no file can have is told as what it is; so are texts that no table can hold."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

import benelux_tracker as bt
from benelux_tracker.cli import run
from benelux_tracker.framed import Backend

EXAMPLE = Path(__file__).parents[1] / "examples" / "worked-example"
PROGRAMME = bt.load(EXAMPLE)
THEN = bt.snapshot(PROGRAMME, on="2026-12-31")
USES: dict[str, Callable[[str], object]] = {
    "save": lambda path: bt.save(bt.year_report(PROGRAMME, 2026, "en"), f"{path}.md"),
    "export": lambda path: bt.export(THEN, "actions", f"{path}.csv"),
    "save_form": lambda path: bt.save_form(THEN, "trade", f"{path}.xlsx"),
    "write": lambda path: bt.write(PROGRAMME, path),
    "begin": lambda path: bt.begin(path, start="2026-01-01", end="2028-12-31"),
    "read_form": lambda path: bt.read_form(PROGRAMME, path, recorded="2027-01-31"),
    "read_report": bt.read_report,
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(
    ("path", "shown"), [("a\0b", r"'a\x00b"), ("a\ud800b", r"'a\ud800b")], ids=["nul", "half"]
)
def test_a_path_that_no_file_can_have_is_told(use: str, path: str, shown: str) -> None:
    with pytest.raises(bt.RequestError) as caught:
        USES[use](path)
    assert str(caught.value).startswith(f"no file can be called {shown}")


@pytest.mark.parametrize("path", ["a\0b", "a\ud800b"], ids=["nul", "half"])
def test_there_is_no_programme_at_a_path_that_none_can_have(path: str) -> None:
    with pytest.raises(bt.ProgrammeNotFoundError) as caught:
        bt.load(path)
    assert [problem.code for problem in caught.value.problems] == ["no-directory"]


@pytest.mark.parametrize("path", ["a\0b", "a\ud800b"], ids=["nul", "half"])
def test_nothing_is_recorded_at_a_path_that_none_can_have(path: str) -> None:
    told = PROGRAMME.updates[0]
    taken = evolve(told, id=bt.UpdateId("taken"), recorded=date(2027, 1, 31))
    for update in (taken, evolve(taken, corrects=told.id)):
        with pytest.raises(bt.ProgrammeNotFoundError) as caught:
            bt.record(path, update)
        assert [problem.code for problem in caught.value.problems] == ["no-directory"]


@pytest.mark.parametrize("path", ["a\0b", "a\ud800b"], ids=["nul", "half"])
@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("status -p {}", 1, "error[no-directory]: there is no directory a"),
        ("status -p {}/none", 1, "error[no-directory]: there is no directory a"),
        ("record a1 -p {} --percent 3", 1, "error[no-directory]: there is no directory a"),
        *(
            (command, 2, "error: no file can be called 'a")
            for command in (
                *("init {} --language en", "report 2026 -o {}.md", "form nsec {}.xlsx"),
                *("export actions {}.csv", "calendar -o {}", "schema -o {}"),
                f"record -p {EXAMPLE} --form {{}}",
            )
        ),
    ],
)
def test_a_command_tells_a_path_that_no_file_can_have(
    capsys: pytest.CaptureFixture[str], command: str, code: int, said: str, path: str
) -> None:
    assert run([word.format(path) for word in command.split()]) == code
    printed = capsys.readouterr()
    assert printed.err.startswith(said)
    assert printed.out == ""


@pytest.mark.skipif(os.fsencode("\udcff") != b"\xff", reason="names are bytes elsewhere")
def test_a_name_that_is_no_text_is_a_name_all_the_same(tmp_path: Path) -> None:
    bt.export(THEN, "actions", tmp_path / "\udcff.csv")
    assert [os.fsencode(path.name) for path in tmp_path.iterdir()] == [b"\xff.csv"]


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_half_a_surrogate_pair_is_told_by_frames(backend: Backend) -> None:
    first, *rest = PROGRAMME.actions
    titled = evolve(first, title=bt.Text("x\ud800y"))
    then = bt.snapshot(evolve(PROGRAMME, actions=(titled, *rest)), on="2026-12-31")
    with pytest.raises(bt.RequestError) as caught:
        then.frame("actions", backend=backend)
    message = "a text has U+D800, half of a surrogate pair, which no table can hold"
    assert str(caught.value) == message


def test_half_a_surrogate_pair_is_told_by_parquet_and_marked_in_csv(tmp_path: Path) -> None:
    first, *rest = PROGRAMME.actions
    titled = evolve(first, title=bt.Text("x\ud800y"))
    then = bt.snapshot(evolve(PROGRAMME, actions=(titled, *rest)), on="2026-12-31")
    with pytest.raises(bt.RequestError, match="which no table can hold"):
        bt.export(then, "actions", tmp_path / "a.parquet")
    bt.export(then, "actions", tmp_path / "a.csv")
    assert "x\ud800y" not in (tmp_path / "a.csv").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_reader_that_has_seen_enough_ends_a_command_quietly() -> None:
    command = [sys.executable, "-m", "benelux_tracker", "status", "--on", "2025-12-31"]
    with subprocess.Popen(  # noqa: S603 - our own Python
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
