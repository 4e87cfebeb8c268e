"""Return forms as they come back: what they say, and every mistake with its sheet and cell."""

import re
import struct
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from attrs import evolve, frozen
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart

from benelux_tracker import load, read_form, record, snapshot
from benelux_tracker.errors import DateError, LoadError, Place
from benelux_tracker.exchange.form.blank import form
from benelux_tracker.exchange.form.returned import returned
from benelux_tracker.language import phrases
from benelux_tracker.limits import FORM
from benelux_tracker.model import StatusUpdate, Text
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import Signal
from benelux_tracker.storage.tables import write
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    GroupId,
    MilestoneId,
    ProgrammeId,
    Status,
)
from build_forms import (
    ON,
    PLAN,
    READ_ON,
    Office,
    back,
    blank,
    filled,
    opened,
    packed,
    parts_of,
    programme,
    refused,
)
from programmes import snapshots

DAY: Final = date(2027, 1, 10)
TREATY: Final = ActionId("treaty")
SINCE: Final = "    write the day since which this has been so, such as 2026-03-15"
FORMS: Final = 'a date (2025-09-10) or "2025", "2025-H2", "2025-Q3" or "2025-09"'
NO_BOOK: Final = (
    "[not-a-form]: cannot be read as an Excel workbook\n"
    "    save the form as an Excel workbook (.xlsx), and not as .ods or .xls"
)
NO_FORM: Final = (
    "[not-a-form]: is no return form of this library\n"
    "    write one with: benelux-tracker form GROUP form.xlsx"
)


def told(cells: Mapping[str, Any], *, formats: Mapping[str, str] | None = None) -> StatusUpdate:
    """The one update of a form that is filled in so."""
    (update,) = back(filled(cells, formats=formats)).updates
    return update


# ---- what an answer may look like


@pytest.mark.parametrize(
    "since",
    [
        DAY,
        datetime(2027, 1, 10),  # noqa: DTZ001 - as a spreadsheet has it
        "2027-01-10",
        " 2027-01-10 ",
        "10/1/2027",
        "10/01/2027",
        "10.1.2027",
        "10-01-2027",
    ],
)
def test_a_day_may_be_a_day_or_the_text_of_one(since: object) -> None:
    assert told({"Actions!I3": since, "Actions!K3": 1}).date == DAY


@pytest.mark.parametrize(
    ("due", "text"),
    [
        ("2027", "2027"),
        (2027, "2027"),
        (2027.0, "2027"),
        (" 2027-h1", "2027-H1"),
        ("2027-Q3", "2027-Q3"),
        ("2027-09", "2027-09"),
        ("2027-03-15", "2027-03-15"),
        ("15/3/2027", "2027-03-15"),
        (date(2027, 3, 15), "2027-03-15"),
        (datetime(2027, 3, 15), "2027-03-15"),  # noqa: DTZ001 - as a spreadsheet has it
    ],
)
def test_a_due_may_be_a_text_a_year_or_a_day(due: object, text: str) -> None:
    update = told(
        {"Actions!I3": DAY, "Actions!L3": due, "Milestones!F4": DAY, "Milestones!H4": due}
    )
    assert update.due == Due.parse(text)
    assert update.milestone_due == {"ratified-be": Due.parse(text)}


@pytest.mark.parametrize(
    ("percent", "shown", "whole"),
    [
        (40, "0", 40),
        (40.0, "0", 40),
        ("40", "@", 40),
        (" 40 %", "@", 40),
        ("40\u00a0%", "@", 40),
        ("40%", "0%", 40),
        (0.4, "0%", 40),
        (0.29, "0.00%", 29),
        (1, "0%", 100),
        (0, "0", 0),
        (100, "0", 100),
    ],
)
def test_a_percentage_may_be_a_number_a_text_or_a_share(
    percent: object, shown: str, whole: int
) -> None:
    cells = {"Actions!I3": DAY, "Actions!K3": percent}
    assert told(cells, formats={"Actions!K3": shown}).percent == whole


