"""Goods on deposit at an edition whose operator sells: what lies there, and the slips that two people sign."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from fairs.consignment import deposit_of, lines_of, products_lying_at, slips_with_counts
from fairs.enums import CashHolder, DepositKind
from fairs.models import DepositSlip, Edition, Participation
from fairs.organiser.deposit_forms import SlipForm
from fairs.organiser.once import act_once
from fairs.organiser.papers import pdf_links, pdf_of, slip_paper
from fairs.organiser.selectors import sort_column
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_page,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.organiser.views.once import say_once
from fairs.services.deposits import (
    NewSlip,
    NothingOnTheSlip,
    NotSoMuchThere,
    NotTakingPart,
    NotTheirProduct,
    leave_on_deposit,
    take_from_deposit,
)

COOPERATIVES_A_PAGE, SLIPS_A_PAGE = 50, 20
SERVICES: dict[str, Callable[..., DepositSlip]] = {
    DepositKind.LEFT: leave_on_deposit,
    DepositKind.TAKEN_BACK: take_from_deposit,
}


def held_by_operator_or_404(edition: Edition) -> Edition:
    """Only where an operator sells for the cooperatives is there anything on deposit."""
    if edition.cash_held_by != CashHolder.OPERATOR:
        raise Http404
    return edition


def depositors(edition: Edition) -> QuerySet[Cooperative]:
    """Who takes part, or left something there before; by name."""
    taking_part = Participation.objects.coming().filter(stop__edition=edition, cooperative=OuterRef("pk"))
    slips = DepositSlip.objects.filter(edition=edition, cooperative=OuterRef("pk"))
    return Cooperative.objects.filter(Q(Exists(taking_part)) | Q(Exists(slips))).order_by(sort_column(), "pk")


@organisers_page()
def deposits(request: HttpRequest, code: str) -> HttpResponse:
    """Every cooperative that leaves goods at the edition, and how many of its products lie there."""
    edition = held_by_operator_or_404(edition_or_404(request, code))
    lying = products_lying_at(edition)
    listed = Paginator(depositors(edition), COOPERATIVES_A_PAGE).get_page(request.GET.get("page"))
    context = {"listed": listed, "rows": [(row, lying.get(row.pk, 0)) for row in listed], "lying": sum(lying.values())}
    return edition_page(request, "deposits.html", edition, "deposits", context)


@organisers_page()
def deposit(request: HttpRequest, code: str, cooperative: str) -> HttpResponse:
    """What one cooperative left, took back, sold and has there, and its slips."""
    edition, owner = _deposit_or_404(edition_or_404(request, code), cooperative)
    slips = DepositSlip.objects.filter(edition=edition, cooperative=owner).select_related("recorded_by")
    listed = Paginator(slips, SLIPS_A_PAGE).get_page(request.GET.get("page"))
    rows = [row for row in deposit_of(edition, owner) if row.left or row.there]
    context = {
        "cooperative": owner,
        "rows": rows,
        "value": sum(row.value for row in rows),
        "listed": listed,
        "slips": slips_with_counts(listed),
        "may_write": may_work_on(request, edition),
    }
    return edition_page(request, "deposit.html", edition, "deposits", context)


@organisers_page("GET", "HEAD", "POST")
def write_slip(request: HttpRequest, code: str, cooperative: str, kind: str) -> HttpResponse:
    """Write down what a cooperative leaves, or takes back."""
    edition, owner = _deposit_or_404(edition_to_work_on_or_404(request, code), cooperative)
    if kind not in SERVICES:
        raise Http404
    rows = deposit_of(edition, owner)
    if kind == DepositKind.TAKEN_BACK:
        rows = [row for row in rows if row.there]
    form = SlipForm(request.POST or None, products=[row.product for row in rows])
    if request.method == "POST" and form.is_valid():
        new = NewSlip(edition=edition, cooperative=owner, quantities=form.quantities(), **_signed(form))
        try:
            made = act_once(
                request.POST, action=f"deposit.{kind}", act=lambda: SERVICES[kind](new=new, by=person(request))
            )
        except (NotTakingPart, NothingOnTheSlip, NotTheirProduct, NotSoMuchThere) as refusal:
            _refuse(form, refusal, kind)
        else:
            return _written(request, edition, owner, made)
    context = {
        "cooperative": owner,
        "kind": kind,
        "form": form,
        "rows": [(row, form.quantity_field(row.product)) for row in rows],
        "signed": [form[name] for name in ("given_by", "received_by", "note")],
    }
    status = 422 if request.method == "POST" else 200
    return edition_page(request, "deposit_slip_form.html", edition, "deposits", context, status=status)


@organisers_page()
def slip(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One slip, to be printed and signed."""
    found = _slip_or_404(edition_or_404(request, code), public_id)
    context = {
        "slip": found,
        "lines": lines_of(found),
        "pdfs": pdf_links("organiser:deposit-slip-pdf", code, public_id, languages=("ar", "fr")),
    }
    return edition_page(request, "deposit_slip.html", found.edition, "deposits", context)


@organisers_page()
def slip_as_pdf(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The slip on paper, in the language of the address."""
    found = _slip_or_404(edition_or_404(request, code), public_id)
    return pdf_of(slip_paper(found, lines_of(found)), name=f"{code}-{public_id}")


def _deposit_or_404(edition: Edition, cooperative: str) -> tuple[Edition, Cooperative]:
    """Who withdrew stays to be found: what it wants to leave is refused in words."""
    edition = held_by_operator_or_404(edition)
    ever = Participation.objects.filter(stop__edition=edition, cooperative=OuterRef("pk"))
    return edition, get_object_or_404(Cooperative.objects.filter(Exists(ever)), public_id=cooperative)


def _slip_or_404(edition: Edition, public_id: str) -> DepositSlip:
    slips = DepositSlip.objects.filter(edition=edition).select_related("cooperative__commune", "recorded_by")
    found = get_object_or_404(slips, public_id=public_id)
    found.edition = edition
    return found


def _signed(form: SlipForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("given_by", "received_by", "note")}


def _refuse(form: SlipForm, refusal: Exception, kind: str) -> None:
    if isinstance(refusal, NotSoMuchThere):
        text = _("Only %(quantity)s %(unit)s in its stock online: count the stock first, or write less.")
        if kind == DepositKind.TAKEN_BACK:
            text = _("Only %(quantity)s %(unit)s lies here.")
        form.say_what_is_there(refusal.there, text)
    elif isinstance(refusal, NotTakingPart):
        form.add_error(None, _("This cooperative does not take part in this edition: it can leave nothing here."))
    elif isinstance(refusal, NothingOnTheSlip):
        form.add_error(None, _("Write the quantity of one product at least."))
    else:
        form.add_error(None, _("A product of this slip is not one of this cooperative. Nothing was written down."))


def _written(request: HttpRequest, edition: Edition, owner: Cooperative, made: DepositSlip | None) -> HttpResponse:
    say_once(request, made is not None, _("The slip is written down: print it and let both sign."))
    if made is None:
        return redirect("organiser:deposit", edition.code, owner.public_id)
    return redirect(reverse("organiser:deposit-slip", args=[edition.code, made.public_id]))
