"""What was written and comes back: a report as JSON, a return form that was filled in."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from json import loads
from os import PathLike
from typing import Any, Final, cast, get_args

import attrs
import cattrs
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn, override

from benelux_tracker import limits
from benelux_tracker.errors import DateError, LoadError, Place, Problem, only
from benelux_tracker.exchange.form.returned import GroupReturn, returned
from benelux_tracker.model import WorkProgramme
from benelux_tracker.periods import Due, as_date
from benelux_tracker.report.contents import YearReport
from benelux_tracker.report.render.json import FORMAT, TAG
from benelux_tracker.storage.files import UnreadableError, text_of
from benelux_tracker.storage.hooks import (
    LARGEST,
    Hook,
    RefusalError,
    array_hook,
    between,
    choice,
    exact,
    is_optional,
    is_table,
    is_tuple,
    matching,
    wrong,
)
from benelux_tracker.storage.structure import due, problems_in, table_hook
from benelux_tracker.storage.write import possible
from benelux_tracker.visible import visible

SHARE: Final = "-?[0-9]{1,400}(/[1-9][0-9]{0,399})?"
"""How an exact share is written, as a regular expression."""

NUMBER: Final = "-?(0|[1-9][0-9]{0,17})([.][0-9]{1,18})?(E[+-]1?[0-9])?"
"""How a value of an indicator is written, as a regular expression."""

_LONGEST_NUMBER: Final = 30
_ABSENT: Final = object()


def read_form(
    programme: WorkProgramme, path: str | PathLike[str], *, recorded: date | str
) -> GroupReturn:
    """Read a return form that a working group filled in.

    Args:
        programme: the programme as it is now.
        path: the file, an Excel workbook that `save_form` wrote.
        recorded: the day on which it is read.

    Returns:
        What it reports, ready for `record`, and what was told since it was made.

    Raises:
        LoadError: with every mistake, its sheet and cell, such as `Actions!D14`
            (a `ValueError`).
        DateError: `recorded` is no day (a `ValueError`).
        RequestError: no file can have that path (a `ValueError`).
        MissingExtraError: openpyxl is not installed (an `ImportError`).
    """
    only(programme, WorkProgramme)
    day, file = as_date(recorded, what="recorded"), possible(path)
    try:
        with file.open("rb") as form:
            content = form.read(limits.FORM + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise LoadError(
            [Problem(code="unreadable", message=message, place=Place(str(path)))]
        ) from None
    return returned(programme, content, recorded=day, file=str(path))


def read_report(path: str | PathLike[str]) -> YearReport:
    """Read a report that `save` wrote as JSON; it is equal to the one that was saved.

    Args:
        path: the file.

    Raises:
        LoadError: with every reason why it holds no report (a `ValueError`).
        RequestError: no file can have that path (a `ValueError`).
    """
    place = Place(str(path))
    try:
        return report_from(text_of(possible(path)), place)
    except UnreadableError as error:
        raise LoadError([Problem(code=error.code, message=str(error), place=place)]) from None


def report_from(text: str, place: Place | None = None) -> YearReport:
    """As `read_report`, from the text itself; `place` is where problems say that it stands."""
    document = _document(text, place)
    try:
        return cast("YearReport", _take(document, YearReport))
    except BaseValidationError as error:
        found = islice(problems_in(error, "", place, {}), limits.PROBLEMS)
        raise LoadError([*map(_told, found)]) from None


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a report written as JSON."""
    from importlib.resources import files

    text = (files("benelux_tracker.report") / "year-report.schema.json").read_text("utf-8")
    return cast("dict[str, Any]", loads(text))


def _told(problem: Problem) -> Problem:
    return attrs.evolve(
        problem, path=visible(problem.path.removeprefix(".")), message=visible(problem.message)
    )


