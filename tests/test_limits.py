"""What others wrote is read up to a limit; beyond it, a problem says which and what to do."""

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from benelux_tracker import LoadError, Place, Problem, limits, load, problem_codes
from benelux_tracker.archive import report_from
from benelux_tracker.checks import errors
from benelux_tracker.limits import EnoughError, Problems
from benelux_tracker.report.render.json import FORMAT
from build_files import written
from build_forms import blank, filled, packed, parts_of, refused

ROOT = Path(__file__).parents[1]
PACKAGE = Path(str(files("benelux_tracker")))
HEAD = """\
[programme]
id = "small"
title = "Small"
start = 2025-01-01
end = 2028-12-31
"""
SAVE = "\n    save the form as an Excel workbook (.xlsx), and not as .ods or .xls"
THEME = '[[theme]]\nid = "{}"\ntitle = "T"\n'


def told(directory: Path) -> list[tuple[str, Place | None, str]]:
    with pytest.raises(LoadError) as caught:
        load(directory)
    return [(problem.code, problem.place, problem.message) for problem in caught.value.problems]


def test_the_files_of_a_programme_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILES", 2)
    written(tmp_path, {"a.toml": HEAD, "b.toml": "", "c.toml": ""})
    message = "comes to more than 2 files, with what was read before it"
    assert told(tmp_path) == [("too-many", Place("c.toml"), message)]
    (tmp_path / "c.toml").unlink()
    assert load(tmp_path).id == "small"


def test_the_signs_of_all_files_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PROGRAMME", len(HEAD) + 10)
    written(tmp_path, {"a.toml": HEAD, "b.toml": "#" * 10})
    assert load(tmp_path).id == "small"
    written(tmp_path, {"b.toml": "#" * 11})
    message = f"comes to more than {len(HEAD) + 10} signs, with what was read before it"
    assert told(tmp_path) == [("too-many", Place("b.toml"), message)]
    written(tmp_path, {"b.toml": b"#" * 10 + b"\xff"})
    assert ("too-many", Place("b.toml"), message) in told(tmp_path)


def test_the_tables_of_all_files_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RECORDS", 2)
    written(tmp_path, {"a.toml": HEAD, "b.toml": THEME.format("x") + THEME.format("y")})
    assert len(load(tmp_path).themes) == 2
    written(tmp_path, {"c.toml": THEME.format("z")})
    message = "comes to more than 2 tables, with what was read before it"
    assert told(tmp_path) == [("too-many", Place("c.toml"), message)]


def test_the_headers_of_a_file_are_counted_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RECORDS", 2)
    written(tmp_path, {"a.toml": HEAD, "b.toml": "[x]\n [y]\n\t[[z]]\nnot TOML"})
    assert told(tmp_path) == [("too-many", Place("b.toml"), "has more than 2 tables; split it")]
    text = THEME.format("x").replace('"T"', '"""\n[1]\n[2]\n[3]"""')
    written(tmp_path, {"b.toml": text + "# [\n# ["})
    assert len(load(tmp_path).themes) == 1


def test_the_keys_and_values_of_large_files_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SIGNS", 1_000)
    written(tmp_path, {"a.toml": HEAD, "b.toml": "# " + "-" * 1_000})
    assert load(tmp_path).id == "small"
    written(tmp_path, {"b.toml": "# " + "," * 1_001})
    message = "comes to more than 1000 keys and values, with what was read before it"
    assert told(tmp_path) == [("too-many", Place("b.toml"), message)]


def test_folders_in_folders_are_read_to_a_depth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FOLDERS", 2)
    written(tmp_path, {"a.toml": HEAD, "b/c/d.toml": THEME.format("x")})
    assert len(load(tmp_path).themes) == 1
    written(tmp_path, {"b/c/d/e.toml": THEME.format("y")})
    message = "has folders in folders, more than 2 deep"
    assert told(tmp_path) == [("too-deep", Place("b/c"), message)]


