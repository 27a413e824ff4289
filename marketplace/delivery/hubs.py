"""One parcel for goods of several cooperatives, put together at a hub: one fee, one cash hand-over."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from cooperatives import clock
from cooperatives.models import UnionMembership
from cooperatives.money import split
from fairs.enums import ParticipationStatus
from fairs.models import Participation
from marketplace.delivery.models import Hub
from marketplace.delivery.selectors import EVERY_WEEKDAY, Parcel, Quote, home_quotes, worst_class

# Its goods come to the hub before it sends them on.
GATHERING = timedelta(days=2)
FEWEST = 2


@dataclass(frozen=True, slots=True)
class HubOffer:
    """What a hub asks (dirhams) for one parcel of several cooperatives, and what each of them bears of it."""

    hub: Hub
    quote: Quote
    shares: Mapping[int, Decimal]

    @property
    def code(self) -> str:
        """Names hub, carrier and price: an offer whose price has changed since is not found again."""
        carrier = self.quote.carrier.code if self.quote.carrier else ""
        return f"{self.hub.code}:{carrier}:{self.quote.price}"

    @property
    def promised_from(self) -> date:
        return self.quote.promised_from

    @property
    def promised_to(self) -> date:
        return self.quote.promised_to

    def quotes(self) -> dict[int, Quote]:
        """The delivery of each cooperative's order in this parcel."""
        return {cooperative_id: replace(self.quote, price=share) for cooperative_id, share in self.shares.items()}


def hub_offers(parcels: Sequence[Parcel], to_region: str | None) -> list[HubOffer]:
    """The cheapest way through each hub that serves two or more of the parcels' cooperatives, cheapest first."""
    if to_region is None or len(parcels) < FEWEST:
        return []
    by_cooperative = {parcel.cooperative_id: parcel for parcel in parcels}
    offers = []
    for hub, served in _hubs_serving(by_cooperative).items():
        parts = [by_cooperative[cooperative_id] for cooperative_id in sorted(served)]
        offers += _offer(hub, parts, to_region)
    return sorted(offers, key=lambda offer: (offer.quote.price, offer.hub.code))


def _offer(hub: Hub, parts: Sequence[Parcel], to_region: str) -> list[HubOffer]:
    """One offer, or none where nobody takes such a parcel from there."""
    whole = Parcel(
        cooperative_id=0,
        from_region_id=hub.region_id,
        grams=sum(part.grams for part in parts),
        shipping_class=worst_class(part.shipping_class for part in parts),
        weekdays=tuple(hub.union.hand_over_weekdays) if hub.union else EVERY_WEEKDAY,
        gathers_for=GATHERING,
        closed=tuple(days for part in parts for days in part.closed),
    )
    cheapest = next(iter(home_quotes([whole], to_region).get(0, [])), None)
    if cheapest is None:
        return []
    quote = replace(cheapest, hub=hub)
    weights = [Decimal(max(part.grams, 1)) for part in parts]
    shares = dict(zip((part.cooperative_id for part in parts), split(quote.price, weights), strict=True))
    return [HubOffer(hub, quote, shares)]


def _hubs_serving(cooperatives: Mapping[int, Parcel]) -> dict[Hub, set[int]]:
    """The active hubs that serve two or more of the cooperatives, with those."""
    today = clock.today()
    members = UnionMembership.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=today), cooperative__in=cooperatives, joined_on__lte=today
    )
    taking_part = Participation.objects.filter(
        cooperative__in=cooperatives, status=ParticipationStatus.CONFIRMED, stop__ends_at__gt=clock.now()
    )
    by_union: dict[int | None, set[int]] = defaultdict(set)
    by_edition: dict[int | None, set[int]] = defaultdict(set)
    for union_id, cooperative_id in members.order_by().values_list("union_id", "cooperative_id"):
        by_union[union_id].add(cooperative_id)
    for edition_id, cooperative_id in taking_part.order_by().values_list("stop__edition_id", "cooperative_id"):
        by_edition[edition_id].add(cooperative_id)
    hubs = Hub.objects.filter(Q(union__in=_with_enough(by_union)) | Q(edition__in=_with_enough(by_edition)))
    return {
        hub: by_union[hub.union_id] if hub.union_id else by_edition[hub.edition_id]
        for hub in hubs.filter(is_active=True).select_related("union")
    }


def _with_enough(served: Mapping[int | None, set[int]]) -> list[int | None]:
    return [key for key, cooperatives in served.items() if len(cooperatives) >= FEWEST]
