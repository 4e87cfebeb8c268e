"""Which files are read, in what order, where their tables stand, and where reading ends."""

import gc
import os
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import limits, load, load_benelux
from benelux_tracker.errors import (
    BeneluxTrackerError,
    LoadError,
    Place,
    Problem,
    ProgrammeNotFoundError,
)
from benelux_tracker.storage.places import header_lines
from build_any_file import ODD_FILES, PLAUSIBLE_FILES
from build_files import HEAD, PLAN, refused, told, written

THEME = '[[theme]]\nid = "{0}"\ntitle = "{0}"\n'


def themes(directory: Path) -> list[str]:
    """The themes of the programme in a directory, in reading order."""
    return [theme.id for theme in load(directory).themes]


# Files and folders.


def test_every_toml_file_below_the_directory_is_read_whatever_its_name(tmp_path: Path) -> None:
    directory = written(
        tmp_path,
        {
            "anything.toml": HEAD,
            "a/b/c/deep.toml": THEME.format("deep"),
            "spaces and é.toml": THEME.format("accents"),
            "folder.toml/inside.toml": THEME.format("inside"),
        },
    )

    assert set(themes(directory)) == {"deep", "accents", "inside"}


def test_a_folder_may_be_called_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.toml").mkdir()

    assert load(written(tmp_path, {"programme.toml": HEAD})).id == "small"


def test_what_is_no_toml_file_is_not_read(tmp_path: Path) -> None:
    directory = written(
        tmp_path,
        {
            "programme.toml": HEAD,
            "README.md": "[[theme]",
            "theme.toml.bak": "[[theme]",
            "theme.TOML": "[[theme]",
            "toml": "[[theme]",
            "photo.png": b"\xff\xfe",
        },
    )

    assert themes(directory) == []


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    directory = written(
        tmp_path,
        {
            "programme.toml": HEAD,
            ".hidden.toml": "[[theme]",
            ".toml": "[[theme]",
            ".git/config.toml": "[[theme]",
            "open/.hidden/theme.toml": "[[theme]",
        },
    )

    assert themes(directory) == []


def test_records_stand_in_the_order_of_files_and_tables(tmp_path: Path) -> None:
    directory = written(
        tmp_path,
        {
            "b.toml": THEME.format("b2") + THEME.format("b1"),
            "c.toml": HEAD,
            "a.toml": THEME.format("a"),
            "z/b.toml": THEME.format("zb"),
            "z/a.toml": THEME.format("za"),
            "d/e/f.toml": THEME.format("def"),
            "d/e.toml": THEME.format("de"),
        },
    )

    # A folder's own files stand before those of its folders.
    assert themes(directory) == ["a", "b2", "b1", "de", "def", "za", "zb"]


def test_the_directory_may_be_given_as_text(tmp_path: Path) -> None:
    assert load(str(written(tmp_path, {"programme.toml": HEAD}))).id == "small"


def test_the_directory_may_be_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written(tmp_path, {"programme.toml": HEAD, "a/theme.toml": "[[theme]"}))

    assert [str(problem.place) for problem in refused(Path())] == ["a/theme.toml:1"]


def test_the_benelux_programme_ships_with_the_package() -> None:
    programme = load_benelux()

    assert programme.id == "benelux-2025-2028"
    assert (programme.start, programme.end) == (date(2025, 1, 1), date(2028, 12, 31))


def test_a_directory_that_there_is_not_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeNotFoundError) as caught:
        load(tmp_path / "nowhere")

    assert str(caught.value) == f"error[no-directory]: there is no directory {tmp_path}/nowhere"


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    written(tmp_path, {"programme.toml": HEAD})

    with pytest.raises(ProgrammeNotFoundError) as caught:
        load(tmp_path / "programme.toml")

    assert str(caught.value) == (
        f"error[no-directory]: {tmp_path}/programme.toml is a file\n"
        f"    give the directory it stands in: {tmp_path}"
    )


@pytest.mark.parametrize("files", [[], ["README.md", ".a.toml"]], ids=["empty", "no-toml"])
def test_a_directory_without_a_toml_file_is_no_programme(tmp_path: Path, files: list[str]) -> None:
    written(tmp_path, dict.fromkeys(files, HEAD))

    with pytest.raises(ProgrammeNotFoundError) as caught:
        load(tmp_path)

    assert str(caught.value) == f"error[no-file]: there is no .toml file in {tmp_path}"


@pytest.mark.parametrize("kind", [BeneluxTrackerError, LoadError, ValueError, FileNotFoundError])
def test_a_programme_that_is_not_found_is_caught_by_every_name_a_caller_would_use(
    tmp_path: Path, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        load(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "# a comment\n", "\ufeff"],
    ids=["no-byte", "blank-lines", "comment", "byte-order-mark"],
)
def test_an_empty_file_is_no_problem_of_its_own(tmp_path: Path, text: str) -> None:
    assert load(written(tmp_path, {"programme.toml": HEAD, "empty.toml": text})).id == "small"


