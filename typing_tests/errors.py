"""Errors and the problems they carry; each is also the builtin that a caller would catch."""

from collections.abc import Mapping
from typing import Any, assert_type

import benelux_tracker as bt


def problems_are_told(programme: bt.WorkProgramme) -> None:
    problem = bt.check(programme)[0]
    assert_type(problem.code, str)
    assert_type(problem.place, bt.Place | None)
    assert_type(problem.severity, bt.Severity)
    assert_type(bt.problem_codes(), Mapping[str, bt.ProblemCode])
    assert_type(bt.problem_codes()["bad-id"].severity, bt.Severity)
    _ = problem.place.line  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
    bt.Problem("bad-id", "is no id")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def an_error_carries_its_problems(directory: str) -> None:
    try:
        bt.load(directory)
    except bt.ProgrammeNotFoundError as error:
        assert_type(error.problems, tuple[bt.Problem, ...])
        assert_type(error.filename, Any)
    except bt.LoadError as error:
        assert_type(error.problems, tuple[bt.Problem, ...])
        _ = error.codes  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType, reportUnknownMemberType]


def an_error_is_the_builtin_that_a_caller_would_catch(
    load: bt.LoadError, nowhere: bt.ProgrammeNotFoundError, date: bt.DateError
) -> None:
    ours: list[bt.BeneluxTrackerError] = [load, nowhere, date]
    values: list[ValueError] = [load, nowhere, date]
    files: list[FileNotFoundError] = [nowhere]
    wrong: list[KeyError] = [load]  # type: ignore[list-item]  # pyright: ignore[reportAssignmentType]
    print(ours, values, files, wrong)


def so_is_what_a_question_ends_in(
    request: bt.RequestError,
    kind: bt.WrongTypeError,
    key: bt.UnknownKeyError,
    extra: bt.MissingExtraError,
) -> None:
    ours: list[bt.BeneluxTrackerError] = [request, kind, key, extra]
    values: list[ValueError] = [request, kind]
    types: list[TypeError] = [kind]
    keys: list[KeyError] = [key]
    imports: list[ImportError] = [extra]
    wrong: list[ValueError] = [key]  # type: ignore[list-item]  # pyright: ignore[reportAssignmentType]
    print(ours, values, types, keys, imports, wrong)
