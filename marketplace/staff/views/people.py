"""Wagtail's screen of users, for accounts without a user name."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import IndexView, UserViewSet

from cooperatives.accounts.models import User
from cooperatives.encryption import digest
from cooperatives.phones import parse_phone
from marketplace.staff.forms.people import NewPersonForm, PersonForm
from marketplace.staff.views import columns


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


class PeopleViewSet(UserViewSet):
    """Accounts are closed, never deleted: what a person did stays theirs."""

    index_view_class = PeopleList
    ordering = "-pk"
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return PersonForm if for_update else NewPersonForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            **{"delete_url_name": self.UNDEFINED, "usage_url_name": self.UNDEFINED, **kwargs}
        )

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in ("delete", "copy")]
