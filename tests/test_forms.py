"""Return forms as they go out: what a working group finds in its workbook."""

import hashlib
import os
import re
import subprocess
import sys
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from benelux_tracker import load_benelux, read_form, save_form, snapshot
from benelux_tracker.errors import RequestError, UnknownKeyError
from benelux_tracker.exchange.form.blank import form
from benelux_tracker.exchange.form.rows import ACTIONS, MILESTONES, SHEETS
from benelux_tracker.language.phrases import FORM_HEADS, FORM_HINTS
from benelux_tracker.language.words import LANGUAGES
from benelux_tracker.model import Text, WorkProgramme
from build_documents import tool
from build_forms import ON, Office, blank, filled, opened, parts_of, programme

Grid = list[list[object]]


def grid(sheet: Office) -> Grid:
    """The values of a sheet, dates without their midnight."""
    rows = sheet.iter_rows(values_only=True)
    return [[it.date() if isinstance(it, datetime) else it for it in row] for row in rows]


def made(group: str = "chiefs", language: str = "nl") -> Office:
    return opened(blank(group, language))


def with_title(title: str, programme: WorkProgramme) -> WorkProgramme:
    """A programme that is called so, as are its actions and their summaries."""
    text = Text(title)
    return evolve(
        programme,
        title=text,
        actions=tuple(evolve(action, title=text) for action in programme.actions),
        updates=tuple(evolve(update, summary=text) for update in programme.updates),
    )


# ---- what stands in it


def test_the_sheet_of_actions_tells_what_is_known_the_open_ones_first() -> None:
    assert grid(made()["Acties"]) == [
        [column.key for column in ACTIONS],
        [
            *("Actie", "Dossier", "Leidende groep", "Huidige termijn", "Laatste bericht"),
            *("Laatste status", "Percentage gerealiseerd", "Wat het laatst is gemeld"),
            *("Sinds wanneer", "Nieuwe status", "Nieuw percentage", "Nieuwe termijn", "Oordeel"),
            *("Reden", "Wat er is gebeurd", "Niets nieuws", None),
        ],
        [
            *("Verdrag", "Politie", "Korpschefs", "2027", date(2026, 8, 1), "in uitvoering", 33),
            *("Het is getekend.", *[None] * 8, "treaty"),
        ],
        [
            *("Patrouilles", "Politie", "Korpschefs", "1e kwartaal 2027", date(2026, 6, 1), None),
            *(40, "Het loopt.", *[None] * 8, "patrols"),
        ],
        [
            *("Oefening", "Politie", "Douane", "31 december 2028", date(2026, 3, 1), "afgerond"),
            *(100, None, *[None] * 8, "exercise"),
        ],
        [
            *("Studie", "Politie", "Korpschefs", "31 december 2028", date(2026, 4, 1)),
            *("geannuleerd", None, None, *[None] * 8, "study"),
        ],
    ]


def test_the_sheet_of_milestones_tells_which_were_reached() -> None:
    signed = date(2026, 5, 20)
    assert grid(made(language="fr")["Jalons"]) == [
        [column.key for column in MILESTONES],
        [
            *("Action", "Jalon", "Pays", "Échéance actuelle", "Atteint le", "Depuis quand"),
            *("Jalon atteint", "Nouvelle échéance", "Motif", None, None),
        ],
        ["Traité", "Signé", None, "premier semestre 2026", signed, *[None] * 4, "treaty", "signed"],
        ["Traité", "Ratifié", "Belgique", "2027", *[None] * 5, "treaty", "ratified-be"],
        ["Traité", "Ratifié", "Luxembourg", "15 mars 2027", *[None] * 5, "treaty", "ratified-lu"],
    ]


@pytest.mark.parametrize(
    ("language", "titles", "head"),
    [
        (
            "nl",
            ["Antwoordformulier", "Acties", "Mijlpalen"],
            ["Korpschefs", "Klein programma", "31 december 2026"],
        ),
        (
            "fr",
            ["Formulaire de réponse", "Actions", "Jalons"],
            ["Chefs de corps", "Petit programme", "31 décembre 2026"],
        ),
        (
            "en",
            ["Return form", "Actions", "Milestones"],
            ["Korpschefs", "Small programme", "31 December 2026"],
        ),
        (
            "de",
            ["Rückmeldeformular", "Maßnahmen", "Meilensteine"],
            ["Korpschefs", "Klein programma", "31. Dezember 2026"],
        ),
    ],
)
def test_a_form_is_in_the_language_asked_for(
    language: str, titles: list[str], head: list[str]
) -> None:
    book = made(language=language)
    assert book.sheetnames == [*titles, "form"]
    first = grid(book.worksheets[0])
    assert first[0] == [titles[0], None]
    assert [row[1] for row in first[1:4]] == head
    assert len(first) == 10 + len(FORM_HINTS)
    assert (book.properties.title, book.properties.creator) == (titles[0], head[1])
    assert (book.properties.language, str(book.properties.created)) == (
        language,
        "2026-12-31 00:00:00",
    )


