"""What ends together with somebody's place in a cooperative."""

from django.db.models import Q, QuerySet

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.models import Cooperative
from cooperatives.officers.models import Consent
from cooperatives.officers.selectors import open_mandates
from cooperatives.team.selectors import open_invitations


def take_back(person_id: int, cooperative: Cooperative, *, by: User) -> None:
    """Close what somebody opened for others, and call off what waits for them; the caller holds the cooperative."""
    consents = Consent.objects.filter(Q(asked_by=person_id) | Q(asked_of=person_id), cooperative=cooperative)
    waiting = consents.filter(given_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=clock.now())
    _end(open_invitations(cooperative).filter(invited_by=person_id), "withdrawn_at", "invitation.withdraw", by)
    _end(waiting, "withdrawn_at", "consent.withdraw", by)
    _end(open_mandates().filter(cooperative=cooperative, given_by=person_id), "ended_at", "mandate.end", by)


def _end(rows: QuerySet, column: str, action: str, by: User) -> None:
    for row in rows:
        setattr(row, column, clock.now())
        row.save(update_fields=[column])
        record_act(action=action, subject=row, by=by, cooperative=row.cooperative)