def test_a_directory_of_empty_files_has_no_programme(tmp_path: Path) -> None:
    assert refused(written(tmp_path, {"empty.toml": ""})) == (
        Problem(
            code="no-programme",
            message="no file has a [programme] table",
            hint=("write [programme] with id, title, start, end and languages in one of the files"),
        ),
    )


# Links.


def test_a_link_to_a_file_outside_is_refused(tmp_path: Path) -> None:
    written(tmp_path, {"outside.toml": THEME.format("outside"), "in/programme.toml": HEAD})
    (tmp_path / "in/theme.toml").symlink_to(tmp_path / "outside.toml")

    assert refused(tmp_path / "in") == (
        Problem(
            code="link-out",
            message="is a link that leaves the programme's directory",
            place=Place("theme.toml"),
            hint="put the file itself into the directory",
        ),
    )


@pytest.mark.parametrize("target", ["../../elsewhere", "../..", "/"], ids=["beside", "up", "top"])
def test_a_link_to_a_folder_outside_is_refused(tmp_path: Path, target: str) -> None:
    written(tmp_path, {"elsewhere/theme.toml": THEME.format("x"), "in/programme.toml": HEAD})
    (tmp_path / "in/links").mkdir()
    (tmp_path / "in/links/folder").symlink_to(target, target_is_directory=True)

    assert [(problem.code, problem.place) for problem in refused(tmp_path / "in")] == [
        ("link-out", Place("links/folder"))
    ]


def test_a_programme_that_is_a_link_out_is_told_once(tmp_path: Path) -> None:
    written(tmp_path, {"outside.toml": HEAD, "in/theme.toml": THEME.format("x")})
    (tmp_path / "in/programme.toml").symlink_to("../outside.toml")

    assert [problem.code for problem in refused(tmp_path / "in")] == ["link-out"]


def test_a_directory_whose_name_begins_alike_is_outside(tmp_path: Path) -> None:
    written(tmp_path, {"in-old/theme.toml": THEME.format("x"), "in/programme.toml": HEAD})
    (tmp_path / "in/theme.toml").symlink_to(tmp_path / "in-old/theme.toml")

    assert [problem.code for problem in refused(tmp_path / "in")] == ["link-out"]


def test_a_link_inside_to_a_file_that_is_read_anyway_is_not_read_again(tmp_path: Path) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD, "a/theme.toml": THEME.format("one")})
    (directory / "again.toml").symlink_to("a/theme.toml")
    (directory / "b").symlink_to("a", target_is_directory=True)

    assert themes(directory) == ["one"]


@pytest.mark.parametrize("target", [".data/theme.toml", "theme.txt"])
def test_a_link_inside_to_a_file_that_is_not_read_otherwise_is_read(
    tmp_path: Path, target: str
) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD, target: THEME.format("one")})
    (directory / "theme.toml").symlink_to(target)

    assert themes(directory) == ["one"]


def test_a_link_that_is_hidden_or_no_toml_file_is_left_alone_inside(tmp_path: Path) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD, ".data/theme.toml": "[[theme]"})
    (directory / "current").symlink_to(".data", target_is_directory=True)
    (directory / "notes").symlink_to(".data/theme.toml")

    assert load(directory).id == "small"


def test_a_hidden_link_is_skipped_wherever_it_leads(tmp_path: Path) -> None:
    written(tmp_path, {"outside/x.toml": "[[theme]", "in/programme.toml": HEAD})
    (tmp_path / "in/.theme.toml").symlink_to(tmp_path / "outside/x.toml")
    (tmp_path / "in/.venv").symlink_to(tmp_path / "outside", target_is_directory=True)

    assert load(tmp_path / "in").id == "small"


def test_the_directory_itself_may_be_a_link(tmp_path: Path) -> None:
    written(tmp_path, {"real/programme.toml": HEAD})
    (tmp_path / "link").symlink_to("real", target_is_directory=True)

    assert load(tmp_path / "link").id == "small"


# Files that cannot be read.


def test_a_link_to_nothing_cannot_be_read(tmp_path: Path) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD})
    (directory / "theme.toml").symlink_to("nothing.toml")

    assert [str(problem) for problem in refused(directory)] == [
        "theme.toml: error[unreadable]: cannot be read: No such file or directory"
    ]


