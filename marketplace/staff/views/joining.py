"""Papers of cooperatives that join: looked at page by page, accepted or asked for again."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin.filters import WagtailFilterSet

from cooperatives.enums import CooperativeStatus
from cooperatives.joining.enums import PaperKind, PaperStatus
from cooperatives.joining.exceptions import JudgedByMember, JudgedBySender, PaperChanged
from cooperatives.joining.models import Paper
from cooperatives.joining.papers import accept_paper, ask_again, ask_again_after_all
from cooperatives.joining.selectors import page_of
from cooperatives.models import Cooperative, Membership
from cooperatives.texts import search_form
from marketplace.private_pictures import private_jpeg
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.joining import AskAgainForm, JudgeForm, WhyForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act, ActView
from marketplace.staff.views.base import Fact, Names, Related, RowView, StaffViewSet, table
from marketplace.staff.views.base import page_of as page_of_row
from marketplace.staff.views.logs import acts_of, moves_of

REFUSALS = {
    PaperChanged: Refusal(_("A page came or went while you looked: look at the paper again.")),
    JudgedByMember: Refusal(_("You belong to this cooperative: somebody else judges its papers.")),
    JudgedBySender: Refusal(_("You sent this paper yourself: somebody else judges it.")),
}


def _waits(row: Paper) -> bool:
    return _stands(row) and row.status == PaperStatus.SENT


def _stands(row: Paper) -> bool:
    return row.replaced_at is None and row.cooperative.status == CooperativeStatus.APPLIED


ACCEPT = Act(
    name="accept",
    title=_("Accept"),
    done=_("The paper is accepted."),
    explained=_("You can read it, it is theirs, and it says what they wrote."),
    icon="check",
    form=JudgeForm,
    do=lambda row, by, given: accept_paper(paper_id=row.pk, seen=given["seen"], by=by),
    is_offered=_waits,
    refusals=REFUSALS,
)
ASK_AGAIN = Act(
    name="ask-again",
    title=_("Ask for it again"),
    done=_("The cooperative was told what is missing."),
    icon="resubmit",
    form=AskAgainForm,
    do=lambda row, by, given: ask_again(paper_id=row.pk, seen=given["seen"], reason=given["reason"], by=by),
    is_offered=_waits,
    refusals=REFUSALS,
)
ASK_AFTER_ALL = Act(
    name="ask-after-all",
    title=_("Ask for it again after all"),
    done=_("The cooperative was told what is missing."),
    explained=_("It was accepted before."),
    icon="resubmit",
    form=WhyForm,
    do=lambda row, by, given: ask_again_after_all(paper_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: _stands(row) and row.status == PaperStatus.ACCEPTED,
    refusals=REFUSALS,
)
PAPER_COLUMNS = (
    columns.link(pgettext_lazy("of a cooperative", "Paper"), "get_kind_display", page_of_row("papers")),
    columns.text(_("Status"), "get_status_display"),
    columns.moment(_("Sent"), "sent_at"),
    columns.text(_("Who looked at it"), "judged_by"),
    columns.text(_("Why"), "reason"),
)


class PaperFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=PaperStatus.choices, label=_("Status"))
    kind = django_filters.ChoiceFilter(choices=PaperKind.choices, label=_("Kind"))

    class Meta:
        model = Paper
        fields = ["status", "kind"]


class WithPages:
    """The photographs of a paper above what is asked or can be done."""

    object: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = [
            {"number": page.number, "url": reverse("paper-page", args=[self.object.public_id, page.number])}
            for page in self.object.pages.exclude(file="").order_by("number")
        ]
        return super().get_context_data(**kwargs) | {"paper_pages": pages}  # type: ignore[misc]


class PaperView(WithPages, RowView):
    template_name = "marketplace/staff/paper.html"


class PaperActView(WithPages, ActView):
    template_name = "marketplace/staff/paper_act.html"


class PaperViewSet(StaffViewSet):
    model = Paper
    names = Names(pgettext_lazy("of a cooperative", "Paper"), _("Papers to check"))
    icon = "doc-full"
    filterset_class = PaperFilters
    acts = (ACCEPT, ASK_AGAIN, ASK_AFTER_ALL)
    inspect_view_class = PaperView
    list_display = (
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(pgettext_lazy("of a cooperative", "Paper"), "get_kind_display", sort="kind"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.number(_("Pages"), "page_count"),
        columns.moment(_("Sent"), "sent_at", sort="sent_at"),
        columns.text(_("Who looked at it"), "judged_by"),
    )

    def rows(self) -> QuerySet:
        """What was sent for checking; what waits longest comes first."""
        away = (CooperativeStatus.JOINING, CooperativeStatus.WITHDRAWN)
        sent = Paper.objects.filter(replaced_at__isnull=True).exclude(cooperative__status__in=away)
        waits = Case(
            When(status=PaperStatus.SENT, cooperative__status=CooperativeStatus.APPLIED, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        read = sent.select_related("cooperative", "judged_by").defer("cooperative__story", "cooperative__phone")
        return read.annotate(page_count=Count("pages"), waits=waits).order_by("waits", "sent_at", "pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(cooperative__search_text__contains=search_form(words))

    def facts(self, row: Paper) -> Sequence[Fact]:
        return [
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("What it should show"), _should_show(row)),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("Sent"), columns.as_moment(row.sent_at)),
            Fact(_("Who sent it"), str(row.sent_by)),
            Fact(_("Who looked at it"), str(row.judged_by or "–")),
            Fact(_("Why"), row.reason or "–"),
            *([Fact(_("Photos"), _("Deleted: nobody needs them any more."))] if _is_forgotten(row) else []),
        ]

    def related(self, row: Paper, request: HttpRequest) -> Sequence[Related]:
        return [
            Related(_("All its papers"), papers_table(row.cooperative)),
            moves_of(row),
            acts_of(row),
        ]

    @property
    def act_view(self) -> Any:
        return self.construct_view(PaperActView, acts={act.name: act for act in self.acts})


def papers_table(cooperative: Cooperative) -> Any:
    """The papers of a cooperative, those that were replaced last."""
    papers = Paper.objects.filter(cooperative=cooperative).select_related("judged_by")
    # NULLs come last in PostgreSQL: what stands should come first.
    return table(PAPER_COLUMNS, papers.order_by(F("replaced_at").asc(nulls_first=True), "pk")[:100])


def _is_forgotten(row: Paper) -> bool:
    return row.pages.filter(file="").exists()


def _should_show(row: Paper) -> str:
    """What the cooperative wrote, to be compared with what the paper says."""
    cooperative = row.cooperative
    if row.kind == PaperKind.ICE:
        return f"ICE {cooperative.ice or '–'}"
    if row.kind == PaperKind.IDENTITY:
        return str(row.sent_by)
    if row.kind == PaperKind.OFFICERS:
        officers = Membership.objects.current().filter(cooperative=cooperative, is_officer=True)
        return columns.listed(*(str(officer.user) for officer in officers.select_related("user").order_by("pk")))
    return columns.listed(cooperative, cooperative.registration_number)


@never_cache
def paper_page(request: HttpRequest, paper: str, number: int) -> HttpResponseBase:
    """One photographed page, for staff who check papers."""
    if not request.user.has_perm("joining.view_paper"):
        raise PermissionDenied
    page = page_of(Cooperative.objects.all(), paper=paper, number=number)
    if page is None:
        raise Http404
    return private_jpeg(page.file, called=f"{paper}-{number}.jpg")


papers = PaperViewSet("papers")
paper_urls = [path("papers/<slug:paper>/pages/<int:number>.jpg", paper_page, name="paper-page")]
