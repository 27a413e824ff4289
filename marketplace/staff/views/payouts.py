"""Payouts line by line, who was left out of a run, and the accounts that payouts go to."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cooperatives.settlements.enums import (
    CAME_BACK,
    ExclusionReason,
    PayoutStatus,
    PayoutWay,
)
from cooperatives.settlements.exceptions import (
    AccountReplaced,
    AccountSettledBefore,
    CheckedByItsAuthor,
    RibDiffers,
)
from cooperatives.settlements.models import BankAccount, Payout, PayoutExclusion, PayoutRun
from cooperatives.settlements.rib import masked
from cooperatives.settlements.services.accounts import check_bank_account, reject_bank_account
from cooperatives.settlements.services.marks import (
    mark_paid,
    mark_rejected,
    mark_returned,
    take_back_mark,
)
from cooperatives.texts import search_form
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.payouts import (
    RIB_REFUSALS,
    CheckForm,
    DayAndReasonForm,
    DayForm,
    ReasonForm,
    month_text,
)
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, table
from marketplace.staff.views.logs import acts_of
from marketplace.staff.views.paying import DAY_REFUSALS, SHOWN, HandingOverView

PAID = Act(
    name="paid",
    title=_("It was paid"),
    done=_("Marked as paid."),
    icon="check",
    form=DayForm,
    do=lambda row, by, given: mark_paid(payout_id=row.pk, on=given["on"], by=by),
    is_offered=lambda row: row.status == PayoutStatus.IN_TRANSIT,
    refusals=DAY_REFUSALS,
)
RETURNED = Act(
    name="returned",
    title=_("It came back"),
    done=_("The cooperative is owed the money again."),
    explained=_("The money is back with us, and goes out with the next run."),
    icon="rotate",
    form=DayAndReasonForm,
    do=lambda row, by, given: mark_returned(payout_id=row.pk, on=given["on"], reason=given["reason"], by=by),
    is_offered=lambda row: row.status in (PayoutStatus.IN_TRANSIT, PayoutStatus.PAID),
    refusals=DAY_REFUSALS,
)
REJECTED = Act(
    name="refused",
    title=_("It was refused"),
    done=_("The cooperative is owed the money again."),
    explained=_("The bank or the post did not send it."),
    icon="cross",
    form=DayAndReasonForm,
    do=lambda row, by, given: mark_rejected(payout_id=row.pk, on=given["on"], reason=given["reason"], by=by),
    is_offered=lambda row: row.status == PayoutStatus.IN_TRANSIT,
    refusals=DAY_REFUSALS,
)
TAKE_BACK = Act(
    name="take-back",
    title=_("Take the mark back"),
    done=_("On its way again, as before the mark."),
    explained=_("Only for a mark that was a mistake. The book gets a new posting that undoes it."),
    icon="rotate",
    form=ReasonForm,
    do=lambda row, by, given: take_back_mark(payout_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status in (PayoutStatus.PAID, *CAME_BACK),
)
_MARK_COLUMNS = (
    columns.moment(_("When it was written"), "at"),
    columns.text(_("Status"), "get_status_display"),
    columns.day(_("On which day"), "on"),
    columns.text(_("Who"), "by"),
    columns.text(_("Why"), "reason"),
    columns.code(_("In the book"), "transaction.key"),
)


class PayoutFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=PayoutStatus.choices, label=_("Status"))
    way = django_filters.ChoiceFilter(choices=PayoutWay.choices, label=_("How"))
    run = django_filters.ModelChoiceFilter(queryset=lambda _request: PayoutRun.objects.all(), label=_("Payout run"))

    class Meta:
        model = Payout
        fields = ["status", "way", "run"]


class PayoutViewSet(StaffViewSet):
    model = Payout
    names = Names(_("Payout"), _("Payouts"))
    icon = "arrow-right"
    filterset_class = PayoutFilters
    acts = (PAID, RETURNED, REJECTED, TAKE_BACK)
    list_display = (
        columns.code(_("Reference"), "reference"),
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Month"), lambda row: month_text(row.run.month)),
        columns.text(_("How"), "get_way_display"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.money(_("Amount"), "amount", sort="amount"),
    )

    @property
    def act_view(self) -> Any:
        return self.construct_view(HandingOverView, acts={act.name: act for act in self.acts})

    def rows(self) -> QuerySet:
        read = Payout.objects.select_related("cooperative", "run").defer("rib", "cin", "cooperative__phone")
        return read.order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        by_reference = rows.filter(reference=words.strip().upper())
        return by_reference | rows.filter(cooperative__search_text__contains=search_form(words))

    def facts(self, row: Payout) -> Sequence[Fact]:
        return [
            Fact(_("Reference"), row.reference, is_code=True),
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("Month"), month_text(row.run.month)),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("Listed"), columns.as_money(row.listed)),
            Fact(_("Amount"), columns.as_money(row.amount)),
            Fact(_("How"), row.get_way_display()),
            Fact(_("Who receives"), row.name),
            Fact(_("RIB"), masked(row.rib_last4) if row.rib_last4 else "–", is_code=True),
            Fact(_("Post office"), row.office or "–"),
        ]

    def related(self, row: Payout, request: HttpRequest) -> Sequence[Related]:
        marks = row.marks.select_related("by", "transaction").order_by("-pk")
        return [Related(_("What became of it"), table(_MARK_COLUMNS, marks[:SHOWN])), acts_of(row)]


class LeftOutFilters(WagtailFilterSet):
    reason = django_filters.ChoiceFilter(choices=ExclusionReason.choices, label=_("Why"))
    run = django_filters.ModelChoiceFilter(queryset=lambda _request: PayoutRun.objects.all(), label=_("Payout run"))

    class Meta:
        model = PayoutExclusion
        fields = ["reason", "run"]


class LeftOutViewSet(StaffViewSet):
    model = PayoutExclusion
    names = Names(_("Left out of a run"), _("Left out of runs"))
    icon = "warning"
    filterset_class = LeftOutFilters
    inspect_view_enabled = False
    list_display = (
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Payout run"), "run"),
        columns.text(_("Why"), "get_reason_display", sort="reason"),
        columns.money(_("Amount"), "amount", sort="amount"),
    )

    def rows(self) -> QuerySet:
        return PayoutExclusion.objects.select_related("cooperative", "run").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(cooperative__search_text__contains=search_form(words))


CHECK = Act(
    name="check",
    title=_("Check the RIB"),
    done=_("Checked: payouts go to this account from now on."),
    explained=_("With the bank's paper before you. Whoever wrote the account cannot check it."),
    icon="check",
    form=CheckForm,
    do=lambda row, by, given: check_bank_account(account_id=row.pk, rib=given["rib"], by=by),
    is_offered=lambda row: not (row.checked_at or row.rejected_at or row.replaced_at),
    refusals={
        **RIB_REFUSALS,
        RibDiffers: Refusal(_("This is not the RIB that the cooperative wrote: ask it."), field="rib"),
        CheckedByItsAuthor: Refusal(_("You wrote this account: another person must check it.")),
        AccountReplaced: Refusal(_("The cooperative has given another account since.")),
        AccountSettledBefore: Refusal(_("Somebody looked at this account before you.")),
    },
)
TURN_DOWN = Act(
    name="turn-down",
    title=_("Turn down"),
    done=_("Turned down: nothing is sent to this account."),
    explained=_("The cooperative reads why on its page."),
    icon="cross",
    form=ReasonForm,
    do=lambda row, by, given: reject_bank_account(account_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: not (row.rejected_at or row.replaced_at),
    refusals={
        AccountReplaced: Refusal(_("The cooperative has given another account since.")),
        AccountSettledBefore: Refusal(_("Somebody looked at this account before you.")),
    },
)


def account_state(row: BankAccount) -> Any:
    """Where an account stands, in words."""
    if row.replaced_at:
        return _("Replaced")
    if row.rejected_at:
        return _("Turned down")
    return _("Checked") if row.checked_at else _("Waits to be checked")


class AccountFilters(WagtailFilterSet):
    unchecked = django_filters.BooleanFilter(field_name="checked_at", lookup_expr="isnull", label=_("Not checked"))

    class Meta:
        model = BankAccount
        fields: list[str] = []


class BankAccountViewSet(StaffViewSet):
    model = BankAccount
    names = Names(_("Bank account"), _("Bank accounts"))
    icon = "lock"
    filterset_class = AccountFilters
    acts = (CHECK, TURN_DOWN)
    list_display = (
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Name on the account"), "holder"),
        columns.code(_("RIB"), lambda row: masked(row.last4)),
        columns.text(_("Where it stands"), account_state),
        columns.moment(_("Written"), "added_at", sort="added_at"),
    )

    @property
    def act_view(self) -> Any:
        return self.construct_view(HandingOverView, acts={act.name: act for act in self.acts})

    def rows(self) -> QuerySet:
        read = BankAccount.objects.filter(replaced_at__isnull=True).select_related("cooperative")
        return read.defer("rib", "cooperative__phone").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(cooperative__search_text__contains=search_form(words))

    def facts(self, row: BankAccount) -> Sequence[Fact]:
        same = BankAccount.objects.filter(rib_digest=row.rib_digest).exclude(cooperative=row.cooperative_id)
        others = same.values_list("cooperative__name_fr", flat=True).order_by("pk").distinct()
        return [
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("Name on the account"), row.holder),
            Fact(_("RIB"), masked(row.last4), is_code=True),
            Fact(_("Where it stands"), account_state(row)),
            Fact(_("Written by"), row.added_by),
            Fact(_("Checked by"), row.checked_by or "–"),
            Fact(_("Why it was turned down"), row.rejected_because or "–"),
            Fact(_("The same RIB was given by"), columns.listed(*others)),
        ]

    def related(self, row: BankAccount, request: HttpRequest) -> Sequence[Related]:
        return [acts_of(row)]


payouts = PayoutViewSet("payouts")
left_out = LeftOutViewSet("left_out")
bank_accounts = BankAccountViewSet("bank_accounts")
