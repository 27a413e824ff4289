"""Every row lock of settlements and payouts: work, then month or run, then payouts, then accounts of the book."""

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from cooperatives.ledger.enums import AccountKind
from cooperatives.ledger.models import LedgerAccount
from cooperatives.settlements.models import BankAccount, MonthEnd, Payout, PayoutRun, Work


def work_for_update(pk: int) -> Work:
    """The work's row: whoever does a part of it, or calls it off, waits here first."""
    return Work.objects.select_for_update(of=("self",)).get(pk=pk)


def open_work_for_update(*, run_id: int) -> Work | None:
    """What goes through a run's lines now."""
    return Work.objects.select_for_update(of=("self",)).filter(run_id=run_id, ended_at__isnull=True).first()


def month_end_for_update(pk: int | None) -> MonthEnd:
    return MonthEnd.objects.select_for_update(of=("self",)).get(pk=pk or 0)


def month_ends_for_update() -> list[MonthEnd]:
    """Every month that was ever drawn up, the oldest first: one a month, so never many."""
    return list(MonthEnd.objects.select_for_update(of=("self",)).order_by("month"))


def run_for_update(pk: int | None) -> PayoutRun:
    return PayoutRun.objects.select_for_update(of=("self",)).get(pk=pk or 0)


class HeldPayout(NamedTuple):
    """What posting and marking read of a payout: thousands of whole rows would take longer than their posting."""

    pk: int
    public_id: str
    cooperative_id: int
    status: str
    listed: Decimal
    amount: Decimal
    way: str
    account_id: int | None
    addressee_id: int | None
    reference: str


def payouts_for_update(pks: Collection[int], *, status: str) -> list[HeldPayout]:
    """The payouts among `pks` that stand at `status` once their rows are held, by ascending key."""
    rows = Payout.objects.select_for_update(of=("self",)).filter(pk__in=pks, status=status).order_by("pk")
    return [HeldPayout(*row) for row in rows.values_list(*HeldPayout._fields)]


def payout_for_update(pk: int) -> Payout:
    return Payout.objects.select_for_update(of=("self",)).defer("rib", "cin").get(pk=pk)


def hold_accounts_of(cooperative_ids: Collection[int]) -> None:
    """Let nobody else pay these cooperatives out until the transaction ends.

    NO KEY UPDATE: whoever posts an entry only needs the account to stay, so sales, releases and
    refunds do not wait for a payout run, however long it is.
    """
    accounts = LedgerAccount.objects.select_for_update(of=("self",), no_key=True)
    owed = accounts.filter(cooperative_id__in=cooperative_ids, kind=AccountKind.COOPERATIVE)
    list(owed.order_by("pk").values_list("pk", flat=True))


def bank_account_for_update(pk: int) -> BankAccount:
    return BankAccount.objects.select_for_update(of=("self",)).get(pk=pk)
