"""Every field takes what it is made for and nothing else: nothing is converted silently."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple

import attrs
import pytest

from benelux_tracker import StatusUpdate, load
from benelux_tracker.errors import Place, Problem
from benelux_tracker.exact import mistakes
from benelux_tracker.periods import Due
from benelux_tracker.storage.structure import RENAMED, TABLES
from benelux_tracker.vocabulary import ActionId, IndicatorId, Status
from build_files import refused, told, written

# One record of each table, with every field it may have: what stands in the file, and the kind
# of thing it is. `WRONG` says what each kind refuses.
RECORDS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "programme": {
        "id": ('"benelux"', "id"),
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
        "dossier": ('"police"', "id"),
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

STARTED: Final = """
[[update]]
action = "police-treaty"
date = 2025-02-01
id = "Started"
percent = 1
"""
"""An update to correct or retract."""

A_TEXT: Final = 'a text in quotes or { nl = "…", fr = "…", en = "…" }'
AN_ID: Final = "lower-case letters, digits and hyphens, such as police-treaty"
A_DUE: Final = 'a date (2025-09-10) or "2025", "2025-H2", "2025-Q3" or "2025-09"'
A_COUNTRY: Final = "a country code of two capitals such as BE"
A_NUMBER: Final = "a number such as 40 or 1_500_000.5"
AN_ADDRESS: Final = "an address that begins with http:// or https://"
TREATY: Final = ActionId("police-treaty")
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
        Wrong(f"0x{'f' * 4000}", f"{wanted}, got one far beyond", code=code),
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
        Wrong(f"0x{'f' * 4000}", "must be a text in quotes, got a whole number"),
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
        *(
            Wrong(
                year,
                f"must be {A_DUE}, got a whole number, {year}",
                hint=f'write it in quotes: "{year}"',
            )
            for year in ("1000", "9999")
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
        "working-group, steering-group, platform, network, strategic, committee, secretariat, "
        "other",
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
    keys: dict[str, str | None] = {key: text for key, (text, _) in RECORDS[table].items()}
    keys |= {left_out: None, **changed}
    header = "[programme]" if table == "programme" else f"[[{table}]]"
    return "\n".join([header, *(f"{key} = {text}" for key, text in keys.items() if text), ""])


def files(table: str, changed: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """One table in a file of its own, with changed fields, and all others in a second file."""
    rest = [row(name, {}) for name in RECORDS if name != table]
    return {f"{table}.toml": row(table, changed or {}), "rest.toml": "".join([*rest, STARTED])}


def alone(table: str, key: str) -> dict[str, str | None]:
    """What to leave out beside a field that may not stand with it."""
    one, other = APART.get(table, ("", ""))
    return {one: None} if key == other else {}


def problem_of(directory: Path, table: str, key: str, text: str | None) -> Problem:
    """The one problem for which a record with this text for a field does not load.

    A record whose id cannot be read leaves the references to it open, also the one of the action
    here that succeeds itself: those are told as well.
    """
    contents = files(table, {key: text} | alone(table, key))
    problems = refused(written(directory, contents))
    if key == "id":
        own = [p for p in problems if p.place and p.place.file == f"{table}.toml"]
        problems = tuple(p for p in own if p.path != "action[0].successor")
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
    programme = load(written(tmp_path, files("theme")))

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
    problem = problem_of(tmp_path, table, key, wrong.text)

    path = "programme" if table == "programme" else f"{table}[0]"
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
    problem = problem_of(tmp_path, table, key, None)

    path = "programme" if table == "programme" else f"{table}[0]"
    assert problem == Problem(
        code="missing-field",
        message="is missing",
        place=Place(f"{table}.toml", 1, path),
        path=f"{path}.{key}",
    )


@pytest.mark.parametrize(
    ("table", "key", "hint"),
    [
        ("theme", "titel", 'did you mean "title"?'),
        ("dossier", "themes", 'did you mean "theme"?'),
        ("working_group", "title", "known: id, kind, name"),
        ("action", "milestones", 'did you mean "milestone"?'),
        ("action", "origin", ""),
        ("action", "weigth", 'did you mean "weight"?'),
        ("update", "percentage", 'did you mean "percent"?'),
        ("source", "link", "known: id, language, published, publisher, reliability, title, url"),
        ("programme", "themes", "known: end, id, languages, presidencies, rules, start, title"),
        ("programme", "actions", "known: end, id, languages, presidencies, rules, start, title"),
    ],
)
def test_a_field_that_there_is_not_is_a_problem(
    tmp_path: Path, table: str, key: str, hint: str
) -> None:
    problem = problem_of(tmp_path, table, key, '"x"')

    path = "programme" if table == "programme" else f"{table}[0]"
    assert (problem.code, problem.path) == ("unknown-field", f"{path}.{key}")
    assert (problem.message, problem.hint) == (f'there is no field "{key}" here', hint)


def test_every_field_that_there_is_not_is_told_at_its_own_line(tmp_path: Path) -> None:
    theme = '[[theme]]\nid = "tax"\ncolour = "red"\ntitle = "Tax"\n"na me" = 1\n'

    problems = refused(written(tmp_path, files("theme") | {"tax.toml": theme}))

    assert (
        "\n".join(map(str, problems))
        == """\
