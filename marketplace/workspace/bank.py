"""Where a cooperative's money goes: its RIB, which we check, or who collects its postal orders."""

import structlog
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cooperatives.models import Cooperative
from cooperatives.officers.enums import ConsentAct
from cooperatives.officers.exceptions import TooManyAsked
from cooperatives.officers.models import Consent
from cooperatives.officers.services import ask_or_do
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.settlements.rib import (
    RibNotDigits,
    RibRefused,
    RibTooShortOrLong,
    masked,
    read_rib,
)
from cooperatives.settlements.selectors import current_account, current_addressee
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.frame import MONEY, frame_of_all

logger = structlog.get_logger(__name__)
CODE = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}


class AccountForm(forms.Form):
    """The account as the bank's paper shows it."""

    holder = forms.CharField(
        label=gettext_lazy("Name on the account"),
        max_length=70,
        help_text=gettext_lazy("In Latin letters, as the bank writes it."),
        widget=forms.TextInput(attrs=CODE | {"autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Write the name as it stands on the bank's paper.")},
    )
    rib = forms.CharField(
        label=gettext_lazy("RIB"),
        max_length=60,
        help_text=gettext_lazy("The 24 digits on the paper that the bank gave you. You may leave spaces."),
        widget=forms.TextInput(attrs=CODE | {"inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Write the 24 digits of the RIB.")},
    )

    def clean_holder(self) -> str:
        holder = " ".join(self.cleaned_data["holder"].split())
        if not any("a" <= letter.lower() <= "z" for letter in holder) or not all(
            letter.isascii() or letter.lower() in "àâäçéèêëîïôöùûüÿœæ" for letter in holder
        ):
            raise forms.ValidationError(_("Write the name in Latin letters: the bank reads no others."))
        return holder

    def clean_rib(self) -> str:
        try:
            return read_rib(self.cleaned_data["rib"])
        except RibRefused as refusal:
            raise forms.ValidationError(_rib_text(refusal)) from refusal


class AddresseeForm(forms.Form):
    """Who goes to the post office."""

    name = forms.CharField(
        label=gettext_lazy("Who collects the money"),
        max_length=140,
        help_text=gettext_lazy("First and last name, as on the identity card."),
        error_messages={"required": gettext_lazy("Write who collects the money.")},
    )
    cin = forms.RegexField(
        r"^\s*[A-Za-z]{1,2}\s?\d{3,7}\s*$",
        label=gettext_lazy("Number of the identity card"),
        max_length=20,
        widget=forms.TextInput(attrs=CODE | {"autocapitalize": "characters"}),
        error_messages={
            "required": gettext_lazy("Write the number of the identity card."),
            "invalid": gettext_lazy("The number begins with one or two letters, then digits, such as AB123456."),
        },
    )
    office = forms.CharField(
        label=gettext_lazy("Post office"),
        max_length=140,
        help_text=gettext_lazy("The town or village of the post office."),
        error_messages={"required": gettext_lazy("Write where the post office is.")},
    )

    def clean_cin(self) -> str:
        return "".join(self.cleaned_data["cin"].split()).upper()


WAYS: dict[str, tuple[type[forms.Form], ConsentAct]] = {
    "account": (AccountForm, ConsentAct.BANK_ACCOUNT),
    "addressee": (AddresseeForm, ConsentAct.POSTAL_ADDRESSEE),
}


@never_cache
@login_required
@require_GET
def bank(request: SignedInRequest) -> HttpResponse:
    """Where the money goes now, and the forms to change it."""
    permitted = _permitted(request)
    chosen = _chosen(permitted, request.GET.get("cooperative", "") or permitted[0].public_id)
    return _page(request, permitted, chosen)


@never_cache
@login_required
@require_POST
def save(request: SignedInRequest, cooperative: str, way: str) -> HttpResponse:
    """Take another account or addressee in the place of the present one."""
    permitted = _permitted(request)
    chosen = _chosen(permitted, cooperative)
    if way not in WAYS:
        raise Http404
    form_class, wanted = WAYS[way]
    form = form_class(request.POST, auto_id=f"{way}_%s")
    if not form.is_valid():
        logger.warning("bank_form_refused", cooperative=chosen.public_id, way=way, fields=sorted(form.errors))
        return _page(request, permitted, chosen, **{way: form})
    asking: list[Consent | None] = []

    def ask() -> None:
        given = form.cleaned_data
        asking.append(ask_or_do(cooperative_id=chosen.pk, act=wanted, asked=given, by=request.user))

    try:
        fresh = act_once(request.POST, action=f"workspace.bank.{way}", act=ask)
    except TooManyAsked:
        form.add_error(None, _("You asked too often today. Try again tomorrow."))
        return _page(request, permitted, chosen, **{way: form})
    if asking and asking[0] is not None:
        # Another officer has the code without which nothing changes.
        return redirect("workspace:consent", public_id=asking[0].public_id)
    saved = _("Saved. We check the RIB before we send money to it.") if way == "account" else _("Saved.")
    messages.success(request, saved if fresh else _("This was done already."))
    return redirect(f"{reverse('workspace:bank')}?cooperative={chosen.public_id}")


def _permitted(request: SignedInRequest) -> list[Cooperative]:
    """The cooperatives whose account the person may write; nobody else learns that the page exists."""
    permitted = list(cooperatives_where(request.user, Area.BANK).order_by("pk"))
    if not permitted:
        raise Http404
    return permitted


def _chosen(permitted: list[Cooperative], public_id: str) -> Cooperative:
    chosen = next((each for each in permitted if each.public_id == public_id), None)
    if chosen is None:
        raise Http404
    return chosen


def _page(
    request: SignedInRequest, permitted: list[Cooperative], chosen: Cooperative, **tried: forms.Form
) -> HttpResponse:
    account = current_account(chosen)
    url = reverse("workspace:bank")
    context = {
        "cooperative": chosen,
        "account": account,
        "masked": masked(account.last4) if account else "",
        "addressee": current_addressee(chosen),
        "forms": {way: tried.get(way) or form(auto_id=f"{way}_%s") for way, (form, _save) in WAYS.items()},
        "tabs": [
            {"url": f"{url}?cooperative={each.public_id}", "text": str(each), "current": each == chosen}
            for each in permitted
            if len(permitted) > 1
        ],
    }
    around = frame_of_all(request, MONEY)
    return render(request, "marketplace/workspace/bank.html", around | context, status=422 if tried else 200)


def _rib_text(refusal: RibRefused) -> str:
    if isinstance(refusal, RibTooShortOrLong):
        return _("A RIB has 24 digits; here are %(count)d.") % {"count": refusal.count}
    if isinstance(refusal, RibNotDigits):
        return _("A RIB has digits alone: write it without letters.")
    return _("The last two digits do not fit the others: one is wrong or two are swapped.")