def test_a_link_to_itself_cannot_be_read(tmp_path: Path) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD})
    (directory / "theme.toml").symlink_to("theme.toml")

    assert [str(problem) for problem in refused(directory)] == [
        "theme.toml: error[unreadable]: cannot be read: Too many levels of symbolic links"
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD})
    os.mkfifo(directory / "theme.toml")

    assert [str(problem) for problem in refused(directory)] == [
        "theme.toml: error[unreadable]: is not a file"
    ]


def deep_folder(directory: Path, monkeypatch: pytest.MonkeyPatch, *, longer_than: int) -> None:
    """Make folders in folders until their path is longer than this, and stay in the last one."""
    monkeypatch.chdir(directory)
    while len(str(directory)) <= longer_than:
        directory /= "d" * 100
        Path("d" * 100).mkdir()
        monkeypatch.chdir("d" * 100)


def test_a_folder_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, {"programme.toml": HEAD})
    deep_folder(tmp_path, monkeypatch, longer_than=4200)

    problems = refused(tmp_path)

    assert [problem.code for problem in problems] == ["unreadable"]
    assert problems[0].message == "cannot be read: File name too long"


def test_a_programme_in_a_folder_that_cannot_be_opened_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep_folder(tmp_path, monkeypatch, longer_than=4200)
    Path("programme.toml").write_text(HEAD, "utf-8")

    assert [problem.code for problem in refused(tmp_path)] == ["unreadable"]


def test_a_file_whose_path_is_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, {"programme.toml": HEAD})
    deep_folder(tmp_path, monkeypatch, longer_than=3970)
    name = "t" * 200 + ".toml"
    Path(name).write_text(THEME.format("x"), "utf-8")

    problems = refused(tmp_path)

    assert [problem.message for problem in problems] == ["cannot be read: File name too long"]
    assert problems[0].place
    assert problems[0].place.file.endswith(name)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"title = 'caf\xe9'", "is not UTF-8: byte 0xe9 in line 1; save it as UTF-8"),
        (b"\n\xff", "is not UTF-8: byte 0xff in line 2; save it as UTF-8"),
        (b"# one\n# two\r\nid = '\xff'", "is not UTF-8: byte 0xff in line 3; save it as UTF-8"),
        (b"\xef\xbb\xbf# one\n\x80", "is not UTF-8: byte 0x80 in line 2; save it as UTF-8"),
        (HEAD.encode("utf-16"), "is not UTF-8: byte 0xff in line 1; save it as UTF-8"),
        (b"# \xed\xa0\x80", "is not UTF-8: byte 0xed in line 1; save it as UTF-8"),
        (b"# cut off \xe2\x82", "is not UTF-8: byte 0xe2 in line 1; save it as UTF-8"),
    ],
    ids=["latin-1", "second-line", "third-line", "after-a-mark", "utf-16", "surrogate", "cut-off"],
)
def test_a_file_that_is_not_utf_8_is_one_problem_of_that_file(
    tmp_path: Path, content: bytes, message: str
) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD, "theme.toml": content})

    assert refused(directory) == (
        Problem(code="not-utf-8", message=message, place=Place("theme.toml")),
    )


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    directory = written(tmp_path, {"programme.toml": "\ufeff" + HEAD})

    assert load(directory).origin == Place("programme.toml", 1, "programme")


def test_lines_are_counted_alike_after_a_byte_order_mark(tmp_path: Path) -> None:
    directory = written(
        tmp_path, {"programme.toml": HEAD, "theme.toml": "\ufeff[[theme]]\ntitle = 5\nid = 'x'"}
    )

    assert [str(problem.place) for problem in refused(directory)] == ["theme.toml:2"]


def test_lines_may_end_as_they_do_on_windows(tmp_path: Path) -> None:
    theme = '\r\n[[theme]]\r\nid = "x"\r\ntitle = 5\r\n'
    directory = written(
        tmp_path, {"programme.toml": HEAD.replace("\n", "\r\n"), "theme.toml": theme}
    )

    assert [str(problem.place) for problem in refused(directory)] == ["theme.toml:4"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[[theme]", 1, "Expected ']]'"),
        ("\n\nid = ", 3, "Invalid value"),
        ("a = 1\na = 2", 2, "Cannot overwrite a value"),
        ("[programme]\n[programme]", 2, "Cannot declare"),
        ("[[theme]]\n[theme]", 2, "Cannot declare"),
        ('a = "\\q"', 1, "Unescaped '\\'"),
        ("a = 2025-02-30", 1, "Invalid date or datetime"),
        ("a = '\x00'", 1, "Found invalid character"),
        ("just words", 1, "Expected '=' after a key"),
    ],
)
def test_a_file_that_is_not_toml_is_one_problem_at_the_line_where_it_breaks_off(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD, "theme.toml": text})

    problems = refused(directory)

    assert [(problem.code, problem.place) for problem in problems] == [
        ("not-toml", Place("theme.toml", line))
    ]
    assert problems[0].message.startswith(f"is not TOML: {what}")


