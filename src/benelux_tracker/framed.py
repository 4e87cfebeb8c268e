"""What can be had as data frames: the names of the tables, and the method that asks for one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack, overload

from benelux_tracker.dimensions import Dimension

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Table = Literal["actions", "progress", "updates", "milestones", "consultations", "findings"]
Backend = Literal["pandas", "polars", "pyarrow"]
By = Dimension | tuple[Dimension, ...] | None

_framers: list[Callable[[], Callable[..., Any]]] = []


def frame_with(framer: Callable[[], Callable[..., Any]]) -> None:
    """Say who makes data frames; asked for when somebody first wants one."""
    _framers[:] = [framer]


class Asked(TypedDict, total=False):
    """What may be asked of a table in whatever package; see `Snapshot.frame`."""

    by: By
    language: str


class Framed:
    """A record whose tables can be had as data frames."""

    __slots__ = ()

    @overload
    def frame(
        self, table: Table, *, backend: Literal["pandas"] = "pandas", **asked: Unpack[Asked]
    ) -> "pd.DataFrame": ...
    @overload
    def frame(
        self, table: Table, *, backend: Literal["polars"], **asked: Unpack[Asked]
    ) -> "pl.DataFrame": ...
    @overload
    def frame(
        self, table: Table, *, backend: Literal["pyarrow"], **asked: Unpack[Asked]
    ) -> Any: ...  # noqa: ANN401 - a `pyarrow.Table`; pyarrow has no types
    def frame(
        self,
        table: Table,
        *,
        by: By = None,
        language: str = "en",
        backend: Backend = "pandas",
    ) -> Any:
        """A table of the programme on this day as a data frame; shares are floats of 1.

        Args:
            table: `actions`, `progress`, `updates`, `milestones`, `consultations` or
                `findings`; the reference has their columns.
            by: what `progress` is rolled up by, the theme for None. For actions, updates
                and milestones: dimensions to add as columns, with a row for each group
                or country involved; the other tables take none.
            language: of titles, names and reasons: nl, fr, en or de.
            backend: the package whose frame it is: pandas, polars or pyarrow.

        Raises:
            RequestError: when there is no such table, dimension, language or package of
                frames, or the table takes no `by` (a `ValueError`).
            MissingExtraError: when a package is not installed (an `ImportError`).
        """
        return _framers[0]()(self, table, by=by, language=language, backend=backend)
