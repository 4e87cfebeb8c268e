"""The command line: what it prints, where it writes, and its exit codes."""

import gc
import json
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from typing import Final

import pytest
from bs4 import BeautifulSoup

from benelux_tracker import load
from benelux_tracker.cli import main, run
from build_report import FILES, written

HEADLINE = (
    "48% of what is reported is done (80% of the due work is reported); "
    "of all that is due, between 39% and 59%."
)


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The directory of the small programme; its figures are worked out in test_year_report.py."""
    return str(written(tmp_path / "small", FILES))


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines on the screen, without the blanks that fill them up; no complaint."""
    out, err = capsys.readouterr()
    assert err == ""
    return [line.rstrip() for line in out.splitlines()]


def one_line(text: str) -> str:
    """A boxed message as running text."""
    return " ".join(re.sub(r"[╭╮╰╯─│]", " ", text).split())


# ---- report


def test_a_report_is_printed_as_text_unless_asked_otherwise(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "2025", "-p", small, "-l", "en"]) == 0
    lines = printed(capsys)
    assert "1 THE YEAR AT A GLANCE" in lines
    assert lines[:9] == [
        "PROGRESS REPORT 2025",
        "A small programme",
        "",
        "Presidency: Luxembourg",
        "As it stood on: 31 December 2025",
        "As known on: all that is in the files",
        "Language: English",
        "",
        "CONTENTS",
    ]


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", "PROGRESS REPORT 2025\n"),
        ("markdown", "# Progress report 2025\n"),
        ("html", '<!doctype html>\n<html lang="en">\n'),
        ("json", '{\n  "format": "benelux-tracker/year-report/3",\n  "programme": "small",\n'),
    ],
)
def test_a_report_is_printed_in_the_format_asked_for(
    small: str, capsys: pytest.CaptureFixture[str], form: str, start: str
) -> None:
    assert run(["report", "2025", "-p", small, "-l", "en", "--format", form]) == 0
    assert capsys.readouterr().out.startswith(start)


def test_a_report_is_in_the_first_language_of_the_programme_unless_asked_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, (order, language) in enumerate(
        (('"fr", "en"', "fr"), ('"en"', "en"), ('"lb", "de"', "de"), ('"lb"', "en"))
    ):
        plan = FILES["programme.toml"].replace('languages = ["en"]', f"languages = [{order}]")
        where = written(tmp_path / str(number), {**FILES, "programme.toml": plan})
        assert run(["report", "2025", "-p", str(where), "--format", "html"]) == 0
        assert f'<html lang="{language}">' in capsys.readouterr().out


