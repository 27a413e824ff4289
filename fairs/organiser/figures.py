"""Sums of cells as the screens and exports show them: how much, where, and how it is known."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from fairs.enums import Channel, Evidence
from fairs.revenue.figures import Figures

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Known:
    """A part of a turnover by the way it is known; `share` is from 0 to 1."""

    evidence: str
    turnover: Decimal
    share: Decimal

    @property
    def label(self) -> str:
        return str(Evidence(self.evidence).label)


@dataclass(frozen=True)
class Breakdown:
    """Figures by channel and evidence together: what is asked of one is asked of its parts."""

    parts: tuple[tuple[str, str, Figures], ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> "Breakdown":
        """From rows of sums, each with its channel and evidence."""
        return cls(tuple((row["channel"], row["evidence"], _figures(row)) for row in rows))

    @cached_property
    def total(self) -> Figures:
        return Figures.of_all(figures for _, _, figures in self.parts)

    @property
    def turnover(self) -> Decimal:
        return self.total.turnover

    @property
    def with_corrections(self) -> Decimal:
        """All that is known now, what came after settlement included."""
        return self.total.turnover + self.total.corrections

    @cached_property
    def at_stalls(self) -> "Breakdown":
        return self.where(channel=Channel.STALL)

    @cached_property
    def online(self) -> "Breakdown":
        return self.where(channel=Channel.ONLINE)

    @cached_property
    def itemised(self) -> "Breakdown":
        return self.where(evidence=Evidence.ITEMISED)

    @cached_property
    def declared(self) -> "Breakdown":
        return self.where(evidence=Evidence.DECLARED)

    @cached_property
    def estimated(self) -> "Breakdown":
        return self.where(evidence=Evidence.ESTIMATED)

    @cached_property
    def known(self) -> list[Known]:
        """The turnover by evidence, what is surest first; kinds of which there is nothing are left out."""
        return self._shares(lambda part: part.turnover)

    @cached_property
    def known_with_corrections(self) -> list[Known]:
        """The same of all that is known now."""
        return self._shares(lambda part: part.with_corrections)

    def where(self, *, channel: str | None = None, evidence: str | None = None) -> "Breakdown":
        return Breakdown(
            tuple(part for part in self.parts if channel in (None, part[0]) and evidence in (None, part[1]))
        )

    def _shares(self, amount: Callable[["Breakdown"], Decimal]) -> list[Known]:
        whole = amount(self)
        parts = ((kind, amount(self.where(evidence=kind))) for kind in Evidence.values)
        return [Known(kind, part, part / whole if whole else Decimal(0)) for kind, part in parts if part]


NOTHING = Breakdown()


def grouped(rows: Iterable[Mapping[str, Any]], key: Callable[[Mapping[str, Any]], Key]) -> dict[Key, Breakdown]:
    """A breakdown for each key, in the order in which the keys first appear."""
    groups: dict[Key, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: Breakdown.of(of_one) for name, of_one in groups.items()}


def _figures(row: Mapping[str, Any]) -> Figures:
    return Figures(
        gross=row["gross"],
        returns=row["returns"],
        corrections=row["corrections"],
        sales=row["sales"],
        units=row["units"],
    )
