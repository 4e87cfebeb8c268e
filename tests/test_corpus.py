"""Files that went wrong once, or might have: each is read, or refused with reasons."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CASES = sorted((ROOT / "tests" / "corpus").glob("*/*"))
judge: Callable[[str, bytes], None] = runpy.run_path(str(ROOT / "fuzz" / "oracle.py"))["judge"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}/{case.stem}" for case in CASES])
def test_a_spoilt_file_ends_as_it_should(case: Path) -> None:
    judge(case.parent.name, case.read_bytes())


def test_there_are_cases_of_every_kind() -> None:
    assert {case.parent.name for case in CASES} == {"load", "form", "report"}