def _document(text: str, place: Place | None) -> dict[str, object]:
    def refused(code: str, message: str) -> LoadError:
        return LoadError([_told(Problem(code=code, message=message, place=place))])

    if sum(map(text.count, "[{,:")) > limits.SIGNS:
        raise refused("too-many", f"has more than {limits.SIGNS} keys and values")
    try:
        document: object = loads(text, parse_int=_whole, object_pairs_hook=_object)
    except RecursionError:
        raise refused("too-deep", "is nested too deeply") from None
    except ValueError as error:
        raise refused("not-json", f"is not JSON: {error}") from None
    fields = cast("dict[str, object]", document) if type(document) is dict else {}
    if fields.pop("format", None) != FORMAT:
        message = f'is no report that can be read: it must say "format": "{FORMAT}"'
        raise refused("other-format", message)
    return fields


def _whole(digits: str) -> int:
    return int(digits[:_LONGEST_NUMBER])  # one of more digits is refused all the same


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f'"{key:.60}" stands twice in one object')
    return found


def _day(value: object, _: object) -> date:
    try:
        return as_date(value if type(value) is str else "")
    except DateError:
        raise wrong(value, 'a day such as "2025-12-31"') from None


def _share(value: object, _: object) -> Fraction:
    if type(value) is str and re.fullmatch(SHARE, value):
        return Fraction(value)
    raise wrong(value, 'an exact share such as "17/25"')


def _value(value: object, _: object) -> Decimal:
    if type(value) is str and re.fullmatch(NUMBER, value):
        return Decimal(value)
    raise wrong(value, 'a number in quotes such as "12.50"')


def _figure(value: object, _: object) -> Fraction | int | str:
    kind = type(value)
    tagged = cast("dict[str, object]", value) if kind is dict else {}
    if set(tagged) == {TAG}:
        return _share(tagged[TAG], Fraction)
    if kind is int or kind is str:
        return cast("int | str", (_number if kind is int else _words)(value, kind))
    raise wrong(value, f'a text, a whole number or {{ "{TAG}": "17/25" }}')


def _text(value: object, kind: object) -> object:
    if isinstance(kind, type) and issubclass(kind, StrEnum):  # its hook would be that of str
        return choice(kind)(value, kind)
    return _words(value, str)


_number: Final = between(-LARGEST, LARGEST, "wrong-type")
_words: Final = matching(re.compile("[^\ud800-\udfff]*"), "wrong-type", "a text of whole signs")


def _optional(kind: object, converter: cattrs.Converter) -> Hook:
    (inner,) = (member for member in get_args(kind) if member is not type(None))
    hook = converter.get_structure_hook(inner)
    return lambda value, _: None if value is None else hook(value, inner)


def _record(kind: object, converter: cattrs.Converter) -> Hook:
    """The hook for a record: all of its fields must be there, defaults or not."""
    fields = attrs.fields(cast("type", kind))
    absent = dict.fromkeys((field.name for field in fields), _ABSENT)
    hooks = {field.name: override(struct_hook=_present(field.type, converter)) for field in fields}
    make: Any = make_dict_structure_fn
    structured: Hook = make(kind, converter, **hooks)

    def take(value: object, _: object) -> object:
        if type(value) is not dict:
            raise wrong(value, "a table { … }")
        return structured({**absent, **value}, kind)

    return take


def _present(kind: Any, converter: cattrs.Converter) -> Hook:  # noqa: ANN401 - any annotation
    hook = converter.get_structure_hook(kind)

    def take(value: object, _: object) -> object:
        if value is _ABSENT:
            raise RefusalError("missing-field", "is missing")
        return hook(value, kind)

    return take


def _converter() -> cattrs.Converter:
    made = cattrs.Converter(forbid_extra_keys=True, prefer_attrib_converters=False)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(int, _number)
    made.register_structure_hook(bool, exact(bool, "true or false"))
    made.register_structure_hook(date, _day)
    made.register_structure_hook(Due, due)
    made.register_structure_hook(Fraction, _share)
    made.register_structure_hook(Decimal, _value)
    made.register_structure_hook(cast("Any", Fraction | int | str), _figure)
    made.register_structure_hook_factory(is_tuple, array_hook)
    made.register_structure_hook_factory(is_table, table_hook)
    made.register_structure_hook_factory(attrs.has, _record)
    made.register_structure_hook_factory(is_optional, _optional)
    return made


_take: Final = _converter().get_structure_hook(YearReport)
