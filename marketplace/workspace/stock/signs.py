"""Certificates of quality signs: what the cooperative holds, how each stands, and sending one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cooperatives import clock
from cooperatives.certificates import (
    NOTICE_BEFORE,
    Certificate,
    CertificateExpired,
    CertificateKnown,
    keep_paper,
    send_certificate,
)
from cooperatives.enums import CertificateStatus
from cooperatives.formats.days import day_text
from cooperatives.models import Cooperative, QualitySign, SignHeld
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.photographs import PhotographRefused, TooLarge, TooSmall, read_photograph
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.private_pictures import private_jpeg
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.frame import MORE, frame_for
from marketplace.workspace.stock.lot_forms import CODE, day_input

A_PAGE = 20
# What was photographed stays with a form that is sent again: the browser gives no file back.
KEPT, KEPT_FOR, SALT = "kept", 24 * 60 * 60, "workspace.certificate"
TEMPLATES = "marketplace/workspace/stock"


class SignForm(forms.Form):
    """What the certificate's paper says, and its photograph."""

    sign: "forms.ModelChoiceField[QualitySign]" = forms.ModelChoiceField(
        empty_label=gettext_lazy("Choose from the list"),
        label=gettext_lazy("Which sign?"),
        queryset=QualitySign.objects.order_by("kind", "code"),
        to_field_name="code",
        error_messages={
            "required": gettext_lazy("Choose the sign."),
            "invalid_choice": gettext_lazy("Choose the sign."),
        },
    )
    certifier = forms.CharField(
        label=gettext_lazy("Who certified you?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write the name that stands on the certificate.")},
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the certificate"),
        max_length=60,
        widget=forms.TextInput(attrs=CODE),
        error_messages={"required": gettext_lazy("Write the number that stands on the certificate.")},
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Valid until"),
        widget=day_input(),
        error_messages={
            "required": gettext_lazy("Write the last day on which it is valid."),
            "invalid": gettext_lazy("Write the day, such as 2026-11-22."),
        },
    )
    paper = forms.FileField(
        label=gettext_lazy("Photo of the certificate"),
        help_text=gettext_lazy("Lay it flat in good light. Only our staff see the photo."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={
            "required": gettext_lazy("Take a photo of the certificate."),
            "empty": gettext_lazy("This file is empty: take the photo once more."),
            "invalid": gettext_lazy("Take a photo of the certificate."),
        },
    )

    def __init__(self, *args: Any, cooperative: Cooperative, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cooperative, self.kept = cooperative, kept
        self.fields["paper"].required = not kept

    def clean_expires_on(self) -> Any:
        if self.cleaned_data["expires_on"] < clock.today():
            raise forms.ValidationError(_("This day has passed: send the certificate that is valid now."))
        return self.cleaned_data["expires_on"]

    def clean_paper(self) -> str:
        """The photograph's name in the private storage: of the one that is sent, else of the one kept before."""
        if upload := self.cleaned_data.get("paper"):
            self.kept = self._keep(upload)
        return self.kept

    def _keep(self, upload: Any) -> str:
        try:
            photograph = read_photograph(upload)
        except TooLarge as error:
            raise forms.ValidationError(_("This file is too large: 10 MB at most.")) from error
        except TooSmall as error:
            raise forms.ValidationError(_("Nothing can be read on a picture this small.")) from error
        except PhotographRefused as error:
            raise forms.ValidationError(_("This is not a picture: take a photo of the certificate.")) from error
        return keep_paper(photograph, cooperative=self.cooperative)

    @property
    def certificate(self) -> Certificate:
        given = self.cleaned_data
        return Certificate(given["sign"].pk, given["certifier"], given["number"], given["expires_on"], given["paper"])


@never_cache
@login_required
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """Every certificate of the cooperative, and how it stands."""
    cooperative = chosen_cooperative(request, Area.PROFILE)
    held = SignHeld.objects.filter(cooperative=cooperative).select_related("sign").order_by("-expires_on", "-pk")
    page = Paginator(held, A_PAGE).get_page(request.GET.get("page"))
    rows = [(each, *_stands(each)) for each in page.object_list]
    context = {"page": page, "rows": rows, "cooperative": cooperative}
    return render(request, f"{TEMPLATES}/signs.html", frame_for(request, MORE) | context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Send a certificate for staff to look at."""
    return _send(request, chosen_cooperative(request, Area.PROFILE), {})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def again(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send one once more that was not accepted, or that runs out or has, with what stands in it already."""
    held = _own(request).select_related("sign", "cooperative").filter(public_id=public_id).first()
    if held is None:
        raise Http404
    begun = {"sign": held.sign.code, "certifier": held.certifier, "number": held.number}
    return _send(request, held.cooperative, begun)


@never_cache
@login_required
@require_GET
def paper(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The photograph of a certificate, for its own cooperative."""
    held = _own(request).filter(public_id=public_id).exclude(paper="").first()
    if held is None:
        raise Http404
    return private_jpeg(held.paper, called=f"{held.public_id}.jpg")


def _own(request: SignedInRequest) -> QuerySet[SignHeld]:
    return SignHeld.objects.filter(cooperative__in=cooperatives_where(request.user, Area.PROFILE))


def _send(request: SignedInRequest, cooperative: Cooperative, begun: Mapping[str, Any]) -> HttpResponse:
    if request.method == "GET":
        return _form(request, SignForm(cooperative=cooperative, initial=begun))
    form = SignForm(request.POST, request.FILES, cooperative=cooperative, kept=_kept_before(request, cooperative))
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        fresh = act_once(
            request.POST,
            action="workspace.sign.send",
            act=lambda: send_certificate(cooperative_id=cooperative.pk, certificate=form.certificate, by=request.user),
        )
    except CertificateKnown as known:
        form.add_error("number", _known_text(known.held))
    except CertificateExpired:
        form.add_error("expires_on", _("This day has passed: send the certificate that is valid now."))
    else:
        messages.success(request, _("Sent. We look at it and write to you.") if fresh else _("This was done already."))
        return redirect("workspace:signs")
    return _form(request, form, status=422)


def _form(request: SignedInRequest, form: SignForm, *, status: int = 200) -> HttpResponse:
    kept = signing.dumps([form.cooperative.pk, form.kept], salt=SALT) if form.kept else ""
    context = {"form": form, "kept": kept, "cooperative": form.cooperative}
    return render(request, f"{TEMPLATES}/sign_form.html", frame_for(request, MORE) | context, status=status)


def _kept_before(request: SignedInRequest, cooperative: Cooperative) -> str:
    """The photograph that came with an earlier try of this form, signed by us for this cooperative."""
    try:
        owner, name = signing.loads(request.POST.get(KEPT, ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return ""
    return name if owner == cooperative.pk else ""


def _known_text(held: SignHeld) -> str:
    if held.status == CertificateStatus.SENT:
        return _("This certificate is here already: we are looking at it.")
    return _("This certificate is here already, valid until %(day)s.") % {"day": day_text(held.expires_on)}


def _stands(held: SignHeld) -> tuple[str, str, bool]:
    """How a certificate stands: its words, their colour, and whether it may be sent once more."""
    today = clock.today()
    if held.status == CertificateStatus.SENT:
        return _("Being checked"), "blue", False
    if held.status == CertificateStatus.REFUSED:
        return _("Not accepted"), "danger", True
    if held.expires_on < today:
        return _("Run out: shoppers do not see it"), "danger", True
    if held.expires_on - NOTICE_BEFORE <= today:
        return _("Runs out soon"), "saffron", True
    return _("Shoppers see it"), "green", False
