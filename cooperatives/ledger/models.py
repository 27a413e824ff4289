"""The book: accounts, transactions that sum to zero, entries that never change.

Debits are positive, credits negative. PostgreSQL enforces both rules; no code can switch
them off.
"""

import pgtrigger
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.audit.triggers import FirmTrigger, append_only
from cooperatives.ledger.enums import AccountKind, EntryKind

SUM_TO_ZERO = """
    IF (SELECT COALESCE(SUM(amount), 0) FROM ledger_ledgerentry WHERE transaction_id = NEW.transaction_id) <> 0 THEN
        RAISE EXCEPTION 'ledger transaction % does not sum to zero', NEW.transaction_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_sums_to_zero';
    END IF;
    RETURN NULL;
"""


class LedgerAccount(models.Model):
    """A named pot, such as `held:coop:17` or `commission`."""

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=24, choices=AccountKind.choices)
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_accounts"
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class LedgerTransaction(models.Model):
    """Entries posted together, once: `key` names the event, so that posting it again does nothing.

    `posted_at` is when we wrote it, `counts_on` the business day it belongs to.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=EntryKind.choices)
    posted_at = models.DateTimeField(default=clock.now)
    counts_on = models.DateField()
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["counts_on", "kind"], name="ledgertransaction_day")]
        triggers = append_only("ledgertransaction")

    def __str__(self) -> str:
        return self.key


class LedgerEntry(models.Model):
    """One signed amount (dirhams, debit positive) on one account."""

    # Found through the unique pair and the index of balances: each index more costs every sale.
    transaction = models.ForeignKey(LedgerTransaction, db_index=False, on_delete=models.PROTECT, related_name="entries")
    account = models.ForeignKey(LedgerAccount, db_index=False, on_delete=models.PROTECT, related_name="entries")
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "ledger entries"
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="ledgerentry_not_zero"),
            models.UniqueConstraint(fields=["transaction", "account"], name="ledgerentry_account_once"),
        ]
        indexes = [models.Index(fields=["account", "id"], include=["amount"], name="ledgerentry_balance")]
        triggers = [
            *append_only("ledgerentry"),
            FirmTrigger(
                name="ledgerentry_sums_to_zero",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=SUM_TO_ZERO,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount}"


class BalanceCheckpoint(models.Model):
    """An account's balance up to and including one entry: balances are this and the tail.

    Written only below the oldest running transaction, since ids commit out of order.
    """

    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="checkpoints")
    last_entry_id = models.BigIntegerField()
    balance = models.DecimalField(max_digits=16, decimal_places=2)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["account", "last_entry_id"], name="balancecheckpoint_once")]
        triggers = append_only("balancecheckpoint")

    def __str__(self) -> str:
        return f"{self.account_id} @ {self.last_entry_id}"
