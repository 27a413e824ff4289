"""What each cooperative is owed for a month, and the money sent for it."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.audit.triggers import append_only
from cooperatives.encryption import EncryptedTextField
from cooperatives.identifiers import new_number, new_public_id
from cooperatives.settlements import triggers
from cooperatives.settlements.enums import (
    ExclusionReason,
    FileFormat,
    MonthStatus,
    PayoutStatus,
    PayoutWay,
    RunStatus,
    SettlementStatus,
    WorkKind,
)

BEGINS_A_MONTH = Q(month__day=1)


def _person(**given: object) -> models.ForeignKey:
    """Somebody who did something; the log of their acts outlives their leaving."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **given)  # type: ignore[arg-type]


def _amount(**given: object) -> models.DecimalField:
    return models.DecimalField(max_digits=14, decimal_places=2, **given)  # type: ignore[arg-type]


class BankAccount(models.Model):
    """The account that a cooperative's payouts go to, usable once staff checked it against the bank's paper."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="bank_accounts")
    holder = models.CharField(_("name on the account"), max_length=140)
    rib = EncryptedTextField()
    rib_digest = models.CharField(max_length=64, db_index=True)
    last4 = models.CharField(max_length=4)
    added_by = _person()
    added_at = models.DateTimeField(default=clock.now)
    checked_by = _person(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    rejected_by = _person(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)
    rejected_because = models.CharField(max_length=200, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative"], condition=Q(replaced_at__isnull=True), name="bankaccount_current_once"
            ),
            models.CheckConstraint(condition=~Q(checked_by=F("added_by")), name="bankaccount_checked_by_another"),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False, rejected_at__isnull=True),
                name="bankaccount_checked_or_rejected",
            ),
        ]
        triggers = triggers.ACCOUNT_STAYS

    def __str__(self) -> str:
        return f"{self.cooperative} •••• {self.last4}"

    @property
    def is_usable(self) -> bool:
        return self.checked_at is not None and self.replaced_at is None


class PostalAddressee(models.Model):
    """Who collects a cooperative's postal orders, where it has no bank account."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", on_delete=models.PROTECT, related_name="postal_addressees"
    )
    name = models.CharField(_("name as on the identity card"), max_length=140)
    cin = EncryptedTextField()
    office = models.CharField(_("post office"), max_length=140)
    added_by = _person()
    added_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("addressee of postal orders")
        verbose_name_plural = _("addressees of postal orders")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative"], condition=Q(replaced_at__isnull=True), name="postaladdressee_current_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cooperative} · {self.name}"


class MonthEnd(models.Model):
    """The end of a month: the settlements of all cooperatives, drawn up and made final together."""

    month = models.DateField(unique=True)
    status = models.CharField(max_length=10, choices=MonthStatus.choices, default=MonthStatus.DRAFTING)
    drafted_by = _person(null=True, blank=True)
    drafted_at = models.DateTimeField(default=clock.now)
    final_by = _person(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-month"]
        verbose_name = _("end of a month")
        verbose_name_plural = _("ends of months")
        constraints = [models.CheckConstraint(condition=BEGINS_A_MONTH, name="monthend_begins_a_month")]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"


class Settlement(models.Model):
    """What one cooperative is owed at the end of one month; below zero it owes us."""

    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="settlements")
    month = models.DateField()
    status = models.CharField(max_length=6, choices=SettlementStatus.choices, default=SettlementStatus.DRAFT)
    opening = _amount()
    # Of its lines: what they add to what is owed.
    covered = _amount()
    closing = _amount()
    line_count = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=clock.now)
    final_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-month", "cooperative"]
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "month"], name="settlement_once_a_month"),
            models.CheckConstraint(condition=BEGINS_A_MONTH, name="settlement_begins_a_month"),
            models.CheckConstraint(condition=Q(closing=F("opening") + F("covered")), name="settlement_adds_up"),
            models.CheckConstraint(
                condition=Q(status=SettlementStatus.FINAL, final_at__isnull=False)
                | Q(status=SettlementStatus.DRAFT, final_at__isnull=True),
                name="settlement_final_at_iff_final",
            ),
        ]
        indexes = [models.Index(fields=["month", "cooperative"], name="settlement_month")]
        triggers = triggers.FINAL_STAYS

    def __str__(self) -> str:
        return f"{self.cooperative_id} {self.month:%m/%Y}"


class SettlementLine(models.Model):
    """One entry of the book that a settlement covers; the entry is its key, so none is covered twice."""

    # Entries are never deleted, and lines are only ever made out of entries: no check of a million keys.
    entry = models.OneToOneField(
        "ledger.LedgerEntry", primary_key=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="lines")

    class Meta:
        ordering = ["entry"]
        triggers = triggers.LINES_STAY

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.entry_id}"


