"""What shoppers give back: the cooperative answers, and says when the goods are there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove
from cooperatives.permissions import Area, cooperatives_where
from marketplace.basket.requests import SignedInRequest
from marketplace.conversation.masking import without_contacts
from marketplace.once import act_once
from marketplace.payment import returns
from marketplace.payment.enums import ReturnStatus
from marketplace.payment.models import ReturnRequest
from marketplace.payment.refund_parts import AboveTheRest, NothingToRefund
from marketplace.workspace.frame import RETURNS, frame_of_all

A_PAGE = 20


class DeclineForm(forms.Form):
    """Why the goods are not taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why in a few words: the shopper will want to know.")},
    )

    def clean_reason(self) -> str:
        """The shopper reads it: without numbers and addresses, as every message."""
        return without_contacts(self.cleaned_data["reason"])[0]


class ReceivedForm(forms.Form):
    """What becomes of the goods."""

    put_back = forms.ChoiceField(
        label=gettext_lazy("Can they be sold again?"),
        choices=[("yes", gettext_lazy("Yes: put them into our stock")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Say whether they can be sold again."),
            "invalid_choice": gettext_lazy("Say whether they can be sold again."),
        },
    )


@dataclass(frozen=True, slots=True)
class ReturnAct:
    """Something done with a return: its button, what it asks, and the service that does it."""

    name: str
    title: str | Promise
    icon: str
    done: str | Promise
    do: Callable[[ReturnRequest, User, Mapping[str, Any]], object]
    form: type[forms.Form] | None = None
    is_main: bool = True


ACCEPT = ReturnAct(
    name="accept",
    title=gettext_lazy("We take it back"),
    icon="check",
    done=gettext_lazy("The shopper was told to send the goods."),
    do=lambda request, by, _given: returns.accept_return(request_id=request.pk, by=by),
)
RECEIVED = ReturnAct(
    name="received",
    title=gettext_lazy("The goods are here"),
    icon="package-check",
    done=gettext_lazy("Thank you. The shopper is paid back, and that is taken off what you are due."),
    do=lambda request, by, given: returns.receive_return(
        request_id=request.pk, put_back=given["put_back"] == "yes", by=by
    ),
    form=ReceivedForm,
)
DECLINE = ReturnAct(
    name="decline",
    title=gettext_lazy("We do not take it back"),
    icon="x",
    done=gettext_lazy("The shopper was told."),
    do=lambda request, by, given: returns.decline_return(request_id=request.pk, reason=given["reason"], by=by),
    form=DeclineForm,
    is_main=False,
)
ACTS = {act.name: act for act in (ACCEPT, RECEIVED, DECLINE)}
OFFERED = {ReturnStatus.ASKED: (ACCEPT, DECLINE), ReturnStatus.ACCEPTED: (RECEIVED, DECLINE)}


@never_cache
@login_required
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """Every return, what waits for an answer first."""
    found = returns.returns_for(cooperatives_where(request.user, Area.ORDERS))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "marketplace/workspace/returns.html", _frame(request) | {"page": page})


@never_cache
@login_required
@require_GET
def detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One return: what comes back, why, and what to do next."""
    return _page(request, _own(request, public_id), None, None)


@never_cache
@login_required
@require_http_methods(["POST"])
def act(request: SignedInRequest, public_id: str, name: str) -> HttpResponse:
    """Do something with a return; what is missing is asked on its own page, with what was typed."""
    found, chosen = _own(request, public_id), ACTS.get(name)
    if chosen is None:
        raise Http404
    form = chosen.form(request.POST) if chosen.form else None
    if form is not None and not form.is_valid():
        return _page(request, found, chosen, form, status=422)
    given = form.cleaned_data if form else {}
    try:
        fresh = act_once(
            request.POST, action=f"workspace.return.{name}", act=lambda: chosen.do(found, request.user, given)
        )
    except ForbiddenMove:
        messages.info(request, _("It stands elsewhere by now: somebody did this, or the shopper called it off."))
    except (AboveTheRest, NothingToRefund):
        messages.error(request, _("The money for these goods went back before. Call us."))
    else:
        messages.success(request, str(chosen.done) if fresh else _("This was done already."))
    return redirect("workspace:return", public_id=public_id)


def _own(request: SignedInRequest, public_id: str) -> ReturnRequest:
    found = returns.return_for(cooperatives_where(request.user, Area.ORDERS), public_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: SignedInRequest,
    found: ReturnRequest,
    tried: ReturnAct | None,
    form: forms.Form | None,
    *,
    status: int = 200,
) -> HttpResponse:
    offered = OFFERED.get(ReturnStatus(found.status), ())
    acts = [(each, form if each is tried else each.form() if each.form else None) for each in offered]
    context = {
        "request_back": found,
        "refund": getattr(found, "refund", None),
        "acts": acts,
        "lines": found.lines.all(),
    }
    return render(request, "marketplace/workspace/return.html", _frame(request) | context, status=status)


def _frame(request: SignedInRequest) -> dict[str, Any]:
    return frame_of_all(request, RETURNS)
