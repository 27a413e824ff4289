"""Closing an edition or a stop of it, and the papers of what was closed."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fairs.closing.exceptions import AlreadyClosed, NotReady, OnlineWindowOpen, StopsStillOpen
from fairs.closing.files import attached
from fairs.closing.models import Closing
from fairs.closing.papers import certificates_pdf, report_pdf, report_xlsx
from fairs.closing.printing import AT_ONCE, Printing, printed, printing_of
from fairs.closing.readiness import Readiness, readiness_of
from fairs.closing.report import report_of
from fairs.closing.selectors import certificates_at, closings_of, turnover_so_far
from fairs.closing.services import closes_with_its_stop, settle_edition, settle_stop, window_is_open
from fairs.models import Edition, Stop
from fairs.organiser.closing_forms import ClosingForm
from fairs.organiser.once import act_once
from fairs.organiser.selectors import ordered_at
from fairs.organiser.views.exports import XLSX
from fairs.organiser.views.frame import edition_or_404, edition_page, organisers_page, person
from fairs.organiser.views.once import say_once
from fairs.permissions import editions_to_close

# As long as something else stands in the way, nobody needs the whole list: it is hundreds on the first evening.
MISSING_SHOWN = 25


@organisers_page()
def closing(request: HttpRequest, code: str) -> HttpResponse:
    """Where the stops of an edition stand, and what was closed with its papers."""
    edition = edition_or_404(request, code)
    return edition_page(request, "closing.html", edition, "closing", _overview(request, edition))


@organisers_page("GET", "HEAD", "POST")
def close_stop(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What stands in the way of closing a stop, and the form that closes it."""
    edition = to_close_or_404(request, code)
    stop = get_object_or_404(Stop, edition=edition, number=number)
    if stop.settled_at:
        return redirect("organiser:closing", edition.code)
    stop.edition = edition
    readiness = readiness_of(stop)
    form = ClosingForm(request.POST if request.method == "POST" else None, readiness=readiness)
    if request.method == "POST" and form.is_valid():
        try:
            done = act_once(
                request.POST,
                action="close_stop",
                act=lambda: settle_stop(
                    stop_id=stop.pk, reasons=form.reasons(), note=form.cleaned_data["note"], by=person(request)
                ),
            )
        except NotReady as refusal:
            readiness = refusal.readiness
            form.add_error(None, _("Not everything is done yet: nothing was closed."))
        except OnlineWindowOpen:
            form.add_error(None, _("Online orders still count for this edition: nothing was closed."))
        except AlreadyClosed:
            messages.info(request, _("Somebody closed it a moment ago."))
            return redirect("organiser:closing", edition.code)
        else:
            say_once(request, done is not None, _("Closed. The cooperatives are told, and the papers are here."))
            return redirect("organiser:closing", edition.code)
    rows = _missing_rows(form, readiness)
    context: dict[str, Any] = {"stop": stop, "readiness": readiness, "form": form, "missing_count": len(rows)}
    context |= _now(edition, stop)
    context["may_close"] = readiness.needs_only_reasons and not (context["is_one"] and context["window_open"])
    # Reasons are asked when nothing else is left to do; what was typed stays where something came between.
    context["may_write"] = context["may_close"] or form.is_bound
    context["rows"] = rows if context["may_write"] else rows[:MISSING_SHOWN]
    status = 422 if request.method == "POST" else 200
    return edition_page(request, "closing_stop.html", edition, "closing", context, status=status)


@organisers_page("POST")
def close_edition(request: HttpRequest, code: str) -> HttpResponse:
    """Close an edition of several stops, once all of these are closed."""
    edition = to_close_or_404(request, code)
    form = ClosingForm(request.POST, readiness=None)
    if form.is_valid():
        try:
            done = act_once(
                request.POST,
                action="close_edition",
                act=lambda: settle_edition(edition_id=edition.pk, note=form.cleaned_data["note"], by=person(request)),
            )
        except StopsStillOpen:
            form.add_error(None, _("Close its stops first: nothing was closed."))
        except NotReady:
            return redirect("organiser:closing-stop", edition.code, 1)
        except OnlineWindowOpen:
            form.add_error(None, _("Online orders still count for this edition: nothing was closed."))
        except AlreadyClosed:
            messages.info(request, _("Somebody closed it a moment ago."))
            return redirect("organiser:closing", edition.code)
        else:
            say_once(request, done is not None, _("Closed. The papers are here."))
            return redirect("organiser:closing", edition.code)
    context = _overview(request, edition) | {"form": form}
    return edition_page(request, "closing.html", edition, "closing", context, status=422)


