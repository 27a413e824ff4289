"""Write the default carriers and rates: what a first start and the demonstration use."""

from django.db import transaction

from marketplace.delivery.defaults import CARRIERS, default_rates
from marketplace.delivery.models import Carrier, DeliveryRate

BATCH = 1000


@transaction.atomic
def load_default_rates() -> None:
    """Write the carriers and rates that are missing; what staff made of the others stays. Safe to repeat."""
    carriers = {}
    for each in CARRIERS:
        names = {"name_ar": each.name_ar, "name_fr": each.name_fr, "name_en": each.name_en}
        carriers[each.code], _ = Carrier.objects.get_or_create(
            code=each.code, defaults={"tracking_url": each.tracking_url, **names}
        )
    DeliveryRate.objects.bulk_create(
        [
            DeliveryRate(
                carrier=carriers[rate.carrier],
                from_region_id=rate.from_region,
                to_region_id=rate.to_region,
                shipping_class=rate.shipping_class,
                up_to_grams=rate.up_to_grams,
                price=rate.price,
                days_min=rate.days_min,
                days_max=rate.days_max,
            )
            for rate in default_rates()
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