def test_dots_between_keys_are_counted_and_those_in_texts_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DOTS", 1_000)
    dotted = "".join(f"a{number}.b = 1\n" for number in range(1_001))
    texts = THEME.replace('"T"', '"""' + "." * 20_000 + '"""').format("x")
    written(tmp_path, {"a.toml": HEAD, "b.toml": texts + "# " + "." * 20_000})
    assert len(load(tmp_path).themes) == 1
    written(tmp_path, {"b.toml": dotted})
    monkeypatch.setattr("benelux_tracker.storage.files._FEW", 100)
    message = "has more than 1000 dots between keys; split it"
    assert told(tmp_path) == [("too-many", Place("b.toml"), message)]


def test_a_text_of_many_dots_is_no_key_in_a_key(tmp_path: Path) -> None:
    text = '[[theme]]\nid = "x"\ntitle = """' + "a." * 200_000 + '"""'
    written(tmp_path, {"a.toml": HEAD, "b.toml": text})
    assert load(tmp_path).themes[0].title.plain == "a." * 200_000


def test_so_many_problems_are_told_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PROBLEMS", 3)
    written(tmp_path, {"a.toml": HEAD, "b.toml": '[[theme]]\nid = "x"\n' * 5})
    problems = told(tmp_path)
    assert [code for code, _, _ in problems] == ["too-many", *["missing-field"] * 3]
    assert problems[0][2] == "has more problems than the 3 told here"


def test_problems_between_records_are_told_up_to_the_limit_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PROBLEMS", 3)
    written(tmp_path, {"a.toml": HEAD, "b.toml": THEME.format("x") * 9})
    assert [code for code, _, _ in told(tmp_path)] == ["too-many", *["duplicate-id"] * 3]


def test_hints_end_where_too_many_words_would_be_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "COMPARED", 2)
    dossiers = "".join(
        f'[[dossier]]\nid = "d{number}"\ntheme = "t{number}x"\ntitle = "D"\n' for number in range(3)
    )
    written(tmp_path, {"a.toml": HEAD, "b.toml": THEME.format("t0") + dossiers})
    with pytest.raises(LoadError) as caught:
        load(tmp_path)
    assert [problem.hint for problem in caught.value.problems] == [
        'did you mean "t0"?',
        "known: t0",
        "",
    ]


def test_a_list_of_problems_notes_what_was_read() -> None:
    problems = Problems()
    problems.spend("files", 2, 3, "a.toml")
    problems.spend("files", 1, 3, "b.toml")
    with pytest.raises(EnoughError):
        problems.spend("files", 1, 3, "c.toml")
    assert problems == [
        Problem(
            code="too-many",
            message="comes to more than 3 files, with what was read before it",
            place=Place("c.toml"),
        )
    ]


def test_chains_of_retractions_are_followed_once_however_long(tmp_path: Path) -> None:
    first = '[[update]]\naction = "a"\ndate = 2026-01-01\nunchanged = true\nid = "0"\n'
    chain = "".join(
        f'[[update]]\naction = "a"\ndate = 2026-01-01\nrecorded = 2026-01-01\n'
        f'id = "{number}"\nretracts = "{number - 1}"\n'
        for number in range(1, 3_000)
    )
    plan = (
        THEME.format("t")
        + '[[dossier]]\nid = "d"\ntheme = "t"\ntitle = "D"\n'
        + '[[objective]]\nid = "o"\ndossier = "d"\ntitle = "O"\n'
        + '[[working_group]]\nid = "g"\nname = "G"\nkind = "working-group"\n'
        + '[[action]]\nid = "a"\nobjective = "o"\ntitle = "A"\ngroups = ["g"]\n'
    )
    written(tmp_path, {"a.toml": HEAD, "b.toml": plan, "c.toml": first + chain})
    programme = load(tmp_path)
    assert errors(programme) == []
    assert len(programme.updates) == 3_000
    assert {update.date for update in programme.updates} == {date(2026, 1, 1)}