@pytest.mark.parametrize("tick", ["x", "X", " x ", "✓", "✔", True, 1, 1.0, "true"])
def test_a_tick_may_be_made_in_many_ways(tick: object) -> None:
    update = told({"Actions!I3": DAY, "Actions!P3": tick})
    assert update == StatusUpdate(action=TREATY, date=DAY, recorded=READ_ON, unchanged=True)
    assert told({"Milestones!F4": DAY, "Milestones!G4": tick}).reached == ("ratified-be",)


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("in progress", Status.IN_PROGRESS),
        (" In Progress ", Status.IN_PROGRESS),
        ("in_progress", Status.IN_PROGRESS),
        ("cancelled", Status.CANCELLED),
    ],
)
def test_a_status_may_be_the_word_of_the_list_or_of_the_files(status: str, meant: Status) -> None:
    assert told({"Actions!I3": DAY, "Actions!J3": status}).status is meant


def test_the_words_of_a_form_are_those_of_its_language() -> None:
    cells = {"Maßnahmen!I3": DAY, "Maßnahmen!J3": "Ausgesetzt", "Maßnahmen!M3": "gelb"}
    (update,) = back(filled(cells, blank(language="de"))).updates
    assert (update.status, update.confidence) == (Status.SUSPENDED, Confidence.AMBER)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (" Er is een akkoord. ", "Er is een akkoord."),
        ("Eerste.\nTweede.", "Eerste.\nTweede."),
        ("Eerste._x000D_\nTweede.", "Eerste.\nTweede."),
        ("=1+1", "=1+1"),
        (2027, "2027"),
        (2.5, "2.5"),
        (True, "True"),
        (DAY, "2027-01-10"),
    ],
)
def test_a_text_is_kept_in_the_language_of_the_form(typed: object, text: str) -> None:
    cells = {"Actions!I3": DAY, "Actions!N3": typed, "Actions!O3": typed}
    update = told(cells)
    assert update.summary == update.reason == Text(translations={"en": text})


# ---- what becomes an update


def test_a_row_that_is_left_empty_is_no_report() -> None:
    found = back(filled({"Actions!O3": "  "}))
    assert (found.updates, found.moved, found.outdated) == ((), (), False)


def test_nothing_new_is_told_of_the_day_it_is_read_unless_another_stands_there() -> None:
    nil = StatusUpdate(action=TREATY, date=READ_ON, recorded=READ_ON, unchanged=True)
    assert told({"Actions!P3": "x"}) == nil
    assert told({"Actions!P3": "x", "Actions!I3": DAY}) == StatusUpdate(
        action=TREATY, date=DAY, recorded=READ_ON, unchanged=True
    )


def test_the_rows_of_an_action_and_a_day_become_one_update() -> None:
    update = told(
        {
            "Actions!I3": DAY,
            "Actions!J3": "suspended",
            "Actions!K3": 50,
            "Actions!L3": "2028",
            "Actions!M3": "amber",
            "Actions!N3": "Brussel wacht.",
            "Actions!O3": "Het ligt stil.",
            "Milestones!F4": "2027-01-10",
            "Milestones!G4": "x",
            "Milestones!I4": "Brussel wacht.",
            "Milestones!F5": DAY,
            "Milestones!H5": "2028-Q1",
            "Milestones!I5": "Luxemburg\n\nook.",
        }
    )
    assert update == StatusUpdate(
        action=TREATY,
        date=DAY,
        recorded=READ_ON,
        status=Status.SUSPENDED,
        percent=50,
        due=Due.parse("2028"),
        confidence=Confidence.AMBER,
        reached=(MilestoneId("ratified-be"),),
        milestone_due={MilestoneId("ratified-lu"): Due.parse("2028-Q1")},
        reason=Text(translations={"en": "Brussel wacht.\nLuxemburg\n\nook."}),
        summary=Text(translations={"en": "Het ligt stil."}),
    )
    assert update.origin == Place("form.xlsx", None, "Actions!3")


def test_different_days_and_different_actions_become_different_updates() -> None:
    found = back(
        filled(
            {
                "Actions!I3": DAY,
                "Actions!K3": 50,
                "Actions!I4": DAY,
                "Actions!K4": 60,
                "Milestones!F4": date(2027, 1, 11),
                "Milestones!G4": "x",
            }
        )
    )
    assert [(u.action, u.date, u.percent, u.reached) for u in found.updates] == [
        ("treaty", DAY, 50, ()),
        ("patrols", DAY, 60, ()),
        ("treaty", date(2027, 1, 11), None, ("ratified-be",)),
    ]


