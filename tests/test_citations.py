"""Figures that a narrative cites by key."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import Snapshot, snapshot
from benelux_tracker.braces import meant, there_is
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
        "{ }",
        "{see the annex}",
        "{on progress}",
        "{Low}",
        "{lowlands}",
        "{{ page }} {% for x in y %} {0} {number}",
        "{theme: security!}",
        "{16:30, in Brussels}",
        "{progress:theme:security",
        "progress:theme:security}",
        "progress:theme:security",
    ],
)
def test_braces_around_other_words_are_plain_text(text: str) -> None:
    assert list(cited(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "{:}",
        "{progress}",
        "{ planned_progress }",
        "{low tide}",
        "{progress:}",
        "{progress:theme:}",
        "{ progress:theme:security }",
        "{progress:\ntheme:security}",
        "{Fortschritt:Thema:Übung}",
        "{progress:theme:security:more}",
    ],
)
def test_braces_with_a_colon_or_a_share_in_front_look_like_a_figure(text: str) -> None:
    assert [citation.text for citation in cited(f"So {text}, {{{text}}}.")] == [text, text]


@settings(deadline=None)
@given(st.text())
def test_every_citation_stands_in_its_text(text: str) -> None:
    assert all(citation.text in text for citation in cited(text))


KNOWN = {
    "theme": ("security", "market"),
    "dossier": ("police", "trade"),
    "objective": ("free-trade",),
    "working_group": ("police-chiefs", "trade"),
}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("{progress:programme}", True),
        ("{completed_share:theme:security}", True),
        ("{low:working_group:trade}", True),
        ("{progress:programme:}", False),
        ("{progress:theme}", False),
        ("{progress:theme:}", False),
        ("{progress:theme:police}", False),
        ("{progress:action:treaty}", False),
        ("{Progress:theme:security}", False),
        ("{progress:theme: security}", False),
        ("{done:theme:security}", False),
    ],
)
def test_a_figure_is_there_when_its_share_its_kind_and_its_id_are(
    text: str, *, right: bool
) -> None:
    (citation,) = cited(text)
    assert there_is(citation, {**KNOWN, "theme": (*KNOWN["theme"], "")}) is right


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("{progress:theme:securty}", "{progress:theme:security}"),
        ("{progres:theme:security}", "{progress:theme:security}"),
        ("{progress:them:security}", "{progress:theme:security}"),
        ("{Progress:Theme:Security}", "{progress:theme:security}"),
        ("{ progress : theme : security }", "{progress:theme:security}"),
        ("{progress theme security}", "{progress:theme:security}"),
        ("{high:working group:police-chief}", "{high:working_group:police-chiefs}"),
        ("{high:group:police-chiefs}", "{high:working_group:police-chiefs}"),
        ("{low:theme:police}", "{low:dossier:police}"),
        ("{low:police}", "{low:dossier:police}"),
        ("{low:programme:police}", "{low:dossier:police}"),
        ("{low:trade}", "{low:dossier:trade}"),
        ("{progress}", "{progress:programme}"),
        ("{coverage:}", "{coverage:programme}"),
        ("{coverage:program}", "{coverage:programme}"),
    ],
)
def test_a_wrong_figure_suggests_the_one_that_seems_meant(text: str, figure: str) -> None:
    (citation,) = cited(text)
    assert meant(citation, KNOWN) == f"did you mean {figure}?"


@pytest.mark.parametrize(
    "text",
    [
        "{:}",
        "{theme:security}",
        "{remark:theme:security}",
        "{progress:theme}",
        "{progress:theme:}",
        "{progress:theme:health}",
        "{progress:country:BE}",
    ],
)
def test_where_nothing_is_near_the_hint_says_how_a_figure_is_written(text: str) -> None:
    (citation,) = cited(text)
    assert meant(citation, KNOWN) == (
        "write {progress:programme}, or theme:…, dossier:…, objective:… or working_group:…; "
        "coverage, low, high, planned_progress and completed_share can be cited too"
    )


@settings(deadline=None)
@given(st.from_regex(r"\{[\w\s:-]*:[\w\s:-]*\}", fullmatch=True))
def test_a_suggestion_is_a_figure_that_is_there(text: str) -> None:
    (citation,) = cited(text)
    suggested = list(cited(meant(citation, KNOWN).removeprefix("write ")))
    assert all(there_is(figure, KNOWN) for figure in suggested)
    assert len(suggested) == 1


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
