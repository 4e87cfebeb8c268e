"""Every field takes what it is made for and nothing else: nothing is converted silently."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple

import attrs
import pytest
from build_files import refused, told, written

from benelux_tracker import load
from benelux_tracker.errors import Problem
from benelux_tracker.periods import Due
from benelux_tracker.storage.structure import RENAMED, TABLES
from benelux_tracker.vocabulary import (
    Confidence,
    GroupKind,
    Level,
    Measure,
    Output,
    PartnerKind,
    Reliability,
    Status,
)

# One record of each table, with every field it may have: what stands in the file, and the kind
# of thing it is. `WRONG` says what each kind refuses.
RECORDS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "programme": {
        "id": ('"benelux"', "line"),
        "title": ('{ nl = "Werkprogramma", fr = "Programme de travail" }', "text"),
        "start": ("2025-01-01", "date"),
        "end": ("2028-12-31", "date"),
        "languages": ('["nl", "fr", "en"]', "languages"),
        "presidencies": ('{ 2025 = "LU", 2026 = "NL" }', "presidencies"),
        "rules": ("{ stale_after_days = 180, red = 0.3 }", "record"),
    },
    "theme": {"id": ('"security"', "id"), "title": ('"Security"', "text")},
    "dossier": {
        "id": ('"police"', "id"),
        "theme": ('"security"', "id"),
        "title": ('"Police"', "text"),
    },
    "working_group": {
        "id": ('"police-chiefs"', "id"),
        "name": ('{ fr = "Chefs de police" }', "text"),
        "kind": ('"strategic"', "group-kind"),
    },
    "objective": {
        "id": ('"joint-patrols"', "id"),
        "dossier": ('"police"', "id"),
        "title": ('"Joint patrols"', "text"),
    },
    "action": {
        "id": ('"police-treaty"', "id"),
        "objective": ('"joint-patrols"', "id"),
        "title": ('"Police treaty"', "text"),
        "groups": ('["police-chiefs"]', "ids"),
        "start": ("2025-02-01", "date"),
        "due": ('"2026-H1"', "due"),
        "adopted": ("2025-01-15", "date"),
        "weight": ("3", "weight"),
        "measure": ('"reported"', "measure"),
        "milestone": ('[{ id = "signed", title = "Signed" }]', "records"),
        "output": ('"treaty"', "output"),
        "reference": ('"M(2024)1"', "line"),
        "critical": ("true", "flag"),
        "countries": ('["BE", "NL"]', "countries"),
        "partners": ('["nrw"]', "ids"),
        "successor": ('"police-treaty"', "id"),
        "note": ('"A note"', "text"),
        "sources": ('["annual-report#p9"]', "lines"),
    },
    "update": {
        "action": ('"police-treaty"', "id"),
        "date": ("2025-06-30", "date"),
        "recorded": ("2025-07-01", "date"),
        "id": ('"Signed, at last"', "update-id"),
        "group": ('"police-chiefs"', "id"),
        "status": ('"in_progress"', "status"),
        "confidence": ('"amber"', "confidence"),
        "percent": ("40", "percent"),
        "reached": ('["signed"]', "ids"),
        "due": ("2026-06-30", "due"),
        "milestone_due": ('{ signed = "2026-Q1" }', "dues"),
        "values": ("{ patrols-held = 12 }", "numbers"),
        "unchanged": ("false", "flag"),
        "summary": ('"Going well"', "text"),
        "reason": ('"No reason"', "text"),
        "highlight": ("false", "flag"),
        "corrects": ('"Started"', "update-id"),
        "retracts": ('"Started"', "update-id"),
        "sources": ('["annual-report"]', "lines"),
    },
    "indicator": {
        "id": ('"patrols-held"', "id"),
        "title": ('"Patrols held"', "text"),
        "unit": ('"patrols"', "text"),
        "action": ('"police-treaty"', "id"),
        "objective": ('"joint-patrols"', "id"),
        "baseline": ("{ value = 0, date = 2024-12-31 }", "record"),
        "target": ('{ value = 40.5, due = "2028" }', "record"),
        "sources": ('["annual-report"]', "lines"),
    },
    "consultation": {
        "level": ('"expert"', "level"),
        "count": ("4", "count"),
        "date": ("2025-03-01", "date"),
        "year": ("2025", "year"),
        "group": ('"police-chiefs"', "id"),
        "sources": ('["annual-report"]', "lines"),
    },
    "event": {
        "id": ('"signing"', "id"),
        "date": ("2025-09-05", "due"),
        "title": ('"Signing"', "text"),
        "kind": ('"signature"', "line"),
        "end": ("2025-09-06", "date"),
        "place": ('"Luxembourg"', "text"),
        "action": ('"police-treaty"', "id"),
        "highlight": ("true", "flag"),
        "sources": ('["annual-report"]', "lines"),
    },
    "partner": {
        "id": ('"nrw"', "id"),
        "name": ('"North Rhine-Westphalia"', "text"),
        "kind": ('"region"', "partner-kind"),
    },
    "narrative": {
        "about": ('"theme:security"', "line"),
        "year": ("2025", "year"),
        "text": ('"A safe year"', "text"),
        "sources": ('["annual-report"]', "lines"),
    },
    "source": {
        "id": ('"annual-report"', "id"),
        "title": ('"Annual report"', "text"),
        "publisher": ('"Benelux Union"', "line"),
        "published": ('"2025-06"', "due"),
        "url": ('"https://example.org/report?year=2024"', "url"),
        "language": ('"nl"', "language"),
        "reliability": ('"high"', "reliability"),
    },
}

# These may not stand together in one record; each is tried where it stands alone.
APART: Final = {
    "update": ("corrects", "retracts"),
    "indicator": ("action", "objective"),
    "consultation": ("date", "year"),
}

A_TEXT: Final = 'a text in quotes or { nl = "…", fr = "…", en = "…" }'
AN_ID: Final = "lower-case letters, digits and hyphens, such as police-treaty"
A_DUE: Final = 'a date (2025-09-10) or "2025", "2025-H2", "2025-Q3" or "2025-09"'
A_COUNTRY: Final = "a country code of two capitals such as BE"
A_NUMBER: Final = "a number such as 40 or 1_500_000.5"
AN_ADDRESS: Final = "an address that begins with http:// or https://"
AN_ARRAY: Final = "must be an array [ … ], got "
UNQUOTED: Final = "write the date without quotes, as 2025-09-10"
NO_TIME: Final = "leave the time of day away"
BRACKETS: Final = "put it in square brackets"
TENFOLD: Final = "use whole numbers; multiply all weights by 10"
FORTY: Final = "write 40 for 40 %"


class Wrong(NamedTuple):
    """What stands in the file, and what is said of it; `inside` follows the field's path."""

    text: str
    message: str
    code: str = "wrong-type"
    inside: str = ""
    hint: str = ""


