"""The pages say what the library does: their links lead somewhere, their tables are complete."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

import benelux_tracker
from benelux_tracker import Severity, check, load
from benelux_tracker.checks import ABOUT, REFERENCES
from benelux_tracker.language import phrases
from benelux_tracker.storage.codes import problem_codes
from benelux_tracker.storage.structure import RENAMED, TABLES
from build_sessions import blocks

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
SOURCES: Final = sorted((ROOT / "src" / "benelux_tracker").rglob("*.py"))

CODE: Final = re.compile(r"^\| `([a-z0-9-]+)` \| ([a-z]+) \|", re.MULTILINE)
LINK: Final = re.compile(r"\]\((?!\))([^)#:]*)(?:#([^)]*))?\)")
CODE_BLOCK: Final = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
HEADING: Final = re.compile(r"^#+ (.*)$", re.MULTILINE)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as a forge makes them."""
    headings = HEADING.findall(page.read_text("utf-8")) if page.suffix == ".md" else []
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_links_to_what_is_there(page: Path) -> None:
    told = CODE_BLOCK.sub("", page.read_text("utf-8"))
    links = [match.groups() for match in LINK.finditer(told)]
    assert [link for link, _ in links if not (page.parent / link).exists()] == []
    places = [(link, anchor) for link, anchor in links if anchor]
    there = {link: page.parent / link if link else page for link, _ in places}
    assert [place for place in places if place[1] not in anchors(there[place[0]])] == []


def codes_raised(source: Path) -> set[str]:
    """The codes of problems that a module writes out."""
    codes: set[str] = set()
    for call in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(call, ast.Call):
            codes.update(codes_of(call))
    return codes


# The position of the code among the arguments of what makes a problem.
POSITIONS: Final = {
    "problem_at": 0,
    "RefusalError": 0,
    "UnreadableError": 0,
    "refused": 0,
    "matching": 1,
    "between": 2,
    "_not_found": 0,
    "AnswerError": 0,
    "tell": 0,
}


def codes_of(call: ast.Call) -> Iterator[str]:
    """The codes that stand in a call, none for most calls."""
    name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    arguments = dict(enumerate(call.args))
    given = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    given += [arguments[n] for n in (POSITIONS.get(name, -1),) if n in arguments]
    yield from (str(node.value) for node in given if isinstance(node, ast.Constant))
    if name == "unknown":  # a reference to a table: the code has the table's name in it
        table = arguments[0]
        tables = [str(table.value)] if isinstance(table, ast.Constant) else ABOUT[1:]
        yield from (f"unknown-{name.replace('_', '-')}" for name in tables)


def test_the_table_of_codes_has_every_code_of_the_source_and_no_other() -> None:
    warnings = codes_raised(ROOT / "src" / "benelux_tracker" / "findings.py")
    tables = {table for keys in REFERENCES.values() for table in keys.values()}
    raised = {code for source in SOURCES for code in codes_raised(source)}
    raised |= {f"unknown-{table.replace('_', '-')}" for table in tables}
    assert {code: str(kind.severity) for code, kind in problem_codes().items()} == {
        code: "warning" if code in warnings else "error" for code in raised
    }


def test_the_table_of_codes_is_in_order_by_group_and_name() -> None:
    order = ["files", "records", "warnings"]
    places = [(order.index(kind.group), code) for code, kind in problem_codes().items()]
    assert places == sorted(places)


@pytest.mark.parametrize("code", problem_codes())
def test_a_code_says_what_it_means_and_what_to_do(code: str) -> None:
    kind = problem_codes()[code]
    assert kind.code == code
    assert kind.meaning.endswith(".")
    assert kind.remedy.endswith(".")
    assert "|" not in kind.meaning + kind.remedy  # they stand in a table
    assert (kind.group == "warnings") == (kind.severity is Severity.WARNING)


def test_the_meaning_of_a_warning_is_plain_text_for_the_command_line() -> None:
    meanings = [kind.meaning for kind in problem_codes().values() if kind.group == "warnings"]
    assert [meaning for meaning in meanings if re.search(r"[`*\[]", meaning)] == []


def test_the_report_has_words_for_the_warnings_and_no_other_code() -> None:
    warnings = {kind.code for kind in problem_codes().values() if kind.group == "warnings"}
    assert set(phrases.FINDINGS) == warnings


def test_the_page_of_problems_has_the_severity_of_each_code() -> None:
    shown = (ROOT / "docs" / "reference" / "problems.md").read_text("utf-8")
    assert [match.groups() for match in CODE.finditer(shown)] == [
        (code, str(kind.severity)) for code, kind in problem_codes().items()
    ]


SECTION: Final = re.compile(r"^### .*`\[+([a-z_.]+)\]+`.*\n((?:(?!^##).*\n)*)", re.MULTILINE)
FIELD: Final = re.compile(r"^\| `([a-z_]+)` \| [^|]+ \| ([^|]+) \|", re.MULTILINE)


def fields_told() -> dict[str, dict[str, bool]]:
    """The fields of each table on the page of files, and whether it calls them compulsory."""
    page = (ROOT / "docs" / "reference" / "files.md").read_text("utf-8")
    return {
        section[1]: {row[1]: row[2].strip() == "required" for row in FIELD.finditer(section[2])}
        for section in SECTION.finditer(page)
    }


def fields_taken(record: Any) -> dict[str, bool]:  # noqa: ANN401 - any class of records
    """The keys that a table may have, and whether it must."""
    return {
        RENAMED.get(field.name, field.name): field.default is attrs.NOTHING
        for field in attrs.fields(record)
        if field.init and field.name != "origin" and field.eq_key is None
    }


def test_the_page_of_files_has_every_field_of_every_table() -> None:
    records = {
        **TABLES,
        "programme.rules": benelux_tracker.Rules,
        "action.milestone": benelux_tracker.Milestone,
    }
    assert fields_told() == {name: fields_taken(record) for name, record in records.items()}


def test_the_example_lines_of_the_page_of_files_make_a_programme(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "reference" / "files.md").read_text("utf-8")
    lines = [block.code for block in blocks(page) if block.language == "toml"]
    (tmp_path / "programme.toml").write_text("\n".join(lines), "utf-8")
    assert check(load(tmp_path)) == ()