tax.toml:3: error[unknown-field] theme[0].colour: there is no field "colour" here
    known: id, title
tax.toml:5: error[unknown-field] theme[0].na me: there is no field "na me" here
    known: id, title"""
    )


@pytest.mark.parametrize(
    ("milestone", "code", "path", "message", "hint"),
    [
        pytest.param(
            'title = "Signed"', "missing-field", ".id", "is missing", "", id="without-an-id"
        ),
        pytest.param(
            'id = "signed"', "missing-field", ".title", "is missing", "", id="without-a-title"
        ),
        pytest.param(
            'id = "signed"\ntitle = "Signed"\nweight = 0.5',
            "wrong-type",
            ".weight",
            "must be a whole number 0 to 1000000, got a number with a decimal point, 0.5",
            TENFOLD,
            id="part-of-a-weight",
        ),
        pytest.param(
            'id = "signed"\ntitle = "Signed"\ndue = 2025',
            "wrong-type",
            ".due",
            f"must be {A_DUE}, got a whole number, 2025",
            'write it in quotes: "2025"',
            id="due-without-quotes",
        ),
        pytest.param(
            'id = "signed"\ntitle = "Signed"\ncountry = "LUX"',
            "bad-country",
            ".country",
            f'must be {A_COUNTRY}, got "LUX"',
            "",
            id="three-letters",
        ),
        pytest.param(
            'id = "signed"\ntitle = 5',
            "wrong-type",
            ".title",
            f"must be {A_TEXT}, got a whole number, 5",
            "",
            id="number-for-a-title",
        ),
        pytest.param(
            'id = "signed"\ntitle = "Signed"\nwieght = 1',
            "unknown-field",
            ".wieght",
            'there is no field "wieght" here',
            'did you mean "weight"?',
            id="misspelt-field",
        ),
        pytest.param(
            'id = "signed"\ntitle = "Signed"\norigin = "x"',
            "unknown-field",
            ".origin",
            'there is no field "origin" here',
            "",
            id="field-of-the-library",
        ),
    ],
)
def test_a_milestone_is_read_as_exactly_as_an_action(
    tmp_path: Path, milestone: str, code: str, path: str, message: str, hint: str
) -> None:
    action = f"""\
[[action]]
id = "border-exercise"
objective = "joint-patrols"
title = "Border exercise"
groups = ["police-chiefs"]

[[action.milestone]]
id = "planned"
title = "Planned"