def word(choice: str, near: str, nearest: str) -> list[Wrong]:
    """What a field refuses that takes one of a few words."""
    return [
        Wrong("5", f"must be one of {choice}, got a whole number, 5"),
        Wrong("true", f"must be one of {choice}, got true or false, true"),
        Wrong('["x"]', f"must be one of {choice}, got an array [ … ]"),
        Wrong('""', f'must be one of {choice}, got ""', code="unknown-word"),
        Wrong('"zzz"', f'must be one of {choice}, got "zzz"', code="unknown-word"),
        Wrong(
            f'"{near}"',
            f'must be one of {choice}, got "{near}"',
            code="unknown-word",
            hint=f'did you mean "{nearest}"?',
        ),
    ]


def whole(low: int, high: int, shown: str, code: str, hint: str = "") -> list[Wrong]:
    """What a field refuses that takes a whole number between two others."""
    wanted = f"must be a whole number {shown}"
    return [
        Wrong("1.9", f"{wanted}, got a number with a decimal point, 1.9", hint=hint),
        Wrong("40.0", f"{wanted}, got a number with a decimal point, 40.0", hint=hint),
        Wrong("nan", f"{wanted}, got a number with a decimal point, NaN", hint=hint),
        Wrong("inf", f"{wanted}, got a number with a decimal point, Infinity", hint=hint),
        Wrong("true", f"{wanted}, got true or false, true", hint=hint),
        Wrong("false", f"{wanted}, got true or false, false", hint=hint),
        Wrong('"12"', f'{wanted}, got a text in quotes, "12"', hint=hint),
        Wrong("[1]", f"{wanted}, got an array [ … ]", hint=hint),
        Wrong("07:30:00", f"{wanted}, got a time of day, 07:30:00", hint=hint),
        Wrong(str(low - 1), f"{wanted}, got {low - 1}", code=code),
        Wrong(str(high + 1), f"{wanted}, got {high + 1}", code=code),
        Wrong("999999999999999999", f"{wanted}, got 999999999999999999", code=code),
        Wrong("1000000000000000000", f"{wanted}, got one far beyond", code=code),
        Wrong(f"0x{'f' * 5000}", f"{wanted}, got one far beyond", code=code),
    ]