def test_a_reason_may_stand_in_another_row_of_that_day() -> None:
    cells = {"Actions!I3": DAY, "Actions!N3": "Wet.", "Milestones!F4": DAY, "Milestones!H4": "2028"}
    update = told(cells)
    assert update.milestone_due == {"ratified-be": Due.parse("2028")}
    assert update.reason == Text(translations={"en": "Wet."})


def test_a_group_that_does_not_lead_is_named() -> None:
    cells = {f"Actions!{cell}": "x" for cell in ("P3", "P4", "P5")}
    found = back(filled(cells, blank("customs")))
    assert [(update.action, update.group) for update in found.updates] == [
        ("treaty", "customs"),
        ("stamp", None),
        ("exercise", None),
    ]


def test_a_copied_row_says_a_thing_once() -> None:
    copy = {"Milestones!F6": DAY, "Milestones!G6": "x", "Milestones!J6": "treaty"}
    cells = {"Milestones!F4": DAY, "Milestones!G4": "x", **copy, "Milestones!K6": "ratified-be"}
    assert told(cells).reached == ("ratified-be",)


def test_what_a_form_says_is_recorded_and_counts(tmp_path: Path) -> None:
    write(programme(), tmp_path / "small")
    path = tmp_path / "filled.xlsx"
    path.write_bytes(
        filled(
            {"Actions!I3": DAY, "Actions!J3": "suspended", "Actions!N3": "Wet.", "Actions!P4": "x"}
        )
    )
    record(tmp_path / "small", read_form(load(tmp_path / "small"), path, recorded=READ_ON).updates)
    snap = snapshot(load(tmp_path / "small"), "2027-01-31")
    assert snap.state("treaty").status is Status.SUSPENDED
    assert snap.state("patrols").fold.nil
    before = snapshot(load(tmp_path / "small"), "2027-01-31", known_on="2027-01-30")
    assert before.state("treaty").status is Status.IN_PROGRESS


# ---- mistakes


PERCENT: Final = "percent must be a whole number 0–100, got"


