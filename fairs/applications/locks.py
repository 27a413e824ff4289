"""Every row lock of this package, and the order they are taken in.

1. the organisation (who suspends it waits), 2. the call: shared by who sends or takes back, alone by who moves places,
3. applications by ascending key. Then participations and stops, as fairs/locks.py has them. `NO KEY UPDATE` throughout:
a new row that names one of them does not wait.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet

from cooperatives.models import Cooperative
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Application
from fairs.calls.models import Call


def applicant_for_update(cooperative_id: int) -> Cooperative:
    """The organisation as it stands until the transaction ends."""
    return Cooperative.objects.select_for_update(of=("self",), no_key=True).get(pk=cooperative_id)


def share_call(call_id: int) -> Call:
    """The call, which nobody closes or announces meanwhile; any number of applicants may hold it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM calls_call WHERE id = %s FOR SHARE", [call_id])
    return _with_stop().get(pk=call_id)


def places_of(call_id: int) -> Call:
    """The call for who takes, frees or offers a place of it: one at a time, so that free places are counted once."""
    return _with_stop().select_for_update(of=("self",), no_key=True).get(pk=call_id)


def applications_for_update(pks: Iterable[int]) -> list[Application]:
    """Applications by ascending key, with whose they are."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(pks))
    return list(rows.select_related("cooperative", "participation").order_by("pk"))


def waiting_for_update(call: Call) -> list[Application]:
    """The waiting list of a call in its order; the rows are taken by ascending key."""
    waiting = Application.objects.filter(call=call, status=ApplicationStatus.WAITING).values_list("pk", flat=True)
    found = [row for row in applications_for_update(waiting) if row.waiting_position is not None]
    return sorted(found, key=lambda row: row.waiting_position or 0)


def _with_stop() -> QuerySet[Call]:
    return Call.objects.select_related("stop__edition")
