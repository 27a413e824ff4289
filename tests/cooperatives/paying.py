"""Money for cooperatives, and months that end: what tests of settlements and payouts begin with."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.jobs.services import run_due
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerEntry
from cooperatives.ledger.selectors import balances
from cooperatives.ledger.services import (
    BANK,
    COMMISSION,
    CUSTOMER_UNAPPLIED,
    AccountRef,
    Posting,
    held_by_cooperative,
    owed_to_cooperative,
    post,
)
from cooperatives.models import Cooperative
from cooperatives.settlements.models import (
    BankAccount,
    MonthEnd,
    Payout,
    PayoutExclusion,
    PayoutMark,
    PayoutRun,
    Settlement,
    SettlementLine,
    Work,
)
from cooperatives.settlements.rib import key_of
from cooperatives.settlements.services.accounts import (
    add_bank_account,
    add_postal_addressee,
    check_bank_account,
)
from cooperatives.settlements.services.months import draft_settlements, finalise_settlements
from cooperatives.settlements.services.posting import approve_payout_run
from cooperatives.settlements.services.preparing import prepare_payout_run
from tests.factories import make_cooperative, make_user

CASABLANCA = ZoneInfo("Africa/Casablanca")
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
_serial = count(1)


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of 2026 by Morocco's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=CASABLANCA)


def make_rib(number: int = 1, *, bank: str = "007") -> str:
    first = f"{bank}780{number:016d}"
    return first + key_of(first)


def owe(cooperative: Cooperative, amount: str, *, when: datetime | None = None) -> int:
    """Post that a cooperative has earned `amount`, available at once; below zero, that it was taken back."""
    return _post(cooperative, amount, CUSTOMER_UNAPPLIED, when)


def hold_cash(cooperative: Cooperative, amount: str, commission: str, *, when: datetime | None = None) -> int:
    """Post a sale whose cash the cooperative holds itself: only the commission is due."""
    key = f"cash:{next(_serial)}"
    share = Decimal(commission)
    entries = (
        (held_by_cooperative(cooperative.pk), Decimal(amount)),
        (owed_to_cooperative(cooperative.pk), share - Decimal(amount)),
        (COMMISSION, -share),
    )
    with clock.frozen_at(when or clock.now()):
        return post([Posting(key, EntryKind.SALE, clock.today(), entries)])[key]


def _post(cooperative: Cooperative, amount: str, other: AccountRef, when: datetime | None) -> int:
    key = f"test:{next(_serial)}"
    entries = ((other, Decimal(amount)), (owed_to_cooperative(cooperative.pk), -Decimal(amount)))
    with clock.frozen_at(when or clock.now()):
        return post([Posting(key, EntryKind.RELEASE, clock.today(), entries)])[key]


def make_payable(amount: str | None = None, *, when: datetime | None = None, **given: object) -> Cooperative:
    """A cooperative whose RIB was checked, and that is owed `amount`."""
    cooperative = make_cooperative(**given)
    give_account(cooperative)
    if amount:
        owe(cooperative, amount, when=when)
    return cooperative


def give_account(cooperative: Cooperative, *, checked: bool = True) -> BankAccount:
    rib = make_rib(next(_serial))
    account = add_bank_account(cooperative_id=cooperative.pk, holder="Cooperative Amal", rib=rib, by=make_user())
    if checked:
        check_bank_account(account_id=account.pk, rib=rib, by=make_user())
    return account


def give_addressee(cooperative: Cooperative) -> None:
    add_postal_addressee(
        cooperative_id=cooperative.pk, name="Fatima Amrani", cin="AB123456", office="Tafraout", by=make_user()
    )


def draft(month: date) -> MonthEnd:
    """Draw a month up, as staff and the worker do."""
    month_end = draft_settlements(month=month, by=make_user())
    run_due()
    month_end.refresh_from_db()
    return month_end


def settle(month: date) -> MonthEnd:
    """Draw a month up and make it final."""
    return finalise_settlements(month_end_id=draft(month).pk, by=make_user())


def prepare(month: date, *, by: User | None = None, minimum: str = "0.00") -> PayoutRun:
    run = prepare_payout_run(month=month, by=by or make_user(), minimum=Decimal(minimum))
    run_due()
    run.refresh_from_db()
    return run


def approve(run: PayoutRun) -> PayoutRun:
    approve_payout_run(run_id=run.pk, by=make_user())
    run_due()
    run.refresh_from_db()
    return run


def pay_out(month: date) -> PayoutRun:
    """A run prepared by one person and approved by another, in the book."""
    return approve(prepare(month))


def settlement(cooperative: Cooperative, month: date) -> Settlement:
    return Settlement.objects.get(cooperative=cooperative, month=month)


def only_payout(cooperative: Cooperative) -> Payout:
    return Payout.objects.get(cooperative=cooperative)


def stands(cooperative: Cooperative) -> tuple[str, str, str]:
    """What stands on a cooperative's account, in transit to it, and at our bank; debit positive."""
    codes = [f"coop:{cooperative.pk}", f"coop:{cooperative.pk}:transit", BANK.code]
    found = balances(codes)
    return tuple(str(found[code]) for code in codes)  # type: ignore[return-value]


def refuses(error: type[Exception], act: Callable[[], object]) -> None:
    """`act` is refused with `error`, and leaves months, runs, payouts and the book as they were."""
    before = everything()
    try:
        act()
    except error:
        assert everything() == before
    else:
        raise AssertionError(f"{error.__name__} was expected")


def everything() -> list[object]:
    models = (MonthEnd, Settlement, SettlementLine, PayoutRun, Payout, PayoutExclusion, PayoutMark, BankAccount, Work)
    return [LedgerEntry.objects.count(), *(list(model.objects.order_by("pk").values()) for model in models)]