QUOTES = 'write straight quotes around a text: "…"'
DAY = "write a day as 2026-01-31"
CLOSE = 'close the quotes before the line ends: "…"'
WORD = 'write quotes around a text: "…"'
SMALL = "write true or false, in small letters"
PERIOD = 'write a period in quotes: "2027-H1"'
SIGN = "write a percentage without its sign: 60"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("title = “Mobility”", QUOTES),
        ('title = "Mobility”', QUOTES),
        ('title = “Mobility"', QUOTES),
        ("title = „Mobility“", QUOTES),
        ("title = ‘Mobility’", QUOTES),
        ("title = «\N{NO-BREAK SPACE}Mobilité\N{NO-BREAK SPACE}»", QUOTES),
        ('title = { nl = "Mobiliteit”, fr = "Mobilité" }', QUOTES),
        ("title = { nl = “Mobiliteit” }", QUOTES),
        ('groups = ["police", “customs”]', QUOTES),
        ("  “customs”,", QUOTES),
        ("“title” = 1", QUOTES),
        ('title = "L’été à l’école', CLOSE),
        ("title = 'Summer\nid = 'summer'", CLOSE),
        ('groups = ["police", "customs', CLOSE),
        ('title = { nl = "Mobiliteit", fr = "Mobilité }', CLOSE),
        ('title = "She said \\"no\\"', CLOSE),
        ("status = in_progress", WORD),
        ("status=in_progress # so far", WORD),
        ("title = École d’été", WORD),
        ("groups = [police, customs]", WORD),
        ("title = { nl = Mobiliteit }", WORD),
        ("highlight = True", SMALL),
        ("highlight = yes", SMALL),
        ("highlight = true yes", ""),
        ("baseline = nan 5", ""),
        ("due = 2027-H1", PERIOD),
        ("due = 2027H1", PERIOD),
        ("due = 2027-q3 # or later", PERIOD),
        ("due = 2027-09", PERIOD),
        ("milestone_due = { signed = 2027-09 }", PERIOD),
        ("percent = 60%", SIGN),
        ("percent = 12,5 %", SIGN),
        ('title "Mobility"', ""),
        ('title = "A" "B"', ""),
        ('title = "The “great” plan" due = 5', ""),
        ("date = 01.01.2026", DAY),
        ("date = 31/12/2026", DAY),
        ("date = 31-12-2026", DAY),
        ("date = 1/2/26", DAY),
        ("date = 2026/12/31", DAY),
        ("date=2026-1-31", DAY),
        ("baseline = { value = 0, date = 31.12.2025 }", DAY),
        ("date = 2026-02-30", ""),
        ("date = 2026-12-31 percent = 40", ""),
        ("percent = 40 %", SIGN),
    ],
)
def test_what_a_word_processor_or_a_habit_makes_of_toml_comes_with_a_hint(
    tmp_path: Path, line: str, hint: str
) -> None:
    theme = f"# “so” = 31/12/2026\n[[theme]]\n{line}\n"
    directory = written(tmp_path, {"programme.toml": HEAD, "theme.toml": theme})
    (problem,) = refused(directory)
    assert (problem.code, problem.place) == ("not-toml", Place("theme.toml", 3))
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("[theme]\nid='a'\n[theme]\nid='b'\n", 3, "write [[theme]], with two brackets"),
        ("[theme]\nid='a'\n\n[[theme]]\nid='b'\n", 4, "write [[theme]], with two brackets"),
        ("[[theme]]\nid='a'\n[theme]\nid='b'\n", 3, "write [[theme]], with two brackets"),
        ("[[theme]\nid='a'\n", 1, "write [[theme]], with two brackets"),
        ("[theme]]\nid='a'\n", 1, "write [[theme]], with two brackets"),
        (
            "[[action]]\nid='a'\n[action.milestone]\nid='b'\n[action.milestone]\nid='c'\n",
            5,
            "write [[action.milestone]], with two brackets",
        ),
        ("[update.values]\na=1\n[update.values]\nb=1\n", 3, ""),
        ("[programme]\nid='a'\n[programme]\nid='b'\n", 3, ""),
    ],
)
def test_a_header_with_too_few_brackets_comes_with_a_hint(
    tmp_path: Path, text: str, line: int, hint: str
) -> None:
    (problem,) = refused(written(tmp_path, {"programme.toml": HEAD, "theme.toml": text}))
    assert (problem.code, problem.place) == ("not-toml", Place("theme.toml", line))
    assert problem.hint == hint


