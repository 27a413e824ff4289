"""The menu Payments: money that goes back, payments that nobody can explain, disputes."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from cooperatives.accounts.models import User
from cooperatives.formats.numbers import money_text
from cooperatives.money import CURRENCY
from cooperatives.settlements.rib import grouped
from marketplace.order.models import Order
from marketplace.payment import refund_acts
from marketplace.payment.enums import (
    AttemptStatus,
    DisputeStatus,
    RefundCause,
    RefundStatus,
    RefundWay,
)
from marketplace.payment.models import Dispute, PaymentAttempt, Refund, RefundLine
from marketplace.payment.refund_acts import ApprovedByItsAuthor, MustGoBack, OnlyAnotherWay
from marketplace.payment.refund_parts import AboveTheRest, NothingToRefund, NotOfThisOrder
from marketplace.payment.refunds import ForeignMoney, OrderNotPaid
from marketplace.staff.forms.base import Refusal, Text
from marketplace.staff.forms.refunds import PaidForm, PayeeForm, ReasonForm, RefundForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, page_of, table
from marketplace.staff.views.logs import acts_of, moves_of


def _left(error: AboveTheRest) -> Text:
    left = error.left if isinstance(error.left, int) else money_text(error.left)
    return _("Only %(left)s is left.") % {"left": left}


def _refund(row: Order, by: User, given: Mapping[str, Any]) -> None:
    refund_acts.refund_by_staff(
        order_id=row.pk,
        wanted=given["wanted"],
        cause=RefundCause(given["cause"]),
        reason=given["reason"],
        payee=given["payee"],
        by=by,
    )


def _is_open_cash(row: Refund) -> bool:
    return row.status == RefundStatus.REQUESTED or row.status == RefundStatus.FAILED


REFUND_ORDER = Act(
    name="refund",
    title=_("Give money back"),
    done=_("Written down. To a card it is sent within a minute; cash waits for a second person."),
    explained=_(
        "The cooperative and the platform each give back what they had of it. What was paid by card goes back to the"
        " same card; what was paid in cash goes to a bank account or by postal order, once a second person agrees."
    ),
    icon="resubmit",
    form=RefundForm,
    do=_refund,
    is_offered=lambda row: row.paid_at is not None,
    refusals={
        OrderNotPaid: Refusal(_("Nothing was paid for this order.")),
        NothingToRefund: Refusal(_("Nothing is left to give back."), field="what"),
        AboveTheRest: Refusal(_left, field="amount"),
        NotOfThisOrder: Refusal(_("This is not of this order."), field="what"),
        "refund_within_order": Refusal(_("Together this would be more than was paid."), field="amount"),
    },
)
APPROVE = Act(
    name="approve",
    title=_("Agree"),
    done=_("Agreed: it may be paid now."),
    explained=_("You say as a second person that this money goes back, to this name and account."),
    icon="check",
    do=lambda row, by, _given: refund_acts.approve_refund(refund_id=row.pk, by=by),
    is_offered=lambda row: row.status == RefundStatus.REQUESTED,
    refusals={
        ApprovedByItsAuthor: Refusal(_("You asked for it yourself: somebody else agrees.")),
    },
)
PAID = Act(
    name="paid",
    title=_("It was paid"),
    done=_("Written down, and the shopper was told."),
    icon="check",
    form=PaidForm,
    do=lambda row, by, given: refund_acts.mark_refund_paid(refund_id=row.pk, reference=given["reference"], by=by),
    is_offered=lambda row: row.status == RefundStatus.READY and row.way != RefundWay.CARD,
)
CAME_BACK = Act(
    name="came-back",
    title=_("It came back"),
    done=_("Written down: it is owed to the shopper again. Send it another way."),
    icon="resubmit",
    form=ReasonForm,
    do=lambda row, by, given: refund_acts.mark_refund_came_back(refund_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status == RefundStatus.SUCCEEDED and row.way != RefundWay.CARD,
)
AGAIN = Act(
    name="again",
    title=_("Send to the card again"),
    done=_("It is sent within a minute."),
    explained=_("Only when what the processor refused is mended there."),
    icon="rotate",
    do=lambda row, by, _given: refund_acts.send_again(refund_id=row.pk, by=by),
    is_offered=lambda row: row.status == RefundStatus.FAILED and row.way == RefundWay.CARD and not row.provider_id,
    refusals={OnlyAnotherWay: Refusal(_("This card takes nothing back: send it another way."))},
)
ANOTHER_WAY = Act(
    name="another-way",
    title=_("Send another way"),
    done=_("Written down: a second person agrees next."),
    explained=_("By bank or by post. Whoever writes this cannot be the person who agrees."),
    icon="mail",
    form=PayeeForm,
    do=lambda row, by, given: refund_acts.send_another_way(refund_id=row.pk, payee=given["payee"], by=by),
    is_offered=_is_open_cash,
)
CALL_OFF = Act(
    name="call-off",
    title=_("Call off"),
    done=_("Called off: the cooperative and the platform have back what this took."),
    explained=_("Only a refund that was not sent. A posting takes it back; nothing is deleted."),
    icon="cross",
    form=ReasonForm,
    do=lambda row, by, given: refund_acts.call_off_refund(refund_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: (
        row.order_id is not None and row.status in (RefundStatus.REQUESTED, RefundStatus.READY, RefundStatus.FAILED)
    ),
    refusals={MustGoBack: Refusal(_("This money pays for nothing here: it goes back, one way or another."))},
)
REFUND_ATTEMPT = Act(
    name="refund",
    title=_("Give it back"),
    done=_("Written down: it is sent to the card within a minute."),
    explained=_("The whole of what came goes back to the card that it came from."),
    icon="resubmit",
    form=ReasonForm,
    do=lambda row, by, given: refund_acts.refund_attempt(attempt_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status == AttemptStatus.REVIEW and row.received_currency == CURRENCY,
    refusals={
        ForeignMoney: Refusal(_("This is not in dirhams: give it back at the processor by hand.")),
        NothingToRefund: Refusal(_("No money came: there is nothing to give back.")),
    },
)
CLOSE_FOREIGN = Act(
    name="closed",
    title=_("It was given back by hand"),
    done=_("Closed."),
    explained=_("Money in another currency is given back at the processor; say here that this was done."),
    icon="check",
    form=ReasonForm,
    do=lambda row, by, given: refund_acts.close_foreign_attempt(attempt_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status == AttemptStatus.REVIEW and row.received_currency != CURRENCY,
)


class RefundFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=RefundStatus.choices, label=_("Status"))
    way = django_filters.ChoiceFilter(choices=RefundWay.choices, label=_("How it goes back"))
    cause = django_filters.ChoiceFilter(choices=RefundCause.choices, label=_("What happened"))
    created_at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = Refund
        fields = ["status", "way", "cause", "created_at"]


class AttemptFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=AttemptStatus.choices, label=_("Status"))

    class Meta:
        model = PaymentAttempt
        fields = ["status"]


class DisputeFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=DisputeStatus.choices, label=_("Status"))

    class Meta:
        model = Dispute
        fields = ["status"]


REFUND_COLUMNS = (
    columns.link(_("When"), lambda row: columns.as_moment(row.created_at), page_of("refunds")),
    columns.money(_("Amount"), "amount"),
    columns.text(_("How it goes back"), "get_way_display"),
    columns.text(_("What happened"), "get_cause_display"),
    columns.text(_("Status"), "get_status_display"),
)
_LINE_COLUMNS = (
    columns.text(_("Product"), "line.title"),
    columns.quantity(_("Quantity"), "quantity"),
    columns.money(_("Amount"), "amount"),
    columns.money(_("Of it the platform's share"), "commission"),
    columns.money(_("Tax on the share"), "commission_tax"),
)


def refunds_of(row: Order) -> Related:
    """What went back of an order, for its page."""
    return Related(_("What went back"), table(REFUND_COLUMNS, Refund.objects.filter(order=row).order_by("-pk")))


class RefundViewSet(StaffViewSet):
    model = Refund
    names = Names(_("Refund"), _("Refunds"))
    icon = "resubmit"
    filterset_class = RefundFilters
    acts = (APPROVE, PAID, CAME_BACK, AGAIN, ANOTHER_WAY, CALL_OFF)
    list_display = (
        columns.moment(_("When"), "created_at", sort="created_at"),
        columns.code(_("Order"), lambda row: row.order.number if row.order else row.purchase.number),
        columns.money(_("Amount"), "amount", sort="amount"),
        columns.text(_("How it goes back"), "get_way_display", sort="way"),
        columns.text(_("What happened"), "get_cause_display", sort="cause"),
        columns.text(_("Status"), "get_status_display", sort="status"),
    )

    def rows(self) -> QuerySet:
        read = Refund.objects.select_related("order", "purchase").defer("payee_name", "payee_rib")
        return read.order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        # A purchase's number is what its orders' numbers begin with.
        return rows.filter(purchase__number__icontains=words.strip().rsplit("-", 1)[0])

    def facts(self, row: Refund) -> Sequence[Fact]:
        rib = grouped(row.payee_rib) if row.payee_rib else ""
        return [
            Fact(_("Order"), row.order.number if row.order else row.purchase.number, is_code=True),
            Fact(_("Cooperative"), str(row.order.cooperative) if row.order else "–"),
            Fact(_("What happened"), row.get_cause_display()),
            Fact(_("Why"), row.reason or "–"),
            Fact(_("Goods"), columns.as_money(row.goods)),
            Fact(_("Delivery money"), columns.as_money(row.delivery)),
            Fact(_("Amount"), columns.as_money(row.amount)),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("How it goes back"), row.get_way_display()),
            Fact(_("Name of who gets the money"), row.payee_name or "–"),
            Fact(_("RIB"), rib or "–", is_code=True),
            Fact(_("Who asked for it"), str(row.requested_by or "–")),
            Fact(_("Who agreed"), str(row.approved_by or "–")),
            Fact(_("Number of the transfer or of the postal order"), row.reference or "–", is_code=True),
            Fact(_("Name at the processor"), row.provider_id or "–", is_code=True),
            Fact(_("What went wrong"), row.last_error or "–", is_code=True),
            Fact(_("Name in the book"), f"refund:{row.uuid}", is_code=True),
        ]

    def related(self, row: Refund, request: HttpRequest) -> Sequence[Related]:
        lines = RefundLine.objects.filter(refund=row).select_related("line").order_by("pk")
        return [Related(_("Of which lines"), table(_LINE_COLUMNS, lines)), moves_of(row), acts_of(row)]


class AttemptViewSet(StaffViewSet):
    model = PaymentAttempt
    names = Names(_("Payment"), _("Payments to look at"))
    icon = "warning"
    filterset_class = AttemptFilters
    acts = (REFUND_ATTEMPT, CLOSE_FOREIGN)
    list_display = (
        columns.code(_("Purchase"), "purchase.number"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.money(_("Asked for"), "amount"),
        columns.code(_("Came"), lambda row: _came(row)),
        columns.moment(_("When"), "received_at", sort="received_at"),
    )

    def rows(self) -> QuerySet:
        # What a person has to look at, and what pays for nothing and is on its way back.
        looked_at = (AttemptStatus.REVIEW, AttemptStatus.REFUNDING, AttemptStatus.REFUNDED)
        read = PaymentAttempt.objects.filter(status__in=looked_at).select_related("purchase").defer("snapshot")
        return read.order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(purchase__number__icontains=words.strip())

    def facts(self, row: PaymentAttempt) -> Sequence[Fact]:
        return [
            Fact(_("Purchase"), row.purchase.number, is_code=True),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("Asked for"), columns.as_money(row.amount)),
            Fact(_("Came"), _came(row), is_code=True),
            Fact(_("When"), columns.as_moment(row.received_at)),
            Fact(_("Page at the processor"), row.session_id or "–", is_code=True),
            Fact(_("Name at the processor"), row.intent_id or "–", is_code=True),
        ]

    def related(self, row: PaymentAttempt, request: HttpRequest) -> Sequence[Related]:
        sent = Refund.objects.filter(attempt=row).order_by("-pk")
        others = PaymentAttempt.objects.filter(purchase=row.purchase_id).defer("snapshot").order_by("seq")
        shown = (
            columns.number(_("Try"), "seq"),
            columns.text(_("Status"), "get_status_display"),
            columns.money(_("Asked for"), "amount"),
            columns.code(_("Came"), _came),
        )
        return [
            Related(_("What went back"), table(REFUND_COLUMNS, sent)),
            Related(_("Every try to pay this purchase"), table(shown, others)),
            moves_of(row),
            acts_of(row),
        ]


class DisputeViewSet(StaffViewSet):
    model = Dispute
    names = Names(_("Dispute"), _("Disputes"))
    icon = "warning"
    filterset_class = DisputeFilters
    inspect_view_enabled = False
    list_display = (
        columns.code(_("Purchase"), "attempt.purchase.number"),
        columns.money(_("Amount"), "amount", sort="amount"),
        columns.code(_("Why"), "reason"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.moment(_("Opened"), "opened_at", sort="opened_at"),
        columns.moment(_("Answer it before"), "answer_by", sort="answer_by"),
    )

    def rows(self) -> QuerySet:
        return Dispute.objects.select_related("attempt__purchase").defer("attempt__snapshot").order_by("-pk")


def _came(row: PaymentAttempt) -> str:
    return f"{row.received_amount} {row.received_currency}" if row.received_amount is not None else "–"


refunds = RefundViewSet("refunds")
attempts = AttemptViewSet("payments_to_look_at")
disputes = DisputeViewSet("disputes")