def test_the_first_sheet_explains_in_english_too() -> None:
    rows = grid(made(language="en").worksheets[0])
    assert rows[5][0] == "How to fill it in"
    assert rows[5][1] == (
        "The sheet “Actions” has a row for each of your actions, the sheet “Milestones” one for "
        "each of their milestones. White cells tell what is known; the yellow ones are for you, "
        "where there is news. Completed and cancelled work stands in grey: fill it in only to put "
        "something right."
    )
    assert rows[7][1] == (
        "An empty row is not counted as a report. If there is nothing to report, put an x under "
        "“Nothing new”."
    )
    assert [row[0] for row in rows[10:]] == [FORM_HEADS[key] for key in FORM_HINTS]


def test_the_hidden_sheet_knows_what_the_form_is_and_what_was_told() -> None:
    sheet = made()["form"]
    told = {row[0]: row[1] for row in grid(sheet)}
    assert re.fullmatch("[0-9a-f]{64}", str(told.pop("digest")))
    assert told == {
        "format": "benelux-tracker/return-form/1",
        "programme": "small",
        "group": "chiefs",
        "language": "nl",
        "on": "2026-12-31",
        "known_on": None,
    }
    marks = [cell.value for cell in takewhile(lambda cell: cell.value, sheet["C"])]
    assert len({mark for mark in marks if re.fullmatch("[0-9a-f]{12}", mark)}) == 5


def test_only_the_own_work_and_the_shared_work_of_a_group_is_in_its_form() -> None:
    rows = grid(made("customs")["Acties"])[2:]
    assert [(row[0], row[2]) for row in rows] == [
        ("Verdrag", "Korpschefs"),
        ("Stempel", "Douane"),
        ("Oefening", "Douane"),
    ]
    assert rows[1][4:8] == [None, None, None, None]


def test_a_group_without_actions_gets_a_form_without_rows() -> None:
    book = made("archives", "en")
    assert [len(grid(sheet)) for sheet in book.worksheets[1:3]] == [2, 2]
    assert [list(sheet.data_validations.dataValidation) for sheet in book.worksheets] == [[]] * 4


# ---- what can be done with it


def test_what_is_not_to_be_filled_in_is_locked() -> None:
    book = made(language="en")
    assert book.security.lockStructure
    assert [sheet.protection.sheet for sheet in book.worksheets] == [True, True, True, False]
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"] * 3 + ["veryHidden"]
    open_cells = {
        sheet.title: [c.coordinate for row in sheet.iter_rows() for c in row if not locked(c)]
        for sheet in book.worksheets
    }
    assert open_cells == {
        "Return form": [],
        "Actions": [f"{letter}{row}" for row in (3, 4, 5, 6) for letter in "IJKLMNOP"],
        "Milestones": [f"{letter}{row}" for row in (4, 5) for letter in "FGHI"],
        "form": [],
    }
    for sheet in book.worksheets[1:3]:
        assert not sheet.protection.formatColumns  # columns may be made wider


def locked(cell: Office) -> bool:
    return bool(cell.protection.locked)


def test_what_is_to_be_filled_in_is_yellow_and_what_is_over_grey() -> None:
    sheet = made(language="en")["Actions"]
    assert {cell.fill.fgColor.rgb for row in sheet["I3:P6"] for cell in row} == {"00FFF2CC"}
    assert {cell.fill.fgColor.rgb for row in sheet["A3:H6"] for cell in row} == {"00000000"}
    assert {cell.fill.fgColor.rgb for cell in sheet["A2:H2"][0]} == {"001F3864"}
    assert {cell.fill.fgColor.rgb for cell in sheet["I2:P2"][0]} == {"007F6000"}
    greys = [sheet[f"A{row}"].font.color.rgb == "00666666" for row in (3, 4, 5, 6)]
    assert greys == [False, False, True, True]
    steps = made(language="en")["Milestones"]
    assert [steps[f"B{row}"].font.color.rgb == "00666666" for row in (3, 4, 5)] == [
        True,
        False,
        False,
    ]


def test_keys_and_ids_are_hidden_and_the_heads_stay_in_sight() -> None:
    for sheet, columns in zip(made().worksheets[1:3], SHEETS.values(), strict=True):
        shapes = sheet.column_dimensions
        hidden = [columns[ord(name) - 65].key for name, it in shapes.items() if it.hidden]
        assert hidden in (["action"], ["action", "step"])
        assert sheet.row_dimensions[1].hidden
        assert sheet.freeze_panes == "B3"
        assert sheet.print_title_rows == "$2:$2"


