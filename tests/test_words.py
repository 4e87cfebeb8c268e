"""Dates, dues and figures as each language writes them. Source: report.md, how-it-counts.md."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker.errors import RequestError
from benelux_tracker.language.words import words
from benelux_tracker.periods import Due
from benelux_tracker.state import Signal, Verdict

LANGUAGES = ["nl", "fr", "en", "de"]


@pytest.mark.parametrize(
    ("language", "day", "said"),
    [
        ("nl", date(2024, 11, 26), "26 november 2024"),
        ("fr", date(2024, 11, 26), "26 novembre 2024"),
        ("en", date(2024, 11, 26), "26 November 2024"),
        ("nl", date(2025, 1, 1), "1 januari 2025"),
        ("fr", date(2025, 1, 1), "1er janvier 2025"),
        ("fr", date(2025, 8, 11), "11 août 2025"),
        ("en", date(2025, 1, 1), "1 January 2025"),
        ("de", date(2024, 11, 26), "26. November 2024"),
        ("de", date(2025, 1, 1), "1. Januar 2025"),
        ("de", date(2025, 3, 7), "7. März 2025"),
    ],
)
def test_a_day_is_written_in_full(language: str, day: date, said: str) -> None:
    assert words(language).day(day) == said


@pytest.mark.parametrize(
    ("language", "due", "said"),
    [
        ("nl", "2025", "2025"),
        ("nl", "2025-09", "september 2025"),
        ("nl", "2025-Q3", "3e kwartaal 2025"),
        ("nl", "2025-09-10", "10 september 2025"),
        ("fr", "2025", "2025"),
        ("fr", "2025-09", "septembre 2025"),
        ("fr", "2025-Q1", "1er trimestre 2025"),
        ("fr", "2025-10-01", "1er octobre 2025"),
        ("en", "2025", "2025"),
        ("en", "2025-09", "September 2025"),
        ("en", "2025-Q4", "4th quarter 2025"),
        ("en", "2025-H1", "first half of 2025"),
        ("en", "2025-H2", "second half of 2025"),
        ("en", "2025-09-10", "10 September 2025"),
        ("de", "2025", "2025"),
        ("de", "2025-03", "März 2025"),
        ("de", "2025-Q3", "3. Quartal 2025"),
        ("de", "2025-H1", "erstes Halbjahr 2025"),
        ("de", "2025-H2", "zweites Halbjahr 2025"),
        ("de", "2025-09-10", "10. September 2025"),
    ],
)
def test_a_due_is_said_as_the_day_or_period_it_was_written_as(
    language: str, due: str, said: str
) -> None:
    assert words(language).due(Due.parse(due)) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_halves_of_a_year_are_told_apart_and_name_it(language: str) -> None:
    first, second = (words(language).due(Due.parse(f"2025-{half}")) for half in ("H1", "H2"))
    assert first != second
    assert "2025" in first
    assert "2025" in second


def test_where_there_is_no_due_the_words_say_so() -> None:
    assert words("en").due(None) == "no date"


@pytest.mark.parametrize(
    ("first", "end", "said"),
    [
        ("2025-11-04", None, "4 November 2025"),
        ("2025-02", None, "February 2025"),
        ("2025-11-04", date(2025, 11, 6), "4–6 November 2025"),
        ("2025-11-29", date(2025, 12, 2), "29 November – 2 December 2025"),
        ("2025-12-30", date(2026, 1, 2), "30 December 2025 – 2 January 2026"),
        ("2025-11-04", date(2025, 11, 4), "4 November 2025"),
    ],
)
def test_several_days_are_said_with_their_months_in_full(
    first: str, end: date | None, said: str
) -> None:
    assert words("en").days(Due.parse(first), end) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "1–3 maart 2025"), ("fr", "1er–3 mars 2025"), ("de", "1.–3. März 2025")],
)
def test_several_days_of_one_month_name_it_once(language: str, said: str) -> None:
    assert words(language).days(Due.parse("2025-03-01"), date(2025, 3, 3)) == said


@pytest.mark.parametrize(
    ("first", "end", "said"),
    [
        ("2025-03-31", date(2025, 4, 6), "31. März – 6. April 2025"),
        ("2025-12-30", date(2026, 1, 2), "30. Dezember 2025 – 2. Januar 2026"),
    ],
)
def test_days_of_two_months_keep_the_full_stop_of_an_ordinal_in_german(
    first: str, end: date, said: str
) -> None:
    assert words("de").days(Due.parse(first), end) == said


@pytest.mark.parametrize(
    ("language", "first", "last", "said"),
    [
        ("nl", date(2025, 12, 31), date(2026, 7, 25), "6 maanden 3 weken 4 dagen"),
        ("fr", date(2025, 12, 31), date(2026, 7, 25), "6 mois 3 semaines 4 jours"),
        ("en", date(2025, 12, 31), date(2026, 7, 25), "6 months 3 weeks 4 days"),
        ("en", date(2025, 6, 30), date(2027, 6, 30), "2 years"),
        ("nl", date(2025, 12, 31), date(2026, 1, 1), "1 dag"),
        ("de", date(2025, 12, 31), date(2026, 7, 25), "6 Monate 3 Wochen 4 Tage"),
        ("de", date(2025, 12, 31), date(2026, 1, 1), "1 Tag"),
    ],
)
def test_the_time_between_two_days_is_said_in_words(
    language: str, first: date, last: date, said: str
) -> None:
    assert words(language).span(first, last) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "1.500.000"),
        ("fr", "1\u202f500\u202f000"),
        ("en", "1,500,000"),
        ("de", "1.500.000"),
    ],
)
def test_a_number_has_the_separators_of_its_language(language: str, said: str) -> None:
    assert words(language).number(1_500_000) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "68%"),
        ("fr", "68\N{NO-BREAK SPACE}%"),
        ("en", "68%"),
        ("de", "68\N{NO-BREAK SPACE}%"),
    ],
)
def test_a_percentage_has_the_sign_of_its_language(language: str, said: str) -> None:
    assert words(language).percent(68) == said


@pytest.mark.parametrize(
    ("share", "floored", "raised"),
    [
        (None, "–", "–"),
        (Fraction(0), "0%", "0%"),
        (Fraction(1, 1000), "0%", "1%"),
        (Fraction(68, 100), "68%", "68%"),
        (Fraction(689, 1000), "68%", "69%"),
        (Fraction(999, 1000), "99%", "100%"),
        (Fraction(1), "100%", "100%"),
    ],
)
def test_a_share_is_floored_and_an_upper_bound_rounded_up(
    share: Fraction | None, floored: str, raised: str
) -> None:
    assert words("en").share(share) == floored
    assert words("en").share(share, up=True) == raised


@pytest.mark.parametrize(
    ("share", "all_completed", "said"),
    [
        (None, False, "–"),
        (Fraction(0), False, "0%"),
        (Fraction(1, 10000), False, "<1%"),
        (Fraction(99, 10000), False, "<1%"),
        (Fraction(995, 100000), False, "<1%"),
        (Fraction(1, 100), False, "1%"),
        (Fraction(4999, 10000), False, "49%"),
        (Fraction(9999, 10000), False, "99%"),
        (Fraction(1), False, ">99%"),
        (Fraction(1), True, "100%"),
    ],
)
def test_progress_is_whole_only_when_all_is_completed_and_nothing_only_when_nothing_moved(
    share: Fraction | None, said: str, *, all_completed: bool
) -> None:
    assert words("en").done(share, all_completed=all_completed) == said


@settings(deadline=None)
@given(share=st.fractions(0, 1), all_completed=st.booleans())
def test_less_than_all_is_never_shown_as_all(share: Fraction, *, all_completed: bool) -> None:
    shown = words("en").done(share, all_completed=all_completed)
    assert (shown == "100%") == (share == 1 and all_completed)
    assert (shown == "0%") == (share == 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (None, "–"),
        (Fraction(0), "±0 points"),
        (Fraction(4, 1000), "±0 points"),
        (Fraction(-4, 1000), "±0 points"),
        (Fraction(5, 1000), "+1 point"),
        (Fraction(-5, 1000), "−1 point"),
        (Fraction(14, 1000), "+1 point"),
        (Fraction(994, 1000), "+99 points"),
        (Fraction(25, 1000), "+3 points"),
        (Fraction(-25, 1000), "−3 points"),
        (Fraction(-24, 1000), "−2 points"),
    ],
)
def test_points_are_rounded_half_away_from_zero(change: Fraction | None, said: str) -> None:
    assert words("en").points(change) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Fraction(0), "±0 Prozentpunkte"),
        (Fraction(1, 100), "+1 Prozentpunkt"),
        (Fraction(-9, 100), "−9 Prozentpunkte"),
    ],
)
def test_points_are_points_of_a_percentage_in_german(change: Fraction, said: str) -> None:
    assert words("de").points(change) == said


@settings(deadline=None)
@given(st.fractions(-1, 1))
def test_a_rise_and_a_fall_of_the_same_size_differ_in_the_sign_only(change: Fraction) -> None:
    up, down = words("en").points(change), words("en").points(-change)
    assert up.translate(str.maketrans("+−", "−+")) == down


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "België, Nederland en Luxemburg"),
        ("fr", "Belgique, Pays-Bas et Luxembourg"),
        ("en", "Belgium, Netherlands and Luxembourg"),
        ("de", "Belgien, Niederlande und Luxemburg"),
    ],
)
def test_countries_are_named_and_listed_as_the_language_does(language: str, said: str) -> None:
    spoken = words(language)
    assert spoken.listed(map(spoken.country, ["BE", "NL", "LU"])) == said


def test_a_country_or_language_without_a_name_keeps_its_code() -> None:
    assert words("en").country("XQ") == "XQ"
    assert words("en").language_name("qqq") == "qqq"


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "Frans"), ("fr", "français"), ("de", "Französisch")]
)
def test_a_language_is_named_in_the_language_of_the_report(language: str, said: str) -> None:
    assert words(language).language_name("fr") == said


def test_the_reason_of_a_signal_is_said_with_its_figures() -> None:
    spoken = words("en")
    share = Verdict(Signal.AMBER, "{share} of the assessed work is red", {"share": Fraction(1, 8)})
    count = Verdict(Signal.RED, "critical actions that are red: {count}", {"count": 1200})
    assert spoken.why(share) == "12% of the assessed work is red"
    assert spoken.why(count) == "critical actions that are red: 1,200"
    assert spoken.why(Verdict(Signal.GREEN, "completed")) == "completed"


@pytest.mark.parametrize(("number", "said"), [(1, "1 day late"), (1200, "1,200 days late")])
def test_a_count_has_its_plural(number: int, said: str) -> None:
    assert words("en").count("{number} day late", "{number} days late", number) == said


def test_no_phrase_is_no_words_in_any_language() -> None:
    assert [words(language).say("") for language in LANGUAGES] == ["", "", "", ""]


def test_the_gaps_of_a_phrase_are_filled_with_words_numbers_and_floored_shares() -> None:
    phrase = "{low} to {high}"
    assert words("en").say(phrase, low="few", high=1200) == "few to 1,200"
    assert words("en").say(phrase, low=Fraction(689, 1000), high=None) == "68% to –"


@pytest.mark.parametrize("language", ["lb", "enn", "NL", "", None, ["nl"], 5])
def test_another_language_is_refused(language: object) -> None:
    with pytest.raises(RequestError) as caught:
        words(language)  # type: ignore[arg-type]
    assert str(caught.value) == f'nothing is written in "{language}"; write nl, fr, en or de'
