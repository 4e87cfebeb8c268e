"""The Benelux work programme that ships with the package: whole, sourced, in three languages."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from attrs import fields, has

from benelux_tracker import YearReport, check, load_benelux, render, snapshot, year_report
from benelux_tracker.model import Text, WorkProgramme
from build_pages import absolute_paths_in, faults_of_html, faults_of_markdown, faults_of_text

THEMES = [
    "security",
    "internal-market",
    "sustainable-development",
    "cross-border",
    "interregional",
]
DOSSIERS = {
    "security": 5,
    "internal-market": 6,
    "sustainable-development": 11,
    "cross-border": 2,
    "interregional": 5,
}
LANGUAGES = ["nl", "fr", "en"]
YEARS = [2024, 2025, 2026]
KINDS = {
    "signature",
    "entry-into-force",
    "meeting",
    "symposium",
    "conference",
    "seminar",
    "workshop",
    "exercise",
    "study",
    "visit",
    "adoption",
    "launch",
    "presentation",
    "declaration",
    "announcement",
    "operation",
    "celebration",
    "publication",
}


@cache
def benelux() -> WorkProgramme:
    return load_benelux()


@cache
def report(year: int, language: str) -> YearReport:
    return year_report(benelux(), year, language)


def texts(record: Any, path: str) -> Iterator[tuple[str, Text]]:  # noqa: ANN401 - any record
    """Every text of a record and of the records in it, with where it stands."""
    for field in fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, Text):
            yield f"{path}.{field.name}", value
        elif isinstance(value, tuple):
            for inner in value:
                if has(type(inner)):
                    name = getattr(inner, "id", "") or getattr(inner, "about", "")
                    yield from texts(inner, f"{path}.{field.name}.{name}")


def test_it_loads_without_a_problem_and_without_a_warning() -> None:
    assert [str(problem) for problem in check(benelux())] == []


def test_it_runs_for_four_years_in_three_languages() -> None:
    programme = benelux()
    assert (programme.id, str(programme.start), str(programme.end)) == (
        "benelux-2025-2028",
        "2025-01-01",
        "2028-12-31",
    )
    assert list(programme.languages) == LANGUAGES
    assert [programme.presidencies[year] for year in YEARS] == ["BE", "LU", "NL"]


def test_it_has_the_five_themes_of_the_annual_report_in_its_order() -> None:
    assert [theme.id for theme in benelux().themes] == THEMES


def test_it_has_twenty_nine_dossiers() -> None:
    dossiers = benelux().dossiers
    assert len(dossiers) == 29
    assert {theme: sum(d.theme == theme for d in dossiers) for theme in THEMES} == DOSSIERS


def test_every_dossier_has_an_objective() -> None:
    aimed = {objective.dossier for objective in benelux().objectives}
    assert [dossier.id for dossier in benelux().dossiers if dossier.id not in aimed] == []


def test_every_dossier_has_an_action() -> None:
    at_work = {dossier.id for dossier in benelux().dossier_of.values()}
    assert [dossier.id for dossier in benelux().dossiers if dossier.id not in at_work] == []


def test_every_dossier_has_a_sourced_update_or_event() -> None:
    programme = benelux()
    dossier_of = {action: dossier.id for action, dossier in programme.dossier_of.items()}
    told = {dossier_of[update.action] for update in programme.updates if update.sources}
    told |= {dossier_of[event.action] for event in programme.events if event.action}
    told |= {event.dossier for event in programme.events if event.dossier and event.sources}
    assert [dossier.id for dossier in programme.dossiers if dossier.id not in told] == []


def test_every_update_and_every_event_cites_a_source() -> None:
    programme = benelux()
    assert [update.id for update in programme.updates if not update.sources] == []
    assert [event.id for event in programme.events if not event.sources] == []


def test_every_source_is_a_public_page_or_document() -> None:
    sources = benelux().sources
    assert [s.id for s in sources if not (s.publisher and s.reliability)] == []
    assert [s.id for s in sources if s.url and not s.url.startswith("https://")] == []


def test_every_text_but_names_of_places_and_titles_of_sources_is_in_three_languages() -> None:
    found = dict(texts(benelux(), "programme"))
    assert len(found) > 1000
    lacking = {
        path: sorted(set(LANGUAGES) - set(text.translations))
        for path, text in found.items()
        if ".sources." not in path and not (path.endswith(".place") and text.plain)
    }
    assert {path: codes for path, codes in lacking.items() if codes} == {}


def test_no_text_is_blank_or_starts_or_ends_with_a_blank() -> None:
    found = dict(texts(benelux(), "programme"))
    said = {
        f"{path}.{code}": t for path, text in found.items() for code, t in text.translations.items()
    }
    assert [path for path, text in said.items() if not text or text != text.strip()] == []


def test_every_event_is_of_a_known_kind() -> None:
    assert {event.kind for event in benelux().events} <= KINDS


def test_nothing_is_told_of_days_after_it_was_recorded() -> None:
    assert [u.id for u in benelux().updates if u.recorded < u.date] == []


@pytest.mark.parametrize("year", YEARS)
def test_progress_is_known_of_part_of_the_due_work_and_told_as_such(year: int) -> None:
    progress = snapshot(benelux(), f"{year}-12-31").progress()
    tally = progress.tally
    assert 0 <= tally.known_weight <= tally.due_weight <= tally.weight
    if tally.known_weight:
        assert progress.low is not None
        assert progress.high is not None
        assert progress.progress is not None
        assert progress.low <= progress.progress <= 1
        assert progress.low <= progress.high <= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", YEARS)
def test_its_report_of_any_year_and_language_is_well_made(year: int, language: str) -> None:
    made = report(year, language)
    page = render(made, "html")
    assert faults_of_html(page) == []
    assert f'<html lang="{language}">' in page
    assert faults_of_markdown(render(made, "markdown")) == []
    assert faults_of_text(render(made, "text")) == []
    assert absolute_paths_in(page + render(made, "json")) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", YEARS)
def test_its_report_has_every_theme_and_every_dossier(year: int, language: str) -> None:
    made = report(year, language)
    assert [theme.id for theme in made.themes] == THEMES
    assert sum(len(theme.dossiers) for theme in made.themes) == 29
    titles = {theme.title.language for theme in made.themes}
    assert titles == {language}


@pytest.mark.parametrize("year", YEARS)
def test_its_reports_differ_between_the_languages_in_words_and_not_in_figures(year: int) -> None:
    dutch, french, english = (report(year, language) for language in LANGUAGES)
    assert dutch.glance.figures == french.glance.figures == english.glance.figures
    assert dutch.annex.colophon == french.annex.colophon == english.annex.colophon
    pages = {render(made, "text") for made in (dutch, french, english)}
    assert len(pages) == 3


def test_its_report_in_german_is_well_made_and_shows_its_texts_in_dutch_marked_as_such() -> None:
    made = report(2025, "de")
    page = render(made, "html")
    assert faults_of_html(page) == []
    assert '<html lang="de">' in page
    assert '<span lang="nl">Veiligheid</span>' in page
    assert {theme.title.language for theme in made.themes} == {"nl"}
    assert faults_of_markdown(render(made, "markdown")) == []
    assert faults_of_text(render(made, "text")) == []
    assert made.glance.figures == report(2025, "nl").glance.figures


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_year_that_is_over_has_stories_moments_and_sources(year: int) -> None:
    made = report(year, "en")
    assert made.stories
    assert len(made.timeline) >= 10
    assert len(made.annex.sources) >= 10
    assert made.annex.colophon.used > 0
    assert all(theme.stories for theme in made.themes)