[[action.milestone]]
{milestone}
"""

    problems = refused(written(tmp_path, files("theme") | {"exercise.toml": action}))

    assert told(problems) == [(code, f"action[0].milestone[1]{path}", message)]
    assert problems[0].hint == hint
    place = problems[0].place
    assert place
    assert (place.file, place.table) == ("exercise.toml", "action[0].milestone[1]")
    assert place.line == 11 + (0 if code == "missing-field" else milestone.count("\n") + 1)


@pytest.mark.parametrize(
    ("table", "key", "text", "path", "message"),
    [
        ("indicator", "baseline", "{ value = 1 }", ".date", "is missing"),
        ("indicator", "baseline", "{ date = 2024-12-31 }", ".value", "is missing"),
        (
            "indicator",
            "baseline",
            '{ value = "0", date = 2024-12-31 }',
            ".value",
            f'must be {A_NUMBER}, got a text in quotes, "0"',
        ),
        (
            "indicator",
            "baseline",
            '{ value = 0, date = "2024" }',
            ".date",
            'must be a date, got a text in quotes, "2024"',
        ),
        ("indicator", "target", '{ due = "2028" }', ".value", "is missing"),
        ("indicator", "target", "{ value = 5 }", ".due", "is missing"),
        (
            "indicator",
            "target",
            "{ value = true, due = 2028-12-31 }",
            ".value",
            f"must be {A_NUMBER}, got true or false, true",
        ),
        (
            "indicator",
            "target",
            "{ value = 5, due = 2028 }",
            ".due",
            f"must be {A_DUE}, got a whole number, 2028",
        ),
        (
            "indicator",
            "target",
            '{ value = 5, due = "2028", by = "x" }',
            ".by",
            'there is no field "by" here',
        ),
        (
            "programme",
            "rules",
            "{ stale_after_days = -1 }",
            ".stale_after_days",
            "must be a whole number 0 to 1000000, got -1",
        ),
        (
            "programme",
            "rules",
            "{ stale_after_days = 1.5 }",
            ".stale_after_days",
            "must be a whole number 0 to 1000000, got a number with a decimal point, 1.5",
        ),
        (
            "programme",
            "rules",
            "{ behind_tolerance = 10001 }",
            ".behind_tolerance",
            "must be a whole number 0 to 10000, got 10001",
        ),
        (
            "programme",
            "rules",
            "{ behind_tolerance = 0.15 }",
            ".behind_tolerance",
            "must be a whole number 0 to 10000, got a number with a decimal point, 0.15",
        ),
        ("programme", "rules", "{ stale = 5 }", ".stale", 'there is no field "stale" here'),
    ],
)
def test_a_table_inside_a_record_is_read_as_exactly(
    tmp_path: Path, table: str, key: str, text: str, path: str, message: str
) -> None:
    problem = problem_of(tmp_path, table, key, text)

    start = "programme" if table == "programme" else f"{table}[0]"
    assert (problem.path, problem.message) == (f"{start}.{key}{path}", message)


@pytest.mark.parametrize("share", ["min_coverage", "red", "amber"])
@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("1.01", "a number with a decimal point, 1.01"),
        ("-0.1", "a number with a decimal point, -0.1"),
        ("2", "a whole number, 2"),
        ("-1", "a whole number, -1"),
        ("nan", "a number with a decimal point, NaN"),
        ("inf", "a number with a decimal point, Infinity"),
        ("1e-19", "a number with a decimal point, 1E-19"),
        ("1e-9999999999", "a number with a decimal point, 1E-9999999999"),
        ('"0.6"', 'a text in quotes, "0.6"'),
        ("true", "true or false, true"),
        ("[0.6]", "an array [ … ]"),
    ],
)
def test_a_share_is_a_plain_number_from_0_to_1(
    tmp_path: Path, share: str, text: str, got: str
) -> None:
    problem = problem_of(tmp_path, "programme", "rules", f"{{ {share} = {text} }}")

    assert (problem.code, problem.path) == ("bad-share", f"programme.rules.{share}")
    assert problem.message == f"must be a share from 0 to 1 such as 0.6, got {got}"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("0", Fraction(0)),
        ("1", Fraction(1)),
        ("0.1", Fraction(1, 10)),
        ("0.25", Fraction(1, 4)),
        ("1.0", Fraction(1)),
        ("1e-18", Fraction(1, 10**18)),
    ],
)
def test_a_share_is_read_as_the_decimal_that_is_written(
    tmp_path: Path, text: str, share: Fraction
) -> None:
    contents = files("programme", {"rules": f"{{ min_coverage = {text} }}"})

    assert load(written(tmp_path, contents)).rules.min_coverage == share


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("-4", "-4"),
        ("1_500_000", "1500000"),
        ("0.1", "0.1"),
        ("1.50", "1.50"),
        ("0x10", "16"),
        ("2e3", "2000"),
        ("999999999999999999", "999999999999999999"),
        ("-999999999999999999", "-999999999999999999"),
        ("1e17", "100000000000000000"),
        ("0.000000000000000001", "0.000000000000000001"),
    ],
)
def test_a_measured_value_is_read_as_the_decimal_that_is_written(
    tmp_path: Path, text: str, number: str
) -> None:
    contents = files("update", {"values": f"{{ patrols-held = {text} }}"})

    (value,) = load(written(tmp_path, contents)).history[TREATY][1].values.values()

    assert value == Decimal(number)
    assert isinstance(value, Decimal)


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("1000000000000000000", "a whole number"),
        ("-1000000000000000000", "a whole number"),
        (f"0x{'f' * 4000}", "a whole number"),
        ("1e18", "a number with a decimal point, 1E+18"),
        ("1e999999999999", "a number with a decimal point, 1E+999999999999"),
        ("1e-19", "a number with a decimal point, 1E-19"),
    ],
)
def test_a_measured_value_has_no_more_digits_than_a_page_can_show(
    tmp_path: Path, text: str, got: str
) -> None:
    problem = problem_of(tmp_path, "update", "values", f"{{ patrols-held = {text} }}")

    assert problem.message == f"must be {A_NUMBER}, got {got}"
    assert problem.hint == "at most 18 digits before the point and 18 after it"


@pytest.mark.parametrize(
    ("table", "key", "words"),
    [
        (
            "working_group",
            "kind",
            "working-group steering-group platform network strategic committee secretariat other",
        ),
        ("action", "measure", "milestones reported status"),
        (
            "action",
            "output",
            (
                "treaty decision recommendation declaration agreement action-plan study event "
                "exercise service consultation other"
            ),
        ),
        ("update", "status", "planned in_progress suspended completed cancelled"),
        ("update", "confidence", "green amber red"),
        ("consultation", "level", "expert strategic ministerial workshop visit"),
        ("partner", "kind", "country region organisation"),
        ("source", "reliability", "high medium low"),
    ],
)
def test_the_words_of_the_field_are_those_of_the_files(
    tmp_path: Path, table: str, key: str, words: str
) -> None:
    for number, known in enumerate(words.split()):
        programme = load(written(tmp_path / str(number), files(table, {key: f'"{known}"'})))
        records = getattr(programme, f"{table}s")
        assert getattr(records[-1], key) == known


def test_what_was_found_is_shown_up_to_60_signs(tmp_path: Path) -> None:
    shown = problem_of(tmp_path / "60", "update", "highlight", f'"{"x" * 60}"')
    hidden = problem_of(tmp_path / "61", "update", "highlight", f'"{"x" * 61}"')

    assert shown.message == f'must be true or false, got a text in quotes, "{"x" * 60}"'
    assert hidden.message == "must be true or false, got a text in quotes"


def test_the_same_records_in_other_files_are_the_same_programme(tmp_path: Path) -> None:
    one = load(written(tmp_path / "one", files("theme")))
    moved = {f"moved/{name}": f"\n\n{text}" for name, text in files("update").items()}
    two = load(written(tmp_path / "two", moved))

    assert one == two
    assert "toml" not in repr(one)
    assert [theme.origin for theme in (*one.themes, *two.themes)] == [
        Place("theme.toml", 1, "theme[0]"),
        Place("moved/rest.toml", 11, "theme[0]"),
    ]


def test_what_a_file_leaves_out_has_its_usual_value(tmp_path: Path) -> None:
    contents = files("action", {"weight": None, "critical": None, "measure": None, "due": None})
    rest = contents["rest.toml"].replace("highlight = true\n", "").replace("count = 4\n", "")

    programme = load(written(tmp_path, contents | {"rest.toml": rest}))

    (action,) = programme.actions
    assert (action.weight, action.critical, action.measure, action.due) == (1, False, None, None)
    assert action.milestones[0].weight == 1
    assert programme.events[0].highlight is False
    assert programme.consultations[0].count == 1
    assert [update.highlight for update in programme.updates] == [False, False]
    assert [update.unchanged for update in programme.updates] == [False, False]


def test_the_update_that_retracts_is_read_as_the_one_that_corrects(tmp_path: Path) -> None:
    retraction = """
