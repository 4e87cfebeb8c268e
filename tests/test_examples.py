"""The examples run, and say what they are meant to say."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from bs4 import BeautifulSoup

from benelux_tracker import load, load_benelux, record
from benelux_tracker.model import StatusUpdate, Text
from benelux_tracker.vocabulary import ActionId, UpdateId

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def ran(
    script: str, *arguments: str, directory: Path = EXAMPLES
) -> subprocess.CompletedProcess[str]:
    """An example, run as a person would run it."""
    command = [sys.executable, "-X", "utf8", str(EXAMPLES / script), *arguments]
    return subprocess.run(  # noqa: S603 - the command is put together here
        command, cwd=directory, check=False, capture_output=True, encoding="utf-8"
    )


def printed(script: str, *arguments: str, directory: Path = EXAMPLES) -> list[str]:
    """The lines that an example prints."""
    done = ran(script, *arguments, directory=directory)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_worked_example_is_the_programme_of_the_case() -> None:
    case = ROOT / "tests" / "cases" / "worked-example" / "programme"
    assert load(EXAMPLES / "worked-example") == load(case)


@pytest.mark.parametrize(
    ("file", "opening"),
    [
        ("report.html", "<!DOCTYPE html>"),
        ("report.md", "# Progress report 2025"),
        ("report.txt", "PROGRESS REPORT 2025"),
        ("report.json", "{"),
    ],
)
def test_a_first_look_writes_the_report_that_the_suffix_asks_for(
    file: str, opening: str, tmp_path: Path
) -> None:
    lines = printed("first_look.py", file, directory=tmp_path)
    assert lines[-1] == f"The report of 2025 is in {file}"
    assert (tmp_path / file).read_text("utf-8").lower().startswith(opening.lower())


def test_a_first_look_shows_every_theme_and_the_programme(tmp_path: Path) -> None:
    lines = printed("first_look.py", "report.txt", directory=tmp_path)
    assert lines[0] == "Common Work Programme 2025-2028 of the Benelux Union, 2025-12-31"
    assert [line[:38].strip() for line in lines[2:-1]] == [
        "Security",
        "Internal market and economy",
        "Sustainable development and energy",
        "Cross-border cooperation",
        "Interregional relations",
        "Programme",
    ]


def test_a_first_look_at_another_day_reports_on_the_year_of_that_day(tmp_path: Path) -> None:
    lines = printed("first_look.py", "report.md", "--on", "2024-12-31", directory=tmp_path)
    assert lines[-1] == "The report of 2024 is in report.md"
    assert "- As it stood on: 31 December 2024" in (tmp_path / "report.md").read_text("utf-8")


def status_of_the_worked_example(*arguments: str) -> str:
    """The only line about the worked example."""
    (line,) = printed("status_line.py", *arguments, "--programme", "worked-example")
    return line


def test_a_status_line_gives_progress_coverage_bounds_and_signal() -> None:
    assert status_of_the_worked_example("2026-12-31") == (
        "Market: 68 % of what is reported is done (62 % of the due work is reported; "
        "between 42 % and 80 % of what is due). "
        "amber: 40 % of the assessed work is red or amber, 25 % or more."
    )


def test_a_status_line_gives_no_figure_where_too_little_is_reported() -> None:
    assert status_of_the_worked_example("2026-06-29") == (
        "Market: 40 % of the due work is reported; between 24 % and 84 % of what is due is done. "
        "grey: only 40 % of the due work can be assessed, less than 60 %."
    )


def test_a_status_line_says_why_there_is_no_figure() -> None:
    assert status_of_the_worked_example("2025-12-31") == (
        "Market: nothing of the due work is reported. grey: none of the due work can be assessed."
    )


def test_status_lines_come_as_json_too() -> None:
    lines = printed("status_line.py", "2026-12-31", "--programme", "worked-example", "--json")
    told = json.loads("\n".join(lines))
    assert told["on"] == "2026-12-31"
    (market,) = told["themes"]
    assert market.pop("line").startswith("Market: 68 % of what is reported is done")
    assert market == {
        "id": "market",
        "title": "Market",
        "signal": "amber",
        "reason": "40 % of the assessed work is red or amber, 25 % or more",
        "done": 68,
        "reported": 62,
        "low": 42,
        "high": 80,
        "overdue": 1,
    }


def test_a_status_line_as_it_was_known_leaves_out_what_was_told_later() -> None:
    line = status_of_the_worked_example("2026-12-31", "--known-on", "2026-05-31")
    assert line.startswith("Market: 40 % of the due work is reported;")


def test_status_lines_of_the_benelux_programme_come_in_its_order_and_in_a_language() -> None:
    lines = printed("status_line.py", "2025-12-31", "--language", "nl")
    assert [line.partition(":")[0] for line in lines] == [
        "Veiligheid",
        "Interne markt en economie",
        "Duurzame ontwikkeling en energie",
        "Grensoverschrijdende samenwerking",
        "Interregionale betrekkingen",
    ]


def test_a_weekly_digest_tells_each_group_its_news_and_what_is_asked(tmp_path: Path) -> None:
    lines = printed(
        "weekly_digest.py", "2026-12-31", str(tmp_path), "--programme", "worked-example"
    )
    assert lines == [str(tmp_path / "customs.txt")]
    assert (tmp_path / "customs.txt").read_text("utf-8") == (
        "Working group on customs\n\n"
        "Still to be reported, or due soon\n"
        "- “Action 3”: no report so far; the work was to begin on 1 January 2025; "
        "was due on 30 June 2026.\n"
    )


def test_a_weekly_digest_tells_what_was_recorded_in_the_week_and_nothing_of_later(
    changed: Path, tmp_path: Path
) -> None:
    signed = Text(translations={"en": "Signed the protocol\n\nIn Liège, by all three."})
    a2, a5, a6 = map(ActionId, ("a2", "a5", "a6"))
    record(changed, StatusUpdate(action=a2, date=date(2026, 12, 28), percent=65, summary=signed))
    record(changed, StatusUpdate(action=a5, date=date(2026, 12, 24), percent=20))
    late = date(2027, 1, 4)
    record(changed, StatusUpdate(action=a6, date=date(2026, 12, 27), recorded=late, percent=90))
    lines = printed(
        "weekly_digest.py", "2026-12-31", str(tmp_path / "mails"), "--programme", str(changed)
    )
    assert lines == [str(tmp_path / "mails" / f"{group}.txt") for group in ("trade", "customs")]
    assert (tmp_path / "mails" / "trade.txt").read_text("utf-8") == (
        "Working group on trade\n\n"
        "Reported in the week up to 31 December 2026\n"
        "- Action 2\n"
        "  28 December 2026: 65% – Signed the protocol …\n"
        "  Completion: first 50%, now 65%.\n"
        "  The signal is amber: behind its plan.\n\n"
        "How the group stands\n"
        "- Progress changed by +4 points: +4 points through progress of the same actions.\n"
        "- The signal is amber: 25% of the assessed work is red or amber, 25% or more.\n"
    )


def test_a_weekly_digest_tells_of_what_was_taken_back(changed: Path, tmp_path: Path) -> None:
    wrong, told = UpdateId("a2@2026-11-30"), date(2026, 12, 30)
    record(changed, StatusUpdate(action=ActionId("a2"), date=told, retracts=wrong))
    printed("weekly_digest.py", "2026-12-31", str(tmp_path / "mails"), "--programme", str(changed))
    mail = (tmp_path / "mails" / "trade.txt").read_text("utf-8")
    assert mail.splitlines()[2:7] == [
        "Reported in the week up to 31 December 2026",
        "- Action 2",
        (
            "  Since 24 December 2026, it was reopened, its signal changed and what was known "
            "of it was corrected."
        ),
        "  Completion: first 50%, now unknown.",
        "  The signal is unknown: nobody has reported on it (before: amber).",
    ]


@pytest.mark.parametrize(
    ("language", "day", "head"),
    [
        ("nl", "2026-01-30", "Gemeld in de week tot en met 30 januari 2026"),
        ("fr", "2026-01-30", "Communiqué dans la semaine se terminant le 30 janvier 2026"),
        ("fr", "2026-02-01", "Communiqué dans la semaine se terminant le 1er février 2026"),
        ("en", "2026-01-30", "Reported in the week up to 30 January 2026"),
        ("de", "2026-01-30", "Gemeldet in der Woche bis 30. Januar 2026"),
    ],
)
def test_a_weekly_digest_speaks_the_language_of_its_readers(
    language: str, day: str, head: str, tmp_path: Path
) -> None:
    printed("weekly_digest.py", day, str(tmp_path), "--language", language)
    assert (tmp_path / "nsec.txt").read_text("utf-8").splitlines()[2] == head


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The worked example, in which somebody changes a file."""
    return Path(copytree(EXAMPLES / "worked-example", tmp_path / "changed"))


