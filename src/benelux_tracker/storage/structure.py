"""Tables to records, exactly: nothing is converted silently, every mistake is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final, cast, get_args

import attrs
import cattrs
from cattrs import gen
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from benelux_tracker import limits, model, vocabulary
from benelux_tracker.errors import DateError, Place, Problem, did_you_mean
from benelux_tracker.exact import TOO_LONG, is_plain
from benelux_tracker.model import Text
from benelux_tracker.periods import FORMS, Due
from benelux_tracker.storage.hooks import (
    LARGEST,
    Hook,
    RefusalError,
    array_hook,
    between,
    choice,
    exact,
    few,
    got,
    is_optional,
    is_table,
    is_tuple,
    matching,
    wrong,
)

TABLES: Final[Mapping[str, type]] = MappingProxyType(
    {
        "programme": model.WorkProgramme,
        "theme": model.Theme,
        "dossier": model.Dossier,
        "working_group": model.WorkingGroup,
        "objective": model.Objective,
        "action": model.Action,
        "update": model.StatusUpdate,
        "indicator": model.Indicator,
        "consultation": model.Consultation,
        "event": model.Event,
        "partner": model.Partner,
        "narrative": model.Narrative,
        "source": model.Source,
    }
)
"""The tables of a programme's files and the records they become."""

RENAMED: Final = MappingProxyType({"milestones": "milestone"})
"""Fields whose key in a file differs from their name."""

_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+){0,9}")
_URL: Final = re.compile(r"https?://[^\s/]\S*")


def _date(value: object, _: object) -> date:
    if type(value) is date:
        return value
    hint = "write the date without quotes, as 2025-09-10"
    if type(value) is datetime:
        hint = "leave the time of day away"
    raise wrong(value, "a date", hint)


def due(value: object, _: object) -> Due:
    """A date, or the text of a date or period."""
    if type(value) is date:
        return Due.on(value)
    if type(value) is not str:
        is_year = type(value) is int and 1000 <= value <= 9999  # noqa: PLR2004 - four digits
        hint = f'write it in quotes: "{value}"' if is_year else ""
        raise wrong(value, FORMS, hint)
    try:
        return Due.parse(value)
    except DateError as error:
        raise RefusalError("bad-due", str(error)) from None


def _text(value: object, _: object) -> Text:
    if type(value) is str:
        return Text(value)
    if type(value) is not dict:
        raise wrong(value, 'a text in quotes or { nl = "…", fr = "…", en = "…" }')
    texts = cast("dict[str, str]", value)
    _languages(tuple(texts))
    for code, text in texts.items():
        if type(text) is not str:
            raise wrong(text, f"a text in quotes for the language {code}")
    return Text("", texts)


@lru_cache(1000)
def _languages(given: tuple[str, ...]) -> None:
    """Pass over the languages of a text; the same few are those of all texts."""
    if not given:
        raise RefusalError("empty-text", "has no text in any language")
    few(given, limits.LANGUAGES)
    for code in given:
        if not _LANGUAGE.fullmatch(code):
            raise RefusalError(
                "bad-language", f'"{code:.60}" is no language code such as nl, fr, en, de'
            )


def _number(value: object, _: object) -> Decimal:
    if type(value) is int and abs(value) < LARGEST:
        return Decimal(value)
    if type(value) is Decimal and is_plain(value):
        return value
    is_number = type(value) is int or (type(value) is Decimal and value.is_finite())
    hint = TOO_LONG if is_number else ""
    raise wrong(value, "a number such as 40 or 1_500_000.5", hint)


def _share(value: object, _: object) -> Fraction:
    if (type(value) is int or (type(value) is Decimal and is_plain(value))) and 0 <= value <= 1:
        return Fraction(value)
    raise RefusalError("bad-share", f"must be a share from 0 to 1 such as 0.6, got {got(value)}")


def _years(value: object, _: object) -> Mapping[int, str]:
    if type(value) is not dict:
        raise wrong(value, 'a table such as { 2025 = "LU" }')
    table = cast("dict[str, object]", value)
    few(table)
    for year, country in table.items():
        if not re.fullmatch("[0-9]{4}", year):
            raise RefusalError("bad-year", f'"{year:.60}" is no year')
        _country(country, str)
    return {int(year): cast("str", country) for year, country in table.items()}


_country = matching(_COUNTRY, "bad-country", "a country code of two capitals such as BE")


def _converter() -> cattrs.Converter:
    made = cattrs.Converter(forbid_extra_keys=True, prefer_attrib_converters=False)
    made.register_structure_hook(str, exact(str, "a text in quotes"))
    made.register_structure_hook(int, exact(int, "a whole number"))
    made.register_structure_hook(bool, exact(bool, "true or false"))
    made.register_structure_hook(date, _date)
    made.register_structure_hook(Decimal, _number)
    made.register_structure_hook(Fraction, _share)
    made.register_structure_hook(Due, due)
    made.register_structure_hook(Text, _text)
    made.register_structure_hook(Place, lambda value, _: value)
    a_name = "lower-case letters, digits and hyphens, such as police-treaty"
    for name, kind in vars(vocabulary).items():
        if name.endswith("Id"):
            made.register_structure_hook(kind, matching(_ID, "bad-id", a_name))
        elif isinstance(kind, type) and issubclass(kind, StrEnum):
            made.register_structure_hook(kind, choice(kind))
    line = re.compile(r"[^\r\n]+")
    made.register_structure_hook(vocabulary.UpdateId, matching(line, "bad-id", "one line of text"))
    language = matching(_LANGUAGE, "bad-language", "a language code such as nl")
    made.register_structure_hook(vocabulary.Language, language)
    made.register_structure_hook(vocabulary.Country, _country)
    address = "an address that begins with http:// or https://"
    made.register_structure_hook(vocabulary.Url, matching(_URL, "bad-url", address))
    made.register_structure_hook_factory(is_tuple, array_hook)
    made.register_structure_hook_factory(is_table, table_hook)
    made.register_structure_hook_factory(attrs.has, _record_hook)
    made.register_structure_hook_factory(is_optional, _optional_hook)
    return made