def pattern(wanted: str, code: str, *words: str) -> list[Wrong]:
    """What a field refuses that takes a text of a certain form."""
    return [
        Wrong("5", f"must be {wanted}, got a whole number, 5"),
        Wrong("1.9", f"must be {wanted}, got a number with a decimal point, 1.9"),
        Wrong("true", f"must be {wanted}, got true or false, true"),
        Wrong("2025-01-01", f"must be {wanted}, got a date, 2025-01-01"),
        Wrong('["x"]', f"must be {wanted}, got an array [ … ]"),
        Wrong("{ x = 1 }", f"must be {wanted}, got a table {{ … }}"),
        *(Wrong(f'"{word}"', f'must be {wanted}, got "{word}"', code=code) for word in words),
    ]


def array(*of: Wrong) -> list[Wrong]:
    """What a field refuses that takes an array: anything else, and an entry of another kind."""
    return [
        Wrong('"BE"', f'{AN_ARRAY}a text in quotes, "BE"', hint=BRACKETS),
        Wrong("5", f"{AN_ARRAY}a whole number, 5", hint=BRACKETS),
        Wrong("true", f"{AN_ARRAY}true or false, true", hint=BRACKETS),
        Wrong("{ BE = true }", f"{AN_ARRAY}a table {{ … }}", hint=BRACKETS),
        *of,
    ]