@pytest.mark.parametrize(
    ("cell", "typed", "problem"),
    [
        ("K3", 120, f"[bad-percent] Actions!K3: {PERCENT} 120"),
        ("K3", -1, f"[bad-percent] Actions!K3: {PERCENT} -1"),
        ("K3", "101 %", f"[bad-percent] Actions!K3: {PERCENT} 101"),
        ("K3", 40.5, f"[bad-percent] Actions!K3: {PERCENT} 40.5"),
        ("K3", 0.4, f"[bad-percent] Actions!K3: {PERCENT} 0.4\n    write 40 for 40 %"),
        ("K3", "half", f"[wrong-type] Actions!K3: {PERCENT} half"),
        ("K3", True, f"[wrong-type] Actions!K3: {PERCENT} True"),
        ("K3", DAY, f"[wrong-type] Actions!K3: {PERCENT} 2027-01-10"),
        ("K3", "w" * 61, f"[wrong-type] Actions!K3: {PERCENT} {'w' * 60}…"),
        ("K3", "w" * 60, f"[wrong-type] Actions!K3: {PERCENT} {'w' * 60}"),
        ("L3", "2027-K1", f"[bad-due] Actions!L3: due must be {FORMS}, got 2027-K1"),
        ("L3", 46000, f"[bad-due] Actions!L3: due must be {FORMS}, got 46000"),
        ("L3", "31/2/2027", f"[bad-due] Actions!L3: due must be {FORMS}, got 31/2/2027"),
        (
            "J3",
            "completd",
            (
                "[unknown-word] Actions!J3: status must be one of planned, in progress, suspended, "
                'completed, cancelled, got completd\n    did you mean "completed"?'
            ),
        ),
        (
            "M3",
            "gelb",
            "[unknown-word] Actions!M3: confidence must be one of green, amber, red, got gelb",
        ),
        ("P3", "no", "[unknown-word] Actions!P3: an x or nothing must stand here, got no"),
        (
            "O3",
            ("=1+1",),
            (
                "[not-a-value] Actions!O3: summary holds a formula\n"
                "    write the value itself into the cell"
            ),
        ),
        (
            "K3",
            "#REF!",
            "[not-a-value] Actions!K3: percent holds an error of the spreadsheet, #REF!",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_place(
    cell: str, typed: object, problem: str
) -> None:
    assert refused(filled({"Actions!I3": DAY, f"Actions!{cell}": typed})) == [problem]


@pytest.mark.parametrize(
    ("typed", "got"),
    [
        ("soon", "soon"),
        ("2027-02-31", "2027-02-31"),
        ("1/13/2027", "1/13/2027"),
        (2027, "2027"),
        (46000.5, "46000.5"),
        (datetime(2027, 1, 10, 9, 30), "2027-01-10 09:30:00"),  # noqa: DTZ001
        (time(9, 30), "09:30:00"),
        (timedelta(days=2), "2 days, 0:00:00"),
        (date(1999, 12, 31), "1999-12-31"),
    ],
)
def test_a_day_that_is_none_is_told(typed: object, got: str) -> None:
    shown = {timedelta: "[h]:mm:ss", int: "General", float: "General"}.get(
        type(typed), "yyyy-mm-dd"
    )
    cells = {"Actions!I3": typed, "Actions!K3": 1}
    content = filled(cells, formats={"Actions!I3": shown})
    assert refused(content) == [
        f"[wrong-type] Actions!I3: since must be a day such as 2026-03-15, got {got}"
    ]


def test_a_number_beyond_the_days_of_a_spreadsheet_is_its_error() -> None:
    content = filled({"Actions!I3": 99_999_999_999, "Actions!K3": 1})
    assert refused(content) == [
        "[not-a-value] Actions!I3: since holds an error of the spreadsheet, #VALUE!"
    ]


@pytest.mark.parametrize("number", ["1e999", "1e300", "9" * 400])
def test_a_number_without_end_is_no_percentage(number: str) -> None:
    parts = parts_of(filled({"Actions!I3": DAY, "Actions!K3": 1234}))
    sheet = "xl/worksheets/sheet2.xml"
    parts[sheet] = parts[sheet].replace(b"<v>1234</v>", f"<v>{number}</v>".encode())
    (problem,) = refused(packed(parts))
    assert problem.startswith(f"[bad-percent] Actions!K3: {PERCENT} ")


def test_news_without_a_day_is_told() -> None:
    content = filled({"Actions!K3": 1, "Milestones!G4": "x"})
    assert refused(content) == [
        f"[missing-field] Actions!I3: since is missing\n{SINCE}",
        f"[missing-field] Milestones!F4: since is missing\n{SINCE}",
    ]


def test_a_day_to_come_is_told() -> None:
    content = filled({"Actions!I3": "2027-02-01", "Actions!K3": 1})
    assert refused(content) == [
        (
            "[recorded-before-date] Actions!I3: "
            "since 2027-02-01 is after 2027-01-31, the day it is recorded"
        )
    ]
    assert told({"Actions!I3": "2027-01-31", "Actions!K3": 1}).date == READ_ON


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({"Actions!I3": DAY}, "Actions!I3"),
        ({"Actions!I3": DAY, "Actions!N3": "Wet."}, "Actions!N3"),
        ({"Milestones!F4": DAY, "Milestones!I4": "Wet."}, "Milestones!I4"),
    ],
)
def test_a_day_or_a_reason_alone_reports_nothing(cells: dict[str, object], where: str) -> None:
    assert refused(filled(cells)) == [
        (
            f"[says-nothing] {where}: a day or a reason alone reports nothing\n"
            "    fill in what is so since then, or put an x where there is nothing to report"
        )
    ]


def test_nothing_new_with_news_of_the_same_action_is_told_whatever_the_day() -> None:
    content = filled(
        {
            "Actions!P3": "x",
            "Milestones!F4": DAY,
            "Milestones!G4": "x",
            "Actions!P4": "x",
            "Actions!N4": "Wet.",
            "Actions!P5": "x",
        }
    )
    assert refused(content) == [
        "[nil-with-news] Actions!P3: unchanged is ticked, but Milestones!G4 has news",
        "[nil-with-news] Actions!P4: unchanged is ticked, but Actions!N4 has news",
    ]


def test_rows_of_one_day_that_disagree_are_told() -> None:
    content = filled(
        {
            "Milestones!F4": DAY,
            "Milestones!H4": "2028",
            "Milestones!F6": DAY,
            "Milestones!H6": "2029",
            "Milestones!J6": "treaty",
            "Milestones!K6": "ratified-be",
        }
    )
    assert refused(content) == [
        (
            "[rows-at-odds] Milestones!H6: "
            "due is at odds with Milestones!H4, of the same action and day"
        )
    ]


def test_added_rows_and_rows_of_unknown_work_are_told() -> None:
    content = filled(
        {
            "Actions!I7": DAY,
            "Actions!K7": 1,
            "Actions!P4": "x",
            "Actions!Q4": "patrol",
            "Milestones!F4": DAY,
            "Milestones!G4": "x",
            "Milestones!K4": "ratified",
            "Milestones!F9": DAY,
        }
    )
    assert refused(content) == [
        '[unknown-action] Actions!4: no action "patrol"\n    leave added rows away',
        "[unknown-action] Actions!7: the row is of no action\n    leave added rows away",
        '[unknown-milestone] Milestones!4: no milestone "ratified" in action "treaty"',
        "[unknown-action] Milestones!9: the row is of no action\n    leave added rows away",
    ]


def test_all_mistakes_are_told_at_once() -> None:
    content = filled(
        {
            "Actions!I3": "soon",
            "Actions!K3": 120,
            "Actions!P3": "yes",
            "Actions!K4": 1,
            "Milestones!F5": "2028-01-01",
            "Milestones!G5": "ja",
            "Milestones!H5": "never",
        }
    )
    assert refused(content) == [
        "[wrong-type] Actions!I3: since must be a day such as 2026-03-15, got soon",
        f"[bad-percent] Actions!K3: {PERCENT} 120",
        "[unknown-word] Actions!P3: an x or nothing must stand here, got yes",
        f"[missing-field] Actions!I4: since is missing\n{SINCE}",
        "[unknown-word] Milestones!G5: an x or nothing must stand here, got ja",
        f"[bad-due] Milestones!H5: due must be {FORMS}, got never",
        (
            "[recorded-before-date] Milestones!F5: "
            "since 2028-01-01 is after 2027-01-31, the day it is recorded"
        ),
        "[nil-with-news] Actions!P3: unchanged is ticked, but Actions!K3 has news",
    ]


# ---- a form of other times


NEWS: Final = """
[[update]]
action = "patrols"
date = 2026-11-01
percent = 50
"""


def test_a_form_of_the_same_data_is_not_outdated() -> None:
    known = form(snapshot(programme(), ON, known_on="2026-05-31"), "chiefs", "fr")
    for content in (blank(), blank("customs", "de"), known):
        assert not back(content).outdated


def test_what_others_told_of_a_filled_row_is_shown() -> None:
    of = programme(NEWS)
    found = back(filled({"Actions!P3": "x", "Actions!I4": DAY, "Actions!K4": 60}), of)
    assert found.outdated
    assert len(found.updates) == 2
    (row,) = found.moved
    assert (row.where, row.action) == ("Actions!4", "patrols")
    assert [(update.id, update.percent) for update in row.updates] == [("patrols@2026-11-01", 50)]


def test_what_others_told_of_another_row_only_makes_a_form_outdated() -> None:
    found = back(filled({"Actions!P3": "x"}), programme(NEWS))
    assert (found.moved, found.outdated) == ((), True)


def test_what_was_told_of_the_work_of_other_groups_is_no_matter() -> None:
    of = programme(NEWS.replace("patrols", "stamp"))
    found = back(filled({"Actions!P3": "x"}), of)
    assert (found.moved, found.outdated) == ((), False)


def test_a_changed_plan_makes_a_form_outdated() -> None:
    of = programme(plan=PLAN.replace('due = "2027"', 'due = "2028"'))
    assert back(blank(), of).outdated


def test_a_form_that_is_recorded_again_is_recognised(tmp_path: Path) -> None:
    write(programme(), tmp_path / "small")
    content = filled({"Actions!I3": DAY, "Actions!K3": 50})
    record(tmp_path / "small", back(content).updates)
    (row,) = back(content, load(tmp_path / "small")).moved
    assert [update.percent for update in row.updates] == [50]


def test_a_form_of_another_programme_is_told() -> None:
    of = evolve(programme(), id=ProgrammeId("large"))
    assert refused(blank(), of) == [
        '[other-programme]: is a form of the programme "small", not of "large"'
    ]


def test_a_form_of_a_group_that_is_gone_is_told() -> None:
    groups = [group for group in programme().working_groups if group.id != "archives"]
    of = evolve(programme(), working_groups=tuple(groups))
    assert refused(blank("archives"), of) == [
        '[unknown-working-group]: no working group "archives"\n    did you mean "chiefs"?'
    ]


def facts(**changed: object) -> bytes:
    """A form whose hidden sheet was changed."""
    book = opened(blank())
    sheet = book["form"]
    for row in sheet.iter_rows(max_row=7):
        row[1].value = changed.get(row[0].value, row[1].value)
    return filled({}, saved(book))


def saved(book: Office) -> bytes:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "book.xlsx"
        book.save(path)
        return path.read_bytes()


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"format": "benelux-tracker/return-form/2"}, [NO_FORM]),
        ({"format": None}, [NO_FORM]),
        (
            {"programme": None, "language": "it"},
            [
                '[other-programme]: is a form of the programme "", not of "small"',
                '[not-a-form]: must be in one of nl, fr, en, de, got "it"',
            ],
        ),
        (
            {"group": "chief", "on": "today", "language": None},
            [
                '[unknown-working-group]: no working group "chief"\n    did you mean "chiefs"?',
                (
                    "[not-a-form]: the day it was made for must be a day such as 2025-12-31, "
                    "without a time; got 'today'"
                ),
                '[not-a-form]: must be in one of nl, fr, en, de, got ""',
            ],
        ),
        (
            {"known_on": 2026},
            [
                (
                    "[not-a-form]: the day of what it knows must be a day such as 2025-12-31, "
                    "without a time; got '2026'"
                )
            ],
        ),
    ],
)
def test_a_hidden_sheet_that_was_changed_is_told(
    changed: dict[str, object], problems: list[str]
) -> None:
    assert refused(facts(**changed)) == problems


