"""The files that type checkers read: all that is public stands in them. `make check` reads them."""

import re
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest

import benelux_tracker as bt

FILES = sorted((Path(__file__).parents[1] / "typing_tests").glob("*.py"))
TEXT = "\n".join(file.read_text("utf-8") for file in FILES)


def questions_of(kind: type) -> set[str]:
    """What may be asked of a record beside its fields."""
    fields = {field.name for field in attrs.fields(kind)}
    return {name for name in dir(kind) if not name.startswith("_")} - fields - set(dir(Mapping))


@pytest.mark.parametrize("name", bt.__all__)
def test_every_public_name_is_shown_to_the_type_checkers(name: str) -> None:
    assert re.search(rf"\bbt\.{name}\b", TEXT)


@pytest.mark.parametrize("name", bt.plot.__all__)
def test_every_picture_is_shown_to_the_type_checkers(name: str) -> None:
    assert f"assert_type(bt.plot.{name}(" in TEXT


@pytest.mark.parametrize("name", [name for name in bt.__all__ if attrs.has(getattr(bt, name))])
def test_every_question_to_a_record_is_shown_to_the_type_checkers(name: str) -> None:
    asked = questions_of(getattr(bt, name))
    assert {question for question in asked if not re.search(rf"\.{question}\b", TEXT)} == set()


def test_a_deliberate_error_is_one_to_both_type_checkers_but_for_three() -> None:
    marks = ("  # type: ignore[", "  # pyright: ignore[")
    alone = [line for line in TEXT.splitlines() if sum(mark in line for mark in marks) == 1]
    assert [line.partition("  #")[0].strip() for line in alone] == [
        "_ = theme.id == dossier.id",
        "_ = action.id in {theme.id, dossier.theme}",
        "named([theme])",
    ]
