"""Reports to files: in one language and in several, whole or not at all, from the command line."""

import multiprocessing
import pickle
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

from benelux_tracker import load, render, save, year_report
from benelux_tracker.cli import run
from benelux_tracker.errors import MissingExtraError, RequestError
from benelux_tracker.publish import editions, format_of, save_editions
from benelux_tracker.report.contents import YearReport
from benelux_tracker.terminal import followed
from build_pages import parsed
from build_report import FILES, small, written


def report(language: str = "en") -> YearReport:
    return year_report(small(), 2025, language)


def names_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


# ---- files in several languages


def test_a_report_in_one_language_keeps_the_names_of_its_files() -> None:
    paths = [Path("a/report.html"), Path("report.pdf")]
    assert editions(paths, ["nl"]) == [("nl", paths[0]), ("nl", paths[1])]
    assert editions([], ["nl"]) == []


def test_a_report_in_several_languages_has_a_file_for_each() -> None:
    assert editions([Path("a/report.html"), Path("my.report.PDF")], ["nl", "fr"]) == [
        ("nl", Path("a/report.nl.html")),
        ("nl", Path("my.report.nl.PDF")),
        ("fr", Path("a/report.fr.html")),
        ("fr", Path("my.report.fr.PDF")),
    ]


def test_a_language_or_a_file_given_twice_is_one() -> None:
    path = Path("report.md")
    assert editions([path, path], ["fr", "fr"]) == [("fr", path)]
    assert editions([path], ["fr", "nl", "fr"]) == [
        ("fr", Path("report.fr.md")),
        ("nl", Path("report.nl.md")),
    ]


def test_a_suffix_of_no_format_is_refused_among_others() -> None:
    with pytest.raises(RequestError, match=r'no format goes by the suffix "\.odt" of b\.odt'):
        editions([Path("a.html"), Path("b.odt")], ["nl", "fr"])


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.pdf", "pdf"), ("a.DOCX", "docx"), ("a.htm", "html"), ("a.b.txt", "text")],
)
def test_a_suffix_asks_for_a_format(name: str, form: str) -> None:
    assert format_of(name) == form


def test_a_report_in_one_language_is_saved_file_by_file(tmp_path: Path) -> None:
    asked = editions([tmp_path / "report.md", tmp_path / "report.txt"], ["fr"])
    saved = save_editions(asked, {"fr": report("fr")}, pictures=True)
    assert names_in(tmp_path) == []
    assert next(saved) == tmp_path / "report.md"
    assert names_in(tmp_path) == ["report.md"]
    assert list(saved) == [tmp_path / "report.txt"]
    assert (tmp_path / "report.txt").read_text("utf-8") == render(report("fr"), "text")


def test_a_report_in_several_languages_is_saved_in_each(tmp_path: Path) -> None:
    made = {language: report(language) for language in ("nl", "de")}
    asked = editions([tmp_path / "report.md", tmp_path / "report.txt"], made)
    saved = list(save_editions(asked, made, pictures=False))
    assert sorted(saved) == sorted(path for _, path in asked)
    assert names_in(tmp_path) == [
        *("report.de.md", "report.de.txt", "report.nl.md", "report.nl.txt"),
    ]
    for language, path in asked:
        assert path.read_text("utf-8") == render(made[language], format_of(path))


def test_where_no_other_process_can_start_the_files_are_written_one_by_one(tmp_path: Path) -> None:
    reports = {language: year_report(small(), 2025, language) for language in ("nl", "fr")}
    asked = [(language, tmp_path / f"report.{language}.md") for language in reports]
    resource_tracker.ensure_running()  # this one can
    spawn = multiprocessing.get_context("spawn")
    spawn.set_executable("/bin/false")
    try:
        saved = list(save_editions(asked, reports, pictures=False))
    finally:
        spawn.set_executable(sys.executable)
    assert saved == [path for _, path in asked]
    assert [path.read_text("utf-8").splitlines()[0] for path in saved] == [
        "# Voortgangsrapport 2025",
        "# Rapport d'avancement 2025",
    ]


@pytest.mark.parametrize("error", [BrokenPipeError, ValueError, BrokenExecutor])
def test_where_a_process_ends_while_it_is_told_what_to_do_the_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def submit(_room: ProcessPoolExecutor, *_work: object, **_how: object) -> None:
        raise error

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    reports = {language: year_report(small(), 2025, language) for language in ("nl", "fr")}
    asked = [(language, tmp_path / f"report.{language}.md") for language in reports]
    assert list(save_editions(asked, reports, pictures=False)) == [path for _, path in asked]
    assert all(path.read_text("utf-8") for _, path in asked)


