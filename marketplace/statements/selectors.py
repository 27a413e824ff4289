"""A cooperative's statement of a month: what it sold, what was kept of it, what was sent, what is left."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.settlements.enums import LIVE_PAYOUTS, PayoutStatus, SettlementStatus
from cooperatives.settlements.models import Payout, PayoutMark, Settlement
from cooperatives.settlements.selectors import payouts_of, settlement_of
from marketplace.statements.lines import StatementLine, Totals, lines_of_settlement


@dataclass(frozen=True)
class Statement:
    """One settlement with its lines and what became of the money."""

    cooperative: Cooperative
    settlement: Settlement
    lines: list[StatementLine]
    payouts: list[Payout]

    @property
    def month(self) -> date:
        return self.settlement.month

    @property
    def is_draft(self) -> bool:
        return self.settlement.status == SettlementStatus.DRAFT

    @cached_property
    def totals(self) -> Totals:
        return Totals.of(self.lines)

    @cached_property
    def paid_out(self) -> Decimal:
        """What payouts of the month took off what is owed, less what came back."""
        return sum((line.amount for line in self.lines if line.kind == "payout"), ZERO)

    @cached_property
    def handed_over(self) -> Decimal:
        """What operators of shared tills gave the cooperative in cash takes off it too."""
        return sum((line.amount for line in self.lines if line.kind == "handover"), ZERO)

    @property
    def others(self) -> Decimal:
        """What is neither proceeds, nor cash in the cooperative's hands, nor sent or handed to it."""
        known = self.totals.proceeds + self.totals.held + self.paid_out + self.handed_over
        return self.totals.amount - known


def statement_of(cooperative: Cooperative, month: date) -> Statement | None:
    """The statement of a month, a draft too; None where nothing was drawn up.

    Raises `MonthNotOver` for a month that still runs or is to come.
    """
    settlement = settlement_of(cooperative, month)
    if settlement is None:
        return None
    payouts = list(payouts_of(cooperative).filter(run__month=settlement.month, status__in=LIVE_PAYOUTS))
    return Statement(cooperative, settlement, lines_of_settlement(settlement), payouts)


def paid_this_year(cooperative: Cooperative) -> Decimal:
    """What arrived at the cooperative since the first of January."""
    arrived = PayoutMark.objects.filter(
        payout__cooperative=cooperative,
        payout__status=PayoutStatus.PAID,
        status=PayoutStatus.PAID,
        on__year=clock.today().year,
    )
    # Marked as paid, taken back and marked again is one payment.
    amounts = dict(arrived.order_by().values_list("payout_id", "payout__amount"))
    return sum(amounts.values(), ZERO)
