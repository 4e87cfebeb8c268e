"""The glossary calls things what the reports call them, in four languages."""

import re
from pathlib import Path
from typing import Final

import pytest
from babel.messages.pofile import read_po

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = (ROOT / "docs" / "reference" / "glossary.md").read_text("utf-8")
LOCALE: Final = ROOT / "src" / "benelux_tracker" / "language" / "locale"
ENTRY: Final = re.compile(r"^(\S.*)\n  (.+)\n\n  (nl .*)$", re.MULTILINE)
SAID: Final = re.compile(r"\{(\w\w)\}`([^`]+)`")

TERMS: Final = {term: SAID.findall(said) for term, _, said in ENTRY.findall(PAGE)}
SAID_AS: Final = {
    "adopted": "{moment}, {action} had not been adopted yet.",
    "bridge": "From one figure to the other",
    "brought forward": "Brought forward",
    "current due": "Current due date",
    "due work": "Bounds of the due work",
    "finding": "Findings in the data, by code",
    "grey": "unknown",
    "live": "{live} live; {parts}",
    "nil return": "Nothing to report.",
    "not due": "not due yet",
    "original due": "Year of the original due",
    "percentage point": "{number} point",
    "planned completion": "what the plan foresaw",
    "recorded": "recorded on {day}",
    "retraction": "a retraction",
    "roll-up": "Progress by theme",
    "snapshot": "State",
    "stale": "News is stale after {days}. An action is behind its plan when it is more than "
    "{points} short of it.",
}
"""Where a term stands within something longer that a report says, or is said otherwise there."""
UNSAID: Final = {"basis point"}
"""What no report says."""


def translations(language: str) -> dict[str, str]:
    """What a report says for English phrases, the one as in many where it says both."""
    with (LOCALE / f"{language}.po").open("rb") as file:
        said = read_po(file, language)
    return {
        (message.id if isinstance(message.id, str) else message.id[0]): str(message.string)
        for message in said
        if message.id
    }


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_the_glossary_calls_everything_what_reports_in_the_language_call_it(language: str) -> None:
    reports = translations(language)
    differ: dict[str, str] = {}
    for term, said in TERMS.items():
        english = SAID_AS.get(term) or (term if term in reports else term.capitalize())
        word = dict(said)[language]
        if term not in UNSAID and not says(reports.get(english, ""), word):
            differ[term] = word
    assert differ == {}


def says(report: str, word: str) -> bool:
    """Whether a report says a word, in whatever case, with whatever ending in German."""
    return all(part.casefold() in report.casefold() for part in word.split())


def test_every_entry_has_a_definition_and_is_said_in_three_more_languages() -> None:
    assert len(TERMS) == PAGE.count("{nl}") > 60
    assert [term for term, said in TERMS.items() if [*dict(said)] != ["nl", "fr", "de"]] == []
    assert [text for _, text, _ in ENTRY.findall(PAGE) if not text.endswith(".")] == []


def test_the_terms_of_each_section_stand_in_order() -> None:
    for section in PAGE.split("## ")[1:]:
        terms = [entry[0] for entry in ENTRY.findall(section)]
        assert terms == sorted(terms)