def checked(directory: Path, *more: str) -> tuple[int, dict[str, Any]]:
    """The exit code of a check against the worked example, and what it says."""
    options = ("--before", "worked-example", "--on", "2026-12-31", *more)
    done = ran("merge_request_check.py", str(directory), *options)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def test_a_merge_request_that_changes_nothing_passes(changed: Path) -> None:
    code, told = checked(changed, "--strict")
    assert code == 0
    assert (told["new"], told["figures"]) == (0, {})
    assert [problem["code"] for problem in told["problems"]] == ["completed-without-source"]


def test_a_merge_request_shows_what_it_does_to_the_figures(changed: Path) -> None:
    record(changed, StatusUpdate(action=ActionId("a3"), date=date(2026, 12, 30), percent=100))
    code, told = checked(changed)
    assert code == 0
    assert told["new"] == 2
    market = told["figures"]["market"]
    assert (market["before"]["coverage"], market["after"]["coverage"]) == ("5/8", "1")
    assert checked(changed, "--strict")[0] == 1


def test_a_merge_request_with_the_same_warning_once_more_is_refused_by_the_strict(
    changed: Path, tmp_path: Path
) -> None:
    halted = '\n[[update]]\naction = "{}"\ndate = 2026-12-30\nstatus = "suspended"\n'
    with (changed / "updates" / "2026.toml").open("a", encoding="utf-8") as file:
        file.write(halted.format("a2"))
    base = str(copytree(changed, tmp_path / "base"))
    with (changed / "updates" / "2026.toml").open("a", encoding="utf-8") as file:
        file.write(halted.format("a6"))
    code, told = checked(changed, "--strict", "--before", base)
    messages = [problem["message"] for problem in told["problems"]]
    assert messages.count('status "suspended" has no reason') == 2
    assert (code, told["new"]) == (1, 1)


