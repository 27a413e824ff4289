"""Of the menu Orders: the hubs, and the parcels that they put together. Staff send those of platforms."""

from collections.abc import Callable, Sequence

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cooperatives.territory.models import Place
from marketplace.delivery.models import Hub
from marketplace.order.enums import ParcelState
from marketplace.order.exceptions import ParcelNotComplete
from marketplace.order.models import Line, Order, Parcel
from marketplace.order.parcel_selectors import ParcelStanding, standing_of, with_orders, with_state
from marketplace.order.parcels import deliver_parcel, refuse_parcel, ship_parcel
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.parcels import HubForm, RefusedForm, ShipForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, page_of, table
from marketplace.staff.views.logs import acts_of
from marketplace.workspace.recipients import recipient_of


def _stands(*states: ParcelState) -> Callable[[Parcel], bool]:
    return lambda row: standing_of(row).state in states


SHIP = Act(
    name="ship",
    title=_("Given to the carrier"),
    done=_("The parcel is on its way."),
    explained=_("The goods of all its cooperatives leave their stock, and the shopper is told."),
    icon="arrow-right",
    form=ShipForm,
    do=lambda row, by, given: ship_parcel(parcel_id=row.pk, tracking=given["tracking"], by=by),
    is_offered=_stands(ParcelState.READY),
    refusals={
        ParcelNotComplete: Refusal(
            lambda error: (
                gettext("%(names)s: not there yet. The parcel waits for these goods.")
                % {"names": columns.listed(*error.cooperatives)}
            )
        )
    },
)
DELIVERED = Act(
    name="delivered",
    title=pgettext_lazy("parcels", "Delivered"),
    done=_("Delivered: what the carrier took is counted for each cooperative."),
    explained=_("The carrier handed the parcel over, and took the cash of all its orders that no card had paid."),
    icon="check",
    do=lambda row, by, _given: deliver_parcel(parcel_id=row.pk, by=by),
    is_offered=_stands(ParcelState.AWAY),
)
REFUSED = Act(
    name="refused",
    title=pgettext_lazy("parcels", "Refused at the door"),
    done=_("Refused: the goods are in each cooperative's stock again."),
    explained=_("All its goods go back into the stock of their cooperatives, and what a card paid goes back."),
    icon="cross",
    form=RefusedForm,
    do=lambda row, by, given: refuse_parcel(parcel_id=row.pk, by=by, reason=given["reason"]),
    is_offered=_stands(ParcelState.AWAY),
)
_ORDER_COLUMNS = (
    columns.link(_("Number"), lambda row: columns.as_code(row.number), page_of("orders")),
    columns.text(_("Cooperative"), "cooperative"),
    columns.text(_("Status"), "get_status_display"),
    columns.money(_("Total"), "total_incl_tax"),
)
_LINE_COLUMNS = (
    columns.text(_("Cooperative"), "order.cooperative"),
    columns.text(_("Product"), "title"),
    columns.quantity(_("Quantity"), "quantity"),
)
_PARCEL_COLUMNS = (
    columns.link(_("Purchase"), lambda row: columns.as_code(row.purchase.number), page_of("parcels")),
    columns.text(_("Where the parcel stands"), lambda row: ParcelState(row.state).label),
    columns.money(_("Delivery costs"), "price"),
)


def _recipient(row: Parcel, standing: ParcelStanding) -> list[Fact]:
    """For the label, as a union that is a hub reads it: from the first acceptance, until it is deleted."""
    found = recipient_of(row.purchase, standing.orders)
    if found is None:
        return []
    return [
        Fact(_("Who receives"), found["name"]),
        Fact(_("Phone of who receives"), found["shown_phone"], is_code=True),
        Fact(_("Where to"), columns.listed(found["landmark"], *_named(found["place"]))),
    ]


def _named(place: Place | None) -> list[str]:
    """A place with its commune and province: several share a name."""
    return [place.name, place.commune.name, place.commune.province.name] if place else []


class ParcelFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(choices=ParcelState.choices, label=_("Where the parcel stands"))
    hub = django_filters.ModelChoiceFilter(queryset=lambda _request: Hub.objects.order_by("code"), label=_("Hub"))

    class Meta:
        model = Parcel
        fields = ["hub"]


