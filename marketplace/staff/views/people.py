"""Wagtail's screen of users, for accounts without a user name."""

from contextlib import suppress
from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from cooperatives.accounts.exceptions import StillMember, WorksForPlatform
from cooperatives.accounts.models import User
from cooperatives.encryption import digest
from cooperatives.phones import parse_phone
from marketplace.forgetting import PurchaseUnderWay, StillHelps, StillOrganises, forget_person
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.people import ForgetForm, NewPersonForm, PersonForm
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act, ActView
from marketplace.staff.views.base import Names

FORGET = Act(
    name="forget",
    title=_("Delete this account"),
    done=_("Deleted: name, number, e-mail and ways to sign in are gone."),
    explained=_(
        "When the person asks for it. Name, number, e-mail, basket and ways to sign in are gone for good; purchases, "
        "and what the person did for cooperatives and fairs, stay without a name."
    ),
    icon="bin",
    form=ForgetForm,
    do=lambda row, by, _given: forget_person(user_id=row.pk, by=by),
    is_offered=lambda row: row.anonymised_at is None,
    refusals={
        StillMember: Refusal(_("This person belongs to a cooperative: end the membership first.")),
        StillOrganises: Refusal(_("This person organises a fair: end that role first.")),
        StillHelps: Refusal(_("This person is a field agent: end that appointment first.")),
        WorksForPlatform: Refusal(_("This person works for the platform: take that away first.")),
        PurchaseUnderWay: Refusal(_("This person waits for a purchase: wait until it is over, or cancel it.")),
    },
)


class PeopleList(IndexView):
    """Everybody with an account, found by name, e-mail or the whole telephone number."""

    @cached_property
    def columns(self) -> list[Column]:
        by_name = {column.name: column for column in super().columns if column.name != "bulk_actions"}
        by_name[User.USERNAME_FIELD] = columns.code(_("E-mail"), "email", sort="email")
        return [*by_name.values(), columns.phone(_("Phone number"), "phone")]

    @cached_property
    def is_searchable(self) -> bool:
        return True

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        words = self.search_query.strip()
        condition = Q(first_name__icontains=words) | Q(last_name__icontains=words) | Q(email__icontains=words)
        with suppress(ValidationError):
            condition |= Q(phone_digest=digest(parse_phone(words)))
        return queryset.filter(condition)


class PersonView(EditView):
    """The form on a person, and the way to the act that empties the account."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if FORGET.is_offered(self.object) and not self.editing_self:
            url = reverse("wagtailusers_users:act", args=[quote(self.object.pk), FORGET.name])
            buttons.append(Button(FORGET.title, url=url, icon_name=FORGET.icon, priority=40))
        return buttons


class PeopleViewSet(UserViewSet):
    """Accounts are closed or emptied, their rows never deleted: what a person did stays."""

    index_view_class = PeopleList
    edit_view_class = PersonView
    ordering = "-pk"
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return PersonForm if for_update else NewPersonForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            **{"delete_url_name": self.UNDEFINED, "usage_url_name": self.UNDEFINED, **kwargs}
        )

    @property
    def act_view(self) -> Any:
        names, back = Names(_("Person"), self.menu_label), self.get_url_name("edit")
        return self.construct_view(ActView, acts={FORGET.name: FORGET}, names=names, inspect_url_name=back)

    def get_urlpatterns(self) -> list[Any]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name not in ("delete", "copy")]
        return [*kept, path(f"edit/<{self.pk_path_converter}:pk>/<slug:name>/", self.act_view, name="act")]
