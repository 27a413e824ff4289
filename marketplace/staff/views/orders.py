"""The menu Orders: whom to call, every order, and sales of tills that were kept aside."""

import json
from collections.abc import Sequence

import django_filters
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup

from cooperatives.phones import shown_phone
from cooperatives.texts import search_form
from fairs.services import KeptAsideSettled, RecordedBefore, StillKeptAside, post_kept_aside, settle_kept_aside
from fairs.tills.models import QuarantinedRecord
from fairs.tills.problems import told
from marketplace.conversation.models import OrderMessage
from marketplace.order.enums import ORDER_MOVES, DeliveryKind, OrderStatus
from marketplace.order.exceptions import PurchaseOver
from marketplace.order.late import to_chase
from marketplace.order.models import Line, Order, Purchase
from marketplace.order.selectors import orders_awaiting_a_call
from marketplace.order.services import cancel_order_by_staff, cancel_purchase_by_staff, confirm_by_call
from marketplace.payment.exceptions import PagesStillOpen
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.orders import CancelForm
from marketplace.staff.forms.products import OutcomeForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, page_of, table
from marketplace.staff.views.logs import acts_of, moves_of
from marketplace.staff.views.parcels import hubs, parcels
from marketplace.staff.views.refunds import REFUND_ORDER, refunds_of

