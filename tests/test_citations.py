"""Figures that a narrative cites by key."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import Snapshot, snapshot
from benelux_tracker.citations import Citation, cited, progress_cited, share_cited
from build_report import small


def at_the_end_of_2025() -> Snapshot:
    return snapshot(small(), "2025-12-31")


def test_the_figures_of_a_text_are_found_in_their_order() -> None:
    text = "Of {progress:theme:security}, {low:programme} and {high:working_group:police-chiefs}."
    assert list(cited(text)) == [
        Citation("{progress:theme:security}", "progress", "theme:security"),
        Citation("{low:programme}", "low", "programme"),
        Citation("{high:working_group:police-chiefs}", "high", "working_group:police-chiefs"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "{progress}",
        "{progress:}",
        "{progress:theme:}",
        "{Progress:theme:security}",
        "{progress:theme:Security}",
        "{progress:theme:security:more}",
        "{progress: theme: security}",
        "progress:theme:security",
    ],
)
def test_braces_that_are_no_citation_are_plain_text(text: str) -> None:
    assert list(cited(text)) == []


@settings(deadline=None)
@given(st.text())
def test_every_citation_stands_in_its_text(text: str) -> None:
    assert all(citation.text in text for citation in cited(text))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("{progress:programme}", True),
        ("{coverage:theme:security}", True),
        ("{low:theme}", False),
        ("{high:programme:security}", False),
        ("{tally:programme}", False),
        ("{verdict:programme}", False),
        ("{progress:action:treaty}", False),
        ("{progress:country:BE}", False),
    ],
)
def test_only_shares_of_the_programme_and_its_parts_can_be_cited(text: str, *, known: bool) -> None:
    found = [progress_cited(citation, at_the_end_of_2025()) for citation in cited(text)]
    assert any(found) is known


# The figures are worked out in test_year_report.py.
@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("{progress:programme}", Fraction(39, 80)),
        ("{coverage:programme}", Fraction(4, 5)),
        ("{low:programme}", Fraction(39, 100)),
        ("{high:programme}", Fraction(59, 100)),
        ("{planned_progress:programme}", Fraction(35, 44)),
        ("{completed_share:programme}", Fraction(1, 11)),
        ("{progress:theme:security}", Fraction(39, 80)),
        ("{progress:working_group:customs}", Fraction(7, 15)),
        ("{progress:dossier:police}", Fraction(26, 50)),
        ("{coverage:objective:free-trade}", Fraction(0)),
        ("{progress:theme:market}", None),
    ],
)
def test_a_citation_stands_for_its_share(text: str, share: Fraction | None) -> None:
    (citation,) = cited(text)
    progress = progress_cited(citation, at_the_end_of_2025())
    assert progress is not None
    assert share_cited(citation, progress) == share


@pytest.mark.parametrize(
    "text",
    [
        "{progress:theme:securty}",
        "{progress:theme}",
        "{done:theme:security}",
        "{progress:action:patrols}",
    ],
    ids=["a misspelt key", "no key", "no such share", "no such kind"],
)
def test_a_citation_of_what_is_not_there_stands_for_nothing(text: str) -> None:
    (citation,) = cited(text)
    assert progress_cited(citation, at_the_end_of_2025()) is None


def test_a_theme_without_actions_has_a_figure_without_a_number() -> None:
    (citation,) = cited("{progress:theme:culture}")
    progress = progress_cited(citation, at_the_end_of_2025())
    assert progress is not None
    assert share_cited(citation, progress) is None