WRONG: Final[Mapping[str, list[Wrong]]] = {
    "line": [
        Wrong("5", "must be a text in quotes, got a whole number, 5"),
        Wrong("1.9", "must be a text in quotes, got a number with a decimal point, 1.9"),
        Wrong("true", "must be a text in quotes, got true or false, true"),
        Wrong("2025-01-01", "must be a text in quotes, got a date, 2025-01-01"),
        Wrong('["x"]', "must be a text in quotes, got an array [ … ]"),
        Wrong('{ nl = "x" }', "must be a text in quotes, got a table { … }"),
        Wrong(f"0x{'f' * 5000}", "must be a text in quotes, got a whole number"),
        Wrong("1e70", "must be a text in quotes, got a number with a decimal point, 1E+70"),
        Wrong(f"1.{'1' * 70}", "must be a text in quotes, got a number with a decimal point"),
    ],
    "id": [
        *pattern(AN_ID, "bad-id", "", "Police", "police treaty", "police_treaty", "-police", "é"),
        Wrong(f'"{"A" * 70}"', f'must be {AN_ID}, got "{"A" * 60}"', code="bad-id"),
    ],
    "update-id": pattern("one line of text", "bad-id", ""),
    "text": [
        Wrong("5", f"must be {A_TEXT}, got a whole number, 5"),
        Wrong("true", f"must be {A_TEXT}, got true or false, true"),
        Wrong('["x"]', f"must be {A_TEXT}, got an array [ … ]"),
        Wrong("{}", "has no text in any language", code="empty-text"),
        Wrong(
            '{ Dutch = "x" }',
            '"Dutch" is no language code such as nl, fr, en, de',
            code="bad-language",
        ),
        Wrong(
            '{ nl = "x", fr = 5 }',
            "must be a text in quotes for the language fr, got a whole number, 5",
        ),
        Wrong(
            '{ nl = { x = "x" } }',
            "must be a text in quotes for the language nl, got a table { … }",
        ),
    ],
    "date": [
        Wrong('"2025-06-30"', 'must be a date, got a text in quotes, "2025-06-30"', hint=UNQUOTED),
        Wrong("2025", "must be a date, got a whole number, 2025", hint=UNQUOTED),
        Wrong("true", "must be a date, got true or false, true", hint=UNQUOTED),
        Wrong("07:30:00", "must be a date, got a time of day, 07:30:00", hint=UNQUOTED),
        Wrong(
            "2025-06-30T12:00:00",
            "must be a date, got a date with a time, 2025-06-30 12:00:00",
            hint=NO_TIME,
        ),
        Wrong(
            "2025-06-30T12:00:00Z",
            "must be a date, got a date with a time, 2025-06-30 12:00:00+00:00",
            hint=NO_TIME,
        ),
    ],
    "due": [
        Wrong(
            "2025", f"must be {A_DUE}, got a whole number, 2025", hint='write it in quotes: "2025"'
        ),
        Wrong("999", f"must be {A_DUE}, got a whole number, 999"),
        Wrong("10000", f"must be {A_DUE}, got a whole number, 10000"),
        Wrong("2025.5", f"must be {A_DUE}, got a number with a decimal point, 2025.5"),
        Wrong("true", f"must be {A_DUE}, got true or false, true"),
        Wrong('["2025"]', f"must be {A_DUE}, got an array [ … ]"),
        Wrong(
            "2025-06-30T12:00:00", f"must be {A_DUE}, got a date with a time, 2025-06-30 12:00:00"
        ),
        Wrong('"2025-Q5"', f'no date or period: "2025-Q5"; write {A_DUE}', code="bad-due"),
        Wrong('"2025-02-30"', "no such day in the calendar: 2025-02-30", code="bad-due"),
        Wrong('""', f'no date or period: ""; write {A_DUE}', code="bad-due"),
    ],
    "flag": [
        Wrong("1", "must be true or false, got a whole number, 1"),
        Wrong("0", "must be true or false, got a whole number, 0"),
        Wrong('"true"', 'must be true or false, got a text in quotes, "true"'),
        Wrong('""', 'must be true or false, got a text in quotes, ""'),
        Wrong("[]", "must be true or false, got an array [ … ]"),
    ],
    "weight": whole(0, 1_000_000, "0 to 1000000", "bad-weight", TENFOLD),
    "percent": whole(0, 100, "0 to 100", "bad-percent", FORTY),
    "count": whole(0, 1_000_000, "0 to 1000000", "bad-count"),
    "year": whole(1900, 2999, "1900 to 2999", "bad-year"),
    "url": pattern(
        AN_ADDRESS,
        "bad-url",
        "",
        "www.benelux.int",
        "ftp://benelux.int",
        "http://",
        "https:///x",
        "javascript:x",
    ),
    "language": pattern("a language code such as nl", "bad-language", "", "Dutch", "NL", "n"),
    "languages": array(
        Wrong("[5]", "must be a language code such as nl, got a whole number, 5", inside="[0]"),
        Wrong(
            '["nl", "NL"]',
            'must be a language code such as nl, got "NL"',
            code="bad-language",
            inside="[1]",
        ),
    ),
    "countries": array(
        Wrong('["BE", 5]', f"must be {A_COUNTRY}, got a whole number, 5", inside="[1]"),
        Wrong('["be"]', f'must be {A_COUNTRY}, got "be"', code="bad-country", inside="[0]"),
        Wrong('["BEL"]', f'must be {A_COUNTRY}, got "BEL"', code="bad-country", inside="[0]"),
    ),
    "ids": array(
        Wrong("[true]", f"must be {AN_ID}, got true or false, true", inside="[0]"),
        Wrong('["police-chiefs", "X"]', f'must be {AN_ID}, got "X"', code="bad-id", inside="[1]"),
        Wrong('[["police-chiefs"]]', f"must be {AN_ID}, got an array [ … ]", inside="[0]"),
    ),
    "lines": array(
        Wrong("[5]", "must be a text in quotes, got a whole number, 5", inside="[0]"),
        Wrong(
            '["annual-report", 2025-01-01]',
            "must be a text in quotes, got a date, 2025-01-01",
            inside="[1]",
        ),
    ),
    "records": array(
        Wrong("[5]", "must be a table, got a whole number, 5", inside="[0]"),
        Wrong(
            '[{ id = "signed", title = "Signed" }, "x"]',
            'must be a table, got a text in quotes, "x"',
            inside="[1]",
        ),
    ),
    "record": [
        Wrong("5", "must be a table, got a whole number, 5"),
        Wrong('"x"', 'must be a table, got a text in quotes, "x"'),
        Wrong("[]", "must be a table, got an array [ … ]"),
    ],
    "presidencies": [
        Wrong('"LU"', 'must be a table such as { 2025 = "LU" }, got a text in quotes, "LU"'),
        Wrong('["LU"]', 'must be a table such as { 2025 = "LU" }, got an array [ … ]'),
        Wrong('{ 25 = "LU" }', '"25" is no year', code="bad-year"),
        Wrong('{ next = "LU" }', '"next" is no year', code="bad-year"),
        Wrong("{ 2025 = 5 }", f"must be {A_COUNTRY}, got a whole number, 5"),
        Wrong(
            '{ 2025 = "Luxembourg" }', f'must be {A_COUNTRY}, got "Luxembourg"', code="bad-country"
        ),
    ],
    "dues": [
        Wrong('"2026"', 'must be a table { … }, got a text in quotes, "2026"'),
        Wrong('[{ signed = "2026" }]', "must be a table { … }, got an array [ … ]"),
        Wrong(
            "{ signed = 2026 }",
            f"must be {A_DUE}, got a whole number, 2026",
            inside=".signed",
            hint='write it in quotes: "2026"',
        ),
        Wrong(
            '{ signed = "soon" }',
            f'no date or period: "soon"; write {A_DUE}',
            code="bad-due",
            inside=".signed",
        ),
        Wrong(
            '{ Signed = "2026" }', f'must be {AN_ID}, got "Signed"', code="bad-id", inside=".Signed"
        ),
    ],
    "numbers": [
        Wrong("12", "must be a table { … }, got a whole number, 12"),
        Wrong(
            '{ patrols-held = "12" }',
            f'must be {A_NUMBER}, got a text in quotes, "12"',
            inside=".patrols-held",
        ),
        Wrong(
            "{ patrols-held = true }",
            f"must be {A_NUMBER}, got true or false, true",
            inside=".patrols-held",
        ),
        Wrong(
            "{ patrols-held = nan }",
            f"must be {A_NUMBER}, got a number with a decimal point, NaN",
            inside=".patrols-held",
        ),
        Wrong(
            "{ patrols-held = -inf }",
            f"must be {A_NUMBER}, got a number with a decimal point, -Infinity",
            inside=".patrols-held",
        ),
    ],
    "group-kind": word(
        "working-group, steering-group, platform, network, strategic, committee, secretariat, other",
        "working_group",
        "working-group",
    ),
    "measure": word("milestones, reported, status", "milestone", "milestones"),
    "output": word(
        "treaty, decision, recommendation, declaration, agreement, action-plan, study, event, "
        "exercise, service, consultation, other",
        "Treaty",
        "treaty",
    ),
    "status": word(
        "planned, in_progress, suspended, completed, cancelled", "in progress", "in_progress"
    ),
    "confidence": word("green, amber, red", "Green", "green"),
    "level": word("expert, strategic, ministerial, workshop, visit", "experts", "expert"),
    "partner-kind": word("country, region, organisation", "organization", "organisation"),
    "reliability": word("high, medium, low", "High", "high"),
}


