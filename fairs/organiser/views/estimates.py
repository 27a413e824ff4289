"""Estimates of the stalls without a figure: choose a method, see what it comes to, sign, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.idempotency import FIELD
from fairs.enums import EstimateMethod
from fairs.models import Edition
from fairs.organiser.round_acts import sign_once, withdraw_once
from fairs.organiser.round_day import Evening, estimates_of, evenings_of
from fairs.organiser.round_forms import MethodForm, SignForm, WithdrawForm
from fairs.organiser.views.frame import edition_or_404, edition_to_work_on_or_404, may_work_on, organisers_page, person
from fairs.organiser.views.rounds import evening_context, evening_or_404, round_page
from fairs.rounds.estimates import AlreadyEstimated, EstimateWithdrawn, FiguresMoved, NothingToFill
from fairs.rounds.models import Estimate
from fairs.rounds.proposals import Proposal, propose_estimate


@organisers_page("GET", "HEAD", "POST")
def estimates(request: HttpRequest, code: str) -> HttpResponse:
    """The estimate of a day: the one that stands, else what a method would come to."""
    if request.method == "POST":
        return _sign(request, edition_to_work_on_or_404(request, code))
    edition = edition_or_404(request, code)
    evenings = evenings_of(edition)
    if not evenings:
        return round_page(request, "round_estimates.html", edition, "round-estimates", {"evening": None})
    evening = evening_or_404(request, evenings)
    method = MethodForm(request.GET if "method" in request.GET else None)
    proposal = _proposal(evening, method) if method.is_valid() else None
    forms = {"method_form": method, "sign_form": SignForm(initial={"method": request.GET.get("method")})}
    return _page(request, edition, evening, forms | {"proposal": proposal})


def _proposal(evening: Evening, form: MethodForm) -> Proposal:
    method = EstimateMethod(form.cleaned_data["method"])
    return propose_estimate(stop=evening.stop, counts_on=evening.day, method=method)


def _sign(request: HttpRequest, edition: Edition) -> HttpResponse:
    evening = evening_or_404(request, evenings_of(edition))
    form = SignForm(request.POST)
    if form.is_valid():
        try:
            sign_once(
                token=request.POST.get(FIELD, ""),
                evening=evening,
                method=EstimateMethod(form.cleaned_data["method"]),
                seen=request.POST.get("seen", ""),
                note=form.cleaned_data["note"],
                by=person(request),
            )
        except (AlreadyEstimated, FiguresMoved, NothingToFill) as refusal:
            form.add_error("note", _why_not(refusal))
        else:
            messages.success(request, _("The estimate is signed."))
            return redirect(_address(edition, evening))
    method = MethodForm(request.POST)
    proposal = _proposal(evening, method) if method.is_valid() else None
    context = {"method_form": method, "sign_form": form, "proposal": proposal}
    return _page(request, edition, evening, context, status=422)


def _why_not(refusal: Exception) -> str:
    if isinstance(refusal, FiguresMoved):
        return _("The figures have changed since you looked. Look again before you sign.")
    if isinstance(refusal, AlreadyEstimated):
        return _("This day was estimated already.")
    return _("Nobody has told a figure that this method could go by.")


@organisers_page("POST")
def withdraw(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Take an estimate back, with the reason."""
    edition = edition_to_work_on_or_404(request, code)
    estimate = get_object_or_404(Estimate.objects.select_related("stop"), stop__edition=edition, public_id=public_id)
    evening = Evening(estimate.stop, estimate.counts_on)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, edition, evening, {"withdraw_form": form}, status=422)
    reason = form.cleaned_data["reason"]
    try:
        withdraw_once(token=request.POST.get(FIELD, ""), estimate=estimate, reason=reason, by=person(request))
    except EstimateWithdrawn:
        messages.info(request, _("This form was sent before: nothing was written twice."))
    else:
        messages.success(request, _("The estimate is withdrawn."))
    return redirect(_address(edition, evening))


def _page(
    request: HttpRequest, edition: Edition, evening: Evening, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    of_the_day = estimates_of(evening)
    standing = next((row for row in of_the_day if row.withdrawn_at is None), None)
    proposal: Proposal | None = context.get("proposal")
    more = evening_context(evenings_of(edition), evening) | {
        "standing": standing,
        "withdrawn": [row for row in of_the_day if row.withdrawn_at is not None],
        "withdraw_form": WithdrawForm() if standing and may_work_on(request, edition) else None,
        "nothing_to_fill": _nothing(proposal),
    }
    context["proposal"] = proposal if proposal and proposal.filled else None
    return round_page(request, "round_estimates.html", edition, "round-estimates", more | context, status=status)


def _nothing(proposal: Proposal | None) -> str:
    if proposal is None or proposal.filled:
        return ""
    if proposal.left_out:
        return _("Nobody has told a figure that this method could go by.")
    return _("No stall is without a figure on this day: there is nothing to estimate.")


def _address(edition: Edition, evening: Evening) -> str:
    return f"{reverse('organiser:round-estimates', args=[edition.code])}?on={evening.key}"
