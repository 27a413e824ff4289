"""What a payout run owes each cooperative, which way it goes, and why it sends nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from cooperatives.settlements.enums import ExclusionReason, PayoutWay
from cooperatives.settlements.months import end_of
from cooperatives.settlements.selectors import available_to

# Numbers of accounts and cards stay encrypted: they are copied as they lie, not read.
FACTS = """
    SELECT settlement.cooperative_id,
           settlement.closing,
           COALESCE((
               SELECT SUM(payout.amount) FROM settlements_payout AS payout
               WHERE payout.cooperative_id = settlement.cooperative_id AND payout.status IN ('in_transit', 'paid')
                 AND EXISTS (
                     SELECT 1 FROM settlements_payoutmark AS mark
                     WHERE mark.payout_id = payout.id AND mark.status = 'in_transit' AND mark.at >= %(end)s
                 )
           ), 0) AS sent_since,
           cooperative.status = 'suspended' AS is_suspended,
           account.id, COALESCE(account.holder, ''), COALESCE(account.rib, ''), COALESCE(account.last4, ''),
           account.checked_at IS NOT NULL AS is_checked, account.rejected_at IS NOT NULL AS is_rejected,
           addressee.id, COALESCE(addressee.name, ''), COALESCE(addressee.cin, ''), COALESCE(addressee.office, '')
    FROM settlements_settlement AS settlement
    JOIN cooperatives_cooperative AS cooperative ON cooperative.id = settlement.cooperative_id
    LEFT JOIN settlements_bankaccount AS account
        ON account.cooperative_id = settlement.cooperative_id AND account.replaced_at IS NULL
    LEFT JOIN settlements_postaladdressee AS addressee
        ON addressee.cooperative_id = settlement.cooperative_id AND addressee.replaced_at IS NULL
    WHERE settlement.month = %(month)s AND settlement.status = 'final' AND settlement.cooperative_id = ANY(%(ids)s)
    ORDER BY settlement.cooperative_id
"""


@dataclass(frozen=True, slots=True)
class Due:
    """One cooperative in one run, as it stands now. `rib` and `cin` are encrypted."""

    cooperative_id: int
    closing: Decimal
    sent_since: Decimal
    is_suspended: bool
    account_id: int | None
    holder: str
    rib: str
    last4: str
    is_checked: bool
    is_rejected: bool
    addressee_id: int | None
    name: str
    cin: str
    office: str
    available: Decimal

    @property
    def amount(self) -> Decimal:
        """What the month owes and was not sent yet, as far as it is there now; below zero it owes us."""
        return min(self.closing - self.sent_since, self.available)

    @property
    def way(self) -> PayoutWay | None:
        """By bank where the RIB was checked, else by post; None where neither is possible."""
        if self.is_checked:
            return PayoutWay.BANK
        return PayoutWay.POSTAL if self.addressee_id else None

    def excluded(self, *, minimum: Decimal) -> ExclusionReason | None:
        """Why nothing is sent; None where it is."""
        if self.is_suspended:
            return ExclusionReason.SUSPENDED
        if self.amount <= 0:
            owes = min(self.closing, self.available) < 0
            return ExclusionReason.NEGATIVE if owes else ExclusionReason.NOTHING_DUE
        if self.amount < minimum:
            return ExclusionReason.BELOW_MINIMUM
        return None if self.way else self._without_way()

    def _without_way(self) -> ExclusionReason:
        if self.account_id is None:
            return ExclusionReason.NO_WAY
        return ExclusionReason.ACCOUNT_REJECTED if self.is_rejected else ExclusionReason.ACCOUNT_UNCHECKED


def dues_of(month: date, cooperative_ids: Collection[int]) -> Sequence[Due]:
    """What each of these cooperatives is due for a month whose settlements are final, by ascending key."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, {"month": month, "end": end_of(month), "ids": list(cooperative_ids)})
        rows = cursor.fetchall()
    available = available_to([row[0] for row in rows])
    return [Due(*(*row, available[row[0]])) for row in rows]
