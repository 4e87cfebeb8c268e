"""What `print` and a notebook show of each record: in words, in four languages, safely."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Final, cast

import pytest
from attrs import evolve, frozen
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter
from markdown_it import MarkdownIt
from markdown_it.token import Token

from benelux_tracker import (
    ChaseKind,
    Progress,
    RequestError,
    RollUp,
    Rules,
    Series,
    Signal,
    Snapshot,
    Status,
    StatusUpdate,
    Tally,
    Text,
    Thresholds,
    WorkProgramme,
    YearReport,
    compare,
    series,
    snapshot,
    what_if,
    worst_wins,
    year_report,
)
from benelux_tracker.displays import told
from benelux_tracker.language.words import LANGUAGES
from benelux_tracker.model import Theme
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.shown import Displayed, Shown
from benelux_tracker.summary.nodes import Node
from benelux_tracker.vocabulary import ActionId, ThemeId
from build_action import planned, programme
from build_report import small
from programmes import snapshots

NOW: Final = "2025-12-31"


@cache
def year_end() -> Snapshot:
    return snapshot(small(), NOW)


def supposing() -> WorkProgramme:
    heard = StatusUpdate(action=ActionId("labels"), date=date(2025, 12, 1), percent=50)
    return what_if(small(), heard)


# ---- programme


def test_a_programme_tells_what_it_holds_and_where_it_was_read() -> None:
    assert small().text() == (
        "A small programme\n"
        "1 January 2024 – 31 December 2027\n"
        "\n"
        "Theme      Dossiers  Actions  Updates\n"
        "Security          2        6       12\n"
        "Market            1        4        1\n"
        "Culture           1        0        0\n"
        "Programme         4       10       13\n"
        "\n"
        "Stands at: programme.toml:1\n"
    )


def test_a_programme_made_in_python_stands_nowhere() -> None:
    assert programme().text("nl") == (
        "Small\n"
        "1 januari 2025 – 31 december 2028\n"
        "\n"
        "Thema      Dossiers  Acties  Berichten\n"
        "Security          1       0          0\n"
        "Programma         1       0          0\n"
    )


def test_an_empty_programme_has_a_line_for_the_whole_alone() -> None:
    bare = evolve(programme(), themes=(), dossiers=(), objectives=())
    assert bare.text().splitlines()[3:] == [
        "Theme      Dossiers  Actions  Updates",
        "Programme         0        0        0",
    ]
    assert "There are no actions, so there is no figure." in snapshot(bare, NOW).text()


def test_a_programme_that_supposes_something_tells_what() -> None:
    shown = supposing().text()
    assert "Hypothetical: with 1 supposed update." in shown
    assert "  - supposed: Labels, 1 December 2025: 50% done" in shown


# ---- snapshot and roll-up

THEMES: Final = """\
A small programme
As it stood on: 31 December 2025
48% of what is reported is done (80% of the due work is reported); of all that
is due, between 39% and 59%.

Theme      Progress  Coverage      Bounds  Plan  Actions  Overdue  Signal
Security        48%      100%         48%   84%        6        1  amber
Market            –        0%  0% to 100%     –        2        1  unknown
Programme       48%       80%  39% to 59%   84%        8        2  amber

