"""What is given in the place of something else is told at once, in one sentence."""

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

import benelux_tracker as bt

A_PROGRAMME: Final = 'a WorkProgramme, such as load("my-programme")'
A_SNAPSHOT: Final = 'a Snapshot, such as snapshot(programme, on="2025-12-31")'
A_REPORT: Final = "a YearReport, such as year_report(programme, 2025)"

CALLS: Final[Mapping[str, tuple[str, Callable[[Any], object]]]] = {
    "calendar": (A_SNAPSHOT, bt.calendar),
    "check": (A_PROGRAMME, bt.check),
    "compare": (A_SNAPSHOT, lambda mistaken: bt.compare(mistaken, mistaken)),
    "export": (A_SNAPSHOT, lambda mistaken: bt.export(mistaken, "actions", "x.csv")),
    "plot.bridge": ("a Comparison, such as compare(earlier, later)", bt.plot.bridge),
    "plot.progress": ('a RollUp, such as snapshot.roll_up("theme")', bt.plot.progress),
    "plot.series": ("a Series, such as series(programme)", bt.plot.series),
    "plot.timeline": (A_SNAPSHOT, bt.plot.timeline),
    "read_form": (
        A_PROGRAMME,
        lambda mistaken: bt.read_form(mistaken, "x.xlsx", recorded="2026-01-01"),
    ),
    "render": (A_REPORT, lambda mistaken: bt.render(mistaken, "text")),
    "save": (A_REPORT, lambda mistaken: bt.save(mistaken, "x.txt")),
    "save_form": (A_SNAPSHOT, lambda mistaken: bt.save_form(mistaken, "customs", "x.xlsx")),
    "series": (A_PROGRAMME, bt.series),
    "snapshot": (A_PROGRAMME, lambda mistaken: bt.snapshot(mistaken, "2025-12-31")),
    "what_if": (A_PROGRAMME, lambda mistaken: bt.what_if(mistaken, ())),
    "write": (A_PROGRAMME, lambda mistaken: bt.write(mistaken, "x")),
    "year_report": (A_PROGRAMME, lambda mistaken: bt.year_report(mistaken, 2025)),
}
"""What each function is asked for first, and a call with whatever is given in its place."""


@cache
def worked_example() -> bt.WorkProgramme:
    return bt.load(Path(__file__).parents[1] / "examples" / "worked-example")


def about(**stated: Any) -> bt.StatusUpdate:  # noqa: ANN401 - the wrong values too
    return bt.StatusUpdate(action="a2", date=date(2026, 12, 30), **stated)


def takes_a_record(offered: Callable[..., object]) -> bool:
    """Whether a function is asked for one of the records of this library first of all."""
    first = next(iter(inspect.signature(offered).parameters.values()), None)
    kind = str(first and getattr(first.annotation, "__name__", first.annotation))
    return kind.rpartition(".")[2] in bt.__all__


def test_every_public_function_that_takes_a_record_is_tried() -> None:
    offered = {name: getattr(bt, name) for name in bt.__all__}
    offered |= {f"plot.{name}": getattr(bt.plot, name) for name in bt.plot.__all__}
    functions = {name: each for name, each in offered.items() if inspect.isfunction(each)}
    tried = {name for name, each in functions.items() if takes_a_record(each)}
    others = {"summarise", "worst_wins"}  # of one record or another; of a tally, by snapshots
    assert tried - others == set(CALLS)


@pytest.mark.parametrize(
    ("mistaken", "shown"),
    [
        ("my-programme", "'my-programme'"),
        (2025, "2025"),
        (None, "None"),
        ("x" * 100, f"'{'x' * 59}"),
        (bt.Text("Trade"), "Text(…)"),
        ([1, 2, 3], "list(…)"),
        (len, "builtin_function_or_method(…)"),
    ],
)
@pytest.mark.parametrize("name", CALLS)
def test_something_else_than_is_asked_for_is_told_in_one_sentence(
    name: str, mistaken: object, shown: str
) -> None:
    asked_for, call = CALLS[name]
    with pytest.raises(bt.WrongTypeError) as caught:
        call(mistaken)
    assert str(caught.value) == f"give {asked_for}; got {shown}"


