"""Sales that a till sent and nobody could post."""

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked
from cooperatives.locks import row_for_update
from fairs.tills.models import QuarantinedRecord


class KeptAsideSettled(Exception):
    """Somebody settled this sale before."""


@transaction.atomic
def settle_kept_aside(*, quarantined_id: int, outcome: str, by: User) -> QuarantinedRecord:
    """Write down what became of a sale that was kept aside; what was sent stays word for word.

    Raises `KeptAsideSettled`.
    """
    row = row_for_update(QuarantinedRecord, quarantined_id)
    if row.settled_at:
        raise KeptAsideSettled(quarantined_id)
    return change_locked(row=row, values={"settled_at": clock.now(), "settled_by": by, "outcome": outcome}, by=by)