@organisers_page()
def report(request: HttpRequest, code: str, closing: str, form: str) -> HttpResponse:
    """The report of what was closed, in the language of the page."""
    made = report_of(closing_or_404(request, code, closing))
    name = f"{made.name}.{form}"
    if form == "pdf":
        return attached(report_pdf(made), name)
    if form == "xlsx":
        with report_xlsx(made) as file:
            return attached(file.read(), name, XLSX)
    raise Http404


@organisers_page()
def certificates(request: HttpRequest, code: str, closing: str) -> HttpResponseBase:
    """All certificates of what was closed as one file to print, or how far the worker is with it."""
    closed = closing_or_404(request, code, closing)
    count = certificates_at(closed).count()
    if not count:
        raise Http404
    name = f"{closed.edition.code}-certificates.pdf"
    if file := printed(closed):
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
    printing = printing_of(closed)
    if count <= AT_ONCE or printing is None:
        # Nobody makes it any more, or it is quick: made here and now.
        return attached(certificates_pdf(list(certificates_at(closed))), name)
    return _printing(request, closed, printing)


@organisers_page()
def printing(request: HttpRequest, code: str, closing: str) -> HttpResponse:
    """How far the file of certificates is: asked for anew by the page that waits for it."""
    closed = closing_or_404(request, code, closing)
    return _printing(request, closed, printing_of(closed))


def _printing(request: HttpRequest, closed: Closing, state: Printing | None) -> HttpResponse:
    context = {"closing": closed, "edition": closed.edition, "printing": state}
    if request.headers.get("HX-Request"):
        return render(request, "fairs/organiser/_printing.html", context)
    return edition_page(request, "closing_printing.html", closed.edition, "closing", context, status=202)


def to_close_or_404(request: HttpRequest, code: str) -> Edition:
    """An edition that the person answers for: to the others the page is not there."""
    editions = editions_to_close(request.user)
    return get_object_or_404(editions.select_related("programme", "region", "commune"), code=code)


def closing_or_404(request: HttpRequest, code: str, public_id: str) -> Closing:
    rows = closings_of(edition_or_404(request, code)).select_related(
        *("edition__programme", "edition__commune", "edition__region", "closed_by"),
        *("stop__commune", "stop__region"),
    )
    return get_object_or_404(rows, public_id=public_id)


def _overview(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    closed = {row.stop_id: row for row in closings_of(edition)}
    stops = Stop.objects.filter(edition=edition).select_related("commune", "settled_by").order_by("number")
    rows = [(stop, closed.get(stop.pk)) for stop in stops]
    may_close = editions_to_close(request.user).filter(pk=edition.pk).exists()
    all_closed = all(closing for _stop, closing in rows)
    return {
        "rows": rows,
        "whole": closed.get(None),
        "may_close": may_close,
        "is_one": closes_with_its_stop(edition),
        "window_open": window_is_open(edition),
        "form": ClosingForm(readiness=None) if may_close and all_closed and rows and None not in closed else None,
    }


def _now(edition: Edition, stop: Stop) -> dict[str, Any]:
    return {
        "figures": turnover_so_far(stop),
        "ordered": ordered_at(edition),
        "is_one": closes_with_its_stop(edition),
        "window_open": window_is_open(edition),
    }


def _missing_rows(form: ClosingForm, readiness: Readiness) -> list[tuple[Any, Any]]:
    """Who has no figure, each with the field for the reason."""
    return [(row, form[name]) for row in readiness.missing if (name := form.name_of(row)) in form.fields]
