"""What the packages above tell the organiser's screens, without the fairs knowing who tells.

A package above registers its answer when it starts, in its `AppConfig.ready()`:

    from fairs.organiser.hooks import ordered_not_certain_provider
    ordered_not_certain_provider.register(ordered_not_certain)

Where nobody registered, the screens say that there is nothing on order.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol


class Ordered(Protocol):
    """Goods (dirhams, tax included) ordered for an edition whose money is not certain yet."""

    @property
    def edition_id(self) -> int: ...
    @property
    def cooperative_id(self) -> int: ...
    @property
    def ordered_on(self) -> date: ...
    @property
    def goods(self) -> Decimal: ...


OrderedNotCertain = Callable[[Iterable[int]], Sequence[Ordered]]


class OrderedNotCertainProvider:
    """Holds the one function that answers what is ordered for editions and not yet certain."""

    def __init__(self) -> None:
        self._ask: OrderedNotCertain | None = None

    def register(self, ask: OrderedNotCertain) -> None:
        """Let `ask` answer from now on; the last to register wins."""
        self._ask = ask

    def __call__(self, edition_ids: Iterable[int]) -> Sequence[Ordered]:
        """What is ordered for the editions and not yet certain: nothing where nobody sells online."""
        ids = list(edition_ids)
        return self._ask(ids) if self._ask and ids else []


ordered_not_certain_provider = OrderedNotCertainProvider()
