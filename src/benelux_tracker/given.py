"""How records take their ids: a type checker is told of a plain `str`, and that is all.

Ids are types of their own to a type checker alone; when the program runs, each is a `str`
and nothing is left to convert. So the converters here are None then, as if the fields had
none. A type checker reads functions, lets `Theme(id="security", …)` pass without a
wrapping, and still takes the field for a `ThemeId`.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from benelux_tracker.periods import Due
from benelux_tracker.vocabulary import IndicatorId, MilestoneId

if TYPE_CHECKING:

    def as_str(given: str) -> Any:  # noqa: ANN401 - the field says which id it is
        """A text."""

    def as_str_or_none(given: str | None) -> Any:  # noqa: ANN401 - as above
        """A text, or None."""

    def as_strs(given: tuple[str, ...]) -> Any:  # noqa: ANN401 - as above
        """Several texts."""

    def as_dues(given: Mapping[str, Due] | Mapping[MilestoneId, Due]) -> Any:  # noqa: ANN401
        """Dues by milestone; a mapping by one type of key is none by another."""

    def as_values(given: Mapping[str, Decimal] | Mapping[IndicatorId, Decimal]) -> Any:  # noqa: ANN401
        """Values by indicator."""

    def as_countries(given: Mapping[int, str]) -> Any:  # noqa: ANN401
        """Countries by year."""

else:
    as_str = as_str_or_none = as_strs = as_dues = as_values = as_countries = None

empty: Final[Callable[[], dict[Any, Any]]] = dict
"""An empty table, made ten times as fast as `dict[…]` makes one."""
