"""Cash that carriers have, and what they handed over."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup

from cooperatives.accounts.models import User
from cooperatives.formats.numbers import money_text
from cooperatives.money import ZERO
from marketplace.delivery.models import Carrier
from marketplace.order.enums import Collector, OrderStatus
from marketplace.payment import remittances
from marketplace.payment.models import Remittance, RemittanceLine
from marketplace.payment.remittances import (
    KeptTooMuch,
    NotWithThisCarrier,
    StillToCome,
    TakenBackBefore,
    not_handed_over,
)
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.refunds import HandedOverForm, ReasonForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, page_of, table
from marketplace.staff.views.gateway_events import gateway_events
from marketplace.staff.views.logs import acts_of
from marketplace.staff.views.refunds import attempts, disputes, refunds
from marketplace.staff.views.returns import returns_screen


def _record(row: Carrier, by: User, given: Mapping[str, Any]) -> None:
    remittances.record_remittance(
        carrier_id=row.pk,
        order_ids=[order.pk for order in given["orders"]],
        kept=given["kept"],
        received_on=given["received_on"],
        reference=given["reference"],
        by=by,
    )


HANDED_OVER = Act(
    name="handed-over",
    title=_("It handed cash over"),
    done=_("Written down: this cash is with us."),
    explained=_("Choose the orders, count the cash, and write down what the carrier keeps for its deliveries."),
    icon="download",
    form=HandedOverForm,
    do=_record,
    is_offered=lambda row: not_handed_over(row).exists(),
    refusals={
        NotWithThisCarrier: Refusal(
            lambda error: _("Handed over before, or never taken: %(numbers)s") % {"numbers": ", ".join(error.numbers)},
            field="orders",
        ),
        KeptTooMuch: Refusal(
            lambda error: (
                _("It keeps at most the delivery money of these orders: %(most)s") % {"most": money_text(error.most)}
            ),
            field="kept",
        ),
        StillToCome: Refusal(_("This day is still to come."), field="received_on"),
        "remittanceline_turn_once": Refusal(_("Somebody wrote down the same cash just now."), field="orders"),
    },
)
TAKE_BACK = Act(
    name="take-back",
    title=_("It was a mistake"),
    done=_("Taken back: the carrier owes this cash again."),
    explained=_("A second entry takes it back, with your reason; nothing is deleted. Then write it down rightly."),
    icon="resubmit",
    form=ReasonForm,
    do=lambda row, by, given: remittances.take_remittance_back(remittance_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.reverses_id is None and not Remittance.objects.filter(reverses=row).exists(),
    refusals={TakenBackBefore: Refusal(_("This was taken back before."))},
)
_ORDER_COLUMNS = (
    columns.link(_("Number"), lambda row: columns.as_code(row.number), page_of("orders")),
    columns.text(_("Cooperative"), "cooperative"),
    columns.moment(_("Delivered"), "delivered_at"),
    columns.money(_("Taken at the door"), "total_incl_tax"),
    columns.money(_("Of it delivery money"), "shipping_incl_tax"),
)
_REMITTANCE_COLUMNS = (
    columns.link(_("On which day"), lambda row: columns.as_day(row.received_on), page_of("cash_handed_over")),
    columns.money(_("Taken at the door"), "collected"),
    columns.money(_("Kept for deliveries"), "kept"),
    columns.money(_("Handed over"), "handed_over"),
)
_LINE_COLUMNS = (
    columns.link(_("Order"), lambda row: columns.as_code(row.order.number), lambda row: page_of("orders")(row.order)),
    columns.money(_("Amount"), "amount"),
)


class RemittanceFilters(WagtailFilterSet):
    carrier = django_filters.ModelChoiceFilter(queryset=Carrier.objects.order_by("code"), label=_("Carrier"))
    received_on = django_filters.DateFromToRangeFilter(label=_("On which day"), widget=DateRangePickerWidget)

    class Meta:
        model = Remittance
        fields = ["carrier", "received_on"]


class CarrierCashViewSet(StaffViewSet):
    model = Carrier
    names = Names(_("Carrier"), _("Cash with carriers"))
    icon = "download"
    acts = (HANDED_OVER,)
    list_display = (
        columns.text(_("Carrier"), "__str__"),
        columns.number(_("Orders"), "held_orders"),
        columns.money(_("Cash that it has"), lambda row: row.held_cash or ZERO),
    )

    def rows(self) -> QuerySet:
        held = Q(
            orders__status=OrderStatus.DELIVERED,
            orders__collected_by=Collector.CARRIER,
            orders__paid_at__isnull=False,
            orders__remitted_at__isnull=True,
        )
        sums = {
            "held_orders": Count("orders", filter=held),
            "held_cash": Sum("orders__total_incl_tax", filter=held),
        }
        return Carrier.objects.annotate(**sums).order_by("code")

    def facts(self, row: Carrier) -> Sequence[Fact]:
        held = not_handed_over(row).order_by().aggregate(count=Count("pk"), cash=Sum("total_incl_tax"))
        return [
            Fact(_("Carrier"), str(row)),
            Fact(_("Orders"), held["count"]),
            Fact(_("Cash that it has"), columns.as_money(held["cash"] or ZERO)),
        ]

    def related(self, row: Carrier, request: HttpRequest) -> Sequence[Related]:
        last = Remittance.objects.filter(carrier=row).order_by("-pk")
        return [
            Related(_("Not handed over yet, the oldest first"), table(_ORDER_COLUMNS, not_handed_over(row)[:200])),
            Related(_("Handed over"), table(_REMITTANCE_COLUMNS, last[:50])),
            acts_of(row),
        ]


class RemittanceViewSet(StaffViewSet):
    model = Remittance
    names = Names(_("Cash handed over"), _("Cash handed over"))
    icon = "download"
    filterset_class = RemittanceFilters
    acts = (TAKE_BACK,)
    list_display = (
        columns.day(_("On which day"), "received_on", sort="received_on"),
        columns.text(_("Carrier"), "carrier"),
        columns.money(_("Taken at the door"), "collected"),
        columns.money(_("Kept for deliveries"), "kept"),
        columns.money(_("Handed over"), "handed_over"),
        columns.text(_("Why"), "reason"),
        columns.text(_("Who wrote it"), "recorded_by"),
    )

    def rows(self) -> QuerySet:
        return Remittance.objects.select_related("carrier", "recorded_by").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(Q(reference__icontains=words) | Q(lines__order__number=words.strip())).distinct()

    def facts(self, row: Remittance) -> Sequence[Fact]:
        taken_back = Remittance.objects.filter(reverses=row).first()
        return [
            Fact(_("Carrier"), str(row.carrier)),
            Fact(_("On which day"), columns.as_day(row.received_on)),
            Fact(_("Taken at the door"), columns.as_money(row.collected)),
            Fact(_("Kept for deliveries"), columns.as_money(row.kept)),
            Fact(_("Handed over"), columns.as_money(row.handed_over)),
            Fact(_("Number of the receipt or of the transfer"), row.reference or "–", is_code=True),
            Fact(_("Who wrote it"), str(row.recorded_by)),
            Fact(_("Takes back"), str(row.reverses or "–")),
            Fact(_("Taken back because"), taken_back.reason if taken_back else row.reason or "–"),
            Fact(_("Name in the book"), f"remittance:{row.uuid}", is_code=True),
        ]

    def related(self, row: Remittance, request: HttpRequest) -> Sequence[Related]:
        lines = RemittanceLine.objects.filter(remittance=row).select_related("order").order_by("pk")
        return [Related(_("Orders"), table(_LINE_COLUMNS, lines)), acts_of(row)]


carrier_cash = CarrierCashViewSet("cash_with_carriers")
remittances_screen = RemittanceViewSet("cash_handed_over")


class PaymentsMenu(ViewSetGroup):
    menu_label = _("Payments")
    menu_name = "payments"
    menu_icon = "resubmit"
    menu_order = 245
    items = (refunds, attempts, gateway_events, disputes, returns_screen, carrier_cash, remittances_screen)