BEING_PAID = Refusal(_("The shopper may be paying it now. Unpaid, it is cancelled by itself within the hour."))
CONFIRM_BY_CALL = Act(
    name="confirm",
    title=_("The shopper means it"),
    done=_("Confirmed: the cooperatives see their orders now."),
    explained=_("Only after you spoke with the shopper. The cooperatives begin to prepare at once."),
    icon="check",
    do=lambda row, by, _given: confirm_by_call(purchase_id=row.pk, by=by),
    is_offered=lambda row: row.confirmed_at is None,
    refusals={PurchaseOver: Refusal(_("All its orders are cancelled: there is nothing left to confirm."))},
)
CANCEL_PURCHASE = Act(
    name="cancel",
    title=_("Cancel all its orders"),
    done=_("Cancelled: the stock is free again, and the shopper is told."),
    explained=_("Every order of this purchase is cancelled, its stock is free again, and the shopper is told."),
    icon="cross",
    form=CancelForm,
    do=lambda row, by, given: cancel_purchase_by_staff(purchase_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.confirmed_at is None,
    refusals={PagesStillOpen: BEING_PAID},
)
CANCEL_ORDER = Act(
    name="cancel",
    title=_("Cancel"),
    done=_("Cancelled: the stock is free again, and the shopper is told."),
    explained=_("Its stock is free again; the shopper and the cooperative are told."),
    icon="cross",
    form=CancelForm,
    do=lambda row, by, given: cancel_order_by_staff(order_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: OrderStatus.CANCELLED in ORDER_MOVES[row.status],
    refusals={PagesStillOpen: BEING_PAID},
)
SETTLE_KEPT_ASIDE = Act(
    name="settle",
    title=_("Settle"),
    done=_("Settled."),
    explained=_("Say what became of this sale: typed again at the till, declared in the day's total, or a mistake."),
    icon="check",
    form=OutcomeForm,
    do=lambda row, by, given: settle_kept_aside(quarantined_id=row.pk, outcome=given["outcome"], by=by),
    is_offered=lambda row: row.settled_at is None,
    refusals={KeptAsideSettled: Refusal(_("Somebody settled this before."))},
)

POST_KEPT_ASIDE = Act(
    name="post",
    title=_("Let it count"),
    done=_("It counts now, on the day on which it was sold."),
    explained=_("For what was sold and could not count then: by a till switched off, or of a product known since."),
    icon="plus",
    do=lambda row, by, _given: post_kept_aside(quarantined_id=row.pk, by=by),
    is_offered=lambda row: row.settled_at is None,
    refusals={
        KeptAsideSettled: Refusal(_("Somebody settled this before.")),
        StillKeptAside: Refusal(_("What was wrong with it still is. Nothing was changed.")),
        RecordedBefore: Refusal(_("Another record with this number counts already. Nothing was changed.")),
    },
)


class OrderFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=OrderStatus.choices, label=_("Status"))
    delivery_kind = django_filters.ChoiceFilter(choices=DeliveryKind.choices, label=_("Delivery"))
    date_placed = django_filters.DateFromToRangeFilter(label=_("Ordered"), widget=DateRangePickerWidget)

    class Meta:
        model = Order
        fields = ["status", "delivery_kind", "date_placed"]


class KeptAsideFilters(WagtailFilterSet):
    open = django_filters.BooleanFilter(field_name="settled_at", lookup_expr="isnull", label=_("Still open"))

    class Meta:
        model = QuarantinedRecord
        fields: list[str] = []


_ORDER_COLUMNS = (
    columns.link(_("Number"), lambda row: columns.as_code(row.number), page_of("orders")),
    columns.text(_("Cooperative"), "cooperative"),
    columns.text(_("Status"), "get_status_display"),
    columns.money(_("Total"), "total_incl_tax"),
)
_LINE_COLUMNS = (
    columns.text(_("Product"), "title"),
    columns.quantity(_("Quantity"), "quantity"),
    columns.money(_("Price"), "unit_price_incl_tax"),
    columns.money(_("Total"), "line_price_incl_tax"),
)

_MESSAGE_COLUMNS = (
    columns.moment(_("When"), "written_at"),
    columns.text(_("Who"), "get_side_display"),
    columns.text(_("Message"), "text"),
    columns.text(_("With a picture"), lambda row: _("Yes") if row.picture else ""),
)


class CallViewSet(StaffViewSet):
    model = Purchase
    names = Names(_("Purchase"), _("Calls to make"))
    icon = "mobile-alt"
    acts = (CONFIRM_BY_CALL, CANCEL_PURCHASE)
    list_display = (
        columns.code(_("Number"), "number"),
        columns.moment(_("Ordered"), "placed_at", sort="placed_at"),
        columns.money(_("Total"), "total", sort="total"),
        columns.text(_("How it is paid"), "get_payment_method_display"),
        columns.number(_("Wrong codes typed"), "confirmation_tries"),
    )

    def rows(self) -> QuerySet:
        return orders_awaiting_a_call().defer(
            "payer_name", "payer_phone", "payer_email", "recipient_name", "recipient_phone", "landmark"
        )

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(number__icontains=words.strip())

    def facts(self, row: Purchase) -> Sequence[Fact]:
        return [
            Fact(_("Number"), row.number, is_code=True),
            Fact(_("Ordered"), columns.as_moment(row.placed_at)),
            Fact(_("Confirmed"), columns.as_moment(row.confirmed_at)),
            Fact(_("Who pays"), row.payer_name),
            Fact(_("Phone of who pays"), shown_phone(row.payer_phone), is_code=True),
            Fact(_("Who receives"), row.recipient_name),
            Fact(_("Phone of who receives"), shown_phone(row.recipient_phone), is_code=True),
            Fact(_("Language"), row.language, is_code=True),
            Fact(_("Where to"), columns.listed(row.place.name if row.place else "", row.landmark)),
            Fact(_("How it is paid"), row.get_payment_method_display()),
            Fact(_("Goods"), columns.as_money(row.goods_total)),
            Fact(_("Delivery"), columns.as_money(row.delivery_total)),
            Fact(_("Total"), columns.as_money(row.total)),
        ]

    def related(self, row: Purchase, request: HttpRequest) -> Sequence[Related]:
        orders = Order.objects.filter(purchase=row).select_related("cooperative").order_by("pk")
        lines = Line.objects.filter(order__purchase=row).order_by("order", "pk")
        return [
            Related(_("Orders"), table(_ORDER_COLUMNS, orders)),
            Related(_("What was ordered"), table(_LINE_COLUMNS, lines)),
            acts_of(row),
        ]


class OrderViewSet(StaffViewSet):
    model = Order
    names = Names(_("Order"), _("Orders"))
    icon = "list-ul"
    filterset_class = OrderFilters
    acts = (CANCEL_ORDER, REFUND_ORDER)
    list_display = (
        columns.code(_("Number"), "number"),
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.text(_("Delivery"), "get_delivery_kind_display"),
        columns.money(_("Total"), "total_incl_tax", sort="total_incl_tax"),
        columns.moment(_("Ordered"), "date_placed", sort="date_placed"),
    )

    def rows(self) -> QuerySet:
        read = Order.objects.select_related("cooperative").defer("cooperative__story", "cooperative__phone")
        return read.order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(
            Q(number__icontains=words.strip()) | Q(cooperative__search_text__contains=search_form(words))
        )

    def facts(self, row: Order) -> Sequence[Fact]:
        return [
            Fact(_("Number"), row.number, is_code=True),
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("Delivery"), row.get_delivery_kind_display()),
            Fact(_("By whom, or where"), str(row.carrier or row.collect_at or "–")),
            Fact(_("Promised"), f"{columns.as_day(row.promised_from)} – {columns.as_day(row.promised_to)}"),
            Fact(_("Sent with others from"), str(row.parcel.hub) if row.parcel else "–"),
            Fact(_("Number of the parcel"), row.tracking or "–", is_code=True),
            Fact(_("Ordered"), columns.as_moment(row.date_placed)),
            Fact(_("Confirmed"), columns.as_moment(row.confirmed_at)),
            Fact(_("Delivered"), columns.as_moment(row.delivered_at)),
            Fact(_("Paid"), columns.as_moment(row.paid_at)),
            Fact(_("Cash handed over"), columns.as_moment(row.remitted_at)),
            Fact(_("Available to the cooperative"), columns.as_moment(row.released_at)),
            Fact(_("Why it ended"), row.end_reason_text or "–"),
            Fact(_("Goods"), columns.as_money(row.goods)),
            Fact(_("Delivery costs"), columns.as_money(row.shipping_incl_tax)),
            Fact(_("Total"), columns.as_money(row.total_incl_tax)),
        ]

    def related(self, row: Order, request: HttpRequest) -> Sequence[Related]:
        lines = Line.objects.filter(order=row).order_by("pk")
        ordered = Related(_("What was ordered"), table(_LINE_COLUMNS, lines))
        written = OrderMessage.objects.filter(order=row).order_by("pk")
        said = Related(_("What shopper and cooperative wrote"), table(_MESSAGE_COLUMNS, written))
        return [ordered, said, refunds_of(row), moves_of(row), acts_of(row)]


