"""The JSON Schema for editors: it says of a file what the loader says, as far as it can see."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from importlib.resources import files
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

import attrs
import pytest
import tomli
from hypothesis import assume, given
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from benelux_tracker import file_schema, load, write
from benelux_tracker.errors import LoadError, Problem
from benelux_tracker.model import Baseline, Milestone, Rules, Target, WorkProgramme
from benelux_tracker.storage.schema import key_texts
from benelux_tracker.storage.structure import TABLES, key_fields
from build_any_file import ODD_FILES, PLAUSIBLE_FILES
from build_files import HEAD, PLAN, refused, written
from programmes import programmes

ROOT: Final = Path(__file__).parents[1]
PROGRAMMES: Final = [
    Path(str(files("benelux_tracker") / "data" / "benelux-2025-2028")),
    ROOT / "examples" / "worked-example",
    *sorted(ROOT.glob("tests/cases/*/programme")),
]
SCHEMA: Final = file_schema()


def in_json(value: Any) -> Any:  # noqa: ANN401 - whatever stands in a file
    """A value as editors read it: days and times as texts, and no number that is none."""
    if isinstance(value, dict):
        return {key: in_json(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [in_json(entry) for entry in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return None if isinstance(value, float) and not isfinite(value) else value


def matches_whole(_: Any, pattern: str, text: Any, __: Any) -> Iterator[ValidationError]:  # noqa: ANN401
    """As JSON Schema has it, `$` is the end of the text; Python allows a line break after it."""
    if isinstance(text, str) and not re.search(pattern.replace("$", r"\Z"), text):
        yield ValidationError(f"{text!r} does not match {pattern!r}")


extended: Any = extend
VALIDATOR: Final = extended(Draft7Validator, {"pattern": matches_whole})(
    SCHEMA, format_checker=Draft7Validator.FORMAT_CHECKER
)


def accepts(text: str) -> bool:
    """Whether the schema has nothing to say of a file."""
    return cast("bool", VALIDATOR.is_valid(in_json(tomli.loads(text))))


# What is right.


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("directory", PROGRAMMES, ids=lambda path: path.parent.name)
def test_every_file_of_a_programme_that_loads_is_accepted(directory: Path) -> None:
    paths = sorted(directory.rglob("*.toml"))

    assert paths
    assert [path for path in paths if not accepts(path.read_text("utf-8"))] == []


def test_the_example_lines_of_the_page_of_files_are_accepted() -> None:
    page = (ROOT / "docs" / "reference" / "files.md").read_text("utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)

    assert len(blocks) > 10
    assert accepts("\n".join(blocks))


@given(programme=programmes())
def test_every_file_that_is_written_of_a_programme_is_accepted(programme: WorkProgramme) -> None:
    with TemporaryDirectory() as above:
        write(programme, Path(above, "programme"))
        texts = [path.read_text("utf-8") for path in Path(above).rglob("*.toml")]

    assert all(map(accepts, texts))


UPDATE: Final = '[[update]]\naction = "police-treaty"\ndate = 2025-06-30\n'
ACTION: Final = """\
[[action]]
id = "new"
objective = "joint-patrols"
title = "New"
groups = ["police-chiefs"]
"""
EVENT: Final = '[[event]]\nid = "signing"\ntitle = "Signing"\nkind = "signature"\n'
INDICATOR: Final = '[[indicator]]\nid = "patrols"\ntitle = "Patrols"\nunit = "patrols"\n'
SOURCE: Final = '[[source]]\nid = "page"\ntitle = "A page"\n'

RIGHT: Final = [
    "",
    "# a comment alone",
    "theme = []",
    '[[theme]]\nid = "2nd-theme"\ntitle = { nl = "Tweede", zh-Hant = "第二" }',
    ACTION + 'due = "2025"\nstart = 2025-01-01\nweight = 0\nmeasure = "status"',
    ACTION + 'due = 2025-02-28\nadopted = 2025-01-01\noutput = "action-plan"\ncritical = true',
    ACTION + 'due = "2025-02-28"\ncountries = ["BE", "NL"]\npartners = ["nrw"]',
    ACTION + 'sources = ["annual-report#p9, and what follows", "annual-report"]',
    ACTION + '[[action.milestone]]\nid = "signed"\ntitle = "Signed"\ndue = "2026-H2"\nweight = 3',
    UPDATE + 'status = "in_progress"',
    UPDATE + "percent = 0",
    UPDATE + 'summary = ""',
    UPDATE + "unchanged = true",
    UPDATE + 'unchanged = false\nconfidence = "red"',
    UPDATE + 'due = "2026-Q3"\nreason = { nl = "Later" }',
    UPDATE + 'reached = []\nmilestone_due = { signed = "2026-12" }\nvalues = {}',
    UPDATE + "values = { patrols-held = 1_500_000.5 }",
    UPDATE + "unchanged = true\nreached = []\nvalues = {}",
    UPDATE + 'id = "any text: é, at all"\nunchanged = true\nrecorded = 2025-07-01',
    UPDATE
    + 'id = "one"\npercent = 10\n'
    + UPDATE
    + 'id = "two"\npercent = 20\ncorrects = "one"\nrecorded = 2025-07-01',
    UPDATE
    + 'id = "one"\npercent = 10\n'
    + UPDATE
    + 'id = "two"\nretracts = "one"\nrecorded = 2025-07-01\nreason = "Too early"',
    INDICATOR + 'action = "police-treaty"\nbaseline = { value = -1.5, date = 2024-12-31 }',
    INDICATOR + 'objective = "joint-patrols"\ntarget = { value = 5, due = "2028" }',
    EVENT + 'date = "2025-05"\nplace = "Senningen"',
    EVENT + 'date = 2025-05-01\nend = 2025-05-02\ndossier = "police"',
    '[[consultation]]\nlevel = "expert"\nyear = 2025\ncount = 41',
    '[[consultation]]\nlevel = "visit"\ndate = 2025-03-01\ngroup = "police-chiefs"',
    '[[narrative]]\nabout = "programme"\nyear = 2025\ntext = "All well."',
    '[[narrative]]\nabout = "working_group:police-chiefs"\nyear = 2025\ntext = "All well."',
    SOURCE + 'url = "https://example.org/a?b#c"\nlanguage = "fr"',
    SOURCE + 'published = "2025-06"\npublisher = "x"\nreliability = "low"',
]


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_what_a_load_accepts_the_schema_accepts(tmp_path: Path, text: str) -> None:
    load(written(tmp_path, {"programme.toml": PLAN, "more.toml": text}))

    assert accepts(text)


@pytest.mark.parametrize(
    "line",
    [
        'presidencies = { 2024 = "BE", 2025 = "LU" }',
        "rules = { stale_after_days = 0, behind_tolerance = 10_000, min_coverage = 1 }",
        "[programme.rules]",
        "[programme.rules]\namber = 0",
    ],
)
def test_what_a_load_accepts_of_the_programme_itself_the_schema_accepts(
    tmp_path: Path, line: str
) -> None:
    load(written(tmp_path, {"programme.toml": HEAD + line}))

    assert accepts(HEAD + line)


# What is wrong, and seen.

WRONG: Final = [
    ("x = 1", "unknown-table"),
    ('[[themes]]\nid = "a"\ntitle = "A"', "unknown-table"),
    ('[theme]\nid = "a"\ntitle = "A"', "wrong-type"),
    ("theme = [1]", "wrong-type"),
    ('[[theme]]\ntitle = "A"', "missing-field"),
    ('[[theme]]\nid = "A"\ntitle = "A"', "bad-id"),
    ('[[theme]]\nid = "-a"\ntitle = "A"', "bad-id"),
    ('[[theme]]\nid = "a b"\ntitle = "A"', "bad-id"),
    ('[[theme]]\nid = "a\\n"\ntitle = "A"', "bad-id"),
    ('[[theme]]\nid = 5\ntitle = "A"', "wrong-type"),
    ('[[theme]]\nid = "a"\ntitle = 5', "wrong-type"),
    ('[[theme]]\nid = "a"\ntitle = {}', "empty-text"),
    ('[[theme]]\nid = "a"\ntitle = { NL = "A" }', "bad-language"),
    ('[[theme]]\nid = "a"\ntitle = { nl = 5 }', "wrong-type"),
    ('[[theme]]\nid = "a"\ntitle = "A"\norigin = "here"', "unknown-field"),
    ('[[working_group]]\nid = "a"\nname = "A"\nkind = "workinggroup"', "unknown-word"),
    ('[[partner]]\nid = "a"\nname = "A"\nkind = 3', "wrong-type"),
    (ACTION + "wieght = 2", "unknown-field"),
    (ACTION + "weight = 1.5", "wrong-type"),
    (ACTION + "weight = true", "wrong-type"),
    (ACTION + 'weight = "2"', "wrong-type"),
    (ACTION + "weight = -1", "bad-weight"),
    (ACTION + "weight = 1_000_001", "bad-weight"),
    (ACTION + 'countries = "BE"', "wrong-type"),
    (ACTION + 'countries = ["be"]', "bad-country"),
    (ACTION + 'countries = ["BE", "BE"]', "repeated"),
    (ACTION.replace('["police-chiefs"]', "[]"), "no-group"),
    (ACTION.replace('["police-chiefs"]', '["police-chiefs", "police-chiefs"]'), "repeated"),
    (ACTION + "due = 2025", "wrong-type"),
    (ACTION + 'due = "2025-Q5"', "bad-due"),
    (ACTION + 'due = "2025-H3"', "bad-due"),
    (ACTION + 'due = "2025-13"', "bad-due"),
    (ACTION + 'due = "2025-02-32"', "bad-due"),
    (ACTION + 'due = "0000"', "bad-due"),
    (ACTION + 'due = "in 2025"', "bad-due"),
    (ACTION + 'due = "2025\\n"', "bad-due"),
    (ACTION + "due = 2025-01-01T12:00:00", "wrong-type"),
    (ACTION + "start = 2025-01-01T12:00:00Z", "wrong-type"),
    (ACTION + 'start = "next year"', "wrong-type"),
    (ACTION + 'measure = "milestone"', "unknown-word"),
    (ACTION + 'critical = "yes"', "wrong-type"),
    (ACTION + 'sources = ["Annual report"]', "unknown-source"),
    (ACTION + 'sources = "annual-report"', "wrong-type"),
    (ACTION + '[action.milestone]\nid = "signed"\ntitle = "Signed"', "wrong-type"),
    (ACTION + '[[action.milestone]]\nid = "signed"', "missing-field"),
    (ACTION + '[[action.milestone]]\nid = "s"\ntitle = "S"\ncountry = "Benelux"', "bad-country"),
    (ACTION + '[[action.milestone]]\nid = "s"\ntitle = "S"\norigin = 1', "unknown-field"),
    (UPDATE, "says-nothing"),
    (UPDATE + "unchanged = false", "says-nothing"),
    (UPDATE + 'reached = []\nvalues = {}\nmilestone_due = {}\nreason = "x"', "says-nothing"),
    (UPDATE + 'unchanged = true\nstatus = "planned"', "nil-with-news"),
    (UPDATE + 'unchanged = true\nreached = ["signed"]', "nil-with-news"),
    (UPDATE + 'unchanged = true\nsummary = "x"', "nil-with-news"),
    (UPDATE + "percent = 101", "bad-percent"),
    (UPDATE + 'percent = "40"', "wrong-type"),
    (UPDATE + "percent = 40.5", "wrong-type"),
    (UPDATE + 'id = ""\nunchanged = true', "bad-id"),
    (UPDATE + 'id = "two\\nlines"\nunchanged = true', "bad-id"),
    (UPDATE + 'percent = 1\ncorrects = "x"', "missing-field"),
    (UPDATE + 'retracts = "x"', "missing-field"),
    (UPDATE + 'retracts = "x"\nrecorded = 2025-07-01\npercent = 1', "retraction-with-news"),
    (UPDATE + 'retracts = "x"\nrecorded = 2025-07-01\nunchanged = true', "retraction-with-news"),
    (
        UPDATE + 'retracts = "x"\ncorrects = "y"\nrecorded = 2025-07-01',
        "corrects-and-retracts",
    ),
    (UPDATE + 'milestone_due = { signed = "later" }', "bad-due"),
    (UPDATE + 'milestone_due = { Signed = "2026" }', "bad-id"),
    (UPDATE + 'values = { patrols-held = "5" }', "wrong-type"),
    (UPDATE + "values = { patrols-held = nan }", "wrong-type"),
    (UPDATE + "values = { patrols-held = 1e19 }", "wrong-type"),
    (INDICATOR, "no-subject"),
    (INDICATOR + 'action = "police-treaty"\nobjective = "joint-patrols"', "no-subject"),
    (INDICATOR + 'action = "police-treaty"\ntarget = { value = 5 }', "missing-field"),
    (INDICATOR + 'action = "police-treaty"\ntarget = 5', "wrong-type"),
    ('[[consultation]]\nlevel = "expert"', "no-date"),
    ('[[consultation]]\nlevel = "expert"\nyear = 2025\ndate = 2025-01-01', "no-date"),
    ('[[consultation]]\nlevel = "expert"\nyear = 1899', "bad-year"),
    ('[[consultation]]\nlevel = "expert"\nyear = 2025\ncount = -1', "bad-count"),
    (EVENT + 'date = "2025-5"', "bad-due"),
    (EVENT + 'date = 2025-05-01\nend = "2025-06"', "wrong-type"),
    ('[[narrative]]\nabout = "theme"\nyear = 2025\ntext = "x"', "unknown-about"),
    ('[[narrative]]\nabout = "group:police-chiefs"\nyear = 2025\ntext = "x"', "unknown-about"),
    ('[[narrative]]\nabout = "theme:Security"\nyear = 2025\ntext = "x"', "unknown-theme"),
    (SOURCE + 'url = "ftp://example.org"', "bad-url"),
    (SOURCE + 'url = "https://"', "bad-url"),
    (SOURCE + 'language = "Dutch"', "bad-language"),
    (SOURCE + 'reliability = "very high"', "unknown-word"),
]


@pytest.mark.parametrize(("text", "code"), WRONG, ids=range(len(WRONG)))
def test_a_mistake_in_one_table_is_refused_by_load_and_schema_alike(
    tmp_path: Path, text: str, code: str
) -> None:
    problems = refused(written(tmp_path, {"programme.toml": PLAN, "more.toml": text}))

    assert code in {problem.code for problem in problems}
    assert not accepts(text)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[programme]", "[[programme]]", "wrong-type"),
        ('languages = ["nl", "fr"]', "languages = []", "no-language"),
        ('languages = ["nl", "fr"]', 'languages = ["nl", "nl"]', "repeated"),
        ('languages = ["nl", "fr"]', 'languages = "nl"', "wrong-type"),
        ('languages = ["nl", "fr"]', 'languages = ["Dutch"]', "bad-language"),
        ("start = 2025-01-01\n", "", "missing-field"),
        ("start = 2025-01-01", "start = 2025", "wrong-type"),
        ("[programme]", '[programme]\npresidencies = { 24 = "BE" }', "bad-year"),
        ("[programme]", '[programme]\npresidencies = { 2024 = "Belgium" }', "bad-country"),
        ("[programme]", "[programme]\npresidencies = 2024", "wrong-type"),
        ("[programme]", "[programme]\nrules = { red = 1.5 }", "bad-share"),
        ("[programme]", "[programme]\nrules = { red = true }", "bad-share"),
        ("[programme]", "[programme]\nrules = { behind_tolerance = 10_001 }", "bad-rule"),
        ("[programme]", "[programme]\nrules = { stale_after = 30 }", "unknown-field"),
        ("[programme]", "[programme]\nthemes = []", "unknown-field"),
        ("[programme]", "[programme]\nsupposed = []", "unknown-field"),
    ],
)
def test_a_mistake_in_the_programme_itself_is_refused_by_load_and_schema_alike(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    text = HEAD.replace(old, new)

    problems = refused(written(tmp_path, {"programme.toml": text}))

    assert code in {problem.code for problem in problems}
    assert accepts(HEAD)
    assert not accepts(text)


# What only a load can tell.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ACTION + 'start = "2025-03-01"', "wrong-type"),  # in JSON both are texts
        (ACTION.replace('"New"', "2025-03-01"), "wrong-type"),
        (EVENT.replace('"signature"', "07:30:00") + "date = 2025-01-01", "wrong-type"),
        (ACTION + 'due = "2025-02-30"', "bad-due"),  # a pattern knows no calendar
        (ACTION + "weight = 2.0", "wrong-type"),  # in JSON both are numbers, and equal
        (UPDATE + "values = { patrols-held = 1e-19 }", "wrong-type"),
        (ACTION + 'start = 2025-03-01\ndue = "2025-01"', "due-before-start"),
        (UPDATE + "percent = 1\nrecorded = 2025-06-29", "recorded-before-date"),
        (UPDATE.replace("police-treaty", "police-traety") + "percent = 1", "unknown-action"),
        (UPDATE + 'reached = ["sealed"]', "unknown-milestone"),
        (UPDATE + "percent = 1\n" + UPDATE + "percent = 2", "duplicate-id"),
        ('[[theme]]\nid = "security"\ntitle = "Again"', "duplicate-id"),
        (HEAD, "second-programme"),
        (
            '[[narrative]]\nabout = "programme"\nyear = 2025\ntext = "{progress:theme:x}"',
            "unknown-figure",
        ),
    ],
)
def test_what_the_schema_cannot_see_a_load_still_refuses(
    tmp_path: Path, text: str, code: str
) -> None:
    problems = refused(written(tmp_path, {"programme.toml": PLAN, "more.toml": text}))

    assert [problem.code for problem in problems] == [code]
    assert accepts(text)


SEEN: Final = {
    *("unknown-table", "unknown-field", "missing-field", "wrong-type", "unknown-word"),
    *("empty-text", "repeated", "no-group", "no-language", "no-subject", "no-date"),
    *("says-nothing", "nil-with-news", "retraction-with-news", "corrects-and-retracts"),
    "unknown-about",
}
"""The codes of what a schema sees, beside those that begin with `bad-`."""

PATTERNED: Final = {f"unknown-{table}" for table in ("source", "theme", "dossier", "working-group")}
"""What a pattern refuses when it could not be an id at all."""

BLIND: Final = re.compile(r"got (a date|a time|a number with a decimal point, (-0\.0|1E-400|0E))")
"""The wrong types that JSON does not tell apart, or not in every place."""


def problems_of(text: str) -> tuple[Problem, ...]:
    with TemporaryDirectory() as directory:
        try:
            load(written(Path(directory), {"file.toml": text}))
        except LoadError as error:
            return error.problems
    return ()


def is_toml(text: str) -> bool:
    try:
        tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError):
        return False
    return "\ud800" not in text


@given(text=ODD_FILES | PLAUSIBLE_FILES)
def test_schema_and_load_agree_on_what_stands_within_a_table(text: str) -> None:
    assume(is_toml(text))
    problems = problems_of(text)
    seen = [p for p in problems if p.code in SEEN or p.code.startswith("bad-")]

    if accepts(text):
        assert [problem for problem in seen if not BLIND.search(problem.message)] == []
    else:
        assert seen or PATTERNED & {problem.code for problem in problems}


# What an editor shows.


def records() -> dict[str, type]:
    """Every table that a file may have, also those within others."""
    return {
        **TABLES,
        "programme.rules": Rules,
        "action.milestone": Milestone,
        "indicator.baseline": Baseline,
        "indicator.target": Target,
    }


def test_every_table_and_key_has_a_text_and_nothing_else_has() -> None:
    tables = records()
    expected = {
        name: {"_", *(key for key in key_fields(kind) if f"{name}.{key}" not in tables)}
        for name, kind in tables.items()
    }

    assert {name: set(texts) for name, texts in key_texts().items()} == expected


@pytest.mark.parametrize("name", key_texts())
def test_a_text_is_one_sentence_on_one_line(name: str) -> None:
    texts = key_texts()[name].values()

    assert all(text[0].isupper() and text.endswith(".") and "\n" not in text for text in texts)
    assert not any(re.search(r"\. [A-Z]", text) for text in texts)
    assert not any(text.count("`") % 2 for text in texts)


def within(schema: object, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every piece of a schema that describes a value, by its path."""
    if isinstance(schema, dict):
        yield path, schema
        for name in ("properties", "items", "additionalProperties"):
            inner = schema.get(name)
            if name == "properties":
                for key, piece in cast("dict[str, Any]", inner or {}).items():
                    yield from within(piece, f"{path}.{key}")
            else:
                yield from within(inner, path)