Market – Nothing of the due work is reported: 0% to 100% may be done.
"""


def test_a_snapshot_tells_how_it_stands_by_theme() -> None:
    assert year_end().text() == THEMES
    assert year_end().roll_up("theme").text() == THEMES


def test_a_roll_up_tells_what_its_parts_share_and_who_has_no_actions() -> None:
    assert year_end().roll_up("working_group").text() == (
        "A small programme\n"
        "As it stood on: 31 December 2025\n"
        "48% of what is reported is done (80% of the due work is reported); of all that\n"
        "is due, between 39% and 59%.\n"
        "\n"
        "Working group     Progress  Coverage      Bounds  Plan  Signal\n"
        "Chiefs of police       52%      100%         52%   85%  amber\n"
        "Douane                 46%      100%         46%   79%  amber\n"
        "Traders                  –        0%  0% to 100%     –  unknown\n"
        "Programme              48%       80%  39% to 59%   84%  amber\n"
        "\n"
        "Actions of the parts 9 − shared 1 = programme 8.\n"
        "Traders – Nothing of the due work is reported: 0% to 100% may be done.\n"
        "Without actions: Archivists\n"
    )


def lines_from(shown: str, start: str) -> list[str]:
    lines = shown.splitlines()
    return lines[next(n for n, line in enumerate(lines) if line.startswith(start)) :]


def test_a_cell_of_a_matrix_has_the_names_of_both_dimensions() -> None:
    shown = year_end().roll_up(("theme", "output")).text("nl")
    assert lines_from(shown, "Thema") == [
        "Thema × Soort     Voortgang  Dekking  Bandbreedte  Gepland  Signaal",
        "Security ×              50%     100%          50%      75%  oranje",
        "verdrag",
        "Security × niet         48%     100%          48%      90%  oranje",
        "opgegeven",
        "Market × andere           –        –            –        –  nog niet aan de orde",
        "Market × niet             –       0%  0% tot 100%        –  onbekend",
        "opgegeven",
        "Programma               48%      80%  39% tot 59%      84%  oranje",
        "",
        "Market × andere – Er is nog geen werk aan de orde en dus is er geen cijfer.",
        "Market × niet opgegeven – Over het werk dat aan de orde is, is niets",
        "gerapporteerd: tussen 0% en 100% ervan kan gerealiseerd zijn.",
    ]


def test_a_name_too_long_to_stand_beside_its_figures_stands_above_them() -> None:
    title = Text("Safety of all who live, work or travel in the three countries together")
    long = evolve(small(), themes=(evolve(small().themes[0], title=title), *small().themes[1:]))
    shown = lines_from(snapshot(long, NOW).text(), "Theme")
    assert shown[:5] == [
        "Theme                              Progress  Coverage      Bounds  Plan  Signal",
        "Safety of all who live, work or travel in the three countries together",
        "                                        48%      100%         48%   84%  amber",
        "Market                                    –        0%  0% to 100%     –  unknown",
        "Programme                               48%       80%  39% to 59%   84%  amber",
    ]


def test_a_snapshot_known_early_or_of_a_supposition_says_so_first() -> None:
    shown = snapshot(supposing(), NOW, known_on="2025-12-15").text().splitlines()
    assert shown[1:5] == [
        "As it stood on: 31 December 2025",
        "As known on: 15 December 2025",
        "Provisional: news of the last days may be missing.",
        "Hypothetical: with 1 supposed update.",
    ]


def test_a_roll_up_by_another_rule_has_the_colours_of_that_rule() -> None:
    shown = year_end().roll_up("theme", rule=worst_wins).text()
    assert [line.split()[-1] for line in lines_from(shown, "Security")[:3]] == [
        "red",
        "unknown",
        "red",
    ]


# ---- progress


def test_a_progress_has_its_headline_its_signal_with_the_reason_and_its_figures() -> None:
    assert year_end().progress().text() == (
        "48% of what is reported is done (80% of the due work is reported); of all that\n"
        "is due, between 39% and 59%.\n"
        "Signal: amber – 12% of the assessed work is red\n"
        "Progress: 48%\n"
        "Coverage: 80%\n"
        "Bounds: 39% to 59%\n"
        "Plan: 84%\n"
        "Actions: 8\n"
        "Overdue: 2\n"
    )


def test_a_progress_without_a_number_is_a_dash_with_its_reason() -> None:
    assert year_end().progress(()).text("fr").splitlines()[:4] == [
        "Il n'y a pas d'actions, donc pas de chiffre.",
        "Signal\xa0: il n'y a rien à évaluer",
        "Avancement\xa0: –",
        "Couverture\xa0: –",
    ]


def test_a_progress_of_too_little_coverage_leads_with_the_coverage() -> None:
    tally = Tally(actions=2, weight=10, known_weight=5, known_actions=1, earned=20_000)
    little = Progress(tally=tally, verdict=Thresholds()(tally))
    headline = "50% of the due work is reported; between 20% and 70% of it is done."
    assert little.text().splitlines()[0] == headline


def test_the_least_coverage_for_a_headline_is_that_of_the_programme_s_rules() -> None:
    strict = evolve(small(), rules=Rules(min_coverage=Fraction(9, 10)))
    headline = "80% of the due work is reported; between 39% and 59% of it is done."
    taken = snapshot(strict, NOW)
    assert taken.progress().text().splitlines()[0] == headline
    assert headline in taken.text()


def test_a_progress_says_above_its_figures_that_it_is_provisional_or_only_supposed() -> None:
    taken = snapshot(supposing(), NOW, known_on="2025-12-15")
    assert taken.progress().text().splitlines()[:3] == [
        "Provisional: news of the last days may be missing.",
        "Hypothetical: with 1 supposed update.",
        "49% of the due work is done; all of it is reported.",
    ]
    assert str(taken.roll_up("theme")["market"]).startswith("Provisional: ")
    assert str(taken.explain("market").progress).startswith("Provisional: ")


# ---- series


def test_a_progress_in_a_series_is_shown_as_that_of_a_snapshot() -> None:
    strict = evolve(supposing(), rules=Rules(min_coverage=Fraction(9, 10)))
    found = series(strict, every="year", known_on="2025-12-01")
    for day, parts in found.items():
        taken = snapshot(strict, day, known_on="2025-12-01")
        assert parts.total.text("nl") == taken.progress().text("nl")
        assert parts["market"].text() == taken.roll_up("theme")["market"].text()


def test_a_series_has_a_line_for_each_day() -> None:
    assert series(small(), every="year").text() == (
        "A small programme\n"
        "\n"
        "As it stood on    Progress  Coverage      Bounds  Plan  Signal\n"
        "31 December 2024       46%       30%  14% to 84%   77%  unknown\n"
        "31 December 2025       48%       80%  39% to 59%   84%  amber\n"
        "31 December 2026       58%       66%  38% to 73%  100%  red\n"
        "31 December 2027       58%       66%  38% to 73%  100%  red\n"
    )


def test_a_series_says_what_was_known_and_what_is_only_supposed() -> None:
    shown = series(supposing(), every="year", known_on="2025-12-01").text("de").splitlines()
    assert shown[1:4] == [
        "Kenntnisstand: 1. Dezember 2025",
        "Vorläufig: Meldungen über die letzten Tage können noch fehlen.",
        "Hypothetisch: mit 1 angenommener Meldung.",
    ]


def test_a_day_without_a_figure_has_its_reason_below_the_series() -> None:
    untold = programme(planned(start=date(2026, 1, 1)))
    assert series(untold, every="year", end="2027-12-31").text() == (
        "Small\n"
        "\n"
        "As it stood on    Progress  Coverage      Bounds  Plan  Signal\n"
        "31 December 2025         –         –           –     –  not due yet\n"
        "31 December 2026         –        0%  0% to 100%     –  unknown\n"
        "31 December 2027         –        0%  0% to 100%     –  unknown\n"
        "\n"
        "31 December 2025 – None of the work is due yet, so there is no figure.\n"
        "31 December 2026 and 31 December 2027 – Nothing of the due work is reported: 0%\n"
        "to 100% may be done.\n"
    )


def test_a_series_of_no_days_says_so() -> None:
    none = series(small(), start="2025-01-02", end="2025-01-03")
    assert none.text() == "No period ends within these days.\n"


# ---- report


def test_a_report_shows_its_headline_and_the_sizes_of_its_chapters() -> None:
    assert str(year_report(small(), 2025, "en")) == (
        "Progress report 2025 – A small programme\n"
        "Presidency: Luxembourg\n"
        "As it stood on: 31 December 2025\n"
        "As known on: all that is in the files\n"
        "Language: English\n"
        "48% of what is reported is done (80% of the due work is reported); of all that\n"
        "is due, between 39% and 59%.\n"
        "\n"
        "Contents                            Actions  Tables  Pictures\n"
        "1 The year at a glance                    0       2         0\n"
        "2 The year in pictures                    0       0         3\n"
        "3 Security                                6       1         1\n"
        "4 Market                                  3       1         1\n"
        "5 Culture                                 0       0         0\n"
        "6 Legal and policy instruments            0       1         0\n"
        "7 Implementation by country               0       1         1\n"
        "8 Consultations                           0       1         0\n"
        "9 Where it stalls                         0       0         0\n"
        "10 Year on year                           0       1         1\n"
        "11 Looking ahead to 2026                  0       0         0\n"
        "12 Annex: how the figures are made        0       4         0\n"
        "\n"
        'To save it: bt.save(report, "report-2025.en.html") – .pdf, .docx, .md, .txt,\n'
        ".json"
    )


def test_a_report_shows_itself_in_its_own_language() -> None:
    report = year_report(small(), 2025, "nl")
    assert report._repr_html_().startswith('<section lang="nl" ')
    assert "**Taal**: Nederlands" in report._repr_markdown_()


def test_a_report_of_a_supposition_says_so() -> None:
    assert "Hypothetical: with 1 supposed update.\n" in str(year_report(supposing(), 2025, "en"))


# ---- any record


def records() -> Mapping[str, Shown]:
    then, now = snapshot(small(), "2024-12-31"), snapshot(supposing(), NOW, "2025-12-15")
    return {
        "programme": supposing(),
        "snapshot": now,
        "roll-up": now.roll_up("working_group"),
        "matrix": now.roll_up(("theme", "country")),
        "progress": now.progress(),
        "no progress": now.progress(()),
        "series": series(small(), every="quarter"),
        "explanation": now.explain("security"),
        "comparison": compare(then, now),
        "chase": now.chase_list(due_by="2026-12-31")["traders"],
    }


KINDS: Final = list(records())


def said_in(tree: Node) -> Iterator[str]:
    """The words of a tree, cell by cell."""
    yield tree.said
    if tree.table:
        yield from tree.table.head
        yield from (cell.text for row in tree.table.rows for cell in row)
    for child in tree.children:
        yield from said_in(child)


def joined(texts: Iterator[str]) -> str:
    """Words without what lies between them: blanks, bullets."""
    return "".join("".join(texts).split())


def from_html(shown: str) -> str:
    section = parsed(shown)
    cast("Tag", section.style).decompose()
    return joined(iter([section.get_text()]))


def parsed(shown: str) -> Tag:
    page = BeautifulSoup(shown, "html.parser")
    section = page.section
    assert section is not None
    assert str(page) == f"{section}\n"
    return section


def tokens(shown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(shown)


def from_markdown(shown: str) -> str:
    """The words of Markdown as it is read, without the marks of signals."""
    inline = (part for token in tokens(shown) for part in token.children or ())
    text = "".join(part.content for part in inline)
    return joined(iter([text.translate({ord(mark): "" for mark in MARKS.values()})]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_record_says_the_same_as_html_as_markdown_and_as_a_tree(kind: str, language: str) -> None:
    record = records()[kind]
    words = joined(said_in(told(record, language)))
    marks = {ord(mark): "" for mark in MARKS.values()}
    assert from_html(record.html(language)) == words
    assert from_markdown(record.markdown(language)) == words.translate(marks)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_record_fits_a_narrow_page_in_every_language(kind: str, language: str) -> None:
    shown = records()[kind].text(language)
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.endswith("\n")
    assert "\n\n\n" not in shown


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_shown_in_english_unless_another_language_is_asked_for(kind: str) -> None:
    record = records()[kind]
    assert (str(record), record._repr_html_(), record._repr_markdown_()) == (
        record.text("en").rstrip("\n"),
        record.html("en"),
        record.markdown("en"),
    )
    dutch = record.in_language("nl")
    assert (str(dutch), dutch._repr_html_(), dutch._repr_markdown_()) == (
        record.text("nl").rstrip("\n"),
        record.html("nl"),
        record.markdown("nl"),
    )


def test_a_language_that_nothing_is_written_in_is_refused_at_once() -> None:
    with pytest.raises(RequestError, match='nothing is written in "es"'):
        year_end().in_language("es")


@pytest.mark.parametrize("kind", KINDS)
def test_a_notebook_is_given_words_for_all_its_ways_to_show_a_record(kind: str) -> None:
    record = records()[kind]
    given_, _ = DisplayFormatter().format(record)  # type: ignore[no-untyped-call]
    assert given_ == {
        "text/plain": str(record),
        "text/html": record.html(),
        "text/markdown": record.markdown(),
    }


@frozen
class Riddle(Displayed):
    """A record that nobody has words for."""


def test_a_record_of_another_kind_has_no_words() -> None:
    with pytest.raises(TypeError, match="no words for a Riddle"):
        str(Riddle())


def test_how_a_record_is_shown_changes_nothing_of_what_it_equals() -> None:
    assert small() == evolve(small())
    with pytest.raises(TypeError, match="unhashable"):
        hash(small())
    first, again = year_end().roll_up("theme"), year_end().roll_up("theme")
    assert first == again == dict(again)
    assert year_end().progress() == year_end().progress()
    assert year_end() != Snapshot(programme=small(), on=year_end().on)
    assert repr(year_end().progress()).startswith("Progress(tally=Tally(actions=8")
    kinds = (WorkProgramme, Snapshot, RollUp, Series, Progress, YearReport)
    assert [kind for kind in kinds if hasattr(kind, "__dict__") and "__dict__" in dir(kind)] == []


# ---- HTML


def test_a_table_has_heads_for_its_columns_and_its_rows() -> None:
    table = parsed(year_end().html()).table
    assert table is not None
    heads = [(head.get_text(), head["scope"]) for head in table.select("th")]
    assert heads == [
        *((head, "col") for head in ("Theme", "Progress", "Coverage", "Bounds", "Plan")),
        *((head, "col") for head in ("Actions", "Overdue", "Signal")),
        *((head, "row") for head in ("Security", "Market", "Programme")),
    ]
    assert [cell.get_text() for cell in table.select("tr.total > *")] == [
        *("Programme", "48%", "80%", "39% to 59%", "84%", "8", "2", "amber"),
    ]
    right = [
        [cell.get("class") == ["right"] for cell in row.select("td, th")] for row in rows_of(table)
    ]
    assert right == [[False, *[True] * 6, False]] * 4


def rows_of(table: Tag) -> list[Tag]:
    return list(table.select("tr"))


def test_a_signal_in_a_table_has_its_word_and_its_mark() -> None:
    marked = parsed(year_end().html()).select("[data-signal]")
    assert [(mark["data-signal"], mark.get_text()) for mark in marked] == [
        ("amber", "amber"),
        ("grey", "unknown"),
        ("amber", "amber"),
    ]
    rows = [line.split(" | ") for line in year_end().markdown().splitlines() if "%" in line]
    assert [row[-1] for row in rows[1:4]] == ["▲ amber |", "○ unknown |", "▲ amber |"]


def test_what_is_supposed_is_folded_away_below_its_notice() -> None:
    section = parsed(supposing().html())
    folded = section.select_one("section > details")
    assert folded is not None
    assert folded.summary is not None
    assert folded.summary.get_text() == "Hypothetical: with 1 supposed update."
    assert not folded.has_attr("open")


# ---- hostile text

HOSTILE: Final = (
    "<script>alert('x')</script> & \"q\" | a *b* _c_ `d` $e$ [f](http://x) #g ~h~ \\ !\n"
    "# i\n- j\x1b\u202e"
)
SAFE: Final = (
    "<script>alert('x')</script> & \"q\" | a *b* _c_ `d` $e$ [f](http://x) #g ~h~ \\ ! # i - j��"
)


def hostile(text: str) -> WorkProgramme:
    said = Text(text)
    told_ = StatusUpdate(
        action=planned().id,
        date=date(2025, 2, 1),
        status=Status.IN_PROGRESS,
        percent=40,
        summary=said,
    )
    made = programme(planned(title=said), updates=(told_,))
    return evolve(
        made,
        title=said,
        themes=(Theme(id=ThemeId("security"), title=said),),
        working_groups=(evolve(made.working_groups[0], name=said),),
    )


def hostile_records(text: str) -> list[Displayed]:
    made = hostile(text)
    taken = snapshot(made, NOW)
    return [
        made,
        taken,
        taken.roll_up(("theme", "working_group")),
        series(made, every="year"),
        taken.explain(),
        compare(snapshot(made, "2025-01-01"), taken),
        year_report(made, 2025, "en"),
    ]


@pytest.mark.parametrize("number", range(7))
def test_a_hostile_text_stays_text(number: int) -> None:
    record = hostile_records(HOSTILE)[number]
    section = parsed(record._repr_html_())
    assert section.find_all(["script", "a", "em"]) == []
    assert joined(iter([SAFE])) in joined(iter([section.get_text()]))
    assert joined(iter([SAFE])) in from_markdown(record._repr_markdown_())
    assert joined(iter([SAFE])) in joined(iter([str(record)]))


@given(text=st.text(min_size=1, max_size=80))
def test_whatever_a_title_holds_every_row_of_a_table_has_its_cells(text: str) -> None:
    taken = snapshot(hostile(text), NOW)
    rows = [token for token in tokens(taken.markdown()) if token.type in {"th_open", "td_open"}]
    assert len(rows) == 3 * 8
    section = parsed(taken.html())
    assert [len(row.find_all(["th", "td"])) for row in section.select("tr")] == [8, 8, 8]
    assert max(map(len, taken.text().split("\n"))) <= 80


@given(taken=snapshots)
def test_every_part_without_a_number_has_its_reason(taken: Snapshot) -> None:
    parts = taken.roll_up("dossier")
    remarks = [line.said for line in told(parts, "en").children if " – " in line.said]
    lacking = [str(key) for key, progress in parts.items() if progress.no_number]
    assert bool(lacking) == bool(remarks)
    assert [key for key in lacking if not any(key in line for line in remarks)] == []


@given(taken=snapshots)
def test_every_part_has_its_signal(taken: Snapshot) -> None:
    parts = taken.roll_up("dossier")
    marked = [Signal(str(one["data-signal"])) for one in parsed(parts.html()).select("td > span")]
    assert marked == [progress.signal for progress in (*parts.values(), parts.total)]


def test_a_chase_is_shown_too() -> None:
    chase = year_end().chase_list()["traders"]
    assert {request.kind for request in chase.requests} == {
        ChaseKind.NEVER_REPORTED,
        ChaseKind.OVERDUE,
    }
    assert "**Traders**" in chase._repr_markdown_()