def test_a_file_larger_than_the_limit_is_refused_with_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE", 1000)
    directory = written(tmp_path, {"programme.toml": HEAD})
    largest = THEME.format("x").encode() + b"#"
    written(directory, {"theme.toml": largest.ljust(1000)})
    assert themes(directory) == ["x"]

    written(directory, {"theme.toml": largest.ljust(1001)})

    assert refused(directory) == (
        Problem(
            code="too-large",
            message="is larger than 1000 bytes; split it",
            place=Place("theme.toml"),
        ),
    )


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD})
    with (directory / "theme.toml").open("wb") as file:
        file.truncate(2**40)

    tracemalloc.start()
    problems = refused(directory)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert told(problems) == [("too-large", "", "is larger than 134217728 bytes; split it")]
    assert most < 10_000_000


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("a = " + "[" * 100_000, "400"),
        ("a = " + "[" * 500 + "]" * 500, "400"),
        ("a = " + "{ a = " * 500 + "1" + "}" * 500, "400"),
        ("a" + ".a" * 100_000 + " = 1", "16 keys"),
        ("[a" + ".a" * 100_000 + "]", "16 keys"),
    ],
    ids=["open-arrays", "arrays", "tables", "keys", "headers"],
)
def test_a_file_that_is_nested_too_deeply_is_refused_with_the_limit(
    tmp_path: Path, text: str, limit: str
) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD, "theme.toml": text})

    problems = refused(directory)

    assert [(problem.code, problem.place) for problem in problems] == [
        ("too-deep", Place("theme.toml"))
    ]
    assert problems[0].message.startswith("is nested too deeply: ")
    assert limit in problems[0].message


@pytest.mark.parametrize(
    ("value", "got"),
    [
        ("[" * 399 + "]" * 399, "an array [ … ]"),
        ("{ a = " * 399 + "1" + "}" * 399, "a table { … }"),
    ],
    ids=["arrays", "tables"],
)
def test_what_is_nested_deeply_within_the_limit_is_refused_for_its_type(
    tmp_path: Path, value: str, got: str
) -> None:
    theme = f'[[theme]]\nid = {value}\ntitle = "x"'

    problems = refused(written(tmp_path, {"programme.toml": HEAD, "theme.toml": theme}))

    assert [problem.path for problem in problems] == ["theme[0].id"]
    assert problems[0].message.endswith(f", got {got}")


def test_a_text_with_15_keys_in_one_is_refused_for_its_type(tmp_path: Path) -> None:
    theme = f'[[theme]]\nid = "x"\ntitle{".nl" * 15} = 1'

    problems = refused(written(tmp_path, {"programme.toml": HEAD, "theme.toml": theme}))

    assert told(problems) == [
        (
            "wrong-type",
            "theme[0].title",
            "must be a text in quotes for the language nl, got a table { … }",
        )
    ]


@pytest.mark.parametrize(
    "number",
    ["1" * 5000, "-" + "1" * 5000, "1e99999999999999999999", "1e-99999999999999999999"],
    ids=["whole", "negative", "large", "small"],
)
def test_a_number_with_more_digits_than_can_be_read_is_refused_with_the_limit(
    tmp_path: Path, number: str
) -> None:
    directory = written(tmp_path, {"programme.toml": HEAD, "theme.toml": f"a = {number}"})

    assert refused(directory) == (
        Problem(
            code="too-long",
            message="has a number of more digits than can be read: at most 4300",
            place=Place("theme.toml"),
        ),
    )


# Tables: what there may be, and how they are written.


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ('[[themes]]\nid = "x"', "themes", 'did you mean "theme"?'),
        ('[programmes]\nid = "x"', "programmes", 'did you mean "programme"?'),
        ("[[working-group]]", "working-group", 'did you mean "working_group"?'),
        ("action_plan = 5", "action_plan", 'did you mean "action"?'),
        (
            "[tool.ruff]",
            "tool",
            (
                "known: action, consultation, dossier, event, indicator, narrative, objective, "
                "partner, programme, source, theme, update, working_group"
            ),
        ),
    ],
)
def test_a_table_that_there_is_not_is_a_problem(
    tmp_path: Path, text: str, name: str, hint: str
) -> None:
    problems = refused(written(tmp_path, {"programme.toml": HEAD, "test.toml": text}))

    assert told(problems) == [("unknown-table", name, f'there is no table "{name}"')]
    assert problems[0].hint == hint


def test_a_table_that_there_is_not_is_told_at_its_first_header(tmp_path: Path) -> None:
    text = '# one\n\n[[colour]]\nid = "x"\n\n[[colour]]\nid = "y"\n'

    problems = refused(written(tmp_path, {"programme.toml": HEAD, "test.toml": text}))

    assert [problem.place for problem in problems] == [Place("test.toml", 3, "colour")]


