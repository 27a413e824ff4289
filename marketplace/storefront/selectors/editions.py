"""Editions of fairs and markets as shoppers see them: where, when, who comes, what is sold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Abs, Coalesce, Extract, ExtractYear
from django.urls import reverse

from cooperatives import clock
from cooperatives.enums import CooperativeStatus, OrganisationKind
from cooperatives.models import Cooperative
from cooperatives.texts import shown
from fairs.business_days import CASABLANCA
from fairs.enums import EditionStatus, ParticipationStatus
from fairs.models import Edition, EditionDay, Listing, Participation, StallAssignment, Stop
from marketplace.storefront.selectors.choices import language

COLUMNS = (
    "id",
    "code",
    "name_ar",
    "name_fr",
    "name_en",
    "venue_ar",
    "venue_fr",
    "venue_en",
    "starts_at",
    "ends_at",
    "online_opens_at",
    "online_closes_at",
    "programme__name_ar",
    "programme__name_fr",
    "programme__name_en",
    "commune__name_ar",
    "commune__name_fr",
    "commune__name_en",
    "region__name_ar",
    "region__name_fr",
    "region__name_en",
)


@dataclass(frozen=True, slots=True)
class EditionCard:
    """One edition in a list."""

    code: str
    url: str
    name: str
    name_lang: str
    programme: str
    place: str
    starts_on: date
    ends_on: date
    status: EditionStatus
    online: bool
    stops: int
    cooperatives: int


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """An organisation that takes part in an edition, with its stall; `url` is empty where it has no page."""

    name: str
    name_lang: str
    url: str
    place: str
    is_women: bool
    stalls: str


def cards(editions: QuerySet[Edition]) -> list[EditionCard]:
    """Cards of `editions` in their order, with how many stops and distinct organisations each has: one query."""
    rows = editions.annotate(stop_count=_counted(_stops()), exhibitor_count=_counted(_organisations()))
    moment = clock.now()
    return [_card(row, moment) for row in rows.values(*COLUMNS, "stop_count", "exhibitor_count")]


def _counted(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(rows.values("n")), 0)


def _stops() -> QuerySet[Any]:
    return Stop.objects.filter(edition=OuterRef("pk")).order_by().values("edition").annotate(n=Count("pk"))


def _organisations() -> QuerySet[Any]:
    confirmed = Participation.objects.filter(stop__edition=OuterRef("pk"), status=ParticipationStatus.CONFIRMED)
    return confirmed.order_by().values("stop__edition").annotate(n=Count("cooperative", distinct=True))


def _card(row: Mapping[str, Any], moment: datetime) -> EditionCard:
    name, name_lang = shown(row, "name")
    return EditionCard(
        code=row["code"],
        url=reverse("fairs:edition", kwargs={"code": row["code"]}),
        name=name,
        name_lang=name_lang,
        programme=shown(row, "programme__name")[0],
        place=shown(row, "commune__name")[0],
        starts_on=first_day(row["starts_at"]),
        ends_on=last_day(row["ends_at"]),
        status=_status(row, moment),
        online=window_is_open(row["online_opens_at"], row["online_closes_at"], moment),
        stops=row["stop_count"] if row["stop_count"] > 1 else 0,
        cooperatives=row["exhibitor_count"],
    )


def _status(row: Mapping[str, Any], moment: datetime) -> EditionStatus:
    if moment < row["starts_at"]:
        return EditionStatus.UPCOMING
    return EditionStatus.LIVE if moment < row["ends_at"] else EditionStatus.CLOSED


def first_day(starts_at: datetime) -> date:
    """The calendar date on which the doors open."""
    return starts_at.astimezone(CASABLANCA).date()


def last_day(ends_at: datetime) -> date:
    """The calendar date that a visitor reads as the last: an end at or after midnight belongs to the evening before."""
    local = ends_at.astimezone(CASABLANCA)
    return date.fromordinal(local.toordinal() - 1) if local.hour < 4 else local.date()


def window_is_open(opens_at: datetime | None, closes_at: datetime | None, moment: datetime) -> bool:
    """Whether what is ordered online at `moment` counts for the edition."""
    return bool(opens_at and closes_at and opens_at <= moment < closes_at)


def published_edition(code: str) -> Edition | None:
    """The edition that shoppers may see under `code`."""
    editions = Edition.objects.published().select_related("programme", "commune__province", "region")
    return editions.filter(code=code).first()


def now_and_next(*, limit: int, region: str | None = None) -> list[EditionCard]:
    """The editions that are open, the latest to open first, then those that come."""
    moment = clock.now()
    editions = Edition.objects.published().filter(ends_at__gt=moment)
    if region:
        editions = editions.filter(Q(region=region) | Q(pk__in=_stopping_in(region)))
    is_coming = ExpressionWrapper(Q(starts_at__gt=moment), output_field=BooleanField())
    # A permanent platform opened long ago: what opened this week is the news.
    distance = Abs(Extract(F("starts_at") - moment, "epoch"))
    return cards(editions.alias(is_coming=is_coming, distance=distance).order_by("is_coming", "distance", "id")[:limit])


def _stopping_in(region: str) -> QuerySet[Stop, int]:
    return Stop.objects.filter(region=region).values_list("edition_id", flat=True)


def coming_with(cooperative: Cooperative, *, limit: int = 4) -> list[EditionCard]:
    """The editions, open or coming, in which a cooperative takes part."""
    stops = Stop.objects.filter(
        participations__cooperative=cooperative,
        participations__status=ParticipationStatus.CONFIRMED,
        ends_at__gt=clock.now(),
    )
    editions = Edition.objects.published().filter(pk__in=stops.values("edition_id"))
    return cards(editions.order_by("starts_at", "id")[:limit])


def of_programme(
    editions: QuerySet[Edition], *, programmes: Iterable[int], regions: Iterable[str]
) -> QuerySet[Edition]:
    """Those of `editions` that belong to the programmes and have a stop in the regions; empty means any."""
    if chosen := list(programmes):
        editions = editions.filter(programme__in=chosen)
    if places := list(regions):
        stops = Stop.objects.filter(region__in=places).values("edition_id")
        editions = editions.filter(Q(region__in=places) | Q(pk__in=stops))
    return editions


def past_years(editions: QuerySet[Edition]) -> list[int]:
    """The years in which editions that are over began, the latest first."""
    years = editions.filter(ends_at__lte=clock.now()).order_by()
    found = years.annotate(year=ExtractYear("starts_at", tzinfo=CASABLANCA)).values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)


def listed_at(edition: Edition) -> QuerySet[Listing, int]:
    """The products that participants list for an edition."""
    listed = Listing.objects.filter(
        participation__stop__edition=edition, participation__status=ParticipationStatus.CONFIRMED
    )
    return listed.values_list("product_id", flat=True)


def route_of(edition: Edition) -> list[Stop]:
    """The stops of an edition in their order, each with its days."""
    days = Prefetch("days", queryset=EditionDay.objects.order_by("day"))
    return list(edition.stops.select_related("commune", "region").prefetch_related(days).order_by("number"))


def exhibitors(edition: Edition, *, stop: Stop | None = None) -> QuerySet[Cooperative]:
    """The distinct organisations that take part in an edition or one of its stops: first those with a shop here."""
    confirmed = Participation.objects.filter(status=ParticipationStatus.CONFIRMED, stop__edition=edition)
    if stop:
        confirmed = confirmed.filter(stop=stop)
    taking_part = Cooperative.objects.filter(pk__in=confirmed.values("cooperative_id"))
    return taking_part.exclude(status=CooperativeStatus.SUSPENDED).order_by("-sells_online", f"sort_{language()}", "id")


def exhibitor_rows(edition: Edition, cooperatives: QuerySet[Cooperative]) -> list[Exhibitor]:
    """What the page says of some of the exhibitors, with the stalls given to them."""
    rows = list(
        cooperatives.values(
            "id",
            "slug",
            "kind",
            "status",
            "sells_online",
            *(f"name_{code}" for code in ("ar", "fr", "en")),
            *(f"commune__name_{code}" for code in ("ar", "fr", "en")),
        )
    )
    stalls = _stalls(edition, [row["id"] for row in rows])
    return [_exhibitor(row, stalls.get(row["id"], [])) for row in rows]


def _stalls(edition: Edition, cooperatives: list[int]) -> dict[int, list[str]]:
    given = StallAssignment.objects.filter(stall__edition=edition, participation__cooperative__in=cooperatives)
    found: dict[int, list[str]] = {}
    rows = given.order_by().values("participation__cooperative", "stall__code").annotate(first=Min("id"))
    for row in rows.order_by("stall__code"):
        found.setdefault(row["participation__cooperative"], []).append(row["stall__code"])
    return found


def _exhibitor(row: Mapping[str, Any], stalls: list[str]) -> Exhibitor:
    name, name_lang = shown(row, "name")
    has_page = row["status"] == CooperativeStatus.APPROVED and row["sells_online"]
    return Exhibitor(
        name=name,
        name_lang=name_lang,
        url=reverse("cooperatives:detail", kwargs={"slug": row["slug"]}) if has_page else "",
        place=shown(row, "commune__name")[0],
        is_women=row["kind"] == OrganisationKind.WOMEN,
        stalls=", ".join(stalls),
    )
