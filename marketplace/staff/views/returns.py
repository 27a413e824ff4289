"""Goods that come back, where the platform has the last word."""

from collections.abc import Sequence

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cooperatives.texts import search_form
from marketplace.payment import returns
from marketplace.payment.enums import ReturnReason, ReturnStatus
from marketplace.payment.models import Refund, ReturnLine, ReturnRequest
from marketplace.payment.refund_parts import AboveTheRest, NothingToRefund
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.refunds import ReasonForm, ReceiveForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, table
from marketplace.staff.views.logs import acts_of, moves_of
from marketplace.staff.views.refunds import REFUND_COLUMNS

_WENT_BACK = Refusal(_("The money for these goods went back before: decline the return."))
ACCEPT = Act(
    name="accept",
    title=_("Have it taken back"),
    done=_("The shopper was told to send the goods."),
    explained=_("In place of the cooperative, when it does not answer."),
    icon="check",
    do=lambda row, by, _given: returns.accept_return(request_id=row.pk, by=by),
    is_offered=lambda row: row.status == ReturnStatus.ASKED,
)
DECLINE = Act(
    name="decline",
    title=_("Decline"),
    done=_("Declined: the shopper was told why."),
    icon="cross",
    form=ReasonForm,
    do=lambda row, by, given: returns.decline_return(request_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status in (ReturnStatus.ASKED, ReturnStatus.ACCEPTED),
)
RECEIVE = Act(
    name="received",
    title=_("The goods are back"),
    done=_("Written down: the shopper is paid back."),
    explained=_("The price of the goods goes back, with the delivery money where nothing of the order is kept."),
    icon="check",
    form=ReceiveForm,
    do=lambda row, by, given: returns.receive_return(request_id=row.pk, put_back=given["put_back"], by=by),
    is_offered=lambda row: row.status == ReturnStatus.ACCEPTED,
    refusals={AboveTheRest: _WENT_BACK, NothingToRefund: _WENT_BACK},
)
OVERRULE = Act(
    name="overrule",
    title=_("Take it back all the same"),
    done=_("The shopper was told to send the goods."),
    explained=_("The cooperative declined; the platform decides otherwise. What you write is kept."),
    icon="check",
    form=ReasonForm,
    do=lambda row, by, given: returns.overrule_return(request_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status == ReturnStatus.DECLINED,
    refusals={returns.AskedBefore: Refusal(_("Another return of this order is open: answer that one."))},
)
_LINE_COLUMNS = (columns.text(_("Product"), "line.title"), columns.quantity(_("Quantity"), "quantity"))


class ReturnFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=ReturnStatus.choices, label=_("Status"))
    reason = django_filters.ChoiceFilter(choices=ReturnReason.choices, label=_("Why"))

    class Meta:
        model = ReturnRequest
        fields = ["status", "reason"]


class ReturnViewSet(StaffViewSet):
    model = ReturnRequest
    names = Names(_("Return"), _("Returns"))
    icon = "resubmit"
    filterset_class = ReturnFilters
    acts = (ACCEPT, RECEIVE, DECLINE, OVERRULE)
    list_display = (
        columns.code(_("Order"), "order.number"),
        columns.text(_("Cooperative"), "order.cooperative"),
        columns.text(_("Why"), "get_reason_display", sort="reason"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.moment(_("Asked for"), "asked_at", sort="asked_at"),
        columns.moment(_("Answered"), "answered_at", sort="answered_at"),
    )

    def rows(self) -> QuerySet:
        read = ReturnRequest.objects.select_related("order__cooperative").defer(
            "payee_name", "payee_rib", "order__cooperative__story"
        )
        return read.order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        by_number = rows.filter(order__number__icontains=words.strip())
        return by_number | rows.filter(order__cooperative__search_text__contains=search_form(words))

    def facts(self, row: ReturnRequest) -> Sequence[Fact]:
        return [
            Fact(_("Order"), row.order.number, is_code=True),
            Fact(_("Cooperative"), str(row.order.cooperative)),
            Fact(_("Delivered"), columns.as_moment(row.order.delivered_at)),
            Fact(_("Asked for"), columns.as_moment(row.asked_at)),
            Fact(_("Why"), row.get_reason_display()),
            Fact(_("In the shopper's words"), row.note or "–"),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("Answered"), columns.as_moment(row.answered_at)),
            Fact(_("Who answered"), str(row.answered_by or "–")),
            Fact(_("The answer"), row.answer or "–"),
            Fact(_("How the money goes back"), row.get_way_display()),
        ]

    def related(self, row: ReturnRequest, request: HttpRequest) -> Sequence[Related]:
        lines = ReturnLine.objects.filter(request=row).select_related("line").order_by("pk")
        return [
            Related(_("What comes back"), table(_LINE_COLUMNS, lines)),
            Related(_("What went back"), table(REFUND_COLUMNS, Refund.objects.filter(return_request=row))),
            moves_of(row),
            acts_of(row),
        ]


returns_screen = ReturnViewSet("returns")