@pytest.mark.parametrize("languages", [["nl"], ["nl", "fr"]])
def test_a_file_that_cannot_be_written_is_named_and_the_others_are_whole(
    tmp_path: Path, languages: list[str]
) -> None:
    made = {language: report(language) for language in languages}
    lost = editions([tmp_path / "none" / "report.md"], languages)
    asked = [*editions([tmp_path / "report.md"], languages), *lost]
    with pytest.raises(FileNotFoundError) as caught:
        list(save_editions(asked, made, pictures=True))
    assert caught.value.filename in {str(path) for _, path in lost}
    assert caught.value.strerror == "No such file or directory"
    kept = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert set(kept) <= {path.name for _, path in asked}
    assert set(kept.values()) <= {render(one, "markdown") for one in made.values()}


# ---- what is not installed


def test_an_error_about_a_package_says_what_to_install_and_can_be_sent_to_another_process() -> None:
    error = MissingExtraError("a PDF", "pdf")
    said = 'a PDF needs packages that are not installed: pip install "benelux-tracker[pdf]"'
    assert str(error) == said
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(again), str(again)) == (MissingExtraError, said)
    assert isinstance(error, ImportError)


@pytest.fixture
def without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from benelux_tracker.report.pictures import png, svg

    svg.cache_clear()
    png.cache_clear()
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    yield
    svg.cache_clear()
    png.cache_clear()


@pytest.mark.usefixtures("without_matplotlib")
def test_a_page_without_matplotlib_says_what_to_install_and_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(MissingExtraError, match=r"a picture needs .*\[plot\]"):
        save(report(), tmp_path / "report.html")
    assert names_in(tmp_path) == []


@pytest.mark.usefixtures("without_matplotlib")
def test_a_page_without_pictures_needs_no_matplotlib(tmp_path: Path) -> None:
    save(report(), tmp_path / "report.html", pictures=False)
    shown = parsed((tmp_path / "report.html").read_text("utf-8"))
    assert shown.find_all("svg") == []
    assert len(shown.select("figure.picture details[open]")) == 7
    for name in ("report.md", "report.txt", "report.json"):
        save(report(), tmp_path / name)
    assert len(names_in(tmp_path)) == 4


@pytest.mark.usefixtures("without_matplotlib")
def test_the_command_says_in_one_line_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "2025", "-o", str(tmp_path / "report.html")]) == 2
    assert capsys.readouterr() == (
        "",
        (
            "error: a picture needs packages that are not installed: "
            'pip install "benelux-tracker[plot]"\n'
        ),
    )
    assert run(["report", "2025", "-o", str(tmp_path / "report.html"), "--no-figures"]) == 0


# ---- the command


@pytest.fixture
def programme(tmp_path: Path) -> str:
    return str(written(tmp_path / "small", FILES))


HEADLINES = {
    "nl": (
        "Van het gerapporteerde werk is 48% gerealiseerd (dekking: 80% van het werk dat aan de"
        " orde is); van al het werk dat aan de orde is, is dat tussen 39% en 59%."
    ),
    "fr": (
        "48\N{NO-BREAK SPACE}% du travail dont il a été rendu compte est réalisé (couverture"
        "\N{NO-BREAK SPACE}: 80\N{NO-BREAK SPACE}% du travail attendu à ce stade)"
        "\N{NO-BREAK SPACE}; pour l'ensemble du travail attendu, entre 39\N{NO-BREAK SPACE}%"
        " et 59\N{NO-BREAK SPACE}%."
    ),
}