def row(table: str, changed: Mapping[str, str | None]) -> str:
    """One table of a file as it stands in `RECORDS`, with some fields changed or left out."""
    left_out = APART.get(table, ("", ""))[1]
    keys = {key: text for key, (text, _) in RECORDS[table].items() if key != left_out} | changed
    header = "[programme]" if table == "programme" else f"[[{table}]]"
    return "\n".join([header, *(f"{key} = {text}" for key, text in keys.items() if text), ""])


def files(table: str = "", **changed: str | None) -> dict[str, str]:
    """A file of each table and an update to correct; one of the records with changed fields."""
    rows = {f"{name}.toml": row(name, changed if name == table else {}) for name in RECORDS}
    started = '[[update]]\naction = "police-treaty"\ndate = 2025-02-01\nid = "Started"\npercent = 1'
    return rows | {"started.toml": started}


def alone(table: str, key: str) -> dict[str, str | None]:
    """What to leave out beside a field that may not stand with it."""
    one, other = APART.get(table, ("", ""))
    return {one: None} if key == other else {}


def problem_of(directory: Path, contents: Mapping[str, str]) -> Problem:
    """The one problem for which the files do not load."""
    problems = refused(written(directory, contents))
    assert len(problems) == 1, told(problems)
    return problems[0]