def test_every_sheet_is_printed_one_page_wide() -> None:
    for sheet in made().worksheets[:3]:
        page = sheet.page_setup
        assert (page.orientation, int(page.paperSize), page.fitToHeight) == ("landscape", 9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_cells_take_days_whole_numbers_and_words_of_a_list() -> None:
    rules = {
        sheet.title: [
            (str(it.sqref), it.type, it.formula1, it.formula2, it.showErrorMessage)
            for it in sheet.data_validations.dataValidation
        ]
        for sheet in made(language="fr").worksheets[1:3]
    }
    assert rules == {
        "Actions": [
            ("I3:I6", "date", "36526", None, True),
            ("J3:J6", "list", '"prévu,en cours,suspendu,achevé,annulé"', None, True),
            ("K3:K6", "whole", "0", "100", True),
            ("L3:L6", None, None, None, False),
            ("M3:M6", "list", '"vert,orange,rouge"', None, True),
            ("N3:N6", None, None, None, False),
            ("O3:O6", None, None, None, False),
            ("P3:P6", "list", '"x"', None, True),
        ],
        "Jalons": [
            ("F3:F5", "date", "36526", None, True),
            ("G3:G5", "list", '"x"', None, True),
            ("H3:H5", None, None, None, False),
            ("I3:I5", None, None, None, False),
        ],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_to_fill_in_has_a_hint_no_longer_than_a_spreadsheet_shows(language: str) -> None:
    for sheet in made(language=language).worksheets[1:3]:
        for it in sheet.data_validations.dataValidation:
            assert 0 < len(it.promptTitle) <= 32
            assert 20 < len(it.prompt) <= 255
            assert (it.errorTitle, it.error) == (it.promptTitle, it.prompt)
            assert len(it.formula1 or "") <= 255
            assert (it.formula1 or "").count(",") in {0, 2, 4}  # words have no comma of their own


def test_days_are_shown_as_days_and_a_due_is_typed_as_text() -> None:
    sheet = made()["Acties"]
    formats = {name: sheet[f"{name}3"].number_format for name in "AEIKL"}
    assert formats == {"A": "General", "E": "yyyy-mm-dd", "I": "yyyy-mm-dd", "K": "0", "L": "@"}


# ---- texts that mean ill, or are long


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(A1)", "=1+1"]
)
def test_a_title_that_looks_like_a_formula_is_a_text(title: str) -> None:
    content = form(snapshot(with_title(title, programme()), ON), "chiefs", "en")
    book = opened(content)
    for cell in (*book["Actions"]["A3:H3"][0][::7], book["Return form"]["B3"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (title, "s", True)
    assert [name for name, part in parts_of(content).items() if b"<f>" in part] == []


def test_what_cannot_be_seen_is_marked() -> None:
    title = "a\x00b\x1b\ud800\ufffe\uffff\u202ed"
    book = opened(form(snapshot(with_title(title, programme()), ON), "chiefs", "en"))
    seen = "a\ufffdb\ufffd\ufffd\ufffd\ufffd\ufffdd"
    assert book["Actions"]["A3"].value == book["Actions"]["H3"].value == seen
    assert book.properties.creator == seen


def test_a_title_stands_on_one_line_and_a_summary_on_its_own() -> None:
    book = opened(form(snapshot(with_title("a\n b", programme()), ON), "chiefs", "en"))
    assert (book["Actions"]["A3"].value, book["Actions"]["H3"].value) == ("a b", "a\n b")


def test_a_very_long_text_is_cut_to_what_a_cell_holds() -> None:
    book = opened(form(snapshot(with_title("w" * 40_000, programme()), ON), "chiefs", "en"))
    assert book["Actions"]["H3"].value == "w" * 32_000
    assert book["Actions"].row_dimensions[3].height == 12 * 15 + 3


def test_a_row_is_as_high_as_its_longest_text() -> None:
    text = "w" * 81 + "\nw\n\nw"  # in a column of 40 signs: three lines, and three more
    book = opened(form(snapshot(with_title(text, programme()), ON), "chiefs", "en"))
    assert book["Actions"].row_dimensions[3].height == 6 * 15 + 3
    assert made()["Acties"].row_dimensions[6].height == 2 * 15 + 3  # 31 december 2028


# ---- the file


def test_the_same_snapshot_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, benelux_tracker as bt\n"
        "from benelux_tracker.exchange.form.blank import form\n"
        "made = form(bt.snapshot(bt.load_benelux(), '2026-12-31'), 'nsec', 'fr')\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    seeded = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], env=seeded, capture_output=True, text=True, check=True
    )
    here = form(snapshot(load_benelux(), "2026-12-31"), "nsec", "fr")
    assert ran.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_a_form_is_saved_and_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "form.XLSX"
    path.write_text("what was there")
    save_form(snapshot(programme(), ON), "chiefs", path)
    assert path.read_bytes() == blank(language="nl")
    back = read_form(programme(), path, recorded="2027-01-31")
    assert (back.file, back.group, back.language) == (str(path), "chiefs", "nl")
    assert (back.on, back.updates, back.moved, back.outdated) == (date(2026, 12, 31), (), (), False)


def test_an_unknown_group_is_told_with_the_nearest_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        save_form(snapshot(programme(), ON), "chief", tmp_path / "form.xlsx")
    assert str(caught.value) == 'no working group "chief"; did you mean "chiefs"?'
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_language_is_told(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match='"it"'):
        save_form(snapshot(programme(), ON), "chiefs", tmp_path / "form.xlsx", "it")


@pytest.mark.parametrize("name", ["form.xls", "form.ods", "form"])
def test_another_suffix_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(RequestError, match=r'no format goes by the suffix ".*; known: \.xlsx'):
        save_form(snapshot(programme(), ON), "chiefs", tmp_path / name)


# ---- in an office


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """A blank form and a filled one, as LibreOffice saves them, also by way of its own format."""
    soffice = tool("soffice")
    here = tmp_path_factory.mktemp("office")
    plain = form(snapshot(with_title("=1+1", programme()), ON), "chiefs", "en")
    for name, content in (("blank", plain), ("filled", filled(ANSWERS, plain))):
        (here / f"{name}.xlsx").write_bytes(content)
    for sources, form_of, into in (
        (["blank.xlsx", "filled.xlsx"], "xlsx", "once"),
        (["blank.xlsx", "filled.xlsx"], "ods", "ods"),
        (["ods/blank.ods", "ods/filled.ods"], "xlsx", "twice"),
    ):
        home = f"-env:UserInstallation={(here / 'home').as_uri()}"
        convert = [soffice, home, "--headless", "--convert-to", form_of, "--outdir", into, *sources]
        subprocess.run(convert, cwd=here, check=True, capture_output=True, timeout=180)  # noqa: S603
    saved = {way: here / way for way in ("once", "twice")}
    return {
        way: {name: (at / f"{name}.xlsx").read_bytes() for name in ("blank", "filled")}
        for way, at in saved.items()
    }


ANSWERS: Final = {
    "Actions!I3": date(2027, 1, 10),
    "Actions!J3": "suspended",
    "Actions!K3": 50,
    "Actions!L3": "2028-09",
    "Actions!N3": "=1+1",
    "Actions!O3": "Eerste regel.\nTweede.",
    "Actions!P4": "x",
    "Milestones!F4": date(2027, 1, 10),
    "Milestones!G4": "x",
    "Milestones!F5": "12/1/2027",
    "Milestones!H5": "2028",
}


@pytest.mark.parametrize("way", ["once", "twice"])
@pytest.mark.parametrize("which", ["blank", "filled"])
def test_what_libreoffice_saves_says_the_same(
    offices: dict[str, dict[str, bytes]], tmp_path: Path, way: str, which: str
) -> None:
    called = with_title("=1+1", programme())
    plain = form(snapshot(called, ON), "chiefs", "en")
    path = tmp_path / "form.xlsx"
    path.write_bytes(filled(ANSWERS, plain) if which == "filled" else plain)
    as_sent = read_form(called, path, recorded="2027-01-31")
    path.write_bytes(offices[way][which])
    assert read_form(called, path, recorded="2027-01-31") == as_sent
    assert (len(as_sent.updates), as_sent.outdated) == (3 if which == "filled" else 0, False)


@pytest.mark.parametrize("way", ["once", "twice"])
def test_libreoffice_keeps_locks_lists_hints_and_what_is_hidden(
    offices: dict[str, dict[str, bytes]], way: str
) -> None:
    book = opened(offices[way]["blank"])
    assert book.sheetnames == ["Return form", "Actions", "Milestones", "form"]
    assert book["form"].sheet_state != "visible"
    sheet = book["Actions"]
    assert sheet.protection.sheet
    assert (locked(sheet["H3"]), locked(sheet["I3"])) == (True, False)
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["Q"].hidden
    rules = {str(it.sqref): it for it in sheet.data_validations.dataValidation}
    assert rules["J3:J6"].formula1 == '"planned,in progress,suspended,completed,cancelled"'
    assert (rules["I3:I6"].type, rules["K3:K6"].type) == ("date", "whole")
    assert rules["O3:O6"].prompt == FORM_HINTS["summary"]
    assert sheet["L3"].number_format == "@"
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")
