"""What the staff's screens add to Wagtail's admin, and what they take out of it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.users.views.bulk_actions import DeleteBulkAction

from marketplace.staff.choosers import commune_chooser, cooperative_chooser, union_chooser
from marketplace.staff.views.cooperatives import CooperativesMenu
from marketplace.staff.views.fairs import days
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


@hooks.register("before_bulk_action")
def delete_nobody(_request: HttpRequest, _kind: str, _objects: Any, action: Any) -> None:
    """Accounts are closed, never deleted: what a person did stays theirs."""
    if isinstance(action, DeleteBulkAction):
        raise PermissionDenied
