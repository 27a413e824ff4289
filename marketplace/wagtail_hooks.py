"""What the staff's screens add to Wagtail's admin, and what they take out of it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.users.views.bulk_actions import DeleteBulkAction

from marketplace.staff.choosers import commune_chooser, cooperative_chooser, union_chooser
from marketplace.staff.views import recordings
from marketplace.staff.views.certificates import certificate_urls
from marketplace.staff.views.cooperatives import CooperativesMenu
from marketplace.staff.views.fairs import days
from marketplace.staff.views.joining import paper_urls
from marketplace.staff.views.logs import audit_entries, jobs, messages, status_changes
from marketplace.staff.views.money import MoneyMenu
from marketplace.staff.views.orders import OrdersMenu
from marketplace.staff.views.products import ProductsMenu
from marketplace.staff.views.remittances import PaymentsMenu
from marketplace.staff.views.taking_part import FairsMenu


@hooks.register("register_admin_viewset")
def register_staff_screens() -> list[ViewSet | ViewSetGroup]:
    """The choosers first: the forms ask for their widgets."""
    menus = [CooperativesMenu(), ProductsMenu(), FairsMenu(), OrdersMenu(), PaymentsMenu(), MoneyMenu()]
    choosers = [commune_chooser, cooperative_chooser, union_chooser]
    return [*choosers, *menus, days, audit_entries, status_changes, messages, jobs]


@hooks.register("register_admin_urls")
def register_recordings() -> list[URLPattern]:
    return recordings.urlpatterns


class RecordingsItem(MenuItem):
    """Shown to who may record."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(recordings.MAY))


@hooks.register("register_admin_menu_item")
def register_recordings_item() -> MenuItem:
    return RecordingsItem(
        recordings.TITLE, reverse_lazy("help-recordings"), name="help-recordings", icon_name="media", order=800
    )


@hooks.register("register_admin_urls")
def register_private_files() -> list[URLPattern]:
    """Photographs of papers, below the address that asks for the second factor."""
    return [*paper_urls, *certificate_urls]


@hooks.register("before_bulk_action")
def delete_nobody(_request: HttpRequest, _kind: str, _objects: Any, action: Any) -> None:
    """Accounts are closed, never deleted: what a person did stays theirs."""
    if isinstance(action, DeleteBulkAction):
        raise PermissionDenied
