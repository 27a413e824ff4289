"""Seeds that must come out wrong: without these nobody knows whether the comparison can fail."""

from collections.abc import Callable
from dataclasses import replace

from tests.soak.tills.plans import Act, Plan
from tests.soak.tills.trial import Trial

TWO_SALES = (Act("sale", (0,)), Act("sale", (1,), "card"))


def without_ids(trial: Trial) -> None:
    """Every arrival is a new sale to the shop."""
    cut = replace(TWO_SALES[0], hazards=("answer cut after the commit",))
    trial.plan = Plan(0, (cut, TWO_SALES[1]), joining=False, true_times=False)
    join = trial.join

    def joined() -> None:
        join()
        # What is cut is a sale, and not the opening of the till.
        trial.drain()
        trial.front.forgets_ids = True

    trial.join = joined  # type: ignore[method-assign]


def forgetting(*stores: str) -> Callable[[Trial], None]:
    """Two sales wait until the evening, and then the telephone forgets."""

    def spoil(trial: Trial) -> None:
        trial.plan = Plan(0, TWO_SALES, joining=False, true_times=False)
        join, heal = trial.join, trial.heal

        def joined() -> None:
            join()
            trial.front.away = True

        def healed() -> None:
            trial.phone.ask(trial.phone.page, "(names) => soak.forget(names)", [*stores])
            heal()

        trial.join, trial.heal = joined, healed  # type: ignore[method-assign]

    return spoil


# By the seed under which their outcome is written.
SPOILT: dict[int, Callable[[Trial], None]] = {
    -1: without_ids,
    -2: forgetting("outbox"),
    -3: forgetting("outbox", "sales"),
}
