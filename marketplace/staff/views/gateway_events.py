"""Events of the card processor that nobody here could explain."""

from collections.abc import Sequence

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from marketplace.payment import event_acts
from marketplace.payment.enums import EventStatus
from marketplace.payment.models import GatewayEvent
from marketplace.staff.forms.refunds import ReasonForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet
from marketplace.staff.views.logs import acts_of, moves_of

AGAIN = Act(
    name="again",
    title=_("Try again"),
    done=_("It is looked at again within a minute."),
    explained=_("Only when what it needs is mended: nothing is counted twice."),
    icon="rotate",
    do=lambda row, by, _given: event_acts.try_event_again(event_id=row.pk, by=by),
    is_offered=lambda row: row.status == EventStatus.REVIEW and bool(row.raw),
)
CLOSE = Act(
    name="close",
    title=_("It is seen to"),
    done=_("Written down."),
    explained=_("Say what was found and done. No money is moved by this."),
    icon="check",
    form=ReasonForm,
    do=lambda row, by, given: event_acts.close_event(event_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status == EventStatus.REVIEW,
)


class EventFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=EventStatus.choices, label=_("Status"))

    class Meta:
        model = GatewayEvent
        fields = ["status"]


class EventViewSet(StaffViewSet):
    model = GatewayEvent
    names = Names(_("Message of the processor"), _("Messages of the processor"))
    icon = "mail"
    filterset_class = EventFilters
    acts = (AGAIN, CLOSE)
    list_display = (
        columns.moment(_("When"), "received_at", sort="received_at"),
        columns.code(_("Kind"), "kind"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.code(_("What was found"), "note"),
    )

    def rows(self) -> QuerySet:
        # Who must look at something sees that first; the others are there to be searched.
        read = GatewayEvent.objects.select_related("attempt__purchase").defer("attempt__snapshot")
        return read.exclude(status=EventStatus.IGNORED).order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(event_id=words.strip()) | rows.filter(attempt__purchase__number__icontains=words.strip())

    def facts(self, row: GatewayEvent) -> Sequence[Fact]:
        purchase = row.attempt.purchase.number if row.attempt else "–"
        return [
            Fact(_("Name at the processor"), row.event_id, is_code=True),
            Fact(_("Kind"), row.kind, is_code=True),
            Fact(_("When"), columns.as_moment(row.received_at)),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("What was found"), row.note or "–", is_code=True),
            Fact(_("How often it was tried"), str(row.tries)),
            Fact(_("Purchase"), purchase, is_code=True),
        ]

    def related(self, row: GatewayEvent, request: HttpRequest) -> Sequence[Related]:
        return [moves_of(row), acts_of(row)]


gateway_events = EventViewSet("processor_messages")