class ParcelViewSet(StaffViewSet):
    model = Parcel
    names = Names(_("Parcel of several cooperatives"), _("Parcels of hubs"))
    icon = "folder-open-inverse"
    filterset_class = ParcelFilters
    acts = (SHIP, DELIVERED, REFUSED)
    list_display = (
        columns.code(_("Purchase"), "purchase.number"),
        columns.text(_("Hub"), "hub"),
        columns.text(_("Where the parcel stands"), lambda row: ParcelState(row.state).label),
        columns.text(_("Waits for"), lambda row: columns.listed(*standing_of(row).missing)),
        columns.text(_("Carrier"), "carrier"),
        columns.money(_("The carrier takes in cash"), lambda row: standing_of(row).to_take),
    )

    def rows(self) -> QuerySet:
        read = with_orders(with_state(Parcel.objects.all())).select_related("hub", "carrier", "purchase")
        return read.only("hub", "carrier", "price", "tracking", "purchase__number").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        of_order = Order.objects.filter(number=words.strip()).values("parcel")
        return rows.filter(Q(purchase__number=words.strip()) | Q(tracking=words.strip()) | Q(pk__in=of_order))

    def facts(self, row: Parcel) -> Sequence[Fact]:
        standing = standing_of(row)
        return [
            Fact(_("Purchase"), row.purchase.number, is_code=True),
            Fact(_("Hub"), str(row.hub)),
            Fact(_("Where the parcel stands"), standing.state.label),
            Fact(_("Waits for"), columns.listed(*standing.missing)),
            Fact(_("Carrier"), str(row.carrier)),
            Fact(_("Number of the parcel"), row.tracking or "–", is_code=True),
            *_recipient(row, standing),
            Fact(_("On its way since"), columns.as_moment(row.shipped_at)),
            Fact(_("Delivery costs"), columns.as_money(row.price)),
            Fact(_("The carrier takes in cash"), columns.as_money(standing.to_take)),
        ]

    def related(self, row: Parcel, request: HttpRequest) -> Sequence[Related]:
        lines = Line.objects.filter(order__parcel=row).select_related("order__cooperative").order_by("order", "pk")
        return [
            Related(_("Orders"), table(_ORDER_COLUMNS, standing_of(row).orders)),
            Related(_("What was ordered"), table(_LINE_COLUMNS, lines)),
            acts_of(row),
        ]


class HubViewSet(StaffViewSet):
    model = Hub
    names = Names(_("Hub"), _("Hubs"), _("Add a hub"))
    icon = "site"
    form = HubForm
    list_display = (
        columns.text(_("Name"), "name"),
        columns.code(_("Code"), "code", sort="code"),
        columns.text(_("Whose it is"), lambda row: row.union or row.edition),
        columns.text(_("Region"), "region"),
        columns.text(_("Offered to shoppers"), lambda row: _("Yes") if row.is_active else _("No")),
    )

    def rows(self) -> QuerySet:
        return Hub.objects.select_related("union", "edition", "region").order_by("code")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        condition = Q(code__icontains=words.strip())
        for name in ("name_ar", "name_fr", "name_en"):
            condition |= Q(**{f"{name}__icontains": words.strip()})
        return rows.filter(condition)

    def facts(self, row: Hub) -> Sequence[Fact]:
        return [
            Fact(_("Name"), str(row)),
            Fact(_("Code"), row.code, is_code=True),
            Fact(_("Union"), str(row.union or "–")),
            Fact(_("Permanent platform"), str(row.edition or "–")),
            Fact(_("Region"), str(row.region)),
            Fact(_("Offered to shoppers"), _("Yes") if row.is_active else _("No")),
        ]

    def related(self, row: Hub, request: HttpRequest) -> Sequence[Related]:
        last = with_state(Parcel.objects.filter(hub=row)).select_related("purchase").only("price", "purchase__number")
        return [Related(_("Parcels of hubs"), table(_PARCEL_COLUMNS, last.order_by("-pk")[:50])), acts_of(row)]


parcels = ParcelViewSet("parcels")
hubs = HubViewSet("hubs")