[[update]]
action = "police-treaty"
date = 2025-06-30
recorded = 2025-07-01
retracts = "Started"
"""

    programme = load(written(tmp_path, files("update") | {"update.toml": retraction}))

    assert {update.retracts for update in programme.updates} == {None, "Started"}


@pytest.mark.parametrize(
    ("table", "key", "text"),
    [
        ("update", "due", '"2026-Q1"'),
        ("event", "date", '"2025-09"'),
        ("event", "date", '"2025"'),
        ("action", "due", "2026-06-30"),
        ("source", "published", "2025-06-17"),
        ("programme", "title", '"Werkprogramma"'),
        ("theme", "title", '{ nl = "Veiligheid", nl-BE = "Veiligheid", zh-Hant = "安全" }'),
        ("source", "language", '"pt-BR"'),
        ("source", "url", '"http://localhost:8000"'),
        ("update", "id", '"Signed — à Luxembourg (5/9)"'),
        ("action", "weight", "0"),
        ("action", "weight", "1_000_000"),
        ("update", "percent", "0"),
        ("update", "percent", "100"),
        ("consultation", "count", "0"),
        ("narrative", "year", "1900"),
        ("narrative", "year", "2999"),
        ("theme", "id", '"security"'),
        ("action", "countries", "[]"),
    ],
)
def test_what_a_field_is_made_for_is_taken(tmp_path: Path, table: str, key: str, text: str) -> None:
    assert load(written(tmp_path, files(table, {key: text}))).id == "benelux"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e18", "1e-19"])
def test_a_measured_value_is_a_finite_number_of_no_more_digits_than_a_file_may_have(
    value: str,
) -> None:
    update = StatusUpdate(
        action=ActionId("a"), date=date(2025, 1, 1), values={IndicatorId("i"): Decimal(value)}
    )
    (problem,) = mistakes(update)
    assert (problem.code, problem.path) == ("wrong-type", "a@2025-01-01.values.i")
    assert str(Decimal(value)) in problem.message
    assert problem.hint == "at most 18 digits before the point and 18 after it"