@pytest.mark.parametrize(
    ("text", "place", "header"),
    [
        ('[theme]\nid = "x"\ntitle = "x"', Place("test.toml", 1, "theme"), "[[theme]]"),
        ("\ntheme = 5", Place("test.toml", None, "theme"), "[[theme]]"),
        ('theme = "x"', Place("test.toml", None, "theme"), "[[theme]]"),
        ("theme = { id = 'x' }", Place("test.toml", None, "theme"), "[[theme]]"),
        ("theme = [5]", Place("test.toml", None, "theme[0]"), "[[theme]]"),
        ("theme = [[]]", Place("test.toml", None, "theme[0]"), "[[theme]]"),
        ("action = [5]", Place("test.toml", None, "action[0]"), "[[action]]"),
        ("[update.x]", Place("test.toml", None, "update"), "[[update]]"),
    ],
)
def test_a_table_of_another_shape_is_a_problem(
    tmp_path: Path, text: str, place: Place, header: str
) -> None:
    problems = refused(written(tmp_path, {"programme.toml": HEAD, "test.toml": text}))

    assert problems == (
        Problem(
            code="wrong-type",
            message=f"must stand under a header {header}",
            place=place,
            path=place.table,
            hint=f"write {header}, with two brackets",
        ),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [(HEAD.replace("[programme]", "[[programme]]"), 1), ("programme = 5", None)],
    ids=["array", "number"],
)
def test_the_programme_in_another_shape_is_one_problem(
    tmp_path: Path, text: str, line: int | None
) -> None:
    assert refused(written(tmp_path, {"programme.toml": text})) == (
        Problem(
            code="wrong-type",
            message="must stand under a header [programme]",
            place=Place("programme.toml", line, "programme"),
            path="programme",
            hint="write [programme], with one bracket",
        ),
    )


def test_every_entry_of_an_array_that_is_no_table_is_told(tmp_path: Path) -> None:
    text = "theme = [5, { id = 'x', title = 'X' }, 'y']"

    problems = refused(written(tmp_path, {"programme.toml": HEAD, "test.toml": text}))

    assert [problem.path for problem in problems] == ["theme[0]", "theme[2]"]


@pytest.mark.parametrize("table", ["theme", "update"])
def test_only_an_action_has_milestones(tmp_path: Path, table: str) -> None:
    text = f'[[{table}]]\n[[{table}.milestone]]\nid = "signed"\ntitle = "Signed"'

    problems = refused(written(tmp_path, {"programme.toml": HEAD, "test.toml": text}))

    assert ("unknown-field", f"{table}[0].milestone") in [(p.code, p.path) for p in problems]
    assert {problem.code for problem in problems} == {"unknown-field", "missing-field"}


def test_the_programme_stands_once(tmp_path: Path) -> None:
    directory = written(tmp_path, {"a.toml": HEAD, "b.toml": HEAD, "c.toml": "\n" + HEAD})

    assert refused(directory) == (
        Problem(
            code="second-programme",
            message="[programme] stands already at a.toml:1",
            place=Place("b.toml", 1, "programme"),
        ),
        Problem(
            code="second-programme",
            message="[programme] stands already at a.toml:1",
            place=Place("c.toml", 2, "programme"),
        ),
    )


def test_inline_tables_are_read_like_others(tmp_path: Path) -> None:
    text = """
programme = { id = "small", title = "Small", start = 2025-01-01, end = 2028-12-31 }
theme = [{ id = "security", title = "Security" }, { id = "economy", title = "Economy" }]
working_group = [{ id = "chiefs", name = "Chiefs", kind = "other" }]
dossier = [{ id = "police", theme = "security", title = "Police" }]
objective = [{ id = "patrols", dossier = "police", title = "Patrols" }]

[[action]]
id = "treaty"
objective = "patrols"
title = "Treaty"
groups = ["chiefs"]
milestone = [{ id = "signed", title = "Signed" }, { id = "ratified", title = "Ratified" }]
"""

    programme = load(written(tmp_path, {"all.toml": text}))

    assert programme.languages == ("en",)
    assert [theme.id for theme in programme.themes] == ["security", "economy"]
    assert [step.id for step in programme.actions[0].milestones] == ["signed", "ratified"]
    # Only what has a header of its own has a line.
    assert programme.themes[1].origin == Place("all.toml", None, "theme[1]")
    assert programme.actions[0].origin == Place("all.toml", 8, "action[0]")
    assert programme.actions[0].milestones[1].origin == Place(
        "all.toml", None, "action[0].milestone[1]"
    )