class LateViewSet(StaffViewSet):
    """Orders that nobody moves, although their cooperative was reminded: somebody telephones it."""

    model = Order
    names = Names(_("Late order"), _("Late orders"))
    icon = "time"
    acts = (CANCEL_ORDER,)
    list_display = (
        columns.code(_("Number"), "number"),
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.day(_("Should be with the carrier on"), "hand_over_by", sort="hand_over_by"),
        columns.moment(_("Late since"), "chased_at", sort="chased_at"),
    )

    def rows(self) -> QuerySet:
        return to_chase().select_related("cooperative").defer("cooperative__story")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return OrderViewSet.find(rows, words)

    def facts(self, row: Order) -> Sequence[Fact]:
        return [
            Fact(_("Number"), row.number, is_code=True),
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("Telephone of the cooperative"), shown_phone(row.cooperative.phone) or "–", is_code=True),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("Confirmed"), columns.as_moment(row.confirmed_at)),
            Fact(_("Should be with the carrier on"), columns.as_day(row.hand_over_by)),
            Fact(_("Promised"), f"{columns.as_day(row.promised_from)} – {columns.as_day(row.promised_to)}"),
            Fact(_("Late since"), columns.as_moment(row.chased_at)),
        ]

    def related(self, row: Order, request: HttpRequest) -> Sequence[Related]:
        lines = Line.objects.filter(order=row).order_by("pk")
        return [Related(_("What was ordered"), table(_LINE_COLUMNS, lines)), moves_of(row)]


class KeptAsideViewSet(StaffViewSet):
    model = QuarantinedRecord
    names = Names(_("Sale kept aside"), _("Sales kept aside"))
    icon = "warning"
    filterset_class = KeptAsideFilters
    acts = (POST_KEPT_ASIDE, SETTLE_KEPT_ASIDE)
    list_display = (
        columns.moment(_("When"), "received_at", sort="received_at"),
        columns.text(_("Till"), "till"),
        columns.text(_("Edition"), "till.stall.edition"),
        columns.text(_("Why"), lambda row: reasons(row)),
        columns.text(_("How was it settled?"), "outcome"),
    )

    def rows(self) -> QuerySet:
        read = QuarantinedRecord.objects.select_related("till__stall__edition").defer("payload")
        # What is still open first.
        return read.order_by(F("settled_at").desc(nulls_first=True), "-pk")

    def facts(self, row: QuarantinedRecord) -> Sequence[Fact]:
        return [
            Fact(_("When"), columns.as_moment(row.received_at)),
            Fact(_("Till"), str(row.till)),
            Fact(_("Edition"), str(row.till.stall.edition)),
            Fact(_("Why"), reasons(row)),
            Fact(_("What the till sent"), json.dumps(row.payload, ensure_ascii=False, indent=2), is_code=True),
            Fact(_("How was it settled?"), row.outcome or "–"),
            Fact(_("Who"), str(row.settled_by or "–")),
        ]


def reasons(row: QuarantinedRecord) -> str:
    """What was wrong with a sale, in the language of the page."""
    return " ".join(item["text"] for item in told(row.problems))


calls = CallViewSet("calls")
late = LateViewSet("late")
orders = OrderViewSet("orders")
kept_aside = KeptAsideViewSet("kept_aside")


class OrdersMenu(ViewSetGroup):
    menu_label = _("Orders")
    menu_name = "orders"
    menu_icon = "list-ul"
    menu_order = 240
    items = (calls, late, orders, parcels, hubs, kept_aside)