def test_a_report_is_about_the_days_asked_for(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ["--on", "2025-06-30", "--known-on", "2025-05-31"]
    assert run(["report", "2025", "-p", small, "-l", "en", *days]) == 0
    assert printed(capsys)[4:6] == ["As it stood on: 30 June 2025", "As known on: 31 May 2025"]


def test_a_report_is_written_to_the_files_asked_for_in_the_format_of_their_suffix(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, plain = tmp_path / "2025.HTM", tmp_path / "2025.txt"
    asked = ["report", "2025", "-p", small, "-l", "en", "-o", str(page), "--output", str(plain)]
    assert run(asked) == 0
    assert printed(capsys) == [
        HEADLINE,
        str(page),
        str(plain),
    ]
    assert page.read_text("utf-8").startswith("<!doctype html>\n")
    assert plain.read_text("utf-8").startswith("PROGRESS REPORT 2025\n")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["2025.HTM", "2025.txt", "small"]


def test_a_report_without_a_programme_is_about_the_benelux(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["report", "2025", "-l", "en"]) == 0
    assert printed(capsys)[1] == "Common Work Programme 2025-2028 of the Benelux Union"


# ---- status


def test_a_status_is_printed_by_theme_unless_asked_otherwise(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", "-p", small, "--on", "2025-12-31"]) == 0
    assert printed(capsys) == [
        "A small programme – 31 December 2025",
        HEADLINE,
        "           Progress  Coverage  Bounds      Plan  Actions  Overdue  Signal",
        "Security   48%       100%      48%         84%   6        1        amber",
        "Market     –         0%        0% to 100%  –     2        1        unknown",
        "Programme  48%       80%       39% to 59%  84%   8        2        amber",
    ]


@pytest.mark.parametrize(
    ("dimension", "lines"),
    [
        (
            "dossier",
            [
                "Police | 52% | 100% | 52% | 85% | 3 | 1 | amber",
                "Crises | 43% | 100% | 43% | 83% | 3 | 0 | amber",
                "Trade | – | 0% | 0% to 100% | – | 2 | 1 | unknown",
                "Programme | 48% | 80% | 39% to 59% | 84% | 8 | 2 | amber",
            ],
        ),
        (
            "objective",
            [
                "Joint patrols | 52% | 100% | 52% | 85% | 3 | 1 | amber",
                "Exercises | 43% | 100% | 43% | 83% | 3 | 0 | amber",
                "Free trade | – | 0% | 0% to 100% | – | 2 | 1 | unknown",
                "Programme | 48% | 80% | 39% to 59% | 84% | 8 | 2 | amber",
            ],
        ),
        (
            "lead_group",
            [
                "Chiefs of police | 52% | 100% | 52% | 85% | 4 | 1 | amber",
                "Douane | 43% | 100% | 43% | 83% | 2 | 0 | amber",
                "Traders | – | 0% | 0% to 100% | – | 2 | 1 | unknown",
                "Programme | 48% | 80% | 39% to 59% | 84% | 8 | 2 | amber",
            ],
        ),
        (
            "working_group",
            [
                "Chiefs of police | 52% | 100% | 52% | 85% | 4 | 1 | amber",
                "Douane | 46% | 100% | 46% | 79% | 3 | 0 | amber",
                "Traders | – | 0% | 0% to 100% | – | 2 | 1 | unknown",
                "Programme | 48% | 80% | 39% to 59% | 84% | 8 | 2 | amber",
                "Actions of the parts 9 − shared 1 = programme 8.",
            ],
        ),
        (
            "output",
            [
                "other | – | – | – | – | 1 | 0 | not due yet",
                "treaty | 50% | 100% | 50% | 75% | 1 | 0 | amber",
                "none | 48% | 71% | 34% to 63% | 90% | 6 | 2 | amber",
                "Programme | 48% | 80% | 39% to 59% | 84% | 8 | 2 | amber",
            ],
        ),
        (
            "country",
            [
                "Belgium | 50% | 100% | 50% | 75% | 1 | 0 | amber",
                "Netherlands | 50% | 100% | 50% | 75% | 1 | 0 | amber",
                "none | 48% | 71% | 34% to 63% | 90% | 7 | 2 | amber",
                "Programme | 48% | 80% | 39% to 59% | 84% | 8 | 2 | amber",
                "Actions of the parts 9 − shared 1 = programme 8.",
            ],
        ),
        (
            "due_year",
            [
                "2024 | 100% | 100% | 100% | 100% | 1 | 0 | green",
                "2025 | 30% | 60% | 18% to 58% | 100% | 3 | 2 | red",
                "2026 | 50% | 100% | 50% | 68% | 2 | 0 | amber",
                "2027 | – | – | – | – | 2 | 0 | not due yet",
                "Programme | 48% | 80% | 39% to 59% | 84% | 8 | 2 | amber",
            ],
        ),
    ],
)
def test_a_status_is_added_up_by_any_dimension(
    small: str, capsys: pytest.CaptureFixture[str], dimension: str, lines: list[str]
) -> None:
    assert run(["status", "-p", small, "--on", "2025-12-31", "--by", dimension]) == 0
    assert [" | ".join(re.split("  +", line)) for line in printed(capsys)[3:]] == lines


def test_a_status_leaves_out_what_was_not_known(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ["--on", "2025-12-31", "--known-on", "2024-05-31"]
    assert run(["status", "-p", small, *days]) == 0
    assert printed(capsys)[1:3] == [
        "Provisional: news of the last days may be missing.",
        "Nothing of the due work is reported: 0% to 100% may be done.",
    ]


def test_a_status_is_in_the_language_asked_for(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["status", "-p", small, "--on", "2025-12-31", "--by", "country", "-l", "nl"]
    assert run(asked) == 0
    lines = printed(capsys)
    assert lines[3].startswith("België ")
    assert lines[4].startswith("Nederland ")


def test_a_status_without_a_day_is_of_today(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "-p", small]) == 0
    assert re.fullmatch(r"A small programme – \d+ [A-Z][a-z]+ 2\d{3}", printed(capsys)[0])


def test_a_status_of_the_benelux_programme_has_its_themes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["status", "--on", "2025-12-31", "--language", "en"]) == 0
    assert [line[:23].rstrip() for line in printed(capsys)[3:]] == [
        "Security",
        "Internal market and eco",
        "Sustainable development",
        "Cross-border cooperatio",
        "Interregional relations",
        "Programme",
    ]


END: Final = "(end)"


def shown_in_a_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: int, asked: list[str], **environment: str
) -> str:
    """What a terminal of so many columns receives."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in {"COLUMNS": str(columns), **environment}.items():
        monkeypatch.setenv(name, value)
    terminal, screen = os.openpty()
    with (
        ThreadPoolExecutor() as threads,
        open(screen, "w", encoding="utf-8") as stdout,  # noqa: PTH123 - no path
    ):
        reading = threads.submit(_received, terminal)  # a terminal takes no more than it is read
        monkeypatch.setattr(sys, "stdout", stdout)
        try:
            answer = run(asked)
        finally:
            stdout.write(END)
            stdout.flush()
            received = reading.result()
    os.close(terminal)
    assert answer == 0
    return received.decode().removesuffix(END).replace("\r\n", "\n")


def _received(terminal: int) -> bytes:
    received = b""
    while not received.endswith(END.encode()):  # it comes piece by piece
        received += os.read(terminal, 65536)
    return received


def uncoloured(shown: str) -> list[str]:
    return [line.strip() for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()]


def test_a_status_in_a_terminal_has_colours_and_a_line_below_its_head(
    small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["status", "-p", small, "--on", "2025-12-31"]
    shown = shown_in_a_terminal(monkeypatch, 120, asked)
    assert "\x1b[33mamber" in shown
    assert "\x1b[90munknown" in shown
    assert uncoloured(shown) == [
        "A small programme – 31 December 2025",
        HEADLINE,
        "",
        "Progress   Coverage       Bounds   Plan   Actions   Overdue   Signal",
        "─" * 81,
        "Security         48%       100%          48%    84%         6         1   amber",
        "Market             –         0%   0% to 100%      –         2         1   unknown",
        "Programme        48%        80%   39% to 59%    84%         8         2   amber",
        "",
    ]


def test_a_status_in_a_narrow_terminal_leaves_out_the_counts(
    small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["status", "-p", small, "--on", "2025-12-31", "--by", "country"]
    lines = uncoloured(shown_in_a_terminal(monkeypatch, 80, asked))
    assert max(map(len, lines)) <= 80
    assert "Progress   Coverage       Bounds   Plan   Signal" in lines
    wide = uncoloured(shown_in_a_terminal(monkeypatch, 100, asked))
    assert "Progress   Coverage       Bounds   Plan   Actions   Overdue   Signal" in wide
    assert lines[-1] == "Actions of the parts 9 − shared 1 = programme 8."


def test_a_status_for_programs_is_one_line_of_json(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ["--on", "2025-12-31", "--known-on", "2026-01-15"]
    assert run(["status", "-p", small, *days, "--json", "--by", "working_group"]) == 0
    (line,) = printed(capsys)
    assert " − " in line
    told = json.loads(line)
    assert (told["on"], told["known_on"], told["by"]) == (
        "2025-12-31",
        "2026-01-15",
        "working_group",
    )
    assert told["title"] == "A small programme"
    assert told["reconciled"] == "Actions of the parts 9 − shared 1 = programme 8."
    assert told["without_actions"] == ["Archivists"]
    assert [(line["key"], line["name"]) for line in told["lines"]] == [
        ("police-chiefs", "Chiefs of police"),
        ("customs", "Douane"),
        ("traders", "Traders"),
    ]
    figures = told["total"]["figures"]
    assert (figures["progress"], figures["coverage"], figures["no_number"]) == (
        "39/80",
        "4/5",
        None,
    )
    assert (figures["low"], figures["high"], figures["tally"]["actions"]) == (
        "39/100",
        "59/100",
        8,
    )
    assert figures["verdict"] == {
        "signal": "amber",
        "reason": "{share} of the assessed work is red",
        "figures": {"share": "1/8"},
    }


def test_a_status_for_programs_says_null_where_everything_is_known(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", "-p", small, "--on", "2025-12-31", "--json"]) == 0
    told = json.loads(printed(capsys)[0])
    assert (told["known_on"], told["reconciled"], told["lines"][1]["figures"]["progress"]) == (
        None,
        "",
        None,
    )


# ---- explain

WORKED = str(Path(__file__).parents[1] / "examples" / "worked-example")
OF_2026 = ["-p", WORKED, "--on", "2026-12-31"]


def test_an_explanation_is_printed_as_text_unless_on_a_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["explain", "market", *OF_2026]) == 0
    assert printed(capsys)[:5] == [
        "Market",
        "As it stood on: 31 December 2026",
        "68% of what is reported is done (62% of the due work is reported); of all that",
        "is due, between 42% and 80%.",
        "Signal: amber – 40% of the assessed work is red or amber, 25% or more",
    ]


def test_an_explanation_without_a_key_is_about_the_programme_as_it_stands_today(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["explain", "-p", WORKED, "-l", "fr"]) == 0
    title, day, *_ = printed(capsys)
    assert title == "Worked example"
    assert day.startswith("Date de référence\N{NO-BREAK SPACE}: ")


def test_two_keys_ask_for_what_belongs_to_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "market", "working_group:customs", *OF_2026]) == 0
    lines = printed(capsys)
    assert lines[0] == "Market × Working group on customs"
    assert "What counts: 2 actions – 45.0 points" in lines


def test_an_explanation_compares_with_the_day_asked_for_as_known_on_a_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    days = ["--since", "2026-09-30", "--known-on", "2026-11-15"]
    assert run(["explain", "a5", *OF_2026, *days]) == 0
    lines = printed(capsys)
    assert "As known on: 15 November 2026" in lines
    assert lines[lines.index("Since 30 September 2026") :] == [
        "Since 30 September 2026",
        "  - Opening: 10% – 30 September 2026 (as known on 15 November 2026)",
        "  - Closing: 10% – 31 December 2026 (as known on 15 November 2026)",
        "  - Nothing has changed.",
    ]


def test_an_explanation_in_a_terminal_is_a_tree_with_colours_and_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = shown_in_a_terminal(monkeypatch, 80, ["explain", "market", *OF_2026])
    assert "\x1b[33mamber\x1b[0m" in shown
    lines = uncoloured(shown)
    assert max(map(len, lines)) <= 80
    start = lines.index("├── What counts: 4 actions – 68.0 points")
    assert lines[start : start + 5] == [
        "├── What counts: 4 actions – 68.0 points",
        "│   ├── 40.0 points – Action 1 (a1) – green: completed",
        "│   │   ├── weight 2 × 100% done ÷ 5 = 40.0 points",
        "│   │   ├── completed; due: 30 June 2026",
        "│   │   └── 20 May 2026: completed (updates/2026.toml:3)",
    ]


def test_a_tree_breaks_no_line_at_a_no_break_space(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["explain", "market", *OF_2026, "-l", "fr"]
    for columns in range(60, 80):
        lines = uncoloured(shown_in_a_terminal(monkeypatch, columns, asked))
        assert [line for line in lines if line.endswith("«")] == []
        starts = [line.lstrip("│├└─ \N{NO-BREAK SPACE}") for line in lines]
        assert [line for line in starts if line.startswith((":", ";", "%", "»"))] == []


def test_a_tree_has_no_colours_where_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["explain", "market", *OF_2026]
    assert "\x1b[33m" not in shown_in_a_terminal(monkeypatch, 80, asked, NO_COLOR="1")


FOUR_UPDATES = "".join(
    f'[[update]]\naction = "permits"\ndate = 2026-0{month}-01\npercent = {month}0\n'
    for month in (1, 2, 3, 4)
)
LAST_THREE = [
    "1 February 2026: 20% done (updates/2026.toml:5)",
    "1 March 2026: 30% done (updates/2026.toml:9)",
    "1 April 2026: 40% done (updates/2026.toml:13)",
]


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ([], "… 1 earlier update"),
        (["--all"], "1 January 2026: 10% done (updates/2026.toml:1)"),
    ],
)
def test_a_tree_folds_the_earlier_updates_unless_all_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], first: str
) -> None:
    where = str(written(tmp_path, {**FILES, "updates/2026.toml": FOUR_UPDATES}))
    asked = ["explain", "permits", "-p", where, "--on", "2026-12-31", *options]
    lines = uncoloured(shown_in_a_terminal(monkeypatch, 100, asked))
    told = [line.lstrip("│├└─ \N{NO-BREAK SPACE}") for line in lines]
    start = told.index(first)
    assert told[start + 1 : start + 4] == LAST_THREE


def test_an_explanation_for_programs_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "market", *OF_2026, "--json"]) == 0
    (line,) = printed(capsys)
    told = json.loads(line)
    assert (told["about"], told["figures"]["coverage"]) == ("theme:market", "5/8")
    assert told["lines"][0]["updates"][0]["origin"] == {"file": "updates/2026.toml", "line": 3}


# ---- check


WARNINGS = """\
4 warnings, by code

missing-reason (2): A suspension, a cancellation, a new due, or the judgement amber or red \
has no reason.
  due "2026-02" has no reason
    updates/2025.toml:45: update[6].due
  status "suspended" has no reason
    updates/2025.toml:65: update[9].status
  hint: add reason = { … }: readers will ask why

missing-translation (1): A text lacks one of the programme's languages; another is shown instead.
  has no text in en; nl is shown instead
    programme.toml:46: working_group[1].name

strange-group (1): A group reports on an action that is not one of its own.
  "archivists" is not one of the groups of action "registry"
    updates/2025.toml:65: update[9].group
  hint: its groups are customs

small: 4 dossiers, 10 actions, 13 updates; no errors, 4 warnings
"""


def test_a_check_tells_the_warnings_by_code_and_what_there_is(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "-p", small]) == 0
    assert capsys.readouterr() == (WARNINGS, "")


def test_a_strict_check_fails_on_a_warning(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-p", small, "--strict"]) == 1
    assert capsys.readouterr() == (WARNINGS, "")
    assert run(["check", "-p", small, "--strict", "--json"]) == 1
    assert len(json.loads("\n".join(printed(capsys)))) == 4


def test_a_strict_check_without_warnings_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    worked = Path(__file__).parents[1] / "examples" / "worked-example"
    asked = ["check", "-p", str(worked), "--strict", "--known-on", "2025-12-31"]
    assert run(asked) == 0
    assert printed(capsys) == [
        "worked-example: 1 dossier, 6 actions, 0 updates; no errors, 0 warnings"
    ]


def test_a_message_that_many_places_share_is_told_once(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "-p", small, "-l", "nl"]) == 0
    lines = printed(capsys)
    start = lines.index("  has no text in nl; en is shown instead")
    assert lines[start + 1 : start + 3] == [
        "    programme.toml:1: programme.title",
        "    programme.toml:9: theme[0].title",
    ]
    assert sum("has no text in nl" in line for line in lines) == 1


def test_a_check_in_a_terminal_breaks_its_lines_between_words(
    small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = shown_in_a_terminal(monkeypatch, 60, ["check", "-p", small])
    assert shown.splitlines()[:6] == [
        "4 warnings, by code",
        "",
        "missing-reason (2): A suspension, a cancellation, a new due,",
        "      or the judgement amber or red has no reason.",
        '  due "2026-02" has no reason',
        "    updates/2025.toml:45: update[6].due",
    ]


UPDATE: Final = '[[update]]\naction = "hotline"\ndate = 2025-03-01\nunchanged = true\n'
MISNAMED: Final = (
    *("2026", "a.TOML", "b.toml.txt", "c.tml", "d.Txt", "e.TOML.TXT"),
    *("updates/f.txt", "updates/readme/g.txt"),
)
LEFT_ALONE: Final = (
    *("README", "readme.txt", "LICENSE", "notes.md", ".hidden.txt", ".git/x.txt", "h.toml~"),
    *("i.toml.bak", "j.csv"),
)


def test_a_check_notes_the_files_that_are_not_read_for_their_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = {**dict.fromkeys(LEFT_ALONE, UPDATE), "minutes.txt": "We met. [update] it."}
    where = written(tmp_path, {**FILES, **dict.fromkeys(MISNAMED, UPDATE), **others})
    assert run(["check", "-p", str(where), "--known-on", "2024-02-01"]) == 0
    out, err = capsys.readouterr()
    assert out.endswith("no errors, 1 warning\n")
    assert err.splitlines() == [
        f"note: {name} is not read: its name must end in .toml" for name in MISNAMED
    ]


def test_a_strict_check_fails_on_a_file_that_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(copytree(WORKED, tmp_path / "worked"))
    asked = ["check", "-p", plan, "--strict", "--known-on", "2025-12-31"]
    assert run(asked) == 0
    assert printed(capsys)[-1].endswith("no errors, 0 warnings")
    Path(plan, "more.txt").write_text(UPDATE, "utf-8")
    assert run(asked) == 1
    note = "note: more.txt is not read: its name must end in .toml\n"
    assert capsys.readouterr().err == note


def test_a_file_that_is_not_read_is_noted_beside_the_error_that_it_brings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = written(tmp_path, {"programme.toml.txt": FILES["programme.toml"]})
    assert run(["check", "-p", str(where)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"error[no-file]: there is no .toml file in {where}\n")
    assert err == "note: programme.toml.txt is not read: its name must end in .toml\n"


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--on", "2025-08-01"], "11 updates; no errors, 3 warnings"),
        (["--known-on", "2025-06-09"], "8 updates; no errors, 2 warnings"),
        (["--known-on", "2024-03-01"], "1 update; no errors, 1 warning"),
        (["--language", "en"], "13 updates; no errors, 4 warnings"),
    ],
)
def test_a_check_leaves_out_what_was_later_or_not_known(
    small: str, capsys: pytest.CaptureFixture[str], options: list[str], line: str
) -> None:
    assert run(["check", "-p", small, *options]) == 0
    assert printed(capsys)[-1] == f"small: 4 dossiers, 10 actions, {line}"


def test_a_check_up_to_a_day_takes_a_correction_of_a_later_day_for_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = """
[[update]]
action = "labels"
id = "moved"
date = 2025-03-01
recorded = 2025-08-01
corrects = "labels@2025-07-01"
status = "in_progress"

[[update]]
action = "labels"
date = 2025-07-01
status = "in_progress"
"""
    where = written(tmp_path, {**FILES, "updates/moved.toml": moved})
    assert run(["check", "-p", str(where), "--on", "2025-06-30"]) == 0
    lines = printed(capsys)
    assert [line.partition(":")[0] for line in lines[:3]] == [
        "1 warning, by code",
        "",
        "missing-translation (1)",
    ]
    assert lines[-1] == "small: 4 dossiers, 10 actions, 10 updates; no errors, 1 warning"


def test_a_check_may_look_for_translations_into_a_language_of_the_programme_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = FILES["programme.toml"].replace('languages = ["en"]', 'languages = ["en", "lb"]')
    where = str(written(tmp_path, {**FILES, "programme.toml": plan}))
    assert run(["check", "-p", where, "-l", "lb"]) == 0
    assert "  has no text in lb; en is shown instead" in printed(capsys)
    assert run(["check", "-p", where, "-l", "en"]) == 0
    assert "lb" not in capsys.readouterr().out


def test_a_check_of_a_day_knows_what_was_put_right_for_it_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = load(written(tmp_path / "plain", FILES)).actions[0].id
    updates = (
        f'[[update]]\nid = "x"\naction = "{name}"\ndate = 2025-12-01\nstatus = "suspended"\n'
        f'[[update]]\nid = "y"\naction = "{name}"\ndate = 2025-12-10\nrecorded = 2025-12-10\n'
        'status = "suspended"\nreason = "Rain"\ncorrects = "x"\n'
    )
    where = str(written(tmp_path / "more", {**FILES, "more.toml": updates}))
    assert run(["check", "-p", where, "--on", "2025-12-05"]) == 0
    assert "more.toml" not in capsys.readouterr().out
    typed = ["check", "-p", where, "--on", "2025-12-05", "--known-on", "2025-12-05"]
    assert run(typed) == 0
    assert "    more.toml:1: update[0].status" in capsys.readouterr().out.splitlines()


def test_a_check_for_programs_is_json(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-p", small, "--json"]) == 0
    told = json.loads("\n".join(printed(capsys)))
    assert [problem["code"] for problem in told] == [
        "missing-translation",
        "missing-reason",
        "strange-group",
        "missing-reason",
    ]
    assert told[1] == {
        "severity": "warning",
        "code": "missing-reason",
        "file": "updates/2025.toml",
        "line": 45,
        "path": "update[6].due",
        "message": 'due "2026-02" has no reason',
        "hint": "add reason = { … }: readers will ask why",
    }


BROKEN = {
    **FILES,
    "updates/broken.toml": """\
[[update]]
action = "hotlin"
date = 2025-03-01
percent = 101
""",
    "updates/odd.toml": """\
[[update]]
action = "hotlin"
date = 2025-03-02
percent = 10
""",
}


ERRORS = """\
updates/broken.toml:2: error[unknown-action] update[0].action: no action "hotlin"
    did you mean "hotline"?
updates/broken.toml:4: error[bad-percent] update[0].percent: \
must be a whole number 0 to 100, got 101
updates/odd.toml:2: error[unknown-action] update[0].action: no action "hotlin"
    did you mean "hotline"?
"""


@pytest.mark.parametrize("asked", [["status", "--on", "2025-12-31"], ["report", "2025"]])
def test_errors_are_told_with_file_and_line_and_nothing_else_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    where = written(tmp_path, BROKEN)
    assert run([*asked, "-p", str(where)]) == 1
    assert capsys.readouterr() == ("", f"{ERRORS}3 errors\n")


@pytest.mark.parametrize("options", [[], ["--strict"]])
def test_a_check_tells_the_errors_by_file_and_line_and_no_warnings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    where = written(tmp_path, BROKEN)
    assert run(["check", "-p", str(where), *options]) == 1
    ending = "3 errors; warnings are looked for once there are none"
    assert capsys.readouterr() == (f"{ERRORS}\n{ending}\n", "")


def test_errors_for_programs_are_json_on_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = written(tmp_path, BROKEN)
    assert run(["check", "-p", str(where), "--json"]) == 1
    told = json.loads("\n".join(printed(capsys)))
    assert [(problem["severity"], problem["code"], problem["line"]) for problem in told] == [
        ("error", "unknown-action", 2),
        ("error", "bad-percent", 4),
        ("error", "unknown-action", 2),
    ]


def test_a_directory_that_is_not_there_is_one_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "none"
    assert run(["status", "-p", str(where)]) == 1
    told = f"error[no-directory]: there is no directory {where}"
    ending = "warnings are looked for once there are none"
    assert capsys.readouterr() == ("", f"{told}\n1 error\n")
    assert run(["check", "-p", str(where)]) == 1
    assert printed(capsys) == [told, "", f"1 error; {ending}"]


def test_an_error_without_a_place_is_json_with_nulls(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "-p", str(tmp_path / "none"), "--json"]) == 1
    (problem,) = json.loads("\n".join(printed(capsys)))
    assert (problem["code"], problem["file"], problem["line"]) == ("no-directory", None, None)


# ---- questions that cannot be answered as asked


KNOWN_SUFFIXES = "known: .html, .htm, .pdf, .docx, .md, .txt, .json"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["report", "2025", "--lang", "en"], "Unknown option: --lang. Did you mean --language?"),
        (["report", "2025", "--format", "markdwn"], 'Did you mean "markdown"?'),
        (["status", "--by", "thme"], 'Did you mean "theme"?'),
        (["statsu"], 'Unknown command "statsu". Did you mean "status"?'),
        (["report", "soon"], 'a year has four digits, such as 2025; got "soon"'),
        (["report", "26"], 'a year has four digits, such as 2025; got "26"'),
        (["report", "0026"], 'a year has four digits, such as 2025; got "0026"'),
        (["report", "1899"], 'a year has four digits, such as 2025; got "1899"'),
        (["report", "3000"], 'a year has four digits, such as 2025; got "3000"'),
        (["report", "10000"], 'a year has four digits, such as 2025; got "10000"'),
    ],
)
def test_a_command_that_is_not_understood_is_refused_with_a_suggestion(
    capsys: pytest.CaptureFixture[str], asked: list[str], message: str
) -> None:
    assert run(asked) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in one_line(err)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["status", "--on", "2025-02-30"], "no such day in the calendar: 2025-02-30"),
        (
            ["status", "--on", "2025-02"],
            "on must be a day such as 2025-12-31, without a time; got '2025-02'",
        ),
        (
            ["report", "2025", "--known-on", "soon"],
            "known_on must be a day such as 2025-12-31, without a time; got 'soon'",
        ),
        (
            ["check", "--on", "soon"],
            "on must be a day such as 2025-12-31, without a time; got 'soon'",
        ),
        (
            ["check", "--known-on", "soon"],
            "known_on must be a day such as 2025-12-31, without a time; got 'soon'",
        ),
        (
            ["check", "--language", "frr"],
            'neither the programme nor a report is written in "frr"; did you mean "fr"?',
        ),
        (["explain", "secrity"], 'nothing is called "secrity"; did you mean "security"?'),
        (["explain", "theme:markt"], 'no theme "markt"; did you mean "market"?'),
        (
            ["explain", "--since", "soon"],
            "since must be a day such as 2025-12-31, without a time; got 'soon'",
        ),
        (
            ["explain", "--on", "2025-12-31", "--since", "2026-06-30"],
            "since 2026-06-30 is after 2025-12-31, the day it is about",
        ),
        (["report", "2025", "--on", "2024-12-31"], "2024-12-31 is not a day of the year 2025"),
        (
            ["report", "2025", "-l", "en", "-o", "report.odt"],
            f'no format goes by the suffix ".odt" of report.odt; {KNOWN_SUFFIXES}',
        ),
        (
            ["report", "2025", "-l", "en", "-o", "report"],
            f'no format goes by the suffix "" of report; {KNOWN_SUFFIXES}',
        ),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_one_line(
    small: str, capsys: pytest.CaptureFixture[str], asked: list[str], message: str
) -> None:
    assert run([*asked, "-p", small]) == 2
    assert capsys.readouterr() == ("", f"error: {message}\n")


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        (
            "compare",
            "EARLIER is missing: a day, such as 2024-12-31",
            "compare 2024-12-31 2025-12-31",
        ),
        ("compare 2024-12-31", "LATER is missing: a later day", "compare 2024-12-31 2025-12-31"),
        ("report", "YEAR is missing: the year to report on", "report 2025 -l fr -o rapport.pdf"),
        (
            "form nsec",
            "OUTPUT is missing: the file to write; it ends in .xlsx",
            "form nsec return-nsec.xlsx --language nl",
        ),
        ("export", "TABLE is missing: which table", "export actions actions.csv --on 2025-12-31"),
        (
            "status --on",
            "--on has nothing behind it: the day it is about, at its close; today without it",
            "status --on 2025-12-31",
        ),
        (
            "check -p",
            "-p has nothing behind it: the programme's directory; without it the Benelux programme",
            "check -p my-programme",
        ),
    ],
)
def test_what_a_command_lacks_is_named_with_an_example(
    capsys: pytest.CaptureFixture[str], asked: str, message: str, hint: str
) -> None:
    assert run(asked.split()) == 2
    told = f"error: {message}\n    for example: benelux-tracker {hint}\n"
    assert capsys.readouterr() == ("", told)


def test_a_word_too_many_may_be_a_directory_or_a_text_without_quotes(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", small]) == 2
    told = f'error: "{small}" is one word too many\n    did you mean -p {small}?\n'
    assert capsys.readouterr() == ("", told)
    quotes = "put a text of several words in quotes; --help tells what is asked for"
    for asked in ("record hotline --summary two words", "export actions a.csv words"):
        assert run([*asked.split(), "-p", small]) == 2
        told = f'error: "words" is one word too many\n    {quotes}\n'
        assert capsys.readouterr() == ("", told)


def test_what_is_not_in_the_benelux_programme_may_be_in_another(
    capsys: pytest.CaptureFixture[str],
) -> None:
    hint = "this is about benelux-2025-2028; for one of your own: --programme DIRECTORY"
    for asked, message in (
        ("explain gauges", 'nothing is called "gauges"'),
        ("chase gauges", 'no working group "gauges"'),
    ):
        assert run(asked.split()) == 2
        assert capsys.readouterr() == ("", f"error: {message}\n    {hint}\n")


def test_without_a_directory_the_programme_of_the_folder_is_noted_to_be_there(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    note = "note: this is about the Benelux programme; -p . is about the one in this folder\n"
    monkeypatch.chdir(small)
    assert run(["status"]) == 0
    assert capsys.readouterr().err == note
    assert run(["status", "-p", "."]) == 0
    assert capsys.readouterr().err == ""
    other = written(tmp_path / "other", {"updates.toml": FILES["updates/2025.toml"]})
    (other / "broken.toml").write_bytes(b"\xff")
    monkeypatch.chdir(other)
    assert run(["check"]) == 0
    assert capsys.readouterr().err == ""


def test_the_name_of_a_directory_nearly_right_is_met_with_the_right_one(
    small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", "-p", f"{small}l"]) == 1
    told = f'error[no-directory]: there is no directory {small}l\n    did you mean "{small}"?\n'
    assert capsys.readouterr().err == f"{told}1 error\n"


@pytest.mark.parametrize(
    ("year", "noted"), [(2022, True), (2023, False), (2027, False), (2028, True)]
)
def test_a_report_on_a_year_without_the_programme_is_written_with_a_note(
    small: str, capsys: pytest.CaptureFixture[str], year: int, *, noted: bool
) -> None:
    assert run(["report", str(year), "-p", small]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"PROGRESS REPORT {year}\n")
    note = f"note: the programme runs from 2024 to 2027, without {year}\n"
    assert err == (note if noted else "")


def test_a_reader_who_has_seen_enough_ends_the_command_in_silence(
    small: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read, write = os.pipe()
    os.close(read)
    with open(write, "w", encoding="utf-8") as closed:  # noqa: PTH123 - no path
        monkeypatch.setattr(sys, "stdout", closed)
        assert run(["check", "-p", small]) == 2
    assert capsys.readouterr().err == ""


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left_there(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = tmp_path / "none" / "report.html"
    assert run(["report", "2025", "-p", small, "-o", str(lost)]) == 2
    told = f"error: {lost}: there is no folder {lost.parent}; make it first\n"
    assert capsys.readouterr() == ("", told)
    taken = tmp_path / "taken.html"
    taken.mkdir()
    assert run(["report", "2025", "-p", small, "-o", str(taken)]) == 2
    assert capsys.readouterr() == ("", f"error: {taken}: Is a directory\n")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["small", "taken.html"]


def test_control_characters_of_a_name_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = FILES["programme.toml"].replace('title = "Market"', 'title = "Mar\\u001b[2Jket"')
    where = str(written(tmp_path, {**FILES, "programme.toml": plan}))
    assert run(["status", "-p", where, "--on", "2025-12-31"]) == 0
    assert printed(capsys)[4].startswith("Mar\N{REPLACEMENT CHARACTER}[2Jket ")


# ---- the command itself


@pytest.mark.parametrize("asked", [[], ["--help"], ["-h"]])
def test_help_names_the_commands(capsys: pytest.CaptureFixture[str], asked: list[str]) -> None:
    assert run(asked) == 0
    out = capsys.readouterr().out
    assert all(f"\n│ {command} " in out for command in ("check", "explain", "report", "status"))


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("report", ["--output", "--format", "--programme", "--on", "--known-on", "--language"]),
        ("status", ["--by", "--programme", "--on", "--known-on", "--language", "--json"]),
        ("explain", ["--programme", "--on", "--known-on", "--since", "--language", "--all"]),
        ("check", ["--programme", "--on", "--known-on", "--language", "--strict", "--json"]),
    ],
)
def test_the_help_of_a_command_names_its_options(
    capsys: pytest.CaptureFixture[str], command: str, options: list[str]
) -> None:
    assert run([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert [option for option in options if f" {option} " not in out] == []


def test_the_version_is_that_of_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert printed(capsys) == ["0.2.0.dev0"]


@pytest.mark.parametrize(("asked", "code"), [(["--version"], 0), (["statsu"], 2)])
def test_the_command_ends_with_the_exit_code(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: list[str],
    code: int,
) -> None:
    monkeypatch.setattr(sys, "argv", ["benelux-tracker", *asked])
    with pytest.raises(SystemExit) as ended:
        main()
    gc.unfreeze()
    gc.enable()
    assert ended.value.code == code
    assert "".join(capsys.readouterr()) != ""


def test_the_same_question_twice_writes_the_same_bytes(small: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.html", tmp_path / "second.html"
    assert (
        run(["report", "2025", "-p", small, "-l", "fr", "-o", str(first), "-o", str(second)]) == 0
    )
    assert first.read_bytes() == second.read_bytes()
    assert BeautifulSoup(first.read_bytes(), "html.parser").html is not None
