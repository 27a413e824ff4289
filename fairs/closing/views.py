"""A certificate of sales by the code that is printed on it: no list leads here, and no cache keeps it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fairs.closing.files import attached
from fairs.closing.papers import amounts_of, certificates_pdf, number_of
from fairs.closing.selectors import certificates

ROBOTS = "X-Robots-Tag"


@require_safe
@never_cache
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the paper says, so that a changed amount is seen at once."""
    row = get_object_or_404(certificates(), public_id=public_id)
    context: dict[str, Any] = {
        "certificate": row,
        "number": number_of(row),
        "amounts": amounts_of(row)[:-1],
        "total": amounts_of(row)[-1],
        "title": _("Certificate of sales"),
    }
    return _unlisted(render(request, "fairs/closing/check.html", context))


@require_safe
@never_cache
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """The paper itself, in Arabic and French."""
    row = get_object_or_404(certificates(), public_id=public_id)
    return _unlisted(attached(certificates_pdf([row]), f"{number_of(row)}.pdf"))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response[ROBOTS] = "noindex, nofollow"
    # The code stands in the address: no page that a link leads to may learn it.
    response["Referrer-Policy"] = "no-referrer"
    return response
