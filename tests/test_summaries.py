"""Status summaries and letters in words, in four languages. Source: how-it-counts.md."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal, cast

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker.chase import Chase
from benelux_tracker.comparison import ChangeKind, Comparison
from benelux_tracker.errors import RequestError
from benelux_tracker.explain import Explanation, Flip, FlipKind
from benelux_tracker.language.figures import figures_of, headline
from benelux_tracker.language.words import words
from benelux_tracker.model import Text, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import Snapshot, compare, snapshot
from benelux_tracker.state import Signal
from benelux_tracker.storage.load import load
from benelux_tracker.summary.changes import CHANGES
from benelux_tracker.summary.clauses import Clauses
from benelux_tracker.summary.sentences import Length, summarise
from benelux_tracker.suppose import what_if
from benelux_tracker.vocabulary import ActionId, Confidence, MilestoneId, Status
from build_action import RATIFIED, SIGNED, TREATY, named, planned, programme, step, told
from programmes import programmes

LANGUAGES: Final = ("nl", "fr", "en", "de")
LENGTHS: Final[tuple[Length, ...]] = ("line", "paragraph", "bullets")
EXAMPLE: Final = Path(__file__).parent.parent / "examples" / "worked-example"
ON: Final = "2026-12-31"


@pytest.fixture(scope="module")
def example() -> WorkProgramme:
    return load(EXAMPLE)


@pytest.fixture(scope="module")
def snap(example: WorkProgramme) -> Snapshot:
    return snapshot(example, ON)


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            (
                "Worked example (31 december 2026): van het gerapporteerde werk is 68% "
                "gerealiseerd (dekking: 62% van het werk dat aan de orde is); van al het werk dat "
                "aan de orde is, is dat tussen 42% en 80%; signaal: oranje."
            ),
        ),
        (
            "fr",
            (
                "Worked example (31 décembre 2026) : 68 % du travail dont il a été rendu compte "
                "est réalisé (couverture : 62 % du travail attendu à ce stade) ; pour l'ensemble "
                "du travail attendu, entre 42 % et 80 % ; signal : orange."
            ),
        ),
        (
            "en",
            (
                "Worked example (31 December 2026): 68% of what is reported is done (62% of the "
                "due work is reported); of all that is due, between 42% and 80%; signal: amber."
            ),
        ),
        (
            "de",
            (
                "Worked example (31. Dezember 2026): Die gemeldete Arbeit ist zu 68 % umgesetzt "
                "(Abdeckung: 62 % der fälligen Arbeit), die gesamte fällige Arbeit zu mindestens "
                "42 % und höchstens 80 %; Signal: gelb."
            ),
        ),
    ],
)
def test_a_programme_in_one_line(snap: Snapshot, language: str, said: str) -> None:
    assert plain(summarise(snap, language, "line")) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            (
                "Per 31 december 2026 telde ‘Working group on customs’ 3 acties: 2 in uitvoering "
                "en 1 gepland. Over 40% van het werk dat aan de orde is, is gerapporteerd; tussen "
                "18% en 78% ervan is gerealiseerd. Aandachtspunten: 1 is te laat, 1 is "
                "uitgesteld, over 1 is nooit gerapporteerd en 1 werd geannuleerd. Het signaal is "
                "onbekend: slechts 40% van het werk dat aan de orde is, kan worden beoordeeld, "
                "minder dan 60%; het zou rood worden als er nieuws binnenkomt over ‘Action 3’. "
                "Het werk stokt bij ‘Action 3’. Wijzigingen sinds 31 december 2025: 2 gingen van "
                "start, 1 werd geannuleerd, 1 werd uitgesteld, over 3 werd voor het eerst "
                "gerapporteerd en 3 kregen een ander signaal."
            ),
        ),
        (
            "fr",
            (
                "Au 31 décembre 2026, « Working group on customs » comptait 3 actions : 2 en "
                "cours et 1 prévue. Il a été rendu compte de 40 % du travail attendu à ce stade ; "
                "entre 18 % et 78 % de ce travail est réalisé. À signaler : 1 est en retard, 1 "
                "est reportée, 1 n'a fait l'objet d'aucun compte rendu et 1 a été annulée. Le "
                "signal est inconnu : seulement 40 % du travail attendu à ce stade peut être "
                "évalué, soit moins de 60 % ; il deviendrait rouge si de nouvelles informations "
                "parvenaient sur « Action 3 ». Le travail piétine pour « Action 3 ». Depuis le 31 "
                "décembre 2025, 2 ont démarré, 1 a été annulée, 1 a été reportée, 3 ont fait "
                "l'objet d'un premier compte rendu et 3 ont changé de signal."
            ),
        ),
        (
            "en",
            (
                "At the close of 31 December 2026, “Working group on customs” had 3 actions: 2 in "
                "progress and 1 planned. 40% of the due work is reported; between 18% and 78% of "
                "it is done. Points to note: 1 is overdue, 1 is postponed, 1 has never been "
                "reported on and 1 was cancelled. The signal is unknown: only 40% of the due work "
                "can be assessed, less than 60%; it would turn red if news of “Action 3” comes "
                "in. Work stalls on “Action 3”. Since 31 December 2025, 2 were started, 1 was "
                "cancelled, 1 was postponed, 3 were reported on for the first time and 3 changed "
                "signal."
            ),
        ),
        (
            "de",
            (
                "Zum 31. Dezember 2026 umfasste „Working group on customs“ 3 Maßnahmen: 2 in "
                "Umsetzung und 1 geplant. Für 40 % der fälligen Arbeit liegen Meldungen vor; "
                "umgesetzt ist die fällige Arbeit zu mindestens 18 % und höchstens 78 %. "
                "Besonderheiten: 1 ist überfällig, 1 ist verschoben, zu 1 liegt keine Meldung vor "
                "und 1 wurde gestrichen. Das Signal ist unbekannt – die fällige Arbeit lässt sich "
                "nur zu 40 % bewerten, also zu weniger als 60 %; es würde rot, wenn für „Action "
                "3“ eine Meldung einginge. Es stockt bei „Action 3“. Veränderungen seit dem 31. "
                "Dezember 2025: 2 wurden begonnen, 1 wurde gestrichen, 1 wurde verschoben, zu 3 "
                "gingen erstmals Meldungen ein und bei 3 änderte sich das Signal."
            ),
        ),
    ],
)
def test_a_group_that_reports_too_little_in_a_paragraph(
    snap: Snapshot, language: str, said: str
) -> None:
    assert plain(summarise(snap.explain("working_group:customs"), language)) == said


def test_a_theme_in_bullets_of_one_fact_each(snap: Snapshot) -> None:
    assert summarise(snap.explain("market"), "nl", "bullets").splitlines() == [
        (
            "- Per 31 december 2026 telde het thema ‘Market’ 5 acties: 1 afgerond, 3 in "
            "uitvoering en 1 gepland."
        ),
        (
            "- Van het gerapporteerde werk is 68% gerealiseerd (dekking: 62% van het werk dat aan "
            "de orde is); van al het werk dat aan de orde is, is dat tussen 42% en 80%."
        ),
        "- 1 is te laat.",
        "- 1 is uitgesteld.",
        "- Over 1 is nooit gerapporteerd.",
        "- 1 werd geannuleerd.",
        (
            "- Het signaal is oranje: 40% van het beoordeelde werk staat op rood of oranje, 25% of "
            "meer."
        ),
        "- Het zou groen worden als voor ‘Action 2’ minstens 66% wordt gemeld.",
        "- Het werk stokt bij ‘Action 3’.",
        (
            "- Wijzigingen sinds 31 december 2025: 3 gingen van start, 1 werd afgerond, 1 werd "
            "geannuleerd, 1 werd uitgesteld, over 5 werd voor het eerst gerapporteerd en 5 kregen "
            "een ander signaal."
        ),
    ]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("programme", "le programme « Worked example » comptait"),
        ("theme:market", "le thème « Market » comptait"),
        ("dossier:trade", "le dossier « Trade » comptait"),
        ("objective:less-friction", "l'objectif « Less friction » comptait"),
        ("lead_group:trade", "le groupe chef de file « Working group on trade » comptait"),
        ("working_group:trade", "Au 31 décembre 2026, « Working group on trade » comptait"),
        ("country:none", "le pays « non précisé » comptait"),
        ("output:none", "le type de résultat « non précisé » comptait"),
        ("due_year:2026", "l'année d'échéance « 2026 » comptait"),
        (("theme:market", "working_group:trade"), "« Market × Working group on trade » comptait"),
    ],
)
def test_every_subject_has_its_name(snap: Snapshot, key: str | tuple[str, ...], said: str) -> None:
    assert said in plain(summarise(snap.explain(key), "fr"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            (
                "Per 31 december 2026 was de actie ‘Action 5’ in uitvoering. Ze is voor 10% "
                "gerealiseerd (gepland: 100%). Ze moet klaar zijn in de loop van 2027, 15 maanden "
                "later dan oorspronkelijk gepland (opgegeven reden: ‘Waiting for a study’). Het "
                "laatste bericht dateert van 1 september 2026. Het signaal is oranje: loopt ver "
                "achter op het plan; het zou groen worden als voor deze actie minstens 85% wordt "
                "gemeld. Wijzigingen sinds 31 december 2025: ze ging van start, ze werd 15 "
                "maanden uitgesteld, er werd voor het eerst over gerapporteerd en ze kreeg een "
                "ander signaal."
            ),
        ),
        (
            "fr",
            (
                "Au 31 décembre 2026, l'action « Action 5 » était en cours. Elle est réalisée à "
                "10 % (prévu : 100 %). Elle doit aboutir en 2027, soit 15 mois plus tard que "
                "prévu initialement (motif indiqué : « Waiting for a study »). Les dernières "
                "nouvelles datent du 1er septembre 2026. Le signal est orange : très en retard "
                "sur le plan ; il deviendrait vert si un avancement d'au moins 85 % était déclaré "
                "pour cette action. Depuis le 31 décembre 2025, elle a démarré, elle a été "
                "reportée de 15 mois, elle a fait l'objet d'un premier compte rendu et son signal "
                "a changé."
            ),
        ),
        (
            "en",
            (
                "At the close of 31 December 2026, the action “Action 5” was in progress. It is "
                "10% done (planned: 100%). It is due during 2027, 15 months later than first "
                "planned (reason given: “Waiting for a study”). The last news dates from 1 "
                "September 2026. The signal is amber: far behind its plan; it would turn green if "
                "at least 85% is reported on this action. Since 31 December 2025, it was started, "
                "it was postponed by 15 months, it was reported on for the first time and its "
                "signal changed."
            ),
        ),
        (
            "de",
            (
                "Zum 31. Dezember 2026 war die Maßnahme „Action 5“ in Umsetzung. Sie ist zu 10 % "
                "umgesetzt (geplant: 100 %). Sie ist im Laufe des Jahres 2027 fällig, 15 Monate "
                "später als ursprünglich geplant (angegebener Grund: „Waiting for a study“). Die "
                "letzte Meldung stammt vom 1. September 2026. Das Signal ist gelb – weit hinter "
                "dem Plan; es würde grün, wenn für diese Maßnahme mindestens 85 % gemeldet "
                "würden. Veränderungen seit dem 31. Dezember 2025: sie wurde begonnen, sie wurde "
                "um 15 Monate verschoben, es ging erstmals eine Meldung dazu ein und ihr Signal "
                "änderte sich."
            ),
        ),
    ],
)
def test_a_postponed_action_in_a_paragraph(snap: Snapshot, language: str, said: str) -> None:
    assert plain(summarise(snap.explain("a5"), language)) == said


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("a1", "afgerond; uitvoeringsgraad: 100%; signaal: groen (de actie is afgerond)."),
        (
            "a3",
            (
                "onbekend; uitvoeringsgraad: onbekend; signaal: onbekend (niemand heeft erover "
                "gerapporteerd)."
            ),
        ),
        (
            "a4",
            (
                "geannuleerd; uitvoeringsgraad: 20%; signaal: niets te beoordelen (de actie is "
                "geannuleerd)."
            ),
        ),
    ],
)
def test_an_action_in_one_line(snap: Snapshot, action: str, said: str) -> None:
    line = summarise(snap.explain(action), "nl", "line")
    assert line == f"Action {action[1]} (31 december 2026): status: {said}"


def facts(made: WorkProgramme, on: str = "2025-12-31", key: str = f"action:{TREATY}") -> list[str]:
    text = summarise(snapshot(made, on).explain(key), "en", "bullets")
    return [line.removeprefix("- ") for line in text.splitlines()]


def test_of_an_action_that_nobody_reported_on_it_is_unknown_how_far_it_is() -> None:
    said = facts(programme(planned(due=Due.parse("2025-06-30"))))
    assert said[:3] == [
        (
            "At the close of 31 December 2025, no status of the action “Police treaty” had been "
            "stated."
        ),
        "How far it is, is unknown (planned: 100%).",
        "It was due on 30 June 2025.",
    ]


def test_an_action_by_milestones_says_which_are_reached_and_which_are_late() -> None:
    steps = (
        step(id=SIGNED, due=Due.parse("2025-Q1")),
        step(id=RATIFIED, title=Text("Ratified by all"), due=Due.parse("2025-Q3")),
    )
    made = programme(
        planned(milestones=steps, due=Due.parse("2026-Q4")),
        updates=(
            told(date=date(2025, 3, 1), status=Status.IN_PROGRESS, reached=(SIGNED,)),
            told(date=date(2025, 10, 1), unchanged=True),
        ),
    )
    assert facts(made) == [
        "At the close of 31 December 2025, the action “Police treaty” was in progress.",
        "It has reached 1 of its 2 milestones; it is 50% done (planned: 100%).",
        "The date of milestone “Ratified by all” has passed.",
        "It is due in the 4th quarter of 2026.",
        "The last report, of 1 October 2025, had nothing new.",
        "The signal is amber: a milestone's due date has passed.",
        "It would turn green if milestone “Ratified by all” of this action is reached.",
        (
            "Since 31 December 2024, it was started, it was reported on for the first time and its "
            "signal changed."
        ),
    ]


def test_of_a_suspended_action_the_reason_is_given_and_that_it_may_go_on() -> None:
    made = programme(
        planned(),
        updates=(
            told(
                date=date(2025, 3, 1),
                status=Status.SUSPENDED,
                percent=40,
                reason=Text("No majority."),
                summary=Text("The talks  are\nhalted."),
            ),
        ),
    )
    assert facts(made)[:6] == [
        (
            "At the close of 31 December 2025, the action “Police treaty” was suspended (reason "
            "given: “No majority”)."
        ),
        "It is 40% done (planned: 24%).",
        "It has no due date of its own; the programme ends on 31 December 2028.",
        "The last news dates from 1 March 2025: “The talks are halted”.",
        "The signal is amber: the action is suspended.",
        "It would turn green if this action is resumed.",
    ]


def test_a_cancelled_action_of_which_nobody_said_how_far_it_was() -> None:
    made = programme(planned(), updates=(told(date=date(2025, 3, 1), status=Status.CANCELLED),))
    assert facts(made)[:2] == [
        "At the close of 31 December 2025, the action “Police treaty” was cancelled.",
        "How far it had come, is unknown.",
    ]


def test_a_completed_action_says_whether_it_was_on_time() -> None:
    made = programme(
        planned(due=Due.parse("2025-06")),
        updates=(told(date=date(2025, 7, 1), status=Status.COMPLETED),),
    )
    assert facts(made)[1] == "It was completed later than first planned (due: June 2025)."


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-06-12", "It is due on 12 June 2026, 18 days earlier than first planned."),
        ("2026-05", "It is due during May 2026, 1 month earlier than first planned."),
        ("2026-07-30", "It is due on 30 July 2026, 1 month later than first planned."),
        ("2026-H2", "It is due in the second half of 2026, 6 months later than first planned."),
        ("2026-H1", "It is due in the first half of 2026."),
    ],
)
def test_a_due_date_that_moved_says_by_how_much(due: str, said: str) -> None:
    made = programme(
        planned(due=Due.parse("2026-06-30")),
        updates=(told(date=date(2025, 3, 1), due=Due.parse(due), reason=None),),
    )
    assert said in facts(made)


def test_an_action_whose_work_need_not_have_begun_has_no_signal() -> None:
    made = programme(planned(start=date(2027, 1, 1)))
    assert facts(made) == [
        "At the close of 31 December 2025, the action “Police treaty” was planned.",
        "It has no due date of its own; the programme ends on 31 December 2028.",
        "There is no signal: its work has not begun and need not have.",
        "Since 31 December 2024, nothing changed.",
    ]


def test_an_action_that_is_not_adopted_yet_says_so() -> None:
    made = programme(planned(adopted=date(2027, 1, 1)))
    explained = snapshot(made, "2025-12-31").explain(TREATY)
    said = "Per 31 december 2025 was de actie ‘Police treaty’ nog niet aangenomen."
    assert summarise(explained, "nl") == said
    line = "Police treaty (31 december 2025): nog niet aangenomen."
    assert summarise(explained, "nl", "line") == line


def test_old_news_is_said_to_be_old() -> None:
    made = programme(planned(), updates=(told(date=date(2025, 1, 1), percent=80),))
    said = "The last news dates from 1 January 2025 and is too old."
    assert said in facts(made, on="2026-12-31")


def test_a_judgement_is_set_off_by_a_dash() -> None:
    made = programme(
        planned(), updates=(told(date=date(2025, 3, 1), percent=50, confidence=Confidence.RED),)
    )
    said = summarise(snapshot(made, "2025-12-31").explain(TREATY), "nl", "bullets")
    assert "- Het signaal is rood – oordeel van de werkgroep: rood." in said.splitlines()
    flip = (
        "- Het zou groen worden als deze actie door de werkgroep weer als groen wordt beoordeeld."
    )
    assert flip in said.splitlines()


def test_no_actions_have_no_figure() -> None:
    said = facts(programme(), key="programme")
    assert said[0].endswith("had no actions.")
    assert said[1] == "There are no actions, so there is no figure."


def test_of_many_that_stall_three_are_named() -> None:
    late = [
        planned(id=ActionId(f"late-{n}"), title=Text(f"Late {n}"), due=Due.parse("2025"))
        for n in "12345"
    ]
    said = facts(programme(*late), key="programme")
    assert "Work stalls on “Late 1”, “Late 2”, “Late 3” and 2 more." in said


def flips(
    kind: FlipKind,
    language: str,
    *,
    percent: int | None = None,
    reached: tuple[MilestoneId, ...] = (),
) -> str:
    steps = (step(id=SIGNED, title=Text("Signed")), step(id=RATIFIED, title=Text("Ratified")))
    made = programme(planned(milestones=steps))
    state = snapshot(made, "2025-12-31").state(TREATY)
    update = told(date=date(2025, 12, 31), percent=percent, reached=reached)
    flip = Flip(kind=kind, state=state, update=update, work=0, signal=Signal.GREEN)
    return plain(Clauses.of(made, language).flip(flip, alone=False))


@pytest.mark.parametrize(
    ("kind", "percent", "said"),
    [
        (
            FlipKind.JUDGED,
            None,
            "als ‘Police treaty’ door de werkgroep weer als groen wordt beoordeeld",
        ),
        (FlipKind.NEWS, None, "als er nieuws binnenkomt over ‘Police treaty’"),
        (FlipKind.RESUMED, None, "als ‘Police treaty’ wordt hervat"),
        (FlipKind.AT_LEAST, 40, "als voor ‘Police treaty’ minstens 40% wordt gemeld"),
        (
            FlipKind.AT_LEAST,
            0,
            "als voor ‘Police treaty’ een percentage wordt gemeld, hoe laag ook",
        ),
        (FlipKind.COMPLETED, None, "als ‘Police treaty’ wordt afgerond"),
    ],
)
def test_what_would_turn_a_signal(kind: FlipKind, percent: int | None, said: str) -> None:
    assert flips(kind, "nl", percent=percent) == f"het zou groen worden {said}"


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        (
            "nl",
            "het zou groen worden als de mijlpaal ‘Signed’ van ‘Police treaty’ wordt bereikt",
            (
                "het zou groen worden als de mijlpalen ‘Signed’ en ‘Ratified’ van ‘Police treaty’ "
                "worden bereikt"
            ),
        ),
        (
            "fr",
            "il deviendrait vert si le jalon « Signed » de « Police treaty » était atteint",
            (
                "il deviendrait vert si les jalons « Signed » et « Ratified » de « Police treaty » "
                "étaient atteints"
            ),
        ),
        (
            "de",
            "es würde grün, wenn für „Police treaty“ der Meilenstein „Signed“ erreicht würde",
            (
                "es würde grün, wenn für „Police treaty“ die Meilensteine „Signed“ und „Ratified“ "
                "erreicht würden"
            ),
        ),
    ],
)
def test_milestones_that_would_turn_a_signal(language: str, one: str, two: str) -> None:
    assert flips(FlipKind.REACHES, language, reached=(SIGNED,)) == one
    assert flips(FlipKind.REACHES, language, reached=(SIGNED, RATIFIED)) == two


def test_two_days_compared_say_both_figures_and_the_bridge() -> None:
    other = planned(id=ActionId("customs"), title=Text("Customs"))
    made = programme(
        planned(),
        other,
        updates=(
            told(date=date(2025, 3, 1), status=Status.IN_PROGRESS, percent=20),
            told(date=date(2026, 3, 1), percent=60),
            told(action=ActionId("customs"), date=date(2025, 3, 1), percent=20),
        ),
    )
    compared = compare(snapshot(made, "2025-12-31"), snapshot(made, ON))
    assert summarise(compared, "en", "bullets").splitlines() == [
        (
            "- Between 31 December 2025 and 31 December 2026, the actions changed as follows for "
            "the programme “Small”: the last news of 1 became too old and 1 changed signal."
        ),
        "- The last news of 1 became too old: “Customs”.",
        "- 1 changed signal: “Customs”.",
        "- As at 31 December 2025: 20% of the due work is done; all of it is reported.",
        "- As at 31 December 2026: 40% of the due work is done; all of it is reported.",
        "- Progress changed by +20 points: +20 points through progress of the same actions.",
        (
            "- The signal is unknown: only 50% of the due work can be assessed, less than 60% "
            "(before: green)."
        ),
    ]


def test_the_steps_of_a_bridge_have_their_names() -> None:
    gone = planned(id=ActionId("gone"))
    made = programme(
        planned(),
        gone,
        planned(id=ActionId("come")),
        updates=(
            told(date=date(2025, 3, 1), percent=20),
            told(date=date(2025, 3, 2), percent=40, recorded=date(2026, 2, 1)),
            told(action=ActionId("gone"), date=date(2025, 3, 1), percent=80),
            told(action=ActionId("gone"), date=date(2026, 3, 1), status=Status.CANCELLED),
            told(action=ActionId("come"), date=date(2026, 3, 1), percent=100),
            told(date=date(2026, 3, 1), percent=60),
        ),
    )
    opening = snapshot(made, "2025-12-31", "2026-01-15")
    said = plain(summarise(compare(opening, snapshot(made, ON, "2026-12-01")), "de"))
    assert (
        "Der Fortschritt veränderte sich um +30 Prozentpunkte: +10 Prozentpunkte durch "
        "Berichtigungen, −20 Prozentpunkte durch weggefallene Maßnahmen, +20 Prozentpunkte durch "
        "den Fortschritt derselben Maßnahmen und +20 Prozentpunkte durch hinzugekommene Maßnahmen."
    ) in said
    assert said.startswith("Vorläufig: Meldungen über die letzten Tage können noch fehlen. ")
    assert (
        "Zwischen dem 31. Dezember 2025 (Kenntnisstand: 15. Januar 2026) und dem 31. Dezember "
        "2026 (Kenntnisstand: 1. Dezember 2026)"
    ) in said


def test_where_nothing_changed_a_comparison_says_so(example: WorkProgramme) -> None:
    compared = compare(snapshot(example, "2026-12-01"), snapshot(example, ON))
    line = "Worked example, entre le 1er décembre 2026 et le 31 décembre 2026 : aucun changement."
    assert plain(summarise(compared, "fr", "line")) == line
    said = plain(summarise(compared, "fr"))
    assert said.startswith(
        "Entre le 1er décembre 2026 et le 31 décembre 2026, rien n'a changé pour le programme "
        "« Worked example »."
    )
    assert "L'avancement est resté le même." in said


def test_a_day_known_later_is_told_apart_from_the_same_day() -> None:
    late = told(date=date(2025, 3, 1), percent=40, recorded=date(2026, 3, 1))
    made = programme(planned(), updates=(late,))
    compared = compare(snapshot(made, "2025-12-31", "2025-12-31"), snapshot(made, "2025-12-31"))
    assert summarise(compared, "nl", "line") == (
        "Small, tussen 31 december 2025 (kennisstand: 31 december 2025) en 31 december 2025 (met "
        "alles wat bekend is): over 1 werd voor het eerst gerapporteerd, 1 kreeg een ander signaal "
        "en over 1 kwam achteraf nog nieuws binnen."
    )


def test_a_bridge_that_is_lacking_says_why() -> None:
    made = programme(
        planned(),
        planned(id=ActionId("later")),
        updates=(
            told(date=date(2025, 3, 1), percent=40),
            told(date=date(2026, 3, 1), status=Status.CANCELLED),
            told(action=ActionId("later"), date=date(2026, 3, 1), percent=10),
        ),
        rules=evolve(programme().rules, min_coverage=Fraction(1, 2)),
    )
    compared = compare(snapshot(made, "2025-12-31"), snapshot(made, ON))
    assert "The two days have no known work in common." in summarise(compared, "en")


def test_one_action_on_two_days(example: WorkProgramme) -> None:
    compared = compare(snapshot(example, "2025-12-31"), snapshot(example, ON), "a5")
    assert summarise(compared, "nl") == (
        "Tussen 31 december 2025 en 31 december 2026 veranderde voor de actie ‘Action 5’ het "
        "volgende: ze ging van start, ze werd 15 maanden uitgesteld (opgegeven reden: ‘Waiting "
        "for a study’), er werd voor het eerst over gerapporteerd en ze kreeg een ander signaal. "
        "Uitvoeringsgraad: eerst onbekend, nu 10%. Het signaal is oranje: loopt ver achter op het "
        "plan (voordien: onbekend)."
    )
    same = compare(snapshot(example, "2026-12-01"), snapshot(example, ON), "a5")
    assert "Uitvoeringsgraad, ongewijzigd: 10%." in summarise(same, "nl")


def test_a_new_action_had_no_completion_before() -> None:
    made = programme(planned(adopted=date(2026, 1, 1)))
    compared = compare(snapshot(made, "2025-12-31"), snapshot(made, ON), TREATY)
    assert summarise(compared, "en") == (
        "Between 31 December 2025 and 31 December 2026, this changed for the action “Police "
        "treaty”: it was added. The signal is unknown: nobody has reported on it."
    )


def test_every_kind_of_change_can_be_said() -> None:
    assert set(CHANGES) == set(ChangeKind)
    assert [CHANGES[kind](words("en"), 2) for kind in ChangeKind][:3] == [
        "2 were added",
        "2 were taken out",
        "2 were started",
    ]


def test_what_is_supposed_is_marked_at_every_length(example: WorkProgramme) -> None:
    update = told(action=ActionId("a3"), date=date(2026, 12, 31), percent=50)
    supposed = snapshot(what_if(example, [update]), ON)
    mark = "Hypothetisch: met 1 verondersteld bericht."
    assert summarise(supposed, "nl").startswith(f"{mark} Per 31 december 2026")
    assert summarise(supposed, "nl", "bullets").startswith(f"- {mark}\n")
    line = summarise(supposed, "nl", "line")
    assert line.startswith("Worked example (31 december 2026, hypothetisch): ")
    compared = compare(snapshot(example, ON), supposed)
    assert summarise(compared, "nl").startswith(
        f"{mark} Tussen 31 december 2026 en 31 december 2026 (met wat verondersteld is) "
    )
    letter = summarise(supposed.chase_list()["customs"], "nl")
    assert f"\n\n{mark}\n\nGeachte" in letter


def test_what_is_provisional_is_marked_at_every_length(example: WorkProgramme) -> None:
    early = snapshot(example, ON, "2026-12-01")
    mark = "Provisional: news of the last days may be missing."
    assert summarise(early, "en").startswith(
        f"{mark} At the close of 31 December 2026 (as known on 1 December 2026), the programme"
    )
    assert summarise(early, "en", "bullets").startswith(f"- {mark}\n")
    line = summarise(early, "en", "line")
    when = "31 December 2026, as known on 1 December 2026, provisional"
    assert line.startswith(f"Worked example ({when}): ")
    later = summarise(snapshot(example, ON, "2027-03-01"), "en", "line")
    assert later.startswith("Worked example (31 December 2026, as known on 1 March 2027): ")


LETTER: Final = """\
Aan: Working group on customs
Betreft: voortgang van het programma ‘Worked example’, 31 december 2026

