"""Certificates of quality signs: what cooperatives send is looked at here, accepted or asked for once more."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.filters import WagtailFilterSet

from catalogue.signs import accept_certificate
from cooperatives import clock
from cooperatives.certificates import (
    CertificateChanged,
    CertificateExpired,
    CheckedByItsSender,
    ask_certificate_again,
)
from cooperatives.enums import CertificateStatus
from cooperatives.models import QualitySign, SignHeld
from cooperatives.texts import search_form
from marketplace.private_pictures import private_jpeg
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.cooperatives import SignHeldForm
from marketplace.staff.forms.joining import AskCertificateForm, CertificateForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act, ActView
from marketplace.staff.views.base import Fact, Names, Related, RowView, StaffViewSet
from marketplace.staff.views.logs import acts_of, moves_of

REFUSALS = {
    CertificateExpired: Refusal(_("Its last day is over: ask for the one that is valid now.")),
    CertificateChanged: Refusal(_("It was changed while you looked: look at the certificate again.")),
    CheckedByItsSender: Refusal(_("You sent this certificate: another person must look at it.")),
}
ACCEPT = Act(
    name="accept",
    title=_("Accept"),
    done=_("Accepted: shoppers see the sign until its last day. The cooperative was told."),
    explained=_("You can read it, it names this cooperative, and it says what they wrote."),
    icon="check",
    form=CertificateForm,
    do=lambda row, by, given: accept_certificate(sign_held_id=row.pk, seen=given["seen"], by=by),
    is_offered=lambda row: row.status == CertificateStatus.SENT,
    refusals=REFUSALS,
)
ASK_AGAIN = Act(
    name="ask-again",
    title=_("Ask for it again"),
    done=_("The cooperative was told what is missing."),
    explained=_("Shoppers do not see the sign until the cooperative has sent the certificate once more."),
    icon="resubmit",
    form=AskCertificateForm,
    do=lambda row, by, given: ask_certificate_again(
        sign_held_id=row.pk, seen=given["seen"], reason=given["reason"], by=by
    ),
    is_offered=lambda row: row.status in (CertificateStatus.SENT, CertificateStatus.CHECKED),
    refusals=REFUSALS,
)


def _is_seen(row: SignHeld) -> Any:
    return _("Yes") if row.is_valid_on(clock.today()) else _("No")


class SignHeldFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=CertificateStatus.choices, label=_("Status"))
    sign = django_filters.ModelChoiceFilter(queryset=QualitySign.objects.all(), label=_("Quality sign"))

    class Meta:
        model = SignHeld
        fields = ["status", "sign"]


class WithPaper:
    """The photograph of the certificate above what is asked or can be done."""

    object: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = reverse("certificate-paper", args=[self.object.public_id])
        pages = [{"number": 1, "url": url}] if self.object.paper else []
        return super().get_context_data(**kwargs) | {"paper_pages": pages}  # type: ignore[misc]


class SignHeldView(WithPaper, RowView):
    template_name = "marketplace/staff/paper.html"


class SignHeldActView(WithPaper, ActView):
    template_name = "marketplace/staff/paper_act.html"


class SignHeldViewSet(StaffViewSet):
    model = SignHeld
    names = Names(_("Certificate"), _("Certificates"), _("Write a certificate"))
    icon = "clipboard-list"
    form = SignHeldForm
    filterset_class = SignHeldFilters
    acts = (ACCEPT, ASK_AGAIN)
    inspect_view_class = SignHeldView
    list_display = (
        columns.text(_("Quality sign"), "sign"),
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.text(_("Certified by"), "certifier"),
        columns.code(_("Number of the certificate"), "number"),
        columns.day(_("Valid until"), "expires_on", sort="expires_on"),
        columns.text(_("Shoppers see it"), _is_seen),
    )

    def rows(self) -> QuerySet:
        """What waits to be looked at first, then what runs out first."""
        waits = Case(When(status=CertificateStatus.SENT, then=Value(0)), default=Value(1), output_field=IntegerField())
        read = SignHeld.objects.select_related("sign", "cooperative").defer("cooperative__story", "cooperative__phone")
        return read.annotate(waits=waits).order_by("waits", "expires_on", "pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(Q(cooperative__search_text__contains=search_form(words)) | Q(number__icontains=words))

    def facts(self, row: SignHeld) -> Sequence[Fact]:
        return [
            Fact(_("Quality sign"), str(row.sign)),
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("Certified by"), row.certifier),
            Fact(_("Number of the certificate"), row.number, is_code=True),
            Fact(_("Valid until"), columns.as_day(row.expires_on)),
            Fact(_("Shoppers see it"), _is_seen(row)),
            Fact(_("Who sent it"), str(row.sent_by or "–")),
            Fact(_("Why"), row.refused_because or "–"),
        ]

    def related(self, row: SignHeld, request: HttpRequest) -> Sequence[Related]:
        return [moves_of(row), acts_of(row)]

    @property
    def act_view(self) -> Any:
        return self.construct_view(SignHeldActView, acts={act.name: act for act in self.acts})


@never_cache
def certificate_paper(request: HttpRequest, certificate: str) -> HttpResponseBase:
    """The photograph of a certificate, for staff who look at it."""
    if not request.user.has_perm("cooperatives.view_signheld"):
        raise PermissionDenied
    held = SignHeld.objects.filter(public_id=certificate).exclude(paper="").first()
    if held is None:
        raise Http404
    return private_jpeg(held.paper, called=f"{certificate}.jpg")


signs_held = SignHeldViewSet("certificates")
certificate_urls = [path("certificates/<slug:certificate>/paper.jpg", certificate_paper, name="certificate-paper")]