def test_the_milestones_of_an_action_are_counted_as_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RECORDS", 3)
    written(tmp_path, {"a.toml": HEAD, "b.toml": "[[action]]\nmilestone = [{}, {}, {}]"})
    message = "comes to more than 3 tables, with what was read before it"
    assert ("too-many", Place("b.toml"), message) in told(tmp_path)


@pytest.mark.parametrize("entries", ["groups = [1, 2, 3]", 'groups = ["a", "b", "c"]'])
def test_the_entries_of_a_list_are_counted_before_any_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entries: str
) -> None:
    monkeypatch.setattr(limits, "ENTRIES", 2)
    action = f'[[action]]\nid = "a"\nobjective = "o"\ntitle = "A"\n{entries}'
    lost = '[[objective]]\nid = "o"'
    written(tmp_path, {"a.toml": HEAD, "b.toml": action, "c.toml": lost})
    assert told(tmp_path)[0] == (
        "too-many",
        Place("b.toml", 5, "action[0]"),
        "has more than 2 entries",
    )


@pytest.mark.parametrize(
    ("key", "table"),
    [
        ("values", "{ a = 1, b = 2, c = 3 }"),
        ("milestone_due", "{ a = 1, b = 2, c = 3 }"),
    ],
)
def test_the_entries_of_a_table_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, table: str
) -> None:
    monkeypatch.setattr(limits, "ENTRIES", 2)
    update = f"[[update]]\ndate = 2026-01-01\n{key} = {table}"
    written(tmp_path, {"a.toml": HEAD, "b.toml": update})
    problem = ("too-many", Place("b.toml", 3, "update[0]"), "has more than 2 entries")
    assert problem in told(tmp_path)


def test_the_years_of_a_table_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ENTRIES", 1)
    years = 'presidencies = { 2025 = "NL", 2026 = "BE" }'
    written(tmp_path, {"a.toml": HEAD + years})
    assert ("too-many", Place("a.toml", 6, "programme"), "has more than 1 entries") in told(
        tmp_path
    )


def test_the_languages_of_a_text_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LANGUAGES", 2)
    theme = '[[theme]]\nid = "x"\ntitle = { nl = "a", fr = "b", xzz = "c" }'
    written(tmp_path, {"a.toml": HEAD, "b.toml": theme})
    place = Place("b.toml", 3, "theme[0]")
    assert told(tmp_path) == [("too-many", place, "has more than 2 entries")]


@pytest.mark.parametrize(
    "digits",
    ["1" * 4_301, "0x" + "f" * 5_000, "1_" * 4_301 + "1", f"{'1' * 3_000}.{'1' * 3_000}"],
)
def test_a_number_of_many_digits_is_refused_before_it_is_read(tmp_path: Path, digits: str) -> None:
    written(tmp_path, {"a.toml": HEAD, "b.toml": f"[[update]]\npercent = {digits}"})
    message = "has a number of more digits than can be read: at most 4300"
    assert told(tmp_path) == [("too-long", Place("b.toml"), message)]


def test_many_digits_in_a_text_are_no_number(tmp_path: Path) -> None:
    theme = '[[theme]]\nid = "x"\ntitle = "' + "0" * 10_000 + '"'
    written(tmp_path, {"a.toml": HEAD, "b.toml": theme})
    assert load(tmp_path).themes[0].title.plain == "0" * 10_000


def test_the_first_of_two_keys_or_tables_of_a_name_is_where_a_problem_stands(
    tmp_path: Path,
) -> None:
    theme = '[[theme]]\nid = "x"\ntitle.nl = 1\ntitle.fr = 2\n'
    nested = '[[theme]]\nid = "y"\n[theme.title]\nnl = "T"\nfr = 5\n'
    written(tmp_path, {"a.toml": HEAD, "b.toml": theme + nested})
    places = [place for _, place, _ in told(tmp_path)]
    assert places == [Place("b.toml", 3, "theme[0]"), Place("b.toml", 7, "theme[1]")]


