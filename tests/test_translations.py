"""Every phrase of the code is said in every language of the reports, and no other."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import cast

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from benelux_tracker.language import phrases
from benelux_tracker.language.words import LANGUAGES
from benelux_tracker.state import Signal, Verdict
from benelux_tracker.tally import Tally, worst_wins

PACKAGE = Path(str(files("benelux_tracker")))
TRANSLATED = [language for language in LANGUAGES if language != "en"]

SAME_IN = {
    "nl": {
        ": ",
        "; ",
        "Code",
        "Dossier",
        "Dossiers",
        "Indicator",
        "Instrument",
        "Partners",
        "Status",
        "open",
        "{state}: {number}",
    },
    "fr": {
        "Action",
        "Actions",
        "Code",
        "Dossier",
        "Dossiers",
        "Date",
        "Instrument",
        "Contribution",
        "Programme",
        "Signal",
        "Sources",
        "page",
        "corrections",
        "service",
    },
    "de": {
        ": ",
        "; ",
        "Code",
        "Dossier",
        "Dossiers",
        "Instrument",
        "Plan",
        "Signal",
        "Status",
        "{state}: {number}",
    },
}
"""Phrases that a language says as English does."""

CAPITALS_OF = {
    "de": {
        "Abkommen",
        "Aktionsplan",
        "Arbeitsbesuche",
        "Arbeitsgruppen",
        "Beschluss",
        "Dienstleistung",
        "Einschätzung",
        "Empfehlung",
        "Erklärung",
        "Fortschritt",
        "Frist:",
        "Gewicht",
        "Konsultation",
        "Konsultationen",
        "Korrekturen",
        "Meilenstein",
        "Sonstiges",
        "Studie",
        "Seite",
        "Summe",
        "Veranstaltung",
        "Vertrag",
        "Workshops",
        "Zeitplan",
        "Übung",
    },
}
"""Words that start a phrase with a capital where English does not: German writes nouns so."""

TABLES = (
    phrases.SIGNALS,
    phrases.STATUSES,
    phrases.STATES,
    phrases.SCHEDULES,
    phrases.LEVELS,
    phrases.DIMENSIONS,
    phrases.OUTPUTS,
    phrases.RELIABILITIES,
    phrases.NO_NUMBERS,
    phrases.FINDINGS,
    phrases.RULES_IN_FORCE,
    phrases.RULES,
    phrases.CONFIDENCES,
    phrases.JUDGEMENTS,
    phrases.FLIPS,
    phrases.CHANGES,
    phrases.STEPS,
    phrases.BRIDGE,
    phrases.PILLARS,
    phrases.CHASES,
    phrases.FORM_HEADS,
    phrases.FORM_HINTS,
)

Phrase = str | tuple[str, str]
"""A phrase, or its forms for one and for many."""


def literals(node: ast.expr, names: Mapping[str, list[ast.expr]]) -> set[str]:
    """The string literals an expression may be, through the names it is made of."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=body, orelse=orelse):
            return literals(body, names) | literals(orelse, names)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return {text for part in parts for text in literals(part, names)}
        case ast.Name(id=name):
            return {text for value in names.get(name, []) for text in literals(value, names)}
        case _:
            return set()


def bound(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """What each name of a module is set to, anywhere in it."""
    names: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                names.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                names.setdefault(name, []).append(value)
            case ast.comprehension(target=ast.Name(id=name), iter=value):
                names.setdefault(name, []).append(value)
    return names


def modules() -> Iterator[ast.Module]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def phrases_of(tree: ast.Module) -> Iterator[Phrase]:
    names = bound(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="say"), args=[phrase, *_]):
                yield from literals(phrase, names)
            case ast.Call(
                func=ast.Attribute(attr="count"),
                args=[ast.Constant(value=str(one)), ast.Constant(value=str(many)), _],
            ):
                yield one, many
            case ast.Call(func=ast.Name(id="Verdict"), args=[_, reason, *_]):
                yield from literals(reason, names)


def worst_reasons() -> Iterator[str]:
    for signal in (Signal.GREEN, Signal.AMBER, Signal.RED, Signal.GREY):
        verdict: Verdict = worst_wins(Tally(actions=1, weight=1, **{signal: 1}))
        yield verdict.reason


@cache
def phrases_in_the_code() -> frozenset[Phrase]:
    said: set[Phrase] = {phrase for tree in modules() for phrase in phrases_of(tree)}
    said |= {phrase for table in TABLES for phrase in table.values()}
    said |= {(phrase, phrase) for phrase in phrases.COUNTS.values()}
    said |= set(worst_reasons())
    return frozenset(said - {""})


