"""A report speaks one language: no English in a Dutch, French or German one. Source: report.md."""

import re
from functools import cache
from typing import Final

import pytest

from benelux_tracker import load_benelux, render, what_if, year_report
from benelux_tracker.model import StatusUpdate, WorkProgramme
from benelux_tracker.vocabulary import ActionId, Status
from build_pages import parsed, said
from build_report import LATER, RICH_PLAN, RICH_UPDATES, loaded
from test_translations import SAME_IN, TRANSLATED, pairs

TEXTS: Final = re.compile(
    r'^(\s*(?:title|name|unit|text|summary|reason|note|place|publisher) = )"[^"]*"', re.MULTILINE
)
"""The texts of people in files, which are in any language."""

KEPT: Final = {
    "nl": {"of", "plan"},
    "fr": {"action", "actions", "plan", "point", "points", "signal"},
    "de": set[str](),
}
"""Pieces of English phrases that are words of the language too."""

ENGLISH_OF_OTHERS: Final = {"in the", "action plan"}
"""Pieces of English phrases that stand in titles of the Benelux programme."""


def without_words(toml: str) -> str:
    """A file with letters of no European language in place of its texts."""
    return TEXTS.sub(r'\1"漢字"', toml)


@cache
def wordless() -> WorkProgramme:
    """The rich programme without a word of its own."""
    plan = without_words(RICH_PLAN.replace('{ nl = "Douane" }', '"Douane"'))
    return loaded(plan, without_words(RICH_UPDATES), without_words(LATER))


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def pieces(language: str) -> frozenset[str]:
    """What stands between the gaps of the English phrases that the language says otherwise."""
    found = {
        piece.strip(" .,;:()−→\N{NO-BREAK SPACE}")
        for phrase, _ in pairs(language)
        if phrase not in SAME_IN[language]
        for piece in re.split(r"\{\w+\}", phrase)
    }
    return frozenset(piece for piece in found if re.search("[A-Za-z]{2}", piece))


def english_in(text: str, language: str) -> set[str]:
    """The pieces of English phrases that stand in a text as words, and not within a code."""
    words = in_one_line(text)
    return {
        piece
        for piece in pieces(language)
        if piece in words and re.search(rf"(?<![\w-]){re.escape(piece)}(?![\w-])", words)
    }


def test_english_is_found() -> None:
    text = render(year_report(wordless(), 2025, "en"), "text")
    for language in TRANSLATED:
        found = english_in(text, language)
        assert len(found) > 150
        assert {
            "The year at a glance",
            "Overdue",
            "Coverage",
            "of what is reported is done",
        } <= found


@pytest.mark.parametrize("year", range(2023, 2029))
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_report_without_words_of_others_has_no_english(language: str, year: int) -> None:
    report = year_report(wordless(), year, language, "2026-06-30", before_known_on="2025-03-01")
    assert english_in(render(report, "text"), language) <= KEPT[language]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_report_of_what_is_supposed_has_no_english(language: str) -> None:
    supposed = StatusUpdate(
        action=ActionId("labels"), date=wordless().start, status=Status.COMPLETED
    )
    report = year_report(what_if(wordless(), [supposed]), 2025, language, on="2025-06-30")
    assert english_in(render(report, "text"), language) <= KEPT[language]


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_pictures_and_the_words_for_who_listens_have_no_english(language: str) -> None:
    page = parsed(render(year_report(wordless(), 2025, language), "html"))
    drawn = " ".join(said(text) for text in page.select("svg text"))
    assert len(page.find_all("svg")) == 7
    assert english_in(f"{drawn} {said(page.body)} {said(page.title)}", language) <= KEPT[language]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
@pytest.mark.parametrize("language", TRANSLATED)
def test_the_report_of_the_benelux_has_no_english_phrase(language: str, year: int) -> None:
    found = english_in(render(year_report(load_benelux(), year, language), "text"), language)
    assert {piece for piece in found if " " in piece} <= ENGLISH_OF_OTHERS


CHAPTERS: Final = {
    "nl": [
        "Het jaar in één oogopslag",
        "Het jaar in beeld",
        "Rechts- en beleidsinstrumenten",
        "Uitvoering per land",
        "Indicatoren",
        "Overleg",
        "Knelpunten",
        "Jaar op jaar",
        "Vooruitblik op 2026",
        "Bijlage: hoe de cijfers tot stand komen",
    ],
    "fr": [
        "L'année en un coup d'œil",
        "L'année en images",
        "Instruments juridiques et politiques",
        "Mise en œuvre par pays",
        "Indicateurs",
        "Concertations",
        "Points de blocage",
        "D'une année à l'autre",
        "Perspectives pour 2026",
        "Annexe\N{NO-BREAK SPACE}: comment les chiffres sont établis",
    ],
    "de": [
        "Das Jahr auf einen Blick",
        "Das Jahr in Bildern",
        "Rechtliche und politische Instrumente",
        "Umsetzung nach Ländern",
        "Indikatoren",
        "Konsultationen",
        "Wo es stockt",
        "Von Jahr zu Jahr",
        "Ausblick auf 2026",
        "Anhang: Wie die Zahlen zustande kommen",
    ],
}


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_chapters_are_titled_in_the_language_of_the_report(language: str) -> None:
    page = parsed(render(year_report(wordless(), 2025, language), "html", pictures=False))
    titles = [said(title).partition(" ")[2] for title in page.select("main h2")]
    assert [title for title in titles if title != "漢字"] == [
        in_one_line(title) for title in CHAPTERS[language]
    ]


# ---- texts in another language than asked


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_only_places_and_titles_of_sources_are_in_another_language(language: str) -> None:
    programme = load_benelux()
    page = parsed(render(year_report(programme, 2025, language), "html", pictures=False))
    names = [event.place for event in programme.events if event.place]
    names += [source.title for source in programme.sources]
    forms = {
        in_one_line(form) for name in names for form in (name.plain, *name.translations.values())
    }
    marked = {said(tag) for tag in page.select("main [lang]")}
    assert marked <= forms
    titles = {in_one_line(source.title.plain) for source in programme.sources}
    assert (marked <= titles) is (language == "nl")  # the first language of the programme


def test_a_report_in_german_marks_titles_stories_news_groups_reasons_and_sources_as_dutch() -> None:
    page = parsed(render(year_report(load_benelux(), 2025, "de"), "html"))
    for place in (
        ".cover .programme",
        "nav ol li a",
        "main h2",
        "main h3",
        "article h4",
        "p.story",
        "dl.dates dd",
        ".facts dd",
        "table th",
        "ul li",
        "li.source",
        "p.made strong",
    ):
        assert page.select(f'{place} [lang="nl"]'), place
