"""Hubs: who puts parcels of several cooperatives together."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cooperatives.accounts.models import User
from cooperatives.audit.records import write_changes, write_new
from cooperatives.enums import OrganisationKind
from fairs.enums import ProgrammeKind
from marketplace.delivery.models import Hub


class NotAUnion(Exception):
    """Only a union of cooperatives puts parcels of its members together."""


class NotAPlatform(Exception):
    """Only a permanent platform is open long enough to put parcels together."""


@transaction.atomic
def add_hub(*, values: Mapping[str, Any], by: User) -> Hub:
    """Write a hub: a union, or a permanent platform. Raises `NotAUnion`, `NotAPlatform`."""
    hub = Hub(**values)
    if hub.union and hub.union.kind != OrganisationKind.UNION:
        raise NotAUnion(hub.union.slug)
    if hub.edition and hub.edition.programme.kind != ProgrammeKind.PERMANENT_PLATFORMS:
        raise NotAPlatform(hub.edition.code)
    return write_new(row=hub, by=by, cooperative=hub.union)


@transaction.atomic
def edit_hub(*, hub_id: int, values: Mapping[str, Any], by: User) -> Hub:
    """Write a hub's names, region, and whether it is offered; whose it is stays, for its parcels are theirs."""
    return write_changes(model=Hub, pk=hub_id, values=values, by=by)
