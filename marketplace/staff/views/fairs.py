"""The menu Fairs: programmes, editions with their stops and days, and the figures they are held against."""

from collections.abc import Sequence

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cooperatives.formats.days import day_range_text, hour_text
from cooperatives.territory.models import Region
from cooperatives.texts import LANGUAGES
from fairs import services
from fairs.enums import ParticipationStatus
from fairs.models import (
    Edition,
    EditionDay,
    EditionMembership,
    Participation,
    Programme,
    ReferenceFigure,
    Stall,
    Stop,
)
from marketplace.staff.forms.fairs import DayForm, EditionForm, ProgrammeForm, StopForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, adding, form_of, page_of, table
from marketplace.staff.views.logs import acts_of

COMING = (ParticipationStatus.INVITED, ParticipationStatus.CONFIRMED)


PUBLISH = Act(
    name="publish",
    title=_("Publish"),
    done=_("Published: everybody sees it on the calendar."),
    explained=_("Everybody sees it on the calendar. Online orders count for it inside its online window."),
    icon="view",
    do=lambda row, by, _given: services.publish_edition(edition_id=row.pk, by=by),
    is_offered=lambda row: not row.is_published,
)
HIDE = Act(
    name="hide",
    title=_("Hide"),
    done=_("Hidden: it is off the calendar."),
    explained=_("It is off the calendar, and online orders stop counting for it. Its figures stay."),
    icon="no-view",
    do=lambda row, by, _given: services.hide_edition(edition_id=row.pk, by=by),
    is_offered=lambda row: row.is_published,
)


def named(words: str, *paths: str) -> Q:
    """Rows whose name, in any language and under any of `paths`, holds the words."""
    condition = Q()
    for path in paths:
        for language in LANGUAGES:
            condition |= Q(**{f"{path}_{language}__icontains": words.strip()})
    return condition


class EditionFilters(WagtailFilterSet):
    programme = django_filters.ModelChoiceFilter(queryset=Programme.objects.all(), label=_("Programme"))
    region = django_filters.ModelChoiceFilter(queryset=Region.objects.all(), label=_("Region"))
    is_published = django_filters.BooleanFilter(label=_("Published"))
    open = django_filters.BooleanFilter(field_name="settled_at", lookup_expr="isnull", label=_("Not settled yet"))

    class Meta:
        model = Edition
        fields = ["programme", "region", "is_published"]


def every_edition(_request: HttpRequest | None) -> QuerySet[Edition]:
    return Edition.objects.order_by("-starts_at", "pk")


class OfEdition(WagtailFilterSet):
    edition = django_filters.ModelChoiceFilter(queryset=every_edition, label=_("Edition"))

    class Meta:
        model = Stop
        fields = ["edition"]


def dates(row: Edition | Stop) -> str:
    """From which day to which a row is open."""
    return day_range_text(row.starts_at, row.ends_at)


_STOP_COLUMNS = (
    columns.link(_("Name"), "__str__", page_of("stops")),
    columns.text(_("When"), dates),
    columns.number(_("Taking part"), "coming"),
    columns.day(_("Settled"), "settled_at"),
)
_STALL_COLUMNS = (
    columns.link(_("Code"), "code", page_of("stalls")),
    columns.text(_("Part of the fair"), "zone"),
    columns.text(_("Shared"), lambda row: _("Yes") if row.is_shared else _("No")),
    columns.number(_("Days given"), "given"),
)
_ORGANISER_COLUMNS = (
    columns.link(_("Person"), "user", page_of("organisers")),
    columns.text(_("Role"), "get_role_display"),
    columns.day(_("Since"), "since"),
    columns.day(_("Until"), "ended_at"),
)
_PARTICIPATION_COLUMNS = (
    columns.link(_("Cooperative"), "cooperative", page_of("participations")),
    columns.text(_("Status"), "get_status_display"),
    columns.number(_("People at the stall"), "people"),
    columns.number(_("Of them women"), "women"),
)
_DAY_COLUMNS = (
    columns.link(_("Day"), lambda row: columns.as_day(row.day), form_of("days")),
    columns.text(_("Opens"), lambda row: hour_text(row.opens_at)),
    columns.text(_("Closes"), lambda row: hour_text(row.closes_at)),
)


class ProgrammeViewSet(StaffViewSet):
    model = Programme
    names = Names(_("Programme"), _("Programmes"), _("Add a programme"))
    icon = "folder-open-inverse"
    form = ProgrammeForm
    inspect_view_enabled = False
    list_display = (
        columns.text(_("Name"), "__str__"),
        columns.text(_("Kind"), "get_kind_display"),
        columns.code(_("Code"), "code"),
        columns.number(_("Editions"), "held"),
    )

    def rows(self) -> QuerySet:
        return Programme.objects.annotate(held=Count("editions")).order_by("pk")


