"""Applying in three small screens: what one brings, what one needs, and sending it. Each screen keeps a draft."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.models import Product
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from cooperatives.permissions import Area
from fairs.applications.enums import ApplicationStatus
from fairs.applications.exceptions import NotChangeable
from fairs.applications.models import Application
from fairs.applications.selectors import applications_for, applications_of, drafts_in, open_calls
from fairs.applications.services import (
    begin_application,
    may_apply,
    save_application,
    send_applications,
    withdraw_application,
)
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call
from fairs.models import Edition
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.fairs.around import frame, own_of
from marketplace.workspace.fairs.forms import MOST_PRODUCTS, NeedsForm, WhatForm, needs_said, powers_in, what_was_said
from marketplace.workspace.fairs.forms import POWERS as POWER_WORDS
from marketplace.workspace.fairs.words import REFUSALS, closed_text, refusal_of

TEMPLATES = "marketplace/workspace/fairs"
UNSENT = (ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def what(request: SignedInRequest, cooperative: str, code: str) -> HttpResponse:
    """Where and with what: the first screen."""
    chosen = own_of(request, cooperative, Area.FAIRS)
    edition = _edition(code)
    known = _known(edition, chosen)
    calls = _calls_left(edition, known)
    if not calls and known and request.method == "GET":
        return _to_the_one_that_stands(request, known)
    drafts = _still_open(each for each in known if each.status == ApplicationStatus.DRAFT)
    form = WhatForm(
        request.POST if request.method == "POST" else None,
        calls=calls,
        products=_products(chosen),
        initial=what_was_said(drafts or known[:1]) | _all_stops_or_none(drafts, calls),
    )
    note = _why_not(chosen, edition, calls)
    if request.method == "POST" and form.is_valid() and not note:
        try:
            act_once(
                request.POST, action="workspace.apply", act=partial(_keep_what, form, drafts, chosen, request.user)
            )
        except REFUSALS as refusal:
            note = refusal_of(refusal)
        else:
            return redirect("workspace:apply-needs", cooperative=cooperative, code=code)
    status = 422 if request.method == "POST" else 200
    return _page(request, "apply.html", chosen, edition, {"form": form, "note": note, "calls": calls}, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def needs(request: SignedInRequest, cooperative: str, code: str) -> HttpResponse:
    """How many and what they need: the second screen."""
    chosen = own_of(request, cooperative, Area.FAIRS)
    edition = _edition(code)
    drafts = _still_open(drafts_in(edition, chosen))
    if not drafts:
        return redirect("workspace:apply", cooperative=cooperative, code=code)
    form = NeedsForm(
        request.POST if request.method == "POST" else None,
        most_stalls=min(draft.call.most_stalls_each for draft in drafts),
        initial=needs_said(drafts[0]),
    )
    note = ""
    if request.method == "POST" and form.is_valid():
        try:
            act_once(request.POST, action="workspace.apply", act=partial(_keep_needs, form, drafts, request.user))
        except REFUSALS as refusal:
            note = refusal_of(refusal)
        else:
            return redirect("workspace:apply-send", cooperative=cooperative, code=code)
    status = 422 if request.method == "POST" else 200
    return _page(request, "needs.html", chosen, edition, {"form": form, "note": note}, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def send(request: SignedInRequest, cooperative: str, code: str) -> HttpResponse:
    """Everything once more, and the button that sends it: the third screen."""
    chosen = own_of(request, cooperative, Area.FAIRS)
    edition = _edition(code)
    drafts = _still_open(drafts_in(edition, chosen))
    if not drafts:
        return redirect("workspace:apply", cooperative=cooperative, code=code)
    note = ""
    if request.method == "POST":
        ids = [draft.pk for draft in drafts]
        try:
            act_once(
                request.POST,
                action="workspace.apply-send",
                act=lambda: send_applications(application_ids=ids, by=request.user),
            )
        except REFUSALS as refusal:
            note = refusal_of(refusal)
        else:
            messages.success(request, _("It is sent. We write to you when there is an answer."))
            return redirect("workspace:application", public_id=drafts[0].public_id)
    context = {"drafts": drafts, "note": note} | summary_of(drafts[0])
    return _page(request, "send.html", chosen, edition, context, status=422 if note else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One application that was sent, written anew while its call is open: both screens in one."""
    application = get_object_or_404(applications_for(request.user), public_id=public_id)
    posted = request.POST if request.method == "POST" else None
    if posted is None and (application.call.status != CallStatus.OPEN or application.status != ApplicationStatus.SENT):
        is_over = application.call.status != CallStatus.OPEN
        messages.info(request, closed_text(application.call) if is_over else refusal_of(NotChangeable()))
        return redirect("workspace:application", public_id=public_id)
    calls = [application.call]
    first = WhatForm(
        posted, calls=calls, products=_products(application.cooperative), initial=what_was_said([application])
    )
    second = NeedsForm(posted, most_stalls=application.call.most_stalls_each, initial=needs_said(application))
    note = ""
    if posted is not None and first.is_valid() & second.is_valid():
        try:
            act_once(
                request.POST,
                action="workspace.application-change",
                act=lambda: _save(application, first, second.values, request.user),
            )
        except REFUSALS as refusal:
            note = refusal_of(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("workspace:application", public_id=public_id)
    context = {"application": application, "form": first, "needs_form": second, "note": note}
    edition = application.call.stop.edition
    status = 422 if posted is not None else 200
    return _page(request, "change.html", application.cooperative, edition, context, status=status)


def summary_of(application: Application) -> dict[str, Any]:
    """What an application says, for reading: its products and words, and what needs electricity."""
    brought = list(application.products.select_related("product").order_by("pk"))
    chosen = powers_in(application.power_watts)
    return {
        "products": [row.product for row in brought if row.product],
        "words": [row.label for row in brought if row.label],
        "powers": [power for power in POWER_WORDS if power.code in chosen],
    }


def _edition(code: str) -> Edition:
    """An edition that some call was opened for; others do not exist here."""
    opened = Call.objects.filter(opened_at__isnull=False).order_by().values("stop__edition")
    rows = Edition.objects.filter(pk__in=opened).select_related("programme", "commune")
    return get_object_or_404(rows, code=code)


def _known(edition: Edition, chosen: Cooperative) -> list[Application]:
    return list(applications_of([chosen]).filter(call__stop__edition=edition).order_by("call__stop__number"))


def _still_open(drafts: Iterable[Application]) -> list[Application]:
    """Those that can be sent; one that was left lying holds the others back only where there is no other."""
    found = list(drafts)
    return [draft for draft in found if draft.call.status == CallStatus.OPEN] or found


def _calls_left(edition: Edition, known: Sequence[Application]) -> list[Call]:
    """The open calls of an edition that were not answered yet."""
    sent = [application.call_id for application in known if application.status not in UNSENT]
    return list(open_calls().filter(stop__edition=edition).exclude(pk__in=sent).order_by("stop__number"))


def _all_stops_or_none(drafts: Sequence[Application], calls: Sequence[Call]) -> dict[str, Any]:
    """Whoever begins chooses the stops; a draft remembers them."""
    return {} if drafts or len(calls) < 2 else {"stops": []}


def _to_the_one_that_stands(request: SignedInRequest, known: Sequence[Application]) -> HttpResponse:
    """Who applies twice is led to what was sent."""
    stands = next((each for each in known if each.status not in UNSENT), known[0])
    if stands.status not in UNSENT:
        messages.info(request, _("You applied here already."))
    return redirect("workspace:application", public_id=stands.public_id)


def _why_not(chosen: Cooperative, edition: Edition, calls: Sequence[Call]) -> str:
    """Why nothing can be sent from here, in plain words; empty where it can."""
    if not may_apply(chosen):
        is_suspended = chosen.status == "suspended"
        suspended = _("Your cooperative is suspended: it cannot apply or come until that ends. Call us.")
        return suspended if is_suspended else _("You can apply when your papers are checked.")
    if calls:
        return ""
    last = Call.objects.filter(stop__edition=edition, opened_at__isnull=False).order_by("-closes_at").first()
    if last is None:
        raise Http404
    return closed_text(last)


def _products(chosen: Cooperative) -> QuerySet[Product]:
    return Product.objects.kept().filter(cooperative=chosen).order_by("position", "-pk")[:MOST_PRODUCTS]


def _keep_what(form: WhatForm, drafts: Sequence[Application], chosen: Cooperative, by: User) -> None:
    """One draft for each stop that was touched; one that is touched no more is taken back."""
    wanted = {call.pk for call in form.chosen_calls}
    for draft in drafts:
        if draft.call_id not in wanted:
            withdraw_application(application_id=draft.pk, by=by)
    for call in form.chosen_calls:
        application = begin_application(call_id=call.pk, cooperative_id=chosen.pk, by=by)
        _save(application, form, {}, by)


def _keep_needs(form: NeedsForm, drafts: Sequence[Application], by: User) -> None:
    for draft in drafts:
        save_application(application_id=draft.pk, values=form.values, by=by)


def _save(application: Application, form: WhatForm, values: dict[str, Any], by: User) -> None:
    save_application(
        application_id=application.pk,
        values=values | {"presentation": form.cleaned_data["presentation"]},
        product_ids=form.chosen_products,
        labels=form.cleaned_data["words"],
        by=by,
    )


def _page(
    request: SignedInRequest,
    template: str,
    chosen: Cooperative,
    edition: Edition,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    around = frame(request) | {"cooperative": chosen, "edition": edition, "steps": _steps(template)}
    return render(request, f"{TEMPLATES}/{template}", around | context, status=status)


def _steps(template: str) -> list[dict[str, Any]]:
    """Where one is of the three screens."""
    titles = {"apply.html": _("What you show"), "needs.html": _("What you need"), "send.html": _("Send it")}
    if template not in titles:
        return []
    now = list(titles).index(template)
    states = ["done" if place < now else "now" if place == now else "next" for place in range(len(titles))]
    return [{"title": title, "state": state} for title, state in zip(titles.values(), states, strict=True)]
