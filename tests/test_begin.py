"""A programme to start from: complete, explained at every key, and right from the first day."""

import re
import shlex
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

import benelux_tracker as bt
from benelux_tracker.cli import run
from benelux_tracker.language.words import LANGUAGES
from benelux_tracker.storage import directory
from benelux_tracker.storage.begin import begin
from benelux_tracker.storage.structure import TABLES, key_fields
from build_files import written

READMES: Final = {"nl": "LEESMIJ.md", "fr": "LISEZMOI.md", "en": "README.md", "de": "LIESMICH.md"}
MADE: Final = {
    "nl": "dossiers/fietsroutes programme updates/2026 voortgangsrapport/2026",
    "fr": "dossiers/itineraires-cyclables programme rapport-avancement/2026 updates/2026",
    "en": "dossiers/cycle-routes programme progress-report/2026 updates/2026",
    "de": "dossiers/radrouten fortschrittsbericht/2026 programme updates/2026",
}
YEARS: Final[Mapping[str, Any]] = {"start": "2026-01-01", "end": "2029-12-31"}

OPTION: Final = re.compile(r"^( *)#(?=[a-z\[])", re.MULTILINE)
"""The sign before what a comment offers for use."""

PROSE: Final = re.compile(r"^ *# ")
HEADER: Final = re.compile(r"^ *\[+([a-z_.]+)\]+$")
KEY: Final = re.compile(r"^ *([a-z_]+) = ")

every_language = pytest.mark.parametrize("language", LANGUAGES)
law = settings(deadline=None, max_examples=25)
"""Few examples: the files of each are flushed to the disk."""


