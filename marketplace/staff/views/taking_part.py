"""The menu Fairs, about people: who takes part with what, at which stall, and who organises."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup

from cooperatives.accounts.models import User
from cooperatives.texts import search_form
from fairs import services
from fairs.enums import EditionRole, ParticipationStatus
from fairs.models import EditionMembership, Listing, Participation, Stall, StallAssignment
from fairs.tills.models import Till
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.fairs import (
    LISTING_REFUSALS,
    SETTLED,
    STALL_REFUSALS,
    AppointForm,
    AssignForm,
    FreeStallForm,
    ListingsForm,
    ParticipationForm,
    StallForm,
)
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, page_of, table
from marketplace.staff.views.fairs import (
    COMING,
    OfEdition,
    editions,
    every_edition,
    named,
    programmes,
    reference_figures,
    stops,
)
from marketplace.staff.views.logs import acts_of, moves_of


def _assign(row: Participation, by: User, given: Mapping[str, Any]) -> None:
    services.assign_stall(
        stall_id=given["stall"].pk, participation_id=row.pk, day_ids=[day.pk for day in given["days"]], by=by
    )


def _list(row: Participation, by: User, given: Mapping[str, Any]) -> None:
    services.set_listings(participation_id=row.pk, product_ids=[product.pk for product in given["products"]], by=by)


CONFIRM = Act(
    name="confirm",
    title=_("It comes"),
    done=_("It comes."),
    icon="check",
    do=lambda row, by, _given: services.confirm_participation(participation_id=row.pk, by=by),
    is_offered=lambda row: row.status == ParticipationStatus.INVITED,
    refusals=SETTLED,
)
WITHDRAW = Act(
    name="withdraw",
    title=_("It does not come"),
    done=_("Withdrawn: its stalls of the days to come are free."),
    explained=_("Its stalls of the days to come are free again. It cannot take part in this stop any more."),
    icon="cross",
    do=lambda row, by, _given: services.withdraw_participation(participation_id=row.pk, by=by),
    is_offered=lambda row: row.status in COMING,
    refusals=SETTLED,
)
LISTINGS = Act(
    name="listings",
    title=_("Products that it brings"),
    done=_("Written: these are sold at its till, and count online."),
    explained=_("These are sold at its till. Ordered online inside the online window, they count for the edition."),
    button=_("Save"),
    icon="tag",
    form=ListingsForm,
    do=_list,
    is_offered=lambda row: row.status in COMING,
    refusals=LISTING_REFUSALS,
)
ASSIGN = Act(
    name="assign",
    title=_("Give a stall"),
    done=_("The stall is given."),
    icon="thumbtack",
    form=AssignForm,
    do=_assign,
    is_offered=lambda row: row.status in COMING,
    refusals=STALL_REFUSALS,
)
FREE = Act(
    name="free",
    title=_("Take a stall back"),
    done=_("The stall is free on that day."),
    icon="thumbtack-crossed",
    form=FreeStallForm,
    do=lambda row, by, given: services.free_stall(assignment_id=given["assignment"].pk, by=by),
    is_offered=lambda row: bool(row.assignments.exists()),
    refusals=STALL_REFUSALS,
)
END_APPOINTMENT = Act(
    name="end",
    title=_("End the role"),
    done=_("Ended: this person has no access any more."),
    explained=_("The person cannot work on it any more. What they did stays on record."),
    icon="cross",
    do=lambda row, by, _given: services.end_appointment(membership_id=row.pk, by=by),
    is_offered=lambda row: row.ended_at is None,
    refusals={services.AppointmentEnded: Refusal(_("This role ended before."))},
)


class StallFilters(OfEdition):
    class Meta:
        model = Stall
        fields = ["edition", "is_shared"]


class ParticipationFilters(WagtailFilterSet):
    edition = django_filters.ModelChoiceFilter(field_name="stop__edition", queryset=every_edition, label=_("Edition"))
    status = django_filters.ChoiceFilter(choices=ParticipationStatus.choices, label=_("Status"))

    class Meta:
        model = Participation
        fields = ["status"]


class OrganiserFilters(WagtailFilterSet):
    role = django_filters.ChoiceFilter(choices=EditionRole.choices, label=_("Role"))
    ended = django_filters.BooleanFilter(
        field_name="ended_at", lookup_expr="isnull", exclude=True, label=_("Has ended")
    )

    class Meta:
        model = EditionMembership
        fields = ["role"]


class TillFilters(WagtailFilterSet):
    edition = django_filters.ModelChoiceFilter(field_name="stall__edition", queryset=every_edition, label=_("Edition"))
    revoked = django_filters.BooleanFilter(
        field_name="revoked_at", lookup_expr="isnull", exclude=True, label=_("Revoked")
    )

    class Meta:
        model = Till
        fields: list[str] = []


class ParticipationViewSet(StaffViewSet):
    model = Participation
    names = Names(_("Participation"), _("Taking part"), _("Add one who takes part"))
    icon = "group"
    form = ParticipationForm
    filterset_class = ParticipationFilters
    acts = (CONFIRM, WITHDRAW, LISTINGS, ASSIGN, FREE)
    list_display = (
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Stop"), "stop"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.number(_("People at the stall"), "people", sort="people"),
        columns.number(_("Of them women"), "women", sort="women"),
    )

    def rows(self) -> QuerySet:
        return Participation.objects.select_related("cooperative", "stop__edition").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(
            Q(cooperative__search_text__contains=search_form(words)) | named(words, "stop__name", "stop__edition__name")
        )

    def facts(self, row: Participation) -> Sequence[Fact]:
        return [
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("Stop"), str(row.stop)),
            Fact(_("Status"), row.get_status_display()),
            Fact(
                _("People"),
                _("%(people)s people, %(women)s women, %(young)s young people")
                % {"people": row.people, "women": row.women, "young": row.young},
            ),
            Fact(_("Takes part for the first time"), _("Yes") if row.is_first_time else _("No")),
        ]

    def related(self, row: Participation, request: HttpRequest) -> Sequence[Related]:
        listed = Listing.objects.filter(participation=row).select_related("product")
        given = StallAssignment.objects.filter(participation=row).select_related("stall", "day").order_by("day__day")
        return [
            Related(_("Products that it brings"), table([columns.text(_("Product"), "product.title")], listed)),
            Related(
                _("Stalls"),
                table([columns.day(_("Day"), "day.day"), columns.code(_("Stall"), "stall.code")], given),
            ),
            moves_of(row),
            acts_of(row),
        ]


class StallViewSet(StaffViewSet):
    model = Stall
    names = Names(_("Stall"), _("Stalls"), _("Add a stall"))
    icon = "thumbtack"
    form = StallForm
    filterset_class = StallFilters
    list_display = (
        columns.code(_("Code"), "code", sort="code"),
        columns.text(_("Edition"), "edition"),
        columns.text(_("Part of the fair"), "zone", sort="zone"),
        columns.text(_("Shared"), lambda row: _("Yes") if row.is_shared else _("No"), sort="is_shared"),
        columns.number(_("Days given"), "given"),
    )

    def rows(self) -> QuerySet:
        given = Count("assignments")
        return Stall.objects.select_related("edition").annotate(given=given).order_by("-edition__starts_at", "code")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(Q(code__icontains=words.strip()) | Q(edition__code__icontains=words.strip()))

    def facts(self, row: Stall) -> Sequence[Fact]:
        return [
            Fact(_("Edition"), str(row.edition)),
            Fact(_("Part of the fair"), row.zone or "–"),
            Fact(_("Shared by several"), _("Yes") if row.is_shared else _("No")),
        ]

    def related(self, row: Stall, request: HttpRequest) -> Sequence[Related]:
        given = StallAssignment.objects.filter(stall=row).select_related("day", "participation__cooperative")
        shown = (
            columns.day(_("Day"), "day.day"),
            columns.link(
                _("Cooperative"),
                "participation.cooperative",
                lambda assignment: page_of("participations")(assignment.participation),
            ),
        )
        return [Related(_("Who stands there"), table(shown, given.order_by("day__day", "pk")[:400])), acts_of(row)]


class OrganiserViewSet(StaffViewSet):
    model = EditionMembership
    names = Names(_("Organiser"), _("Organisers"), _("Appoint an organiser"))
    icon = "user"
    form = AppointForm
    is_editable = False
    filterset_class = OrganiserFilters
    acts = (END_APPOINTMENT,)
    list_display = (
        columns.text(_("Person"), "user"),
        columns.text(_("Role"), "get_role_display", sort="role"),
        columns.text(_("Of what"), lambda row: row.edition or row.programme),
        columns.phone(_("Phone number"), "user.phone"),
        columns.day(_("Since"), "since", sort="since"),
        columns.day(_("Until"), "ended_at", sort="ended_at"),
    )

    def rows(self) -> QuerySet:
        return EditionMembership.objects.select_related("user", "edition", "programme").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        person = Q(user__first_name__icontains=words) | Q(user__last_name__icontains=words)
        return rows.filter(person | named(words, "edition__name", "programme__name"))

    def facts(self, row: EditionMembership) -> Sequence[Fact]:
        return [
            Fact(_("Person"), str(row.user)),
            Fact(_("Role"), row.get_role_display()),
            Fact(_("Of what"), str(row.edition or row.programme)),
            Fact(_("Since"), columns.as_day(row.since)),
            Fact(_("Until"), columns.as_day(row.ended_at)),
        ]


class TillViewSet(StaffViewSet):
    model = Till
    names = Names(_("Till"), _("Tills"))
    icon = "mobile-alt"
    filterset_class = TillFilters
    inspect_view_enabled = False
    list_display = (
        columns.text(_("Name"), "__str__"),
        columns.code(_("Stall"), "stall.code"),
        columns.text(_("Edition"), "stall.edition"),
        columns.moment(_("Enrolled"), "enrolled_at", sort="enrolled_at"),
        columns.moment(_("Last seen"), "last_seen_at", sort="last_seen_at"),
        columns.moment(_("Revoked"), "revoked_at", sort="revoked_at"),
    )

    def rows(self) -> QuerySet:
        return Till.objects.select_related("stall__edition").order_by("-pk")


participations = ParticipationViewSet("participations")
stalls = StallViewSet("stalls")
organisers = OrganiserViewSet("organisers")
tills = TillViewSet("tills")


class FairsMenu(ViewSetGroup):
    menu_label = _("Fairs")
    menu_name = "fairs"
    menu_icon = "calendar"
    menu_order = 230
    items = (editions, stops, participations, stalls, organisers, programmes, tills, reference_figures)
