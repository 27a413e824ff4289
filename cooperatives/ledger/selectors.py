"""Reading the book: balances from checkpoints and the entries after them, and the trial balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from cooperatives.ledger.models import LedgerAccount, LedgerEntry

ZERO = Decimal("0.00")

# Each account's newest checkpoint, and what was posted after it: one index range per account.
BALANCES = """
    SELECT account.code, COALESCE(checkpoint.balance, 0) + COALESCE(tail.amount, 0)
    FROM ledger_ledgeraccount AS account
    LEFT JOIN LATERAL (
        SELECT balance, last_entry_id FROM ledger_balancecheckpoint
        WHERE account_id = account.id ORDER BY last_entry_id DESC LIMIT 1
    ) AS checkpoint ON TRUE
    LEFT JOIN LATERAL (
        SELECT SUM(amount) AS amount FROM ledger_ledgerentry
        WHERE account_id = account.id AND id > COALESCE(checkpoint.last_entry_id, 0)
    ) AS tail ON TRUE
    WHERE account.code = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """An account and what stands on it in dirhams, debit positive."""

    code: str
    kind: str
    balance: Decimal


def balances(codes: Iterable[str]) -> dict[str, Decimal]:
    """What stands on each account now, debit positive; nothing on one that was never opened."""
    wanted = list(codes)
    with connection.cursor() as cursor:
        cursor.execute(BALANCES, [wanted])
        return dict.fromkeys(wanted, ZERO) | dict(cursor.fetchall())


def trial_balance() -> list[AccountBalance]:
    """Every account with the sum of all its entries: a proof, so it trusts no checkpoint."""
    sums = dict(LedgerEntry.objects.order_by().values_list("account_id").annotate(Sum("amount")))
    accounts = LedgerAccount.objects.order_by("code")
    return [AccountBalance(account.code, account.kind, sums.get(account.pk, ZERO)) for account in accounts]