def test_a_form_that_says_to_know_less_than_it_does_is_outdated() -> None:
    assert back(facts(digest="0" * 64)).outdated
    assert back(facts(on="2026-05-31")).outdated


def test_a_form_of_which_a_sheet_or_a_column_is_lost_is_told() -> None:
    book = opened(blank())
    del book["Milestones"]
    book["Actions"].delete_cols(11)
    assert refused(saved(book)) == [
        f"[not-a-form]: has lost the {name}, or some of their columns\n"
        "    write one with: benelux-tracker form GROUP form.xlsx"
        for name in ("actions", "milestones")
    ]


def test_more_sheets_and_a_chart_do_no_harm() -> None:
    book = opened(filled({"Actions!P3": "x"}))
    book.create_sheet("Notes")["A1"] = "note"
    book.create_chartsheet("Chart").add_chart(BarChart())
    assert len(back(saved(book)).updates) == 1


@pytest.mark.parametrize("row", [107, 108, 1_048_576])
def test_a_row_counts_however_many_empty_ones_are_above_it(row: int) -> None:
    told = f"[unknown-action] Actions!{row}: the row is of no action"
    assert refused(filled({f"Actions!I{row}": DAY}))[0].startswith(told)


# ---- what is no form


def test_a_workbook_of_another_kind_is_no_form() -> None:
    book = opened(blank())
    del book["form"]
    assert refused(saved(book)) == [NO_FORM]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), id="an-old-xls"),
        pytest.param(packed({"readme.txt": b"hello"}), id="a-zip-without-a-workbook"),
        pytest.param(
            packed(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": b"<office:document-content/>",
                }
            ),
            id="ods-renamed",
        ),
        pytest.param(blank()[:-100], id="truncated"),
        pytest.param(blank()[:3000], id="cut-in-half"),
    ],
)
def test_what_is_no_workbook_is_told(content: bytes) -> None:
    assert refused(content) == [NO_BOOK]


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = packed({**parts_of(blank()), "xl/media/image1.bin": bytes(FORM)})
    assert len(bomb) < 40_000
    assert refused(bomb) == ["[too-large]: is larger than 8388608 bytes, unpacked"]


