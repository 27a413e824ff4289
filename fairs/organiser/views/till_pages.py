"""One till and its sessions, and who stands at it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from fairs.enums import SaleStatus
from fairs.models import Edition
from fairs.organiser.once import act_once
from fairs.organiser.till_desk import (
    has_run_out,
    session_rows,
    silent_while_open,
)
from fairs.organiser.till_forms import CloseForm
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_page,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.organiser.views.once import say_once
from fairs.organiser.views.tills import till_or_404
from fairs.services.cashiers import CashierEnded, end_cashier, reset_pin
from fairs.tills.closing import SessionClosed, close_session_from_desk
from fairs.tills.models import Cashier, QuarantinedRecord, Sale, TillEvent, TillSession
from fairs.tills.selectors import sessions_of

SESSIONS_A_PAGE, SALES_A_PAGE, DOUBTFUL = 20, 50, 20


@organisers_page()
def till(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Where one till stands: its sessions, what of it is doubtful, and its stall's cashiers."""
    edition = edition_or_404(request, code)
    shown = till_or_404(edition, public_id)
    listed = Paginator(sessions_of(shown), SESSIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "till": shown,
        "code_ran_out": has_run_out(shown),
        "is_silent": silent_while_open(edition).filter(pk=shown.pk).exists(),
        "listed": listed,
        "rows": session_rows(listed.object_list),
        "flagged": _doubtful_sales(shown.pk),
        "told": _doubtful_events(shown.pk),
        "kept_aside": QuarantinedRecord.objects.filter(till=shown, settled_at__isnull=True).count(),
        "cashiers": Cashier.objects.filter(stall=shown.stall_id),
        "may_write": may_work_on(request, edition),
    }
    return edition_page(request, "till.html", edition, "tills", context)


@organisers_page()
def session(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One session: what it sold, put in and took out, which numbers are missing, and its cash report."""
    edition = edition_or_404(request, code)
    return _session_page(request, edition, session_or_404(edition, public_id), None)


@organisers_page("POST")
def close(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Close a session that its till left open, with what somebody counted or with nothing counted."""
    edition = edition_to_work_on_or_404(request, code)
    shown = session_or_404(edition, public_id)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _session_page(request, edition, shown, form, status=422)
    try:
        made = act_once(
            request.POST,
            action="close_session",
            act=lambda: close_session_from_desk(session_id=shown.pk, by=person(request), **form.given()),
        )
    except SessionClosed:
        messages.info(request, _("This session was closed meanwhile: its cash report stays as it is."))
        return redirect("organiser:till-session", code, public_id)
    say_once(request, made is not None, _("The session is closed, and its cash report is made."))
    if made is None:
        return redirect("organiser:till-session", code, public_id)
    return redirect("organiser:cash-report", code, made.public_id)


def _session_page(
    request: HttpRequest, edition: Edition, shown: TillSession, form: CloseForm | None, *, status: int = 200
) -> HttpResponse:
    row = session_rows([shown])[0]
    if form is None and not row.is_closed and may_work_on(request, edition):
        form = CloseForm()
    sales = Sale.objects.filter(session=shown).select_related("cashier", "reverses").order_by("-number", "-sold_at")
    context = {
        "session": shown,
        "row": row,
        "events": TillEvent.objects.filter(session=shown).select_related("cashier").order_by("happened_at")[:100],
        "listed": Paginator(sales, SALES_A_PAGE).get_page(request.GET.get("page")),
        "form": form,
    }
    return edition_page(request, "till_session.html", edition, "tills", context, status=status)


@organisers_page("POST")
def end(request: HttpRequest, code: str, public_id: str, cashier: str) -> HttpResponse:
    """Let a cashier sell no more at this stall."""
    found = _cashier_or_404(edition_to_work_on_or_404(request, code), public_id, cashier)
    end_cashier(cashier_id=found.pk, by=person(request))
    messages.success(request, _("%(name)s sells no more here.") % {"name": found.name})
    return redirect("organiser:till", code, public_id)


@organisers_page("POST")
def another_pin(request: HttpRequest, code: str, public_id: str, cashier: str) -> HttpResponse:
    """Give a cashier another PIN; it is in this one answer and nowhere else."""
    edition = edition_to_work_on_or_404(request, code)
    found = _cashier_or_404(edition, public_id, cashier)
    try:
        pin = act_once(request.POST, action="reset_pin", act=lambda: reset_pin(cashier_id=found.pk, by=person(request)))
    except CashierEnded:
        messages.info(request, _("%(name)s sells no more here.") % {"name": found.name})
        return redirect("organiser:till", code, public_id)
    if pin is None:
        say_once(request, False, "")
        return redirect("organiser:till", code, public_id)
    context = {"pin": pin, "cashier": found, "till": till_or_404(edition, public_id)}
    return edition_page(request, "till_pin.html", edition, "tills", context)


def session_or_404(edition: Edition, public_id: str) -> TillSession:
    sessions = TillSession.objects.filter(till__stall__edition=edition).select_related(
        "till__stall", "cashier", "closed_by"
    )
    return get_object_or_404(sessions, pk=public_id)


def _cashier_or_404(edition: Edition, public_id: str, cashier: str) -> Cashier:
    """A cashier of the till's stall."""
    return get_object_or_404(Cashier, pk=cashier, stall=till_or_404(edition, public_id).stall_id)


def _doubtful_sales(till_id: int) -> list[Sale]:
    sales = Sale.objects.filter(till=till_id, status=SaleStatus.FLAGGED).order_by("-sold_at")
    return list(sales[:DOUBTFUL])


def _doubtful_events(till_id: int) -> list[TillEvent]:
    events = TillEvent.objects.filter(till=till_id, status=SaleStatus.FLAGGED).order_by("-happened_at")
    return list(events[:DOUBTFUL])
