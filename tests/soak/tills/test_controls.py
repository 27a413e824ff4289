"""The comparison says so when something is lost or doubled: three seeds that are spoilt on purpose."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.soak.tills.plans import Act, Plan
from tests.soak.tills.seeds import Ground, Outcome
from tests.soak.tills.trial import Trial

pytestmark = pytest.mark.browser
TWO_SALES = (Act("sale", (0,)), Act("sale", (1,), "card"))


@pytest.fixture
def quiet(standing: Ground) -> Iterator[Ground]:
    yield standing
    standing.front.forgets_ids = False


def without_ids(trial: Trial) -> None:
    """Every arrival is a new sale to the shop."""
    cut = replace(TWO_SALES[0], hazards=("answer cut after the commit",))
    trial.plan = Plan(0, (cut, TWO_SALES[1]), joining=False, true_times=False)
    trial.front.forgets_ids = True


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


def about(outcome: Outcome, word: str) -> list[str]:
    return [fault for fault in outcome.faults if fault.startswith(word)]


def test_shop_that_knows_no_ids_is_found_to_have_doubled_a_sale(quiet: Ground) -> None:
    outcome = quiet.try_seed(1, spoil=without_ids)

    assert len(about(outcome, "doubled: ('sale', 1, 12000)")) == 1
    assert about(outcome, "made up")


def test_telephone_whose_queue_is_gone_is_found_to_have_lost_its_sales(quiet: Ground) -> None:
    outcome = quiet.try_seed(1, spoil=forgetting("outbox"))

    assert len(about(outcome, "lost: ")) == 2


def test_telephone_that_forgets_what_it_showed_is_found_out(quiet: Ground) -> None:
    outcome = quiet.try_seed(1, spoil=forgetting("outbox", "sales"))

    assert len([fault for fault in about(outcome, "lost on the telephone") if "called sold" in fault]) == 2