RANGES: Final[Mapping[str, between]] = MappingProxyType(
    {
        "weight": between(
            0, 1_000_000, "bad-weight", "use whole numbers; multiply all weights by 10"
        ),
        "percent": between(0, 100, "bad-percent", "write 40 for 40 %"),
        "year": between(1900, 2999, "bad-year"),
        "count": between(0, 1_000_000, "bad-count"),
        "stale_after_days": between(0, 1_000_000, "bad-rule"),
        "behind_tolerance": between(0, 10_000, "bad-rule", "write basis points: 1500 for 15 %"),
    }
)


def _optional_hook(kind: object, converter: cattrs.Converter) -> Hook:
    """What an optional field takes: TOML has no null, so never None."""
    (inner,) = (member for member in get_args(kind) if member is not type(None))
    return converter.get_structure_hook(inner)


def table_hook(kind: object, converter: cattrs.Converter) -> Hook:
    """The hook for values by key, or of years."""
    if get_args(kind)[0] is int:
        return _years
    make: Any = gen
    structured: Hook = make.mapping_structure_factory(kind, converter)

    def take(value: object, _: object) -> Mapping[str, object]:
        if type(value) is not dict:
            raise wrong(value, "a table { … }")
        few(cast("dict[object, object]", value))
        return cast("Mapping[str, object]", structured(cast("object", value), kind))

    return take


def _record_hook(kind: object, converter: cattrs.Converter) -> Hook:
    overrides = {
        attribute.name: override(
            rename=RENAMED.get(attribute.name),
            struct_hook=RANGES.get(attribute.name),
            omit=None if attribute.eq_key is None else True,
        )
        for attribute in attrs.fields(cast("type", kind))
    }
    make: Any = make_dict_structure_fn
    structured: Hook = make(kind, converter, **overrides)

    def take(value: object, _: object) -> object:
        if type(value) is not dict:
            raise wrong(value, "a table")
        return structured(value, kind)

    return take


_CONVERTER: Final = _converter()


@cache
def hook_of(kind: Any) -> Hook:  # noqa: ANN401 - any annotation
    """What takes a value for a field of a type, or refuses it."""
    hook: Hook = _CONVERTER.get_structure_hook(kind)
    return hook


def structure(name: str, table: dict[str, object]) -> object:
    """One table as a record.

    Raises:
        BaseValidationError: with every mistake of the table; see `problems_in`.
    """
    return hook_of(TABLES[name])(table, TABLES[name])


def problems_in(
    error: BaseValidationError,
    path: str,
    place: Place | None,
    renamed: Mapping[str, str] = RENAMED,
) -> Iterator[Problem]:
    """Every mistake that a failed `structure` found, with its key path."""
    for inner in error.exceptions:
        here = path + _step(inner, renamed)
        if isinstance(inner, BaseValidationError):
            yield from problems_in(inner, here, place, renamed)
        elif isinstance(inner, ForbiddenExtraKeysError):
            for key in sorted(inner.extra_fields):
                hint = did_you_mean(key, key_fields(inner.cl, renamed))
                message = f'there is no field "{key:.60}" here'
                yield Problem(
                    code="unknown-field",
                    place=place,
                    path=f"{path}.{key:.60}",
                    message=message,
                    hint=hint,
                )
        elif isinstance(inner, RefusalError):
            yield Problem(
                code=inner.code, place=place, path=here, message=str(inner), hint=inner.hint
            )
        else:
            yield Problem(code="missing-field", place=place, path=here, message="is missing")


def _step(error: BaseException, renamed: Mapping[str, str]) -> str:
    notes: Sequence[object] = getattr(error, "__notes__", ())
    names = [note.name for note in notes if isinstance(note, AttributeValidationNote)]
    entries = [note.index for note in notes if isinstance(note, IterableValidationNote)]
    steps = [f".{renamed.get(name, name)}" for name in names]
    steps += [f"[{entry}]" if isinstance(entry, int) else f".{entry:.60}" for entry in entries]
    return "".join(steps)


def key_fields(
    kind: object, renamed: Mapping[str, str] = RENAMED
) -> "Mapping[str, attrs.Attribute[Any]]":
    """The fields of a record that stand in its table, in order, by their keys there."""
    return {
        renamed.get(attribute.name, attribute.name): attribute
        for attribute in attrs.fields(cast("type", kind))
        if attribute.eq and attribute.eq_key is None
    }
