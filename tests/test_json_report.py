"""A report as JSON: what it says, its schema, and that it reads back."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from attrs import evolve, fields, has
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator as Validator

from benelux_tracker import Due, LoadError, YearReport, load_benelux, render, save, year_report
from benelux_tracker.archive import read_report, report_from, report_schema
from benelux_tracker.errors import Problem
from benelux_tracker.model import StatusUpdate, WorkProgramme
from benelux_tracker.report.registers import Reached
from benelux_tracker.report.said import Said
from benelux_tracker.vocabulary import ActionId, IndicatorId
from build_report import PLAN, UPDATES, loaded, small
from programmes import programmes

Json = dict[str, Any]
Change = Callable[[Json], object]

LANGUAGES: Final = ["nl", "fr", "en", "de"]
FORMAT: Final = "benelux-tracker/year-report/3"


MORE: Final = """
[[partner]]
id = "nrw"
name = "North Rhine-Westphalia"
kind = "region"

[[narrative]]
about = "working_group:customs"
year = 2025
text = "Customs: {progress:working_group:customs} done, as in {the annex}."

[[narrative]]
about = "working_group:archivists"
year = 2025
text = "The archivists wait."

[[indicator]]
id = "patrols-held"
action = "patrols"
title = "Patrols held"
unit = "patrols"
baseline = { value = 10, date = 2024-12-31 }
target = { value = 1_000.50, due = "2027" }
sources = ["press"]

