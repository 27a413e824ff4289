"""The menu Cooperatives: who sells, who works for them, and which signs they hold."""

from collections.abc import Sequence

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup

from cooperatives.enums import CooperativeStatus, OrganisationKind, Role
from cooperatives.joining.enums import Fact as Told
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.exceptions import StillMissing
from cooperatives.models import Cooperative, Membership, QualitySign, SignHeld, SupportProgramme
from cooperatives.phones import shown_phone
from cooperatives.services import (
    MembershipEnded,
    approve_cooperative,
    end_membership,
    refuse_cooperative,
    reinstate_cooperative,
    suspend_cooperative,
)
from cooperatives.territory.models import Region
from cooperatives.texts import search_form
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.cooperatives import (
    CooperativeForm,
    MembershipForm,
    QualitySignForm,
    SupportProgrammeForm,
    SuspendForm,
)
from marketplace.staff.forms.joining import WhyForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, adding, page_of, table
from marketplace.staff.views.certificates import signs_held
from marketplace.staff.views.field import field_agents, recoveries
from marketplace.staff.views.joining import papers, papers_table
from marketplace.staff.views.logs import acts_of, moves_of
from marketplace.staff.views.moderation import TRUST, TRUST_NO_MORE

APPROVE = Act(
    name="approve",
    title=_("Approve"),
    done=_("Checked: its products can be bought from now on."),
    explained=_("All its papers are accepted. Its products can be bought at once, and its managers are told."),
    icon="check",
    do=lambda row, by, _given: approve_cooperative(cooperative_id=row.pk, by=by),
    is_offered=lambda row: row.status == CooperativeStatus.APPLIED,
    refusals={StillMissing: Refusal(lambda error: still_missing(error.codes))},
)
REFUSE = Act(
    name="refuse",
    title=_("Do not take it"),
    done=_("Not taken: its managers are told why."),
    explained=_("It may mend what is wrong and send its papers again."),
    icon="cross",
    form=WhyForm,
    do=lambda row, by, given: refuse_cooperative(cooperative_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status == CooperativeStatus.APPLIED,
)
SUSPEND = Act(
    name="suspend",
    title=_("Suspend"),
    done=_("Suspended: its products are off the shop."),
    explained=_("Its products leave the shop at once. Orders that it has accepted stay its own to send."),
    icon="lock",
    form=SuspendForm,
    do=lambda row, by, given: suspend_cooperative(cooperative_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status == CooperativeStatus.APPROVED,
)
REINSTATE = Act(
    name="reinstate",
    title=_("Reinstate"),
    done=_("Reinstated: its products are back in the shop."),
    explained=_("All its products are back in the shop at once, and its managers are told."),
    icon="lock-open",
    do=lambda row, by, _given: reinstate_cooperative(cooperative_id=row.pk, by=by),
    is_offered=lambda row: row.status == CooperativeStatus.SUSPENDED,
)
END_MEMBERSHIP = Act(
    name="end",
    title=_("End the membership"),
    done=_("Ended: this person has no access any more."),
    explained=_("The person cannot work for the cooperative any more. What they did stays on record."),
    icon="cross",
    do=lambda row, by, _given: end_membership(membership_id=row.pk, by=by),
    is_offered=lambda row: row.left_at is None,
    refusals={MembershipEnded: Refusal(_("This membership ended before."))},
)


def still_missing(codes: Sequence[str]) -> str:
    """What keeps a cooperative from being approved, in words."""
    labels = dict([*Told.choices, *PaperKind.choices])
    what = columns.listed(*(labels[code] for code in codes))
    return gettext("Not told or not accepted yet: %(what)s.") % {"what": what}


def by_name(rows: QuerySet) -> QuerySet:
    """Cooperatives in the order of their names in the language of the page."""
    language = (get_language() or "ar")[:2]
    return rows.order_by(f"sort_{language}", "id")


class CooperativeFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(choices=CooperativeStatus.choices, label=_("Status"))
    kind = django_filters.ChoiceFilter(choices=OrganisationKind.choices, label=_("Kind"))
    region = django_filters.ModelChoiceFilter(queryset=Region.objects.all(), label=_("Region"))

    class Meta:
        model = Cooperative
        fields = ["status", "kind", "region"]


class MembershipFilters(WagtailFilterSet):
    role = django_filters.ChoiceFilter(choices=Role.choices, label=_("Role"))
    left = django_filters.BooleanFilter(field_name="left_at", lookup_expr="isnull", exclude=True, label=_("Has left"))

    class Meta:
        model = Membership
        fields = ["role"]


_MEMBER_COLUMNS = (
    columns.link(_("Person"), "user", page_of("memberships")),
    columns.text(_("Role"), "get_role_display"),
    columns.phone(_("Phone number"), "user.phone"),
    columns.day(_("Since"), "joined_at"),
    columns.day(_("Until"), "left_at"),
)
_SIGN_COLUMNS = (
    columns.link(_("Quality sign"), "sign", page_of("certificates")),
    columns.text(_("Status"), "get_status_display"),
    columns.text(_("Certified by"), "certifier"),
    columns.code(_("Number of the certificate"), "number"),
    columns.day(_("Valid until"), "expires_on"),
)


class CooperativeViewSet(StaffViewSet):
    model = Cooperative
    names = Names(_("Cooperative"), _("Cooperatives"), _("Add a cooperative"))
    icon = "group"
    form = CooperativeForm
    filterset_class = CooperativeFilters
    acts = (APPROVE, REFUSE, SUSPEND, REINSTATE, TRUST, TRUST_NO_MORE)
    list_display = (
        columns.text(_("Name"), "__str__"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.text(_("Kind"), "get_kind_display", sort="kind"),
        columns.text(_("Region"), "region.name", sort="region"),
        columns.number(_("Members"), "member_count", sort="member_count"),
        columns.number(_("Products on sale"), "on_sale", sort="on_sale"),
    )

    def rows(self) -> QuerySet:
        counted = Cooperative.objects.annotate(on_sale=Count("products", filter=Q(products__is_public=True)))
        return by_name(counted.select_related("region").defer("story", "phone"))

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(Q(search_text__contains=search_form(words)) | Q(ice=words.strip()))

    def facts(self, row: Cooperative) -> Sequence[Fact]:
        return [
            Fact(_("Status"), row.get_status_display()),
            Fact(_("Kind"), row.get_kind_display()),
            Fact(_("Where"), columns.listed(row.commune.name, row.region.name)),
            Fact(
                _("People"),
                _("%(members)s members, %(women)s women, %(young)s young people")
                % {"members": row.member_count, "women": row.women_count, "young": row.youth_count},
            ),
            Fact("ICE", row.ice or "–", is_code=True),
            Fact(_("Number in the register of cooperatives"), row.registration_number or "–", is_code=True),
            Fact(_("Phone number"), shown_phone(row.phone) if row.phone else "–", is_code=True),
            Fact(_("Programmes it benefited from"), columns.listed(*row.support_programmes.all())),
        ]

    def related(self, row: Cooperative, request: HttpRequest) -> Sequence[Related]:
        members = Membership.objects.filter(cooperative=row).select_related("user").order_by("left_at", "pk")
        signs = SignHeld.objects.filter(cooperative=row).select_related("sign")
        return [
            Related(
                _("Members"),
                table(_MEMBER_COLUMNS, members[:100]),
                adding("memberships", cooperative=row.pk),
                _("Invite a member"),
            ),
            Related(
                _("Quality signs"),
                table(_SIGN_COLUMNS, signs[:100]),
                adding("certificates", cooperative=row.pk),
                _("Write a certificate"),
            ),
            Related(_("Papers"), papers_table(row)),
            moves_of(row),
            acts_of(row),
        ]


class MembershipViewSet(StaffViewSet):
    model = Membership
    names = Names(_("Member"), _("Members"), _("Invite a member"))
    icon = "user"
    form = MembershipForm
    filterset_class = MembershipFilters
    acts = (END_MEMBERSHIP,)
    list_display = (
        columns.text(_("Person"), "user"),
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Role"), "get_role_display", sort="role"),
        columns.phone(_("Phone number"), "user.phone"),
        columns.day(_("Since"), "joined_at", sort="joined_at"),
        columns.day(_("Until"), "left_at", sort="left_at"),
    )

    def rows(self) -> QuerySet:
        return Membership.objects.select_related("user", "cooperative").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(
            Q(cooperative__search_text__contains=search_form(words))
            | Q(user__first_name__icontains=words)
            | Q(user__last_name__icontains=words)
        )

    def facts(self, row: Membership) -> Sequence[Fact]:
        return [
            Fact(_("Person"), str(row.user)),
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("Role"), row.get_role_display()),
            Fact(_("Phone number"), shown_phone(row.user.phone) if row.user.phone else "–", is_code=True),
            Fact(_("Since"), columns.as_day(row.joined_at)),
            Fact(_("Until"), columns.as_day(row.left_at)),
        ]


class QualitySignViewSet(StaffViewSet):
    model = QualitySign
    names = Names(_("Quality sign"), _("Quality signs"), _("Add a quality sign"))
    icon = "tag"
    form = QualitySignForm
    inspect_view_enabled = False
    list_display = (
        columns.text(_("Name"), "__str__"),
        columns.text(_("Kind"), "get_kind_display", sort="kind"),
        columns.code(_("Code"), "code", sort="code"),
    )


class SupportProgrammeViewSet(StaffViewSet):
    model = SupportProgramme
    names = Names(_("Support programme"), _("Support programmes"), _("Add a support programme"))
    icon = "folder-open-inverse"
    form = SupportProgrammeForm
    inspect_view_enabled = False
    list_display = (
        columns.text(_("Name"), "__str__"),
        columns.code(_("Code"), "code", sort="code"),
        columns.number(_("Cooperatives"), "held_by"),
    )

    def rows(self) -> QuerySet:
        return SupportProgramme.objects.annotate(held_by=Count("cooperatives")).order_by("code")


cooperatives = CooperativeViewSet("cooperatives", url_namespace="staff_cooperatives")
memberships = MembershipViewSet("memberships")
quality_signs = QualitySignViewSet("quality_signs")
support_programmes = SupportProgrammeViewSet("support_programmes")


class CooperativesMenu(ViewSetGroup):
    menu_label = _("Cooperatives")
    menu_name = "cooperatives"
    menu_icon = "group"
    menu_order = 210
    items = (
        cooperatives,
        papers,
        memberships,
        field_agents,
        recoveries,
        signs_held,
        quality_signs,
        support_programmes,
    )
