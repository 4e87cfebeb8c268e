"""Tables as data frames, and as the text or bytes of a file."""

import csv
import io
import re
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, get_args

from benelux_tracker.dimensions import dimensions, sentence
from benelux_tracker.errors import MissingExtraError, RequestError, did_you_mean
from benelux_tracker.exchange.columns import (
    COLUMNS,
    DAY,
    FLAG,
    NUMBER,
    SHARE,
    Column,
    Kind,
    key_columns,
)
from benelux_tracker.exchange.rows import ROWS
from benelux_tracker.framed import Backend, By, Table
from benelux_tracker.language.names import Names
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.visible import visible

if TYPE_CHECKING:
    from narwhals import DataFrame, Schema

Values = Mapping[Column, Sequence[object]]
"""What stands in every column, row by row."""


@contextmanager
def _of_whole_signs() -> Generator[None]:
    """Say which sign of a text no column can hold, where one cannot.

    Raises:
        RequestError: there is one (a `ValueError`).
    """
    try:
        yield
    except UnicodeEncodeError as error:
        sign = f"U+{ord(error.object[error.start]):04X}"
        message = f"a text has {sign}, half of a surrogate pair, which no table can hold"
        raise RequestError(message) from None


@_of_whole_signs()
def frame(
    snapshot: Snapshot,
    table: Table,
    *,
    by: By = None,
    language: str = "en",
    backend: Backend = "pandas",
) -> Any:  # noqa: ANN401 - a frame of that package
    """A table as a data frame of a package; see `Snapshot.frame`.

    Raises:
        RequestError: when there is no such table, dimension, language or package of
            frames, or the table takes no `by` (a `ValueError`).
        MissingExtraError: when a package is not installed (an `ImportError`).
    """
    if backend not in get_args(Backend):
        hint = did_you_mean(str(backend), get_args(Backend))
        raise RequestError(sentence(f'there are no frames of "{backend}"', hint))
    values = values_of(snapshot, table, by, language)
    _demand(f"a frame of {backend}", backend)
    if backend != "pandas":
        return _built(values, backend).to_native()
    import pandas as pd

    # Of its own accord narwhals would make whole numbers that cannot be missing.
    types = _schema(values, backend).to_pandas("numpy_nullable")
    types |= {column.name: "float64" for column in values if column.kind is SHARE}
    arrays: dict[str, Any] = {
        column.name: pd.array(held, types[column.name]) for column, held in values.items()
    }
    return pd.DataFrame(arrays)


def values_of(snapshot: Snapshot, table: Table, by: By, language: str) -> Values:
    """What stands in every column of a table, in a language.

    Raises:
        RequestError: as for `frame`, but for the package (a `ValueError`).
    """
    if table not in COLUMNS:
        raise RequestError(sentence(f'no table "{table}"', did_you_mean(str(table), COLUMNS)))
    if by is None:
        by = "theme" if table == "progress" else ()
    elif table in {"consultations", "findings"}:
        raise RequestError(f'the table "{table}" takes no "by": its rows belong to no action')
    named = tuple(dict.fromkeys(dimensions(by))) if by else ()
    names = Names.of(snapshot.programme, language)
    rows = list(ROWS[table](snapshot, named))
    keys = {column.name: column for column in key_columns(named)}
    columns = {**keys, **{column.name: column for column in COLUMNS[table]}, **keys}
    return {column: column.values(rows, names) for column in columns.values()}


def _demand(what: str, package: str) -> None:
    """See that narwhals and a package are installed; pandas and polars no extra brings."""
    lacking = [name for name in ("narwhals", package) if not find_spec(name)]
    own = [name for name in lacking if name in {"pandas", "polars"}]
    if lacking:
        raise MissingExtraError(what, "" if lacking == own else "frames", *own)


def _schema(values: Values, backend: Backend) -> "Schema":
    """The types of columns: pandas has no days of its own, pyarrow no closed lists of words."""
    import narwhals as nw

    simple = {
        DAY: nw.Datetime("us") if backend == "pandas" else nw.Date(),
        NUMBER: nw.Int64(),
        SHARE: nw.Float64(),
        FLAG: nw.Boolean(),
    }
    return nw.Schema(
        {
            column.name: simple.get(column.kind, nw.String())
            if isinstance(column.kind, Kind)
            else (nw.Categorical() if backend == "pyarrow" else nw.Enum(column.kind))
            for column in values
        }
    )


def _built(values: Values, backend: Backend) -> "DataFrame[Any]":
    import narwhals as nw

    held = {column.name: several for column, several in values.items()}
    return nw.from_dict(held, _schema(values, backend), backend=backend)


@_of_whole_signs()
def as_parquet(values: Values) -> bytes:
    """A table as a Parquet file, its texts as they are.

    Raises:
        MissingExtraError: when a package is not installed (an `ImportError`).
    """
    _demand("a Parquet file", "pyarrow")
    file = io.BytesIO()
    _built(values, "pyarrow").write_parquet(file)
    return file.getvalue()


_FORMULA: Final = re.compile(r"""(^|[;\t\n])(?="*[\t=+\-@＝＋－＠])""")
"""Where a spreadsheet that splits at tabs or semicolons could see a formula begin."""

_FLAGS: Final = {True: "true", False: "false"}


def as_csv(values: Values) -> str:
    """A table as CSV for people and programs: with commas, and with a mark that it is UTF-8.

    What cannot be seen in a text is marked, and an apostrophe stands before
    what a spreadsheet would take for a formula. Source: OWASP, CSV injection.
    """
    file = io.StringIO(newline="")
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(column.name for column in values)
    writer.writerows(zip(*map(_cells, values.values()), strict=True))
    return file.getvalue()


def _cells(held: Sequence[object]) -> list[object]:
    return [
        _harmless(it) if isinstance(it, str) else _FLAGS[it] if isinstance(it, bool) else it
        for it in held
    ]


def _harmless(text: str) -> str:
    return _FORMULA.sub(r"\1'", visible(text))
