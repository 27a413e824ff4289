"""What belongs to an edition and is no sale of it: contracts signed there, public money spent on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cooperatives import clock
from cooperatives.money import ZERO
from fairs.closing.beside import AlreadyWithdrawn, add_contract, add_spending, withdraw_contract, withdraw_spending
from fairs.closing.report import per_dirham_text
from fairs.closing.selectors import contracts_at, public_money, spending_on
from fairs.models import Edition
from fairs.organiser.closing_forms import ContractForm, SpendingForm
from fairs.organiser.once import act_once
from fairs.organiser.views.closing import to_close_or_404
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_page,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.organiser.views.once import say_once
from fairs.permissions import editions_to_close


@organisers_page()
def beside(request: HttpRequest, code: str) -> HttpResponse:
    """Contracts and public money of an edition, and the forms to write them down."""
    return _page(request, edition_or_404(request, code), {})


@organisers_page("POST")
def write_contract(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a contract or an order."""
    edition = edition_to_work_on_or_404(request, code)
    form = ContractForm(request.POST, edition=edition)
    if not form.is_valid():
        return _page(request, edition, {"contract_form": form}, status=422)
    act = lambda: add_contract(contract=form.contract(), by=person(request))  # noqa: E731
    done = act_once(request.POST, action="add_contract", act=act)
    say_once(request, done is not None, _("It is written down, apart from the turnover."))
    return redirect("organiser:beside", edition.code)


@organisers_page("POST")
def write_spending(request: HttpRequest, code: str) -> HttpResponse:
    """Write down public money."""
    edition = to_close_or_404(request, code)
    form = SpendingForm(request.POST)
    if not form.is_valid():
        return _page(request, edition, {"spending_form": form}, status=422)
    given = form.cleaned_data
    done = act_once(
        request.POST,
        action="add_spending",
        act=lambda: add_spending(
            edition=edition, label=given["label"], amount=given["amount"], source=given["source"], by=person(request)
        ),
    )
    say_once(request, done is not None, _("It is written down."))
    return redirect("organiser:beside", edition.code)


@organisers_page("POST")
def withdraw_contract_view(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Count a contract no more."""
    edition = edition_to_work_on_or_404(request, code)
    row = get_object_or_404(contracts_at(edition), public_id=public_id)
    return _withdrawn(request, edition, lambda: withdraw_contract(contract_id=row.pk, by=person(request)))


@organisers_page("POST")
def withdraw_spending_view(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Count an entry of public money no more."""
    edition = to_close_or_404(request, code)
    row = get_object_or_404(spending_on(edition), public_id=public_id)
    return _withdrawn(request, edition, lambda: withdraw_spending(spending_id=row.pk, by=person(request)))


def _withdrawn(request: HttpRequest, edition: Edition, act: Callable[[], Any]) -> HttpResponse:
    """Withdrawing twice changes nothing, so that the form needs no token."""
    try:
        act()
    except AlreadyWithdrawn:
        messages.info(request, _("It was withdrawn before."))
    else:
        messages.success(request, _("It counts no more, and stays on record."))
    return redirect("organiser:beside", edition.code)


def _page(request: HttpRequest, edition: Edition, forms: dict[str, Any], *, status: int = 200) -> HttpResponse:
    contracts = list(contracts_at(edition))
    money = public_money(edition)
    context = {
        "contracts": contracts,
        "contracts_total": sum((row.amount for row in contracts if not row.withdrawn_at), ZERO),
        "spending": list(spending_on(edition)),
        "money": money,
        "per_dirham": per_dirham_text(money),
        "contract_form": ContractForm(edition=edition, initial={"signed_on": clock.today(), "kind": "contract"})
        if may_work_on(request, edition)
        else None,
        "spending_form": SpendingForm() if editions_to_close(request.user).filter(pk=edition.pk).exists() else None,
    }
    return edition_page(request, "beside.html", edition, "beside", context | forms, status=status)