def test_a_merge_request_with_an_error_fails_and_says_where(changed: Path) -> None:
    with (changed / "updates" / "2026.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[update]]\naction = "a9"\ndate = 2026-12-30\nunchanged = true\n')
    code, told = checked(changed)
    assert code == 1
    (problem,) = told["problems"]
    assert (problem["code"], problem["file"]) == ("unknown-action", "updates/2026.toml")
    lines = (changed / problem["file"]).read_text("utf-8").splitlines()
    assert lines[problem["line"] - 1] == 'action = "a9"'


def test_a_status_site_has_a_page_of_every_theme_in_four_languages(tmp_path: Path) -> None:
    lines = printed("status_site.py", "2025-12-31", str(tmp_path))
    assert lines == [str(tmp_path / "index.html")]
    pages = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    names = ("index", *(f"theme-{theme.id}" for theme in load_benelux().themes))
    assert pages == {
        "index.html",
        *(f"{code}/{name}.html" for code in ("nl", "fr", "en", "de") for name in names),
    }


def test_every_link_of_a_status_site_leads_to_a_page(tmp_path: Path) -> None:
    printed("status_site.py", "2025-12-31", str(tmp_path))
    for path in tmp_path.glob("*/*.html"):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert [a["href"] for a in soup("a") if not (path.parent / str(a["href"])).is_file()] == []
        assert soup.html is not None
        assert soup.html["lang"] == path.parent.name
        assert len(soup.select('a[aria-current="page"]')) == 2
        assert soup("script") == []


def test_a_status_site_opens_from_a_folder_without_a_server(changed: Path, tmp_path: Path) -> None:
    printed("status_site.py", "2026-12-31", str(tmp_path / "site"), "--programme", str(changed))
    front = BeautifulSoup((tmp_path / "site" / "index.html").read_text("utf-8"), "html.parser")
    ((link, leads),) = [(a.text, a["href"]) for a in front("a")]
    (moved,) = front.select("meta[http-equiv=refresh]")
    assert (link, moved["content"]) == ("Worked example", f"0; url={leads}")
    assert (tmp_path / "site" / str(leads)).is_file()


def test_the_pages_of_a_status_site_speak_their_language_and_mark_what_is_in_another(
    tmp_path: Path,
) -> None:
    printed("status_site.py", "2025-12-31", str(tmp_path))
    heads = {
        code: BeautifulSoup(
            (tmp_path / code / "theme-security.html").read_text("utf-8"), "html.parser"
        ).h1
        for code in ("nl", "fr", "en", "de")
    }
    assert {code: (h1.text, h1["lang"]) for code, h1 in heads.items() if h1} == {
        "nl": ("Veiligheid", "nl"),
        "fr": ("Sécurité", "fr"),
        "en": ("Security", "en"),
        "de": ("Veiligheid", "nl"),
    }


def test_a_status_site_writes_titles_as_text(changed: Path, tmp_path: Path) -> None:
    file = changed / "programme.toml"
    file.write_text(
        file.read_text("utf-8").replace('title = "Market"', 'title = "<b>Market</b>"'), "utf-8"
    )
    printed("status_site.py", "2026-12-31", str(tmp_path / "site"), "--programme", str(changed))
    text = (tmp_path / "site" / "en" / "theme-market.html").read_text("utf-8")
    assert "<b>Market</b>" not in text
    assert '<h1 lang="en">&lt;b&gt;Market&lt;/b&gt;</h1>' in text


def test_a_theme_called_index_has_a_page_beside_that_of_the_programme(
    changed: Path, tmp_path: Path
) -> None:
    for file in changed.rglob("*.toml"):
        file.write_text(file.read_text("utf-8").replace('"market"', '"index"'), "utf-8")
    printed("status_site.py", "2026-12-31", str(tmp_path / "site"), "--programme", str(changed))
    heads = {
        file.stem: BeautifulSoup(file.read_text("utf-8"), "html.parser").select("h1")[0].text
        for file in (tmp_path / "site" / "en").iterdir()
    }
    assert heads == {"index": "Worked example", "theme-index": "Market"}