class EditionViewSet(StaffViewSet):
    model = Edition
    names = Names(_("Edition"), _("Editions"), _("Add an edition"))
    icon = "calendar"
    form = EditionForm
    filterset_class = EditionFilters
    acts = (PUBLISH, HIDE)
    list_display = (
        columns.text(_("Name"), "__str__"),
        columns.text(_("Programme"), "programme"),
        columns.text(_("When"), dates, sort="starts_at"),
        columns.text(_("Region"), "region.name", sort="region"),
        columns.text(_("Stands"), lambda row: row.status.label),
        columns.text(_("Published"), lambda row: _("Yes") if row.is_published else _("No"), sort="is_published"),
        columns.day(_("Settled"), "settled_at", sort="settled_at"),
    )

    def rows(self) -> QuerySet:
        return Edition.objects.select_related("programme", "region").order_by("-starts_at", "pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(named(words, "name", "venue") | Q(code__icontains=words.strip()))

    def facts(self, row: Edition) -> Sequence[Fact]:
        opens, closes = row.online_opens_at, row.online_closes_at
        window = day_range_text(opens, closes) if opens and closes else "–"
        return [
            Fact(_("Programme"), str(row.programme)),
            Fact(_("Code"), row.code, is_code=True),
            Fact(_("Where"), columns.listed(row.venue, row.commune.name, row.region.name)),
            Fact(_("When"), dates(row)),
            Fact(_("Online window"), window),
            Fact(_("The day of sales ends at"), hour_text(row.business_day_ends)),
            Fact(_("Who keeps the money of the stalls"), row.get_cash_held_by_display()),
            Fact(_("Published"), _("Yes") if row.is_published else _("No")),
            Fact(_("Settled"), columns.as_day(row.settled_at)),
        ]

    def related(self, row: Edition, request: HttpRequest) -> Sequence[Related]:
        here = Stop.objects.filter(edition=row).annotate(
            coming=Count("participations", filter=Q(participations__status__in=COMING))
        )
        places = Stall.objects.filter(edition=row).annotate(given=Count("assignments")).order_by("code")
        people = EditionMembership.objects.filter(edition=row).select_related("user").order_by("ended_at", "pk")
        return [
            Related(
                _("Stops"),
                table(_STOP_COLUMNS, here.order_by("number")),
                adding("stops", edition=row.pk),
                _("Add a stop"),
            ),
            Related(
                _("Stalls"),
                table(_STALL_COLUMNS, places[:400]),
                adding("stalls", edition=row.pk),
                _("Add a stall"),
            ),
            Related(
                _("Organisers"),
                table(_ORGANISER_COLUMNS, people[:100]),
                adding("organisers", edition=row.pk),
                _("Appoint an organiser"),
            ),
            acts_of(row),
        ]


class StopViewSet(StaffViewSet):
    model = Stop
    names = Names(_("Stop"), _("Stops"), _("Add a stop"))
    icon = "site"
    form = StopForm
    filterset_class = OfEdition
    list_display = (
        columns.text(_("Name"), "__str__"),
        columns.text(_("Edition"), "edition"),
        columns.text(_("When"), dates, sort="starts_at"),
        columns.text(_("Region"), "region.name"),
        columns.number(_("Taking part"), "coming"),
        columns.day(_("Settled"), "settled_at", sort="settled_at"),
    )

    def rows(self) -> QuerySet:
        coming = Count("participations", filter=Q(participations__status__in=COMING))
        return Stop.objects.select_related("edition", "region").annotate(coming=coming).order_by("-starts_at", "pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(named(words, "name", "edition__name") | Q(edition__code__icontains=words.strip()))

    def facts(self, row: Stop) -> Sequence[Fact]:
        return [
            Fact(_("Edition"), str(row.edition)),
            Fact(_("Number"), row.number),
            Fact(_("Where"), columns.listed(row.commune.name, row.region.name)),
            Fact(_("When"), dates(row)),
            Fact(_("Online orders may be collected here"), _("Yes") if row.accepts_collection else _("No")),
            Fact(_("Settled"), columns.as_day(row.settled_at)),
        ]

    def related(self, row: Stop, request: HttpRequest) -> Sequence[Related]:
        who = Participation.objects.filter(stop=row).select_related("cooperative").order_by("pk")
        return [
            Related(
                _("Taking part"),
                table(_PARTICIPATION_COLUMNS, who[:400]),
                adding("participations", stop=row.pk),
                _("Add one who takes part"),
            ),
            Related(_("Days"), table(_DAY_COLUMNS, EditionDay.objects.filter(stop=row).order_by("day"))),
            acts_of(row),
        ]


class DayViewSet(StaffViewSet):
    model = EditionDay
    names = Names(_("Day"), _("Days"))
    icon = "date"
    form = DayForm
    filterset_class = None
    is_addable = False
    inspect_view_enabled = False
    list_display = (
        columns.day(_("Day"), "day", sort="day"),
        columns.text(_("Stop"), "stop"),
        columns.text(_("Opens"), lambda row: hour_text(row.opens_at)),
        columns.text(_("Closes"), lambda row: hour_text(row.closes_at)),
    )

    def rows(self) -> QuerySet:
        return EditionDay.objects.select_related("stop__edition").order_by("-day", "pk")


class ReferenceFigureViewSet(StaffViewSet):
    model = ReferenceFigure
    names = Names(_("Reference figure"), _("Reference figures"))
    icon = "openquote"
    inspect_view_enabled = False
    list_per_page = 100
    list_display = (
        columns.text(_("What it says"), "label"),
        columns.text(_("How exact"), "attribution"),
        columns.quantity(_("Value"), "value", sort="value"),
        columns.code(_("Unit"), "unit"),
        columns.text(_("Source"), "source"),
        columns.day(_("Said on"), "source_date", sort="source_date"),
    )


programmes = ProgrammeViewSet("programmes")
editions = EditionViewSet("editions")
stops = StopViewSet("stops")
days = DayViewSet("days")
reference_figures = ReferenceFigureViewSet("reference_figures")
