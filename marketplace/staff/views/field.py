"""Field agents by region, what they did for whom, and telephones that are said to be lost."""

from collections.abc import Sequence

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cooperatives.officers.enums import RecoveryStatus
from cooperatives.officers.exceptions import AgentEnded
from cooperatives.officers.mandates import end_agent
from cooperatives.officers.models import FieldAgent, Mandate, Recovery
from cooperatives.officers.recovering import stop_recovery
from cooperatives.phones import shown_phone
from cooperatives.territory.models import Region
from cooperatives.texts import search_form
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.field import FieldAgentForm, StopRecoveryForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, table
from marketplace.staff.views.logs import acts_of, moves_of

END_AGENT = Act(
    name="end",
    title=_("End the appointment"),
    done=_("Ended: nothing is open to this person any more."),
    explained=_("The person cannot help the region's cooperatives any more, and what runs ends at once."),
    icon="cross",
    do=lambda row, by, _given: end_agent(agent_id=row.pk, by=by),
    is_offered=lambda row: row.ended_at is None,
    refusals={AgentEnded: Refusal(_("This appointment ended before."))},
)
STOP = Act(
    name="stop",
    title=_("Stop it"),
    done=_("Stopped: the number stays as it was, and all members are told."),
    explained=_("When you doubt that the telephone is lost, or who asked."),
    icon="cross",
    form=StopRecoveryForm,
    do=lambda row, by, given: stop_recovery(recovery_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status == RecoveryStatus.WAITING,
)
_MANDATE_COLUMNS = (
    columns.text(_("Cooperative"), "cooperative"),
    columns.text(_("Task"), "task"),
    columns.text(_("Let in by"), "given_by"),
    columns.moment(_("Asked"), "asked_at"),
    columns.moment(_("Begun"), "begun_at"),
    columns.moment(_("Until"), lambda row: row.ended_at or row.ends_at),
)


class FieldAgentFilters(WagtailFilterSet):
    region = django_filters.ModelChoiceFilter(queryset=Region.objects.all(), label=_("Region"))

    class Meta:
        model = FieldAgent
        fields = ["region"]


class RecoveryFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=RecoveryStatus.choices, label=_("Status"))

    class Meta:
        model = Recovery
        fields = ["status"]


class FieldAgentViewSet(StaffViewSet):
    model = FieldAgent
    names = Names(_("Field agent"), _("Field agents"), _("Appoint a field agent"))
    icon = "user"
    form = FieldAgentForm
    is_editable = False
    filterset_class = FieldAgentFilters
    acts = (END_AGENT,)
    list_display = (
        columns.text(_("Person"), "user"),
        columns.text(_("Region"), "region.name", sort="region"),
        columns.phone(_("Phone number"), "user.phone"),
        columns.day(_("Since"), "begun_at", sort="begun_at"),
        columns.day(_("Until"), "ended_at", sort="ended_at"),
    )

    def rows(self) -> QuerySet:
        return FieldAgent.objects.select_related("user", "region").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(Q(user__first_name__icontains=words) | Q(user__last_name__icontains=words))

    def facts(self, row: FieldAgent) -> Sequence[Fact]:
        return [
            Fact(_("Person"), str(row.user)),
            Fact(_("Region"), row.region.name),
            Fact(_("Phone number"), shown_phone(row.user.phone) if row.user.phone else "–", is_code=True),
            Fact(_("Since"), columns.as_day(row.begun_at)),
            Fact(_("Until"), columns.as_day(row.ended_at)),
        ]

    def related(self, row: FieldAgent, _request: HttpRequest) -> Sequence[Related]:
        worked = Mandate.objects.filter(agent=row.user_id).select_related("cooperative", "given_by").order_by("-pk")
        return [Related(_("Where this person worked"), table(_MANDATE_COLUMNS, worked[:50])), acts_of(row)]


class RecoveryViewSet(StaffViewSet):
    model = Recovery
    names = Names(_("Lost telephone"), _("Lost telephones"))
    icon = "key"
    filterset_class = RecoveryFilters
    acts = (STOP,)
    list_display = (
        columns.text(_("Person"), "user"),
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.text(_("Field agent"), "agent"),
        columns.moment(_("Asked"), "asked_at", sort="asked_at"),
        columns.moment(_("Works from"), "due_at", sort="due_at"),
    )

    def rows(self) -> QuerySet:
        return Recovery.objects.select_related("user", "cooperative", "agent").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(
            Q(cooperative__search_text__contains=search_form(words))
            | Q(user__first_name__icontains=words)
            | Q(user__last_name__icontains=words)
        )

    def facts(self, row: Recovery) -> Sequence[Fact]:
        return [
            Fact(_("Person"), str(row.user)),
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("New telephone number"), columns.as_masked(row.phone), is_code=True),
            Fact(_("What was seen"), row.seen),
            Fact(_("Field agent"), str(row.agent)),
            Fact(_("Asked"), columns.as_moment(row.asked_at)),
            Fact(_("Works from"), columns.as_moment(row.due_at)),
            Fact(_("With the code of"), str(row.consent.asked_of) if row.consent and row.consent.given_at else "–"),
            Fact(_("Ended"), columns.as_moment(row.ended_at)),
            Fact(_("Why"), row.reason or "–"),
        ]

    def related(self, row: Recovery, _request: HttpRequest) -> Sequence[Related]:
        return [moves_of(row), acts_of(row)]


field_agents = FieldAgentViewSet("field_agents")
recoveries = RecoveryViewSet("recoveries")