def texts_in(folder: Path) -> dict[str, str]:
    """The text of every file below a directory, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def begun(folder: Path, language: str) -> dict[str, str]:
    """The files of an example that begins in 2026."""
    begin(folder / "begun", language=language, **YEARS)
    return texts_in(folder / "begun")


def tables_of(texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name.endswith(".toml")}


# What is in it.


@every_language
def test_it_has_a_page_to_read_and_a_file_for_each_part(language: str, tmp_path: Path) -> None:
    made = begin(tmp_path / "begun", language=language, **YEARS)
    tables = [f"{name}.toml" for name in MADE[language].split()]
    assert made == (*sorted([READMES[language], *tables]),)
    assert list(texts_in(tmp_path / "begun")) == list(made)


@every_language
def test_it_is_loaded_without_a_warning(language: str, tmp_path: Path) -> None:
    begun(tmp_path, language)
    programme = bt.load(tmp_path / "begun")
    assert bt.check(programme) == ()
    assert programme.languages == (language,)
    assert (programme.start, programme.end) == (date(2026, 1, 1), date(2029, 12, 31))


@every_language
def test_it_stands_at_green_at_the_end_of_its_first_year(language: str, tmp_path: Path) -> None:
    begun(tmp_path, language)
    whole = bt.snapshot(bt.load(tmp_path / "begun"), "2026-12-31").progress()
    assert (whole.progress, whole.coverage) == (Fraction(3, 40), Fraction(1))
    assert whole.signal is bt.Signal.GREEN


@every_language
def test_its_report_shows_the_figure_that_its_text_cites(language: str, tmp_path: Path) -> None:
    begun(tmp_path, language)
    programme = bt.load(tmp_path / "begun")
    page = bt.render(bt.year_report(programme, 2026, language=language), "text", pictures=False)
    shown = "7%" if language in {"nl", "en"} else "7\N{NO-BREAK SPACE}%"
    assert re.sub(r"\{.*\}", shown, programme.narratives[0].text.plain) in page
    assert "{" not in page


@every_language
def test_the_commands_on_the_page_can_be_typed_as_they_stand(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = begun(tmp_path, language)[READMES[language]]
    commands = [shlex.split(line) for line in page.splitlines() if line.startswith("benelux-")]
    monkeypatch.chdir(tmp_path / "begun")
    names = "check status explain chase form record record report"
    assert [name for _, name, *_ in commands] == names.split()
    for _, name, *rest in commands:
        err = ""
        if "--form" in rest:  # the group sends it back as it was
            (sent,) = Path().glob("*.xlsx")
            back = rest[rest.index("--form") + 1]
            assert back != sent.name
            copyfile(sent, back)
            err = f"note: {back}: nothing is filled in\nerror: there is nothing to record\n"
        assert run([name, *rest]) == (2 if err else 0)
        assert capsys.readouterr().err == err


@every_language
def test_the_page_names_the_files_there_are(language: str, tmp_path: Path) -> None:
    texts = begun(tmp_path, language)
    named: list[str] = re.findall(r"^\| `(.+?)` \|", texts[READMES[language]], re.MULTILINE)
    assert sorted(named) == list(tables_of(texts))


@every_language
def test_its_files_are_tidy(language: str, tmp_path: Path) -> None:
    for name, text in begun(tmp_path, language).items():
        lines = text.split("\n")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\n\n\n" not in text
        assert not re.search("[\t\r\\N{NO-BREAK SPACE}]| $", text, re.MULTILINE)
        assert [line for line in lines if len(line) > 100 and not line.startswith("|")] == []
        comments = [line for line in lines if name.endswith(".toml") and line.lstrip()[:1] == "#"]
        assert [line for line in comments if not (PROSE.match(line) or OPTION.match(line))] == []


@pytest.mark.parametrize("one", LANGUAGES)
@pytest.mark.parametrize("other", LANGUAGES)
def test_two_languages_share_no_sentence(one: str, other: str, tmp_path: Path) -> None:
    def prose(language: str) -> set[str]:
        texts = begun(tmp_path / language, language)
        told = "\n".join(tables_of(texts).values())
        page = re.sub(r"^(benelux|```|\|---).*", "", texts[READMES[language]], flags=re.MULTILINE)
        said = [line.strip("# ") for line in told.splitlines() if PROSE.match(line)]
        return {line for line in (*said, *page.splitlines()) if line}

    if one < other:
        (tmp_path / one).mkdir()
        (tmp_path / other).mkdir()
        assert prose(one) & prose(other) == set()


# What it explains.


def keys_in(name: str, rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """The keys of some tables of one name, each with that name, and those of the tables in them."""
    found = {(name, key) for row in rows for key in row}
    for row in rows:
        for key in {"rules", "milestone"} & row.keys():
            inner = row[key] if key == "milestone" else [row[key]]
            found |= keys_in(f"{name}.{key}", inner)
    return found


def keys_there_are() -> set[tuple[str, str]]:
    """Every key that may be written, with the name of its table."""
    records = {**TABLES, "programme.rules": bt.Rules, "action.milestone": bt.Milestone}
    return {(name, key) for name, record in records.items() for key in key_fields(record)}


@every_language
def test_every_key_there_is_can_be_found(language: str, tmp_path: Path) -> None:
    found: set[tuple[str, str]] = set()
    for text in tables_of(begun(tmp_path, language)).values():
        for name, rows in tomli.loads(OPTION.sub(r"\1", text)).items():
            found |= keys_in(name, [rows] if name == "programme" else rows)
    assert found == keys_there_are()


@every_language
def test_every_key_there_is_has_a_comment_right_above_it(language: str, tmp_path: Path) -> None:
    explained: set[tuple[str, str]] = set()
    for text in tables_of(begun(tmp_path, language)).values():
        table, before = "", ""
        for line in OPTION.sub(r"\1", text).splitlines():
            if header := HEADER.match(line):
                table = header[1]
            elif (key := KEY.match(line)) and PROSE.match(before):
                explained.add((table, key[1]))
            before = line
    tables = {("programme", "rules"), ("action", "milestone")}
    assert explained == keys_there_are() - tables


def with_one_option(text: str) -> Iterator[str]:
    """The text with each of its options used alone: a key, or a table with all its keys."""
    parts = text.split("\n\n")
    for place, part in enumerate(parts):
        lines = part.split("\n")
        if re.search(r"^#\[", part, re.MULTILINE):
            used = [OPTION.sub(r"\1", part)]
        else:
            used = [
                "\n".join([*lines[:number], OPTION.sub(r"\1", line), *lines[number + 1 :]])
                for number, line in enumerate(lines)
                if OPTION.match(line)
            ]
        yield from ("\n\n".join([*parts[:place], one, *parts[place + 1 :]]) for one in used)


@every_language
def test_each_option_can_be_used_alone(language: str, tmp_path: Path) -> None:
    texts = tables_of(begun(tmp_path, language))
    plain = bt.load(tmp_path / "begun")
    used = [
        bt.load(written(tmp_path / "used", {**texts, name: other}))
        for name, text in texts.items()
        for other in with_one_option(text)
    ]
    assert len(used) == 40
    assert used.count(plain) == 2  # the usual rules and the usual id of an update


@every_language
def test_all_options_can_be_used_together(language: str, tmp_path: Path) -> None:
    texts = tables_of(begun(tmp_path, language))
    used = {name: OPTION.sub(r"\1", text) for name, text in texts.items()}
    programme = bt.load(written(tmp_path / "used", used))
    assert bt.check(programme) == ()
    assert programme.rules == bt.Rules()  # the rules that are offered are the usual ones


# What it is about.


def head(text: str) -> dict[str, Any]:
    keys: dict[str, Any] = tomli.loads(text)["programme"]
    return keys


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [
        ("nl", "Werkprogramma 2026-2029", "werkprogramma-2026-2029"),
        ("fr", "Programme de travail 2026-2029", "programme-de-travail-2026-2029"),
        ("en", "Work programme 2026-2029", "work-programme-2026-2029"),
        ("de", "Arbeitsprogramm 2026-2029", "arbeitsprogramm-2026-2029"),
    ],
)
def test_without_a_title_it_is_called_after_its_years(
    language: str, title: str, name: str, tmp_path: Path
) -> None:
    keys = head(begun(tmp_path, language)["programme.toml"])
    assert (keys["title"], keys["id"]) == (title, name)


def test_a_programme_of_one_year_names_it_once(tmp_path: Path) -> None:
    begin(tmp_path / "begun", start="2026-09-01", end=date(2026, 9, 1))
    programme = bt.load(tmp_path / "begun")
    assert bt.check(programme) == ()
    assert programme.title == bt.Text("Werkprogramma 2026")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('Het "grote" plan', "het-grote-plan"),
        (r"C:\plannen\$year ${start} $$", "c-plannen-year-start"),
        ("Plan 🚲 2026 👩\u200d💻", "plan-2026"),
        ("Mise en œuvre de l'été", "mise-en-oeuvre-de-l-ete"),
        ("Straße № 7", "strasse-no-7"),
        ("'''\"\"\" # ]] = {", "programme"),
        ("工作计划", "programme"),
        (" -- Een -- ", "een"),
    ],
)
def test_its_title_is_the_one_given_and_its_id_is_made_of_it(
    title: str, name: str, tmp_path: Path
) -> None:
    begin(tmp_path / "begun", title=title, **YEARS)
    programme = bt.load(tmp_path / "begun")
    assert (programme.title, programme.id) == (bt.Text(title), name)


lines_of_text = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Zl", "Zp"],
        exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
    min_size=1,
).filter(str.strip)
days = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@law
@given(
    language=st.sampled_from(LANGUAGES),
    title=lines_of_text,
    bounds=st.tuples(days, days).map(sorted),
)
def test_any_programme_is_begun_without_a_warning(
    language: str, title: str, bounds: list[date]
) -> None:
    with TemporaryDirectory() as folder:
        target = Path(folder, "begun")
        begin(target, language=language, title=title, start=bounds[0], end=bounds[1])
        programme = bt.load(target)
        assert bt.check(programme) == ()
        assert [programme.start, programme.end] == bounds
        assert programme.title == bt.Text(title)
        for name, text in tables_of(texts_in(target)).items():
            (target / name).write_text(OPTION.sub(r"\1", text), "utf-8")
        assert bt.check(bt.load(target)) == ()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"language": "lb"}, 'there is no programme to start from in "lb"; known: de, en, fr, nl'),
        ({"language": "nll"}, 'there is no programme to start from in "nll"; did you mean "nl"?'),
        ({"end": None}, "give the first and the last day of the programme as start and end"),
        ({"start": None}, "give the first and the last day of the programme as start and end"),
        ({"start": "2030-01-01"}, "the end 2029-12-31 is before the start 2030-01-01"),
        (
            {"start": "1899-12-31"},
            "a programme lies between the years 1900 and 2999, not 1899-12-31 to 2029-12-31",
        ),
        (
            {"end": "3000-01-01"},
            "a programme lies between the years 1900 and 2999, not 2026-01-01 to 3000-01-01",
        ),
        ({"title": ""}, "a title is one line of text that can be seen, not ''"),
        ({"title": " "}, "a title is one line of text that can be seen, not ' '"),
        ({"title": "a\nb"}, r"a title is one line of text that can be seen, not 'a\nb'"),
        ({"title": "a\tb"}, r"a title is one line of text that can be seen, not 'a\tb'"),
        ({"title": "a\x1b[2J"}, r"a title is one line of text that can be seen, not 'a\x1b[2J'"),
        ({"title": "a\u2028b"}, r"a title is one line of text that can be seen, not 'a\u2028b'"),
        ({"title": "\ud800"}, r"a title is one line of text that can be seen, not '\ud800'"),
        ({"title": "a\u202eb"}, r"a title is one line of text that can be seen, not 'a\u202eb'"),
    ],
)
def test_what_makes_no_programme_is_refused(
    asked: dict[str, Any], message: str, tmp_path: Path
) -> None:
    with pytest.raises(bt.RequestError) as caught:
        begin(tmp_path / "begun", **{**YEARS, **asked})
    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", ["2026", "1 January 2026", "2026-02-30"])
def test_a_day_that_is_none_is_refused(day: str, tmp_path: Path) -> None:
    with pytest.raises(bt.DateError):
        begin(tmp_path / "begun", start=day, end="2029-12-31")
    assert list(tmp_path.iterdir()) == []


# Where it is made.


def test_an_empty_directory_is_filled(tmp_path: Path) -> None:
    (tmp_path / "begun").mkdir()
    assert begun(tmp_path, "nl")
    assert [path.name for path in tmp_path.iterdir()] == ["begun"]


@pytest.mark.parametrize("benelux", [False, True])
def test_a_directory_that_holds_something_is_left_alone(*, benelux: bool, tmp_path: Path) -> None:
    held = written(tmp_path / "held", {".hidden": "mine"})
    with pytest.raises(bt.RequestError) as caught:
        begin(held, benelux=benelux, **({} if benelux else dict(YEARS)))
    assert str(caught.value) == f"{held} exists, and nothing is overwritten; name a new directory"
    assert texts_in(tmp_path) == {"held/.hidden": "mine"}


def test_the_directory_one_is_in_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(bt.RequestError, match="is where you are, and cannot be replaced"):
        begin(".", **YEARS)
    assert list(tmp_path.iterdir()) == []


def test_without_a_directory_above_nothing_is_made(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "begun"
    with pytest.raises(FileNotFoundError) as caught:
        begin(target, **YEARS)
    assert caught.value.filename == str(target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", [0, 2, 4])
def test_when_a_file_cannot_be_written_nothing_is_left(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Path] = []

    def write_until_full(path: Path, text: str) -> None:
        if len(told) == count:
            raise OSError(28, "No space left on device", str(path))
        path.write_text(text, "utf-8")
        told.append(path)

    monkeypatch.setattr(directory, "write_whole", write_until_full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        begin(tmp_path / "begun", **YEARS)
    assert caught.value.filename == str(tmp_path / "begun")
    assert len(told) == count
    assert list(tmp_path.iterdir()) == []


# The Benelux programme.


def test_the_benelux_programme_is_copied_whole(tmp_path: Path) -> None:
    made = begin(tmp_path / "begun", benelux=True)
    shipped = Path(str(files("benelux_tracker"))) / "data" / "benelux-2025-2028"
    assert texts_in(tmp_path / "begun") == texts_in(shipped)
    assert made == (*texts_in(shipped),)
    assert "README.md" in made
    assert bt.load(tmp_path / "begun") == bt.load_benelux()


@pytest.mark.parametrize("given", [{"language": "nl"}, {"title": "X"}, {"start": "2026-01-01"}])
def test_the_benelux_programme_is_what_it_is(given: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(bt.RequestError) as caught:
        begin(tmp_path / "begun", benelux=True, **given)
    assert str(caught.value) == (
        "the Benelux programme has a title, days and languages: give none of them"
    )
    assert list(tmp_path.iterdir()) == []