def test_a_size_that_a_zip_lies_about_is_noticed() -> None:
    parts = {**parts_of(blank()), "xl/worksheets/sheet2.xml": bytes(2 * FORM)}
    bomb, real = packed(parts), struct.pack("<I", 2 * FORM)
    assert refused(bomb.replace(real, struct.pack("<I", 1000))) == [NO_BOOK]


def test_entities_within_entities_are_not_unfolded() -> None:
    parts, sheet = parts_of(blank()), "xl/worksheets/sheet2.xml"
    entities = [b'<!ENTITY a "%b">' % (b"w" * 1000)]
    entities += [b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8)]
    found = re.sub(
        b"(?=<worksheet)", b"<!DOCTYPE x [%b]>" % b"".join(entities), parts[sheet], count=1
    )
    parts[sheet] = re.sub(b"<t>Action</t>", b"<t>&i;</t>", found)
    hint = "save the form as an Excel workbook (.xlsx), and not as .ods or .xls"
    assert refused(packed(parts)) == [
        f"[not-a-form]: defines signs of its own (DOCTYPE)\n    {hint}"
    ]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(LoadError) as caught:
        read_form(programme(), tmp_path / "form.xlsx", recorded="2027-01-31")
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == (
        "unreadable",
        "cannot be read: No such file or directory",
    )
    assert problem.place == Place(str(tmp_path / "form.xlsx"))


