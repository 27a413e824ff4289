"""What search engines read beside the page: schema.org facts, taken from what the page shows."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from catalogue.models import Product
from catalogue.selectors import Picture
from cooperatives.models import Cooperative
from cooperatives.money import CURRENCY
from fairs.models import Edition

SCHEMA = "https://schema.org"


def of_product(
    request: HttpRequest, product: Product, *, pictures: Sequence[Picture], is_out: bool, title: str, text: str
) -> dict[str, Any]:
    """A Product with its Offer."""
    address = request.build_absolute_uri(product.get_absolute_url())
    data = {
        "@context": SCHEMA,
        "@type": "Product",
        "name": title,
        "description": text,
        "url": address,
        "sku": product.public_id,
        "image": [request.build_absolute_uri(picture.src) for picture in pictures],
        "brand": {"@type": "Brand", "name": str(product.cooperative)},
        "countryOfOrigin": {"@type": "Country", "name": "MA"},
        "offers": {
            "@type": "Offer",
            "url": address,
            "price": str(product.stockrecord.price),
            "priceCurrency": CURRENCY,
            "availability": f"{SCHEMA}/{'OutOfStock' if is_out else 'InStock'}",
            "itemCondition": f"{SCHEMA}/NewCondition",
            "seller": {"@type": "Organization", "name": str(product.cooperative)},
        },
    }
    return {key: value for key, value in data.items() if value}


def of_cooperative(request: HttpRequest, cooperative: Cooperative) -> dict[str, Any]:
    """An Organization with its place."""
    return {
        "@context": SCHEMA,
        "@type": "Organization",
        "name": str(cooperative),
        "url": request.build_absolute_uri(cooperative.get_absolute_url()),
        "address": {
            "@type": "PostalAddress",
            "addressLocality": str(cooperative.commune),
            "addressRegion": str(cooperative.region),
            "addressCountry": "MA",
        },
    }


def of_edition(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """An Event with its place and dates."""
    address = {"@type": "PostalAddress", "addressLocality": str(edition.commune), "addressCountry": "MA"}
    return {
        "@context": SCHEMA,
        "@type": "Event",
        "name": str(edition),
        "url": request.build_absolute_uri(edition.get_absolute_url()),
        "startDate": edition.starts_at.isoformat(),
        "endDate": edition.ends_at.isoformat(),
        "eventStatus": f"{SCHEMA}/EventScheduled",
        "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": edition.venue or str(edition.commune), "address": address},
        "organizer": {"@type": "Organization", "name": str(edition.programme)},
    }


def of_crumbs(request: HttpRequest, crumbs: Sequence[dict[str, str]]) -> dict[str, Any]:
    """The way to the page, from its breadcrumbs."""
    here = request.build_absolute_uri(request.path)
    places = [
        {
            "@type": "ListItem",
            "position": number,
            "name": crumb["text"],
            "item": request.build_absolute_uri(crumb["url"]) if crumb.get("url") else here,
        }
        for number, crumb in enumerate(crumbs, start=1)
    ]
    return {"@context": SCHEMA, "@type": "BreadcrumbList", "itemListElement": places}
