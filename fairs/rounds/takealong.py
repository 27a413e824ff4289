"""What a tablet takes along: the stalls of the last days with what is known of them, in a fixed number of queries."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.utils import translation
from django.utils.translation import gettext

from catalogue.models import Product, ProductClass
from cooperatives import clock
from cooperatives.money import ZERO
from cooperatives.texts import LANGUAGES, texts_of
from fairs.business_days import business_day
from fairs.enums import Channel, Evidence
from fairs.models import DeclaredTotal, Edition, EditionDay, Listing, Participation, StallAssignment
from fairs.revenue.models import DetailCell
from fairs.rounds.models import SlipBook, Visit
from fairs.rounds.usual import usual_takings

# A round is of today, sometimes of yesterday: more would only be carried about.
MOST_DAYS = 7
MOST_PRODUCTS = 5000

ParticipationDay = tuple[int, date]


@dataclass(frozen=True, slots=True)
class Known:
    """What the server knows of a stall and day when the tablet asks."""

    itemised: Decimal
    declared: Decimal | None
    visited: str | None
    by: str | None


def round_book_of(edition: Edition) -> dict[str, Any]:
    """The book as the API hands it out."""
    days = _days_come(edition)
    participations = _participations(days)
    products = _products(participations)
    return {
        "now": clock.now().isoformat(),
        "edition": {
            "code": edition.code,
            "name": texts_of(edition, "name"),
            "cut_off": f"{edition.business_day_ends:%H:%M}",
        },
        "days": [
            {"day": row.day.isoformat(), "stop": {"id": str(row.stop.number), "name": texts_of(row.stop, "name")}}
            for row in days
        ],
        "places": _places(edition, days, participations, products),
        "families": [
            {"code": row.code, "name": texts_of(row, "name"), "icon": row.icon}
            for row in ProductClass.objects.order_by("pk")
        ],
        "who_sees": {language: _who_sees(language) for language in LANGUAGES},
        "slip_books": _slip_books(edition),
        "products": products,
    }


def _days_come(edition: Edition) -> list[EditionDay]:
    """The business days that have come, latest first."""
    today = business_day(clock.now(), ends=edition.business_day_ends)
    rows = EditionDay.objects.filter(stop__edition=edition, day__lte=today).select_related("stop")
    return list(rows.order_by("-day", "stop__number")[:MOST_DAYS])


def _participations(days: Collection[EditionDay]) -> list[Participation]:
    rows = Participation.objects.coming().filter(stop__in={row.stop_id for row in days})
    return list(rows.select_related("cooperative").order_by("pk"))


def _places(
    edition: Edition,
    days: Collection[EditionDay],
    participations: Collection[Participation],
    products: Collection[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    stalls = _stalls(days)
    known = _known(days, participations)
    sold = _families_sold(participations, products)
    usual = usual_takings(edition_id=edition.pk, stop_ids=[row.stop_id for row in days])
    return [
        {
            "participation": row.public_id,
            "name": texts_of(row.cooperative, "name"),
            "kind": row.cooperative.kind,
            "stall": stalls.get((row.pk, day.day), (None, ""))[0],
            "zone": stalls.get((row.pk, day.day), (None, ""))[1],
            "day": day.day.isoformat(),
            "families": sold[row.public_id],
            "usual": _told(usual.of(row.stop_id, row.cooperative_id, day.day)),
            "known": _known_told(known[row.pk, day.day]),
        }
        for day in days
        for row in participations
        if row.stop_id == day.stop_id
    ]


def _stalls(days: Collection[EditionDay]) -> dict[ParticipationDay, tuple[str, str]]:
    """Where each stands: code and zone; the first where it has several stalls."""
    rows = StallAssignment.objects.filter(day__in=days).order_by("-stall__code")
    given = rows.values_list("participation_id", "day__day", "stall__code", "stall__zone")
    return {(participation, day): (code, zone) for participation, day, code, zone in given}


def _known(days: Collection[EditionDay], participations: Collection[Participation]) -> dict[ParticipationDay, Known]:
    itemised, said, visits = _itemised(days), _said(days), _visits(days)
    known = {}
    for day in days:
        for row in participations:
            total, visit = said.get((row.pk, day.day)), visits.get((row.pk, day.day))
            who = visit.by if visit else total.declared_by if total else None
            known[row.pk, day.day] = Known(
                itemised=itemised.get((row.stop_id, row.cooperative_id, day.day), ZERO),
                declared=total.amount if total else None,
                visited=visit.outcome if visit else None,
                by=str(who) if who else None,
            )
    return known


def _itemised(days: Collection[EditionDay]) -> dict[tuple[int, int, date], Decimal]:
    cells = DetailCell.objects.filter(
        edition__in={row.stop.edition_id for row in days},
        stop__in={row.stop_id for row in days},
        counts_on__in={row.day for row in days},
        channel=Channel.STALL,
        evidence=Evidence.ITEMISED,
    ).order_by()
    sums = cells.values_list("stop_id", "cooperative_id", "counts_on").annotate(
        amount=Sum(F("gross") - F("returns") + F("corrections"))
    )
    return {(stop, cooperative, day): amount for stop, cooperative, day, amount in sums if stop is not None}


def _said(days: Collection[EditionDay]) -> dict[ParticipationDay, DeclaredTotal]:
    rows = DeclaredTotal.objects.filter(
        participation__stop__in={row.stop_id for row in days},
        counts_on__in={row.day for row in days},
        evidence=Evidence.DECLARED,
    ).order_by()
    return {(row.participation_id, row.counts_on): row for row in rows.select_related("declared_by")}


def _visits(days: Collection[EditionDay]) -> dict[ParticipationDay, Visit]:
    """The latest of each; told goes before refused and absent, whenever it was (by the words' own order)."""
    rows = Visit.objects.filter(
        round__stop__in={row.stop_id for row in days}, round__counts_on__in={row.day for row in days}
    ).select_related("round", "by")
    return {(row.participation_id, row.round.counts_on): row for row in rows.order_by("outcome", "received_at", "pk")}


def _families_sold(
    participations: Collection[Participation], products: Collection[Mapping[str, Any]]
) -> dict[str, list[str]]:
    """The families that each brings, those of most products first."""
    counted: dict[str, Counter[str]] = {row.public_id: Counter() for row in participations}
    for product in products:
        counted[product["participation"]][product["family"]] += 1
    return {name: [family for family, _ in families.most_common()] for name, families in counted.items()}


def _products(participations: Collection[Participation]) -> list[dict[str, Any]]:
    """What each participation listed, else all that its cooperative has on sale: what a slip may name."""
    priced = Product.objects.filter(stockrecord__isnull=False).select_related("stockrecord", "product_class")
    listed = Listing.objects.filter(participation__in=participations).order_by("participation", "product")
    pairs = list(listed.values_list("participation_id", "product_id"))
    with_list = {participation for participation, _ in pairs}
    silent = {row.cooperative_id: row for row in participations if row.pk not in with_list}
    rows = priced.in_bulk({product for _, product in pairs})
    by_pk = {row.pk: row for row in participations}
    brought = [(by_pk[participation], rows[product]) for participation, product in pairs if product in rows]
    others = priced.on_sale().filter(cooperative__in=silent).order_by("cooperative", "pk")[:MOST_PRODUCTS]
    brought += [(silent[row.cooperative_id], row) for row in others]
    return [_product(participation, product) for participation, product in brought[:MOST_PRODUCTS]]


def _product(participation: Participation, product: Product) -> dict[str, Any]:
    return {
        "id": product.public_id,
        "title": texts_of(product, "title"),
        "unit": product.unit,
        "price": str(product.stockrecord.price),
        "family": product.product_class.code,
        "participation": participation.public_id,
    }


def _slip_books(edition: Edition) -> list[dict[str, Any]]:
    rows = SlipBook.objects.filter(edition=edition).order_by("first_number")
    books = rows.values_list("first_number", "last_number", "participation__public_id")
    return [{"first": first, "last": last, "participation": participation} for first, last, participation in books]


def _who_sees(language: str) -> str:
    """Said before the figure is asked."""
    with translation.override(language):
        return gettext(
            "Only the organisers of this fair and the people who run the platform see this figure, and your own "
            "cooperative. Others see only sums in which no single cooperative can be recognised."
        )


def _told(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _known_told(known: Known) -> dict[str, str | None]:
    return {
        "itemised": str(known.itemised),
        "declared": _told(known.declared),
        "visited": known.visited,
        "by": known.by,
    }