def test_a_file_larger_than_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(blank() + bytes(FORM))
    with pytest.raises(LoadError) as caught:
        read_form(programme(), path, recorded="2027-01-31")
    (problem,) = caught.value.problems
    assert str(problem) == f"{path}: error[too-large]: is larger than 8388608 bytes, unpacked"


def test_the_day_on_which_a_form_is_read_must_be_a_day(tmp_path: Path) -> None:
    with pytest.raises(DateError, match="recorded must be a day"):
        read_form(programme(), tmp_path / "form.xlsx", recorded="2027")


# ---- laws


def survives(content: bytes) -> None:
    """It is read, or refused with problems that say where."""
    places: set[Place | None] = {Place("form.xlsx")}
    try:
        returned(programme(), content, recorded=READ_ON, file="form.xlsx")
    except LoadError as error:
        places = {problem.place for problem in error.problems}
    assert places == {Place("form.xlsx")}


BROKEN: Final = filled({"Actions!I3": DAY, "Actions!K3": 50, "Actions!P4": "x"})
PARTS: Final = parts_of(BROKEN)
SNIPPETS: Final = [
    *(b"", b"<", b">", b'"', b"&#0;", b"&x;", b"\xff", b"-1", b"1e999", b"NaN", b"9" * 5000),
    *(b"A0", b"$$", b"ZZZZ9", b"<row r='0'/>", b"<row r='1048576'/>", b"<!DOCTYPE a>", b't="d"'),
]


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.integers(0, len(BROKEN) - 1), st.binary(max_size=3)), max_size=4),
    st.integers(0, 2),
)
def test_a_form_with_other_bytes_is_read_or_refused(
    changes: list[tuple[int, bytes]], dropped: int
) -> None:
    content = BROKEN
    for place, put in changes:
        content = content[:place] + put + content[place + len(put) + dropped :]
    survives(content)


@settings(max_examples=200)
@example(name="xl/worksheets/sheet4.xml", begin=0.5, length=0, put=b"9" * 5000, kept=True)
@example(name="xl/workbook.xml", begin=0, length=0, put=b"", kept=False)
@given(
    name=st.sampled_from(sorted(PARTS)),
    begin=st.floats(0, 1),
    length=st.integers(0, 30),
    put=st.sampled_from(SNIPPETS) | st.binary(max_size=4),
    kept=st.sampled_from([True, True, True, True, False]),
)
def test_a_form_with_other_parts_is_read_or_refused(
    name: str, begin: float, length: int, put: bytes, *, kept: bool
) -> None:
    parts = dict(PARTS)
    part = parts.pop(name)
    start = int(begin * len(part))
    if kept:
        parts[name] = part[:start] + put + part[start + length :]
    survives(packed(parts))


@frozen
class Written:
    """What somebody writes into a row, by column, and what the row then says."""

    cells: Mapping[str, object]
    says: Mapping[str, Any]


days_told = st.dates(date(2026, 1, 1), READ_ON)
dues_told = st.sampled_from(["2027", "2027-H1", "2028-Q3", "2028-09", "2027-03-15"])
texts = (
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
    .map(str.strip)
    .filter(bool)
)