def test_every_key_that_an_editor_offers_says_what_it_means() -> None:
    offered = [
        (path, key)
        for path, piece in within(SCHEMA)
        for key, each in piece.get("properties", {}).items()
        if not each.get("description")
    ]

    assert offered == []


def test_every_header_and_key_is_offered() -> None:
    keys = {f".{name}.{key}" for name, kind in records().items() for key in key_fields(kind)}

    assert {path for path, _ in within(SCHEMA)} >= {*keys, *(f".{name}" for name in records())}


def test_nothing_is_hidden_from_editors_behind_a_reference_or_a_composition() -> None:
    words = {word for _, piece in within(SCHEMA) for word in piece}

    assert words.isdisjoint({"$ref", "allOf", "definitions", "$defs"})


def test_an_editor_offers_words_limits_and_defaults() -> None:
    action = SCHEMA["properties"]["action"]["items"]["properties"]
    update = SCHEMA["properties"]["update"]["items"]["properties"]
    rules = SCHEMA["properties"]["programme"]["properties"]["rules"]["properties"]

    assert update["confidence"]["enum"] == ["green", "amber", "red"]
    assert (update["percent"]["minimum"], update["percent"]["maximum"]) == (0, 100)
    assert (action["weight"]["type"], action["weight"]["default"]) == ("integer", 1)
    assert "default" not in action["critical"]
    assert {name: rule["default"] for name, rule in rules.items()} == {
        "stale_after_days": 365,
        "behind_tolerance": 1500,
        "min_coverage": 0.6,
        "red": 0.25,
        "amber": 0.25,
    }
    assert list(action["title"]["properties"]) == ["nl", "fr", "en", "de"]
    assert action["id"]["pattern"] == "^(?:[a-z0-9][a-z0-9-]*)$"


def test_a_date_is_completed_without_quotes() -> None:
    update = SCHEMA["properties"]["update"]["items"]["properties"]

    # Taplo writes quotes after a key of the type "string", and none after one of a list of types.
    dates = [update["date"], *update["due"]["anyOf"]]
    assert [date["type"] for date in dates] == [["string"]] * 3
    assert update["group"]["type"] == "string"


def test_what_is_done_to_one_schema_leaves_the_next_as_it_is() -> None:
    spoilt = file_schema()
    spoilt["properties"]["theme"]["items"]["properties"]["title"].clear()
    spoilt["properties"]["update"]["items"]["dependencies"].clear()

    assert file_schema() == SCHEMA


def test_the_keys_of_the_schema_stand_in_the_order_of_the_records() -> None:
    names = [field.name for field in attrs.fields(TABLES["theme"]) if field.eq]

    assert list(SCHEMA["properties"]) == list(TABLES)
    assert list(SCHEMA["properties"]["theme"]["items"]["properties"]) == names
