"""Totals that nobody itemised: who has one for a day, who has none, and writing one down."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from cooperatives.idempotency import FIELD
from fairs.models import Edition
from fairs.organiser.day_totals import days_of, declared_total, rows_of_day
from fairs.organiser.forms import CorrectForm, DeclareForm
from fairs.organiser.services import correct_once, declare_once
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.organiser.views.rounds import round_page
from fairs.revenue.declared import TotalAlreadyDeclared


@organisers_page("GET", "HEAD", "POST")
def declared(request: HttpRequest, code: str) -> HttpResponse:
    """The totals of one business day, and the form to write one down."""
    if request.method == "POST":
        return _declare(request, edition_to_work_on_or_404(request, code))
    edition = edition_or_404(request, code)
    days = days_of(edition)
    day = _day(request, days)
    form = None
    if day and may_work_on(request, edition):
        form = DeclareForm(edition=edition, day=day, initial={"participation": request.GET.get("participation")})
    return _page(request, edition, {"days": days, "day": day, "form": form})


def _declare(request: HttpRequest, edition: Edition) -> HttpResponse:
    days = days_of(edition)
    day = _day(request, days)
    if day is None:
        raise Http404
    form = DeclareForm(request.POST, edition=edition, day=day)
    context: dict[str, Any] = {"days": days, "day": day, "form": form}
    if form.is_valid():
        try:
            fresh = declare_once(token=request.POST.get(FIELD, ""), total=form.total(), by=person(request))
        except TotalAlreadyDeclared:
            form.add_error("amount", _("A total is already written down for this cooperative and this day."))
            context["known"] = declared_total(
                edition,
                participation=form.cleaned_data["participation"].public_id,
                day=day,
                evidence=form.cleaned_data["evidence"],
            )
        else:
            _say(request, fresh, _("The total is written down."))
            return redirect(_address(edition, day))
    return _page(request, edition, context, status=422)


@organisers_page("GET", "HEAD", "POST")
def correct(request: HttpRequest, code: str, participation: str, day: date, evidence: str) -> HttpResponse:
    """Put right a total that was written down wrongly."""
    edition = edition_to_work_on_or_404(request, code)
    total = declared_total(edition, participation=participation, day=day, evidence=evidence)
    if total is None:
        raise Http404
    form = CorrectForm(request.POST or None, total=total)
    if form.is_valid():
        amount = form.cleaned_data["amount"]
        fresh = correct_once(token=request.POST.get(FIELD, ""), total=total, amount=amount, by=person(request))
        _say(request, fresh, _("The total is put right."))
        return redirect(_address(edition, day))
    context = {"total": total, "form": form, "back": _address(edition, day)}
    return round_page(
        request, "correct.html", edition, "declared", context, status=422 if request.method == "POST" else 200
    )


def _page(request: HttpRequest, edition: Edition, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    day = context["day"]
    rows = rows_of_day(edition, day) if day else []
    more = {
        "rows": rows,
        "silent": sum(row.is_silent for row in rows),
        "estimates": any(row.estimated for row in rows),
        "known": None,
    }
    return round_page(request, "declared.html", edition, "declared", more | context, status=status)


def _day(request: HttpRequest, days: list[date]) -> date | None:
    """The day that is asked for, else the latest; None before the first."""
    asked = request.POST.get("day") or request.GET.get("day") or ""
    if not asked:
        return days[0] if days else None
    try:
        day = parse_date(asked)
    except ValueError as error:
        raise Http404 from error
    if day not in days:
        raise Http404
    return day


def _address(edition: Edition, day: date) -> str:
    return f"{reverse('organiser:declared', args=[edition.code])}?day={day.isoformat()}"


def _say(request: HttpRequest, fresh: bool, done: str) -> None:
    if fresh:
        messages.success(request, done)
    else:
        messages.info(request, _("This form was sent before: nothing was written twice."))