[[indicator]]
id = "calls"
objective = "joint-patrols"
title = "Calls"
unit = "calls"
target = { value = -0.00000001, due = 2026-06-30 }
"""
"""What the small programme has none of."""

MEASURED: Final = """
[[update]]
action = "patrols"
date = 2025-12-01
values = { patrols-held = 12.50 }
"""


@cache
def rich() -> WorkProgramme:
    reference = 'reference = "M(2025)1"\n'
    also = 'partners = ["nrw"]\nsuccessor = "registry"\n'
    return loaded(PLAN.replace(reference, reference + also) + MORE, UPDATES + MEASURED)


@cache
def told() -> str:
    return render(year_report(rich(), 2025, "en"), "json")


@cache
def validator() -> Validator:
    return Validator(report_schema(), format_checker=Validator.FORMAT_CHECKER)


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(LoadError) as caught:
        report_from(text)
    return caught.value.problems


def changed(change: Change) -> Json:
    document: Json = json.loads(told())
    change(document)
    return document


def is_readable(document: Json) -> bool:
    try:
        report_from(json.dumps(document))
    except LoadError:
        return False
    return True


# ---- reading back


@pytest.mark.parametrize("year", [2024, 2025, 2026])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_report_reads_back_equal_and_is_as_the_schema_says(
    language: str, year: int
) -> None:
    report = year_report(load_benelux(), year, language)
    text = render(report, "json")
    validator().validate(json.loads(text))
    assert report_from(text) == report
    assert render(report_from(text), "json") == text


@pytest.mark.parametrize("year", [2024, 2025, 2026])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_report_reads_back_equal_and_is_as_the_schema_says(
    language: str, year: int
) -> None:
    report = year_report(small(), year, language, "2026-01-15")
    text = render(report, "json")
    validator().validate(json.loads(text))
    assert report_from(text) == report


@settings(deadline=None, max_examples=25)
@given(programme=programmes(), year=st.integers(2025, 2027))
def test_a_report_of_any_programme_reads_back_equal(programme: WorkProgramme, year: int) -> None:
    report = year_report(programme, year, "en")
    text = render(report, "json")
    validator().validate(json.loads(text))
    assert report_from(text) == report


@pytest.mark.parametrize(
    "known_on", [("2026-01-15", None), (None, "2025-06-30"), ("2026-01-15", "2025-01-01")]
)
def test_a_report_with_everything_in_it_reads_back_equal(
    known_on: tuple[str | None, str | None],
) -> None:
    now, before = known_on
    report = year_report(rich(), 2025, "en", now, before_known_on=before)
    text = render(report, "json")
    validator().validate(json.loads(text))
    assert report.year_on_year.steps
    assert report_from(text) == report


def test_a_value_of_an_indicator_is_written_as_it_stands_in_the_files() -> None:
    line, other = json.loads(told())["indicators"]
    assert line["baseline"] == {"value": "10", "due": "2024-12-31"}
    assert line["target"] == {"value": "1000.50", "due": "2027"}
    assert line["latest"] == {"value": "12.50", "due": "2025-12-01"}
    assert line["way"] == "5/1981"  # 2.5 of 990.5
    assert (other["baseline"], other["latest"], other["way"]) == (None, None, None)
    assert other["target"] == {"value": "-1E-8", "due": "2026-06-30"}


digits = st.integers(1 - 10**18, 10**18 - 1)
numbers = st.one_of(
    st.builds(lambda n, places: Decimal(n).scaleb(-places), digits, st.integers(0, 18)),
    st.builds(
        lambda n, zeros: Decimal(n).scaleb(zeros), st.integers(-999, 999), st.integers(0, 15)
    ),
    st.builds(lambda n, rest: Decimal(f"{n}.{rest:018}"), digits, st.integers(0, 10**18 - 1)),
)
"""Every kind of number that a file may hold: 18 digits before the point and 18 after it."""


@settings(deadline=None, max_examples=60)
@given(number=numbers)
def test_any_value_of_an_indicator_reads_back_digit_by_digit(number: Decimal) -> None:
    values = {IndicatorId("calls"): number}
    update = StatusUpdate(action=ActionId("hotline"), date=date(2025, 12, 1), values=values)
    report = year_report(evolve(rich(), updates=(update,)), 2025, "en")
    text = render(report, "json")
    validator().validate(json.loads(text))
    latest = report_from(text).indicators[1].latest
    assert latest == Reached(value=number, due=Due.parse("2025-12-01"))
    assert latest is not None
    assert latest.value.as_tuple() == number.as_tuple()


def kinds_in(value: object) -> object:
    """The types of all that a report holds, which equality alone does not tell apart."""
    if isinstance(value, tuple):
        return tuple(map(kinds_in, value))
    if isinstance(value, dict):
        return {key: kinds_in(entry) for key, entry in value.items()}
    if hasattr(type(value), "__attrs_attrs__") and not isinstance(value, Due):
        kind: Any = type(value)
        return kind, [kinds_in(getattr(value, field.name)) for field in fields(kind)]
    return type(value)


def test_every_value_that_is_read_back_is_of_the_type_it_was() -> None:
    report = year_report(rich(), 2025, "en")
    assert kinds_in(report_from(render(report, "json"))) == kinds_in(report)


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_a_report_read_back_gives_the_same_page(form: Any) -> None:  # noqa: ANN401
    report = year_report(small(), 2025, "nl")
    assert render(report_from(render(report, "json")), form) == render(report, form)


def test_half_of_a_surrogate_pair_is_saved_as_a_mark(tmp_path: Path) -> None:
    odd = evolve(year_report(small(), 2025, "en"), title=Said("Half \ud800", "en"))
    save(odd, tmp_path / "report.json")
    assert read_report(tmp_path / "report.json").title == Said("Half \ufffd", "en")


def test_a_saved_report_is_read_from_its_file(tmp_path: Path) -> None:
    report = year_report(small(), 2025, "fr")
    save(report, tmp_path / "report.json")
    assert read_report(tmp_path / "report.json") == report
    assert read_report(f"{tmp_path}/report.json") == report


def test_a_file_with_a_byte_order_mark_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(b"\xef\xbb\xbf" + told().replace("\n", "\r\n").encode())
    assert read_report(path) == year_report(rich(), 2025, "en")


# ---- what is refused


def test_a_problem_names_the_file_and_the_place_in_it(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(told().replace('"year": 2025', '"year": "2025"'), "utf-8")
    with pytest.raises(LoadError) as caught:
        read_report(path)
    assert str(caught.value) == (
        f"{path}: error[wrong-type] year: must be a whole number -1000000000000000000 to "
        '1000000000000000000, got a text in quotes, "2025"'
    )


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (None, "unreadable", "cannot be read: No such file or directory"),
        (b"\xff", "not-utf-8", "is not UTF-8: byte 0xff in line 1; save it as UTF-8"),
        (b"", "not-json", "is not JSON: Expecting value: line 1 column 1 (char 0)"),
    ],
)
def test_a_file_that_is_no_report_is_refused(
    tmp_path: Path, content: bytes | None, code: str, message: str
) -> None:
    path = tmp_path / "report.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LoadError) as caught:
        read_report(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message, str(problem.place)) == (code, message, str(path))


OTHER: Final = f'is no report that can be read: it must say "format": "{FORMAT}"'


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("{", "not-json", "is not JSON: Expecting property name enclosed in double quotes: "),
        ('{"a": 1, "b": 2, "b": 3}', "not-json", 'is not JSON: "b" stands twice in one object'),
        ("[" * 100_000, "too-deep", "is nested too deeply"),
        ('{"a":' * 100_000, "too-deep", "is nested too deeply"),
        ("null", "other-format", OTHER),
        ("[]", "other-format", OTHER),
        ("NaN", "other-format", OTHER),
        ("9" * 5000, "other-format", OTHER),
        ("{}", "other-format", OTHER),
        ('{"format": "benelux-tracker/year-report/2"}', "other-format", OTHER),
    ],
    ids=lambda text: str(text)[:20],
)
def test_a_text_that_is_no_report_is_refused(text: str, code: str, message: str) -> None:
    (problem,) = refused(text)
    assert problem.code == code
    assert problem.message.startswith(message)


def of_theme(document: Json) -> Json:
    theme: Json = document["themes"][0]
    return theme


def of_patrols(document: Json) -> Json:
    action: Json = of_theme(document)["dossiers"][0]["actions"][0]
    return action


def to(key: str, value: object, inside: Callable[[Json], Json] = lambda it: it) -> Change:
    return lambda document: inside(document).update({key: value})


def of_verdict(document: Json) -> Json:
    verdict: Json = of_theme(document)["figures"]["verdict"]
    return verdict


def of_indicator(document: Json) -> Json:
    latest: Json = document["indicators"][0]["latest"]
    return latest


def of_bridge(document: Json) -> Json:
    bridge: Json = document["year_on_year"]
    return bridge


NUMBER: Final = 'must be a number in quotes such as "12.50", got '
LATEST: Final = "indicators[0].latest"
PATROLS: Final = "themes[0].dossiers[0].actions[0]"
FIGURE: Final = 'must be a text, a whole number or { "share": "17/25" }, got '
WHOLE: Final = "must be a whole number -1000000000000000000 to 1000000000000000000, got "
BROKEN: Final[list[tuple[Change, str, str, str]]] = [
    (to("colour", 1), "unknown-field", "colour", 'there is no field "colour" here'),
    (to("theme", 1), "unknown-field", "theme", 'there is no field "theme" here'),
    (lambda d: d.pop("glance"), "missing-field", "glance", "is missing"),
    (
        lambda d: of_theme(d)["shared"].pop("earned"),
        "missing-field",
        "themes[0].shared.earned",
        "is missing",
    ),
    (to("title", "x"), "wrong-type", "title", 'must be a table { … }, got a text in quotes, "x"'),
    (to("title", None), "wrong-type", "title", "must be a table { … }, got null"),
    (to("themes", {}), "wrong-type", "themes", "must be an array [ … ], got a table { … }"),
    (to("provisional", 0), "wrong-type", "provisional", "must be true or false, got a whole n"),
    (to("year", value=True), "wrong-type", "year", f"{WHOLE}true or false, true"),
    (to("year", 2025.5), "wrong-type", "year", f"{WHOLE}a number, 2025.5"),
    (to("year", 10**18 + 1), "wrong-type", "year", f"{WHOLE}one far beyond"),
    (to("year", 10**4000), "wrong-type", "year", f"{WHOLE}one far beyond"),
    (to("language", 5), "wrong-type", "language", "must be a text of whole signs, got a whole"),
    (to("on", "2025-02-30"), "wrong-type", "on", 'must be a day such as "2025-12-31", got'),
    (to("on", "20251231"), "wrong-type", "on", 'must be a day such as "2025-12-31", got'),
    (to("on", 2025), "wrong-type", "on", 'must be a day such as "2025-12-31", got a whole n'),
    (
        to("coverage", "1/0", lambda d: of_theme(d)["figures"]),
        "wrong-type",
        "themes[0].figures.coverage",
        'must be an exact share such as "17/25", got a text in quotes, "1/0"',
    ),
    (
        to("coverage", 1, lambda d: of_theme(d)["figures"]),
        "wrong-type",
        "themes[0].figures.coverage",
        'must be an exact share such as "17/25", got a whole number, 1',
    ),
    (
        to("due", "2025-Q5", of_patrols),
        "bad-due",
        f"{PATROLS}.due",
        'no date or period: "2025-Q5"; write',
    ),
    (
        to("due", 2026, of_patrols),
        "wrong-type",
        f"{PATROLS}.due",
        "must be a date (2025-09-10) or",
    ),
    (
        to("status", "done", of_patrols),
        "unknown-word",
        f"{PATROLS}.status",
        "must be one of planned, in_progress,",
    ),
    (
        to("countries", "BE", of_patrols),
        "wrong-type",
        f"{PATROLS}.countries",
        'must be an array [ … ], got a text in quotes, "BE"',
    ),
    (
        to("countries", ["BE", 1], of_patrols),
        "wrong-type",
        f"{PATROLS}.countries[1]",
        "must be a text of whole signs, got a whole number, 1",
    ),
    (
        to("figures", [], of_verdict),
        "wrong-type",
        "themes[0].figures.verdict.figures",
        "must be a table { … }, got an array [ … ]",
    ),
    (
        to("share", 0.5, lambda d: of_verdict(d)["figures"]),
        "wrong-type",
        "themes[0].figures.verdict.figures.share",
        f"{FIGURE}a number, 0.5",
    ),
    (
        to("share", {"share": "1/8", "of": 1}, lambda d: of_verdict(d)["figures"]),
        "wrong-type",
        "themes[0].figures.verdict.figures.share",
        f"{FIGURE}a table {{ … }}",
    ),
    (
        to("share", {"share": 1}, lambda d: of_verdict(d)["figures"]),
        "wrong-type",
        "themes[0].figures.verdict.figures.share",
        'must be an exact share such as "17/25", got a whole number, 1',
    ),
    (
        to("milestones", [{}], lambda d: d["stalls"]),
        "missing-field",
        "stalls.milestones[0].action",
        "is missing",
    ),
    (
        to("value", 12.5, of_indicator),
        "wrong-type",
        f"{LATEST}.value",
        f"{NUMBER}a number, 12.5",
    ),
    (
        to("value", 12, of_indicator),
        "wrong-type",
        f"{LATEST}.value",
        f"{NUMBER}a whole number, 12",
    ),
    (to("value", None, of_indicator), "wrong-type", f"{LATEST}.value", f"{NUMBER}null"),
    (lambda d: of_indicator(d).pop("due"), "missing-field", f"{LATEST}.due", "is missing"),
    (
        to("latest", "12.50", lambda d: d["indicators"][0]),
        "wrong-type",
        LATEST,
        'must be a table { … }, got a text in quotes, "12.50"',
    ),
    (
        to("way", 0.5, lambda d: d["indicators"][0]),
        "wrong-type",
        "indicators[0].way",
        'must be an exact share such as "17/25", got a number, 0.5',
    ),
    (
        to("output", "law", lambda d: d["instruments"][0]),
        "unknown-word",
        "instruments[0].output",
        "must be one of treaty, decision,",
    ),
    (
        to("due", 2026, lambda d: d["implementation"][0]["parts"][0]["steps"][0]),
        "wrong-type",
        "implementation[0].parts[0].steps[0].due",
        "must be a date (2025-09-10) or",
    ),
    (
        to("step", "progress", lambda d: of_bridge(d)["steps"][2]),
        "unknown-word",
        "year_on_year.steps[2].step",
        'must be one of corrections, left, same, joined, got "progress"',
    ),
    (
        to("points", None, lambda d: of_bridge(d)["steps"][2]),
        "wrong-type",
        "year_on_year.steps[2].points",
        'must be an exact share such as "17/25", got null',
    ),
    (
        to("missing", "start", of_bridge),
        "unknown-word",
        "year_on_year.missing",
        'must be one of opening, corrected, common, closing, got "start"',
    ),
    (
        to("reason", "unknown", of_bridge),
        "unknown-word",
        "year_on_year.reason",
        "must be one of empty, all_cancelled, zero_weight, not_due, unreported, got",
    ),
    (
        to("day", None, lambda d: d["course"][3]),
        "wrong-type",
        "course[3].day",
        'must be a day such as "2025-12-31", got null',
    ),
    (
        lambda d: d["stories"][0]["figures"][0].pop("about"),
        "missing-field",
        "stories[0].figures[0].about",
        "is missing",
    ),
]


@pytest.mark.parametrize(("change", "code", "path", "message"), BROKEN)
def test_what_is_wrong_is_said_with_its_place_and_the_schema_refuses_it_too(
    change: Change, code: str, path: str, message: str
) -> None:
    document = changed(change)
    problem = refused(json.dumps(document))[0]
    assert (problem.code, problem.path) == (code, path)
    assert problem.message.startswith(message)
    assert not validator().is_valid(document)


@pytest.mark.parametrize(
    "value",
    [
        *("", "-", "NaN", "sNaN", "Infinity", "-Infinity", "inf", "0x10", "twelve", "½", "١٢"),
        *("+1", "1.", ".5", "012", "1,5", "1_000", " 1", "1 ", "1e5", "1E5", "--1", "1.2.3"),
        *("1" * 19, "1." + "0" * 19, "1E+20", "1E-99", "1E+999999999", "9" * 100_000),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_a_value_that_is_no_plain_finite_number_of_few_digits_is_refused(value: str) -> None:
    document = changed(to("value", value, of_indicator))
    (problem,) = refused(json.dumps(document))
    assert (problem.code, problem.path) == ("wrong-type", f"{LATEST}.value")
    assert problem.message.startswith(f"{NUMBER}a text in quotes")
    assert len(problem.message) < 150
    assert not validator().is_valid(document)


def test_a_misspelt_field_is_told_with_the_one_that_is_meant() -> None:
    unknown, missing = refused(told().replace('"stalls": {', '"stals": {'))[::-1]
    assert (missing.code, missing.path) == ("missing-field", "stalls")
    assert (unknown.path, unknown.hint) == ("stals", 'did you mean "stalls"?')


def test_all_that_is_wrong_is_told_at_once() -> None:
    document = changed(lambda d: [d.update({"year": None, "on": "x"}), d["annex"].pop("rules")])
    found = refused(json.dumps(document))
    assert [problem.path for problem in found] == ["year", "on", "annex.rules"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_a_number_that_is_none_or_too_large_is_refused_at_its_place(number: str) -> None:
    (problem,) = refused(told().replace('"year": 2025', f'"year": {number}'))
    assert (problem.code, problem.path) == ("wrong-type", "year")


@pytest.mark.parametrize("where", ["value", "key", "figure", "figures"])
def test_half_a_sign_is_refused_and_shown_as_a_mark(where: str) -> None:
    half = {
        "value": to("language", "\ud800"),
        "key": to("\ud800", 1),
        "figure": to("share", "\ud800", lambda d: of_verdict(d)["figures"]),
        "figures": to("\ud800", 1, lambda d: of_verdict(d)["figures"]),
    }
    (problem,) = refused(json.dumps(changed(half[where])))
    assert "\ufffd" in str(problem)
    assert str(problem).encode()


def test_a_value_that_is_nested_deeply_is_refused_at_its_place() -> None:
    (problem,) = refused(told().replace('"year": 2025', f'"year": {"[" * 500}{"]" * 500}'))
    assert (problem.path, problem.message) == ("year", f"{WHOLE}an array [ … ]")


def test_figures_of_a_reason_are_shares_numbers_or_texts() -> None:
    document = changed(to("figures", {"a": {"share": "1/8"}, "b": 8, "c": "1/8"}, of_verdict))
    read: YearReport = report_from(json.dumps(document))
    figures = read.themes[0].figures.verdict.figures
    assert [(type(f).__name__, str(f)) for f in figures.values()] == [
        ("Fraction", "1/8"),
        ("int", "8"),
        ("str", "1/8"),
    ]
    assert validator().is_valid(document)
    assert json.loads(render(read, "json")) == document


# ---- the schema


def test_the_schema_is_a_schema() -> None:
    Validator.check_schema(report_schema())
    assert report_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert report_schema()["properties"]["format"] == {"const": FORMAT}


def test_the_schema_has_every_record_with_its_meaning_and_nothing_beside_its_fields() -> None:
    schema = report_schema()
    for record in [schema, *schema["$defs"].values()]:
        assert record["description"].endswith(".")
        if record.get("type") == "object":
            assert record["additionalProperties"] is False
            assert record["required"] == list(record["properties"])


def classes_in(kind: Any) -> Iterator[type]:  # noqa: ANN401 - any annotation
    """All that is described by a name of its own."""
    plain = isinstance(kind, type) and not get_args(kind)
    if plain and (has(kind) or kind in {Fraction, Decimal} or issubclass(kind, StrEnum)):
        yield kind
    if kind is not Due:
        inside = [field.type for field in fields(kind)] if plain and has(kind) else get_args(kind)
        for each in inside:
            yield from classes_in(each)


def test_the_schema_has_another_name_for_every_class() -> None:
    assert len(report_schema()["$defs"]) == len({*classes_in(YearReport)} - {YearReport})


Path_ = tuple[str | int, ...]


def paths_in(value: object, path: Path_ = ()) -> Iterator[Path_]:
    """Where every value of a document stands."""
    inside: Any = value
    steps = list(inside) if isinstance(value, dict) else []
    steps = list(range(len(inside))) if isinstance(value, list) else steps
    for step in steps:
        yield (*path, step)
        yield from paths_in(inside[step], (*path, step))


@cache
def all_paths() -> list[Path_]:
    return list(paths_in(json.loads(told())))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
WORDS: Final = [
    "",
    "1/8",
    "-3",
    "1/0",
    "2025",
    "2025-H2",
    "2025-02-30",
    "2025-09-10",
    "green",
    "nl",
    "12.50",
    "-1E+3",
    "1e3",
    "NaN",
    "same",
    "opening",
]
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10_000),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: not x.is_integer()),
    st.sampled_from(WORDS),
    texts,
    st.just([]),
    st.dictionaries(st.sampled_from(["text", "share", "language"]), texts, max_size=2),
)


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_a_changed_document_can_be_read_just_when_it_is_as_the_schema_says(
    data: st.DataObject,
) -> None:
    document: Json = json.loads(told())
    *before, last = data.draw(st.sampled_from(all_paths()))
    inside: Any = document
    for step in before:
        inside = inside[step]
    match data.draw(st.sampled_from(["replace", "remove", "add", "copy"])):
        case "replace":
            inside[last] = data.draw(values)
        case "remove":
            del inside[last]
        case "add" if isinstance(inside, dict):
            inside[data.draw(texts)] = data.draw(values)
        case _:
            *others, name = data.draw(st.sampled_from(all_paths()))
            there: Any = json.loads(told())
            for step in others:
                there = there[step]
            inside[last] = deepcopy(there[name])
    assert is_readable(document) == validator().is_valid(document)