def test_dotted_keys_are_read_like_tables(tmp_path: Path) -> None:
    text = """
programme.id = "small"
programme.title.nl = "Klein"
programme.title.fr = "Petit"
programme.start = 2025-01-01
programme.end = 2028-12-31
programme.rules.stale_after_days = 90
"""

    programme = load(written(tmp_path, {"all.toml": text}))

    assert programme.rules.stale_after_days == 90
    assert programme.title.read("fr", ("nl",)) == ("Petit", "fr")
    assert programme.origin == Place("all.toml", None, "programme")


# Where a table and its keys stand.


def test_every_record_knows_file_line_and_table(tmp_path: Path) -> None:
    programme = load(written(tmp_path, {"plan/plan.toml": PLAN}))

    assert programme.origin == Place("plan/plan.toml", 1, "programme")
    assert programme.themes[0].origin == Place("plan/plan.toml", 8, "theme[0]")
    assert [group.origin for group in programme.working_groups] == [
        Place("plan/plan.toml", 17, "working_group[0]"),
        Place("plan/plan.toml", 22, "working_group[1]"),
    ]
    assert [action.origin for action in programme.actions] == [
        Place("plan/plan.toml", 32, "action[0]"),
        Place("plan/plan.toml", 46, "action[1]"),
    ]
    assert [step.origin for step in programme.actions[0].milestones] == [
        Place("plan/plan.toml", 38, "action[0].milestone[0]"),
        Place("plan/plan.toml", 42, "action[0].milestone[1]"),
    ]


def test_milestones_are_counted_within_their_action_and_found_by_their_own_line(
    tmp_path: Path,
) -> None:
    text = """\
[[action]]
id = "a"
objective = "joint-patrols"
title = "A"
groups = ["police-chiefs"]
[[action.milestone]]
id = "one"
title = "One"
[[action]]
id = "b"
objective = "joint-patrols"
title = "B"
groups = ["police-chiefs"]
[[action.milestone]]
id = "one"
title = "One"
[[action.milestone]]
id = "two"
title = "Two"
"""

    actions = load(written(tmp_path, {"a.toml": PLAN, "b.toml": text})).actions

    assert [[step.origin for step in action.milestones] for action in actions[2:]] == [
        [Place("b.toml", 6, "action[0].milestone[0]")],
        [
            Place("b.toml", 14, "action[1].milestone[0]"),
            Place("b.toml", 17, "action[1].milestone[1]"),
        ],
    ]


def test_no_line_is_claimed_where_a_text_looks_like_a_header(tmp_path: Path) -> None:
    text = '[[theme]]\nid = "x"\ntitle = """\n[[theme]]\n"""\n[[theme]]\nid = "y"\ntitle = 5\n'

    problems = refused(written(tmp_path, {"programme.toml": HEAD, "theme.toml": text}))

    assert [problem.place for problem in problems] == [Place("theme.toml", None, "theme[1]")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("[programme]", "programme"),
        ("[[theme]]", "theme"),
        ("  [[theme]]  ", "theme"),
        ("\t[[ theme ]]\t# comment", "theme"),
        ("[[theme]]# comment ]", "theme"),
        ("[[action.milestone]]", "action.milestone"),
        ("[programme.rules]", "programme.rules"),
    ],
)
def test_a_header_is_found_at_its_line(line: str, name: str) -> None:
    assert header_lines(f"# one\n\n{line}\na = 1\n{line}") == {name: [3, 5]}


@pytest.mark.parametrize("line", ["a = [1]", "# [[theme]]", "[[theme]] a = 1", 'a = "[[theme]]"'])
def test_what_only_looks_like_a_header_is_none(line: str) -> None:
    assert header_lines(line) == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('id = "x"\ntitle = 5', 3, id="its-own-line"),
        pytest.param('id = "x"\n  title   =   5', 3, id="spaces"),
        pytest.param('id = "x"\n"title" = 5', 3, id="quotes"),
        pytest.param("id = 'x'\n'title' = 5", 3, id="apostrophes"),
        pytest.param('id = "x"\ntitle.nl = 5', 3, id="dotted"),
        pytest.param('id = "x"\n\n# title = 4\ntitle = 5', 5, id="after-a-comment"),
        pytest.param('id = "x"\n\n  [theme.title]\n  nl = 5', 4, id="a-table-of-its-own"),
        pytest.param('id = "x"', 1, id="missing"),
        pytest.param('id = "x"\n[[theme]]\nid = "y"\ntitle = "Y"', 1, id="not-that-of-the-next"),
        pytest.param('id = "x"\n[theme.more]\ntitle = "Y"', 1, id="not-that-of-a-table-inside"),
        pytest.param(
            'id = "x"\n[[theme]]\nid = "y"\n[theme.title]\nnl = "Y"', 1, id="nor-inside-the-next"
        ),
    ],
)
def test_a_problem_stands_at_the_line_of_its_key_or_else_of_its_table(
    tmp_path: Path, text: str, line: int
) -> None:
    problems = refused(
        written(tmp_path, {"programme.toml": HEAD, "theme.toml": f"[[theme]]\n{text}"})
    )

    lines = {p.path: p.place.line for p in problems if p.place}
    assert lines["theme[0].title"] == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("rules = { red = 2 }", 7, id="inline"),
        pytest.param("rules.red = 2", 7, id="dotted"),
        pytest.param("[programme.rules]\namber = 0.1\nred = 2", 9, id="its-own-table"),
        pytest.param("[programme.title-page]\n[programme.rules]\nred = 2", 9, id="second-table"),
        pytest.param("[programme.rules]\n'red' = 2", 8, id="quotes"),
    ],
)
def test_a_problem_in_a_table_inside_stands_at_its_own_line(
    tmp_path: Path, text: str, line: int
) -> None:
    problems = refused(written(tmp_path, {"programme.toml": HEAD + text}))

    lines = {p.path: p.place.line for p in problems if p.place}
    assert lines["programme.rules.red"] == line