@st.composite
def written(draw: st.DrawFn, *, step: bool) -> Written:
    """News of an action or a milestone, in one of the ways to write it."""
    day, due, percent = draw(days_told), Due.parse(draw(dues_told)), draw(st.integers(0, 100))
    status, confidence = draw(st.sampled_from(Status)), draw(st.sampled_from(Confidence))
    of_step: dict[str, tuple[object, object]] = {"reached": ("x", True)}
    of_action: dict[str, tuple[object, object]] = {
        "status": (phrases.STATUSES[status], status),
        "confidence": (phrases.SIGNALS[Signal(confidence)], confidence),
        "percent": (draw(st.sampled_from([percent, float(percent), f"{percent} %"])), percent),
        "summary": (text := draw(texts), text),
    }
    due_ways: list[object] = [due.text, due.text.lower(), *([due.first] if due.is_day else [])]
    possible = {"due": (draw(st.sampled_from(due_ways)), due), **(of_step if step else of_action)}
    keys = draw(st.lists(st.sampled_from(sorted(possible)), min_size=1, unique=True))
    told = {key: possible[key] for key in keys}
    if draw(st.booleans()):
        told["reason"] = (reason := draw(texts), reason)
    since = draw(st.sampled_from([day, day.isoformat(), f"{day.day}/{day.month}/{day.year}"]))
    told["since"] = (since, day)
    return Written({k: cell for k, (cell, _) in told.items()}, {k: v for k, (_, v) in told.items()})


def expected(
    snap: Snapshot, group: str, rows: list[tuple[str, str, Written]]
) -> dict[tuple[str, date], StatusUpdate]:
    """The updates that a form must give: of each action and day what its rows say."""
    updates: dict[tuple[str, date], StatusUpdate] = {}
    for name, step, row in rows:
        says = dict(row.says)
        day, action = says.pop("since"), snap.programme.action_by_id[ActionId(name)]
        base = StatusUpdate(
            action=action.id,
            date=day,
            recorded=READ_ON,
            group=None if action.groups[0] == group else GroupId(group),
        )
        update = updates.get((name, day), base)
        reason, summary = says.pop("reason", None), says.pop("summary", None)
        if reason:
            before = update.reason.translations["en"] if update.reason else None
            reasons = [before, reason] if before and reason not in before.split("\n") else [reason]
            update = evolve(update, reason=Text(translations={"en": "\n".join(map(str, reasons))}))
        if summary:
            update = evolve(update, summary=Text(translations={"en": summary}))
        if step:
            reached = (MilestoneId(step),) if says.pop("reached", False) else ()
            dues = {MilestoneId(step): says.pop("due")} if "due" in says else {}
            update = evolve(
                update,
                reached=update.reached + reached,
                milestone_due={**update.milestone_due, **dues},
            )
        updates[name, day] = evolve(update, **says)
    return updates


@settings(max_examples=60)
@given(snap=snapshots, data=st.data())
def test_what_is_filled_in_is_what_comes_back(snap: Snapshot, data: st.DataObject) -> None:
    group = data.draw(st.sampled_from([group.id for group in snap.programme.working_groups]))
    book = opened(form(snap, group, "en"))
    news: list[tuple[str, str, Written]] = []
    silent: set[str] = set()
    for sheet in book.worksheets[1:3]:
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row in range(3, sheet.max_row + 1):
            action, step = (
                str(sheet.cell(row, columns[key]).value) if key in columns else ""
                for key in ("action", "step")
            )
            choice = data.draw(st.sampled_from(["news", "nothing", "nil"]))
            if choice == "nil" and not step:
                sheet.cell(row, columns["unchanged"], "x")
                silent.add(action)
            elif choice == "news" and action not in silent:
                found = data.draw(written(step=bool(step)))
                news.append((action, step, found))
                for key, value in found.cells.items():
                    cell = sheet.cell(row, columns[key], value)
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type
    read = returned(snap.programme, saved(book), recorded=READ_ON)
    wanted = expected(snap, group, news)
    heard = {
        (update.action, update.date): update for update in read.updates if not update.unchanged
    }
    assert heard == wanted
    assert {update.action for update in read.updates if update.unchanged} == silent
    assert (read.moved, read.outdated) == ((), False)