Geachte collega's,

Voor de stand van zaken per 31 december 2026 ontbreekt ons nog informatie van u over 3 acties.

Nog niet gerapporteerd is over:
1. ‘Action 3’: nog geen bericht; het werk moest beginnen op 1 januari 2025; moest klaar \
zijn op 30 juni 2026.

Termijnen tot en met 31 december 2027:
2. ‘Action 5’: moet klaar zijn in de loop van 2027 (oorspronkelijk gepland: 30 september 2026).
3. ‘Action 6’: moet klaar zijn op 31 december 2027.

Wilt u ons per actie het volgende laten weten:
- de status: gepland, in uitvoering, opgeschort, afgerond of geannuleerd
- het gerealiseerde percentage of de bereikte mijlpalen
- de dag sinds wanneer dit zo is
- bij uitstel, opschorting of annulering: de reden, en de nieuwe termijn

Is er niets veranderd, laat ons dat dan ook weten: ook dat is een antwoord.

Bij voorbaat dank voor uw antwoord.

Met vriendelijke groet,
"""


@pytest.fixture
def chase(snap: Snapshot) -> Chase:
    return snap.chase_list(due_by="2027-12-31")["customs"]


def test_a_letter_asks_for_all_that_is_open(chase: Chase) -> None:
    assert summarise(chase) == LETTER
    assert summarise(chase, "nl", "letter") == LETTER


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            (
                "(31 december 2026): over 3 acties te rapporteren; over 1 is nooit gerapporteerd, "
                "1 termijn is verstreken (30 juni 2026) en 2 termijnen verstrijken uiterlijk op 31 "
                "december 2027."
            ),
        ),
        (
            "fr",
            (
                "(31 décembre 2026) : 3 actions dont il reste à rendre compte ; 1 n'a fait "
                "l'objet d'aucun compte rendu, 1 échéance est dépassée (30 juin 2026) et 2 "
                "échéances tombent d'ici au 31 décembre 2027."
            ),
        ),
        (
            "en",
            (
                "(31 December 2026): 3 actions to report on; 1 has never been reported on, 1 due "
                "date has passed (30 June 2026) and 2 due dates are to come by 31 December 2027."
            ),
        ),
        (
            "de",
            (
                "(31. Dezember 2026): zu 3 Maßnahmen stehen Meldungen aus; zu 1 liegt keine "
                "Meldung vor, 1 Frist ist abgelaufen (30. Juni 2026) und 2 Fristen laufen bis zum "
                "31. Dezember 2027 ab."
            ),
        ),
    ],
)
def test_a_chase_in_one_line(chase: Chase, language: str, said: str) -> None:
    line = plain(summarise(chase, language, "line"))
    assert line == f"Working group on customs {said}"


def test_a_chase_in_bullets(chase: Chase) -> None:
    assert summarise(chase, "de", "bullets").splitlines() == [
        (
            "- „Action 3“: bisher keine Meldung; die Arbeit sollte am 1. Januar 2025 beginnen; war "
            "am 30. Juni 2026 fällig."
        ),
        (
            "- „Action 5“: ist im Laufe des Jahres 2027 fällig (ursprünglich geplant: 30. "
            "September 2026)."
        ),
        "- „Action 6“: ist am 31. Dezember 2027 fällig.",
    ]


def test_a_letter_about_old_news_and_about_milestones() -> None:
    steps = (
        step(id=SIGNED, title=Text("Signed"), due=Due.parse("2025-H1")),
        step(id=RATIFIED, title=Text("Ratified"), due=Due.parse("2026-Q4")),
    )
    made = programme(
        planned(milestones=steps),
        planned(id=ActionId("unsaid"), title=Text("Unsaid")),
        updates=(
            told(
                date=date(2025, 1, 1),
                status=Status.IN_PROGRESS,
                milestone_due={SIGNED: Due.parse("2025-10")},
                id=named("begun"),
            ),
            told(action=ActionId("unsaid"), date=date(2026, 2, 1), status=Status.IN_PROGRESS),
        ),
    )
    chased = snapshot(made, "2026-06-30").chase_list("theme", due_by="2027-01-01")
    letter = plain(summarise(next(iter(chased.values())), "fr"))
    assert letter.startswith("Concerne : ")
    assert (
        "Les dernières nouvelles sont trop anciennes pour :\n"
        "1. « Police treaty » : les dernières nouvelles datent du 1er janvier 2025 ; le jalon "
        "« Signed » devait aboutir en octobre 2025 (prévu initialement : premier semestre 2025) ; "
        "le jalon « Ratified » doit aboutir au 4e trimestre 2026.\n"
    ) in letter
    assert (
        "L'avancement n'a pas été communiqué pour :\n"
        "2. « Unsaid » : avancement inconnu (dernières nouvelles : 1er février 2026).\n"
    ) in letter
    assert "3. " not in letter
    line = plain(summarise(next(iter(chased.values())), "fr", "line"))
    assert "les dernières nouvelles de 1 sont trop anciennes" in line
    assert "l'avancement de 1 n'a pas été communiqué" in line


HOSTILE: Final = "Evil\n- **bold**\r\n# head\x1b[31m\x85\u2028\u202eend"
"""A title that would break a line, a list or a terminal."""


def everything(made: WorkProgramme, on: str) -> list[Snapshot | Explanation | Comparison | Chase]:
    now = snapshot(made, on)
    compared = compare(snapshot(made, "2025-12-31"), now)
    keys = ("programme", "theme:market", "working_group:customs", "a1", "a3", "a5")
    chased = now.chase_list(due_by="2028-12-31").values()
    return [now, *(now.explain(key) for key in keys), compared, *chased]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_title_breaks_no_line_and_no_list(example: WorkProgramme, language: str) -> None:
    evil = Text(HOSTILE)
    made = evolve(
        example,
        title=evil,
        themes=tuple(evolve(theme, title=evil) for theme in example.themes),
        working_groups=tuple(evolve(group, name=evil) for group in example.working_groups),
        actions=tuple(evolve(action, title=evil) for action in example.actions),
    )
    for x in everything(made, ON):
        assert len(summarise(x, language, "line").splitlines()) == 1
        bullets = summarise(x, language, "bullets")
        assert all(line.startswith("- ") for line in bullets.splitlines())
        assert "- **bold**" not in bullets.replace("Evil - **bold**", "")
        full = summarise(x, language)
        assert "\x1b" not in full
        if not isinstance(x, Chase):
            assert len(full.splitlines()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_gap_stays_open_and_no_sign_stands_twice(example: WorkProgramme, language: str) -> None:
    for x in everything(example, ON):
        last: Length = "letter" if isinstance(x, Chase) else "paragraph"
        for length in ("line", "bullets", last):
            said = summarise(x, language, length)
            assert re.search(r"[{}]|\.\.|  | ,|,,", said) is None


@settings(max_examples=60)
@given(
    made=programmes(),
    on=st.sampled_from(["2025-06-30", "2025-12-31", "2026-12-31"]),
    length=st.sampled_from(LENGTHS),
)
def test_no_percentage_of_several_actions_stands_without_its_coverage(
    made: WorkProgramme, on: str, length: Literal["line", "paragraph", "bullets"]
) -> None:
    now, english = snapshot(made, on), words("en")
    asked = [now.explain(key) for key in ("programme", "security", "customs")]
    compared = compare(snapshot(made, "2025-03-31"), now)
    views = [compared.opening.progress, compared.closing.progress]
    said = [(summarise(x, "en", length), [x.progress]) for x in asked]
    for text, figures in [*said, (summarise(compared, "en", length), views)]:
        rest = re.sub(r"at least \d+% is reported on", "", text)
        for progress in figures:
            head = headline(figures_of(progress), made.rules.min_coverage, english)
            assert "%" not in head or "reported" in head
            low = f"{head[:1].lower()}{head[1:-1]}"
            for known in (head[:-1], low, english.why(progress.verdict)):
                rest = rest.replace(known, "")
        assert "%" not in rest


@settings(max_examples=50)
@given(
    made=programmes(),
    on=st.sampled_from(["2025-06-30", "2026-12-31"]),
    language=st.sampled_from(LANGUAGES),
)
def test_every_programme_can_be_summarised(made: WorkProgramme, on: str, language: str) -> None:
    now = snapshot(made, on)
    asked: list[Snapshot | Explanation] = [now]
    asked += [now.explain(f"action:{action.id}") for action in made.actions]
    for x in asked:
        line, text = summarise(x, language, "line"), summarise(x, language)
        assert len(line.splitlines()) == len(text.splitlines()) == 1
        assert line.endswith(".")
        assert text.endswith(".")
    for chased in now.chase_list(due_by="2027-12-31").values():
        assert len(summarise(chased, language, "line").splitlines()) == 1
        about = {request.state.action.id for request in chased.requests}
        assert len(summarise(chased, language, "bullets").splitlines()) == len(about)


def test_titles_stand_in_the_quotes_of_the_language_and_quotes_in_them_are_inner_ones() -> None:
    assert words("fr").quoted("Groupe « hydrogène »") == (
        "«\N{NO-BREAK SPACE}Groupe “hydrogène”\N{NO-BREAK SPACE}»"
    )
    assert words("de").quoted("Gruppe „Wasserstoff“") == "„Gruppe ‚Wasserstoff‘“"
    assert words("nl").quoted("Werkgroep ‘waterstof’") == "‘Werkgroep “waterstof”’"
    assert words("en").quoted("Group “hydrogen”") == "“Group ‘hydrogen’”"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (
            "2025-06-01",
            ["op 1 juni 2025", "le 1er juin 2025", "on 1 June 2025", "am 1. Juni 2025"],
        ),
        ("2025", ["in de loop van 2025", "en 2025", "during 2025", "im Laufe des Jahres 2025"]),
        (
            "2025-H1",
            [
                "in de eerste helft van 2025",
                "au premier semestre 2025",
                "in the first half of 2025",
                "im ersten Halbjahr 2025",
            ],
        ),
        (
            "2025-Q3",
            [
                "in het 3e kwartaal van 2025",
                "au 3e trimestre 2025",
                "in the 3rd quarter of 2025",
                "im 3. Quartal 2025",
            ],
        ),
        ("2025-08", ["in augustus 2025", "en août 2025", "during August 2025", "im August 2025"]),
    ],
)
def test_a_due_has_its_preposition(due: str, said: list[str]) -> None:
    assert [words(language).when(Due.parse(due)) for language in LANGUAGES] == said


def test_what_cannot_be_summarised_is_refused(snap: Snapshot, chase: Chase) -> None:
    with pytest.raises(RequestError, match='no length "letter"'):
        summarise(snap, "nl", "letter")
    with pytest.raises(RequestError, match='no length "paragraph"'):
        summarise(chase, "nl", "paragraph")
    with pytest.raises(RequestError, match="there is no summary of a ActionState"):
        summarise(cast("Snapshot", snap.state("a1")))
    with pytest.raises(RequestError, match='nothing is written in "it"'):
        summarise(snap, "it")
