"""The commands of a year's work: begin, ask, record, compare, chase, give to other programs."""

import json
import os
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import Any, Final

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from benelux_tracker import load, snapshot
from benelux_tracker.cli import app, main, run

EXAMPLE: Final = Path(__file__).parent.parent / "examples" / "worked-example"
SOUGHT: Final = "    this is about benelux-2025-2028; for one of your own: --programme DIRECTORY\n"
DAY: Final = ["--date", "2026-12-30", "--recorded", "2026-12-31"]
COMMANDS: Final = (
    *("status", "find", "explain", "compare", "chase", "report"),
    *("init", "form", "record", "check"),
    *("export", "calendar", "schema", "completion"),
)


@pytest.fixture
def small(tmp_path: Path) -> str:
    return str(copytree(EXAMPLE, tmp_path / "small"))


def said(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refused(capsys: pytest.CaptureFixture[str], *typed: str) -> str:
    assert run(list(typed)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def files_of(directory: str) -> set[str]:
    return {str(path) for path in Path(directory).rglob("*")}


# ---- record


def test_an_update_is_recorded_and_told_with_its_place_and_id(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stated = ["--percent", "60", "--status", "in_progress", "--summary", "It goes on."]
    assert run(["record", "a2", "-p", small, *DAY, *stated]) == 0
    (told,) = (u for u in load(small).updates if u.date == date(2026, 12, 30))
    assert told.origin is not None
    assert said(capsys) == (
        "Action 2, 30 December 2026, recorded on 31 December 2026: in progress; 60% done – "
        f"It goes on. ({told.origin})\n    id: {told.id}\n1 update recorded\n"
    )
    assert snapshot(load(small), "2026-12-31").state("a2").completion == 6000


def test_everything_that_an_update_may_state_can_be_typed(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = (
        '\n[[action]]\nid = "a7"\nobjective = "less-friction"\ntitle = "Seven"\n'
        'groups = ["trade"]\n[[action.milestone]]\nid = "signed"\ntitle = "Signed"\n'
        '[[action.milestone]]\nid = "open"\ntitle = "Open"\n'
        '[[indicator]]\nid = "cards"\naction = "a7"\ntitle = "Cards"\nunit = "cards"\n'
        '[[source]]\nid = "minutes"\ntitle = "Minutes"\n'
    )
    Path(small, "more.toml").write_text(steps, "utf-8")
    typed = (
        "--status suspended --percent 10 --reached signed --due 2027-H1 --confidence red "
        "--milestone-due open=2027-Q1 --value cards=12.5 --highlight --group customs "
        "--source minutes#p3 --source minutes --summary Stopped --reason Rain --language fr"
    )
    assert run(["record", "a7", "-p", small, *DAY, *typed.split(), "--json"]) == 0
    out, notes = capsys.readouterr()
    assert notes.splitlines() == [
        'note: strange-group: "customs" is not one of the groups of action "a7"',
        "note: percent-and-milestones-apart: 10 % is reported, the milestones say 50 %",
        'note: "a7" is measured by its milestones: a percentage changes nothing',
    ]
    (told,) = json.loads(out)
    assert {key: told[key] for key in told if key not in {"id", "origin"}} == {
        "action": "a7",
        "date": "2026-12-30",
        "recorded": "2026-12-31",
        "group": "customs",
        "status": "suspended",
        "confidence": "red",
        "percent": 10,
        "reached": ["signed"],
        "due": "2027-H1",
        "milestone_due": {"open": "2027-Q1"},
        "values": {"cards": "12.5"},
        "unchanged": False,
        "summary": {"fr": "Stopped"},
        "reason": {"fr": "Rain"},
        "highlight": True,
        "corrects": None,
        "retracts": None,
        "sources": ["minutes#p3", "minutes"],
    }
    assert told["id"] in {update.id for update in load(small).updates}


def test_an_update_is_corrected_and_taken_back_by_its_id(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["record", "a2", "-p", small, *DAY, "--percent", "60", "--json"]) == 0
    first = json.loads(said(capsys))[0]["id"]
    again = ["record", "a2", "-p", small, *DAY]
    assert run([*again, "--percent", "70", "--corrects", first, "--json"]) == 0
    second = json.loads(said(capsys))[0]["id"]
    assert snapshot(load(small), "2026-12-31").state("a2").completion == 7000
    assert run([*again, "--retracts", second]) == 0
    assert "retracts" in said(capsys)
    assert snapshot(load(small), "2026-12-31").state("a2").completion == 6000


def test_today_is_the_day_of_what_has_no_other(
    small: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benelux_tracker.cli.options.today", lambda: date(2027, 3, 4))
    assert run(["record", "a2", "-p", small, "--unchanged"]) == 0
    assert "Action 2, 4 March 2027: nothing to report" in said(capsys)


def test_a_dry_run_checks_alike_and_writes_nothing(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(small)
    assert run(["record", "a2", "-p", small, *DAY, "--percent", "60", "--dry-run"]) == 0
    assert said(capsys).endswith(": 60% done\n1 update checked; nothing is written\n")
    assert run(["record", "a2", "-p", small, *DAY, "--percent", "160", "--dry-run"]) == 1
    assert (
        "error[bad-percent] --percent: must be a whole number 0 to 100" in capsys.readouterr().err
    )
    assert files_of(small) == before


def test_what_the_rules_refuse_is_told_and_the_exit_code_is_one(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(small)
    assert run(["record", "a22", "-p", small, *DAY, "--percent", "160"]) == 1
    assert capsys.readouterr() == (
        "",
        (
            "error[bad-percent] --percent: must be a whole number 0 to 100, got 160\n"
            'error[unknown-action] ACTION: no action "a22"\n'
            '    did you mean "a2"?\n'
            "2 errors\n"
        ),
    )
    assert files_of(small) == before


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            ["a2"],
            (
                'say with --programme where to record; "benelux-tracker init DIR" makes a '
                "directory to begin with"
            ),
        ),
        (["-p", "."], "say what to record: the id of an action, or --form and a file"),
        (
            ["a2", "-p", ".", "--form", "f.xlsx", "--percent", "3", "--milestone-due", "a=2026"],
            "a form says itself what it reports; leave a2, --percent, --milestone-due out",
        ),
        (
            ["-p", ".", "--form", "f.xlsx", "--percent", "0"],
            "a form says itself what it reports; leave --percent out",
        ),
        (
            ["a2", "-p", "SMALL", "--milestone-due", "signed"],
            '--milestone-due takes an id, = and a value, got "signed"',
        ),
        (["a2", "-p", "SMALL", "--value", "=3"], '--value takes an id, = and a value, got "=3"'),
        (["a2", "-p", "SMALL", "--value", "a=x"], '--value takes a number such as 1500.5, got "x"'),
        (
            ["a2", "-p", "SMALL", "--value", "a=1", "--value", "a=2"],
            '--value is given twice for "a"',
        ),
        (
            ["a2", "-p", "SMALL", "--summary", "Moien", "--language", "xx"],
            'no text of the programme is in "xx"; known: de, en, fr, nl',
        ),
        (
            ["a2", "-p", "SMALL", "--date", "soon"],
            "date must be a day such as 2025-12-31, without a time; got 'soon'",
        ),
        (
            ["a2", "-p", "SMALL", "--due", "2027-H3"],
            (
                'no date or period: "2027-H3"; write a date (2025-09-10) or "2025", "2025-H2", '
                '"2025-Q3" or "2025-09"'
            ),
        ),
    ],
)
def test_what_cannot_be_recorded_as_typed_is_refused_in_one_line(
    small: str, capsys: pytest.CaptureFixture[str], typed: list[str], message: str
) -> None:
    put = [small if word == "SMALL" else word for word in typed]
    assert refused(capsys, "record", *put) == f"error: {message}\n"


def test_what_the_rules_refuse_is_told_in_the_words_of_the_command(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "record a2 --value x=3 --milestone-due a=2027 --source foo --reached b --corrects c"
    assert run([*typed.split(), "-p", small, *DAY]) == 1
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error")]
    assert errors == [
        'error[unknown-indicator] --value: no indicator "x"',
        'error[unknown-source] --source: no source "foo"',
        'error[unknown-milestone] --reached: no milestone "b" in action "a2"',
        'error[unknown-milestone] --milestone-due: no milestone "a" in action "a2"',
        'error[unknown-update] --corrects: no update "c"',
    ]
    assert run(["record", "a2", "-p", small]) == 1
    assert capsys.readouterr().err == (
        "error[says-nothing]: an update states at least one thing\n"
        "    write --unchanged when there is nothing to report\n1 error\n"
    )


@pytest.mark.parametrize("typed", ["in_progress", "in-progress", "In_Progress"])
def test_a_status_is_typed_as_it_stands_in_the_files_or_with_a_hyphen(
    small: str, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["record", "a2", "-p", small, *DAY, "--status", typed, "--dry-run"]) == 0
    assert ": in progress\n" in said(capsys)
    assert run(["record", "--help"]) == 0
    shown = said(capsys)
    assert "in_progress" in shown
    assert "in-progress" not in shown


@pytest.mark.parametrize("typed", ["99.9", "40%", "0x28", "4_0", "-0.5", "1e2"])
def test_a_percentage_that_is_not_whole_is_refused(
    small: str, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    before = files_of(small)
    answer = refused(capsys, "record", "a2", "-p", small, "--percent", typed)
    assert f'must be a whole number, got "{typed}"' in " ".join(answer.replace("│", "").split())
    assert files_of(small) == before


def test_a_correction_is_about_the_day_of_what_it_corrects(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["record", "a2", "-p", small, "--recorded", "2026-12-31", "--json"]
    assert run([*typed, "--date", "2026-12-01", "--percent", "60"]) == 0
    first = json.loads(said(capsys))[0]["id"]
    assert run([*typed, "--percent", "55", "--corrects", first]) == 0
    (told,) = json.loads(said(capsys))
    assert (told["date"], told["recorded"]) == ("2026-12-01", "2026-12-31")


def test_to_take_back_what_is_corrected_already_is_noted(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["record", "a2", "-p", small, *DAY]
    assert run([*typed, "--percent", "60", "--json"]) == 0
    first = json.loads(said(capsys))[0]["id"]
    assert run([*typed, "--percent", "55", "--corrects", first, "--json"]) == 0
    second = json.loads(said(capsys))[0]["id"]
    assert run([*typed, "--retracts", first]) == 0
    note = f'note: "{first}" is corrected by "{second}", which goes on counting: retract it\n'
    assert capsys.readouterr().err == note


def test_what_is_odd_about_an_update_is_noted_when_it_is_recorded(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["record", "a2", "-p", small, *DAY, "--status", "suspended"]) == 0
    out, err = capsys.readouterr()
    assert out.endswith("1 update recorded\n")
    assert err == 'note: missing-reason: status "suspended" has no reason\n'
    assert run(["record", "a2", "-p", small, *DAY, "--percent", "5", "--dry-run"]) == 0
    notes = capsys.readouterr().err.splitlines()
    assert notes == [
        "note: progress-went-down: progress went down from 50 % to 5 % without a reason"
    ]


def test_a_percentage_of_what_is_measured_by_its_status_is_noted_to_change_nothing(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Path(small, "programme.toml")
    text = plan.read_text("utf-8")
    plan.write_text(text.replace('id = "a2"\n', 'id = "a2"\nmeasure = "status"\n'), "utf-8")
    assert run(["record", "a2", "-p", small, *DAY, "--percent", "60"]) == 0
    note = 'note: "a2" is measured by its status: a percentage changes nothing\n'
    assert capsys.readouterr().err == note
    assert snapshot(load(small), "2026-12-31").state("a2").completion == 0


# ---- forms


def filled(path: Path, row: int, **cells: str | int) -> None:
    """Fill in a row of the sheet of actions."""
    book = load_workbook(path)
    sheet = book.worksheets[1]
    columns = {cell.value: cell.column or 0 for cell in sheet[1]}
    for key, value in cells.items():
        sheet.cell(row, columns[key], value)
    book.save(path)


def test_a_form_goes_out_and_comes_back(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "customs.xlsx"
    typed = ["form", "customs", str(file), "-p", small, "--on", "2026-12-31", "-l", "en"]
    assert run(typed) == 0
    assert said(capsys) == f"{file}\n"
    filled(file, 3, since="2027-01-10", status="in progress", percent=30, summary="Half a third.")
    filled(file, 4, unchanged="x")
    back = ["record", "-p", small, "--recorded", "2027-02-01", "--form", str(file)]
    assert run([*back, "--dry-run"]) == 0
    assert "2 updates checked; nothing is written, 1 of them with nothing to report" in said(capsys)
    assert run(back) == 0
    assert said(capsys).splitlines()[-1] == "2 updates recorded, 1 of them with nothing to report"
    told = [update for update in load(small).updates if update.recorded == date(2027, 2, 1)]
    assert [(u.action, u.date, u.percent, u.unchanged) for u in told] == [
        ("a3", date(2027, 1, 10), 30, False),
        ("a5", date(2027, 2, 1), None, True),
    ]


def test_rows_that_others_reported_on_meanwhile_are_shown_before_they_are_recorded(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "customs.xlsx"
    assert run(["form", "customs", str(file), "-p", small, "--on", "2026-12-31"]) == 0
    assert run(["record", "a3", "-p", small, *DAY, "--confidence", "green", "--json"]) == 0
    news = json.loads(said(capsys).splitlines()[-1])[0]
    filled(file, 3, since="2027-01-10", status="in progress", percent=30)
    back = ["record", "-p", small, "--recorded", "2027-02-01", "--form", str(file)]
    before = files_of(small)
    assert run(back) == 1
    place = f"{news['origin']['file']}:{news['origin']['line']}"
    assert capsys.readouterr().err == (
        f"{file}: error[told-meanwhile] Actions!3: since the form was made, this was told of "
        f'"a3": {news["id"]} ({place})\n'
        "    look at it with explain; then record the form with --anyway, or clear its rows\n"
        "1 error\n"
    )
    assert files_of(small) == before
    assert run([*back, "--anyway"]) == 0
    assert capsys.readouterr().out.endswith("1 update recorded\n")


def test_the_mistakes_of_all_forms_are_told_at_once_and_nothing_is_recorded(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = [tmp_path / f"{group}.xlsx" for group in ("customs", "trade")]
    for file in forms:
        typed = ["form", file.stem, str(file), "-p", small, "--on", "2026-12-31", "-l", "en"]
        assert run(typed) == 0
        filled(file, 3, since="2027-01-10", percent=120)
    said(capsys)
    before = files_of(small)
    typed = ["record", "-p", small, "--recorded", "2027-02-01"]
    assert run([*typed, "--form", str(forms[0]), "--form", str(forms[1])]) == 1
    assert capsys.readouterr().err.splitlines()[:-1] == [
        f"{file}: error[bad-percent] Actions!K3: percent must be a whole number 0–100, got 120"
        for file in forms
    ]
    assert files_of(small) == before


def test_a_form_in_which_nothing_is_filled_in_is_named(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = [tmp_path / f"{group}.xlsx" for group in ("customs", "trade")]
    for file in forms:
        assert run(["form", file.stem, str(file), "-p", small, "--on", "2026-12-31"]) == 0
    said(capsys)
    note = f"note: {forms[0]}: nothing is filled in\n"
    typed = ["record", "-p", small, "--recorded", "2027-02-01", "--form", str(forms[0])]
    assert refused(capsys, *typed) == f"{note}error: there is nothing to record\n"
    filled(forms[1], 3, unchanged="x")
    assert run([*typed, "--form", str(forms[1]), "--dry-run"]) == 0
    assert capsys.readouterr().err == note


def test_a_note_on_what_a_form_reports_says_of_which_action(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "customs.xlsx"
    assert run(["form", "customs", str(file), "-p", small, "--on", "2026-12-31"]) == 0
    filled(file, 3, since="2027-01-10", percent=30)
    filled(file, 4, unchanged="x")
    said(capsys)
    assert run(["record", "-p", small, "--recorded", "2027-02-01", "--form", str(file)]) == 0
    note = "30 % is reported of an action that is planned"
    assert capsys.readouterr().err == f'note: percent-while-planned of "a3": {note}\n'


def test_a_form_that_is_given_twice_is_not_recorded_twice(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "customs.xlsx"
    typed = ["record", "-p", small, "--form", str(file), "--form", f"{tmp_path}/./customs.xlsx"]
    answer = refused(capsys, *typed)
    assert answer == f"error: {file.resolve()} is given twice; it would be recorded twice\n"


def test_two_forms_that_tell_of_the_same_action_and_day_are_shown(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = [tmp_path / name for name in ("one.xlsx", "two.xlsx")]
    for file, percent in zip(forms, (30, 50), strict=True):
        assert run(["form", "customs", str(file), "-p", small, "--on", "2026-12-31"]) == 0
        filled(file, 3, since="2027-01-10", status="in progress", percent=percent)
    said(capsys)
    typed = ["record", "-p", small, "--recorded", "2027-02-01"]
    typed += [word for file in forms for word in ("--form", str(file))]
    assert run(typed) == 1
    assert capsys.readouterr().err.splitlines()[:2] == [
        f'{forms[1]}: error[told-meanwhile] Actions!3: {forms[0]} tells of "a3" on 2027-01-10 too',
        "    leave one of them out; or record both with --anyway: the later one counts",
    ]
    assert run([*typed, "--anyway"]) == 0
    assert snapshot(load(small), "2027-02-01").state("a3").completion == 5000


def test_a_form_never_takes_the_place_of_one_that_came_back(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "customs.xlsx"
    file.write_bytes(b"filled in")
    answer = refused(capsys, "form", "customs", str(file), "-p", small)
    assert answer == f"error: {file} exists, and no form is overwritten; name another file\n"
    assert file.read_bytes() == b"filled in"


def test_news_of_another_row_is_noted_and_stops_no_form(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "customs.xlsx"
    assert run(["form", "customs", str(file), "-p", small, "--on", "2026-12-31"]) == 0
    assert run(["record", "a5", "-p", small, *DAY, "--confidence", "green"]) == 0
    said(capsys)
    filled(file, 3, since="2027-01-10", status="in progress", percent=30)
    assert run(["record", "-p", small, "--recorded", "2027-02-01", "--form", str(file)]) == 0
    out, err = capsys.readouterr()
    assert out.endswith("1 update recorded\n")
    assert err == f"note: {file}: the plan, or what was told, has changed since it was made\n"


# ---- init


def test_a_new_programme_is_made_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benelux_tracker.cli.options.today", lambda: date(2027, 3, 4))
    made = tmp_path / "programme"
    assert run(["init", str(made), "--language", "fr", "--title", "Programme d'essai"]) == 0
    assert str(made / "programme.toml") in said(capsys).splitlines()
    programme = load(made)
    assert programme.languages[0] == "fr"
    assert (programme.start, programme.end) == (date(2027, 1, 1), date(2030, 12, 31))
    assert "Programme d'essai" in str(programme.title)
    assert run(["check", "-p", str(made), "--strict"]) == 0


def test_the_years_of_a_new_programme_can_be_said(tmp_path: Path) -> None:
    made = tmp_path / "programme"
    assert run(["init", str(made), "--start", "2026-07-01", "--end", "2027-06-30"]) == 0
    assert (load(made).start, load(made).end) == (date(2026, 7, 1), date(2027, 6, 30))


def test_the_benelux_programme_can_be_copied_to_go_on_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = str(tmp_path / "benelux")
    assert run(["init", made, "--benelux"]) == 0
    assert load(made).id == "benelux-2025-2028"
    said(capsys)
    answer = refused(capsys, "init", str(tmp_path / "other"), "--benelux", "--title", "Mine")
    assert answer.startswith("error: the Benelux programme has a title, days and languages")


# ---- find, compare, chase


def test_ids_are_found_by_titles_in_any_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["find", "VEILIGHEID", "-l", "fr"]) == 0
    assert "theme:security  Sécurité" in said(capsys).splitlines()
    assert run(["find", "nsec", "--json"]) == 0
    found = json.loads(said(capsys))
    assert {"kind": "working_group", "id": "nsec"}.items() <= found[0].items()
    assert {one["kind"] for one in found} == {"working_group", "action"}
    answer = refused(capsys, "find", "police", "hydrogen")
    assert answer == f'error: nothing has "police hydrogen" in its id, title or name\n{SOUGHT}'


def test_two_days_are_compared(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "2026-06-30", "2026-12-31", "market", "-p", small]) == 0
    lines = said(capsys).splitlines()
    assert lines[:3] == ["Market", "From: 30 June 2026", "To: 31 December 2026"]
    typed = ["compare", "2026-06-30", "2026-12-31", "-p", small, "--json"]
    assert run([*typed, "--known-on", "2027-01-01", "--before-known-on", "2026-06-30"]) == 0
    found = json.loads(said(capsys))
    assert found["opening"]["known_on"] == "2026-06-30"
    assert found["closing"]["on"] == "2026-12-31"
    assert run(["compare", "2026-12-31", "2026-06-30", "-p", small]) == 2
    assert "give the earlier snapshot first" in capsys.readouterr().err


def test_groups_are_chased_as_a_list_a_letter_or_a_line(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["chase", "-p", small, "--on", "2026-12-31"]
    assert run([*typed, "customs"]) == 0
    listed = said(capsys)
    assert "Working group on customs" in listed
    assert "Working group on trade" not in listed
    assert run([*typed, "--due-by", "2027-06-30"]) == 0
    assert "\n\nWorking group on customs\n" in said(capsys)
    assert run([*typed, "--as", "letter"]) == 0
    assert said(capsys).startswith("To: Working group on ")
    assert run([*typed, "--as", "line", "--due-by", "2027-12-31"]) == 0
    assert len(said(capsys).splitlines()) == 2
    assert run([*typed, "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(said(capsys))
    (customs,) = (one for one in found if one["key"] == "customs")
    assert customs["name"] == "Working group on customs"
    assert customs["requests"][0] == {
        "kind": "never_reported",
        "action": "a3",
        "title": "Action 3",
        "milestone": None,
        "since": "2025-01-01",
        "due": "2026-06-30",
    }


def test_to_chase_nobody_is_said_so(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["chase", "trade", "-p", small, "--on", "2025-02-01"]) == 0
    before = said(capsys)
    assert run(["chase", "-p", small, "--on", "2024-12-31", "-l", "nl"]) == 0
    assert said(capsys) == "Er is niets op te vragen.\n"
    assert before
    answer = refused(capsys, "chase", "custom", "-p", small)
    assert answer == 'error: no working group "custom"; did you mean "customs"?\n'


# ---- for other programs


def test_a_table_is_exported(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "progress.csv"
    typed = ["export", "progress", str(file), "-p", small, "--on", "2026-12-31"]
    assert run([*typed, "--by", "working_group", "--by", "country"]) == 0
    assert said(capsys) == f"{file}\n"
    head, first, *_ = file.read_text("utf-8-sig").splitlines()
    assert head.startswith("working_group,")
    assert first.startswith("trade,")
    assert run(["export", "progress", str(tmp_path / "p.parquet"), "-p", small]) == 0
    said(capsys)
    answer = refused(capsys, "export", "progress", "p.xls", "-p", small)
    assert answer.startswith('error: no format goes by the suffix ".xls" of p.xls')


def test_a_calendar_is_printed_or_written(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dues.ics"
    typed = ["calendar", "customs", "-p", small, "--on", "2026-12-31"]
    assert run([*typed, "--output", str(file)]) == 0
    assert said(capsys) == f"{file}\n"
    assert run(typed) == 0
    printed = said(capsys)
    assert printed == file.read_bytes().decode()
    assert Calendar.from_ical(printed).walk("VEVENT")


def test_the_schema_of_the_files_is_printed_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema"]) == 0
    printed = said(capsys)
    assert "action" in json.loads(printed)["properties"]
    file = tmp_path / "schema.json"
    assert run(["schema", "-o", str(file)]) == 0
    assert file.read_text("utf-8") == printed


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    script = said(capsys)
    assert all(command in script for command in COMMANDS)
    assert "dry-run" in script


# ---- help, screens, pipes


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == 0
    text = said(capsys)
    assert f"  benelux-tracker {command}" in text.partition("Examples:")[2]
    assert all(len(line) <= 80 for line in text.splitlines())


def examples() -> list[str]:
    return [
        line.strip()
        for command in COMMANDS
        for line in str(app[command].help_epilogue).splitlines()
        if line.startswith("  benelux-tracker")
    ]


@pytest.mark.parametrize("example", examples())
def test_the_examples_of_the_help_can_be_typed_on_one_line(example: str) -> None:
    assert len(f"  {example}") <= 80
    words = example.partition(">")[0].split()
    app.parse_args(words[1:], exit_on_error=False, print_error=False)


def test_the_help_tells_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = " ".join(said(capsys).split())
    assert "Exit codes: 0 all is well; 1 the data has errors" in text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["sttus"], 'Did you mean "status"?'),
        (["status", "--bye", "theme"], "Did you mean --by?"),
        (["status", "-l", "frr"], 'Did you mean "fr"?'),
        (["record", "a2", "--status", "complted"], 'Did you mean "completed"?'),
        (["export", "action", "a.csv"], 'Did you mean "actions"?'),
    ],
)
def test_a_slip_of_the_keyboard_is_met_with_what_was_meant(
    capsys: pytest.CaptureFixture[str], typed: list[str], message: str
) -> None:
    shown = " ".join(refused(capsys, *typed).replace("│", " ").split())
    assert message in shown


def test_a_screen_is_coloured_unless_the_user_wants_none(small: str) -> None:
    script = (
        "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'benelux_tracker', "
        f"'status', '-p', {small!r}, '--on', '2026-12-31']) >> 8)"
    )
    plain = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    for more, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        done = subprocess.run(  # noqa: S603 - a script of our own
            [sys.executable, "-c", script],
            env={**plain, "TERM": "xterm-256color", "COLUMNS": "80", **more},
            capture_output=True,
            check=True,
        )
        assert (b"\x1b[3" in done.stdout) is coloured


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_nothing_is_lost_in_a_pipe_of_another_encoding(small: str, encoding: str) -> None:
    command = [sys.executable, "-m", "benelux_tracker", "compare", "2026-06-30", "2026-12-31"]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "-p", small, "-l", "fr"],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert "−" in done.stdout.decode("utf-8")


def test_the_command_can_be_run_as_a_module() -> None:
    module = import_module("benelux_tracker.__main__")
    assert module.main is main