class PayoutRun(models.Model):
    """Payouts of one month prepared together, approved by a second person, and sent in one file."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    number = models.CharField(max_length=14, unique=True, default=new_number, editable=False)
    month = models.DateField(_("month"))
    status = models.CharField(max_length=10, choices=RunStatus.choices, default=RunStatus.PREPARING)
    minimum = _amount(default=Decimal("0.00"))
    created_by = _person()
    created_at = models.DateTimeField(default=clock.now)
    approved_by = _person(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    file_taken_by = _person(null=True, blank=True)
    file_taken_at = models.DateTimeField(null=True, blank=True)
    file_format = models.CharField(max_length=3, choices=FileFormat.choices, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("payout run")
        verbose_name_plural = _("payout runs")
        constraints = [
            models.CheckConstraint(condition=BEGINS_A_MONTH, name="payoutrun_begins_a_month"),
            models.CheckConstraint(condition=~Q(approved_by=F("created_by")), name="payoutrun_approved_by_another"),
            models.CheckConstraint(
                condition=Q(
                    approved_by__isnull=True,
                    approved_at__isnull=True,
                    status__in=[RunStatus.PREPARING, RunStatus.DRAFT, RunStatus.CANCELLED],
                )
                | Q(
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    status__in=[RunStatus.APPROVED, RunStatus.READY, RunStatus.SENT, RunStatus.DONE],
                ),
                name="payoutrun_sent_only_approved",
            ),
            models.CheckConstraint(
                condition=Q(file_taken_by__isnull=True, file_taken_at__isnull=True)
                | Q(file_taken_by__isnull=False, file_taken_at__isnull=False, approved_at__isnull=False),
                name="payoutrun_file_of_approved",
            ),
            models.CheckConstraint(condition=Q(minimum__gte=0), name="payoutrun_minimum_not_negative"),
        ]
        triggers = triggers.RUN_STAYS

    def __str__(self) -> str:
        return f"{self.month:%m/%Y} · {self.number}"


class Payout(models.Model):
    """Money for one cooperative in one run, with the account as it stood when the run was prepared."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    run = models.ForeignKey(PayoutRun, on_delete=models.PROTECT, related_name="payouts")
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="payouts")
    status = models.CharField(max_length=10, choices=PayoutStatus.choices, default=PayoutStatus.PENDING)
    # What was listed; less may go, when something was taken back before the approval.
    listed = _amount()
    amount = _amount()
    way = models.CharField(max_length=6, choices=PayoutWay.choices)
    reference = models.CharField(max_length=20, unique=True)
    account = models.ForeignKey(BankAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    addressee = models.ForeignKey(PostalAddressee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Whose name is on it, and the number as it was.
    name = models.CharField(max_length=140)
    rib = EncryptedTextField(blank=True, default="")
    rib_last4 = models.CharField(max_length=4, blank=True)
    cin = EncryptedTextField(blank=True, default="")
    office = models.CharField(max_length=140, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & Q(amount__lte=F("listed")), name="payout_above_zero_as_listed"
            ),
            models.CheckConstraint(
                condition=(Q(way=PayoutWay.BANK, account__isnull=False, addressee__isnull=True) & ~Q(rib=""))
                | Q(way=PayoutWay.POSTAL, account__isnull=True, addressee__isnull=False, rib=""),
                name="payout_goes_one_way",
            ),
            models.UniqueConstraint(
                fields=["run", "cooperative"],
                condition=Q(status__in=[PayoutStatus.PENDING, PayoutStatus.IN_TRANSIT, PayoutStatus.PAID]),
                name="payout_live_once_a_run",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "-id"], name="payout_cooperative"),
            models.Index(fields=["run", "status", "id"], name="payout_run_status"),
        ]
        triggers = triggers.PAYOUT_STAYS

    def __str__(self) -> str:
        return self.reference


class PayoutMark(models.Model):
    """One move of a payout: sent, paid, come back, or a mark taken back; with the posting that it made."""

    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="marks")
    old_status = models.CharField(max_length=10, choices=PayoutStatus.choices)
    status = models.CharField(max_length=10, choices=PayoutStatus.choices)
    # When it happened, as the bank or the post says; `at` is when it was written here.
    on = models.DateField()
    at = models.DateTimeField(default=clock.now)
    by = _person()
    reason = models.CharField(max_length=200, blank=True)
    transaction = models.OneToOneField(
        "ledger.LedgerTransaction", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        triggers = append_only("payoutmark")

    def __str__(self) -> str:
        return f"{self.payout_id}: {self.old_status} → {self.status}"


class PayoutExclusion(models.Model):
    """A cooperative that a run sends nothing, and why."""

    run = models.ForeignKey(PayoutRun, on_delete=models.PROTECT, related_name="exclusions")
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=ExclusionReason.choices)
    # What would be due, or what it owes where negative.
    amount = _amount()

    class Meta:
        ordering = ["id"]
        verbose_name = _("cooperative left out of a run")
        verbose_name_plural = _("cooperatives left out of runs")
        constraints = [models.UniqueConstraint(fields=["run", "cooperative"], name="payoutexclusion_once_a_run")]
        indexes = [models.Index(fields=["run", "reason", "id"], name="payoutexclusion_reason")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.cooperative_id}: {self.reason}"


class Work(models.Model):
    """Work on many cooperatives, done a part at a time: how far it has come, for whoever waits."""

    kind = models.CharField(max_length=10, choices=WorkKind.choices)
    month_end = models.ForeignKey(MonthEnd, null=True, blank=True, on_delete=models.PROTECT, related_name="works")
    run = models.ForeignKey(PayoutRun, null=True, blank=True, on_delete=models.PROTECT, related_name="works")
    # The last key that was done; the next part begins after it.
    cursor = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    by = _person(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month_end__isnull=False, run__isnull=True) | Q(month_end__isnull=True, run__isnull=False),
                name="work_of_a_month_or_a_run",
            ),
            models.UniqueConstraint(
                fields=["month_end"], condition=Q(ended_at__isnull=True), name="work_one_at_a_month"
            ),
            models.UniqueConstraint(fields=["run"], condition=Q(ended_at__isnull=True), name="work_one_at_a_run"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.done}/{self.total}"

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0
