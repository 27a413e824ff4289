"""The tablets of an edition: inviting one by a code to scan, and switching one off."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cooperatives.idempotency import FIELD
from fairs.enrolment import revoke_device
from fairs.models import Edition
from fairs.organiser.round_acts import invite_tablet_once
from fairs.organiser.round_forms import InviteTabletForm
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.organiser.views.rounds import round_page
from fairs.rounds.models import Tablet

TABLETS_A_PAGE = 60


@organisers_page("GET", "HEAD", "POST")
def tablets(request: HttpRequest, code: str) -> HttpResponse:
    """The tablets of an edition, and the form to invite one."""
    if request.method == "POST":
        return _invite(request, edition_to_work_on_or_404(request, code))
    edition = edition_or_404(request, code)
    form = InviteTabletForm(edition=edition, by=person(request)) if may_work_on(request, edition) else None
    return _page(request, edition, form)


def _invite(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The code is in this one answer and nowhere else: it is stored as a hash alone."""
    form = InviteTabletForm(request.POST, edition=edition, by=person(request))
    if not form.is_valid():
        return _page(request, edition, form, status=422)
    given = form.cleaned_data
    invited = invite_tablet_once(
        token=request.POST.get(FIELD, ""),
        edition=edition,
        user=given["person"],
        label=given["label"],
        by=person(request),
    )
    if invited is None:
        messages.info(request, _("This form was sent before, and its code is not shown again. Invite once more."))
        return redirect("organiser:round-tablets", edition.code)
    tablet, code = invited
    context = {
        "tablet": tablet,
        "link": f"{request.build_absolute_uri('/round/')}#enrol={code}",
        "gate_url": request.build_absolute_uri("/gate/"),
    }
    return round_page(request, "round_invited.html", edition, "round-tablets", context)


@organisers_page("POST")
def revoke(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Switch a tablet off; what it still sends is kept aside for a person. Doing so twice changes nothing."""
    edition = edition_to_work_on_or_404(request, code)
    revoke_device(device=get_object_or_404(Tablet, edition=edition, public_id=public_id), by=person(request))
    messages.success(request, _("The tablet is switched off. What it still sends is kept aside for you to look at."))
    return redirect("organiser:round-tablets", code)


def _page(request: HttpRequest, edition: Edition, form: InviteTabletForm | None, *, status: int = 200) -> HttpResponse:
    rows = Tablet.objects.filter(edition=edition).select_related("user").order_by("revoked_at", "-pk")
    listed = Paginator(rows, TABLETS_A_PAGE).get_page(request.GET.get("page"))
    return round_page(
        request, "round_tablets.html", edition, "round-tablets", {"tablets": listed, "form": form}, status=status
    )