# Whatever stands in the files, reading ends in a programme or in problems.


def read_or_refused(directory: Path, files: dict[str, str | bytes]) -> list[str] | None:
    """The printed problems of the files, None for a programme."""
    with TemporaryDirectory(dir=directory) as folder:
        try:
            load(written(Path(folder), files))
        except LoadError as error:
            return [str(problem) for problem in error.problems]
    return None


@settings(deadline=None)
@given(st.text() | st.binary())
def test_any_text_in_a_file_ends_in_a_programme_or_in_problems(
    tmp_path_factory: pytest.TempPathFactory, content: str | bytes
) -> None:
    problems = read_or_refused(
        tmp_path_factory.getbasetemp(), {"programme.toml": HEAD, "any.toml": content}
    )

    assert problems is None or problems[0].startswith("any.toml")


@settings(deadline=None)
@given(ODD_FILES)
def test_any_tables_in_a_file_end_in_a_programme_or_in_problems_of_a_line_or_two(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    problems = read_or_refused(tmp_path_factory.getbasetemp(), {"any.toml": content})

    assert problems is None or problems
    for problem in problems or ():
        line, *hint = problem.split("\n")
        assert " error[" in f" {line}"
        assert len(hint) <= 1


@settings(deadline=None)
@given(PLAUSIBLE_FILES)
def test_any_references_and_corrections_end_in_a_programme_or_in_problems_told_once(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    problems = read_or_refused(
        tmp_path_factory.getbasetemp(), {"plan.toml": PLAN, "any.toml": content}
    )

    assert problems is None or problems
    assert len(problems or ()) == len(set(problems or ()))


@settings(deadline=None)
@given(PLAUSIBLE_FILES, PLAUSIBLE_FILES)
def test_a_file_that_is_not_toml_is_told_once_and_not_at_every_reference_to_it(
    tmp_path_factory: pytest.TempPathFactory, one: str, two: str
) -> None:
    base = tmp_path_factory.getbasetemp()
    files: dict[str, str | bytes] = {"plan.toml": PLAN, "one.toml": one}

    whole = read_or_refused(base, {**files, "two.toml": two}) or []
    broken = read_or_refused(base, {**files, "two.toml": f"{two}\nbroken"}) or []

    def references(problems: list[str]) -> set[str]:
        lines = {problem.split("\n")[0] for problem in problems}
        return {line for line in lines if "[unknown-" in line and "milestone" not in line}

    assert len([problem for problem in broken if problem.startswith("two.toml")]) == 1
    assert references(broken) <= references(whole)


# What the search for garbage sees.


@pytest.fixture
def tidy() -> Iterator[None]:
    """A tidy memory; and the collector as it was."""
    was = gc.isenabled()
    gc.unfreeze()
    gc.collect()
    yield
    gc.unfreeze()
    (gc.enable if was else gc.disable)()


@pytest.mark.usefixtures("tidy")
@pytest.mark.parametrize("switch", [gc.enable, gc.disable])
def test_a_load_leaves_the_search_for_garbage_as_it_was(switch: Callable[[], None]) -> None:
    switch()
    before = gc.isenabled(), gc.get_freeze_count()
    load_benelux()
    assert (gc.isenabled(), gc.get_freeze_count()) == before


@pytest.mark.usefixtures("tidy")
def test_what_was_loaded_is_old_at_once_so_that_it_is_not_searched_three_times() -> None:
    gc.enable()
    update = load_benelux().updates[-1]
    assert any(held is update for held in gc.get_objects(generation=2))


@pytest.mark.usefixtures("tidy")
def test_what_was_frozen_by_others_stays_frozen() -> None:
    gc.enable()
    gc.freeze()
    load_benelux()
    assert gc.get_freeze_count() > 0