@cache
def catalogue(language: str) -> Catalog:
    with (PACKAGE / "language" / "locale" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_read_is_what_the_translators_wrote(language: str) -> None:
    with (PACKAGE / "language" / "locale" / f"{language}.mo").open("rb") as file:
        read = {forms(entry.id): forms(entry.string or "") for entry in read_mo(file) if entry.id}
    assert read == {forms(phrase): said for phrase, said in entries(language).items()}


def entries(language: str) -> dict[Phrase, tuple[str, ...]]:
    """The phrases of a translation file, each with its forms in the language."""
    return {
        cast("Phrase", entry.id): forms(entry.string or "")
        for entry in catalogue(language)
        if entry.id
    }


def forms(texts: str | Sequence[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each phrase with each of its forms in the language."""
    for phrase, translated in entries(language).items():
        one, *many = forms(phrase)
        for number, form in enumerate(translated):
            yield (many[-1] if number and many else one), form


def translations(language: str) -> list[str]:
    return [form for _, form in pairs(language)]


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def finding_codes() -> Iterator[str]:
    tree = ast.parse((PACKAGE / "findings.py").read_text("utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="problem_at"), args=[ast.Constant(value=str(code)), *_]):
                yield code


def test_phrases_are_found_in_calls_in_names_and_in_joined_literals() -> None:
    tree = ast.parse(
        'LINE = "of the "\\\n    "year"\n'
        "def told(words, late, n):\n"
        '    words.say("late" if late else "on time")\n'
        "    words.say(LINE)\n"
        '    [words.say(head) for head in ("", "Plan")]\n'
        '    words.count("{number} day", "{number} days", n)\n'
        '    return Verdict(signal, "too old")\n'
    )
    assert set(phrases_of(tree)) == {
        "",
        "late",
        "of the year",
        "on time",
        "Plan",
        ("{number} day", "{number} days"),
        "too old",
    }


def test_no_phrase_is_put_together_from_parts() -> None:
    built = [
        ast.unparse(node)
        for tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"say", "count"}
        and any(isinstance(phrase, ast.JoinedStr | ast.BinOp) for phrase in node.args[:2])
    ]
    assert [call for call in built if ".count(" not in call or "words" in call] == []


def test_the_code_is_searched_whole() -> None:
    found = phrases_in_the_code()
    assert "first half of {year}" in found
    assert "Coverage" in found
    assert "the worst signal of any action is grey" in found
    assert ("{number} day late", "{number} days late") in found
    assert ("{number} completed", "{number} completed") in found


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_phrase_of_the_code_is_in_the_translation_file(language: str) -> None:
    assert phrases_in_the_code() - set(entries(language)) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_translation_file_holds_no_phrase_that_the_code_does_not_say(language: str) -> None:
    assert set(entries(language)) - phrases_in_the_code() == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_phrase_stands_twice_in_a_translation_file(language: str) -> None:
    text = (PACKAGE / "language" / "locale" / f"{language}.po").read_text("utf-8")
    found = re.findall(r"^msgid (.*?)^msgstr", text, re.MULTILINE | re.DOTALL)
    phrases_there = ["".join(re.findall('"(.*)"', lines)) for lines in found]
    assert len(phrases_there) > 500
    assert [one for one in set(phrases_there) if phrases_there.count(one) > 1] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_phrase_is_translated_in_all_its_forms(language: str) -> None:
    plurals = catalogue(language).num_plurals
    lacking = [
        phrase
        for phrase, translated in entries(language).items()
        if len(translated) != (1 if isinstance(phrase, str) else plurals)
        or not all(form.strip() for form in translated)
    ]
    assert lacking == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_awaits_a_second_look(language: str) -> None:
    assert [entry.id for entry in catalogue(language) if entry.id and entry.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_gaps_of_its_phrase(language: str) -> None:
    assert [pair for pair in pairs(language) if gaps(pair[0]) != gaps(pair[1])] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_differs_from_english_save_for_a_few_words(language: str) -> None:
    assert {form for phrase, form in pairs(language) if form == phrase} == SAME_IN[language]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_starts_with_a_capital_where_its_phrase_does(language: str) -> None:
    other = {
        form.split()[0]
        for phrase, form in pairs(language)
        if phrase[0] != "{" != form[0] and phrase[0].isupper() != form[0].isupper()
    }
    assert other == CAPITALS_OF.get(language, set())


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_stays_a_sentence_and_a_label_a_label(language: str) -> None:
    other = [
        (phrase, form)
        for phrase, form in pairs(language)
        if any(phrase.endswith(sign) != form.endswith(sign) for sign in ".:")
        or (form.endswith(".") and not form[0].isupper() and form[0] != "{")
    ]
    assert other == []


def test_french_has_a_no_break_space_before_double_punctuation_and_within_quotes() -> None:
    wrong = re.compile(r"(?<!\N{NO-BREAK SPACE})[;:?!»%]|«(?!\N{NO-BREAK SPACE})")
    assert [text for text in translations("fr") if wrong.search(text)] == []


def test_dutch_has_no_space_before_punctuation() -> None:
    assert [text for text in translations("nl") if re.search(r"\s[;:?!%]", text)] == []


def test_german_has_a_no_break_space_before_percent_and_its_own_quotes() -> None:
    wrong = re.compile("(?<!\N{NO-BREAK SPACE})%|\\s[;:?!]|[\"'«»”]|„[^“]*$")
    assert [text for text in translations("de") if wrong.search(text)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_has_a_double_space_or_a_double_full_stop(language: str) -> None:
    assert [text for text in translations(language) if re.search(r"\s\s|\.\.", text)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_file_says_its_language_and_its_plurals_and_names_nobody(language: str) -> None:
    text = (PACKAGE / "language" / "locale" / f"{language}.po").read_text("utf-8")
    head = text.partition("\n\n")[0]
    keys = re.findall(r'^"([A-Za-z-]+): ', head, re.MULTILINE)
    assert keys == [
        "Project-Id-Version",
        "Language",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Plural-Forms",
    ]
    assert f'"Language: {language}\\n"' in head
    assert "charset=UTF-8" in head


@pytest.mark.parametrize(("language", "of_none"), [("nl", 1), ("fr", 0), ("de", 1)])
def test_none_is_counted_as_many_in_dutch_and_german_and_as_one_in_french(
    language: str, of_none: int
) -> None:
    plural = {"nl": "(n != 1)", "fr": "(n > 1)", "de": "(n != 1)"}
    assert catalogue(language).plural_expr == plural[language]
    said = entries(language)["{number} day", "{number} days"][of_none]
    assert said == {"nl": "{number} dagen", "fr": "{number} jour", "de": "{number} Tage"}[language]


def test_every_code_of_a_finding_has_a_meaning_in_words() -> None:
    assert set(finding_codes()) == set(phrases.FINDINGS)
