"""Where a stop is, for maps that others keep."""

from fairs.models import Stop

MAP = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"


def point_text(stop: Stop) -> tuple[str, str] | None:
    """Latitude and longitude as digits and a point, whatever the language of the page; None where nobody set them."""
    if stop.latitude is None or stop.longitude is None:
        return None
    return f"{stop.latitude:f}", f"{stop.longitude:f}"


def map_url(stop: Stop) -> str:
    """The address of a map in the browser; empty where nobody set the point."""
    point = point_text(stop)
    return MAP.format(lat=point[0], lon=point[1]) if point else ""
