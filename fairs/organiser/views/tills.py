"""The tills of an edition: inviting a device by one scan, seeing where each stands, switching one off."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fairs.enrolment import revoke_device
from fairs.enums import TillKind
from fairs.models import Edition
from fairs.organiser.forms import EnrolForm
from fairs.organiser.once import act_once
from fairs.organiser.till_acts import CodeTaken, invite_till, link_of, new_code
from fairs.organiser.till_desk import has_run_out, silent_while_open, till_rows, tills_of
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_page,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.tills.models import Till

TILLS_A_PAGE = 60


@organisers_page("GET", "HEAD", "POST")
def tills(request: HttpRequest, code: str) -> HttpResponse:
    """The tills of an edition, and the form to invite one."""
    if request.method == "POST":
        return _invite(request, edition_to_work_on_or_404(request, code))
    edition = edition_or_404(request, code)
    return _page(request, edition, EnrolForm(edition=edition) if may_work_on(request, edition) else None)


def _invite(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = EnrolForm(request.POST, edition=edition)
    if not form.is_valid():
        return _page(request, edition, form, status=422)
    given = form.cleaned_data
    made = act_once(
        request.POST,
        action="invite_till",
        act=lambda: invite_till(stall=given["stall"], label=given["label"], by=person(request)),
    )
    if made is None:
        messages.info(request, _("This form was sent before, and its code is not shown again."))
        return redirect("organiser:tills", edition.code)
    return _code_page(request, edition, *made)


@organisers_page("POST")
def another_code(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Another code for a device that nobody has scanned in time."""
    edition = edition_to_work_on_or_404(request, code)
    till = till_or_404(edition, public_id)
    try:
        made = act_once(request.POST, action="new_till_code", act=lambda: new_code(till_id=till.pk, by=person(request)))
    except CodeTaken:
        messages.info(request, _("A device has scanned the code meanwhile, or the till is switched off."))
        made = None
    if made is None:
        return redirect("organiser:till", edition.code, public_id)
    return _code_page(request, edition, till, made[1])


def _code_page(request: HttpRequest, edition: Edition, till: Till, secret: str) -> HttpResponse:
    """The code is in this one answer and nowhere else: it is stored as a hash alone."""
    till.refresh_from_db()
    context = {"link": link_of(secret), "till": till, "code_ran_out": False}
    return edition_page(request, "till_code.html", edition, "tills", context)


@organisers_page()
def state(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Whether the device has taken its code: the part of the page that is asked for anew until it has."""
    edition = edition_or_404(request, code)
    till = till_or_404(edition, public_id)
    context = {"edition": edition, "till": till, "code_ran_out": has_run_out(till)}
    return render(request, "fairs/organiser/_till_state.html", context)


@organisers_page("POST")
def revoke(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Switch a till off; what it still sends is kept aside for a person. Doing so twice changes nothing."""
    edition = edition_to_work_on_or_404(request, code)
    revoke_device(device=till_or_404(edition, public_id), by=person(request))
    messages.success(request, _("The till is switched off. What it still sends is kept aside for you to look at."))
    return redirect("organiser:tills", edition.code)


def till_or_404(edition: Edition, public_id: str) -> Till:
    tills = Till.objects.filter(stall__edition=edition).select_related("stall", "enrolled_by", "revoked_by")
    return get_object_or_404(tills, public_id=public_id)


def _page(request: HttpRequest, edition: Edition, form: EnrolForm | None, *, status: int = 200) -> HttpResponse:
    listed = Paginator(tills_of(edition), TILLS_A_PAGE).get_page(request.GET.get("page"))
    in_use = Till.objects.filter(stall__edition=edition, kind=TillKind.DEVICE, revoked_at__isnull=True)
    context: dict[str, Any] = {
        "tills": listed,
        "rows": till_rows(edition, listed.object_list),
        "silent": silent_while_open(edition).count(),
        "in_use": in_use.filter(token_digest__isnull=False).count(),
        "waiting_for_scan": in_use.filter(token_digest__isnull=True).count(),
        "form": form,
    }
    return edition_page(request, "tills.html", edition, "tills", context, status=status)