def test_a_report_in_two_languages_and_formats_is_four_files_and_two_headlines(
    programme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, plain = str(tmp_path / "x.html"), str(tmp_path / "x.md")
    asked = ["report", "2025", "-p", programme, "-l", "nl", "-l", "fr", "-o", page, "-o", plain]
    assert run(asked) == 0
    out, err = capsys.readouterr()
    assert err == ""
    names = ["x.nl.html", "x.nl.md", "x.fr.html", "x.fr.md"]
    assert out.splitlines() == [
        HEADLINES["nl"],
        HEADLINES["fr"],
        *(str(tmp_path / name) for name in names),
    ]
    assert names_in(tmp_path) == sorted([*names, "small"])
    assert (tmp_path / "x.fr.md").read_text("utf-8").startswith("# Rapport d'avancement 2025\n")
    shown = parsed((tmp_path / "x.nl.html").read_text("utf-8"))
    assert shown.html is not None
    assert shown.html["lang"] == "nl"
    assert len(shown.find_all("svg")) == 7


def test_a_language_given_twice_is_one(
    programme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "x.txt")
    assert run(["report", "2025", "-p", programme, "-l", "fr", "-l", "fr", "-o", path]) == 0
    assert capsys.readouterr().out.splitlines() == [HEADLINES["fr"], path]


def test_several_languages_without_a_file_are_refused(
    programme: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "2025", "-p", programme, "-l", "nl", "-l", "fr"]) == 2
    assert capsys.readouterr() == (
        "",
        "error: say with --output where to write a report in several languages\n",
    )


def test_nothing_is_written_where_one_suffix_or_one_language_is_wrong(
    programme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = str(tmp_path / "x.md"), str(tmp_path / "x.odt")
    assert run(["report", "2025", "-p", programme, "-o", good, "-o", bad]) == 2
    assert run(["report", "2025", "-p", programme, "-l", "nl", "-l", "lb", "-o", good]) == 2
    suffix, box = capsys.readouterr().err.split("\n", 1)
    assert suffix == (
        f'error: no format goes by the suffix ".odt" of {bad}; '
        "known: .html, .htm, .pdf, .docx, .md, .txt, .json"
    )
    assert 'Invalid value "lb" for -l. Choose from: "nl", "fr", "en", "de".' in box
    assert names_in(tmp_path) == ["small"]


def test_a_report_without_figures_says_in_words_what_they_would_show(
    programme: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.html"
    assert run(["report", "2025", "-p", programme, "--no-figures", "-o", str(path)]) == 0
    assert path.read_text("utf-8") == render(
        year_report(load(programme), 2025, "en"), "html", pictures=False
    )


def test_a_report_may_show_the_year_before_as_it_was_known_then(
    programme: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["report", "2025", "-p", programme, "-l", "en", "--before-known-on", "2025-03-01"]
    assert run(asked) == 0
    out = capsys.readouterr().out
    assert "\n31 December 2024 (as known on 1 March 2025) " in out
    assert "\nThe year before as known on: 2025-03-01\n" in out
    assert run([*asked, "--known-on", "2025-02-01"]) == 2
    assert capsys.readouterr().err == (
        "error: the year before cannot be known on 2025-03-01, later than 2025-02-01\n"
    )


def test_a_pdf_and_a_word_document_are_written(
    programme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "x.pdf", tmp_path / "x.docx"]
    outputs = [part for path in paths for part in ("-o", str(path))]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run(["report", "2025", "-p", programme, "-l", "nl", *outputs]) == 0
    assert capsys.readouterr().out.splitlines() == [HEADLINES["nl"], *map(str, paths)]
    assert paths[0].read_bytes().startswith(b"%PDF-")
    assert paths[1].read_bytes().startswith(b"PK\x03\x04")


def test_a_pdf_is_not_printed(programme: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "2025", "-p", programme, "--format", "pdf"]) == 2
    assert capsys.readouterr().out == ""


# ---- how far it is


class Terminal:
    """A stream that says it is a terminal, and keeps what is written."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The error stream as a terminal of 80 columns."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return shown


@pytest.mark.parametrize("name", ["b\x1b[31m.md", "[/b] [red].md", f"{'n' * 200}.md", "n " * 90])
def test_things_that_are_done_are_followed_by_a_bar_on_the_error_stream(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    screen = watched(monkeypatch)
    assert list(followed(["a.md", name], 2)) == ["a.md", name]
    assert "2/2" in screen.text
    assert name.startswith("n") or name.replace("\x1b", "\N{REPLACEMENT CHARACTER}") in screen.text
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("files", "bar"), [(1, False), (2, True)])
def test_a_terminal_shows_how_far_it_is_where_there_are_several_files(
    programme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, files: int, bar: bool
) -> None:
    screen = watched(monkeypatch)
    outputs = [part for n in range(files) for part in ("-o", str(tmp_path / f"{n}.txt"))]
    assert run(["report", "2025", "-p", programme, *outputs]) == 0
    assert (f"{files}/{files}" in screen.text) is bar
    assert len(names_in(tmp_path)) == files + 1
