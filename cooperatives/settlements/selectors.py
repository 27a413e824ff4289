"""Reading what cooperatives are owed, what was settled and what was sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from cooperatives.ledger import services as ledger
from cooperatives.ledger.selectors import balances
from cooperatives.models import Cooperative
from cooperatives.settlements.enums import NOT_SENT
from cooperatives.settlements.models import BankAccount, Payout, PostalAddressee, Settlement, SettlementLine
from cooperatives.settlements.months import first_day, must_be_over


@dataclass(frozen=True, slots=True)
class Position:
    """Where a cooperative's money stands, in dirhams; below zero it owes us."""

    pending: Decimal
    available: Decimal
    in_transit: Decimal


def available_to(cooperative_ids: Collection[int]) -> dict[int, Decimal]:
    """What each cooperative may be paid out now: what it is owed, less the cash that it holds itself."""
    owed = {pk: ledger.owed_to_cooperative(pk).code for pk in cooperative_ids}
    held = {pk: ledger.held_by_cooperative(pk).code for pk in cooperative_ids}
    stands = balances([*owed.values(), *held.values()])
    return {pk: -stands[owed[pk]] - stands[held[pk]] for pk in cooperative_ids}


def positions_of(cooperative_id: int) -> Position:
    """Where one cooperative's money stands now: earned and waiting, available, on its way."""
    codes = [
        account(cooperative_id).code
        for account in (
            ledger.pending_of_cooperative,
            ledger.owed_to_cooperative,
            ledger.held_by_cooperative,
            ledger.in_transit_to_cooperative,
        )
    ]
    stands = balances(codes)
    pending, owed, held, transit = (-stands[code] for code in codes)
    return Position(pending=pending, available=owed + held, in_transit=transit)


def settlement_of(cooperative: Cooperative, month: date) -> Settlement | None:
    """A cooperative's settlement of the month that `month` is in, a draft too; None where nothing was drawn up.

    Raises `MonthNotOver` for a month that still runs or is to come.
    """
    month = first_day(month)
    must_be_over(month)
    return Settlement.objects.filter(cooperative=cooperative, month=month).first()


def settlements_of(cooperative: Cooperative) -> QuerySet[Settlement]:
    """A cooperative's settlements, the newest first; a draft may still change, and says so in `status`."""
    return Settlement.objects.filter(cooperative=cooperative).order_by("-month")


def lines_of(settlement: Settlement) -> QuerySet[SettlementLine]:
    """The lines of a settlement in the order of the book, each with what it adds to what is owed.

    Every row has `amount`, `account_kind`, `key`, `kind`, `posted_at`, `counts_on` and `note`.
    """
    lines = SettlementLine.objects.filter(settlement=settlement).order_by("entry")
    return lines.annotate(
        amount=-F("entry__amount"),
        account_kind=F("entry__account__kind"),
        key=F("entry__transaction__key"),
        kind=F("entry__transaction__kind"),
        posted_at=F("entry__transaction__posted_at"),
        counts_on=F("entry__transaction__counts_on"),
        note=F("entry__transaction__note"),
    )


def payouts_of(cooperative: Cooperative) -> QuerySet[Payout]:
    """What was sent to a cooperative, arrived or came back, the newest first; a mere list promises nothing."""
    sent = Payout.objects.filter(cooperative=cooperative).exclude(status__in=NOT_SENT)
    return sent.select_related("run").order_by("-id")


def current_account(cooperative: Cooperative) -> BankAccount | None:
    """The bank account that a cooperative gave last, checked or not."""
    return BankAccount.objects.filter(cooperative=cooperative, replaced_at__isnull=True).first()


def current_addressee(cooperative: Cooperative) -> PostalAddressee | None:
    """Who collects a cooperative's postal orders now."""
    return PostalAddressee.objects.filter(cooperative=cooperative, replaced_at__isnull=True).first()
