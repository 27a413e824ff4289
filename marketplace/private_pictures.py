"""Handing out a photograph that is nobody's but some people's; the caller has asked who."""

from django.core.files.storage import storages
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

# It is nothing but a picture: whatever else it were, no browser would run it, and none keeps it.
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def private_jpeg(name: str, *, called: str) -> HttpResponseBase:
    """The JPEG `name` of the private storage; 404 where it is gone."""
    store = storages["private"]
    if not store.exists(name):
        raise Http404
    return FileResponse(store.open(name), content_type="image/jpeg", filename=called, headers=SAFE_HEADERS)
