"""A permanent platform whose operator sells for cooperatives and holds the money."""

from decimal import Decimal
from typing import Any

from cooperatives import clock
from cooperatives.ledger.selectors import balances, trial_balance
from cooperatives.ledger.services import held_by_operator
from cooperatives.models import Cooperative
from fairs.enums import CashHolder
from fairs.models import CashHandover, DepositSlip, Edition, Participation
from fairs.revenue.services import record_sales
from fairs.services.deposits import NewSlip, leave_on_deposit, take_from_deposit
from fairs.services.operator_cash import NewHandover, hand_over_cash
from tests.factories import make_cooperative, make_participation, make_product, make_user
from tests.fairs.facts import line, sale
from tests.fairs.organisers import make_fair

D = Decimal


def make_platform(**given: Any) -> Edition:
    return make_fair(**{"programme_kind": "permanent_platforms", "cash_held_by": CashHolder.OPERATOR} | given)


def make_depositor(edition: Edition, *, stock: str = "10", products: int = 1, **given: Any) -> Participation:
    """A cooperative that takes part, with products of which `stock` is free, 120 dirhams each."""
    cooperative = make_cooperative(**given)
    for _ in range(products):
        make_product(cooperative=cooperative, price="120.00", stock=stock)
    return make_participation(edition, cooperative)


def slip_of(edition: Edition, cooperative: Cooperative, **given: Any) -> NewSlip:
    """Three of the cooperative's first product, signed by two."""
    first = cooperative.products.order_by("pk").first()
    values: dict[str, Any] = {
        "edition": edition,
        "cooperative": cooperative,
        "quantities": {first.public_id: D(3)} if first else {},
        "given_by": "Fatima Ait Ali",
        "received_by": "Driss",
    }
    return NewSlip(**(values | given))


def leave(edition: Edition, cooperative: Cooperative, **given: Any) -> DepositSlip:
    return leave_on_deposit(new=slip_of(edition, cooperative, **given), by=make_user())


def take(edition: Edition, cooperative: Cooperative, **given: Any) -> DepositSlip:
    return take_from_deposit(new=slip_of(edition, cooperative, **given), by=make_user())


def sell_there(participation: Participation, amount: str, **rates: Any) -> None:
    """Sold at the operator's till: the operator has the money."""
    edition = participation.stop.edition
    record_sales(facts=[sale(line(participation, amount, **rates), held_by=held_by_operator(edition.code))])


def hand_over(edition: Edition, amount: str, cooperative: Cooperative | None = None, **given: Any) -> CashHandover:
    values: dict[str, Any] = {
        "edition": edition,
        "amount": D(amount),
        "handed_on": clock.today(),
        "given_by": "Driss",
        "cooperative": cooperative,
        "received_by": "Fatima Ait Ali" if cooperative else "",
        "reference": "" if cooperative else "BR-17",
    }
    return hand_over_cash(new=NewHandover(**(values | given)), by=make_user())


def stands(*codes: str) -> dict[str, Decimal]:
    """What stands on the accounts, without those on which there is nothing."""
    return {code: amount for code, amount in balances(codes).items() if amount}


def assert_books_balance() -> None:
    assert sum((account.balance for account in trial_balance()), D(0)) == 0
