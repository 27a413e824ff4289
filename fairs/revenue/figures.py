"""Figures as they are read: sums of cells, with what they are the sums of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was sold, in dirhams; counts are None where nothing was itemised.

    `corrections` came after the edition was settled and stand apart from its turnover.
    """

    gross: Decimal = ZERO
    returns: Decimal = ZERO
    corrections: Decimal = ZERO
    sales: int | None = 0
    units: Decimal | None = Decimal("0.000")

    @property
    def turnover(self) -> Decimal:
        return self.gross - self.returns

    @classmethod
    def of_all(cls, parts: Iterable["Figures"]) -> "Figures":
        """The sum; a count is unknown only if every part's is."""
        figures = list(parts)
        if not figures:
            return cls()
        known_sales = [part.sales for part in figures if part.sales is not None]
        known_units = [part.units for part in figures if part.units is not None]
        return cls(
            gross=sum((part.gross for part in figures), ZERO),
            returns=sum((part.returns for part in figures), ZERO),
            corrections=sum((part.corrections for part in figures), ZERO),
            sales=sum(known_sales) if known_sales else None,
            units=sum(known_units, Decimal("0.000")) if known_units else None,
        )

    def as_strings(self) -> dict[str, Any]:
        """Amounts as exact text, for JSON."""
        return {
            "gross": str(self.gross),
            "returns": str(self.returns),
            "turnover": str(self.turnover),
            "corrections": str(self.corrections),
            "sales": self.sales,
            "units": None if self.units is None else str(self.units),
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a roll-up. `key` is what it is grouped by: a code, a date, an id; None outside editions.

    `shares` splits its turnover by channel and by evidence.
    """

    key: str | date | int | None
    figures: Figures
    shares: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)

    def as_strings(self) -> dict[str, Any]:
        """Its figures and shares as exact text, for JSON."""
        shares = {f"by_{name}": {key: str(part) for key, part in parts.items()} for name, parts in self.shares.items()}
        return self.figures.as_strings() | shares


@dataclass(frozen=True, slots=True)
class Scope:
    """What a roll-up covers: codes, and business days with both ends included."""

    programme: str | None = None
    edition: str | None = None
    first_day: date | None = None
    last_day: date | None = None

    @property
    def is_whole(self) -> bool:
        """Sales outside every edition belong to it."""
        return self.programme is None and self.edition is None

    def conditions(self) -> dict[str, Any]:
        """As filters on a table of cells."""
        given = {
            "edition__programme__code": self.programme,
            "edition__code": self.edition,
            "counts_on__gte": self.first_day,
            "counts_on__lte": self.last_day,
        }
        return {name: value for name, value in given.items() if value is not None}
