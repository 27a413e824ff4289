"""The tills of an edition: enrolling a device, and switching one off."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cooperatives.idempotency import FIELD
from fairs.models import Edition
from fairs.organiser.forms import EnrolForm
from fairs.organiser.services import enrol_once
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_page,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.tills.models import Till
from fairs.tills.services import revoke_till

TILLS_A_PAGE = 60


@organisers_page("GET", "HEAD", "POST")
def tills(request: HttpRequest, code: str) -> HttpResponse:
    """The tills of an edition, and the form to enrol one."""
    if request.method == "POST":
        return _enrol(request, edition_to_work_on_or_404(request, code))
    edition = edition_or_404(request, code)
    return _page(request, edition, EnrolForm(edition=edition) if may_work_on(request, edition) else None)


def _enrol(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The token is in this one answer and nowhere else: a till's token is stored as a hash alone."""
    form = EnrolForm(request.POST, edition=edition)
    if not form.is_valid():
        return _page(request, edition, form, status=422)
    given = form.cleaned_data
    token = enrol_once(
        token=request.POST.get(FIELD, ""), stall=given["stall"], label=given["label"], by=person(request)
    )
    if token is None:
        messages.info(request, _("This form was sent before: the till is enrolled, and its key is not shown again."))
        return redirect("organiser:tills", edition.code)
    link = f"{request.build_absolute_uri('/till/')}#{token}"
    context = {"token": token, "link": link, "stall": given["stall"], "label": given["label"]}
    return edition_page(request, "enrolled.html", edition, "tills", context)


@organisers_page("POST")
def revoke(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Switch a till off; what it still sends is kept aside for a person. Doing so twice changes nothing."""
    edition = edition_to_work_on_or_404(request, code)
    till = get_object_or_404(Till, stall__edition=edition, public_id=public_id)
    revoke_till(till=till, by=person(request))
    messages.success(request, _("The till is switched off. What it still sends is kept aside for you to look at."))
    return redirect("organiser:tills", edition.code)


def _page(request: HttpRequest, edition: Edition, form: EnrolForm | None, *, status: int = 200) -> HttpResponse:
    rows = Till.objects.filter(stall__edition=edition).select_related("stall", "enrolled_by", "revoked_by")
    listed = Paginator(rows.order_by("stall__code", "pk"), TILLS_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"tills": listed, "form": form}
    return edition_page(request, "tills.html", edition, "tills", context, status=status)
