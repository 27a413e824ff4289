"""The operator's money: what it holds, whose it is, and what it handed over."""

from collections.abc import Collection
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cooperatives.formats.numbers import money_text
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from fairs.consignment import OwedThere, held_at, owed_there
from fairs.models import CashHandover, Edition
from fairs.organiser.deposit_forms import TakeBackForm, ToBankForm, ToCooperativeForm
from fairs.organiser.once import act_once
from fairs.organiser.papers import handover_paper, pdf_links, pdf_of
from fairs.organiser.selectors import sort_column
from fairs.organiser.views.deposits import held_by_operator_or_404
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_page,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.organiser.views.once import say_once
from fairs.services.operator_cash import (
    HandedOverTomorrow,
    HandoverTakenBack,
    MoreThanIsThere,
    NewHandover,
    hand_over_cash,
    take_handover_back,
)

MOST_COOPERATIVES, HANDOVERS_A_PAGE = 500, 20
Tried = dict[str, ToCooperativeForm | ToBankForm]


@organisers_page("GET", "HEAD", "POST")
def cash(request: HttpRequest, code: str) -> HttpResponse:
    """What the operator holds and owes, and the two forms by which it hands money over."""
    if request.method == "POST":
        return _hand_over(request, held_by_operator_or_404(edition_to_work_on_or_404(request, code)))
    return _page(request, held_by_operator_or_404(edition_or_404(request, code)), {})


@organisers_page("GET", "HEAD", "POST")
def take_back(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Take back what was written down by mistake; asked by GET, it shows what that is."""
    edition = edition_to_work_on_or_404(request, code)
    wrong = _handover_or_404(edition, public_id)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            made = act_once(
                request.POST,
                action="cash_handover.take_back",
                act=lambda: take_handover_back(handover_id=wrong.pk, reason=reason, by=person(request)),
            )
        except HandoverTakenBack:
            form.add_error(None, _("This was taken back before. Nothing was changed."))
        else:
            say_once(request, made is not None, _("It is taken back: the operator holds the money again."))
            return redirect("organiser:operator-cash", code)
    context = {"handover": wrong, "form": form}
    status = 422 if request.method == "POST" else 200
    return edition_page(request, "handover_back.html", edition, "deposits", context, status=status)


@organisers_page()
def handover(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One handing over, to be printed and signed."""
    found = _handover_or_404(edition_or_404(request, code), public_id)
    pdfs = pdf_links("organiser:handover-pdf", code, public_id, languages=("ar", "fr"))
    context = {"handover": found, "pdfs": pdfs, "may_write": may_work_on(request, found.edition)}
    return edition_page(request, "handover.html", found.edition, "deposits", context)


@organisers_page()
def handover_as_pdf(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The paper that two people sign, in the language of the address."""
    found = _handover_or_404(edition_or_404(request, code), public_id)
    return pdf_of(handover_paper(found), name=f"{code}-{public_id}")


def _hand_over(request: HttpRequest, edition: Edition) -> HttpResponse:
    to = "bank" if request.POST.get("to") == "bank" else "cooperative"
    form = _form(to, request.POST, _by_name(owed_there(edition)))
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            made = act_once(
                request.POST,
                action="cash_handover.record",
                act=lambda: hand_over_cash(new=NewHandover(edition=edition, **given), by=person(request)),
            )
        except MoreThanIsThere as refusal:
            form.add_error("amount", _too_much(to, refusal))
        except HandedOverTomorrow:
            form.add_error("handed_on", _("This day has not been yet."))
        else:
            say_once(request, made is not None, _("It is written down: print it and let both sign."))
            if made is None:
                return redirect("organiser:operator-cash", edition.code)
            return redirect("organiser:handover", edition.code, made.public_id)
    return _page(request, edition, {to: form}, status=422)


def _too_much(to: str, refusal: MoreThanIsThere) -> str:
    if to == "bank":
        text = _("The operator holds %(amount)s: no more can be handed over.")
    else:
        text = _("At most %(amount)s can be handed to this cooperative here now.")
    return text % {"amount": money_text(refusal.most)}


def _form(to: str, data: Any, with_money: Any) -> ToCooperativeForm | ToBankForm:
    if to == "bank":
        return ToBankForm(data, auto_id="bank_%s")
    return ToCooperativeForm(data, cooperatives=with_money, auto_id="cooperative_%s")


def _by_name(owed: Collection[int]) -> QuerySet[Cooperative]:
    return Cooperative.objects.filter(pk__in=owed).order_by(sort_column(), "pk")


def _page(request: HttpRequest, edition: Edition, tried: Tried, *, status: int = 200) -> HttpResponse:
    owed = owed_there(edition)
    may_write = bool(tried) or may_work_on(request, edition)
    rows = _by_name(owed)
    handovers = CashHandover.objects.filter(edition=edition).select_related("cooperative", "reversed_by")
    held = held_at(edition)
    context: dict[str, Any] = {
        "held": held,
        "short": max(-held, ZERO),
        "sums": _sums(list(owed.values())),
        "rows": [(row, owed[row.pk]) for row in rows[:MOST_COOPERATIVES]],
        "handovers": Paginator(handovers, HANDOVERS_A_PAGE).get_page(request.GET.get("page")),
        "forms": {to: _form(to, None, rows) for to in ("cooperative", "bank")} | tried if may_write else None,
    }
    return edition_page(request, "operator_cash.html", edition, "deposits", context, status=status)


def _sums(owed: list[OwedThere]) -> OwedThere:
    return OwedThere(
        earned=sum((row.earned for row in owed), ZERO),
        handed=sum((row.handed for row in owed), ZERO),
        most=sum((row.most for row in owed), ZERO),
    )


def _handover_or_404(edition: Edition, public_id: str) -> CashHandover:
    rows = CashHandover.objects.filter(edition=held_by_operator_or_404(edition))
    found = get_object_or_404(rows.select_related("cooperative", "recorded_by", "reverses"), public_id=public_id)
    found.edition = edition
    return found