def test_what_is_of_another_kind_is_an_error_of_type_and_a_request_that_cannot_be_met() -> None:
    with pytest.raises(TypeError, match="give a WorkProgramme"):
        bt.check("my-programme")  # type: ignore[arg-type]
    with pytest.raises(bt.RequestError, match="give a WorkProgramme"):
        bt.check("my-programme")  # type: ignore[arg-type]


def test_a_snapshot_is_no_programme_and_a_programme_no_snapshot() -> None:
    programme = worked_example()
    snapshot = bt.snapshot(programme, "2026-12-31")
    with pytest.raises(bt.WrongTypeError, match=r"give a WorkProgramme, .*; got Snapshot\(…\)$"):
        bt.snapshot(snapshot, "2026-12-31")  # type: ignore[arg-type]
    with pytest.raises(bt.WrongTypeError, match=r"give a WorkProgramme, .*; got Snapshot\(…\)$"):
        bt.year_report(snapshot, 2026)  # type: ignore[arg-type]
    with pytest.raises(bt.WrongTypeError, match=r"give a Snapshot, .*; got WorkProgramme\(…\)$"):
        bt.compare(snapshot, programme)  # type: ignore[arg-type]
    with pytest.raises(bt.WrongTypeError, match=r"give a Snapshot, .*; got WorkProgramme\(…\)$"):
        bt.compare(programme, snapshot)  # type: ignore[arg-type]


def test_a_file_and_a_report_may_not_change_places() -> None:
    report = bt.year_report(worked_example(), 2026, "en")
    with pytest.raises(bt.WrongTypeError, match=r"give a YearReport, .*; got 'x.html'$"):
        bt.save("x.html", report)  # type: ignore[arg-type]
    with pytest.raises(bt.WrongTypeError, match=r"give a YearReport, .*; got 'html'$"):
        bt.render("html", report)  # type: ignore[call-overload]


@pytest.mark.parametrize("year", ["2026", 2026.0, None])
def test_a_year_is_a_whole_number(year: Any) -> None:  # noqa: ANN401 - no whole number
    with pytest.raises(bt.WrongTypeError) as caught:
        bt.year_report(worked_example(), year)
    assert str(caught.value) == f"give a whole number, such as 2025; got {year!r}"


def test_what_is_recorded_goes_to_a_directory_and_not_to_a_programme() -> None:
    with pytest.raises(bt.WrongTypeError) as caught:
        bt.record(worked_example(), about(percent=60))  # type: ignore[arg-type]
    said = 'give the path of a directory, such as "my-programme"; got WorkProgramme(…)'
    assert str(caught.value) == said


@pytest.mark.parametrize("mistaken", [["a2"], {"a2": 50}])
def test_what_is_supposed_is_updates(mistaken: Any) -> None:  # noqa: ANN401 - no updates
    with pytest.raises(bt.WrongTypeError) as caught:
        bt.what_if(worked_example(), mistaken)
    assert str(caught.value) == "give status updates, such as StatusUpdate(…); got 'a2'"


def test_there_is_no_summary_of_a_programme() -> None:
    with pytest.raises(bt.WrongTypeError, match="there is no summary of a WorkProgramme; give a"):
        bt.summarise(worked_example())  # type: ignore[arg-type]


SUMMARIES: Final[Mapping[str, tuple[object, str]]] = {
    "a text": ("Signed", "summary: must be of type Text, got 'Signed'"),
    "a table": ({"nl": "Ja"}, "summary: must be of type Text, got {'nl': 'Ja'}"),
    "a table in a text": (
        bt.Text({"nl": "Ja"}),  # type: ignore[arg-type]
        "summary.plain: must be of type str, got {'nl': 'Ja'}",
    ),
    "a language beside a text": (
        bt.Text("Ja", "nl"),  # type: ignore[arg-type]
        "summary.translations: must be of type Mapping, got 'nl'",
    ),
    "a number in a language": (
        bt.Text(translations={"nl": 5}),  # type: ignore[dict-item]
        "summary.translations.nl: must be of type str, got 5",
    ),
}


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_summary_is_a_text_and_what_it_is_not_is_told_once(name: str) -> None:
    summary, message = SUMMARIES[name]
    with pytest.raises(bt.LoadError) as caught:
        bt.what_if(worked_example(), about(percent=60, summary=summary))
    (problem,) = caught.value.problems
    assert f"{problem.path}: {problem.message}" == f"a2@2026-12-30.{message}"
