"""The call of each stop: its dates and texts, criteria, quotas, more time, and the same for all stops."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairs.calls.enums import CallStatus
from fairs.calls.forms import CallForm, ExtendForm, QuotaForm, criteria_forms
from fairs.calls.models import Call, Quota
from fairs.calls.naming import quota_name
from fairs.calls.readiness import too_much
from fairs.calls.selectors import applied_at, call_of, scoring_began, stops_with_calls
from fairs.calls.services import (
    add_call,
    add_quota,
    edit_call,
    extend_call,
    remove_quota,
    set_criteria,
)
from fairs.calls.stops import same_before_each, same_for_all
from fairs.models import Edition, Stop
from fairs.organiser.views.frame import edition_or_404, edition_page, organisers_page, person
from fairs.organiser.views.preparing import back_to, may, stop_or_404, to_prepare_or_404
from fairs.organiser.views.writing import acted, written

ACTING = ("GET", "HEAD", "POST")


@organisers_page()
def calls(request: HttpRequest, code: str) -> HttpResponse:
    """The calls of an edition, one for each stop: what they say, and where they stand."""
    edition = edition_or_404(request, code)
    stops = stops_with_calls(edition)
    applied = applied_at(call.pk for stop in stops if (call := call_of(stop)))
    rows = [_row(stop, applied) for stop in stops]
    to_open = any(row["call"] is None or not row["call"].opened_at for row in rows)
    context = {"rows": rows, "to_open": to_open} | may(request, edition)
    return edition_page(request, "calls.html", edition, "calls", context)


@organisers_page(*ACTING)
def call(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Write the call of a stop."""
    edition, stop = _stop(request, code, number)
    found = call_of(stop)
    form = CallForm(request.POST or None, stop=stop, call=found)
    if request.method == "POST" and written(request, form, act=lambda: _write(request, form, stop), done=_("Written.")):
        return redirect("organiser:criteria", code, number) if found is None else back_to(edition, stop)
    return _page(request, edition, stop, "call", {"form": form, "button": _("Save")})


@organisers_page(*ACTING)
def criteria(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Write by what the committee gives points, and what each weighs."""
    edition, stop = _stop(request, code, number)
    found = _call_or_404(stop)
    forms = criteria_forms(found, request.POST or None)
    act = lambda: set_criteria(call_id=found.pk, criteria=forms.criteria(), by=person(request))  # noqa: E731
    if request.method == "POST" and written(request, forms, act=act, done=_("The criteria are written.")):
        return back_to(edition, stop)
    is_firm = bool(found.announced_at) or scoring_began(found)
    context = {"forms": forms, "is_firm": is_firm, "criteria": found.criteria.order_by("position", "pk")}
    return _page(request, edition, stop, "criteria", context)


@organisers_page(*ACTING)
def quotas(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Which groups come at least, or at most, with so many."""
    edition, stop = _stop(request, code, number)
    found = _call_or_404(stop)
    form = QuotaForm(request.POST or None, call=found)
    act = lambda: add_quota(call_id=found.pk, values=form.values(), by=person(request))  # noqa: E731
    if request.method == "POST" and written(request, form, act=act, done=_("The quota is written.")):
        return redirect("organiser:quotas", code, number)
    rows = list(found.quotas.select_related("province").order_by("pk"))
    context = {
        "form": form,
        "quotas": [(row, quota_name(row)) for row in rows],
        "clash": [quota_name(row) for row in too_much(found)],
        "is_firm": bool(found.announced_at),
    }
    return _page(request, edition, stop, "quotas", context)


@organisers_page("POST")
def take_quota_away(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take the quota of a group away again."""
    _edition, stop = _stop(request, code, number)
    found = _call_or_404(stop)
    of = {"kind": request.POST.get("kind", ""), "sector": request.POST.get("sector", "")}
    row = get_object_or_404(Quota, call=found, province=request.POST.get("province") or None, **of)
    act = lambda: remove_quota(call_id=found.pk, quota_id=row.pk, by=person(request))  # noqa: E731
    acted(request, act=act, done=_("The quota is taken away."))
    return redirect("organiser:quotas", code, number)


@organisers_page(*ACTING)
def extend(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give more time to apply."""
    edition, stop = _stop(request, code, number)
    found = _call_or_404(stop)
    form = ExtendForm(request.POST or None, call=found)
    act = lambda: extend_call(call_id=found.pk, by=person(request), **form.cleaned_data)  # noqa: E731
    text = _("There is more time. Those who have not sent their application are told.")
    if request.method == "POST" and written(request, form, act=act, done=text):
        return back_to(edition, stop)
    context = {"form": form, "button": _("Give more time"), "is_open": found.status == CallStatus.OPEN}
    return _page(request, edition, stop, "extend", context)


@organisers_page("POST")
def to_all_stops(request: HttpRequest, code: str, number: int, how: str) -> HttpResponse:
    """Let the calls of the other stops be like this one."""
    edition, stop = _stop(request, code, number)
    found = _call_or_404(stop)
    count = 0

    def act() -> None:
        nonlocal count
        copy = same_before_each if how == "before" else same_for_all
        count = copy(call_id=found.pk, by=person(request))

    acted(request, act=act, done=lambda: _copied(count))
    return redirect("organiser:calls", edition.code)


def _copied(count: int) -> str:
    if not count:
        return _("No other stop could take it: their calls are open, or the dates do not fit.")
    said = ngettext("%(count)d other call is like this one now.", "%(count)d other calls are like this one now.", count)
    return said % {"count": count}


def _write(request: HttpRequest, form: CallForm, stop: Stop) -> Call:
    areas = form.areas_given()
    if form.call is None:
        return add_call(stop_id=stop.pk, values=form.values(), areas=areas or (), by=person(request))
    return edit_call(call_id=form.call.pk, values=form.values(), areas=areas, by=person(request))


def _stop(request: HttpRequest, code: str, number: int) -> tuple[Edition, Stop]:
    edition = to_prepare_or_404(request, code)
    return edition, stop_or_404(edition, number)


def _call_or_404(stop: Stop) -> Call:
    call = get_object_or_404(Call, stop=stop)
    call.stop = stop
    return call


def _row(stop: Stop, applied: dict[int, Any]) -> dict[str, Any]:
    found = call_of(stop)
    if found is None:
        return {"stop": stop, "call": None}
    quotas = [(row, quota_name(row)) for row in found.quotas.all()]
    is_open = found.status == CallStatus.OPEN
    return {"stop": stop, "call": found, "quotas": quotas, "applied": applied.get(found.pk), "is_open": is_open}


def _page(request: HttpRequest, edition: Edition, stop: Stop, part: str, context: dict[str, Any]) -> HttpResponse:
    frame = {"stop": stop, "call": call_of(stop), "parts": _parts(edition, stop, part)}
    status = 422 if request.method == "POST" else 200
    return edition_page(request, f"call_{part}.html", edition, "calls", frame | context, status=status)


def _parts(edition: Edition, stop: Stop, current: str) -> list[dict[str, Any]]:
    """The pages of one call."""
    if call_of(stop) is None:
        return []
    named = {"call": _("Dates and texts"), "criteria": _("Criteria"), "quotas": _("Quotas")}
    return [
        {
            "url": reverse(f"organiser:{name}", args=[edition.code, stop.number]),
            "text": text,
            "current": name == current,
        }
        for name, text in named.items()
    ]