WRONG_FIELDS: Final = [
    pytest.param(table, key, wrong, id=f"{table}-{key}-{wrong.text:.30}")
    for table, record in RECORDS.items()
    for key, (_, kind) in record.items()
    for wrong in WRONG[kind]
]


def test_the_records_of_this_file_have_every_field_that_there_is() -> None:
    programme_tables = {"rules"} | {"id", "title", "start", "end", "languages", "presidencies"}
    for table, kind in TABLES.items():
        fields = {RENAMED.get(field.name, field.name) for field in attrs.fields(kind)} - {"origin"}
        expected = programme_tables if table == "programme" else fields
        assert set(RECORDS[table]) == expected, table


def test_a_record_with_every_field_is_taken_as_it_stands(tmp_path: Path) -> None:
    programme = load(written(tmp_path, files()))

    assert programme.presidencies == {2025: "LU", 2026: "NL"}
    assert programme.rules.red == Fraction(3, 10)
    (action,) = programme.actions
    assert (action.weight, action.critical, action.countries) == (3, True, ("BE", "NL"))
    assert action.due == Due.parse("2026-H1")
    update = programme.history[action.id][1]
    assert (update.percent, update.values) == (40, {"patrols-held": Decimal(12)})
    assert (update.corrects, update.status) == ("Started", Status.IN_PROGRESS)
    assert update.milestone_due == {"signed": Due.parse("2026-Q1")}
    (source,) = programme.sources
    assert (source.url, source.language) == ("https://example.org/report?year=2024", "nl")


@pytest.mark.parametrize(("table", "key", "wrong"), WRONG_FIELDS)
def test_a_field_refuses_what_it_is_not_made_for(
    tmp_path: Path, table: str, key: str, wrong: Wrong
) -> None:
    path = "programme" if table == "programme" else f"{table}[0]"

    problem = problem_of(tmp_path, files(table, **{key: wrong.text}, **alone(table, key)))

    assert (problem.code, problem.path) == (wrong.code, f"{path}.{key}{wrong.inside}")
    assert (problem.message, problem.hint) == (wrong.message, wrong.hint)
    assert problem.place
    assert problem.place.file == f"{table}.toml"


@pytest.mark.parametrize(
    ("table", "key"),
    [
        *(("programme", key) for key in ("id", "title", "start", "end")),
        *(("theme", key) for key in ("id", "title")),
        *(("dossier", key) for key in ("id", "theme", "title")),
        *(("working_group", key) for key in ("id", "name", "kind")),
        *(("objective", key) for key in ("id", "dossier", "title")),
        *(("action", key) for key in ("id", "objective", "title", "groups")),
        *(("update", key) for key in ("action", "date")),
        *(("indicator", key) for key in ("id", "title", "unit")),
        ("consultation", "level"),
        *(("event", key) for key in ("id", "date", "title", "kind")),
        *(("partner", key) for key in ("id", "name", "kind")),
        *(("narrative", key) for key in ("about", "year", "text")),
        *(("source", key) for key in ("id", "title")),
    ],
    ids="-".join,
)
def test_a_field_that_must_be_there_is_missing(tmp_path: Path, table: str, key: str) -> None:
    contents = {name: text for name, text in files(table, **{key: None}).items()}
    if key == "id":  # nobody points at a record without a name
        contents = {f"{table}.toml": contents[f"{table}.toml"]} | (
            {} if table == "programme" else {"programme.toml": row("programme", {})}
        )
    path = "programme" if table == "programme" else f"{table}[0]"

    problems = refused(written(tmp_path, contents))

    assert ("missing-field", f"{path}.{key}", "is missing") in told(problems)
    assert [p for p in problems if p.code == "missing-field" and p.place][0].place == (
        f"{table}.toml",
        1,
        path,
    )