def test_the_filled_rows_of_a_form_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"Actions!I3": date(2027, 1, 10), "Actions!K3": 50}
    rows |= {"Actions!I4": date(2027, 1, 10), "Actions!K4": 50}
    monkeypatch.setattr(limits, "ROWS", 1)
    assert refused(filled(rows)) == [
        "[too-many]: has more than 1 rows that are filled in\n    send it back in parts"
    ]


def test_so_many_problems_of_a_form_are_told_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PROBLEMS", 1)
    assert [text.partition("]")[0] for text in refused(filled({"Actions!K3": 500}))] == [
        "[bad-percent",
        "[too-many",
    ]


@pytest.mark.parametrize("sheet", [b'<sheet name="a"/>', b"<x:sheet\n>"])
def test_the_sheets_of_a_form_are_counted_before_any_is_read(sheet: bytes) -> None:
    parts = parts_of(blank())
    parts["xl/workbook.xml"] += sheet * 16
    assert refused(packed(parts)) == ["[not-a-form]: cannot be read as an Excel workbook" + SAVE]
    parts["xl/workbook.xml"] += sheet
    assert refused(packed(parts)) == ["[too-many]: has more than 20 sheets"]


def test_so_many_problems_of_a_report_are_told_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "PROBLEMS", 3)
    with pytest.raises(LoadError) as caught:
        report_from(json.dumps({"format": FORMAT}))
    assert [problem.code for problem in caught.value.problems] == ["missing-field"] * 3


def test_the_keys_and_values_of_a_report_are_counted_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "SIGNS", 1_000)
    with pytest.raises(LoadError) as caught:
        report_from('{"format": [' + "{}," * 500 + "not JSON")
    assert [str(problem) for problem in caught.value.problems] == [
        "error[too-many]: has more than 1000 keys and values"
    ]


MEBIBYTES, MILLIONS = ("FILE", "FORM"), ("PROGRAMME", "SIGNS")
TABLE = """\
| one file, also a report as JSON | {FILE} MiB |
| all files | {PROGRAMME} million signs, {FILES} files, {FOLDERS} folders in one another |
| tables in all files, with those of milestones | {RECORDS} |
| keys and values in all files, or in a report as JSON | {SIGNS} million |
| keys in one another, as in `title.nl` | {KEYS} |
| dots between the keys of a file | {DOTS} |
| entries of a list or table | {ENTRIES} |
| languages of a text | {LANGUAGES} |
| digits of a number | {DIGITS} |
| problems told at once | {PROBLEMS} |
| ids compared for hints such as "did you mean"; beyond, there are no hints | {COMPARED} |
| a return form, also unpacked | {FORM} MiB, {SHEETS} sheets, {ROWS} rows that are filled in |
"""
"""The table of limits in SECURITY.md, with the names of limits.py for their numbers."""


def test_the_page_on_security_names_every_limit_as_it_is_and_no_other() -> None:
    numbers: dict[str, int] = {name: n for name, n in vars(limits).items() if name.isupper()}
    shares = dict.fromkeys(MEBIBYTES, 1024**2) | dict.fromkeys(MILLIONS, 1_000_000)
    said = {name: f"{number // shares.get(name, 1):,}" for name, number in numbers.items()}
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    chapter = page.partition("\n## Limits\n")[2].partition("\n## ")[0]
    table = chapter.partition("|---|---|\n")[2].partition("\n\n")[0] + "\n"
    assert table == TABLE.format(**said)
    assert {name for _, name, _, _ in Formatter().parse(TABLE) if name} == set(numbers)


def test_each_limit_is_asked_for_somewhere() -> None:
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    names = {name for name in vars(limits) if name.isupper()}
    asked = {*re.findall(r"\blimits\.([A-Z]+)\b", code)}
    assert names == asked


def test_the_ends_at_a_limit_have_codes() -> None:
    assert {"too-many", "too-deep", "too-large", "too-long"} <= set(problem_codes())
